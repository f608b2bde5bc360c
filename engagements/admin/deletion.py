"""What the page that asks before a deletion lists."""

from engagements.models import Meeting, Visit


def name_of_record(obj):
    """Return the name of the field that leads from a line to what it is a line of; "" for a whole record."""
    if isinstance(obj, Visit | Meeting):
        return ""
    return next((name for name in ("meeting", "visit", "official") if hasattr(obj, f"{name}_id")), "")
