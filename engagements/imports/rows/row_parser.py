"""Rows checked against a mapping: each gives proposals of records, or what is wrong with it.

Nothing here looks at the database. A proposal names its record by a key; other records
are referred to by their keys too."""

import datetime
import json
import uuid

from django.core.exceptions import ValidationError
from django.db import models

from engagements.common.countries import find_country
from engagements.common.folding import fold
from engagements.imports.mapping.expressions import Expression, drop_words, split_text
from engagements.imports.mapping.tables import TableMapping
from engagements.imports.mapping.templates import Constant, Template
from engagements.imports.reading.date_formats import DateFormat, read_period
from engagements.imports.reading.periods import CellPeriod
from engagements.imports.reading.problems import CellProblem
from engagements.imports.reading.sheets import SheetRow
from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS, TOP_LEVEL_KINDS
from engagements.models import Exactness, Meeting, Precision, Publication
from engagements.services.publishing import missing_sides_problem

from .keys import short_key
from .proposals import CellValue, RecordProposal, RejectedValue, RowResult

ISO = [DateFormat(text) for text in ("%Y-%m-%d", "%Y-%m", "%Y")]


YES, NO = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


BAD = object()


class RowReader:
    """Reads the rows of one file. ``count(kind, text)`` numbers those of one key, from 1 on."""

    def __init__(self, mapping, file_name, chosen, count):
        self.mapping, self.file_name, self.chosen, self.count = mapping, file_name, chosen, count
        self.file_parts = mapping.file_parts(file_name)

    def read(self, row):
        return RowParser(self, row).run()


