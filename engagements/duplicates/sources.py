"""Sources that may be one: of one address, or of one title, publisher and day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from engagements.common.folding import fold
from engagements.models import Source

from .pairs import CandidatePair

READ_CHUNK_SIZE = 5000
GROUP_SIZE = 24  # sources of one title, such as "Readout", are compared with so many of their kind


class SourceEntry(NamedTuple):
    pk: int
    title: str
    publisher: str
    url: str
    published_on: date | None


def read_sources() -> Iterator[SourceEntry]:
    rows = Source.objects.order_by("pk").values_list("pk", "title", "publisher", "url", "published_on")
    for pk, title, publisher, url, published_on in rows.iterator(chunk_size=READ_CHUNK_SIZE):
        address = url.partition("#")[0].removeprefix("http://").removeprefix("https://").rstrip("/")
        yield SourceEntry(pk, fold(title), fold(publisher), address, published_on)


def compare_sources(source: SourceEntry, other: SourceEntry) -> tuple[int, str]:
    """Return how much two sources look like one, 0 to 100, and why."""
    if source.url and other.url and source.url != other.url:
        return 0, ""
    pairs = ((source.publisher, other.publisher), (source.published_on, other.published_on))
    if any(value and other_value and value != other_value for value, other_value in pairs):
        return 0, ""
    if source.url and source.url == other.url:
        return (
            (100, "the same address and title") if source.title == other.title else (95, "the same address")
        )
    is_sure = all(value and value == other_value for value, other_value in pairs)
    return (96, "the same title, publisher and day") if is_sure else (90, "the same title")


def source_pairs(pks: set[int] | None) -> Iterator[CandidatePair]:
    """Yield the pairs of sources that look like one; with ``pks``, of these sources alone."""
    groups: defaultdict[str, list[SourceEntry]] = defaultdict(list)
    for source in read_sources():
        for key in filter(None, (source.title, source.url)):
            groups[key].append(source)
    yielded: set[tuple[int, int]] = set()
    for group in groups.values():
        for source, other in combinations(group[:GROUP_SIZE], 2):
            pair = source.pk, other.pk
            if pair in yielded or not (pks is None or pks & set(pair)):
                continue
            yielded.add(pair)
            score, reason = compare_sources(source, other)
            if score:
                yield CandidatePair(*pair, score, reason)
