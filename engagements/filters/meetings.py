"""The filters of the list of meetings."""

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Organization, Side
from engagements.models.meeting_progress import MeetingProgress

from .base import BY_DATE_AND_TITLE, LOOKED_FOR, OVERLAP
from .filters import (
    ChoicesFilter,
    DateFilter,
    ExactnessFilter,
    ExportFilter,
    MonthsFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
    one_of,
)
from .parties import PartyFilterSet


class MeetingFilterSet(PartyFilterSet):
    q = WordsFilter(label="Words", method="by_text", help_text=LOOKED_FOR)
    date_after = DateFilter(label="Not before", method="by_date")
    date_before = DateFilter(label="Not after", method="by_date", help_text=OVERLAP)
    dates = ExactnessFilter()
    lies_in = MonthsFilter()
    counterpart = RecordsFilter(label="Counterpart", kind="officials", method="by_official")
    counterpart_organization = RecordsFilter(
        label="Counterpart organization", kind="organizations", method="by_organization"
    )
    delegate = RecordsFilter(label="Delegate or accompanying", kind="officials", method="by_official")
    delegation = RecordsFilter(label="Delegation of", kind="organizations", method="by_organization")
    accompanying = RecordsFilter(label="Accompanied by", kind="organizations", method="by_organization")
    sub = ChoicesFilter(
        label="Organizations",
        choices={"1": "include sub-organizations"},
        noun="choice",
        method="leave",
    )
    country = RecordsFilter(
        label="Country", kind="countries", method="by_country", help_text="Where, or of the counterparts."
    )
    place = RecordsFilter(label="Place", kind="places", method=one_of("place"))
    place_country = RecordsFilter(
        label="Country of the place", kind="countries", method=one_of("place__country"), quiet=True
    )
    topic = RecordsFilter(label="Topic", kind="topics", method="by_topic", help_text="With its subtopics.")
    visit = RecordsFilter(label="Visit", kind="visits", method=one_of("visit"))
    format = ChoicesFilter(
        label="Format", choices=Meeting.Format.choices, noun="format", method=one_of("format")
    )
    progress = ChoicesFilter(
        label="Progress",
        choices=MeetingProgress.choices,
        noun="progress",
        method=one_of("progress"),
    )
    sort = SortFilter(BY_DATE_AND_TITLE)
    export = ExportFilter("csv", "xlsx", "json", "ics")

    HANDS = {
        "delegate": DELEGATION_SIDE,
        "delegation": [Side.DELEGATION],
        "accompanying": [Side.ACCOMPANYING],
        "counterpart": COUNTERPART_SIDE,
        "counterpart_organization": COUNTERPART_SIDE,
    }

    def by_official(self, queryset, name, ids):
        return queryset.where_participant(self.HANDS[name], official__in=ids)

    def by_organization(self, queryset, name, ids):
        if self.form.cleaned_data.get("sub"):
            ids = Organization.descendant_ids(*ids)
        return queryset.where_participant(self.HANDS[name], organization__in=ids)

    def by_country(self, queryset, name, codes):
        return queryset.in_or_with_country(codes)

    def leave(self, queryset, name, value):
        return queryset
