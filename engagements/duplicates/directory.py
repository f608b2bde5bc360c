"""Officials, organizations and places that may be one, by their names."""

import heapq
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice, product
from typing import Any

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from engagements.common.folding import fold
from engagements.common.name_likeness import (
    LIKELY,
    UNLIKE,
    Likeness,
    NameKind,
    all_initials_of,
    compare,
    keys,
    keys_of_organization,
    sound,
    surname_alone,
    surname_of,
    without_explanation,
    words_of_name,
)
from engagements.common.spellings import marks_contradict
from engagements.models import Place

from .pairs import CandidatePair

EXPLAINED = 90
JOINING = re.compile(r"&|\band\b")
# Names so different that `compare` need not look at them.
MIN_RATIO = 55
MAX_SIMILAR_NAMES = 200
# Records that share a key are compared with one another up to this number, beyond it with their
# neighbours in the alphabet: the number of comparisons grows with that of records, not its square.
GROUP_SIZE = 24
PAIRS_PER_RECORD = 10
READ_CHUNK_SIZE = 5000
PAIR_BATCH_SIZE = 500


def similar_records(queryset: Any, *names: str, limit: int = 5) -> list[Any]:
    """Return the records of ``queryset`` (Folded) that may be meant by ``names``, best first.

    Every name, acronym and alias of a record is compared. One query for the names of
    all records, and one for those returned.
    """
    pks_and_names = [(pk, name) for pk, folded in folded_names(queryset) for name in folded.split(" | ")]
    known_names = [name for _, name in pks_and_names]
    scores: dict[int, float] = {}
    for wanted in filter(None, map(fold, names)):
        for position in similar_positions(wanted, known_names):
            pk, name = pks_and_names[position]
            scores[pk] = max(scores.get(pk, 0), compare(wanted, name).score)
    likely = (pk for pk, score in scores.items() if score >= LIKELY)
    best = sorted(likely, key=scores.__getitem__, reverse=True)[:limit]
    records = queryset.in_bulk(best)
    return [records[pk] for pk in best]


def folded_names(queryset: Any) -> Any:
    return queryset.order_by().values_list("pk", "folded")


def similar_positions(name: str, names: Sequence[str]) -> list[int]:
    """Return the positions in ``names`` of those that may be like ``name``, the nearest first."""
    matches = process.extract(
        name, names, scorer=fuzz.token_ratio, score_cutoff=MIN_RATIO, limit=MAX_SIMILAR_NAMES
    )
    return [position for _, _, position in matches]


class NameEntry:
    """What is compared of a record that has names; ``acronym`` is None for persons and places.

    ``written_name`` is the first name as it is written: what explains it is left out in one more name.
    """

    __slots__ = ("acronym", "country", "joins_two", "name_alone", "names", "pk")

    def __init__(
        self,
        pk: int,
        names: list[str],
        country: str = "",
        acronym: str | None = None,
        written_name: str = "",
    ) -> None:
        self.pk, self.country, self.acronym = pk, country, acronym
        self.joins_two = bool(JOINING.search(written_name))
        name_alone = fold(without_explanation(written_name))
        self.name_alone = name_alone if name_alone not in names else ""
        self.names = [*names, self.name_alone] if self.name_alone else names

    @property
    def short_name(self) -> str:
        """The acronym, or the name where that is a single word (or "T&R"); "" for persons and places."""
        if self.acronym is None:
            return ""
        name = self.names[0].removeprefix("the ")
        if self.joins_two and len(name) == 3:
            name = name.replace(" ", "")
        return self.acronym or (name if " " not in name else "")

    @property
    def initials(self) -> set[str]:
        """What the acronym may be; empty for persons and places, and for two words that no "and" joins."""
        if self.acronym is None:
            return set()
        least = 2 if self.joins_two else 3
        names = filter(None, (self.names[0], self.name_alone))
        return {letters for letters in chain(*map(all_initials_of, names)) if len(letters) >= least}

    def group_keys(self) -> set[str]:
        """Return the keys by which it is grouped with records that may be the same."""
        keys_of_name = keys if self.acronym is None else keys_of_organization
        name_keys: set[str] = set().union(*map(keys_of_name, self.names))
        return name_keys | {f"@{letters}" for letters in {self.short_name, *self.initials} if letters}

    @property
    def alphabetical(self) -> str:
        return " ".join(sorted(words_of_name(self.names[0])))


def read_names(queryset: Any) -> Iterator[NameEntry]:
    rows = queryset.order_by().values_list("pk", "folded", "name")
    for pk, folded, name in rows.iterator(chunk_size=READ_CHUNK_SIZE):
        if folded:
            yield NameEntry(pk, folded.split(" | "), written_name=name)


def read_organizations(queryset: Any) -> Iterator[NameEntry]:
    rows = queryset.order_by().values_list("pk", "folded", "acronym", "country", "name")
    for pk, folded, acronym, country, name in rows.iterator(chunk_size=READ_CHUNK_SIZE):
        if folded:
            yield NameEntry(pk, folded.split(" | "), country, fold(acronym), name)


