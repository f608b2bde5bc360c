"""Text out of files: plain text, HTML, DOCX and PDF. A file that can't be read raises `UnreadableFile`."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import io
import zipfile
from html.parser import HTMLParser

from charset_normalizer import from_bytes
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from .pdf import read_pdf

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PART = 50_000_000  # of the text within a DOCX, unpacked

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Elements of a page that end a line, and those that hold nothing of its text.
BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer blockquote dt dd hr title "
    "pre time".split()
)
LEFT_OUT = frozenset(
    "script style noscript template svg head nav form button select textarea iframe footer aside".split()
)


class UnreadableFile(Exception):
    """Says in words for the user why a file can't be read."""


def text_of(content: bytes, name: str = "") -> str:
    """Return the text of a file from its bytes; ``name`` tells its kind where the bytes don't."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    if content.startswith(b"%PDF"):
        text, why_not = read_pdf(content)
        if why_not:
            raise UnreadableFile(why_not)
        return text
    if content.startswith(b"PK\x03\x04"):
        return docx_text(content)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise UnreadableFile("It is of an old format: save it as DOCX or as text first.")
    decoded = decode(content)
    beginning = decoded[:2000].lower()
    if name.lower().endswith((".html", ".htm")) or "<html" in beginning or "<!doctype html" in beginning:
        return html_text(decoded)
    return decoded


def decode(content: bytes) -> str:
    """Return the text of ``content``, whatever its encoding."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        if best is None:
            raise UnreadableFile("It is not a text, or its encoding can't be told.") from None
        text = str(best)
    if text[:2000].count("\0") > 10:
        raise UnreadableFile("It is not a text.")
    return text


class PageText(HTMLParser):
    """The visible text of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.depth = 0  # of elements that are left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self.depth += 1
        elif tag in BLOCKS:
            self.parts.append("\n\n" if tag != "br" else "\n")
        if tag == "li":
            self.parts.append("• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.depth = max(0, self.depth - 1)
        elif tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            # Line breaks in the source of a page mean nothing.
            self.parts.append(" ".join(data.split("\n")))


def html_text(page: str) -> str:
    parser = PageText()
    parser.feed(page)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.parts).split("\n")]
    kept: list[str] = []
    is_blank = True  # of several blank lines one is kept
    for line in lines:
        if line or not is_blank:
            kept.append(line)
        is_blank = not line
    return "\n".join(kept)


def docx_text(content: bytes) -> str:
    """Return the paragraphs of a DOCX, cells and list entries among them, a line each."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            try:
                part = archive.getinfo("word/document.xml")
            except KeyError:
                raise UnreadableFile("It is not a DOCX document.") from None
            if part.file_size > LARGEST_PART:
                raise UnreadableFile("The document is too large.")
            with archive.open(part) as stream:
                xml = stream.read(LARGEST_PART + 1)
        if len(xml) > LARGEST_PART:
            raise UnreadableFile("The document is too large.")
        body = ElementTree.fromstring(xml)
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        DefusedXmlException,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ):
        raise UnreadableFile("The document is damaged, or locked by a password.") from None
    lines = []
    for paragraph in body.iter(f"{WORD}p"):
        line = []
        for element in paragraph.iter():
            if element.tag == f"{WORD}t":
                line.append(element.text or "")
            elif element.tag in (f"{WORD}tab", f"{WORD}br"):
                line.append(" ")
        bullet = "• " if paragraph.find(f"{WORD}pPr/{WORD}numPr") is not None else ""
        lines.append(bullet + "".join(line))
    return "\n\n".join(lines)
