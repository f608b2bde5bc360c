"""The text of an account with what was read in it marked, each mark a link to what came of it."""

from itertools import pairwise

from django.utils.html import format_html, format_html_join


def marked(text, rows):
    """Return ``text`` as HTML; words that rows have passages in lead to the row of the fewest words.

    A mark is called "w" and the offset of its first character; ``data-of`` has all the rows that
    it is of, the one that it leads to first.
    """
    spans = sorted(
        {(span.start, min(span.end, len(text)), row.prefix) for row in rows for _, span in row.spans}
    )
    confidence = {row.prefix: row.said("confidence") for row in rows}
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)} | {0, len(text)})
    parts, open_spans, waiting = [], [], iter(spans)
    following = next(waiting, None)
    for start, end in pairwise(edges):
        open_spans = [one for one in open_spans if one[1] > start]
        while following and following[0] <= start:
            open_spans.append(following)
            following = next(waiting, None)
        over = [name for _, _, name in sorted(open_spans, key=lambda one: one[1] - one[0])]
        parts.append((start, text[start:end], list(dict.fromkeys(over))))
    return format_html_join(
        "",
        "{}",
        (
            (link_of(start, confidence[names[0]], names, words),) if names and words.strip() else (words,)
            for start, words, names in parts
        ),
    )


def link_of(start, confidence, names, words):
    return format_html(
        '<a id="w{}" class="mark {} of-{}" href="#{}" data-of="{}">{}</a>',
        start, confidence, names[0].partition("-")[0], names[0], " ".join(names), words,
    )  # fmt: skip


def quotes(text, row, most=3):
    """Return links to the marks of a row, each with the words there."""
    spans = list(dict.fromkeys(span for _, span in row.spans))[:most]
    shown = [(span.start, shorten(text[span.start : span.end])) for span in spans]
    return format_html_join(" · ", '<a class="quote" href="#w{}">“{}”</a>', shown)


def shorten(words, most=60):
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