class RowParser:
    """One row under way."""

    def __init__(self, reader, row: SheetRow):
        self.reader, self.mapping, self.row = reader, reader.mapping, row
        self.problems, self.proposals, self.groups = list(row.problems), [], []
        self.cells, self.item = row.cells, None
        self.formats = [*self.mapping.formats, *ISO] if row.file else self.mapping.formats
        self.file_parts = self.mapping.file_parts(row.file) if row.file else reader.file_parts
        self.own = {}

    def run(self):
        try:
            sources, made = self.top("source"), {}
            for kind in TOP_LEVEL_KINDS:
                if kind != "source":
                    made[kind] = self.top(kind, sources=sources, visits=made.get("visit"))
        except RecursionError:
            self.problems.append(CellProblem("", "", "it is nested too deep"))
        return RowResult(self.proposals, self.problems, self.groups)

    def top(self, kind, sources=(), visits=()):
        """Propose the records of the tables of ``kind``; return their keys."""
        keys = []
        for table in self.mapping.records.get(kind, ()):
            found = self.table(table)
            for raw in found if isinstance(found, list) else [found]:
                if raw is None:
                    continue
                key = self.attempt(
                    self.reference if kind in DIRECTORY_KINDS else self.record, kind, raw, sources, visits
                )
                if key:
                    keys.append(key)
        return keys

    def attempt(self, function, *arguments):
        try:
            return function(*arguments)
        except RejectedValue:
            return None

    def refuse(self, given, reason):
        value = given.value
        self.problems.append(CellProblem(given.column, str("" if value is None else value)[:200], reason))
        raise RejectedValue

    # What the mapping says of the row

    def look_up(self, name):
        if name == "item" or name.startswith("item."):
            return self.item_part(name)
        if name == "row":
            return str(self.row.number)
        if name == "nth":
            return self.own.get("nth", "")
        if name.startswith("file."):
            return self.file_parts.get(name[5:]) or ""
        node = self.mapping.columns.get(name)
        if isinstance(node, Expression):
            if name not in self.own:
                self.own[name] = ""  # a column made of itself is blank
                self.own[name] = self.plain(self.expression(node))
            return self.own[name]
        return self.cells.get(self.reader.chosen.get(name, name), "")

    def item_part(self, name):
        item = self.item
        for part in name.split(".")[1:]:
            item = item.get(part) if isinstance(item, dict) else None
        item = item.value if isinstance(item, CellValue) else item
        return "" if item is None or isinstance(item, dict | list) else item

    def shown(self, node):
        columns = node.shown if isinstance(node, Expression) else node.columns
        return ", ".join(
            self.reader.chosen.get(name, name) for name in columns if not name.startswith(("file.", "nth"))
        )

    def plain(self, value):
        if isinstance(value, list):
            return "; ".join(str(self.plain(one)) for one in value)
        return value.value if isinstance(value, CellValue) else "" if value is None else value

    def evaluate(self, node):
        """Return a `CellValue`, a dict of fields, a list of both, or None where nothing is said."""
        if isinstance(node, Template):
            return CellValue(node.render(self.look_up), self.shown(node))
        if isinstance(node, Constant):
            return CellValue(node.value)
        if isinstance(node, Expression):
            return self.expression(node)
        if isinstance(node, TableMapping):
            return self.table(node)
        found = []
        for one in node:
            value = self.evaluate(one)
            found += value if isinstance(value, list) else [] if value is None else [value]
        return found

    def table(self, table):
        if table.each is None:
            return self.one_of_table(table)
        items = self.expression(table.each)
        found = []
        for item in items if isinstance(items, list) else [items]:
            if item is None or (isinstance(item, CellValue) and item.value in ("", None)):
                continue
            outer, self.item = self.item, item
            found.append(self.one_of_table(table))
            self.item = outer
        return [one for one in found if one is not None]

    def one_of_table(self, table):
        if not all(one.holds(self.look_up) for one in table.when):
            return None
        raw = {}
        for name, node in table.fields.items():
            if name == "key" and "nth" in node.columns:
                raw[name] = self.numbered(table.kind, node)
                continue
            value = self.evaluate(node)
            if value is not None:
                raw[name] = value
        return raw

    def numbered(self, kind, node):
        """Return the key with ``{nth}``: the number of this row among those whose key is else the same."""
        self.own["nth"] = ""
        base = str(self.plain(self.evaluate(node)))
        self.groups.append((f"{kind} nth", short_key(base)))
        self.own["nth"] = str(self.reader.count(kind, short_key(base)))
        return self.evaluate(node)

    def expression(self, node):
        if not all(one.holds(self.look_up) for one in node.when):
            return CellValue(node.default.render(self.look_up)) if node.default else None
        column = self.shown(node)
        year = str(node.year.render(self.look_up)) if node.year else ""
        if node.json:
            return self.from_json(node, column)
        value = next(filter(None, (one.render(self.look_up) for one in node.source or ())), "")
        if isinstance(value, str) and value:
            value = self.worked(node, value)
        if value in ("", []) and node.default:
            value = node.default.render(self.look_up)
        if isinstance(value, list):
            return [CellValue(one, column, year=year) for one in value]
        return CellValue(value, column, year=year)

    def worked(self, node, value):
        """Return the text, or texts where it is split, after all that the expression does to it."""
        value = value.strip()
        known = False
        if node.values:
            value, known = node.values.find(value)
        if isinstance(value, list):
            return value
        for mark, keep_first, last in (
            (node.before, True, False),
            (node.before_last, True, True),
            (node.after, False, False),
            (node.after_last, False, True),
        ):
            if mark and mark in value:
                head, _, tail = value.rpartition(mark) if last else value.partition(mark)
                value = head.strip() if keep_first else tail.strip()
        if not (node.split or node.split_first):
            value = drop_words(value, node.drop)
            if node.values and not known:
                value, known = node.values.find(value)
            return node.otherwise if node.otherwise and not known and node.values else value
        items = []
        for item in split_text(value, node):
            item = drop_words(item, node.drop)
            if node.values:
                item, _ = node.values.find(item)
            items += item if isinstance(item, list) else [item]
        return list(dict.fromkeys(filter(None, items)))

    def from_json(self, node, column):
        text = node.json.render(self.look_up)
        if not text:
            return CellValue(node.default.render(self.look_up) if node.default else "", column)
        try:
            data = json.loads(str(text))
        except ValueError as error:
            self.problems.append(CellProblem(column, str(text)[:200], f"it is no JSON: {error}"))
            return None
        for part in node.path:
            data = data.get(part) if isinstance(data, dict) else None
        return self.given(data, f"{column}: {'.'.join(node.path)}" if node.path else column)

    def given(self, data, column):
        if isinstance(data, dict):
            return {str(name): self.given(one, f"{column}.{name}") for name, one in data.items()}
        if isinstance(data, list):
            return [self.given(one, f"{column}.{number}") for number, one in enumerate(data, start=1)]
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        return CellValue("" if data is None else data, column, exact=True)

    # Checks

    def reference(self, kind, raw, *_, country=""):
        """Propose the record that ``raw`` names; return its key, or None where it names nothing."""
        spec = RECORD_KINDS[kind]
        if isinstance(raw, list):
            raw = next((one for one in raw if isinstance(one, dict) or self.said(one)), CellValue(""))
        if isinstance(raw, CellValue):
            if raw.value in ("", None) and not (kind == "place" and country):
                return None
            raw = {spec.main: raw}
        if not isinstance(raw, dict):
            self.refuse(CellValue(str(raw)), f"this is no {spec.name}")
        if kind == "place" and country and not self.said(raw.get("country")):
            raw = {**raw, "country": CellValue(country)}
        named = ("key", "uid", spec.main, *(("country",) if kind == "place" else ()))
        if not any(self.said(raw.get(name)) for name in named):
            return None
        return self.record(kind, raw)

    @staticmethod
    def said(given):
        return isinstance(given, CellValue) and given.value not in ("", None)

    def record(self, kind, raw, sources=(), visits=()):
        """Propose one record with its lines; return its key. Raises `RejectedValue` after noting why."""
        spec = RECORD_KINDS[kind]
        before = len(self.problems)
        self.check_vocabulary(spec, raw)
        data = self.fields(spec, raw)
        country = self.attempt(self.country, raw["country"]) if "country" in raw and kind != "place" else ""
        if kind in ("visit", "meeting"):
            self.attempt(self.span, raw, data, kind)
            self.references(spec, raw, data, country or "")
            self.sets(spec, raw, data, sources)
            for name, line_kind in spec.lines.items():
                lines = raw.get(name)
                if name == "stops":
                    lines = self.stops(raw, country)
                if lines is not None:
                    data["lines"][name] = self.lines(line_kind, lines, country or "")
            if kind == "meeting":
                self.finish_meeting(raw, data, visits)
        else:
            if kind == "appointment":
                self.attempt(self.term, raw, data)
            self.references(spec, raw, data)
            if kind == "organization" and country is not None and "country" in raw:
                data["fields"]["country"] = country
        key = self.attempt(self.key, kind, raw, data)
        if len(self.problems) > before:
            if key and kind not in DIRECTORY_KINDS:
                self.groups.append((kind, key))
            raise RejectedValue
        if kind not in DIRECTORY_KINDS:
            self.groups.append((kind, key))
        self.proposals.append(RecordProposal(kind, key, data))
        return key

    def check_vocabulary(self, spec, raw):
        for name, value in raw.items():
            if name not in spec.vocabulary:
                given = value if isinstance(value, CellValue) else CellValue(name)
                self.problems.append(
                    CellProblem(given.column, str(given.value)[:200], f"a {spec.name} has no field “{name}”")
                )

    def key(self, kind, raw, data):
        """Return the key as it is given, or the one that the record's names make."""
        fields = data["fields"]
        if "key" in raw:
            key = str(self.plain(raw["key"])).strip()
            if not key:
                self.refuse(
                    raw["key"] if isinstance(raw["key"], CellValue) else CellValue(""), "the key is blank"
                )
            return short_key(key)
        if fields.get("uid"):
            return f"uid:{fields['uid']}"
        match kind:
            case "official" | "topic":
                return short_key(f"name:{fold(fields['name']) or fields['name']}")
            case "organization":
                return short_key(f"name:{fold(fields['name']) or fields['name']}|{fields.get('country', '')}")
            case "place":
                name = fields.get("name", "")
                if not name and not fields.get("country"):
                    self.refuse(CellValue(""), "a place needs a name or a country")
                return short_key(f"name:{fold(name) or name}|{fields.get('country', '')}")
            case "source":
                return short_key(
                    f"title:{fields['title']}|{fields.get('url', '')}|{fields.get('published_on') or ''}"
                )
            case "appointment":
                refs = data["refs"]
                parts = (refs["official"], refs["organization"], fields["title"], fields.get("start_date"))
                return short_key("post:" + "|".join(str(part or "") for part in parts))
        self.refuse(CellValue(""), f"the {kind} has neither key nor uid")

    def fields(self, spec, raw):
        """Return the data of a record or line, with its own fields; dates of records come later."""
        data = {"fields": {}, "refs": {}, "sets": {}, "lines": {}, "initial": {}}
        later = {"start_date", "end_date", "dates", "start_precision", "end_precision"}
        for name in spec.fields:
            if name not in raw or name == "country" or (name in later and spec.name != "stop"):
                continue
            value = self.attempt(self.clean, spec, name, raw[name])
            if value is not None or self.may_be_empty(spec, name, raw[name]):
                data["fields"][name] = value
        if "country" in raw and "country" in spec.fields and spec.name != "organization":
            country = self.attempt(self.country, raw["country"])
            if country is not None:
                data["fields"]["country"] = country
        required = {"official": "name", "organization": "name", "topic": "name", "source": "title"}
        needed = required.get(spec.name)
        if needed and not data["fields"].get(needed) and not self.said(raw.get("key")):
            if not any(one.column == getattr(raw.get(needed), "column", None) for one in self.problems):
                given = raw.get(needed, CellValue(""))
                self.attempt(self.refuse, given, f"the {spec.name} has no {needed}")
            data["fields"].setdefault(needed, "")
        return data

    @staticmethod
    def may_be_empty(spec, name, given):
        field = spec.model._meta.get_field(name)
        return field.null and isinstance(given, CellValue) and given.value in ("", None)

    def clean(self, spec, name, given):
        """Return the value of a field as JSON has it, checked by the model's own rules."""
        if not isinstance(given, CellValue):
            self.refuse(CellValue("", name), f"“{name}” takes one value")
        field = spec.model._meta.get_field(name)
        value = given.value
        if name == "uid":
            try:
                return str(uuid.UUID(str(value))) if value else ""
            except ValueError:
                self.refuse(given, "it is no uid")
        if isinstance(field, models.BooleanField):
            text = str(value).strip().casefold()
            if text not in YES | NO:
                self.refuse(given, "it is neither yes nor no")
            return text in YES
        if isinstance(field, models.DateField):
            return self.day(given)
        if value == "" and field.null:
            return None
        if isinstance(field, models.TimeField) and isinstance(value, datetime.time):
            value = value.isoformat()
        if isinstance(value, str) and not (given.exact or self.mapping.options.unescape):
            value = value.strip() if isinstance(field, models.TextField) else " ".join(value.split())
        elif not isinstance(value, int | datetime.time):
            value = str(value)
        if field.choices:
            value = self.choice(field, given, str(value))
        try:
            if value == "" and field.has_default():
                return field.get_default()
            value = field.clean(value, None)
        except ValidationError as error:
            self.refuse(given, " ".join(error.messages))
        return value.isoformat() if isinstance(value, datetime.time) else value

    def choice(self, field, given, text):
        """Return the value that ``text`` is, or is the wording of."""
        wanted = fold(text)
        for value, label in field.flatchoices:
            if value and wanted in (fold(value), fold(str(label).partition(":")[0]), fold(str(label))):
                return value
        if not text and (field.blank or field.has_default()):
            return text
        self.refuse(given, f"it is none of {', '.join(value for value, _ in field.flatchoices if value)}")

    def country(self, given):
        if not isinstance(given, CellValue):
            self.refuse(CellValue("", "country"), "“country” takes one value")
        text = str(given.value or "").strip()
        if not text:
            return ""
        code = find_country(text)
        if not code:
            self.refuse(given, "there is no such country; [values.country] can say which one is meant")
        return code

    def period(self, given):
        """Return the `CellPeriod` that a cell gives, or None where it is blank."""
        if given is None:
            return None
        if not isinstance(given, CellValue):
            self.refuse(CellValue("", "date"), "a date takes one value")
        value = given.value
        if value in ("", None) or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return read_period(
                value if isinstance(value, CellPeriod) else str(value),
                ISO if given.exact else self.formats,
                given.year,
            )
        except ValueError as error:
            self.refuse(given, str(error))

    def day(self, given):
        period = self.period(given)
        if period is None:
            return None
        if not period.exact or period.start != period.end:
            self.refuse(given, "it gives no single day")
        return period.start.isoformat()

    def span(self, raw, data, kind):
        """Set the dates of a visit or meeting; they are never more certain than what is given."""
        if not {"start_date", "end_date", "dates"}.intersection(raw):
            data["initial"] = {"start_date": None, "end_date": None, "dates": Exactness.UNKNOWN.value}
            return
        start, end = self.period(raw.get("start_date")), self.period(raw.get("end_date"))
        said = ""
        if self.said(raw.get("dates")):
            said = self.clean(RECORD_KINDS[kind], "dates", raw["dates"])
        fields = data["fields"]
        if not start and not end:
            if said in (Exactness.EXACT, Exactness.WITHIN):
                self.refuse(raw["dates"], "there is no date to be so")
            fields |= {"start_date": None, "end_date": None, "dates": Exactness.UNKNOWN.value}
            return
        if said == Exactness.UNKNOWN:
            self.refuse(raw["dates"], "a date is given, so it is known")
        if not start:
            self.refuse(raw["end_date"], "there is an end without a start")
        exact = start.exact and (end is None or end.exact)
        if said == Exactness.EXACT and not exact:
            self.refuse(raw["dates"], "the dates give no days, so they can't be exact")
        last = (end or start).end
        if last < start.start:
            self.refuse(raw["end_date"], "the end is before the start")
        fields["start_date"], fields["end_date"] = start.start.isoformat(), last.isoformat()
        fields["dates"] = (Exactness.EXACT if exact and said != Exactness.WITHIN else Exactness.WITHIN).value
        time = fields.get("start_time")
        if time and fields["dates"] != Exactness.EXACT:
            self.refuse(raw["start_time"], "a time can be given for an exact date alone")

    def term(self, raw, data):
        """Set the dates of an appointment, each as precise as it is given."""
        found = {}
        for name, side in (("start", "start"), ("end", "end")):
            given = raw.get(f"{name}_date")
            if given is None:
                continue
            period = self.period(given)
            found[name] = period
            data["fields"][f"{name}_date"] = getattr(period, side).isoformat() if period else None
            precision = period.precision if period else Precision.DAY
            if precision not in Precision.values or (
                precision == Precision.DAY and period and not period.exact
            ):
                self.refuse(given, "it is neither a day nor a month nor a year")
            if self.said(raw.get(f"{name}_precision")):
                precision = self.clean(
                    RECORD_KINDS["appointment"], f"{name}_precision", raw[f"{name}_precision"]
                )
            data["fields"][f"{name}_precision"] = str(Precision(precision).value)
        if found.get("start") and found.get("end") and found["end"].end < found["start"].start:
            self.refuse(raw["end_date"], "the post ends before it starts")

    def references(self, spec, raw, data, country=""):
        for name, kind in spec.references.items():
            value = raw.get(name)
            if value is None and not (kind == "place" and country and spec.name == "stop"):
                if spec.name == "meeting" and kind == "place" and country:
                    value = CellValue("")
                else:
                    continue
            key = self.attempt(
                lambda kind=kind, value=value: self.reference(
                    kind, value if value is not None else CellValue(""), country=country
                )
            )
            data["refs"][name] = key
        if spec.name == "appointment":
            for name in ("official", "organization"):
                if not data["refs"].get(name) and not self.problems:
                    given = raw.get(name)
                    self.attempt(
                        self.refuse,
                        given if isinstance(given, CellValue) else CellValue(""),
                        f"the post has no {name}",
                    )

    def sets(self, spec, raw, data, sources):
        for name, kind in spec.sets.items():
            if name not in raw and not (name == "sources" and sources):
                continue
            found = raw.get(name, [])
            keys = [
                self.attempt(self.reference, kind, one)
                for one in (found if isinstance(found, list) else [found])
            ]
            if name == "sources":
                keys += sources
            data["sets"][name] = list(dict.fromkeys(filter(None, keys)))

    def stops(self, raw, country):
        """Return the stops of a visit: as said, and one for each place, or for the country alone."""
        if not {"stops", "places", "country"}.intersection(raw):
            return None
        found = raw.get("stops", [])
        found = list(found) if isinstance(found, list) else [found]
        places = raw.get("places", [])
        for place in places if isinstance(places, list) else [places]:
            if not isinstance(place, CellValue) or self.said(place):
                found.append({"place": place})
        if not found and country:
            found.append({"place": CellValue("", getattr(raw["country"], "column", ""))})
        return found

    def lines(self, kind, raws, country):
        """Return the lines of a record, each with a key by which it is known among them."""
        spec, found, seen = RECORD_KINDS[kind], [], {}
        for raw in raws if isinstance(raws, list) else [raws]:
            if isinstance(raw, CellValue):
                if not self.said(raw):
                    continue
                if not spec.main:
                    self.problems.append(CellProblem(raw.column, str(raw.value)[:200], f"this is no {kind}"))
                    continue
                raw = {spec.main: raw}
            line = self.attempt(self.line, spec, raw, country)
            if not line:
                continue
            seen[line["key"]] = seen.get(line["key"], 0) + 1
            if seen[line["key"]] > 1:
                if line["refs"].get("official"):
                    name = raw.get("official")
                    given = name if isinstance(name, CellValue) else CellValue(line["refs"]["official"])
                    self.attempt(self.refuse, given, "this official is named twice")
                line["key"] = f"{line['key']} #{seen[line['key']]}"
            found.append(line)
        return found

    def line(self, spec, raw, country):
        """Return one line, or None where the sheet has nothing for it."""
        self.check_vocabulary(spec, raw)
        before = len(self.problems)
        data = self.fields(spec, raw)
        own_country = self.attempt(self.country, raw["country"]) if "country" in raw else country
        self.references(spec, raw, data, (own_country or "") if spec.name == "stop" else "")
        fields, refs = data["fields"], data["refs"]
        line = {"key": "", "fields": fields, "refs": refs}
        if len(self.problems) > before:
            raise RejectedValue
        match spec.name:
            case "stop":
                if not refs.get("place"):
                    return None
                dates = (fields.get("start_date"), fields.get("end_date"))
                if all(dates) and dates[1] < dates[0]:
                    self.refuse(raw["end_date"], "the end is before the start")
                line["key"] = refs["place"]
            case "member":
                if not refs.get("official"):
                    return None
                line["key"] = refs["official"]
            case "participant":
                if not (refs.get("official") or refs.get("organization") or fields.get("description")):
                    if not (fields.get("title") or fields.get("country")):
                        return None
                    given = raw.get("title") or raw.get("country")
                    self.refuse(given, "give an official, an organization or a description")
                if "side" not in fields:
                    self.refuse(CellValue(""), "the participant has no side")
                line["key"] = refs.get("official") or short_key(
                    "|".join(
                        (
                            refs.get("organization") or "",
                            fields.get("title", ""),
                            fields.get("description", ""),
                        )
                    )
                )
            case "outcome":
                if not fields.get("text"):
                    return None
                if fields.get("closed_on") and fields.get("progress", "open") == "open":
                    self.refuse(raw["closed_on"], "an open outcome has no closing date")
                line["key"] = f"uid:{fields['uid']}" if fields.get("uid") else short_key(fold(fields["text"]))
        return line

    def finish_meeting(self, raw, data, visits):
        if "visit" not in raw and visits:
            data["refs"]["visit"] = visits[0]
        if data["fields"].get("publication") == Publication.PUBLISHED:
            sides = [line["fields"]["side"] for line in data["lines"].get("participants", ())]
            if problem := missing_sides_problem(sides):
                self.attempt(self.refuse, CellValue("published"), problem)
        zone = data["fields"].get("timezone")
        if zone:
            try:
                Meeting(timezone=zone, dates=Exactness.UNKNOWN).clean()
            except ValidationError as error:
                self.attempt(self.refuse, raw["timezone"], " ".join(error.messages))
