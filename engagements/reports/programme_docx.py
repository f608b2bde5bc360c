"""The programme of a visit as a Word document."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm

from engagements.common.dates import describe_date

from .docx_text import add_text, add_when, bytes_of, new_document, set_spacing
from .programme import Programme, ProgrammeEntry

COLUMN_WIDTHS = (Cm(2.8), Cm(13.8))  # of time, and of what


def write_programme(programme: Programme) -> bytes:
    """Return ``programme`` as the bytes of a document."""
    document = new_document(programme.title, programme.handling, programme.made_on, programme.made_by)
    paragraph = document.add_paragraph()
    add_when(paragraph, programme.visit)
    if programme.visit.organization:
        add_text(paragraph, f" · {programme.visit.organization}")
    add_delegation(document, programme)
    add_days(document, programme)
    return bytes_of(document)


def add_days(document: Any, programme: Programme, level: int = 1) -> None:
    """Add the days under headings of ``level``, and what has no day of its own."""
    for day in programme.days:
        document.add_heading(f"{day.day:%A}, {describe_date(day.day)}", level)
        table = document.add_table(rows=0, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
            column.width = width
        for entry in day.entries:
            add_entry(table.add_row().cells, entry)
    if not programme.days:
        add_text(document.add_paragraph(), "Nothing is entered for a day of its own.")
    if programme.undated:
        document.add_heading("Day to be set", level)
    for meeting in programme.undated:
        paragraph = add_text(document.add_paragraph(style="List Bullet"), f"{meeting}, ")
        add_when(paragraph, meeting)


def add_delegation(document: Any, programme: Programme) -> None:
    members = programme.visit.members.all()
    if members:
        document.add_heading("Delegation", 1)
    for member in members:
        set_spacing(add_text(document.add_paragraph(style="List Bullet"), member))


def add_entry(cells: Any, entry: ProgrammeEntry) -> None:
    """Fill a row of the table: the time, and what is on."""
    for cell, width in zip(cells, COLUMN_WIDTHS, strict=True):
        cell.width = width
    add_text(cells[0].paragraphs[0], entry.times)
    first = add_text(set_spacing(cells[1].paragraphs[0], keep=True), entry.what, bold=True)
    if entry.meeting and entry.is_off:
        add_text(first, f" ({entry.meeting.get_progress_display()})")
    people = (f"{label}: {'; '.join(map(str, participants))}" for label, participants in entry.people)
    lines = [entry.where, *people, entry.note]
    for line in filter(None, lines):
        set_spacing(add_text(cells[1].add_paragraph(), line))
