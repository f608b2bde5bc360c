"""Filters: each reads one parameter of an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import QuerySet

from engagements.common.periods import Period
from engagements.models import Side
from engagements.models.directions import VisitDirection
from engagements.models.meetings import MeetingQuerySet
from engagements.models.querysets import AdaptiveQuerySet
from engagements.models.records import RecordQuerySet
from engagements.models.statuses import UNCONFIRMED, UNCONFIRMED_LABEL

from .fields import (
    ChoicesField,
    ColumnsField,
    DatesField,
    ExportField,
    HomeChoicesField,
    LineField,
    MonthsField,
    PageNumberField,
    PeriodField,
    RecordsField,
    SearchTextField,
    SingleChoiceField,
    SortField,
    ValuesField,
)


class WordsFilter(django_filters.Filter):
    field_class = SearchTextField


class DateFilter(django_filters.Filter):
    field_class = DatesField


class ChoicesFilter(django_filters.Filter):
    field_class = ChoicesField


class HomeChoicesFilter(django_filters.Filter):
    """Choices that are left out where no home country is set."""

    field_class = HomeChoicesField


class DirectionFilter(HomeChoicesFilter):
    """Inbound or outbound: of a visit, or of the visit of a meeting."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=VisitDirection.choices, noun="direction", **kwargs)


class RecordsFilter(django_filters.Filter):
    field_class = RecordsField


class PartyFilter(RecordsFilter):
    """A party on one side of "who met whom": its own lines alone, without its sub-organizations."""

    def __init__(self, sides: Sequence[Side], kind: str, label: str) -> None:
        super().__init__(label=label, kind=kind, quiet=True)
        self.sides, self.kind = sides, kind

    def filter(self, queryset: MeetingQuerySet, keys: list[int | str]) -> MeetingQuerySet:
        if not keys:
            return queryset
        return queryset.where_party(self.sides, self.kind, keys)


class SortFilter(django_filters.Filter):
    field_class = SortField

    def __init__(self, orders: dict[str, tuple[str, list[Any]]]) -> None:
        """``orders``: name in the address -> (name in words, order_by arguments), the default first."""
        self.orders = orders
        super().__init__(label="Sorted by", choices={name: label for name, (label, _) in orders.items()})

    @property
    def default(self) -> str:
        """The name of the order that is in force where the address gives none."""
        return next(iter(self.orders))

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.order_by(*self.orders[value][1])


class LayoutFilter(django_filters.Filter):
    """How rows are laid out; leaves them as they are."""

    field_class: type[ValuesField] = SingleChoiceField

    def filter(self, queryset: QuerySet[Any], value: object) -> QuerySet[Any]:
        return queryset


class LineFilter(LayoutFilter):
    """A line of text for the page; leaves the rows as they are."""

    field_class = LineField


class ExportFilter(LayoutFilter):
    """The format in which the list is wanted as a file; leaves the rows as they are."""

    field_class = ExportField
    LABELS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "ics": "calendar", "docx": "Word"}

    def __init__(self, *formats: str) -> None:
        super().__init__(label="Export", choices={name: self.LABELS[name] for name in formats})


class ColumnsFilter(LayoutFilter):
    """The columns that the page shows; a file has all of them."""

    field_class = ColumnsField

    def __init__(self, **columns: str) -> None:
        """``columns``: name in the address -> heading; the column that names a row is always shown."""
        super().__init__(label="Columns", choices=columns, help_text="Tick those to show; none: all.")


class PeriodFilter(LayoutFilter):
    """The month or week that is shown."""

    field_class = PeriodField


class PageNumberFilter(LayoutFilter):
    field_class = PageNumberField


class MonthsFilter(django_filters.Filter):
    """The month in which a record lies from its first day to its last."""

    field_class = MonthsField

    def __init__(self) -> None:
        super().__init__(label="Lies in the month", quiet=True, help_text="Such as 2021-12; or “several”.")

    def filter(self, queryset: RecordQuerySet[Any], months: list[Period | None]) -> RecordQuerySet[Any]:
        alternatives = [
            queryset.lying_in(month.start, month.end) if month else queryset.over_months() for month in months
        ]
        return reduce(or_, alternatives) if alternatives else queryset


FilterMethod = Callable[[AdaptiveQuerySet[Any], str, list[Any]], AdaptiveQuerySet[Any]]


def field_in(field: str) -> FilterMethod:
    """Return a filter method of a list of records: the value of ``field`` is one of those given."""
    return lambda queryset, name, values: queryset.field_in(field, values)


class ProgressFilter(ChoicesFilter):
    """What became of a visit or meeting: what is stored, and what is to be confirmed."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            label="Status",
            choices=[*choices, (UNCONFIRMED, UNCONFIRMED_LABEL)],
            noun="progress",
            method=lambda queryset, name, values: queryset.with_progress(values),
        )


class ExactnessFilter(ChoicesFilter):
    """How the dates of a record are to be read."""

    def __init__(self) -> None:
        super().__init__(
            label="Date precision",
            choices={"exact": "exact", "within": "some time within a period", "unknown": "not known"},
            noun="kind of dates",
            method=field_in("dates"),
        )
