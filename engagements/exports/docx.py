"""A briefing as a Word document."""

import re
from datetime import datetime, time
from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from engagements.common.dates import describe_date
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Exactness

from .sheets import NOT_IN_XML

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Stretches of Hebrew, Arabic and their kin, with the spaces between their words.
LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT = re.compile(f"({LETTER}+(?:[\\W\\d]+{LETTER}+)*)")


def write_briefing(briefing):
    """Return ``briefing`` as the bytes of a document, with its handling on every page."""
    document = Document()
    set_up(document, briefing)
    document.add_paragraph(style="Title").add_run(clean(f"Briefing: {briefing.title}"))
    paragraph = say(document.add_paragraph(), f"For {briefing.principal}. ")
    say(paragraph, f"Made on {describe_date(briefing.made_on)} by {briefing.made_by}, of what they may see.")
    add_summary(document, briefing.relationship)
    add_people(document, briefing)
    add_commitments(document, briefing)
    add_meetings(document, briefing)
    add_sources(document, briefing)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_up(document, briefing):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    for place in (section.header, section.footer):
        paragraph = place.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(briefing.handling).bold = True
    of_what, page = section.footer.add_paragraph(), section.footer.add_paragraph()
    say(of_what, f"Briefing: {briefing.title}")
    say(page, f"{describe_date(briefing.made_on)} · page ")
    add_field(page, "PAGE")
    say(page, " of ")
    add_field(page, "NUMPAGES")
    of_what.alignment = page.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.title, properties.author = (
        clean(f"Briefing: {briefing.title}")[:255],
        clean(briefing.made_by)[:255],
    )
    properties.comments, properties.keywords = "", briefing.handling
    made = datetime.combine(briefing.made_on, time(), tzinfo=timezone.get_current_timezone())
    properties.created = properties.modified = made


def add_summary(document, relationship):
    document.add_heading("In short", 1)
    counts = relationship.counts
    number = counts["held"]
    say(document.add_paragraph(style="List Bullet"), f"{number} meeting{'' if number == 1 else 's'} held.")
    edges = {"First": relationship.first, "Last": relationship.last}
    for label, edge in edges.items() if number > 1 else [("When", relationship.first)]:
        if edge:
            paragraph = say(document.add_paragraph(style="List Bullet"), f"{label}: ")
            say_when(paragraph, edge.span)
            say(paragraph, f", {edge.meeting or f'one of {edge.times} meetings'}")
    if counts["undated"]:
        say(
            document.add_paragraph(style="List Bullet"),
            f"Of {counts['undated']} of them the date is not known.",
        )
    for meeting in relationship.planned:
        paragraph = say(document.add_paragraph(style="List Bullet"), "Planned: ")
        say_when(paragraph, meeting)
        say(paragraph, f", {meeting}.")
    if not relationship.planned:
        say(document.add_paragraph(style="List Bullet"), "No meeting to come is known.")


def add_people(document, briefing):
    document.add_heading("People", 1)
    for party, people in briefing.people:
        heading = say(document.add_heading(level=2), party)
        if not people:
            say(document.add_paragraph(), "Nobody is named in the last meetings.")
        for one in people:
            name = heading
            if party.kind != "officials":
                name = say(document.add_paragraph(), one.official, bold=True)
                close(name, keep=True)
            if one.official.native_name:
                say(name, f" ({one.official.native_name})")
            for heading, posts in one.posts():
                for post in posts:
                    bullet = say(document.add_paragraph(style="List Bullet"), f"{heading}: ")
                    say(bullet, f"{post.capacity}, {post.organization} ({post.when})")
            if one.line and one.line.capacity:
                bullet = say(document.add_paragraph(style="List Bullet"), "When last met, ")
                say_when(bullet, one.meeting)
                say(bullet, f": {one.line.capacity}")
                add_notes(bullet, one.notes)


def add_commitments(document, briefing):
    document.add_heading("Open commitments", 1)
    if not briefing.commitments:
        say(document.add_paragraph(), "None is known to be open.")
    for heading, outcomes in briefing.commitments:
        say(document.add_heading(level=2), heading)
        for outcome in outcomes:
            paragraph = document.add_paragraph(style="List Bullet")
            say(paragraph, f"{outcome.get_kind_display().capitalize()}: ", bold=True)
            say(paragraph, " ".join(outcome.text.split()))
            say(paragraph, f" To be seen to by {outcome.owners}." if outcome.owners else "")
            say(paragraph, f" Due {outcome.due}." if outcome.due else "")
            say(paragraph, f" Overdue for {outcome.overdue}." if outcome.overdue else "", bold=True)
            say(paragraph, f" From: {outcome.meeting}, ")
            say_when(paragraph, outcome.meeting)
            add_notes(paragraph, outcome.notes)
    if briefing.more_commitments:
        say(document.add_paragraph(), "There are more; these are the first to be due.")


def add_meetings(document, briefing):
    document.add_heading("Last meetings", 1)
    if not briefing.meetings:
        say(document.add_paragraph(), "They never met, as far as is known.")
    for meeting in briefing.meetings:
        say(document.add_heading(level=2), meeting)
        paragraph = document.add_paragraph()
        say_when(paragraph, meeting)
        where = ", ".join(filter(None, (meeting.venue, str(meeting.place or ""))))
        say(paragraph, f" · {where or 'place not known'} · {meeting.get_format_display()}")
        add_notes(paragraph, meeting.notes)
        for label, hand in (("Delegation", DELEGATION_SIDE), ("Counterparts", COUNTERPART_SIDE)):
            names = "; ".join(map(str, meeting.participants_on(hand))) or "not entered"
            close(say(say(document.add_paragraph(), f"{label}: ", bold=True), names))
        if topics := ", ".join(map(str, meeting.topics.all())):
            say(say(document.add_paragraph(), "About: ", bold=True), topics)
        for line in filter(str.strip, meeting.summary.splitlines()):
            say(document.add_paragraph(), line)
        for outcome in meeting.outcomes.all():
            paragraph = document.add_paragraph(style="List Bullet")
            say(
                paragraph,
                f"{outcome.get_kind_display().capitalize()} ({outcome.get_progress_display()}): ",
                bold=True,
            )
            say(paragraph, " ".join(outcome.text.split()))


def add_sources(document, briefing):
    if not briefing.sources:
        return
    document.add_heading("Sources", 1)
    for number, source in enumerate(briefing.sources, 1):
        published = source.published_on and f"published {describe_date(source.published_on)}"
        say(
            document.add_paragraph(),
            f"{number}. " + ", ".join(filter(None, (source.title, source.publisher, published, source.url))),
        )


def say(paragraph, text, **font):
    """Add ``text`` to ``paragraph``, and return that; names from right to left are read so in it."""
    for number, part in enumerate(RIGHT_TO_LEFT.split(clean(str(text)))):
        if part:
            run = paragraph.add_run(part)
            run.font.rtl = True if number % 2 else None
            for name, value in font.items():
                setattr(run.font, name, value)
    if RIGHT_TO_LEFT.match(paragraph.text):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def say_when(paragraph, meeting):
    """Add the dates, in italics where they are not exact."""
    say(paragraph, meeting.when, italic=meeting.dates != Exactness.EXACT)


def close(paragraph, keep=False):
    """Leave little room below ``paragraph``, and ``keep`` it on the page of the next one."""
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = keep


def add_notes(paragraph, notes):
    if notes:
        say(paragraph, "".join(f"[{number}]" for number in notes), superscript=True)


def add_field(paragraph, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def clean(text):
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
