"""Proposes what each column of a sheet means, for a person to choose otherwise."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from engagements.common.folding import fold
from engagements.imports.reading import SheetError, SheetFile, SheetLine, SheetOptions
from engagements.imports.reading.sheets import headings_of, joined_headings

from .meanings import BODY, DAY, END, MEANINGS, OTHER_SIDE, OWN_SIDE, PERSON, POST, START, says
from .samples import SAMPLED_ROWS, ColumnSample, heading_place

SHOWN_CELLS = 10
# What of a person or an organization a column may be, by the pattern of its heading.
PARTY_PARTS = {"title": POST, "official": PERSON, "organization": BODY}
PARTICIPANT_HEADING = re.compile(r"\b(participants?|attendees?|persons?|side)\b|^name$|\bfull name$")
# What is written once and left blank below: the meeting, and who of the delegation it was.
CARRIED_MEANINGS = {
    "key", "start_date", "start_time", "title", "places", "country", "delegation.official",
    "delegation.title", "delegation.organization", "delegation.last",
}  # fmt: skip


@dataclass
class ColumnChoice:
    """One column as the page shows it, and what is chosen for it."""

    heading: str
    cells: list[str]
    meaning: str = ""
    separator: str = ""
    date_formats: list[str] = field(default_factory=list)


@dataclass
class MappingProposal:
    """What is proposed, or was chosen, for a sheet; as JSON can hold it."""

    row_kind: str
    columns: list[ColumnChoice]
    sheet: dict[str, Any] = field(default_factory=dict)  # fields of [sheet]
    register: str = "sheet"  # before the keys of its records

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def propose_meanings(self) -> None:
        """Propose what each column means now that the kind of a row is another one."""
        samples = [ColumnSample(column.heading, list(column.cells)) for column in self.columns]
        for column, meaning in zip(self.columns, meanings_of(self.row_kind, samples), strict=True):
            column.meaning = meaning

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> "MappingProposal":
        return cls(**{**data, "columns": [ColumnChoice(**column) for column in data["columns"]]})


def propose(file: SheetFile, encoding: str = "") -> MappingProposal:
    """Return the proposal for ``file``; raise `SheetError` where it can't be read."""
    options = SheetOptions(
        short_rows="allow",
        unnamed_columns="leave out",
        encoding=(encoding,) if encoding else (),
    )
    sheet = file.sheet(options)
    with closing(sheet.lines()) as read:
        lines = [
            line for line in islice(read, SAMPLED_ROWS) if any(str(value).strip() for value in line.values)
        ]
    if len(lines) < 2:
        raise SheetError(f"{file.name} has no row of data below a heading.")
    first, heading_rows = heading_place(lines)
    rows = [headings_of(line.values) for line in lines[first : first + heading_rows]]
    headings = joined_headings(rows) if heading_rows > 1 else rows[0]
    fields: dict[str, Any] = {"merged": "fill", "short_rows": "allow"}
    if first or heading_rows > 1:
        fields["heading_row"] = lines[first].number
    if heading_rows > 1:
        fields["heading_rows"] = heading_rows
    if encoding:
        fields["encoding"] = encoding
    body = lines[first + heading_rows :]
    if any(not heading for heading in headings):
        fields["unnamed_columns"] = "leave out"
    samples = samples_of(headings, body)
    register = re.sub(r"[^a-z0-9]+", "-", file.name.rpartition(".")[0].casefold()).strip("-") or "sheet"
    proposal = MappingProposal(kind_of_rows(samples), [], fields, register)
    meanings = meanings_of(proposal.row_kind, samples)
    for sample, meaning in zip(samples, meanings, strict=True):
        splits = meaning.partition(".")[2] in ("official", "organization", "all", "title") or meaning in (
            "places",
            "topics",
        )
        separator = sample.separator if splits and proposal.row_kind != "participant" else ""
        if separator == "," and meaning.endswith(".official"):
            separator = ""  # more often than not what follows the comma is a title
        if separator and meaning.endswith(".title") and separator not in people_separators(samples, meanings):
            separator = ""
        proposal.columns.append(
            ColumnChoice(
                sample.heading,
                [str(cell) for cell in sample.cells[:SHOWN_CELLS]],
                meaning,
                separator,
                sample.date_formats if sample.is_date else [],
            )
        )
    set_year(proposal, file.name)
    fields["carry_down"] = carried(samples, meanings)
    if not fields["carry_down"]:
        del fields["carry_down"]
    return proposal


