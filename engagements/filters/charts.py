"""The filters of the meetings list where what they leave is counted or drawn."""

from django.utils import timezone

from engagements.common.periods import Month, Week
from engagements.models import Visit

from .filters import ExportFilter, LayoutFilter, PageNumberFilter, PeriodFilter
from .forms import FilterForm
from .meetings import MeetingFilterSet


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

    @property
    def form(self):
        form = super().form
        form.fields["sort"].quiet = form.fields["progress"].quiet = True  # they change nothing here
        by = form["by"].data or ["organizations"]
        for name in self.NAMES.get(by[0], ()):
            form.fields[name].quiet = False
        return form


class NetworkFilterSet(MatrixFilterSet):
    """The filters of the matrix, of which all is drawn at once."""

    rows = columns = export = None


class ChartFilterSet(MeetingFilterSet):
    """The filters of the meetings list, where what they leave is drawn."""

    export = None

    @property
    def form(self):
        form = super().form
        form.fields["sort"].quiet = True  # it changes nothing here
        return form

    @classmethod
    def own(cls):
        """The parameters that the meetings list does not know: they say what is drawn, and how."""
        return cls.base_filters.keys() - MeetingFilterSet.base_filters.keys()

    def visits(self):
        """Return the visits that the user may see; where meetings are filtered, of those that are left."""
        visits = Visit.objects.visible_to(self.request.user)
        if self.form.chips():
            return visits.filter(pk__in=self.qs.filter(visit__isnull=False).order_by().values("visit"))
        return visits


class CalendarForm(FilterForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("month") and cleaned.get("week"):
            self.add_error("week", "Give a month or a week, not both.")
        return cleaned

    @property
    def period(self):
        """What is shown: where nothing is asked for, the month from which dates are, or that of today."""
        asked = self.cleaned_data
        dates = asked["date_after"] or asked["date_before"] or [timezone.localdate()]
        return asked["month"] or asked["week"] or Month.around(min(dates))


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


class MapFilterSet(ChartFilterSet):
    show = LayoutFilter(label="Count", choices={"meetings": "meetings", "visits": "visits"}, noun="choice")
