"""The filters of the lists of the directory: officials, organizations, places, topics and sources."""

from typing import Any

from engagements.models import Appointment, Organization
from engagements.models.folded_models import FoldedQuerySet

from .base import ListFilterSet
from .filters import ChoicesFilter, ExportFilter, RecordsFilter, SortFilter, WordsFilter

BY_NAME: dict[str, tuple[str, list[Any]]] = {
    "name": ("name", ["sort_key", "pk"]),
    "-name": ("name, from the end", ["-sort_key", "-pk"]),
}


class OfficialFilterSet(ListFilterSet):
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
    )
    export = ExportFilter("csv", "xlsx", "json")

    def filter_post(
        self, queryset: FoldedQuerySet[Any], name: str, values: list[int | str]
    ) -> FoldedQuerySet[Any]:
        field = {"organization": "organization__in", "country": "organization__country__in"}[name]
        return queryset.filter(pk__in=Appointment.objects.filter(**{field: values}).values("official"))


class OrganizationFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text="Of a name, acronym or alias.")
    country = RecordsFilter(label="Country", kind="countries", lookup_expr="in")
    kind = ChoicesFilter(label="Kind", choices=Organization.Kind.choices, noun="kind", lookup_expr="in")
    sort = SortFilter(BY_NAME)
    export = ExportFilter("csv", "xlsx", "json")


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
