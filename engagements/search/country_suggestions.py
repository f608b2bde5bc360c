"""What a box for countries offers: every country, by every name that it goes by."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, process

from engagements.common.countries import (
    LONGEST_CODE,
    LONGEST_NAME,
    country_codes,
    country_names,
    country_spellings,
    find_country,
    fold_name,
)
from engagements.models.visibility import Viewer

from .ranking import Match, Suggestion, match_of

CANDIDATES_LIMIT = 10
NEAR_SCORE = 75  # of 100: below, most have nothing to do with what was typed


class CountrySuggester:
    """Countries, by their codes."""

    permission = "engagements.view_place"
    noun = "country"
    takes_parts = False  # "Dutch" is no name of the one country in whose name it stands

    def is_key(self, text: str) -> bool:
        return text in country_names()

    def get(self, texts: Iterable[str], user: Viewer) -> dict[str, tuple[Any, str]]:
        return {text: (text, country_names()[text]) for text in texts if text in country_names()}

    def search(self, text: str, user: Viewer, limit: int) -> list[Suggestion]:
        """Return the countries that ``text`` may mean, in the order of `Match`; all where it is blank."""
        names = country_names()
        if not text.strip():
            everything = [Suggestion(code, name, code, Match.PART) for code, name in names.items()]
            return everything[:limit]
        matches = country_matches(text)
        listed = [code for code in names if code in matches]
        ranked = sorted(listed, key=lambda code: matches[code][0])
        return [
            Suggestion(code, names[code], describe(code, text, matches[code]), matches[code][0])
            for code in ranked[:limit]
        ]


def hint_at_candidates(text: str) -> str:
    """Return "; it may be …" with the countries that may be meant, for the end of an error; "" for none."""
    matches = country_matches(text)
    codes = sorted(matches, key=lambda code: matches[code][0])[:CANDIDATES_LIMIT]
    names = ", ".join(f"{country_names()[code]} ({code})" for code in codes)
    return names and f"; it may be {names}"


def describe(code: str, text: str, match: tuple[Match, str]) -> str:
    """Return the code, and the name by which a country was found where its own does not tell."""
    _, spelling = match
    own = fold_name(country_names()[code])
    return code if spelling in own or spelling == code.lower() else f"{code}, {spelling}"


def country_matches(text: str) -> dict[str, tuple[Match, str]]:
    """Return how each country that may be meant matches best, and the name that does, by its code.

    A name inside ``text`` ("República del Perú") is a part, too. Near spellings are those of nothing better.
    """
    if len(text) > LONGEST_NAME:  # each stretch of its words is looked up
        return {}
    typed, spellings = fold_name(text), country_spellings()
    if code := find_country(text):
        return {code: (Match.EXACT, typed)} | {
            other: match for other, match in parts_of(typed).items() if other != code
        }
    matches = parts_of(typed)
    if code := country_codes().get(text.strip().upper()):
        matches[code] = (Match.BEGINNING, typed)
    if not matches and len(typed) > 2:
        for spelling in near_spellings(typed):
            for code in spellings[spelling]:
                matches.setdefault(code, (Match.NEAR, spelling))
    return matches


def near_spellings(typed: str) -> list[str]:
    """Return names that are written much like ``typed``; else those that have some of its words."""
    for scorer in (fuzz.ratio, fuzz.WRatio):
        matches = process.extract(
            typed, country_spellings().keys(), scorer=scorer, score_cutoff=NEAR_SCORE, limit=CANDIDATES_LIMIT
        )
        if matches:
            return [spelling for spelling, *_ in matches]
    return []


def parts_of(typed: str) -> dict[str, tuple[Match, str]]:
    """Return how each country matches in whose name ``typed`` stands, or whose name stands in it."""
    matches: dict[str, tuple[Match, str]] = {}
    spellings, words = country_spellings(), typed.split()
    longest = max(words, key=len, default="")
    for spelling, codes in spellings.items():
        # Few names have it, and to ask that of each is much quicker than how they match.
        match = match_of(typed, spelling) if longest in spelling else None
        if match is not None:
            for code in codes:
                if code not in matches or match < matches[code][0]:
                    matches[code] = match, spelling
    for start, end in combinations(range(len(words) + 1), 2):
        spelling = " ".join(words[start:end])
        if len(spelling) > LONGEST_CODE:
            for code in spellings.get(spelling, ()):
                matches.setdefault(code, (Match.PART, spelling))
    return matches
