"""The last contact with each country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from engagements.columns.segments import EITHER_SIDE
from engagements.models import Meeting

from .parties import Party, fetch_spans, parties_by_key

if TYPE_CHECKING:
    from engagements.columns.meetings import MeetingSet


@dataclass
class LastContact:
    """The last meeting with a country, as far as one with a known date was held."""

    country: Party
    meeting: Meeting


def last_contacts(held: MeetingSet) -> list[LastContact]:
    """Return the `LastContact` with each other country, longest ago first."""
    tallies = [
        tally
        for tally in held.dated().tallies("countries", EITHER_SIDE).longest_ago_first()
        if tally.key != settings.HOME_COUNTRY
    ]
    meetings = fetch_spans({tally.last for tally in tallies if tally.last})
    parties = parties_by_key("countries", [tally.key for tally in tallies])
    return [
        LastContact(parties[tally.key], meetings[tally.last]) for tally in tallies if tally.last in meetings
    ]
