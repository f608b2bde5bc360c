"""Some words of a text around those that were searched for, which are marked."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from engagements.common.folding import fold

# As the folding parts words: apostrophes and full stops vanish within one.
WORD = re.compile(r"\w+(?:['’.]\w+)*")
AROUND = 90  # characters before the first match
EXCERPT_CHARACTERS = 280


class Segment(NamedTuple):
    text: str
    is_match: bool


fold_word = lru_cache(maxsize=20_000)(fold)


def excerpt(text: str, words: Collection[str]) -> list[Segment]:
    """Return part of ``text`` from shortly before the first of the folded ``words``, or its beginning."""
    begins = tuple(words)
    first = next((match.start() for match in WORD.finditer(text) if begins_with(match[0], begins)), 0)
    start = max(0, first - AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = start + EXCERPT_CHARACTERS
    if end < len(text):
        end = text.rfind(" ", first, end) if text.rfind(" ", first, end) > 0 else end
    segments, position = [Segment("… " if start else "", False)], start
    for match in WORD.finditer(text, start, end):
        if begins_with(match[0], begins):
            segments += [Segment(text[position : match.start()], False), Segment(match[0], True)]
            position = match.end()
    segments.append(Segment(text[position:end] + (" …" if end < len(text) else ""), False))
    return [
        Segment(re.sub(r"\s+", " ", segment.text), segment.is_match) for segment in segments if segment.text
    ]


def begins_with(word: str, begins: tuple[str, ...]) -> bool:
    return any(folded.startswith(begins) for folded in fold_word(word).split())
