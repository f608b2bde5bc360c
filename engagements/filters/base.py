"""What the filter sets of all lists share.

Values of one parameter are alternatives; different parameters must all hold.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, ClassVar

import django_filters
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from engagements.models import Topic
from engagements.models.records import RecordQuerySet
from engagements.search import queries

from .forms import FilterForm


class ListFilterSet(django_filters.FilterSet):
    """The filters of one list, as ``user`` gave them in the query of an address."""

    # What parameters were called before -> what they are called now.
    FORMER_PARAMETERS: ClassVar[dict[str, str]] = {}

    # Parameters that are seldom asked for: they stand behind “More filters”.
    RARE: ClassVar[Collection[str]] = ()

    class Meta:
        form = FilterForm

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, user: User) -> None:
        super().__init__(data, queryset)
        self.user = user

    @cached_property
    def form(self) -> FilterForm:
        form: FilterForm = self.get_form_class()(self.data, user=self.user)
        form.rare = self.RARE
        return form

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the rows that all filters leave; asks after each if they are few, see `AdaptiveQuerySet`.

        ``queryset`` may be a `MeetingSet` of the columns, which takes these filters, too.
        """
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value).narrowed()
        return queryset

    @property
    def sort(self) -> str | None:
        """The order that is in force; None while the form has an error there."""
        order: str | None = self.form.cleaned_data.get("sort")
        return order

    @property
    def default_sort(self) -> str:
        default: str = self.filters["sort"].default
        return default

    def filter_words(self, queryset: QuerySet[Any], name: str, texts: list[list[str]]) -> QuerySet[Any]:
        matches: QuerySet[Any] = queries.filter_by_words(queryset, texts, self.user)
        return matches

    def filter_dates(
        self, queryset: RecordQuerySet[Any], name: str, dates: list[datetime.date]
    ) -> RecordQuerySet[Any]:
        """Keep what overlaps the range; called for each bound, and filters by both at the first."""
        after, before = (self.form.cleaned_data[bound] for bound in ("date_after", "date_before"))
        if name == "date_before" and after:
            return queryset
        return queryset.between(after and min(after), before and max(before))

    def filter_topics(self, queryset: RecordQuerySet[Any], name: str, ids: list[int]) -> RecordQuerySet[Any]:
        return queryset.on_topics(Topic.descendant_ids(*ids))


BY_DATE_AND_TITLE: dict[str, tuple[str, list[Any]]] = {
    "-date": ("date, latest first", [F("start_date").desc(nulls_last=True), "-pk"]),
    "date": ("date, earliest first", [F("start_date").asc(nulls_last=True), "pk"]),
    "title": ("title", ["title", "pk"]),
    "-title": ("title, from the end", ["-title", "-pk"]),
}

WORDS_HELP = "In any order, with or without accents."
DATE_RANGE_HELP = "Undated records are hidden."
