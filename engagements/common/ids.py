"""Ids of records as people and addresses write them."""

from uuid import UUID

LARGEST_ID = 2**63 - 1


def read_id(text: str) -> int | None:
    """Return the id that ``text`` is, or None; costs nothing however long it is."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID)):
        return int(text) if 1 <= int(text) <= LARGEST_ID else None
    return None


def read_uid(text: str) -> UUID | None:
    """Return the uid that ``text`` is, in its usual form, or None."""
    if len(text) != len(str(UUID(int=0))):
        return None
    try:
        return UUID(text)
    except ValueError:
        return None
