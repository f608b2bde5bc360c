"""The filters of the list of visits."""

from engagements.models import DelegationMember, Stop, Visit
from engagements.models.visits import VisitQuerySet

from .base import BY_DATE_AND_TITLE, DATE_RANGE_HELP, WORDS_HELP, ListFilterSet
from .filters import (
    ChoicesFilter,
    ColumnsFilter,
    DateFilter,
    DirectionFilter,
    ExactnessFilter,
    ExportFilter,
    ProgressFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
    field_in,
)


class VisitFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text=WORDS_HELP)
    date_after = DateFilter(label="From", method="filter_dates")
    date_before = DateFilter(label="To", method="filter_dates", help_text=DATE_RANGE_HELP)
    dates = ExactnessFilter()
    delegate = RecordsFilter(label="Member of the delegation", kind="officials", method="filter_delegate")
    travelled_with = RecordsFilter(
        label="And member of the delegation", kind="officials", method="filter_delegate", quiet=True
    )
    delegation = RecordsFilter(
        label="Delegation of",
        kind="organizations",
        method="filter_delegation",
        help_text="Sender, or of a member.",
    )
    country = RecordsFilter(
        label="Country",
        kind="countries",
        method="filter_country",
        help_text="Of a stop, of the sender or of a member.",
    )
    place = RecordsFilter(label="Place", kind="places", method="filter_place")
    place_country = RecordsFilter(
        label="Country of a stop", kind="countries", method="filter_place_country", quiet=True
    )
    party_country = RecordsFilter(
        label="Country of the delegation", kind="countries", method="filter_party_country", quiet=True
    )
    topic = RecordsFilter(
        label="Topic", kind="topics", method="filter_topics", help_text="With its subtopics."
    )
    direction = DirectionFilter(label="Direction", method="filter_direction")
    visit_type = ChoicesFilter(
        label="Type", choices=Visit.Type.choices, noun="type", method=field_in("visit_type")
    )
    progress = ProgressFilter(Visit.Progress.choices)
    sort = SortFilter(BY_DATE_AND_TITLE)
    column = ColumnsFilter(when="When", delegation="Delegation", stops="Stops", meetings="Meetings")
    export = ExportFilter("csv", "xlsx", "json", "ics")

    RARE = ("dates", "delegate", "place", "direction", "visit_type")

    def filter_delegate(self, queryset: VisitQuerySet, name: str, ids: list[int]) -> VisitQuerySet:
        members = DelegationMember.objects.filter(official__in=ids)
        return queryset.referenced_by("visit", members)

    def filter_delegation(self, queryset: VisitQuerySet, name: str, ids: list[int]) -> VisitQuerySet:
        return queryset.with_delegation_of(ids)

    def filter_country(self, queryset: VisitQuerySet, name: str, codes: list[str]) -> VisitQuerySet:
        return queryset.concerning(codes)

    def filter_place_country(self, queryset: VisitQuerySet, name: str, codes: list[str]) -> VisitQuerySet:
        return queryset.stopping_in(codes)

    def filter_party_country(self, queryset: VisitQuerySet, name: str, codes: list[str]) -> VisitQuerySet:
        return queryset.from_countries(codes)

    def filter_direction(self, queryset: VisitQuerySet, name: str, directions: list[str]) -> VisitQuerySet:
        return queryset.in_directions(directions)

    def filter_place(self, queryset: VisitQuerySet, name: str, ids: list[int]) -> VisitQuerySet:
        return queryset.referenced_by("visit", Stop.objects.filter(place__in=ids))
