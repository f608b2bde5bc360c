"""The filters of the list of meetings."""

from collections.abc import Sequence
from typing import ClassVar

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Organization, Side, Visit
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.meetings import MeetingQuerySet

from .base import BY_DATE_AND_TITLE, DATE_RANGE_HELP, WORDS_HELP
from .filters import (
    ChoicesFilter,
    ColumnsFilter,
    DateFilter,
    DirectionFilter,
    ExactnessFilter,
    ExportFilter,
    MonthsFilter,
    ProgressFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
    field_in,
)
from .parties import PartyFilterSet


class MeetingFilterSet(PartyFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text=WORDS_HELP)
    date_after = DateFilter(label="From", method="filter_dates")
    date_before = DateFilter(label="To", method="filter_dates", help_text=DATE_RANGE_HELP)
    dates = ExactnessFilter()
    lies_in = MonthsFilter()
    counterpart = RecordsFilter(label="Counterpart", kind="officials", method="filter_official")
    counterpart_organization = RecordsFilter(
        label="Counterpart organization", kind="organizations", method="filter_organization"
    )
    delegate = RecordsFilter(label="Delegate or accompanying", kind="officials", method="filter_official")
    delegation = RecordsFilter(label="Delegation of", kind="organizations", method="filter_organization")
    accompanying = RecordsFilter(label="Accompanied by", kind="organizations", method="filter_organization")
    sub = ChoicesFilter(
        label="Organizations",
        choices={"1": "include sub-organizations"},
        noun="choice",
        method="filter_sub",
    )
    country = RecordsFilter(
        label="Country", kind="countries", method="filter_country", help_text="Where, or of a participant."
    )
    place = RecordsFilter(label="Place", kind="places", method=field_in("place"))
    place_country = RecordsFilter(
        label="Country of the place", kind="countries", method=field_in("place__country"), quiet=True
    )
    party_country = RecordsFilter(
        label="Country of a participant", kind="countries", method="filter_party_country", quiet=True
    )
    topic = RecordsFilter(
        label="Topic", kind="topics", method="filter_topics", help_text="With its subtopics."
    )
    visit = RecordsFilter(label="Visit", kind="visits", method=field_in("visit"))
    direction = DirectionFilter(
        label="Direction", method="filter_direction", help_text="Of the visit that it is part of."
    )
    format = ChoicesFilter(
        label="Format", choices=Meeting.Format.choices, noun="format", method=field_in("format")
    )
    progress = ProgressFilter(MeetingProgress.choices)
    sort = SortFilter(BY_DATE_AND_TITLE)
    column = ColumnsFilter(when="When", delegation="Delegation", counterparts="Counterparts", topics="About")
    export = ExportFilter("csv", "xlsx", "json", "ics")

    RARE = (
        *("dates", "counterpart_organization", "delegation", "accompanying", "sub"),
        *("place", "visit", "direction", "format"),
    )
    SIDES: ClassVar[dict[str, Sequence[Side]]] = {
        "delegate": DELEGATION_SIDE,
        "delegation": [Side.DELEGATION],
        "accompanying": [Side.ACCOMPANYING],
        "counterpart": COUNTERPART_SIDE,
        "counterpart_organization": COUNTERPART_SIDE,
    }

    def filter_official(self, queryset: MeetingQuerySet, name: str, ids: list[int]) -> MeetingQuerySet:
        return queryset.where_party(self.SIDES[name], "officials", ids)

    def filter_organization(self, queryset: MeetingQuerySet, name: str, ids: list[int]) -> MeetingQuerySet:
        with_sub = self.form.cleaned_data.get("sub")
        organizations = Organization.descendant_ids(*ids) if with_sub else ids
        return queryset.where_party(self.SIDES[name], "organizations", organizations)

    def filter_country(self, queryset: MeetingQuerySet, name: str, codes: list[str]) -> MeetingQuerySet:
        return queryset.in_or_with_countries(codes)

    def filter_party_country(self, queryset: MeetingQuerySet, name: str, codes: list[str]) -> MeetingQuerySet:
        return queryset.with_party("countries", codes)

    def filter_direction(
        self, queryset: MeetingQuerySet, name: str, directions: list[str]
    ) -> MeetingQuerySet:
        return queryset.of_visits(Visit.objects.in_directions(directions).narrowed())

    def filter_sub(self, queryset: MeetingQuerySet, name: str, value: list[str]) -> MeetingQuerySet:
        """Leave the rows as they are: it says how the filters of organizations work."""
        return queryset
