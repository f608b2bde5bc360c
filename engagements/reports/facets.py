"""The most frequent values within a list of meetings: by each filter that is not in use yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django_countries import countries

from engagements.filters.addresses import query_string
from engagements.models import COUNTERPART_SIDE, Meeting, Organization, Participant, Side, Topic
from engagements.models.participants import party_key

if TYPE_CHECKING:
    from django.http import QueryDict

    from engagements.models.meetings import MeetingQuerySet
    from engagements.models.participants import ParticipantQuerySet

VALUES_PER_FACET = 10
COUNTED_MEETINGS = 2_000  # the latest


class FacetCount(NamedTuple):
    """A value of a filter, its name in words, and the number of meetings that have it."""

    key: Any
    name: str
    times: int


class FacetValue(NamedTuple):
    """What a page shows of a value, and the address of the list of its meetings."""

    name: str
    times: int
    address: str


@dataclass
class Facet:
    """The most frequent values of one filter."""

    label: str
    values: list[FacetValue]


class MeetingFacets:
    """The facets of ``meetings``; of the latest `COUNTED_MEETINGS` where there are ``more``.

    A fixed number of queries. ``query`` is the address of the list; a number is that of the list to which
    its value leads, as far as those meetings are looked at. ``count`` is how many are looked at.
    """

    def __init__(self, meetings: MeetingQuerySet, query: QueryDict) -> None:
        self.query = query
        rows = meetings.latest_first().values_list("pk", "format", "place__country", "start_date", "end_date")
        latest = list(rows[: COUNTED_MEETINGS + 1])
        self.more = len(latest) > COUNTED_MEETINGS
        self.meetings = latest[:COUNTED_MEETINGS]
        self.count = len(self.meetings)
        self.pks = [pk for pk, *_ in self.meetings]

    def all(self) -> list[Facet]:
        """Return the facets that have values, but for those of filters in use."""
        counters: dict[str, tuple[str, Callable[[], list[FacetCount]]]] = {
            "date_after": ("Year", self.years),
            "country": ("Country", self.countries),
            "delegation": ("Delegation of", lambda: self.organizations([Side.DELEGATION])),
            "counterpart_organization": (
                "Counterpart organization",
                lambda: self.organizations(COUNTERPART_SIDE),
            ),
            "topic": ("Topic", self.topics),
            "format": ("Format", self.formats),
        }
        # Of a filter in use, another value would not be within what it leaves. And with
        # sub-organizations, a number of meetings is no longer that of an organization.
        used = {name for name, values in self.query.lists() if any(values)}
        if "date_before" in used:
            used.add("date_after")
        if "sub" in used:
            used |= {"delegation", "counterpart_organization"}
        facets = (
            Facet(label, [FacetValue(text, times, self.address(name, key)) for key, text, times in count()])
            for name, (label, count) in counters.items()
            if name not in used
        )
        return [facet for facet in facets if facet.values]

    def address(self, name: str, key: Any) -> str:
        changes = {name: [str(key)]}
        if name == "date_after":
            changes = {"date_after": [str(date(key, 1, 1))], "date_before": [str(date(key, 12, 31))]}
        return reverse("engagements:meeting_list") + query_string(self.query, **changes)

    def lines(self, sides: Collection[str]) -> ParticipantQuerySet:
        return Participant.objects.filter(meeting__in=self.pks, side__in=sides).order_by()

    def years(self) -> list[FacetCount]:
        """Each year that a meeting shares a day with, as the filter by dates has it; the latest first."""
        spans = [(start, end) for *_, start, end in self.meetings if start and end]
        counts = Counter(year for start, end in spans for year in range(start.year, end.year + 1))
        return [
            FacetCount(year, str(year), times) for year, times in sorted(most_frequent(counts), reverse=True)
        ]

    def countries(self) -> list[FacetCount]:
        """Where they were, or of their participants: as the filter has it, each meeting once a country.

        The home country, which takes part in nearly all, is left out.
        """
        lines = self.lines(Side.values).annotate(party=party_key("countries"))
        pairs = set(lines.values_list("meeting", "party").distinct())
        pairs |= {(pk, country) for pk, _, country, *_ in self.meetings}
        counts = Counter(str(code) for _, code in pairs if code and code != settings.HOME_COUNTRY)
        return [FacetCount(code, countries.name(code), times) for code, times in most_frequent(counts)]

    def organizations(self, sides: Collection[str]) -> list[FacetCount]:
        lines = self.lines(sides).filter(organization__isnull=False)
        by_organization = lines.values_list("organization").annotate(times=Count("meeting", distinct=True))
        rows = list(by_organization.order_by("-times", "organization")[:VALUES_PER_FACET])
        names = Organization.objects.in_bulk([pk for pk, _ in rows])
        return [FacetCount(pk, names[pk].name, times) for pk, times in rows]

    def topics(self) -> list[FacetCount]:
        """Each with its subtopics, as the filter has it."""
        topics = Topic.objects.in_bulk()
        pairs = Meeting.topics.through.objects.filter(meeting__in=self.pks).values_list("meeting", "topic")
        topics_of_meeting: defaultdict[int, set[int]] = defaultdict(set)
        for meeting, topic in pairs:
            pk: int | None = topic
            while pk is not None and pk in topics and pk not in topics_of_meeting[meeting]:
                topics_of_meeting[meeting].add(pk)
                pk = topics[pk].parent_id
        counts = Counter(pk for pks in topics_of_meeting.values() for pk in pks)
        return [FacetCount(pk, topics[pk].name, times) for pk, times in most_frequent(counts)]

    def formats(self) -> list[FacetCount]:
        counts = Counter(value for _, value, *_ in self.meetings)
        return [
            FacetCount(value, str(Meeting.Format(value).label), times)
            for value, times in most_frequent(counts)
        ]


def most_frequent(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """Return the most frequent of ``counts``, those of one number in an order that does not change."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:VALUES_PER_FACET]
