"""Rows checked against a mapping: each gives proposals of records, or what is wrong with it.

Nothing here looks at the database. A proposal names its record by a key; other records
are referred to by their keys too.
"""

import unicodedata
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from engagements.imports.reading import SheetRow
from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS, TOP_LEVEL_KINDS, RecordKind
from engagements.models import ContactDetail, Publication
from engagements.services.publishing import missing_sides_problem

from .evaluation import RowEvaluator, SheetContext, plain
from .field_parser import ISO_FORMATS, FieldParser
from .keys import key_of_names, short_key
from .line_parser import LineParser
from .problems import RejectedValue, RowProblems
from .proposals import (
    CellValue,
    RawRecord,
    RawValue,
    RecordData,
    RecordProposal,
    RowGroup,
    RowResult,
    has_value,
)
from .spans import set_span, set_term


class RowParser:
    """One row under way."""

    def __init__(self, context: SheetContext, row: SheetRow) -> None:
        self.mapping = context.mapping
        self.problems = RowProblems(row.problems)
        self.evaluator = RowEvaluator(context, row, self.problems)
        # A file of rows left out has dates as ISO has them, whatever they were in the sheet.
        iso_formats = ISO_FORMATS if row.file else []
        self.fields = FieldParser(
            self.problems,
            [*self.mapping.date_formats, *iso_formats],
            self.mapping.options.unescape,
            self.mapping.time_formats,
            self.evaluator.notices,
        )
        self.line_parser = LineParser(self)
        self.proposals: list[RecordProposal] = []

    def parse(self) -> RowResult:
        """Return what the row gives."""
        try:
            sources = self.top_level("source")
            visits: list[str] = []
            for kind in TOP_LEVEL_KINDS:
                if kind == "visit":
                    visits = self.top_level("visit", sources)
                elif kind != "source":
                    self.top_level(kind, sources, visits)
        except RecursionError:
            self.problems.note(None, "it is nested too deep")
        return RowResult(self.proposals, self.problems, self.evaluator.groups, self.evaluator.notices)

    def top_level(self, kind: str, sources: Sequence[str] = (), visits: Sequence[str] = ()) -> list[str]:
        """Propose the records of the tables of ``kind``; return their keys.

        ``sources`` and ``visits`` are keys of the same row, for records that name none.
        """
        keys = []
        for table in self.mapping.tables.get(kind, ()):
            raw_records = self.evaluator.table(table)
            for raw in raw_records if isinstance(raw_records, list) else [raw_records]:
                if not isinstance(raw, dict):
                    continue
                if kind in DIRECTORY_KINDS:
                    key = self.problems.attempt(self.reference, kind, raw)
                else:
                    key = self.problems.attempt(self.record, kind, raw, sources, visits)
                if key:
                    keys.append(key)
        return keys

    def reference(self, kind: str, raw: RawValue, country: str = "") -> str | None:
        """Propose the record that ``raw`` names; return its key, or None where it names nothing.

        ``country`` is that of a place for which none is said.
        """
        spec = RECORD_KINDS[kind]
        if isinstance(raw, list):
            raw = next((value for value in raw if isinstance(value, dict) or has_value(value)), CellValue(""))
        if isinstance(raw, CellValue):
            if raw.is_blank and not (kind == "place" and country):
                return None
            raw = {spec.main: raw}
        if not isinstance(raw, dict):
            self.problems.reject(CellValue(str(raw)), f"this is no {spec.name}")
        names = ["key", "uid", spec.main]
        if kind == "place":
            names.append("country")
            if country and not has_value(raw.get("country")):
                raw = {**raw, "country": CellValue(country, exact=True)}
        if not any(has_value(raw.get(name)) for name in names):
            return None
        return self.record(kind, raw)

    def record(
        self, kind: str, raw: RawRecord, sources: Sequence[str] = (), visits: Sequence[str] = ()
    ) -> str:
        """Propose one record with its lines; return its key. Raises `RejectedValue` after noting why."""
        spec = RECORD_KINDS[kind]
        known_problems = len(self.problems)
        self.check_vocabulary(spec, raw)
        data = self.fields.record_data(spec, raw)
        country: str | None = ""
        if "country" in raw and kind != "place":
            country = self.problems.attempt(self.fields.country, raw["country"])
        if kind in ("visit", "meeting"):
            self.problems.attempt(set_span, self.fields, kind, raw, data)
            self.set_references(spec, raw, data, country or "")
            self.set_sets(spec, raw, data, sources)
            self.line_parser.set_lines(spec, raw, data, country or "")
            if kind == "meeting":
                if "visit" not in raw and visits:
                    data["refs"]["visit"] = visits[0]
                self.check_sides(data)
        else:
            if kind == "appointment":
                self.problems.attempt(set_term, self.fields, raw, data)
            self.set_references(spec, raw, data)
            if kind == "contactdetail" and not self.problems:
                self.problems.attempt(self.check_contact_detail, raw, data)
            if kind == "organization" and country is not None and "country" in raw:
                data["fields"]["country"] = country
        key = self.problems.attempt(self.key, kind, raw, data)
        if key and kind not in DIRECTORY_KINDS:
            self.evaluator.groups.append(RowGroup(kind, key))
        for name, reference_kind in spec.references.items():
            if reference_kind == kind and key and data["refs"].get(name) == key:
                self.problems.note(raw.get(name), f"no {kind} lies under itself")
        if key is None or len(self.problems) > known_problems:
            raise RejectedValue
        self.proposals.append(RecordProposal(kind, key, data))
        return key

    def check_contact_detail(self, raw: RawRecord, data: RecordData) -> None:
        """Note what is no contact detail of one official or one organization."""
        if not data["fields"].get("value"):
            self.problems.reject(raw.get("value"), "the contact detail is blank")
        owners = {name: data["refs"].get(name) for name in ("official", "organization")}
        self.problems.reject_violations(ContactDetail, raw, data["fields"] | owners)
        try:
            ContactDetail(**data["fields"]).clean()
        except ValidationError as error:
            self.problems.note(raw.get("value"), " ".join(error.messages))

    def check_vocabulary(self, spec: RecordKind, raw: RawRecord) -> None:
        for name, value in raw.items():
            if name not in spec.vocabulary:
                self.problems.note(
                    value if isinstance(value, CellValue) else CellValue(name),
                    f"a {spec.name} has no field “{name}”",
                )

    def check_sides(self, data: RecordData) -> None:
        """Note which side a meeting lacks that is to be published."""
        if data["fields"].get("publication") == Publication.PUBLISHED:
            sides = [str(line["fields"]["side"]) for line in data["lines"].get("participants", ())]
            if problem := missing_sides_problem(sides):
                self.problems.note(CellValue("published"), problem)

    def key(self, kind: str, raw: RawRecord, data: RecordData) -> str:
        """Return the key as it is given, or the one that the record's names make."""
        fields = data["fields"]
        if "key" in raw:
            key = str(plain(raw["key"])).strip()
            if not key:
                self.problems.reject(raw["key"], "the key is blank")
            return short_key(unicodedata.normalize("NFC", key))
        if fields.get("uid"):
            return f"uid:{fields['uid']}"
        if kind == "place" and not fields.get("name") and not fields.get("country"):
            self.problems.reject(None, "a place needs a name or a country")
        key_or_none = key_of_names(kind, data, self.mapping.apart)
        if key_or_none is None:
            self.problems.reject(None, f"the {kind} has neither key nor uid")
        return key_or_none

    def set_references(self, spec: RecordKind, raw: RawRecord, data: RecordData, country: str = "") -> None:
        """Set the keys of the records that the fields of a record or line refer to.

        ``country`` is that of a place for which none is said: a stop and a meeting may be in a
        country alone.
        """
        for name, kind in spec.references.items():
            value = raw.get(name)
            if value is None and not (kind == "place" and country):
                continue
            value = CellValue("") if value is None else value
            data["refs"][name] = self.problems.attempt(self.reference, kind, value, country)
        if spec.name == "appointment":
            for name in ("official", "organization"):
                if not data["refs"].get(name) and not self.problems:
                    self.problems.note(raw.get(name), f"the post has no {name}")

    def set_sets(self, spec: RecordKind, raw: RawRecord, data: RecordData, sources: Sequence[str]) -> None:
        """Set the keys of the topics and sources of a record; ``sources`` are those of its row."""
        for name, kind in spec.sets.items():
            if name not in raw and not (name == "sources" and sources):
                continue
            values = raw.get(name, [])
            keys = [
                self.problems.attempt(self.reference, kind, value)
                for value in (values if isinstance(values, list) else [values])
            ]
            if name == "sources":
                keys += sources
            data["sets"][name] = list(dict.fromkeys(filter(None, keys)))
