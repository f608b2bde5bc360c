"""Near spellings: names that are not what was typed, but may be meant. They are offered, never taken."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q
from rapidfuzz import fuzz

from engagements.common.name_likeness import consonants, likeness_of_words
from engagements.models import Official, Organization, Place, Topic
from engagements.models.directory import DirectoryModel
from engagements.models.visibility import Viewer

from .queries import all_words, narrow_by_documents
from .ranking import NAME_PARTER, best_match

MAX_CANDIDATES = 1_000  # rows that are compared one by one
LEAST_LETTERS = 3  # shorter words are near to too many
LEAST_CONSONANTS = 2
LEAST_HALF = 3  # letters in either half of a word that is looked for by halves
LEAST_RATIO = 75  # of two words that sound different
FEW_SUGGESTIONS = 5  # where fewer are found, so many are offered that are near to what was typed
NAMED_ON_PAGES = (Official, Organization, Place, Topic)


def near_word(word: str, has_sounds: bool = True) -> Q:
    """Condition: a name has ``word``, one that sounds as it does so far, or one that differs by a letter.

    A word in which one letter is wrong, too much or missing has one half that is right.
    """
    condition = reduce(or_, (Q(folded__contains=half) for half in halves_of(word)))
    if has_sounds and (sounds := beginning_of_sounds(word)):
        condition |= Q(sounds__contains=sounds)
    return condition


def halves_of(word: str) -> list[str]:
    """Return the halves that ``word`` is looked for by; a short one as a whole."""
    middle = len(word) // 2
    return [word[:middle], word[middle:]] if middle >= LEAST_HALF else [word]


def beginning_of_sounds(word: str) -> str:
    """Return what is in the sounds of names with a word that sounds as ``word`` so far, "" for short ones."""
    sound = consonants(word)
    if len(word) < LEAST_LETTERS or len(sound) < LEAST_CONSONANTS:
        return ""
    return f" {sound}" if len(sound) > LEAST_CONSONANTS else f" {sound} "


def near_rows(queryset: Any, words: Iterable[str]) -> Any:
    """Return those of ``queryset`` with names that have something near each of ``words``, in no order."""
    near = partial(near_word, has_sounds=issubclass(queryset.model, DirectoryModel))
    texts = ([*halves_of(word), beginning_of_sounds(word)] for word in words)
    return narrow_by_documents(queryset.filter(all_words(words, near)), texts).order_by()


@lru_cache(maxsize=1 << 14)  # many candidates share a given name
def nearness_of_word(word: str, name_word: str) -> float:
    """Return 0 to 100 for a word that was typed, as far as it was, and one of a name."""
    if word in name_word:
        return 100
    if len(word) < LEAST_LETTERS:
        return 0
    likeness = likeness_of_words(word, name_word)
    beginning = name_word[: len(word) + 1]
    sound = consonants(word)
    if word[0] == name_word[0] and len(sound) > LEAST_CONSONANTS and consonants(name_word).startswith(sound):
        likeness = max(likeness, 85)
    ratio = max(fuzz.ratio(word, name_word), fuzz.ratio(word, beginning))
    return max(likeness, ratio if ratio >= LEAST_RATIO else 0)


def nearness(words: Sequence[str], name: str) -> float:
    """Return 0 to 100: how near ``name``, folded, is to ``words``; 0 where one has nothing near it."""
    name_words = name.split()
    scores = [
        max((nearness_of_word(word, name_word) for name_word in name_words), default=0) for word in words
    ]
    return sum(scores) / len(scores) if all(scores) else 0


def holds_all(words: Iterable[str], folded: str) -> bool:
    return all(word in folded for word in words)


class Candidates(NamedTuple):
    """Ids of entries: those whose names hold all words that were typed, and those that are only near."""

    matches: list[int]
    near: list[int]


def fetch_candidates(queryset: Any, words: Sequence[str], limit: int) -> Candidates | None:
    """Return which of ``queryset``, entries of the directory, may be meant by ``words``, the likeliest first.

    Near ones only where few hold all words. One query; None where too many may be meant to compare them.
    """
    rows = list(near_rows(queryset, words).values_list("pk", "folded", "sort_key")[: MAX_CANDIDATES + 1])
    if len(rows) > MAX_CANDIDATES:
        return None
    typed, matches, others = " ".join(words), [], []
    for pk, folded, sort_key in rows:
        names = folded.split(NAME_PARTER)
        if holds_all(words, folded):
            matches.append((best_match(typed, names), sort_key, pk))
        else:
            others.append((names, sort_key, pk))
    near = []
    if len(matches) < FEW_SUGGESTIONS:
        scores = ((max(nearness(words, name) for name in names), key, pk) for names, key, pk in others)
        near = sorted((-score, key, pk) for score, key, pk in scores if score)[:FEW_SUGGESTIONS]
    return Candidates([pk for _, _, pk in sorted(matches)[:limit]], [pk for _, _, pk in near])


def near_records(queryset: Any, words: Sequence[str], limit: int) -> list[Any]:
    """Return records of ``queryset``, of any model, with a name that is near ``words``, the nearest first.

    For when nothing holds all of them. Two queries.
    """
    rows = near_rows(queryset, words).values_list("pk", "folded")
    scores = {
        pk: max(nearness(words, name) for name in folded.split(NAME_PARTER))
        for pk, folded in rows[:MAX_CANDIDATES]
    }
    nearest = sorted((pk for pk in scores if scores[pk]), key=lambda pk: (-scores[pk], pk))[:limit]
    records = queryset.in_bulk(nearest)
    return [records[pk] for pk in nearest]


def near_names(
    texts: Iterable[Sequence[str]], user: Viewer, models: Iterable[type[DirectoryModel]]
) -> list[str]:
    """Return the names in the directory that may be meant by ``texts``, lists of words that found nothing."""
    names: list[str] = []
    for words in texts:
        for model in models:
            manager: Any = model._default_manager
            records = near_records(manager.visible_to(user), words, FEW_SUGGESTIONS)
            names += [record.name for record in records if not holds_all(words, record.folded)]
    return list(dict.fromkeys(filter(None, names)))[:FEW_SUGGESTIONS]
