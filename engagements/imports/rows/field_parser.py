"""Values of a sheet, checked by the model's own rules, as values that JSON can hold."""

import datetime
import uuid
from collections.abc import Sequence
from datetime import timezone
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from engagements.common.countries import find_country
from engagements.common.folding import fold
from engagements.imports.placeholders import CODES_ASKED_ABOUT, is_placeholder
from engagements.imports.reading import (
    CellDayOfYear,
    CellPeriod,
    DateFormat,
    Notice,
    NoticeKind,
    TimeFormat,
    read_period,
    read_time,
)
from engagements.imports.record_kinds import RecordKind
from engagements.search.country_suggestions import hint_at_candidates

from .problems import RowProblems
from .proposals import CellValue, FieldValue, RawRecord, RawValue, RecordData, column_of, has_value

ISO_FORMATS = [DateFormat(text) for text in ("%Y-%m-%d", "%Y-%m", "%Y")]
YES_WORDS, NO_WORDS = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}
# The dates of a record belong together: spans.py sets them.
SPAN_FIELDS = {"start_date", "end_date", "dates", "start_precision", "end_precision"}
REQUIRED_FIELDS = {"official": "name", "organization": "name", "topic": "name", "source": "title"}


class FieldParser:
    """Parses the fields of records and lines; raises `RejectedValue` after noting the problem.

    With ``keeps_spaces`` texts are taken letter by letter.
    """

    def __init__(
        self,
        problems: RowProblems,
        date_formats: Sequence[DateFormat],
        keeps_spaces: bool,
        time_formats: Sequence[TimeFormat] = (),
        notices: list[Notice] | None = None,
    ) -> None:
        self.notices = [] if notices is None else notices
        self.problems, self.keeps_spaces = problems, keeps_spaces
        self.date_formats, self.time_formats = date_formats, time_formats

    def record_data(self, spec: RecordKind, raw: RawRecord) -> RecordData:
        """Return the data of a record or line, with its own fields; dates of records come later."""
        fields: dict[str, FieldValue] = {}
        for name in spec.fields:
            if name not in raw or name == "country" or (name in SPAN_FIELDS and spec.name != "stop"):
                continue
            value = self.problems.attempt(self.value, spec, name, raw[name])
            if value is not None or may_be_empty(spec, name, raw[name]):
                fields[name] = value
        if "country" in raw and "country" in spec.fields and spec.name != "organization":
            country = self.problems.attempt(self.country, raw["country"])
            if country is not None:
                fields["country"] = country
        data: RecordData = {"fields": fields, "refs": {}, "sets": {}, "lines": {}, "initial": {}}
        required = REQUIRED_FIELDS.get(spec.name)
        if spec.main and spec.main not in raw and has_value(raw.get("key")):
            data["key_column"] = getattr(raw["key"], "column", "")
        elif required and not fields.get(required):
            column = getattr(raw.get(required), "column", None)
            if not has_value(raw.get("key")) and not any(
                problem.column == column for problem in self.problems
            ):
                self.problems.note(raw.get(required), f"the {spec.name} has no {required}")
            fields.setdefault(required, "")
        elif required == "name":
            self.check_name(spec, raw["name"], str(fields["name"]))
        return data

    def check_name(self, spec: RecordKind, raw: RawValue, name: str) -> None:
        """Note a name that is none: nobody is called N/A."""
        if isinstance(raw, CellValue) and not raw.exact and not self.keeps_spaces and is_placeholder(name):
            self.notices.append(Notice(NoticeKind.PLACEHOLDER, name, name))
            self.problems.note(
                raw,
                f"nobody is called so: it says that there is no {spec.name}. Let it be blank "
                f'(blanks = ["{name}"] in [sheet]), or write the name',
            )

    def value(self, spec: RecordKind, name: str, raw: RawValue) -> FieldValue:
        """Return the value of the field ``name`` as JSON has it, checked by the model's own rules."""
        raw = self.only_value(name, raw)
        field: Any = spec.model._meta.get_field(name)
        if name == "uid":
            return self.uid(raw)
        if isinstance(field, models.BooleanField):
            return self.yes_or_no(raw)
        if isinstance(field, models.DateField):
            return self.day(raw)
        if isinstance(field, models.TimeField) and raw.value not in ("", None):
            return self.time(raw)
        if raw.value == "" and field.null:
            return None
        value = self.text_or_number(field, raw)
        if field.choices:
            value = self.choice(field, raw, str(value))
        try:
            use_default = value == "" and field.has_default()
            value = field.get_default() if use_default else field.clean(value, None)
        except ValidationError as error:
            self.problems.reject(raw, " ".join(error.messages))
        cleaned: FieldValue = value
        return cleaned

    def only_value(self, name: str, raw: RawValue) -> CellValue:
        """Return ``raw``, which is to be one value for the field ``name``; what is several is told."""
        if isinstance(raw, CellValue):
            return raw
        self.problems.reject(
            CellValue("", column_of(raw)),
            f"“{name}” takes one value, and the mapping makes several of it: leave out “split” there",
        )

    def text_or_number(self, field: Any, raw: CellValue) -> Any:
        """Return the value as the field takes it: a number, or a text without needless spaces."""
        value = raw.value
        if isinstance(value, str):
            if raw.exact or self.keeps_spaces:
                return value
            return value.strip() if isinstance(field, models.TextField) else " ".join(value.split())
        return value if isinstance(value, int) else str(value)

    def time(self, raw: CellValue) -> str:
        """Return the time of day of a cell, or of the date in it, in ISO 8601, with its offset from UTC."""
        value = raw.value
        if isinstance(value, datetime.time):
            return value.isoformat()
        if isinstance(value, CellPeriod):
            if value.time is None:
                self.problems.reject(raw, "the cell shows a date, and no time")
            return value.time.isoformat()
        text = str(value)
        try:
            time, offset = read_time(text, () if raw.exact else self.time_formats)
        except ValueError as error:
            try:  # a date and a time in one text
                period = read_period(text, self.date_formats, raw.year or "2000")
            except ValueError:
                period = None
            if period is None or period.time is None:
                self.problems.reject(raw, str(error))
            return period.time.isoformat()
        return time.isoformat() if offset is None else time.replace(tzinfo=timezone(offset)).isoformat()

    def uid(self, raw: CellValue) -> str:
        try:
            return str(uuid.UUID(str(raw.value))) if raw.value else ""
        except ValueError:
            self.problems.reject(raw, "it is no uid: write that of an export, or leave it blank")

    def yes_or_no(self, raw: CellValue) -> bool:
        text = str(raw.value).strip().casefold()
        if text not in YES_WORDS | NO_WORDS:
            self.problems.reject(raw, "it is neither yes nor no: write one of them")
        return text in YES_WORDS

    def choice(self, field: Any, raw: CellValue, text: str) -> str:
        """Return the value that ``text`` is, or is the wording of."""
        folded = fold(text)
        for value, label in field.flatchoices:
            if value and folded in (fold(value), fold(str(label).partition(":")[0]), fold(str(label))):
                return str(value)
        if not text and (field.blank or field.has_default()):
            return text
        self.problems.reject(
            raw,
            f"it is none of {', '.join(value for value, _ in field.flatchoices if value)}: "
            "write one of them, or say in [values] which one is meant",
        )

    def country(self, raw: RawValue) -> str:
        """Return the code of the country, or "" where none is given."""
        raw = self.only_value("country", raw)
        text = str(raw.value or "").strip()
        if not text:
            return ""
        code: str | None = find_country(text)
        name = CODES_ASKED_ABOUT.get(text.upper())
        if name and not raw.exact and not self.keeps_spaces:
            self.problems.reject(
                raw,
                f"is that {name}, or no country? Say it in [values.country]: "
                f'{text} = "{name}", or {text} = ""',
            )
        if not code:
            problem = "there is no such country; [values.country] can say which one is meant"
            self.problems.reject(raw, problem + hint_at_candidates(text))
        return code

    def period(self, raw: RawValue) -> CellPeriod | None:
        """Return the `CellPeriod` that a cell gives, or None where it is blank."""
        if raw is None:
            return None
        raw = self.only_value("date", raw)
        if raw.value is None or (isinstance(raw.value, str) and not raw.value.strip()):
            return None
        try:
            return read_period(
                raw.value if isinstance(raw.value, CellPeriod | CellDayOfYear) else str(raw.value),
                ISO_FORMATS if raw.exact else self.date_formats,
                raw.year,
            )
        except ValueError as error:
            self.problems.reject(raw, str(error))

    def day(self, raw: RawValue) -> str | None:
        """Return the one day that a cell gives, in ISO 8601, or None where it is blank."""
        period = self.period(raw)
        if period is None:
            return None
        if not period.exact or period.start != period.end:
            self.problems.reject(raw, "it gives no single day: write the day, or leave it blank")
        return period.start.isoformat()


def may_be_empty(spec: RecordKind, name: str, raw: RawValue) -> bool:
    field: Any = spec.model._meta.get_field(name)
    return bool(field.null) and isinstance(raw, CellValue) and raw.is_blank
