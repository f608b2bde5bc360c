"""The text of a readout with the passages of a draft marked, each mark a link to the row that it is of."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .row_forms import RowForm

MAX_QUOTES = 3
MAX_QUOTE_LENGTH = 60


def marked_text(text: str, rows: Sequence[RowForm]) -> SafeString:
    """Return ``text`` as HTML; words that rows have passages in lead to the row with the shortest passage.

    A mark is called "w" and the offset of its first character; ``data-rows`` has all the rows that it
    is of, the one that it leads to first.
    """
    spans = sorted(
        {
            (passage.start, min(passage.end, len(text)), row.prefix)
            for row in rows
            for _, passage in row.field_passages
        }
    )
    confidence = {row.prefix: row.raw_value("confidence") for row in rows}
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)} | {0, len(text)})
    parts: list[tuple[int, str, list[str]]] = []
    open_spans: list[tuple[int, int, str]] = []
    waiting = iter(spans)
    following = next(waiting, None)
    for start, end in pairwise(edges):
        open_spans = [span for span in open_spans if span[1] > start]
        while following and following[0] <= start:
            open_spans.append(following)
            following = next(waiting, None)
        open_spans.sort(key=lambda span: span[1] - span[0])
        prefixes = list(dict.fromkeys(prefix for _, _, prefix in open_spans))
        parts.append((start, text[start:end], prefixes))
    return format_html_join(
        "",
        "{}",
        (
            (mark(start, confidence[prefixes[0]], prefixes, words) if prefixes and words.strip() else words,)
            for start, words, prefixes in parts
        ),
    )


def mark(start: int, confidence: str, prefixes: Sequence[str], words: str) -> SafeString:
    return format_html(
        '<a id="w{}" class="mark {} of-{}" href="#{}" data-rows="{}">{}</a>',
        start,
        confidence,
        prefixes[0].partition("-")[0],
        prefixes[0],
        " ".join(prefixes),
        words,
    )


def quotes(text: str, row: RowForm) -> SafeString:
    """Return links to the first marks of a row, each with the words there."""
    passages = list(dict.fromkeys(passage for _, passage in row.field_passages))[:MAX_QUOTES]
    links = [(passage.start, shorten(text[passage.start : passage.end])) for passage in passages]
    return format_html_join(" · ", '<a class="quote" href="#w{}">“{}”</a>', links)


def shorten(words: str, length: int = MAX_QUOTE_LENGTH) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else f"{words[: length - 1]}…"