def samples_of(headings: Sequence[str], lines: Sequence[SheetLine]) -> list[ColumnSample]:
    """Return the columns that have a heading, each heading once."""
    samples: dict[str, ColumnSample] = {}
    for column, heading in enumerate(headings):
        if heading and heading not in samples:
            cells = [line.values[column] if column < len(line.values) else "" for line in lines]
            samples[heading] = ColumnSample(heading, cells)
    return list(samples.values())


def kind_of_rows(samples: Sequence[ColumnSample]) -> str:
    """Return what a row is, as far as the headings and the cells tell."""
    dates = [sample for sample in samples if sample.is_date]
    folded = [sample.folded_heading for sample in samples]

    def has(pattern: str) -> bool:
        return any(re.search(pattern, heading) for heading in folded)

    has_two_dates = len(dates) > 1
    has_place = has(r"\b(country|countries|city|town|place|destination|locale|location)\b")
    meets = has(r"\b(met|meeting|meetings|with|counterparts?|subjects?|attendees?|participants?)\b") or any(
        OTHER_SIDE.search(heading) for heading in folded
    )
    if not dates:
        if has(PERSON) and not (has(r"\b(acronym|kind)\b") or not has(r"\b(person|official|first|full)\b")):
            return "official"
        return "organization" if has(BODY) or has(r"\bacronym\b") else "official"
    if has_two_dates and has(POST) and has(PERSON) and not has_place and not has(r"\b(met|meeting)\b"):
        return "appointment"
    if repeats(samples):
        return "participant"
    if (
        has_place
        and (has_two_dates or has(r"\b(visit|trip|travel|delegation)\w*\b"))
        and not has(r"\b(met|meeting|counterparts?)\b")
    ):
        return "visit"
    return "meeting" if meets or not has_place else "visit"


def repeats(samples: Sequence[ColumnSample]) -> bool:
    """Whether several rows in turn are of one meeting: all of it is the same but for who took part."""
    people = [sample for sample in samples if re.search(PERSON, sample.folded_heading) and not sample.is_date]
    if not people or not any(PARTICIPANT_HEADING.search(sample.folded_heading) for sample in samples):
        return False
    own = [
        sample
        for sample in samples
        if sample.is_date
        or re.search(
            r"^(meeting|event|subject|title)\b|\b(meeting|event) (id|no|number|ref)\b", sample.folded_heading
        )
    ]
    if not own:
        return False
    rows = list(zip(*(map(str, sample.cells) for sample in own), strict=True))
    names = [str(cell) for cell in people[0].cells]
    same = sum(
        (rows[number] == rows[number - 1] or not any(rows[number])) and names[number] != names[number - 1]
        for number in range(1, len(rows))
    )
    return same > 0.3 * len(rows)


def meanings_of(row_kind: str, samples: Sequence[ColumnSample]) -> list[str]:
    """Return a meaning for each column, "" for none."""
    taken: set[str] = set()
    meanings: list[str] = []
    side = "delegation"
    for sample in samples:
        meaning = meaning_of_cells(row_kind, sample, taken)
        if not meaning and row_kind == "meeting":
            part = party_part(sample)
            if part and f"{part_side(sample, side, taken, part)}.{part}" not in taken:
                side = part_side(sample, side, taken, part)
                meaning = f"{side}.{part}"
        if not meaning:
            meaning = next(
                (
                    choice.name
                    for choice in MEANINGS[row_kind]
                    if choice.name not in taken
                    and says(choice, sample.folded_heading)
                    and not sample.is_slug
                    and choice.name not in ("start_date", "end_date", "start_time", "source", "country")
                    and (choice.name != "key" or sample.is_unique or row_kind == "participant")
                ),
                "",
            )
        if meaning in taken:
            meaning = ""
        taken.add(meaning)
        meanings.append(meaning)
    return meanings


