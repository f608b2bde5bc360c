"""A text split into paragraphs and sentences."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from engagements.common.folding import fold
from engagements.reader.places.place_names import place_names
from engagements.reader.proposals import Passage

from .capitals import MONTHS, recase
from .sentences import Sentence

# A soft hyphen is seen where its line ends alone; there it parts one word.
SOFT_HYPHEN = re.compile(r"\u00ad(?:\r?\n[ \t]*)?")
LONE_RETURN = re.compile(r"\r(?!\n)")
# One character for one, so that offsets hold in the original.
PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": " ",
        "\f": "\n",
        "\v": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "\0": " ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
    }
)

BULLET = re.compile(
    r"[ ]*(?:(?:[•·▪◦●*»►]|-{1,2}|\(?[0-9]{1,3}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)]|\([UCSNOF/]{1,6}\))"
    r"(?=[ ]|$)[ ]*)+"
)
ABBREVIATIONS = frozenset(
    "pol mr mrs ms dr prof hon rt rev st sr jr gen lt col maj capt cmdr cdr adm brig sgt amb sen rep gov "
    "sec min pres dep asst dir dept no vs etc inc ltd corp co messrs mme fr h.e h.r.h h.m u.s u.k u.n e.u "
    "d.c e.g i.e eng engr ing doc cpl csc arq lic licda mtro mtra dra dott profa sra srta ma "
    "s.a s.a.s s.r.l "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun a.m p.m ret approx art para".split()
)
# After "U.S." and the like, these begin another sentence; other words go on with it.
SENTENCE_OPENERS = frozenset(
    "the a an he she they it this these in on at during after before following both we his her their".split()
)
ENDS_BEFORE_OPENER = frozenset(("u.s", "u.k", "u.n", "e.u"))
ENDS_BEFORE_CAPITAL = frozenset(("d.c", "a.m", "p.m"))
SENTENCE_END = re.compile(r"[.?!]+[\"')\]]*(?=\s)")
FULL_STOPS = frozenset(".?!")
LONGEST_SENTENCE = 1_500
LONGEST_DATELINE, LEAST_AFTER_DATELINE = 90, 40  # characters of it, and of what follows it
LONGEST_HEADING = 220
NOISE = re.compile(
    r"(?:photos?|images?|pictures?|captions?|credits?|share|tweet|print|tags?|related|contacts?|"
    r"media contacts?|"
    r"for immediate release|press releases?|news releases?|read more|skip to|back to top|follow us|copyright|"
    r"media note|unclassified|sensitive but unclassified|confidential|#{2,}|©|https?:|www\.)\b.{0,120}|#{2,}",
    re.IGNORECASE,
)
# "CHISINAU, 3 March 2024 /AGENCY/ - ": where a press account was written, by which agency, on what day.
PLACE_OF_DATELINE = r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){0,3}"
DATELINE = re.compile(
    rf"{PLACE_OF_DATELINE}(?:, [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)?"
    r"(?:,? ?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?)?,?"
    r"(?: ?[(/][^()/\n]{2,30}[)/]|,? [A-Z]{2,6}\b)?(?: ?-{1,2} |-(?=[A-Z][a-z])|: ?(?=[A-Z]))"
)
BYLINE = re.compile(
    r"(?:the (?:following|below) (?:is|was|readout) .{0,40}attribut\w+ to|attributable to|"
    r"by [A-Z][\w.'-]+ [A-Z][\w.'-]+$|(?:spokes\w+|press secretary) .{3,40}:$)",
    re.IGNORECASE,
)
PARTY_TAG = re.compile(r"\((?:[DRI]|Dem|Rep)\.?-[A-Za-z.]{2,6}(?:-\d+)?\)")
# "Next steps: ..." begins a line of its own.
LABELLED = re.compile(r"[A-Z][\w .'&/-]{1,50}: ")
# "09:00-10:00 Call with ...", "Thu 13 Feb - ..." as well
WEEKDAY_OF_LINE = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?"
TIMED = re.compile(
    r"(?:\d{1,2}[:h]\d\d|\d{1,2}\.\d\d(?= ?(?:[ap]\.?m|hrs|-|  ))|\d{1,2} ?[ap]\.?m)\b"
    rf"|{WEEKDAY_OF_LINE} \d{{1,2}} [a-z]+,? (?:-|\d\d?[:.h])",
    re.I,
)
HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|H\.E|Hon)\b")
# Columns of a table that were set apart by tabs or blanks.
COLUMNS = re.compile(r"(?<=[^\s|])(?:\t[\t ]*| {3,})(?=[^\s|])")


GAP = re.compile(r"\s+")
BROKEN_AT_HYPHEN = re.compile(r"(?<=[^\W\d_]-)\n(?=\w)")
# A line that ends with one of these goes on, however the next begins.
UNFINISHED = re.compile(
    r"(?:^| )(?:the|a|an|of|and|or|to|in|on|at|with|by|for|from|as|between|his|her|their|its|including|who|"
    r"that|is|was|are|were|will|has|have|(?:Mr|Mrs|Ms|Dr|Prof|H\.E|Hon|Gen|Lt|Col|Amb|Sen|Rep|Gov)\.)$"
)
SMALL_WORDS_OF_TITLES = frozenset(
    "the a an of and or to in on at with by for from as into over between no al bin de del der di el la "
    "le van von y".split()
)
# "on Wednesday (18) with", "by March 31."
WITHIN_SENTENCE = re.compile(r"(?:\(?\d+\)|-) [a-z]")
DAY_OF_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) *\n *\d\d?[.)]", re.I)
AND_NAME = re.compile(r" and [A-Z]")
IN_BRACKETS = re.compile(r"\([^)]*\)?")
WIDTHS = range(50, 91)  # characters at which texts are wrapped
LEAST_WRAPPED = 40  # characters of a line that may be wrapped
SURELY_WRAPPED = 3  # lines that end where the next word didn't fit


@dataclass
class ReadoutText:
    """A text and its sentences.

    In ``plain`` a paragraph is one line, with single blanks; ``offsets`` say where each of its
    characters stands in the original.
    """

    plain: str
    sentences: list[Sentence]
    offsets: Sequence[int]

    def original(self, passage: Passage) -> Passage:
        """Return where in the original the words of a passage of ``plain`` stand."""
        return Passage(self.offsets[passage.start], self.offsets[passage.end - 1] + 1)


class Paragraph(NamedTuple):
    """A paragraph, list entry or heading, by its offsets."""

    start: int
    end: int
    is_bullet: bool


def split(text: str) -> ReadoutText:
    """Return ``text`` with its sentences."""
    left_out = {at for hyphen in SOFT_HYPHEN.finditer(text) for at in range(*hyphen.span())}
    offsets = [at for at in range(len(text)) if at not in left_out]
    text = LONE_RETURN.sub("\n", SOFT_HYPHEN.sub("", text))
    text = COLUMNS.sub(lambda gap: "|".ljust(len(gap.group())), text)
    plain = PARTY_TAG.sub(lambda tag: " " * len(tag.group()), text.translate(PLAIN))
    plain = recase(plain)
    plain, kept, all_paragraphs = in_single_blanks(plain, [*paragraphs(plain)])
    offsets = [offsets[at] for at in kept]
    sentences: list[Sentence] = []
    for number, whole in enumerate(all_paragraphs):
        paragraph = whole
        if dateline := dateline_of(plain, whole):
            sentences.append(Sentence(plain, *dateline, paragraph=number, is_dateline=True))
            paragraph = whole._replace(start=dateline[1])
        if NOISE.fullmatch(plain, paragraph.start, paragraph.end) or BYLINE.match(
            plain, paragraph.start, paragraph.end
        ):
            continue
        entries = [
            Sentence(plain, start, end, paragraph=number, is_bullet=paragraph.is_bullet)
            for start, end in pieces(plain, paragraph)
            if any(character.isalnum() for character in plain[start:end])
        ]
        if len(entries) == 1 and not dateline:
            entries[0].is_heading = may_be_heading(entries[0])
        sentences += entries
    for number, sentence in enumerate(sentences):
        sentence.number = number
    return ReadoutText(plain, sentences, offsets)


def in_single_blanks(plain: str, all_paragraphs: list[Paragraph]) -> tuple[str, list[int], list[Paragraph]]:
    """Return a text with single blanks within its paragraphs, where its characters stood, and these."""
    characters = [*plain]
    for start, end, _ in all_paragraphs:
        for gap in GAP.finditer(plain, start, end):
            characters[gap.start() : gap.end()] = [" "] + [""] * (len(gap.group()) - 1)
        for gap in BROKEN_AT_HYPHEN.finditer(plain, start, end):
            characters[gap.start()] = ""
    kept = [at for at, character in enumerate(characters) if character]
    moved = [
        paragraph._replace(start=bisect_left(kept, paragraph.start), end=bisect_left(kept, paragraph.end))
        for paragraph in all_paragraphs
    ]
    return "".join(characters), kept, moved


def dateline_of(plain: str, paragraph: Paragraph) -> tuple[int, int] | None:
    """Return the offsets of the dateline that a paragraph begins with, or None."""
    match = None if paragraph.is_bullet else DATELINE.match(plain, paragraph.start, paragraph.end)
    if not match or match.end() - match.start() > LONGEST_DATELINE:
        return None
    if not is_town_of_dateline(match):
        return None
    return match.span() if paragraph.end - match.end() > LEAST_AFTER_DATELINE else None


def is_town_of_dateline(dateline: re.Match[str]) -> bool:
    """Whether what is written like a dateline begins with a town, and is no name with a hyphen."""
    name = re.split(r"[,(/:]| -", dateline.group())[0]
    is_label = dateline.group().rstrip().endswith(":")  # "SUBJECT: "
    return (name.isupper() and not is_label) or fold(name) in place_names().towns


def may_be_heading(sentence: Sentence) -> bool:
    """Whether the one sentence of a paragraph is written like a heading."""
    last = sentence.plain[sentence.end - 1]
    return (
        not sentence.is_bullet
        and last not in FULL_STOPS
        and last != ";"
        and sentence.end - sentence.start < LONGEST_HEADING
    )


def paragraphs(plain: str) -> Iterator[Paragraph]:
    """Yield each paragraph, list entry and heading.

    A line break inside hard-wrapped prose is no end: the line before it is full, or it is long and
    stops in mid-sentence.
    """
    paragraph: Paragraph | None = None
    position = 0
    lines = plain.split("\n")
    wrapping = wrapping_of(lines)
    for line in lines:
        line_start = position
        position += len(line) + 1
        marker = BULLET.match(line)
        is_blank = not line.strip()
        if marker and paragraph and is_within_sentence(paragraph, line, plain, wrapping):
            marker = None
        if paragraph and (is_blank or marker or not goes_on(paragraph, line, plain, wrapping)):
            yield paragraph
            paragraph = None
        if is_blank:
            continue
        end = line_start + len(line.rstrip())
        if paragraph:
            paragraph = paragraph._replace(end=end)
        else:
            offset = marker.end() if marker else 0
            start = line_start + offset + len(line[offset:]) - len(line[offset:].lstrip())
            paragraph = Paragraph(start, end, bool(marker))
    if paragraph:
        yield paragraph


class Wrapping(NamedTuple):
    """The width at which a text is wrapped, 0 where it isn't; and whether many of its lines say so."""

    width: int
    is_sure: bool


