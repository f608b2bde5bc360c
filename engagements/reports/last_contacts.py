"""The last contact with each country."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone
from django_countries import countries

from engagements.models import COUNTERPART_SIDE, Meeting, Participant
from engagements.models.participants import ParticipantQuerySet
from engagements.models.visibility import visibility_key

from .counts import KEPT
from .parties import DATED, MOMENT, Party, meetings_at, parties

LATEST = 1_000  # meetings, the latest, in which countries are looked for first


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
