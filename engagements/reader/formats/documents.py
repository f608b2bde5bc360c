"""DOCX and ODT: text that is read from within an archive, as far as it is wanted."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from .contents import Contents, TextCollector, UnreadableFile

LARGEST_PART = 50_000_000  # of the text within a document, unpacked
BLOCK_BYTES = 2**16
SPREADSHEET = "It is a spreadsheet: import it, or save it as PDF first."
PRESENTATION = "It is a presentation: save it as PDF first."
# What else is an archive, by a name in it, or by its type.
OTHER_ARCHIVES = {
    "xl/workbook.xml": SPREADSHEET,
    "ppt/presentation.xml": PRESENTATION,
    "application/vnd.oasis.opendocument.spreadsheet": SPREADSHEET,
    "application/vnd.oasis.opendocument.presentation": PRESENTATION,
}


@dataclass(frozen=True)
class Markup:
    """Which elements of a document, by their local names, are what."""

    member: str
    paragraphs: frozenset[str]
    texts: frozenset[str]  # within them characters are text
    spaces: frozenset[str]
    bullets: frozenset[str]
    left_out: frozenset[str]


DOCX = Markup(
    "word/document.xml",
    paragraphs=frozenset(["p"]),
    texts=frozenset(["t"]),
    spaces=frozenset(["tab", "br", "cr"]),
    bullets=frozenset(["numPr"]),
    left_out=frozenset(["tabs", "moveFrom", "Fallback"]),
)
ODT = Markup(
    "content.xml",
    paragraphs=frozenset(["p", "h"]),
    texts=frozenset(["p", "h"]),
    spaces=frozenset(["s", "tab", "line-break"]),
    bullets=frozenset(["list-item"]),
    left_out=frozenset(["tracked-changes", "annotation", "note"]),
)


class DocumentText:
    """Takes the elements one by one: nothing is walked twice, however deep they are nested."""

    def __init__(self, markup: Markup, longest: int) -> None:
        self.markup, self.collector = markup, TextCollector(longest)
        self.text_depth = self.left_out_depth = 0
        self.is_line_begun = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name in self.markup.left_out:
            self.left_out_depth += 1
        if self.left_out_depth:
            return
        if name in self.markup.paragraphs:
            self.end_line()
        if name in self.markup.texts:
            self.text_depth += 1
        if name in self.markup.spaces:
            self.collector.add(" ")
        if name in self.markup.bullets:
            self.collector.add("• ")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in self.markup.left_out:
            self.left_out_depth -= 1
        elif not self.left_out_depth:
            if name in self.markup.texts:
                self.text_depth -= 1
            if name in self.markup.paragraphs:
                self.end_line()

    def data(self, text: str) -> None:
        if self.text_depth and not self.left_out_depth:
            self.collector.add(text.replace("\n", " "))
            self.is_line_begun = True

    def end_line(self) -> None:
        if self.is_line_begun:
            self.collector.add("\n\n")
            self.is_line_begun = False


def document_contents(content: bytes, longest: int) -> Contents:
    """Return the text of a document, of cells and list entries too, a paragraph each."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    names.add(stream.read(100).decode("ascii", "replace").strip())
            for name, why_not in OTHER_ARCHIVES.items():
                if name in names:
                    raise UnreadableFile(why_not)
            for markup in (DOCX, ODT):
                if markup.member in names:
                    return read_markup(archive, markup, longest)
    except (
        zipfile.BadZipFile,
        ParseError,
        DefusedXmlException,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ):
        raise UnreadableFile("The document is damaged, or locked by a password.") from None
    raise UnreadableFile("It is an archive, and no DOCX or ODT document: send what is in it.")


def read_markup(archive: zipfile.ZipFile, markup: Markup, longest: int) -> Contents:
    target = DocumentText(markup, longest)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    unpacked = 0
    with archive.open(markup.member) as stream:
        while (block := stream.read(BLOCK_BYTES)) and not target.collector.is_full:
            unpacked += len(block)
            if unpacked > LARGEST_PART:
                raise UnreadableFile("The document is too large.")
            parser.feed(block)
    if not target.collector.is_full:
        parser.close()
    return Contents([target.collector.text.rstrip("\n")], is_cut=target.collector.is_full)