def read_places(queryset: QuerySet[Place]) -> Iterator[NameEntry]:
    rows = queryset.order_by().exclude(name="").values_list("pk", "name", "aliases", "country")
    for pk, name, aliases, country in rows.iterator(chunk_size=READ_CHUNK_SIZE):
        names = list(filter(None, map(fold, [name, *aliases.splitlines()])))
        if names:
            yield NameEntry(pk, names, country)


def compare_entries(entry: NameEntry, other: NameEntry, kind: NameKind) -> Likeness:
    """Return the `Likeness` of two entries: that of their two names which are most alike."""
    if entry.country and other.country and entry.country != other.country:
        return UNLIKE
    best = compare(entry.names[0], other.names[0], kind)
    if best.score < 100 and len(entry.names) + len(other.names) > 2:
        pairs = product(entry.names, other.names)
        best = max(best, *(compare_other_names(entry, other, *names, kind) for names in pairs))
    if best.score < LIKELY and (entry.short_name in other.initials or other.short_name in entry.initials):
        best = Likeness(LIKELY, "one is made of the initials of the other")
    return best


def compare_other_names(
    entry: NameEntry, other: NameEntry, name: str, other_name: str, kind: NameKind
) -> Likeness:
    """Return the `Likeness` of one pair of names, of which one at least is not the first of its entry."""
    score, reason = compare(name, other_name, kind)
    explained = [name == entry.name_alone, other_name == other.name_alone]
    if any(explained):  # "Embassy (Chile)" is no "Embassy (Kenya)", but may be "Embassy"
        is_same = score >= LIKELY and not all(explained)
        return Likeness(min(score, EXPLAINED), "the same name, one of them explained") if is_same else UNLIKE
    if score and name == entry.acronym and other_name == other.acronym:
        return Likeness(90, "the same acronym") if name == other_name else UNLIKE
    return Likeness(score - 1, f"{reason}, under another name") if score else UNLIKE


def groups_by_key(entries: Sequence[NameEntry]) -> list[list[list[int]]]:
    """Return for each of ``entries`` the groups, as lists of positions, that share a key with it."""
    positions_by_key = defaultdict(list)
    persons = [entry for entry in entries if entry.acronym is None]
    surnames = {sound(surname_alone(name)) for entry in persons for name in entry.names} - {""}
    for position, entry in enumerate(entries):
        for key in entry.group_keys():
            positions_by_key[key].append(position)
        for surname in surnames.intersection(sound(surname_of(name)) for name in entry.names):
            positions_by_key[f"${surname}"].append(position)
    groups: list[list[list[int]]] = [[] for _ in entries]
    while positions_by_key:
        _, positions = positions_by_key.popitem()  # frees the memory of each key once it is used
        if len(positions) == 1:
            continue
        if len(positions) > GROUP_SIZE:
            positions.sort(key=lambda position: entries[position].alphabetical)
        for start in range(0, max(1, len(positions) - GROUP_SIZE // 2), GROUP_SIZE // 2):
            group = positions[start : start + GROUP_SIZE]
            for position in group:
                groups[position].append(group)
    return groups


def name_pairs(
    entries: Sequence[NameEntry], kind: NameKind, pks: Collection[int] | None
) -> Iterator[CandidatePair]:
    """Yield the pairs of ``entries`` that look like one, the best of each; with ``pks``, of these records."""
    for position, groups in enumerate(groups_by_key(entries)):
        entry, pairs = entries[position], []
        later_positions = {later for group in groups for later in group if later > position}
        for later in later_positions:
            other = entries[later]
            if pks is None or entry.pk in pks or other.pk in pks:
                score, reason = compare_entries(entry, other, kind)
                if score >= LIKELY:
                    first, second = sorted((entry.pk, other.pk))
                    pairs.append(CandidatePair(first, second, round(score), reason))
        yield from heapq.nlargest(PAIRS_PER_RECORD, pairs, key=lambda pair: pair.score)


def entries_near(entries: Sequence[NameEntry], pks: Collection[int]) -> list[NameEntry]:
    """Return the entries of ``pks``, and those that may be like one of them."""
    entries_by_name = [(entry, name) for entry in entries for name in entry.names]
    names = [name for _, name in entries_by_name]
    near = {entry.pk: entry for entry in entries if entry.pk in pks}
    abbreviations: set[str] = set()
    for entry in list(near.values()):
        abbreviations |= {entry.short_name, *entry.initials} - {""}
        for name in entry.names:
            for position in similar_positions(name, names):
                similar, _ = entries_by_name[position]
                near[similar.pk] = similar
    if abbreviations:
        near |= {entry.pk: entry for entry in entries if abbreviations & {entry.short_name, *entry.initials}}
    return list(near.values())


def without_other_marks(model: Any, pairs: Iterable[CandidatePair]) -> Iterator[CandidatePair]:
    """Yield those of ``pairs`` whose names, as they are written, have no different marks (Hùng, Hưng)."""
    remaining = iter(pairs)
    while batch := list(islice(remaining, PAIR_BATCH_SIZE)):
        pks = {pk for pair in batch for pk in (pair.first, pair.second)}
        names = dict(model.objects.filter(pk__in=pks).order_by().values_list("pk", "name"))
        for pair in batch:
            is_by_name = "another name" not in pair.reason
            if not (is_by_name and marks_contradict(names.get(pair.first, ""), names.get(pair.second, ""))):
                yield pair
