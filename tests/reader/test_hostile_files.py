"""Hostile files cost no more than their size, or are refused."""

import time

import pytest

from engagements.reader.files import LONGEST_TEXT, UnreadableFile
from engagements.reader.formats.kinds import contents_of

from .hostile_files import HOSTILE_FILES

SMALL, TIMES = 2_500, 8


def seconds_of(name, content):
    """Return the least processor time of reading ``content`` several times; 0 where it is refused."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        try:
            contents_of(content, name=name, longest=LONGEST_TEXT)
        except UnreadableFile:
            return 0
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("kind", HOSTILE_FILES)
def test_doubling_a_file_three_times_does_not_double_its_time_six_times(kind):
    name, make = HOSTILE_FILES[kind]
    small, large = make(SMALL), make(SMALL * TIMES)
    seconds_of(name, small)  # loads what it needs
    # 8 is the ratio of what looks at each byte once, 64 of what looks at each once for each other. What
    # takes a few milliseconds alone can't be told from the noise of the machine.
    assert seconds_of(name, large) <= TIMES * 3 * max(seconds_of(name, small), 0.004)
