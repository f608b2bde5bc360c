"""People and organizations that a user watches, by when they were last met; for the first page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from engagements.columns.meetings import MeetingSet
from engagements.columns.segments import EITHER_SIDE
from engagements.common.dates import months_before
from engagements.models import Meeting, Watch
from engagements.models.watches import PARTY_KINDS

from .parties import fetch_spans

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WATCHED_CONTACTS_LIMIT = 10


def last_meetings(kind: str, keys: list[Any], user: User) -> dict[Any, Meeting]:
    """Return the last meeting with a known date that was held, by the key of a party of ``kind``."""
    if not keys:
        return {}
    tallies = MeetingSet.visible_to(user).held().dated().tallies(kind, EITHER_SIDE).of(keys)
    last_ids = {tally.key: tally.last for tally in tallies if tally.last}
    meetings = fetch_spans(last_ids.values())
    return {key: meetings[pk] for key, pk in last_ids.items() if pk in meetings}


class WatchedContact(NamedTuple):
    watch: Watch
    meeting: Meeting | None  # the last that was held

    @property
    def last(self) -> date:
        """When it was; of none, or of one without a date, before all."""
        return (self.meeting and self.meeting.end_date) or date.min


def watched_contacts(user: User, today: date) -> list[WatchedContact]:
    """Return who was not met for longest, of those met never or longer ago than their watch asks for.

    One query where nobody is watched.
    """
    contacts = []
    watches = list(Watch.objects.visible_to(user).of_parties(("official", "organization")).with_targets())
    for kind in ("official", "organization"):
        of_kind = [watch for watch in watches if watch.kind == kind]
        last = last_meetings(PARTY_KINDS[kind], [watch.key for watch in of_kind], user)
        contacts += [WatchedContact(watch, last.get(watch.key)) for watch in of_kind]
    unseen = [
        contact
        for contact in contacts
        if not contact.watch.unseen_for or contact.last < months_before(today, contact.watch.unseen_for)
    ]
    return sorted(unseen, key=lambda contact: contact.last)[:WATCHED_CONTACTS_LIMIT]
