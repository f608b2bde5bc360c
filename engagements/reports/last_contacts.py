"""The last contact with each country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone
from django_countries import countries

from engagements.models import Meeting, Participant
from engagements.models.participants import ParticipantQuerySet, party_key
from engagements.models.visibility import visibility_key

from .counts import CACHE_SECONDS, SEARCHED_FIRST, latest_held_ids
from .parties import MEETING_IS_DATED, MEETING_SORT_KEY, Party, meetings_by_sort_key, parties_by_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass
class LastContact:
    """The last meeting with a country, as far as one with a known date was held."""

    country: Party
    meeting: Meeting


def last_by_country(lines: ParticipantQuerySet) -> dict[str, str]:
    """Return, by country, the sort key of the last meeting in which one of ``lines`` stands for it."""
    by_country = lines.order_by().values_list(party_key("countries"))
    return {code: sort_key for code, sort_key in by_country.annotate(last=Max(MEETING_SORT_KEY)) if code}


def find_last_by_country(user: User) -> list[tuple[str, str]]:
    """Return (sort key of the last meeting, country), longest ago first; three queries at most."""
    lines = Participant.objects.visible_to(user).held().filter(MEETING_IS_DATED)
    latest = latest_held_ids(user, SEARCHED_FIRST)
    last = last_by_country(lines.filter(meeting__in=latest))
    if len(latest) == SEARCHED_FIRST:  # the others were met before, and most of them seldom
        others = dict(countries).keys() - last - {settings.HOME_COUNTRY}
        last |= last_by_country(lines.standing_for("countries", others))
    return sorted((sort_key, code) for code, sort_key in last.items())


def last_contacts(user: User) -> tuple[list[LastContact], datetime]:
    """Return the `LastContact` with each other country, longest ago first, and when they were found.

    What is cached is for those alone who may see the same; five queries, and one while it is cached.
    """
    cache_key = f"last-contacts-{visibility_key(user)}"
    if not (cached := cache.get(cache_key)):
        cached = find_last_by_country(user), timezone.now()
        cache.set(cache_key, cached, CACHE_SECONDS)
    last, found_at = cached
    last = [(sort_key, code) for sort_key, code in last if code != settings.HOME_COUNTRY]
    meetings = meetings_by_sort_key([sort_key for sort_key, _ in last], Meeting.objects.visible_to(user))
    parties = parties_by_key("countries", [code for _, code in last])
    contacts = [
        LastContact(parties[code], meetings[sort_key]) for sort_key, code in last if sort_key in meetings
    ]
    return contacts, found_at