def wrapping_of(lines: list[str]) -> Wrapping:
    """Tell whether a text is wrapped: most of its long lines end where the next word didn't fit."""
    fitting = [0] * WIDTHS.stop
    followed = 0
    for line, following in pairwise(lines):
        length = len(line.rstrip())
        if length < LEAST_WRAPPED or not following.strip() or BULLET.match(following):
            continue
        followed += 1
        longest = max(length, len(following.rstrip()), WIDTHS.start)
        for width in range(longest, min(length_with_next(line, following), WIDTHS.stop)):
            fitting[width] += 1
    most = max(fitting)
    if not most or most * 2 < followed:
        return Wrapping(0, False)
    return Wrapping(fitting.index(most), most >= SURELY_WRAPPED and most * 4 >= followed * 3)


def length_with_next(line: str, following: str) -> int:
    """Return how long ``line`` would be with the first word of the line after it."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0])


def is_full(paragraph: Paragraph, line: str, plain: str, wrapping: Wrapping) -> bool:
    """Whether the first word of ``line`` had no room in the line before it."""
    line_before = plain[plain.rfind("\n", 0, paragraph.end) + 1 : paragraph.end]
    return len(line_before) <= wrapping.width < length_with_next(line_before, line)


def is_within_sentence(paragraph: Paragraph, line: str, plain: str, wrapping: Wrapping) -> bool:
    """Whether what begins ``line`` like an entry of a list stands within a sentence."""
    return (
        not paragraph.is_bullet
        and is_full(paragraph, line, plain, wrapping)
        and plain[paragraph.end - 1] not in ".?!:;"
        and bool(
            WITHIN_SENTENCE.match(line) or DAY_OF_MONTH.search(plain, paragraph.end - 9, paragraph.end + 9)
        )
    )


def goes_on(paragraph: Paragraph, line: str, plain: str, wrapping: Wrapping) -> bool:
    """Whether ``line`` goes on with the paragraph before it."""
    before, text = plain[paragraph.start : paragraph.end].rstrip(), line.strip()
    last_line = before.rsplit("\n", 1)[-1]
    if not before or "|" in text or (len(before) < LEAST_WRAPPED and NOISE.fullmatch(before)):
        return False  # a number or a dot alone in its line, a table, "UNCLASSIFIED"
    is_wrapped = is_full(paragraph, line, plain, wrapping) and is_of_prose(before, last_line, text, wrapping)
    if len(last_line) >= LEAST_WRAPPED and UNFINISHED.search(last_line):
        return True
    if (
        (not is_wrapped and is_title(last_line) and not text[0].islower())
        or ((dateline := DATELINE.match(text)) and is_town_of_dateline(dateline))
        or TIMED.match(text)
    ):
        return False
    if HONORIFIC.match(before) and HONORIFIC.match(text):
        return False  # one of a list, then another
    if is_wrapped and wrapping.is_sure and not LABELLED.match(text):
        return True
    unfinished = before[-1] not in ".?!:;"
    wrapped = unfinished and (
        text[0].islower() or (line[0] == " " if paragraph.is_bullet else is_wrapped or len(last_line) >= 50)
    )
    if wrapped and not (text.endswith(":") and len(text) < 50) and not LABELLED.match(text):
        return True
    return len(last_line) >= 60 and before[-1] in ".?!;:" and len(before) > len(last_line)


def is_title(line: str) -> bool:
    """Whether a line is written like a headline: nearly all its words begin with a capital."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return (
        len(words) > 2
        and line[-1] not in ".,;"
        and sum(word[0].isupper() for word in words) >= len(words) - 1
    )


