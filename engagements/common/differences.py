"""Where two long texts differ, in few words."""

SHOWN_LENGTH = 100  # of a text, and of the part in which it differs
CONTEXT_LENGTH = 30  # to each side of that part
WORD_LENGTH = 20  # so far the part is widened to whole words


def mark_difference(text: str, other: str) -> tuple[str, str]:
    """Return both texts, to be shown beside each other.

    Where one is long, both are cut to the part between the first and the last place in which they
    differ, in square brackets, with some of what is around it: the mark needs no colour.
    """
    if max(len(text), len(other)) <= SHOWN_LENGTH or text == other:
        return shortened(text), shortened(other)
    if text.split() == other.split():
        return shortened(text), "the same but for blanks and line breaks"
    start = common_length(text, other)
    start = text.rfind(" ", max(0, start - WORD_LENGTH), start) + 1 or start
    same_at_end = common_length(text[start:][::-1], other[start:][::-1])
    end = len(text) - same_at_end
    following_blank = text.find(" ", end, end + WORD_LENGTH)
    if following_blank >= 0:
        same_at_end = len(text) - following_blank
    return mark(text, start, same_at_end), mark(other, start, same_at_end)


def common_length(text: str, other: str) -> int:
    """Return how many characters are the same at the start of both."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((place for place, (own, its) in pairs if own != its), min(len(text), len(other)))


def mark(text: str, start: int, same_at_end: int) -> str:
    end = len(text) - same_at_end
    before, part, after = text[:start], text[start:end], text[end:]
    if len(part) > SHOWN_LENGTH:
        part = f"{part[: SHOWN_LENGTH // 2]}…{part[-SHOWN_LENGTH // 2 :]}"
    if len(before) > CONTEXT_LENGTH:
        before = f"…{before[-CONTEXT_LENGTH:]}"
    if len(after) > CONTEXT_LENGTH:
        after = f"{after[:CONTEXT_LENGTH]}…"
    return f"{before}[{part}]{after}"


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"
