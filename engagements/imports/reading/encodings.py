"""The encoding of a text file: by its mark, or UTF-8; anything else is a question to a person."""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import IO, NamedTuple

from .problems import SheetError
from .streams import UnclosedStream

ByteStream = IO[bytes] | UnclosedStream

BLOCK_BYTES = 2**20
SAMPLE_BYTES = 64 * 2**10
MAX_SAMPLED_LINE = 2_000  # bytes
MAX_CANDIDATES = 8
SHOWN_WORDS = 4
ENCODING_BY_MARK = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# The most used first: of two that read a text equally well the first is offered first.
OFFERED_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "cp1258", "cp1256", "cp1255", "iso8859-2",
    "iso8859-15", "koi8-r", "mac-roman", "cp850", "cp866", "cp932", "euc-jp", "gb18030", "big5", "cp949",
)  # fmt: skip
WIDE_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


class EncodingCandidate(NamedTuple):
    """An encoding that a file may be in, and words of it as they would be read."""

    encoding: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.encoding}: {', '.join(self.words)}"


class EncodingQuestion(SheetError):
    """The encoding has to be chosen by a person."""

    def __init__(self, name: str, candidates: Sequence[EncodingCandidate]) -> None:
        self.candidates = tuple(candidates)
        listed = "".join(f"\n  {candidate}" for candidate in candidates)
        super().__init__(
            f"{name} is not in UTF-8, and its encoding can’t be told for sure. Choose the one in which these "
            f"words are right, by --encoding or [sheet] encoding:{listed}"
            if candidates
            else f"{name}: its encoding can’t be told. Name it by --encoding or [sheet] encoding, "
            "or save the file as UTF-8."
        )


def find_encoding(stream: ByteStream, name: str, chosen: Sequence[str], notes: list[str]) -> str:
    """Return the encoding of ``stream``: its mark, the first of ``chosen`` that fits, or strict UTF-8.

    Raises `SheetError` where nearly all of it is UTF-8, `EncodingQuestion` where it is something
    else and none is chosen. What a person should know is added to ``notes``.
    """
    stream.seek(0)
    head = stream.read(SAMPLE_BYTES) or b""
    marked = next((encoding for mark, encoding in ENCODING_BY_MARK if head.startswith(mark)), "")
    if marked and not marked.startswith("utf-8"):
        return marked
    if b"\0" in head and not marked:
        return find_wide_encoding(head, name, chosen)
    is_utf_8, is_wanted = decodes(stream, "utf-8"), not chosen or "utf-8" in map(normalized, chosen)
    if is_utf_8 and (marked or is_wanted):
        return marked or "utf-8"
    if not is_utf_8 and (marked or is_wanted):
        refuse_damaged(stream, name, is_marked=bool(marked) or len(chosen) == 1)
    for encoding in chosen:
        if decodes(stream, encoding):
            if is_utf_8 and not head.isascii():
                notes.append(
                    f"{name} was read as {encoding}, as was chosen; it would be right in UTF-8 as well."
                )
            return encoding
    if chosen:
        raise SheetError(f"{name} is not in the encoding {' or '.join(chosen)}.")
    raise EncodingQuestion(name, candidates_for(sample_beyond_ascii(stream)))


def normalized(encoding: str) -> str:
    return codecs.lookup(encoding).name


