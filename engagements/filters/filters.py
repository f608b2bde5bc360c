"""Filters: each reads one parameter of an address."""

from functools import reduce
from operator import or_

import django_filters

from .fields import (
    ChoicesField,
    DatesField,
    ExportField,
    LineField,
    MonthsField,
    PageNumberField,
    PeriodField,
    RecordsField,
    SingleChoiceField,
    SortField,
    WordsField,
)


class WordsFilter(django_filters.Filter):
    field_class = WordsField


class LineFilter(django_filters.Filter):
    field_class = LineField


class DateFilter(django_filters.Filter):
    field_class = DatesField


class ChoicesFilter(django_filters.Filter):
    field_class = ChoicesField


class RecordsFilter(django_filters.Filter):
    field_class = RecordsField


class PartyFilter(RecordsFilter):
    """A party on one hand of "who met whom": its own lines alone, without its sub-organizations."""

    def __init__(self, hand, kind, label):
        super().__init__(label=label, kind=kind, quiet=True)
        self.hand = hand

    def filter(self, queryset, keys):
        return queryset.where_party(self.hand, self.extra["kind"], keys) if keys else queryset


class SortFilter(django_filters.Filter):
    field_class = SortField

    def __init__(self, orders):
        """``orders``: name in the address -> (name in words, order_by arguments), the default first."""
        self.orders = orders
        super().__init__(label="Sorted by", choices={name: label for name, (label, _) in orders.items()})

    def filter(self, queryset, value):
        return queryset.order_by(*self.orders[value][1])


class ExportFilter(django_filters.Filter):
    """The format in which the list is wanted as a file; leaves the rows as they are."""

    field_class = ExportField
    LABELS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "ics": "calendar", "docx": "Word"}

    def __init__(self, *formats):
        super().__init__(label="Export", choices={one: self.LABELS[one] for one in formats})

    def filter(self, queryset, value):
        return queryset


class LayoutFilter(django_filters.Filter):
    """How what is found is laid out; leaves the rows as they are."""

    field_class = SingleChoiceField

    def filter(self, queryset, value):
        return queryset


class MonthsFilter(django_filters.Filter):
    """The month in which a record lies from its first day to its last."""

    field_class = MonthsField

    def __init__(self):
        super().__init__(label="Lies in the month", quiet=True, help_text="Such as 2021-12; or “several”.")

    def filter(self, queryset, months):
        found = [
            queryset.lying_in(month.start, month.end) if month else queryset.over_months() for month in months
        ]
        return reduce(or_, found) if found else queryset


class PeriodFilter(LayoutFilter):
    """The month or week that is shown."""

    field_class = PeriodField


class PageNumberFilter(LayoutFilter):
    field_class = PageNumberField


class ExactnessFilter(ChoicesFilter):
    """How the dates of a record are to be read."""

    def __init__(self):
        choices = {"exact": "exact", "within": "some time within a period", "unknown": "not known"}
        super().__init__(label="Dates are", choices=choices, noun="kind of dates", method=one_of("dates"))


def one_of(field):
    """Return a filter method of a list of records: the value of ``field`` is one of those given."""
    return lambda queryset, name, values: queryset.one_of(field, values)
