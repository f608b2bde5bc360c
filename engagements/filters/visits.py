"""The filters of the list of visits."""

from engagements.models import DelegationMember, Stop, Visit

from .base import BY_DATE_AND_TITLE, LOOKED_FOR, OVERLAP, ListFilterSet
from .filters import (
    ChoicesFilter,
    DateFilter,
    ExactnessFilter,
    ExportFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
    one_of,
)


class VisitFilterSet(ListFilterSet):
    q = WordsFilter(label="Words", method="by_text", help_text=LOOKED_FOR)
    date_after = DateFilter(label="Not before", method="by_date")
    date_before = DateFilter(label="Not after", method="by_date", help_text=OVERLAP)
    dates = ExactnessFilter()
    delegate = RecordsFilter(label="Member of the delegation", kind="officials", method="by_member")
    delegation = RecordsFilter(
        label="Delegation of",
        kind="organizations",
        method="by_delegation",
        help_text="Sender, or of a member.",
    )
    country = RecordsFilter(label="Country", kind="countries", method="by_country", help_text="Of a stop.")
    place = RecordsFilter(label="Place", kind="places", method="by_place")
    topic = RecordsFilter(label="Topic", kind="topics", method="by_topic", help_text="With its subtopics.")
    visit_type = ChoicesFilter(
        label="Type", choices=Visit.Type.choices, noun="type", method=one_of("visit_type")
    )
    progress = ChoicesFilter(
        label="Progress", choices=Visit.Progress.choices, noun="progress", method=one_of("progress")
    )
    sort = SortFilter(BY_DATE_AND_TITLE)
    export = ExportFilter("csv", "xlsx", "json", "ics")

    def by_member(self, queryset, name, ids):
        members = DelegationMember.objects.filter(official__in=ids)
        return queryset.referenced_by("visit", members)

    def by_delegation(self, queryset, name, ids):
        return queryset.with_delegation_of(ids)

    def by_country(self, queryset, name, codes):
        return queryset.stopping_in(codes)

    def by_place(self, queryset, name, ids):
        return queryset.referenced_by("visit", Stop.objects.filter(place__in=ids))
