"""Documents for Word: the frame that all of them have, and text in any script."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from engagements.common.dates import describe_date
from engagements.exports.sheets import replace_not_in_xml
from engagements.models import Exactness

# Stretches of Hebrew, Arabic and their kin, with the spaces between their words.
LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT = re.compile(f"({LETTER}+(?:[\\W\\d]+{LETTER}+)*)")
# What stands after w:bidi in the properties of a paragraph, whose order the schema fixes.
AFTER_BIDI = (
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)


def new_document(title: str, handling: str, made_on: date, made_by: str) -> Any:
    """Return an empty document for A4, with ``title`` in its foot, ``handling`` on every page."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    for margin in (section.header, section.footer):
        paragraph = margin.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(handling).bold = True
    title_line, page_line = section.footer.add_paragraph(), section.footer.add_paragraph()
    add_text(title_line, title)
    add_text(page_line, f"{describe_date(made_on)} · page ")
    add_field(page_line, "PAGE")
    add_text(page_line, " of ")
    add_field(page_line, "NUMPAGES")
    title_line.alignment = page_line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.title, properties.author = replace_not_in_xml(title)[:255], replace_not_in_xml(made_by)[:255]
    properties.comments, properties.keywords = "", handling
    made = datetime.combine(made_on, time(), tzinfo=timezone.get_current_timezone())
    properties.created = properties.modified = made
    add_text(document.add_paragraph(style="Title"), title)
    return document


def bytes_of(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def add_text(paragraph: Any, text: object, **font: object) -> Any:
    """Add ``text`` to ``paragraph``, and return that; names from right to left are read so in it."""
    for number, part in enumerate(RIGHT_TO_LEFT.split(replace_not_in_xml(str(text)))):
        if part:
            run = paragraph.add_run(part)
            run.font.rtl = True if number % 2 else None
            for name, value in font.items():
                setattr(run.font, name, value)
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    if RIGHT_TO_LEFT.match(paragraph.text) and properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *(f"w:{name}" for name in AFTER_BIDI))
    return paragraph


def add_when(paragraph: Any, span: Any) -> None:
    """Add the dates, in italics where they are not exact."""
    add_text(paragraph, span.when, italic=span.dates != Exactness.EXACT)


def set_spacing(paragraph: Any, keep: bool = False) -> Any:
    """Leave little room below ``paragraph`` and return it; with ``keep`` it stays on the page of the next."""
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = keep
    return paragraph


def add_notes(paragraph: Any, notes: Iterable[int]) -> None:
    if notes:
        add_text(paragraph, "".join(f"[{number}]" for number in notes), superscript=True)


def add_field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
