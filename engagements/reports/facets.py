"""The most frequent values within a list of meetings: by each filter that is not in use yet."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django_countries import countries

from engagements.filters.addresses import query_string
from engagements.models import COUNTERPART_SIDE, Meeting, Organization, Participant, Side, Topic
from engagements.models.participants import party_key

SHOWN = 10
LATEST = 2_000  # meetings that are looked at


@dataclass
class Facet:
    """The most frequent values of one filter: (name in words, number of meetings, address of those)."""

    label: str
    values: list


class Facets:
    """The facets of ``meetings``; of the latest `LATEST` where there are `more`. A fixed number of queries.

    ``query`` (a QueryDict) is the address of the list; a number is that of the list to which its
    value leads, as far as those meetings are looked at.
    """

    def __init__(self, meetings, query):
        self.query = query
        found = list(meetings.latest_first().values_list("pk", "format", "place__country")[: LATEST + 1])
        self.more = len(found) > LATEST
        self.meetings = found[:LATEST]
        self.count = len(self.meetings)
        self.pks = [pk for pk, _, _ in self.meetings]

    def all(self):
        makers = {
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
        if "sub" in used:
            used |= {"delegation", "counterpart_organization"}
        facets = (
            Facet(label, [(text, times, self.link(name, key)) for key, text, times in make()])
            for name, (label, make) in makers.items()
            if name not in used
        )
        return [facet for facet in facets if facet.values]

    def link(self, name, key):
        return reverse("engagements:meeting_list") + query_string(self.query, **{name: [str(key)]})

    def lines(self, sides):
        return Participant.objects.filter(meeting__in=self.pks, side__in=sides).order_by()

    def countries(self):
        """Where they were, or of their counterparts: as the filter has it, each meeting once a country."""
        theirs = self.lines(COUNTERPART_SIDE).annotate(party=party_key("countries"))
        pairs = set(theirs.values_list("meeting", "party").distinct())
        pairs |= {(pk, country) for pk, _, country in self.meetings}
        counts = Counter(str(code) for _, code in pairs if code)
        return [(code, countries.name(code), times) for code, times in most(counts)]

    def organizations(self, sides):
        lines = self.lines(sides).filter(organization__isnull=False)
        times = Count("meeting", distinct=True)
        rows = list(
            lines.values_list("organization").annotate(times=times).order_by("-times", "organization")[:SHOWN]
        )
        names = Organization.objects.in_bulk([pk for pk, _ in rows])
        return [(pk, names[pk].name, times) for pk, times in rows]

    def topics(self):
        """Each with its subtopics, as the filter has it."""
        topics = Topic.objects.in_bulk()
        pairs = Meeting.topics.through.objects.filter(meeting__in=self.pks).values_list("meeting", "topic")
        of_meeting = defaultdict(set)
        for meeting, pk in pairs:
            while pk in topics and pk not in of_meeting[meeting]:
                of_meeting[meeting].add(pk)
                pk = topics[pk].parent_id
        counts = Counter(pk for found in of_meeting.values() for pk in found)
        return [(pk, topics[pk].name, times) for pk, times in most(counts)]

    def formats(self):
        counts = Counter(kind for _, kind, _ in self.meetings)
        return [(key, Meeting.Format(key).label, times) for key, times in most(counts)]


def most(counts):
    """Return the most frequent of ``counts``, those of one number in an order that does not change."""
    return sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))[:SHOWN]
