"""The programme of a visit: what happens when, day by day, put together once for the page and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from engagements.common.dates import Exactness, describe_date, times_in_words
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Meeting,
    Participant,
    ProgrammeItem,
)

from .handling import handling_of

MAX_DAYS = 31  # of a visit, whose days without anything are told

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import Visit


@dataclass(frozen=True)
class ProgrammeEntry:
    """One line of a programme: a meeting or an item, on ``day``; ``note`` is for one's own side."""

    record: Meeting | ProgrammeItem
    day: date
    start: time | None
    end: time | None
    what: str
    where: str
    note: str = ""
    clash: str = ""  # what is on at the same time

    @property
    def meeting(self) -> Meeting | None:
        return self.record if isinstance(self.record, Meeting) else None

    @property
    def is_off(self) -> bool:
        """Whether it is a meeting that was cancelled or postponed."""
        return bool(self.meeting and self.meeting.is_called_off)

    @property
    def times(self) -> str:
        return times_in_words(self.start, self.end) if self.start else ""

    @property
    def people(self) -> list[tuple[str, list[Participant]]]:
        """The participants of a meeting by the heading of their side, without empty ones."""
        if not self.meeting:
            return []
        sides = {"Delegation": DELEGATION_SIDE, "Counterparts": COUNTERPART_SIDE}
        people = [(label, self.meeting.participants_on(side)) for label, side in sides.items()]
        return [(label, participants) for label, participants in people if participants]

    @property
    def over(self) -> time:
        """When it is over, as far as known."""
        return self.end or self.start or time.min


@dataclass(frozen=True)
class ProgrammeDay:
    day: date
    entries: list[ProgrammeEntry]


class Programme:
    """The programme of ``visit``, of what ``user`` may see of it.

    ``for_other_side`` leaves out what is meant for one's own: notes, handling, clashes and what is off.
    ``days`` have the meetings of one exact day and the items; ``undated`` the other meetings.
    ``visit`` has its stops and members fetched.
    """

    def __init__(self, visit: Visit, user: User, for_other_side: bool = False) -> None:
        self.visit, self.for_other_side = visit, for_other_side
        self.made_by = user.get_full_name() or user.get_username()
        self.made_on = timezone.localdate()
        meetings = list(
            visit.meetings.visible_to(user).earliest_first().select_related("place").with_participants()
        )
        if for_other_side:
            meetings = [meeting for meeting in meetings if not meeting.is_called_off]
        self.records: list[Visit | Meeting] = [visit, *meetings]
        items = visit.programme_items.select_related("place")
        entries = [entry_of_item(item, for_other_side) for item in items]
        entries += [entry_of_meeting(meeting) for meeting in meetings if is_of_one_day(meeting)]
        self.undated = [meeting for meeting in meetings if not is_of_one_day(meeting)]
        self.days = [
            ProgrammeDay(day, list(entries_of_day if for_other_side else with_clashes(entries_of_day)))
            for day, entries_of_day in groupby(sorted(entries, key=sort_key), key=lambda entry: entry.day)
        ]

    @property
    def version(self) -> str:
        return "theirs" if self.for_other_side else "ours"

    @property
    def title(self) -> str:
        return f"Programme: {self.visit}"

    @property
    def handling(self) -> str:
        """That of the most restricted record in it, and whether there are drafts; "" for the other side."""
        return "" if self.for_other_side else handling_of(self.records)

    @property
    def warnings(self) -> list[str]:
        """Return sentences on what is on at the same time, and on days of the visit without anything."""
        warnings = [
            f"{describe_date(day.day)}: “{entry.what}” begins while “{entry.clash}” is on."
            for day in self.days
            for entry in day.entries
            if entry.clash
        ]
        start, end = self.visit.start_date, self.visit.end_date
        if self.days and start and end and self.visit.dates == Exactness.EXACT:
            filled = {day.day for day in self.days}
            empty = (start + timedelta(number) for number in range(min(MAX_DAYS, (end - start).days + 1)))
            warnings += [f"{describe_date(day)}: nothing is entered." for day in empty if day not in filled]
        return warnings


def is_of_one_day(meeting: Meeting) -> bool:
    return meeting.dates == Exactness.EXACT and meeting.start_date == meeting.end_date


def sort_key(entry: ProgrammeEntry) -> Any:
    """By day and time; of a day first what has no time."""
    return entry.day, entry.start or time.min, entry.record.pk


def entry_of_item(item: ProgrammeItem, for_other_side: bool) -> ProgrammeEntry:
    note = "" if for_other_side else item.note
    return ProgrammeEntry(
        item, item.day, item.start_time, item.end_time, item.what, str(item.place or ""), note
    )


def entry_of_meeting(meeting: Meeting) -> ProgrammeEntry:
    where = ", ".join(filter(None, (meeting.venue, str(meeting.place or ""))))
    day: Any = meeting.start_date  # it is of one day
    return ProgrammeEntry(meeting, day, meeting.start_time, meeting.end_time, str(meeting), where)


def with_clashes(entries: Iterable[ProgrammeEntry]) -> Iterator[ProgrammeEntry]:
    """Yield ``entries`` of one day in their order, each with the earlier one that is on when it begins."""
    longest: ProgrammeEntry | None = None  # of those so far, the last to be over
    for entry in entries:
        if entry.is_off or not entry.start:
            yield entry
            continue
        clashing = longest and (entry.start < longest.over or entry.start == longest.start)
        yield replace(entry, clash=longest.what) if longest and clashing else entry
        if longest is None or entry.over >= longest.over:
            longest = entry
