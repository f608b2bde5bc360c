"""The visit book as a Word document."""

from collections.abc import Callable
from typing import Any

from engagements.common.dates import describe_date

from .briefing_docx import add_commitment_groups, add_source_list
from .docx_text import add_notes, add_text, add_when, bytes_of, new_document, set_spacing
from .programme_docx import add_days
from .visit_book import PersonToMeet, VisitBook


def write_visit_book(book: VisitBook) -> bytes:
    """Return ``book`` as the bytes of a document, with its handling on every page."""
    document = new_document(book.title, book.handling, book.made_on, book.made_by)
    add_when(document.add_paragraph(), book.record)
    add_text(
        document.add_paragraph(),
        f"Made on {describe_date(book.made_on)} by {book.made_by}, of what they may see.",
    )
    if book.missing or book.limits:
        document.add_heading("Missing from this book", 1)
    for sentence in [*book.missing, *book.limits]:
        add_text(document.add_paragraph(style="List Bullet"), sentence)
    for part, heading in book.headings:
        if part != "sources" or book.sources:
            document.add_heading(heading, 1)
        PART_WRITERS[part](document, book)
    return bytes_of(document)


def add_programme(document: Any, book: VisitBook) -> None:
    if book.programme:
        add_days(document, book.programme, level=2)


def add_delegation(document: Any, book: VisitBook) -> None:
    for line in book.delegation:
        add_text(document.add_paragraph(style="List Bullet"), line)
    if not book.delegation:
        add_text(document.add_paragraph(), "Not entered.")


def add_people(document: Any, book: VisitBook) -> None:
    for person in book.people:
        add_person(document, person)
    if not book.people:
        add_text(document.add_paragraph(), "Nobody is named yet.")


def add_person(document: Any, person: PersonToMeet) -> None:
    heading = add_text(document.add_heading(level=2), person.official)
    if person.official.native_name:
        add_text(heading, f" ({person.official.native_name})")
    if person.line and person.line.capacity:
        add_text(document.add_paragraph(style="List Bullet"), f"Takes part as {person.line.capacity}")
    for label, posts in person.biography.posts():
        for post in posts:
            bullet = add_text(document.add_paragraph(style="List Bullet"), f"{label}: ")
            add_text(bullet, f"{post.capacity}, {post.organization} ({post.when})")
    if person.then:
        label, capacity = person.then
        bullet = add_text(document.add_paragraph(style="List Bullet"), f"{label} ", bold=True)
        add_notes(add_text(bullet, capacity), person.biography.notes)
    if not person.last_meetings:
        add_text(document.add_paragraph(style="List Bullet"), "Not met before, as far as is known.")
    for meeting, own_people, notes in person.last_meetings:
        paragraph = set_spacing(document.add_paragraph(), keep=True)
        add_when(paragraph, meeting)
        add_notes(add_text(paragraph, f": {meeting}", bold=True), notes)
        if own_people:
            add_text(document.add_paragraph(), f"Met by {'; '.join(map(str, own_people))}")
        for line in filter(str.strip, meeting.summary.splitlines()):
            add_text(document.add_paragraph(), line)
        for outcome in meeting.outcomes.all():
            add_text(
                document.add_paragraph(style="List Bullet"), f"{outcome} ({outcome.get_progress_display()})"
            )


def add_commitments(document: Any, book: VisitBook) -> None:
    add_commitment_groups(document, book.commitments)


def add_engagements(document: Any, book: VisitBook) -> None:
    for country, meetings in book.engagements:
        document.add_heading(country.name, 2)
        for meeting in meetings:
            add_when(document.add_paragraph(style="List Bullet"), meeting)
            add_text(document.paragraphs[-1], f", {meeting}")
        if not meetings:
            add_text(document.add_paragraph(), "No meeting in or with it is known.")
    if not book.engagements:
        add_text(document.add_paragraph(), "No other country is named.")


def add_points(document: Any, book: VisitBook) -> None:
    for meeting, points in book.points:
        add_text(document.add_heading(level=2), meeting)
        for point in points:
            add_text(document.add_paragraph(style="List Bullet"), point)
    if not book.points:
        add_text(document.add_paragraph(), "None is entered.")


def add_sources(document: Any, book: VisitBook) -> None:
    add_source_list(document, book.sources)


PART_WRITERS: dict[str, Callable[[Any, VisitBook], None]] = {
    "programme": add_programme,
    "delegation": add_delegation,
    "people": add_people,
    "commitments": add_commitments,
    "engagements": add_engagements,
    "points": add_points,
    "sources": add_sources,
}
