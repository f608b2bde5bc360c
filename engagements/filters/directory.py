"""The filters of the lists of the directory: officials, organizations, places, topics and sources."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from engagements.models import Appointment, Organization, Participant
from engagements.models.folded_models import FoldedQuerySet

from .base import ListFilterSet
from .filters import ChoicesFilter, DateFilter, ExportFilter, RecordsFilter, SortFilter, WordsFilter

BY_NAME: dict[str, tuple[str, list[Any]]] = {
    "name": ("name", ["sort_key", "pk"]),
    "-name": ("name, from the end", ["-sort_key", "-pk"]),
}


BY_LAST_MET: dict[str, tuple[str, list[Any]]] = {
    "-last_met": ("last met, latest first", [F("last_met_on").desc(nulls_last=True), "pk"]),
    "last_met": ("last met, longest ago first", [F("last_met_on").asc(nulls_last=True), "pk"]),
}


class MetFilterSet(ListFilterSet):
    """Filters and orders by contact: the held meetings that the user may see, on either side.

    ``party_field`` is the field of participants for such a party, ``of_home`` what is of the home country.
    """

    party_field: ClassVar[str]

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
        last = [name for name in ("not_met_since", "never_met", "sort", "export") if name in filters]
        return {name: filters[name] for name in [*(name for name in filters if name not in last), *last]}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.sort in BY_LAST_MET:
            of_party = self.contacts().order_by().values(self.party_field)
            last = of_party.annotate(last=Max("meeting__start_date")).values("last")
            queryset = queryset.annotate(last_met_on=Subquery(last))
        rows: QuerySet[Any] = super().filter_queryset(queryset)
        return rows

    def contacts(self) -> QuerySet[Participant]:
        """The lines of held meetings that stand for the entry of the outer query."""
        lines = Participant.objects.visible_to(self.user).held()
        return lines.filter(**{self.party_field: OuterRef("pk")})

    def foreign(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is of the home country, which is not met."""
        return queryset.exclude(self.of_home(settings.HOME_COUNTRY)) if settings.HOME_COUNTRY else queryset

    def of_home(self, code: str) -> Q:
        raise NotImplementedError

    def filter_not_met_since(
        self, queryset: QuerySet[Any], name: str, dates: list[datetime.date]
    ) -> QuerySet[Any]:
        met_since = self.contacts().filter(meeting__end_date__gte=max(dates))
        return self.foreign(queryset).filter(~Exists(met_since))

    def filter_never_met(self, queryset: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        return self.foreign(queryset).filter(~Exists(self.contacts()))


class OfficialFilterSet(MetFilterSet):
    party_field = "official"

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
    export = ExportFilter("csv", "xlsx", "json")

    def of_home(self, code: str) -> Q:
        return Q(pk__in=Appointment.objects.filter(organization__country=code).values("official"))

    def filter_post(
        self, queryset: FoldedQuerySet[Any], name: str, values: list[int | str]
    ) -> FoldedQuerySet[Any]:
        field = {"organization": "organization__in", "country": "organization__country__in"}[name]
        return queryset.filter(pk__in=Appointment.objects.filter(**{field: values}).values("official"))


class OrganizationFilterSet(MetFilterSet):
    party_field = "organization"

    q = WordsFilter(label="Search", method="filter_words", help_text="Of a name, acronym or alias.")
    country = RecordsFilter(label="Country", kind="countries", lookup_expr="in")
    kind = ChoicesFilter(label="Kind", choices=Organization.Kind.choices, noun="kind", lookup_expr="in")
    sort = SortFilter(BY_NAME | BY_LAST_MET)
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
