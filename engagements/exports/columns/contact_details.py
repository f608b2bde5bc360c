"""What is exported of the contact details of officials and organizations, to those who may see them."""

from typing import Any

from engagements.models import ContactDetail
from engagements.models.contact_details import SEE_CONTACT_DETAILS

from .lines import LineReader
from .nested import object_of
from .records import ExportedRecord
from .words import lines_in_words

NAME = "contact_details"
FIELDS = ("uid", "kind", "value", "note")
CONTACT_COLUMN = lines_in_words(NAME, lambda line: f"{line.value} ({line.note})" if line.note else line.value)
CONTACT_SHEET = {NAME: {field: field for field in FIELDS}}
CONTACT_PERMISSION = {NAME: SEE_CONTACT_DETAILS}

contact_object = object_of(*FIELDS)


def contact_lines(owner: str) -> dict[str, LineReader]:
    """Return the lines of an official or an organization; ``owner`` is the field that leads there."""
    lines = LineReader(
        ContactDetail.objects.visible_to, owner, *FIELDS, key=lambda line: tuple(map(str, line[2:]))
    )
    return {NAME: lines}


def contact_data(record: ExportedRecord) -> dict[str, Any]:
    """Return what of the column "data" those have who may see contact details."""
    return {
        name: [contact_object(line) for line in lines] for name, lines in record.lines.items() if name == NAME
    }
