"""An account whose paragraphs are wrapped, as mails have them, is read as it is unwrapped."""

import re
import textwrap
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from engagements.reader import read

FOLDERS = [Path(__file__).parents[1] / name for name in ("readouts", "cases")]
ACCOUNTS = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))][::8]
PROSE = re.compile(r"(?!\s*(?:[•·*»►-]|\(?\w{1,3}[.)] |[A-Z][\w .&/'-]{1,50}: )).*[.?!](?:\s|$)(?!.*\|)")
LONGEST_LINE = 80
MEETING = (
    "This morning Deputy Secretary Kurt Campbell met Foreign Minister Espen Barth Eide and "
    "State Secretary Andreas Kravik in Oslo."
)


def wrapped(text, width):
    """Return ``text`` with its paragraphs of prose wrapped; headings, lists and tables stay."""
    return "\n".join(
        textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False)
        if len(line) > LONGEST_LINE and PROSE.match(line)
        else line
        for line in text.split("\n")
    )


def without_offsets(value):
    if is_dataclass(value):
        return [
            without_offsets(getattr(value, field.name)) for field in fields(value) if field.name != "passages"
        ]
    if isinstance(value, list):
        return [without_offsets(part) for part in value]
    return value


@pytest.mark.parametrize("width", [60, 66, 72, 78])
def test_nearly_all_wrapped_accounts_are_read_as_others(width):
    texts = [path.read_text() for path in ACCOUNTS]
    same = [without_offsets(read(wrapped(text, width))) == without_offsets(read(text)) for text in texts]
    assert sum(same) >= 0.8 * len(same)


@pytest.mark.parametrize("width", range(60, 81))
def test_a_single_paragraph_is_read_at_any_width(width):
    assert without_offsets(read(wrapped(MEETING, width))) == without_offsets(read(MEETING))


def test_passages_are_those_of_the_text_as_it_was_sent():
    text = "Minis\u00adter Jane  Roe met Minister John Doe\r\nin Oslo on 3  June 2024."
    (meeting,) = read(text).meetings
    assert [text[passage.start : passage.end] for passage in meeting.dates.passages] == ["3  June 2024"]
