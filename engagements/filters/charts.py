"""The filters of the meetings list where what they leave is counted or drawn."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from engagements.common.periods import Month, Period, Week
from engagements.models import Visit
from engagements.models.visits import VisitQuerySet

from .fields import ValuesBoundField
from .filters import ExportFilter, LayoutFilter, PageNumberFilter, PeriodFilter
from .forms import FilterForm
from .meetings import MeetingFilterSet
from .parties import PARTY_PARAMETERS


class MatrixForm(FilterForm):
    """Asks for parties of the kind that the matrix is by; order and status change nothing in it."""

    def is_quiet(self, bound: ValuesBoundField) -> bool:
        if bound.name in ("sort", "column", "progress"):
            return True
        by = self["by"].data or ["organizations"]
        return bound.field.quiet and bound.name not in PARTY_PARAMETERS.get(by[0], ())


class MatrixFilterSet(MeetingFilterSet):
    """The filters of the meetings list, and how the matrix over what they leave is laid out.

    Parties of the kind that the matrix is by choose its rows and columns.
    """

    by = LayoutFilter(
        label="Rows and columns",
        choices={"organizations": "organizations", "officials": "officials", "countries": "countries"},
        noun="kind of party",
    )
    rows = PageNumberFilter(label="Page of rows")
    columns = PageNumberFilter(label="Page of columns")
    export = ExportFilter("csv", "xlsx")

    class Meta:
        form = MatrixForm


class NetworkFilterSet(MatrixFilterSet):
    """The filters of the matrix, of which all is drawn at once."""

    # In django-filter, None leaves a filter out.
    rows = columns = export = None  # type: ignore[assignment] # see above


class ChartForm(FilterForm):
    """Does not ask for an order and columns, which change nothing in what is drawn."""

    def is_quiet(self, bound: ValuesBoundField) -> bool:
        return bound.name in ("sort", "column") or super().is_quiet(bound)


class ChartFilterSet(MeetingFilterSet):
    """The filters of the meetings list, where what they leave is drawn."""

    # In django-filter, None leaves a filter out.
    export = None  # type: ignore[assignment] # see above

    class Meta:
        form = ChartForm

    @classmethod
    def own_parameters(cls) -> set[str]:
        """The parameters that the meetings list does not know: they say what is drawn, and how."""
        return set(cls.base_filters) - set(MeetingFilterSet.base_filters)

    def visits(self) -> VisitQuerySet:
        """Return the visits that the user may see; where meetings are filtered, of those that are left."""
        visits = Visit.objects.visible_to(self.user)
        if self.form.chips():
            return visits.filter(pk__in=self.qs.filter(visit__isnull=False).order_by().values("visit"))
        return visits


class CalendarForm(ChartForm):
    """Asks for the month or the week that is shown."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("month") and self.cleaned_data.get("week"):
            self.add_error("week", "Give a month or a week, not both.")
        return self.cleaned_data

    @property
    def period(self) -> Period:
        """What is shown: where none is given, the month in which the dates begin, or that of today."""
        asked = self.cleaned_data
        dates = asked["date_after"] or asked["date_before"] or [timezone.localdate()]
        period: Period = asked["month"] or asked["week"] or Month.around(min(dates))
        return period


class CalendarFilterSet(ChartFilterSet):
    show = LayoutFilter(
        label="Show",
        choices={"all": "visits and meetings", "visits": "visits", "meetings": "meetings"},
        noun="choice",
    )
    month = PeriodFilter(label="Month", kind=Month)
    week = PeriodFilter(label="Week", kind=Week, quiet=True)

    class Meta:
        form = CalendarForm


class OverTimeFilterSet(ChartFilterSet):
    every = LayoutFilter(
        label="A bar for each",
        choices={"year": "year", "quarter": "quarter", "month": "month"},
        noun="period",
    )
    by = LayoutFilter(
        label="Counted apart by",
        choices={
            "all": "all together",
            "topic": "topic",
            "party_country": "country of a participant",
            "by_organization": "organization of the delegation side",
            "with_organization": "organization of the counterpart side",
            "format": "format",
        },
        noun="choice",
    )


class MapFilterSet(ChartFilterSet):
    by = LayoutFilter(
        label="By country", choices={"place": "of the place", "party": "of who took part"}, noun="choice"
    )
    show = LayoutFilter(label="Count", choices={"meetings": "meetings", "visits": "visits"}, noun="choice")
