"""What is exported of organizations."""

from engagements.models import Organization
from engagements.models.contact_details import SEE_CONTACT_DETAILS

from .contact_details import (
    CONTACT_COLUMN,
    CONTACT_PERMISSION,
    CONTACT_SHEET,
    NAME,
    contact_data,
    contact_lines,
)
from .records import ExportKind

ORGANIZATION_EXPORT = ExportKind(
    name="organizations",
    model=Organization,
    columns={
        "uid": "uid",
        "name": "name",
        "acronym": "acronym",
        "native_name": "native_name",
        "kind": "kind",
        "country": "country",
        "parent_uid": "parent__uid",
        "parent": "parent__name",
        "aliases": "aliases",
        "notes": "notes",
        NAME: CONTACT_COLUMN,
        "data": contact_data,
    },
    lines=contact_lines("organization"),
    sheets=CONTACT_SHEET,
    permissions=CONTACT_PERMISSION | {"data": SEE_CONTACT_DETAILS},
)
