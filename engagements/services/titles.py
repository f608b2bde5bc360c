"""The title of a meeting that nobody gave one: who met whom."""

import unicodedata
from collections.abc import Iterable, Sequence

from engagements.models import Meeting, Participant

from .bulk_history import WRITE_BATCH_SIZE

TITLE_LENGTH = 300
LEFT_TO_RIGHT = "\u200e"  # a mark that is not seen, and that the search leaves out


def title_from_participants(meeting: Meeting) -> str:
    """Return a title such as "Troy Miller with Roberto Velasco and 2 others"; reads what was prefetched."""
    return title_of_sides(meeting.delegation_side_participants, meeting.counterpart_side_participants)


def title_of_sides(delegation_side: Sequence[Participant], counterpart_side: Sequence[Participant]) -> str:
    """Return the title in its own direction, though it begin with a name from right to left.

    It would stand in reverse otherwise, and read as if the sides were exchanged.
    """
    title = f"{in_short(delegation_side)} with {in_short(counterpart_side)}"
    directions = map(unicodedata.bidirectional, title)
    first = next((direction for direction in directions if direction in ("L", "R", "AL")), "")
    return (title if first == "L" else LEFT_TO_RIGHT + title)[:TITLE_LENGTH]


def is_made_of_participants(meeting: Meeting) -> bool:
    """Whether the title of ``meeting`` is what it would be given; reads what was prefetched."""
    made = title_from_participants(meeting).lstrip(LEFT_TO_RIGHT)  # titles of before have no mark
    return meeting.title.lstrip(LEFT_TO_RIGHT) == made


def in_short(participants: Sequence[Participant]) -> str:
    first, *others = [participant.who for participant in participants] or ["(not named)"]
    return first + (f" and {len(others)} other{'s' if len(others) > 1 else ''}" if others else "")


def add_missing_title(meeting: Meeting) -> None:
    """Give ``meeting``, whose participants are saved, a title and save it; nothing where it has one."""
    if not meeting.title:
        meeting.title = title_from_participants(meeting)
        meeting.save(update_fields=["title"])


def add_missing_titles(meetings: Iterable[Meeting]) -> None:
    """As `add_missing_title` for many, in bulk; their history is left to who calls."""
    untitled = {meeting.pk: meeting for meeting in meetings if not meeting.title}
    for with_participants in Meeting.objects.with_participants().filter(pk__in=untitled):
        meeting = untitled[with_participants.pk]
        meeting.title = title_from_participants(with_participants)
        meeting.refold()
    Meeting.objects.bulk_update(untitled.values(), ["title", "folded"], batch_size=WRITE_BATCH_SIZE)
