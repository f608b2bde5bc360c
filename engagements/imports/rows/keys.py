"""Keys, by which records are known again."""

import hashlib
from collections.abc import Collection

from engagements.common.folding import fold_keeping_marks

from .proposals import RecordData

MAX_KEY_CHARACTERS = 200
APART = "spelled:"  # before a name that is kept apart from its other spellings


def short_key(key: str) -> str:
    """Return ``key``, or where it is too long for an index a text of its own in its place."""
    key = " ".join(key.split())
    if len(key) <= MAX_KEY_CHARACTERS:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: MAX_KEY_CHARACTERS - len(digest) - 1]}…{digest}"


def key_of_names(kind: str, data: RecordData, apart: Collection[str] = ()) -> str | None:
    """Return the key that the names of a record make; None for visits and meetings, which have none.

    Spellings that are kept ``apart`` have keys of their own.
    """
    fields, refs = data["fields"], data["refs"]
    name = str(fields.get("name", ""))
    if name in apart and kind in ("official", "organization", "topic"):
        return short_key(f"{APART}{name}|{fields.get('country', '')}")
    match kind:
        case "official" | "topic":
            return short_key(f"name:{fold_keeping_marks(name) or name}")
        case "organization" | "place":
            return short_key(f"name:{fold_keeping_marks(name) or name}|{fields.get('country', '')}")
        case "source":
            day = fields.get("published_on") or ""
            return short_key(f"title:{fields.get('title', '')}|{fields.get('url', '')}|{day}")
        case "appointment":
            parts = (*map(refs.get, ("official", "organization")), *map(fields.get, ("title", "start_date")))
            return short_key("post:" + "|".join(str(part or "") for part in parts))
        case "contactdetail":
            parts = (*map(refs.get, ("official", "organization")), *map(fields.get, ("kind", "value")))
            return short_key("contact:" + "|".join(str(part or "") for part in parts))
    return None
