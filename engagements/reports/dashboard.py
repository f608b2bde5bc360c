"""What the first page counts: engagements a month, outcomes due, the last contact with each country."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone
from django_countries import countries

from engagements.common.periods import Month
from engagements.models import COUNTERPART_SIDE, Meeting, Outcome, Participant
from engagements.models.dates import overlapping
from engagements.models.participants import ParticipantQuerySet
from engagements.models.visibility import visibility_key

from .parties import DATED, MOMENT, Party, meetings_at, parties

MONTHS = 24
SOON = timedelta(days=30)
KEPT = 5 * 60  # seconds for which last contacts, and months of very many meetings, are kept
LATEST = 1_000  # meetings, the latest, in which countries are looked for first
COUNTED = 10_000  # of more, it is said that they are more


@dataclass
class Months:
    """How many meetings lie in each of some months; ``over`` of them reach over the bounds of one."""

    counts: dict
    over: int
    counted_at: datetime | None = None  # where it was kept

    HEIGHT, WIDTH = 100, 20  # of the chart and of a bar in it

    @property
    def start(self):
        return min(self.counts, key=lambda month: month.start).start

    @property
    def end(self):
        return max(month.end for month in self.counts)

    @property
    def most(self):
        return max(self.counts.values())

    @property
    def width(self):
        return self.WIDTH * len(self.counts)

    def bars(self):
        """Return (month, count, x, y, height, label) for each bar; the highest fills the chart."""
        found = []
        for number, (month, count) in enumerate(self.counts.items()):
            height = round(self.HEIGHT * count / (self.most or 1), 1)
            begins_year = month.start.month == 1 or (number == 0 and month.start.month < 11)
            label = month.start.year if begins_year else ""
            found.append((month, count, number * self.WIDTH, self.HEIGHT - height, height, label))
        return found


def by_month(meetings, user, today):
    """Return the `Months` of the two years up to the month of ``today``; at most one query.

    ``meetings`` are what ``user`` may see. Of very many, what was counted is kept for a while: one more
    or less could not be seen in the chart.
    """
    key = f"months-{visibility_key(user)}-{today:%Y-%m}"
    if kept := cache.get(key):
        return kept
    months = [Month.around(today)]
    while len(months) < MONTHS:
        months.insert(0, months[0].before)
    # Not by `between`, which would ask first if they are few.
    held = meetings.filter(overlapping(months[0].start, months[-1].end))
    spans = held.order_by().values_list("start_date", "end_date")
    counts, over = dict.fromkeys(months, 0), 0
    for start, end, number in spans.annotate(Count("pk")):
        if Month.around(start) == Month.around(end):
            counts[Month.around(start)] += number
        else:
            over += number
    found = Months(counts, over)
    if sum(counts.values()) + over > COUNTED:
        found.counted_at = timezone.now()
        cache.set(key, found, KEPT)
    return found


def counted(rows):
    """Return how many ``rows`` there are; more than `COUNTED` in words."""
    number = rows.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else f"more than {COUNTED}"


def outcomes_due(user, organization, today):
    """Return how many outcomes are ``overdue`` and due ``soon``, of all and of ``organization``."""
    due = Outcome.objects.visible_to(user).due_by(today + SOON)
    found = {"overdue": due.filter(due_date__lt=today), "soon": due.filter(due_date__gte=today)}
    if organization:
        found |= {f"own_{name}": rows.filter(owner_organization=organization) for name, rows in found.items()}
    return {name: counted(rows) for name, rows in found.items()}


@dataclass
class Contact:
    """The last meeting with a country, as far as one with a known date was held."""

    country: Party
    meeting: Meeting


def last_by_country(lines):
    """Return, by country, the last moment at which ``lines`` stand for it."""
    by_country = lines.order_by().values_list(ParticipantQuerySet.party_key("countries"))
    return {code: moment for code, moment in by_country.annotate(last=Max(MOMENT)) if code}


def last_contacts(user):
    """Return the `Contact` with each other country, longest ago first, and when they were found.

    What is kept is for those alone who may see the same; five queries, and one while it is kept.
    """
    key = f"last-contacts-{visibility_key(user)}"
    if not (kept := cache.get(key)):
        met = Participant.objects.visible_to(user).held().filter(DATED, side__in=COUNTERPART_SIDE)
        latest = Meeting.objects.visible_to(user).in_order().held().filter(start_date__isnull=False)
        latest = list(latest.latest_first().values_list("pk", flat=True)[:LATEST])
        last = last_by_country(met.filter(meeting__in=latest))
        if len(latest) == LATEST:  # the others were met before, and most of them seldom
            others = dict(countries).keys() - last - {settings.HOME_COUNTRY}
            last |= last_by_country(met.of_parties("countries", others))
        kept = sorted((moment, code) for code, moment in last.items()), timezone.now()
        cache.set(key, kept, KEPT)
    moments, at = kept
    moments = [(moment, code) for moment, code in moments if code != settings.HOME_COUNTRY]
    meetings = meetings_at([moment for moment, _ in moments], Meeting.objects.visible_to(user))
    named = parties("countries", [code for _, code in moments])
    contacts = [Contact(named[code], meetings[one]) for one, code in moments if one in meetings]
    return contacts, at
