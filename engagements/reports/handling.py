"""What stands on every page of a document: how it is to be handled."""

from collections.abc import Iterable

from engagements.models import Handling, Meeting, Publication, Visit


def handling_line(has_restricted: bool, has_drafts: bool) -> str:
    """Return such as "RESTRICTED – CONTAINS DRAFTS"."""
    handling = Handling.RESTRICTED if has_restricted else Handling.OPEN
    return f"{handling.label.upper()}{' – CONTAINS DRAFTS' if has_drafts else ''}"


def handling_of(records: Iterable[Visit | Meeting]) -> str:
    """Return the line for a document that ``records`` are in: that of the most restricted one."""
    records = list(records)
    return handling_line(
        any(record.handling == Handling.RESTRICTED for record in records),
        any(record.publication == Publication.DRAFT for record in records),
    )
