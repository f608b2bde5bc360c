"""A briefing as a Word document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engagements.common.dates import describe_date
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE

from .briefing import CommitmentGroups
from .docx_text import add_notes, add_text, add_when, bytes_of, new_document, set_spacing

if TYPE_CHECKING:
    from engagements.models import Source

    from .briefing import Briefing
    from .relationship import Relationship


def write_briefing(briefing: "Briefing") -> bytes:
    """Return ``briefing`` as the bytes of a document, with its handling on every page."""
    title = f"Briefing: {briefing.title}"
    document = new_document(title, briefing.handling, briefing.made_on, briefing.made_by)
    paragraph = add_text(document.add_paragraph(), f"For {briefing.principal}. ")
    add_text(
        paragraph, f"Made on {describe_date(briefing.made_on)} by {briefing.made_by}, of what they may see."
    )
    add_summary(document, briefing.relationship)
    add_people(document, briefing)
    add_commitments(document, briefing)
    add_meetings(document, briefing)
    add_sources(document, briefing)
    return bytes_of(document)


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
    add_commitment_groups(document, briefing.commitments)
    if briefing.more_commitments:
        add_text(document.add_paragraph(), "There are more; these are the first to be due.")


def add_commitment_groups(document: Any, groups: CommitmentGroups) -> None:
    """Add open outcomes under who owes them."""
    if not groups:
        add_text(document.add_paragraph(), "None is known to be open.")
    for heading, outcomes in groups:
        add_text(document.add_heading(level=2), heading)
        for outcome, notes in outcomes:
            paragraph = document.add_paragraph(style="List Bullet")
            add_text(paragraph, f"{outcome.get_kind_display().capitalize()}: ", bold=True)
            add_text(paragraph, " ".join(outcome.text.split()))
            add_text(paragraph, f" Owner: {outcome.owners}." if outcome.owners else "")
            add_text(paragraph, f" Due {outcome.due}." if outcome.due else "")
            add_text(paragraph, f" Overdue for {outcome.overdue}." if outcome.overdue else "", bold=True)
            add_text(paragraph, f" From: {outcome.meeting}, ")
            add_when(paragraph, outcome.meeting)
            add_notes(paragraph, notes)


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
    if briefing.sources:
        document.add_heading("Sources", 1)
    add_source_list(document, briefing.sources)


def add_source_list(document: Any, sources: Sequence["Source"]) -> None:
    """Add the sources by their numbers, from 1."""
    for number, source in enumerate(sources, 1):
        published = f"published {describe_date(source.published_on)}" if source.published_on else ""
        add_text(
            document.add_paragraph(),
            f"{number}. " + ", ".join(filter(None, (source.title, source.publisher, published, source.url))),
        )
