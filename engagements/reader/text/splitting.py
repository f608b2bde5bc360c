"""A text as paragraphs, sentences and words, each with its place in the original."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from engagements.reader.proposals import Passage
from engagements.reader.words import PLAIN_WORDS

# Marks that belong to the letter before them, in the scripts that have them.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u1000-\u109f"
LETTER = rf"[\w{MARKS}]"
WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?!{LETTER})"
    rf"|{LETTER}+(?:['’.&/\-‐‑](?=\w){LETTER}+)*"
    r"|[^\w\s]"
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)

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
    "d.c e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun a.m p.m ret approx art para".split()
)
# After "U.S." and the like, these begin another sentence; other words go on with it.
OPENERS = frozenset(
    "the a an he she they it this these in on at during after before following both we his her their".split()
)
DIGIT_BESIDE = re.compile(r"\d")
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
STOPS = frozenset(".?!")
LONGEST_SENTENCE = 1_500
NOISE = re.compile(
    r"(?:photos?|images?|pictures?|captions?|credits?|share|tweet|print|tags?|related|contacts?|"
    r"media contacts?|"
    r"for immediate release|press releases?|news releases?|read more|skip to|back to top|follow us|copyright|"
    r"media note|unclassified|sensitive but unclassified|confidential|#{2,}|©|https?:|www\.)\b.{0,120}|#{2,}",
    re.IGNORECASE,
)


# "Next steps: ..." begins a line of its own.
LABELLED = re.compile(r"[A-Z][a-z]+(?:[ -][a-z]+){0,2}: ")


class Word:
    """A word or a mark, with its place in the account."""

    __slots__ = ("end", "is_capital", "is_mark", "lower", "start", "text")

    def __init__(self, text, start, end):
        self.text, self.start, self.end = text, start, end
        self.lower = text.lower()
        self.is_mark = not (text[0].isalnum() or text[0] == "_")
        self.is_capital = begins_name(text)

    @property
    def is_upper(self):
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and all(c.isupper() for c in letters)


def begins_name(text):
    """Whether a word is written with a capital, or in a script that has none."""
    first = text[0]
    if not first.isalpha():
        return False
    # "eThekwini" and "al-Sudani" are names too.
    return not first.islower() or text[1:2].isupper() or ("-" in text and text.split("-")[1][:1].isupper())


@dataclass
class Sentence:
    """One sentence, heading or list entry; ``paragraph`` and ``number`` count from 0."""

    plain: str  # the text of the whole account, one character for one of the original
    start: int
    end: int
    number: int = 0
    paragraph: int = 0
    is_heading: bool = False
    is_bullet: bool = False
    triggers: list | None = None  # see meetings.py
    day: object = None  # the date of the heading above it, see read.py

    @cached_property
    def text(self):
        return self.plain[self.start : self.end]

    @cached_property
    def words(self):
        found = []
        for match in WORD.finditer(self.plain, self.start, self.end):
            text, start, end = match.group(), match.start(), match.end()
            tail = POSSESSIVE.search(text)
            if tail and tail.start():
                found.append(Word(text[: tail.start()], start, start + tail.start()))
                found.append(Word("'s", start + tail.start(), end))
            else:
                found.append(Word(text, start, end))
        return found

    @cached_property
    def starts(self):
        return [word.start for word in self.words]

    def word_at(self, offset):
        """Return the number of the first word at or after ``offset`` in the account."""
        return bisect_left(self.starts, offset)

    @property
    def passage(self):
        return Passage(self.start, self.end)


@dataclass
class Account:
    plain: str
    sentences: list[Sentence]


def paragraphs(plain):
    """Yield (start, end, is_bullet) of each paragraph, list entry and heading.

    A line break inside hard-wrapped prose is no end: the line before it is long and
    stops in mid-sentence.
    """
    start = end = None
    bullet = False
    position = 0
    for line in plain.split("\n"):
        line_start, line_end = position, position + len(line)
        position = line_end + 1
        text = line.strip()
        marker = BULLET.match(line)
        if not text:
            if start is not None:
                yield start, end, bullet
            start = None
            continue
        if start is not None:
            before = plain[start:end].rstrip()
            last_line = before.rsplit("\n", 1)[-1]
            unfinished = before[-1] not in ".?!:;"
            wrapped = unfinished and (
                (len(last_line) >= 50 and not bullet) or text[0].islower() or (bullet and line[0] == " ")
            )
            wrapped = wrapped and not (text.endswith(":") and len(text) < 50) and not LABELLED.match(text)
            continued = len(last_line) >= 60 and before[-1] in ".?!;:" and len(before) > len(last_line)
            if marker or not (wrapped or continued):
                yield start, end, bullet
                start = None
        if start is None:
            offset = marker.end() if marker else 0
            start = line_start + offset + len(line[offset:]) - len(line[offset:].lstrip())
            bullet = bool(marker)
        end = line_start + len(line.rstrip())
    if start is not None:
        yield start, end, bullet


def sentence_ends(plain, start, end):
    """Yield the offsets where the sentences of a paragraph end."""
    for match in re.finditer(r"[.?!]+[\"')\]]*(?=\s)", plain[start:end]):
        stop = start + match.start()
        following = plain[start + match.end() : start + match.end() + 40].lstrip()
        if following[:1].islower():
            continue
        before = plain[max(start, stop - 15) : stop].split()
        last = before[-1].lower().lstrip("(\"'") if before else ""
        opener = re.match(r"\w*", following).group().lower()
        single = len(last) == 1 and last.isalpha() and last != "i"
        ends = (last in {"u.s", "u.k", "u.n", "e.u"} and opener in OPENERS) or (
            last in {"d.c", "a.m", "p.m"} and following[:1].isupper()
        )
        if match.group()[0] == "." and (last in ABBREVIATIONS or single) and not ends:
            continue
        yield start + match.end()
    yield end


def recase(plain):
    """Return the text with its lines in capitals, as cables have them, written as others are.

    Names, titles and acronyms can't be told apart there; words of more than three letters
    are taken for what they would be at the beginning of a sentence.
    """

    def line_of(match):
        return (
            match.string[max(0, match.start() - 2) : match.start()]
            + match.string[match.end() : match.end() + 2]
        )

    def of_word(match):
        word = match.group()
        low = word.lower()
        beside = line_of(match)
        if low in MONTHS and DIGIT_BESIDE.search(beside):
            changed = word.capitalize()
        elif low in PLAIN_WORDS or (low in ("of", "for", "us") and low != "us"):
            changed = low
        elif (len(word) <= 3 and low not in ("ali", "bin", "kim", "lee", "may")) or not set(low) & set(
            "aeiouy"
        ):
            changed = word
        else:
            changed = word.capitalize()
        return changed if len(changed) == len(word) else word

    lines = plain.split("\n")
    for number, line in enumerate(lines):
        letters = [c for c in line if c.isalpha()]
        if len(letters) > 40 and sum(c.isupper() for c in letters) > 0.8 * len(letters):
            lines[number] = re.sub(r"[^\W\d_]+", of_word, line)
    return "\n".join(lines)


def split(text):
    """Return the `Account` that ``text`` is; offsets in it are those of ``text``."""
    plain = recase(text.translate(PLAIN))
    sentences = []
    for number, (start, end, bullet) in enumerate(paragraphs(plain)):
        if NOISE.fullmatch(plain, start, end):
            continue
        begin = start
        entries = []
        for stop in sentence_ends(plain, start, end):
            while begin < stop and plain[begin].isspace():
                begin += 1
            # What is longer than any sentence is read in pieces, so that time grows with length alone.
            while begin < stop:
                end_of_piece = stop
                if stop - begin > LONGEST_SENTENCE:
                    end_of_piece = plain.rfind(" ", begin, begin + LONGEST_SENTENCE)
                    end_of_piece = end_of_piece if end_of_piece > begin else begin + LONGEST_SENTENCE
                if any(c.isalnum() for c in plain[begin:end_of_piece]):
                    entries.append(Sentence(plain, begin, end_of_piece, 0, number, False, bullet))
                begin = end_of_piece
        if len(entries) == 1:
            last = plain[entries[0].end - 1]
            entries[0].is_heading = (
                not bullet and last not in STOPS and last != ";" and entries[0].end - entries[0].start < 220
            )
        sentences += entries
    for number, sentence in enumerate(sentences):
        sentence.number = number
    return Account(plain, sentences)


ENGLISH = frozenset(
    "the of and to in with on for at by was were is are be has had have his her their its from that this "
    "he she they will also as an met who which".split()
)
OTHERS = frozenset(
    "de la el los las del que y en con por para una un der die das und ist im mit von den dem zu des le "
    "les et du au aux une dans pour avec est il lo della di che per sono o os da do dos em com um uma não "
    "het een van och att som på är af til og det på med w z na się że dnia i v na s se je pre ve bir bu "
    "yang dan di".split()
)


def why_not_english(text):
    """Say why ``text`` was not read, or return "" where it looks like English."""
    sample = text[:20_000]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return "There are no words in it."
    foreign = sum(
        1
        for c in letters
        if not ("a" <= c.lower() <= "z" or "\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff")
    )
    if foreign * 2 > len(letters):
        return "It was not read: it is not written in Latin letters, and the reader knows English alone."
    words = re.findall(r"[^\W\d_]+", sample.lower())
    english = sum(word in ENGLISH for word in words)
    others = sum(word in OTHERS for word in words)
    if others > english or (len(words) >= 60 and english * 25 < len(words)):
        return "It was not read: it does not look like English, the one language that the reader knows."
    return ""
