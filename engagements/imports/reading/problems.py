"""What is wrong with a file, or with one cell of it."""

import re
from enum import StrEnum
from typing import NamedTuple

SHOWN_CHARACTERS = 200  # of a value in a message
# What is to be done stands in a reason after a sign, and begins so.
REMEDY = re.compile(
    r"[:;.,] (?:or )?(?:add|ask|correct|fill|give|import|leave|let|mend|say|write|\[values)\b", re.IGNORECASE
)
CORRECT_CELL = "Correct the cell, or say in the mapping what it means."
CORRECT_ROW = "Correct the row, or what the mapping makes of it."


class SheetError(Exception):
    """A file that can't be read as a sheet; the message names the file and where in it."""


class CellProblem(NamedTuple):
    """What is wrong with one cell: the heading of its column (may be empty), its value, the reason."""

    column: str
    value: str
    reason: str

    @classmethod
    def of(cls, column: str, value: object, reason: str) -> "CellProblem":
        """Return the problem with ``value`` as text, shortened."""
        return cls(column, "" if value is None else str(value)[:SHOWN_CHARACTERS], reason)


def with_remedy(column: str, reason: str) -> str:
    """Return ``reason`` as a sentence, and after it what is to be done, unless it says so itself."""
    if REMEDY.search(reason):
        return f"{reason.rstrip('.')}."
    return f"{reason.rstrip('.')}. {CORRECT_CELL if column else CORRECT_ROW}"


class NoticeKind(StrEnum):
    """What was decided in reading a sheet that a person should see, in words."""

    CONTROL = "Cells with control characters, which no page shows"
    SKIPPED = "Rows that a rule skips"
    DROPPED = "Words that a rule takes off"
    PLACEHOLDER = "Names that say that there is nobody"
    BLANK = "Cells that say that they are blank"
    OTHERWISE = "Values that a table does not have, taken for what “otherwise” says"
    NOBODY = "Lines left out because nobody is named in them"
    AHEAD = "Dates ahead: the records come in as planned"
    TAKEN = "Names taken for one another"
    FAR_APART = "One name for people far apart"


# The field of [sheet] that decides otherwise.
DECIDED_BY = {
    NoticeKind.CONTROL: "control_characters",
    NoticeKind.PLACEHOLDER: "blanks",
    NoticeKind.TAKEN: "apart",
    NoticeKind.FAR_APART: "apart_by_country",
}


class Notice(NamedTuple):
    """Something that was decided about a row, and what it was decided about."""

    kind: NoticeKind
    subject: str
    value: str = ""  # of the field of [sheet] by which it is decided otherwise