def meaning_of_cells(row_kind: str, sample: ColumnSample, taken: set[str]) -> str:
    """Return the meaning that the cells have, whatever their heading: dates, times, countries, addresses."""
    names = {meaning.name for meaning in MEANINGS[row_kind]}
    heading = sample.folded_heading
    if (
        row_kind == "appointment"
        and re.search(r"\bperson (id|no|number|key)\b", heading)
        and not sample.is_unique
    ):
        return "official_key"
    if sample.is_date and "start_date" in names:
        if (
            re.search(END, heading)
            and not re.search(START, heading)
            and not re.search(r"\bdate of\b", heading)
        ):
            return "end_date"
        if "start_date" not in taken:
            return "start_date"
        return "end_date" if not re.search(DAY, heading) or re.search(END, heading) else ""
    if sample.is_time and "start_time" in names:
        return "start_time"
    if sample.is_address:
        return "source" if "source" in names else ""
    if sample.is_slug and not sample.is_date:
        return "key" if sample.is_unique else ""
    if sample.is_country and "country" in names:
        if row_kind == "visit" and re.search(r"\b(from|of origin|sending)\b", heading):
            return "organization_country"
        if "counterpart.country" in names and re.search(r"\b(of|counterpart|their|from)\b", heading):
            return "counterpart.country"
        return "country"
    if row_kind == "meeting" and sample.names_come_last and re.search(OWN_SIDE, heading):
        return "delegation.last"
    if row_kind == "meeting" and sample.has_titles and re.search(f"{PERSON}|{OTHER_SIDE.pattern}", heading):
        side = "delegation" if OWN_SIDE.search(heading) and not OTHER_SIDE.search(heading) else "counterpart"
        return f"{side}.all"
    return ""


def party_part(sample: ColumnSample) -> str:
    """Return what of a party the column is: title, official, organization; "" for nothing of one."""
    if sample.is_long and not sample.separator:
        return ""
    lower = fold(sample.heading.rpartition(" / ")[2])
    if sample.is_slug:
        return ""
    if " / " not in sample.heading and re.search(
        r"^(title|subject|purpose)s?$|\b(subject|purpose|topic|title of (the )?(meeting|event))\b", lower
    ):
        return ""
    if (
        re.search(BODY, lower)
        and not re.search(POST, lower)
        and not re.search(PERSON, re.sub(r"\bnames?\b", "", lower))
    ):
        return "organization"  # "Name of organization"
    return next((part for part, pattern in PARTY_PARTS.items() if re.search(pattern, lower)), "")


def part_side(sample: ColumnSample, current: str, taken: set[str], part: str) -> str:
    """Return the side of a party column: what its heading says, else that of the columns before."""
    heading = sample.folded_heading
    if OTHER_SIDE.search(heading) and not (OWN_SIDE.search(heading) and "delegation." + part not in taken):
        return "counterpart"
    if OWN_SIDE.search(heading) and part != "title":
        return "delegation"
    return "counterpart" if f"{current}.{part}" in taken else current


def people_separators(samples: Sequence[ColumnSample], meanings: Sequence[str]) -> set[str]:
    """Return the separators of people: their titles are parted by the same."""
    return {
        sample.separator
        for sample, meaning in zip(samples, meanings, strict=True)
        if meaning.endswith(".official") and sample.separator
    }


def carried(samples: Sequence[ColumnSample], meanings: Sequence[str]) -> list[str]:
    """Return the columns whose blank cells mean the one above: filled at first, and seldom below."""
    return [
        sample.heading
        for sample, meaning in zip(samples, meanings, strict=True)
        if meaning in CARRIED_MEANINGS and str(sample.cells[0]).strip() and sample.blank_share > 0.3
    ]


def set_year(proposal: MappingProposal, file_name: str) -> None:
    """Where dates have no year, take it from the name of the file, if that ends in one."""
    formats = [text for column in proposal.columns for text in column.date_formats]
    stem = file_name.rpartition(".")[0] or file_name
    if any("%Y" not in text and "%y" not in text for text in formats) and re.search(r"\D(\d{4}|\d\d)$", stem):
        proposal.sheet["file_name"] = "*{year}.*"
