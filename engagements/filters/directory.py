"""The filters of the lists of the directory: officials, organizations, places, topics and sources."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from engagements.columns.meetings import MeetingSet
from engagements.columns.numbers_by_id import LARGEST_NUMBER, as_bytes, number_by_id
from engagements.columns.segments import EITHER_SIDE
from engagements.models import Appointment, Organization
from engagements.models.folded_models import FoldedQuerySet

from .base import ListFilterSet
from .filters import (
    ChoicesFilter,
    ColumnsFilter,
    DateFilter,
    ExportFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
)

BY_NAME: dict[str, tuple[str, list[Any]]] = {
    "name": ("name", ["sort_key", "pk"]),
    "-name": ("name, from the end", ["-sort_key", "-pk"]),
}


BY_LAST_MET: dict[str, tuple[str, list[Any]]] = {
    "-last_met": ("last met, latest first", ["-last_met_on", "pk"]),
    "last_met": ("last met, longest ago first", ["last_met_on", "pk"]),
}


class MetFilterSet(ListFilterSet):
    """Filters and orders by contact: the held meetings that the user may see, on either side.

    ``party_kind`` is that of these entries in "who met whom", ``of_home`` what is of the home country.
    """

    party_kind: ClassVar[str]

    not_met_since = DateFilter(
        label="Not met since",
        method="filter_not_met_since",
        help_text="Nor ever before that is known; those of the home country are left out.",
    )
    never_met = ChoicesFilter(label="Met", choices={"1": "never"}, noun="choice", method="filter_never_met")

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Return all filters in the order of the form: who it is comes before when they were met."""
        filters = super().get_filters()
        last = [
            name for name in ("not_met_since", "never_met", "sort", "column", "export") if name in filters
        ]
        return {name: filters[name] for name in [*(name for name in filters if name not in last), *last]}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.sort in BY_LAST_MET:
            met = self.held.dated().tallies(self.party_kind, EITHER_SIDE)
            never = LARGEST_NUMBER if self.sort == "last_met" else 0  # comes last in either order
            queryset = queryset.alias(last_met_on=number_by_id(met.keys, met.last_days, never))
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        return rows

    @cached_property
    def held(self) -> MeetingSet:
        return MeetingSet.visible_to(self.user).held()

    def without(self, queryset: QuerySet[Any], meetings: MeetingSet) -> QuerySet[Any]:
        """Leave out who took part in one of ``meetings``, and the home country, which is not met."""
        if settings.HOME_COUNTRY:
            queryset = queryset.exclude(self.of_home(settings.HOME_COUNTRY))
        met = meetings.tallies(self.party_kind, EITHER_SIDE).keys
        rows: QuerySet[Any] = queryset.alias(met=number_by_id(met, 1, 0)).filter(met=as_bytes(0))
        return rows

    def of_home(self, code: str) -> Q:
        raise NotImplementedError

    def filter_not_met_since(
        self, queryset: QuerySet[Any], name: str, dates: list[datetime.date]
    ) -> QuerySet[Any]:
        return self.without(queryset, self.held.between(max(dates)))

    def filter_never_met(self, queryset: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        return self.without(queryset, self.held)


class OfficialFilterSet(MetFilterSet):
    party_kind = "officials"

    q = WordsFilter(
        label="Search", method="filter_words", help_text="Of a name, or of an organization of a post."
    )
    organization = RecordsFilter(
        label="Organization", kind="organizations", method="filter_post", help_text="Of a post at any time."
    )
    country = RecordsFilter(
        label="Country", kind="countries", method="filter_post", help_text="Of an organization of a post."
    )
    sort = SortFilter(
        {"name": ("name", ["sort_key", "pk"]), "-name": ("name, from the end", ["-sort_key", "-pk"])}
        | BY_LAST_MET
    )
    column = ColumnsFilter(posts="Posts now", meetings="Meetings held", last_met="Last met")
    export = ExportFilter("csv", "xlsx", "json")

    def of_home(self, code: str) -> Q:
        return Q(pk__in=Appointment.objects.filter(organization__country=code).values("official"))

    def filter_post(
        self, queryset: FoldedQuerySet[Any], name: str, values: list[int | str]
    ) -> FoldedQuerySet[Any]:
        field = {"organization": "organization__in", "country": "organization__country__in"}[name]
        return queryset.filter(pk__in=Appointment.objects.filter(**{field: values}).values("official"))


class OrganizationFilterSet(MetFilterSet):
    party_kind = "organizations"

    q = WordsFilter(label="Search", method="filter_words", help_text="Of a name, acronym or alias.")
    country = RecordsFilter(label="Country", kind="countries", lookup_expr="in")
    kind = ChoicesFilter(label="Kind", choices=Organization.Kind.choices, noun="kind", lookup_expr="in")
    sort = SortFilter(BY_NAME | BY_LAST_MET)
    column = ColumnsFilter(
        kind="Kind", country="Country", parent="Part of", meetings="Meetings", last_met="Last met"
    )
    export = ExportFilter("csv", "xlsx", "json")

    def of_home(self, code: str) -> Q:
        return Q(country=code)


class PlaceFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text="Of a name, a country or an alias.")
    country = RecordsFilter(label="Country", kind="countries", lookup_expr="in")
    sort = SortFilter(BY_NAME)


class TopicFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text="Of a name.")
    sort = SortFilter(BY_NAME)


class SourceFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text="Of a title or a publisher.")
    sort = SortFilter(
        {"title": ("title", ["title", "pk"]), "-title": ("title, from the end", ["-title", "-pk"])}
    )
