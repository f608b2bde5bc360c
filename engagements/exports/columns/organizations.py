"""What is exported of organizations."""

from engagements.models import Organization

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
    },
)
