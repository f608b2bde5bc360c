"""What is chosen on the page of an import: an encoding, the meanings of columns, decisions made otherwise."""

from typing import Any

from django.http import QueryDict

from engagements.imports.proposals import MEANINGS, ROW_KINDS, MappingProposal, mapping_text
from engagements.imports.proposals.samples import SEPARATORS
from engagements.imports.reading import DECIDED_BY
from engagements.imports.uploads import DRAFTED_NAME
from engagements.models import ImportUpload

MAX_DECISIONS = 1_000  # at once
ONE_VALUE = ("encoding", "control_characters")


def choose(upload: ImportUpload, data: QueryDict) -> bool:
    """Set on ``upload`` what was chosen; return whether anything was."""
    if encoding := data.get("encoding"):
        offered = {candidate["encoding"] for candidate in upload.preview.get("encodings", ())}
        if encoding in offered:
            upload.decided["encoding"] = encoding
        return encoding in offered
    if "look" in data or "read" in data:
        return choose_meanings(upload, data)
    if "columns" in data and upload.proposal:
        upload.mapping_name = upload.mapping_text = ""
        return True
    return decide_otherwise(upload, data.getlist("decide")[:MAX_DECISIONS])


def choose_meanings(upload: ImportUpload, data: QueryDict) -> bool:
    """Set the proposal to what was chosen for each column; with "read" its mapping is the one to use."""
    if not upload.proposal:
        return False
    proposal = MappingProposal.of_json(upload.proposal)
    row_kind = str(data.get("row_kind", proposal.row_kind))
    if row_kind in ROW_KINDS and row_kind != proposal.row_kind:
        proposal.row_kind = row_kind
        proposal.propose_meanings()
        upload.proposal = proposal.as_json()
        return True
    names = {meaning.name for meaning in MEANINGS[proposal.row_kind]}
    taken: set[str] = set()
    for number, column in enumerate(proposal.columns):
        meaning = str(data.get(f"meaning-{number}", column.meaning))
        column.meaning = meaning if meaning in names and meaning not in taken else ""
        taken.add(column.meaning)
        separator = str(data.get(f"separator-{number}", column.separator))
        column.separator = separator if separator in SEPARATORS else ""
        if formats := str(data.get(f"formats-{number}", "")):
            column.date_formats = list(filter(None, map(str.strip, formats.split(";"))))
    upload.proposal = proposal.as_json()
    if "read" in data:
        upload.mapping_name, upload.mapping_text = DRAFTED_NAME, mapping_text(proposal)
    return True


def decide_otherwise(upload: ImportUpload, choices: list[str]) -> bool:
    """Add the ``choices``, "apart=Jose", to what is decided."""
    for choice in choices:
        field, _, value = choice.partition("=")
        if field not in DECIDED_BY.values() or not value:
            return False
        if field in ONE_VALUE:
            upload.decided[field] = value
        else:
            upload.decided[field] = list(dict.fromkeys([*upload.decided.get(field, []), value]))
    return bool(choices)


def column_rows(upload: ImportUpload) -> dict[str, Any]:
    """Return what the page shows of the proposal."""
    if not upload.proposal:
        return {}
    proposal = MappingProposal.of_json(upload.proposal)
    return {
        "row_kinds": ROW_KINDS,
        "row_kind": proposal.row_kind,
        "meanings": MEANINGS[proposal.row_kind],
        "separators": SEPARATORS,
        "columns": [
            {
                "formats": "; ".join(column.date_formats),
                "samples": [cell for cell in column.cells if cell][:3],
                "choice": column,
            }
            for column in proposal.columns
        ],
        "toml": mapping_text(proposal),
    }