def decodes(stream: ByteStream, encoding: str) -> bool:
    """Whether all of ``stream`` is text in ``encoding``."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def blocks(stream: ByteStream) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(BLOCK_BYTES):
        yield block


def find_wide_encoding(head: bytes, name: str, chosen: Sequence[str]) -> str:
    """Return the chosen encoding of a file with NUL bytes and no mark; else ask, or take it as no text."""
    for encoding in chosen:
        if normalized(encoding).startswith(("utf-16", "utf-32")):
            return encoding
    if head[:200].count(0) * 3 < len(head[:200]):
        return "utf-8"  # the line of the NUL byte is told in reading
    candidates = []
    for encoding in WIDE_ENCODINGS:
        text = head.decode(encoding, "ignore")
        if text.strip() and "".join(text.split()).isprintable() and not set("\0\ufffd") & set(text):
            candidates.append(EncodingCandidate(encoding, tuple(text.split()[:SHOWN_WORDS])))
    raise EncodingQuestion(name, candidates)


def refuse_damaged(stream: ByteStream, name: str, *, is_marked: bool) -> None:
    """Raise `SheetError` with line and byte where the file is UTF-8 but for some bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    letters = damages = position = 0
    line = 1
    first = ""
    for block in blocks(stream):
        text = decoder.decode(block)
        if text.isascii():
            line += text.count("\n")
            position += len(text)
            continue
        bad = [index for index, character in enumerate(text) if "\udc80" <= character <= "\udcff"]
        if bad and not first:
            before = text[: bad[0]]
            byte = ord(text[bad[0]]) - 0xDC00
            offset = position + len(before.encode())
            first = f"line {line + before.count(chr(10))}, byte {offset + 1} (0x{byte:02X})"
        damages += len(bad)
        letters += sum(character > "\x7f" for character in text) - len(bad)
        line += text.count("\n")
        position += len(text.encode("utf-8", "surrogateescape"))
    if not first:
        first, damages = f"the last line, byte {position + 1}", 1
    if is_marked or (letters and letters >= damages):
        raise SheetError(
            f"{name}, {first}: nearly all of the file is UTF-8, but this byte is not. The file is "
            "damaged, or joined from files of several encodings: mend it where it comes from, or save it "
            "anew as UTF-8."
            if letters >= damages
            else f"{name}, {first}: the file is not in UTF-8."
        )


def sample_beyond_ascii(stream: ByteStream) -> bytes:
    """Return lines that have letters outside ASCII: only they tell encodings apart."""
    stream.seek(0)
    sample = b""
    with closing(io.BufferedReader(UnclosedStream(stream))) as lines:
        while (line := lines.readline(8 * BLOCK_BYTES)) and len(sample) < SAMPLE_BYTES:
            if not line.isascii():
                sample += line[:MAX_SAMPLED_LINE].rstrip(b"\r\n") + b"\n"
    return sample


def candidates_for(sample: bytes) -> list[EncodingCandidate]:
    """Return the encodings that read ``sample``, the likeliest first, each reading once."""
    written = [word for word in dict.fromkeys(re.split(rb'[\s,;"]+', sample)) if not word.isascii()]
    readings: dict[tuple[str, ...], tuple[int, int, str]] = {}
    for number, encoding in enumerate(OFFERED_ENCODINGS):
        words = tuple(word.decode(encoding, "replace") for word in written)
        # A line that was cut may end within a letter of several bytes.
        if "".join(words).count("\ufffd") <= len(sample) // MAX_SAMPLED_LINE:
            readings.setdefault(words, (sum(map(strange_places, words)), number, encoding))
    likeliest = sorted(readings.items(), key=lambda reading: reading[1])[:MAX_CANDIDATES]
    columns = list(zip(*(words for words, _ in likeliest), strict=True))
    # Those words first that most candidates read differently.
    telling = sorted(range(len(columns)), key=lambda place: -len(set(columns[place])))[:SHOWN_WORDS]
    return [
        EncodingCandidate(encoding, tuple(words[place] for place in telling))
        for words, (_, _, encoding) in likeliest
    ]


def strange_places(word: str) -> int:
    """Return how often ``word`` has what words rarely have: signs within, capitals after small letters."""
    strange = 0
    scripts = set()
    for before, character in zip(" " + word, word, strict=False):
        category = unicodedata.category(character)
        if character > "\x7f":
            if category in ("Cc", "Co", "Cn"):
                strange += 4
            elif category[0] in "SN" or category == "Po" or (category[0] == "M" and not before.isalpha()):
                strange += 2
        if category == "Lu" and before.islower():
            strange += 2
        if category[0] == "L":
            scripts.add(unicodedata.name(character, "").partition(" ")[0])
    scripts -= {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH", "FULLWIDTH", "MODIFIER"}
    return strange + 3 * max(0, len(scripts) - 1)