def is_of_prose(before: str, last_line: str, text: str, wrapping: Wrapping) -> bool:
    """Whether a full line goes on with the next: in a list or a heading it is full by chance."""
    if wrapping.is_sure and len(before) > len(last_line):
        return True
    return (wrapping.is_sure or has_plain_words(last_line)) and (
        has_plain_words(text) or text.endswith(".") or bool(AND_NAME.search(text))
    )


def has_plain_words(line: str) -> bool:
    """Whether a line has words that a headline or an entry of a list would write with a capital."""
    words = IN_BRACKETS.sub("", line).split()
    return any(word[0].islower() and word not in SMALL_WORDS_OF_TITLES for word in words)


def pieces(plain: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of a paragraph.

    What is longer than any sentence is read in pieces, so that time grows with length alone.
    """
    begin = paragraph.start
    for stop in sentence_ends(plain, paragraph):
        while begin < stop and plain[begin].isspace():
            begin += 1
        while begin < stop:
            end = stop
            if stop - begin > LONGEST_SENTENCE:
                end = plain.rfind(" ", begin, begin + LONGEST_SENTENCE)
                end = end if end > begin else begin + LONGEST_SENTENCE
            yield begin, end
            begin = end


def sentence_ends(plain: str, paragraph: Paragraph) -> Iterator[int]:
    """Yield the offsets where the sentences of a paragraph end."""
    start, end = paragraph.start, paragraph.end
    for match in SENTENCE_END.finditer(plain[start:end]):
        stop = start + match.start()
        following = plain[start + match.end() : start + match.end() + 40].lstrip()
        if following[:1].islower():
            continue
        before = plain[max(start, stop - 15) : stop].split()
        last_word = before[-1].lower().lstrip("(\"'") if before else ""
        if match.group()[0] == "." and is_abbreviated(last_word) and not ends_anyway(last_word, following):
            continue
        yield start + match.end()
    yield end


def is_abbreviated(word: str) -> bool:
    """Whether a full stop after ``word`` is that of an abbreviation or an initial."""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")


def ends_anyway(word: str, following: str) -> bool:
    """Whether a sentence ends with an abbreviation, from what follows: "in the U.S. The two ..."."""
    opener = re.split(r"\W", following, maxsplit=1)[0].lower()
    return (word in ENDS_BEFORE_OPENER and opener in SENTENCE_OPENERS) or (
        word in ENDS_BEFORE_CAPITAL and following[:1].isupper()
    )
