"""A briefing as a Word document."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from engagements.common.dates import describe_date
from engagements.exports.sheets import replace_not_in_xml
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Exactness

if TYPE_CHECKING:
    from .briefing import Briefing
    from .relationship import Relationship

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Stretches of Hebrew, Arabic and their kin, with the spaces between their words.
LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT = re.compile(f"({LETTER}+(?:[\\W\\d]+{LETTER}+)*)")


def write_briefing(briefing: "Briefing") -> bytes:
    """Return ``briefing`` as the bytes of a document, with its handling on every page."""
    document = Document()
    set_up(document, briefing)
    document.add_paragraph(style="Title").add_run(replace_not_in_xml(f"Briefing: {briefing.title}"))
    paragraph = add_text(document.add_paragraph(), f"For {briefing.principal}. ")
    add_text(
        paragraph, f"Made on {describe_date(briefing.made_on)} by {briefing.made_by}, of what they may see."
    )
    add_summary(document, briefing.relationship)
    add_people(document, briefing)
    add_commitments(document, briefing)
    add_meetings(document, briefing)
    add_sources(document, briefing)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_up(document: Any, briefing: "Briefing") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    for margin in (section.header, section.footer):
        paragraph = margin.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(briefing.handling).bold = True
    title_line, page_line = section.footer.add_paragraph(), section.footer.add_paragraph()
    add_text(title_line, f"Briefing: {briefing.title}")
    add_text(page_line, f"{describe_date(briefing.made_on)} · page ")
    add_field(page_line, "PAGE")
    add_text(page_line, " of ")
    add_field(page_line, "NUMPAGES")
    title_line.alignment = page_line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.title, properties.author = (
        replace_not_in_xml(f"Briefing: {briefing.title}")[:255],
        replace_not_in_xml(briefing.made_by)[:255],
    )
    properties.comments, properties.keywords = "", briefing.handling
    made = datetime.combine(briefing.made_on, time(), tzinfo=timezone.get_current_timezone())
    properties.created = properties.modified = made


def add_summary(document: Any, relationship: "Relationship") -> None:
    document.add_heading("In short", 1)
    counts = relationship.counts
    number = counts["held"]
    add_text(
        document.add_paragraph(style="List Bullet"), f"{number} meeting{'' if number == 1 else 's'} held."
    )
    edges = {"First": relationship.first, "Last": relationship.last}
    for label, edge in edges.items() if number > 1 else [("When", relationship.first)]:
        if edge:
            paragraph = add_text(document.add_paragraph(style="List Bullet"), f"{label}: ")
            add_when(paragraph, edge.span)
            add_text(paragraph, f", {edge.meeting or f'one of {edge.times} meetings'}")
    if counts["undated"]:
        add_text(
            document.add_paragraph(style="List Bullet"),
            f"Of {counts['undated']} of them the date is not known.",
        )
    for meeting in relationship.planned:
        paragraph = add_text(document.add_paragraph(style="List Bullet"), "Planned: ")
        add_when(paragraph, meeting)
        add_text(paragraph, f", {meeting}.")
    if not relationship.planned:
        add_text(document.add_paragraph(style="List Bullet"), "No meeting to come is known.")


def add_people(document: Any, briefing: "Briefing") -> None:
    document.add_heading("People", 1)
    for party, people in briefing.people:
        heading = add_text(document.add_heading(level=2), party)
        if not people:
            add_text(document.add_paragraph(), "Nobody is named in the last meetings.")
        for biography in people:
            name = heading
            if party.kind != "officials":
                name = add_text(document.add_paragraph(), biography.official, bold=True)
                set_spacing(name, keep=True)
            if biography.official.native_name:
                add_text(name, f" ({biography.official.native_name})")
            for heading, posts in biography.posts():
                for post in posts:
                    bullet = add_text(document.add_paragraph(style="List Bullet"), f"{heading}: ")
                    add_text(bullet, f"{post.capacity}, {post.organization} ({post.when})")
            if biography.line and biography.line.capacity:
                bullet = add_text(document.add_paragraph(style="List Bullet"), "When last met, ")
                add_when(bullet, biography.meeting)
                add_text(bullet, f": {biography.line.capacity}")
                add_notes(bullet, biography.notes)


def add_commitments(document: Any, briefing: "Briefing") -> None:
    document.add_heading("Open commitments", 1)
    if not briefing.commitments:
        add_text(document.add_paragraph(), "None is known to be open.")
    for heading, outcomes in briefing.commitments:
        add_text(document.add_heading(level=2), heading)
        for outcome, notes in outcomes:
            paragraph = document.add_paragraph(style="List Bullet")
            add_text(paragraph, f"{outcome.get_kind_display().capitalize()}: ", bold=True)
            add_text(paragraph, " ".join(outcome.text.split()))
            add_text(paragraph, f" To be seen to by {outcome.owners}." if outcome.owners else "")
            add_text(paragraph, f" Due {outcome.due}." if outcome.due else "")
            add_text(paragraph, f" Overdue for {outcome.overdue}." if outcome.overdue else "", bold=True)
            add_text(paragraph, f" From: {outcome.meeting}, ")
            add_when(paragraph, outcome.meeting)
            add_notes(paragraph, notes)
    if briefing.more_commitments:
        add_text(document.add_paragraph(), "There are more; these are the first to be due.")


def add_meetings(document: Any, briefing: "Briefing") -> None:
    document.add_heading("Last meetings", 1)
    if not briefing.meetings_with_notes:
        add_text(document.add_paragraph(), "They never met, as far as is known.")
    for meeting, notes in briefing.meetings_with_notes:
        add_text(document.add_heading(level=2), meeting)
        paragraph = document.add_paragraph()
        add_when(paragraph, meeting)
        where = ", ".join(filter(None, (meeting.venue, str(meeting.place or ""))))
        add_text(paragraph, f" · {where or 'place not known'} · {meeting.get_format_display()}")
        add_notes(paragraph, notes)
        for label, sides in (("Delegation", DELEGATION_SIDE), ("Counterparts", COUNTERPART_SIDE)):
            names = "; ".join(map(str, meeting.participants_on(sides))) or "not entered"
            set_spacing(add_text(add_text(document.add_paragraph(), f"{label}: ", bold=True), names))
        if topics := ", ".join(map(str, meeting.topics.all())):
            add_text(add_text(document.add_paragraph(), "About: ", bold=True), topics)
        for line in filter(str.strip, meeting.summary.splitlines()):
            add_text(document.add_paragraph(), line)
        for outcome in meeting.outcomes.all():
            paragraph = document.add_paragraph(style="List Bullet")
            add_text(
                paragraph,
                f"{outcome.get_kind_display().capitalize()} ({outcome.get_progress_display()}): ",
                bold=True,
            )
            add_text(paragraph, " ".join(outcome.text.split()))


def add_sources(document: Any, briefing: "Briefing") -> None:
    if not briefing.sources:
        return
    document.add_heading("Sources", 1)
    for number, source in enumerate(briefing.sources, 1):
        published = f"published {describe_date(source.published_on)}" if source.published_on else ""
        add_text(
            document.add_paragraph(),
            f"{number}. " + ", ".join(filter(None, (source.title, source.publisher, published, source.url))),
        )


def add_text(paragraph: Any, text: object, **font: object) -> Any:
    """Add ``text`` to ``paragraph``, and return that; names from right to left are read so in it."""
    for number, part in enumerate(RIGHT_TO_LEFT.split(replace_not_in_xml(str(text)))):
        if part:
            run = paragraph.add_run(part)
            run.font.rtl = True if number % 2 else None
            for name, value in font.items():
                setattr(run.font, name, value)
    if RIGHT_TO_LEFT.match(paragraph.text):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def add_when(paragraph: Any, span: Any) -> None:
    """Add the dates, in italics where they are not exact."""
    add_text(paragraph, span.when, italic=span.dates != Exactness.EXACT)


def set_spacing(paragraph: Any, keep: bool = False) -> None:
    """Leave little room below ``paragraph``; with ``keep``, it stays on the page of the next one."""
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = keep


def add_notes(paragraph: Any, notes: Iterable[int]) -> None:
    if notes:
        add_text(paragraph, "".join(f"[{number}]" for number in notes), superscript=True)


def add_field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
