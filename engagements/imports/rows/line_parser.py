"""The lines of a row's records: stops, members, programme, participants, outcomes, each with its key."""

from typing import TYPE_CHECKING

from engagements.common.folding import fold
from engagements.imports.reading import Notice, NoticeKind
from engagements.imports.record_kinds import RECORD_KINDS, RecordKind
from engagements.models import Outcome, Participant, ProgrammeItem, Stop

from .keys import APART, short_key
from .problems import RejectedValue
from .proposals import CellValue, LineData, RawRecord, RawValue, RecordData, has_value

if TYPE_CHECKING:
    from .row_parser import RowParser


class LineParser:
    """Parses the lines of the records of one row; ``row`` parses what they refer to."""

    def __init__(self, row: "RowParser") -> None:
        self.row, self.fields, self.problems = row, row.fields, row.problems

    def set_lines(self, spec: RecordKind, raw: RawRecord, data: RecordData, country: str) -> None:
        """Set the lines of a visit or meeting; ``country`` is its own."""
        for name, line_kind in spec.lines.items():
            raw_lines = raw_stops(raw, country) if name == "stops" else raw.get(name)
            if raw_lines is not None:
                data["lines"][name] = self.lines(line_kind, raw_lines, country)
        for lines in data["lines"].values() if self.row.mapping.apart_by_country else ():
            for line in lines:
                self.tell_apart(line, data["refs"].get("organization"))

    def lines(self, kind: str, raw_lines: RawValue, country: str) -> list[LineData]:
        """Return the lines of a record, each with a key by which it is known among them."""
        spec, lines = RECORD_KINDS[kind], []
        counts: dict[str, int] = {}
        for value in raw_lines if isinstance(raw_lines, list) else [raw_lines]:
            if isinstance(value, CellValue) and value.is_blank:
                continue
            raw: RawValue = {spec.main: value} if isinstance(value, CellValue) and spec.main else value
            if not isinstance(raw, dict):
                self.problems.note(raw, f"this is no {kind}")
                continue
            line = self.problems.attempt(self.line, spec, raw, country)
            if not line:
                continue
            key = line["key"]
            counts[key] = counts.get(key, 0) + 1
            if counts[key] > 1:
                if official := line["refs"].get("official"):
                    name = raw.get("official")
                    self.problems.note(
                        name if isinstance(name, CellValue) else CellValue(official),
                        "this official is named twice",
                    )
                line["key"] = f"{key} #{counts[key]}"
            lines.append(line)
        return lines

    def tell_apart(self, line: LineData, sender: str | None) -> None:
        """Give an official who is another one in each country a key with the country of the line."""
        key = line["refs"].get("official")
        country = str(line["fields"].get("country") or "")
        proposals = self.row.proposals
        for organization in (line["refs"].get("organization"), sender):
            for proposal in proposals:
                if proposal.kind == "organization" and proposal.key == organization and not country:
                    country = str(proposal.data["fields"].get("country") or "")
        for number, proposal in enumerate(proposals):
            name = proposal.data["fields"].get("name")
            if proposal[:2] == ("official", key) and name in self.row.mapping.apart_by_country and country:
                own_key = short_key(f"{APART}{name}|{country}")
                proposals[number] = proposal._replace(key=own_key)
                line["refs"]["official"] = line["key"] = own_key

    def line(self, spec: RecordKind, raw: RawRecord, country: str) -> LineData | None:
        """Return one line, or None where the sheet has nothing for it."""
        known_problems = len(self.problems)
        self.row.check_vocabulary(spec, raw)
        data = self.fields.record_data(spec, raw)
        # A stop without a country of its own is in that of the visit.
        own_country: str | None = country if spec.name == "stop" else ""
        if "country" in raw:
            own_country = self.problems.attempt(self.fields.country, raw["country"])
        self.row.set_references(spec, raw, data, own_country or "")
        if len(self.problems) > known_problems:
            raise RejectedValue
        key = self.line_key(spec.name, raw, data)
        if key is None:
            self.note_nobody(spec, data)
            return None
        return {"key": key, "fields": data["fields"], "refs": data["refs"]}

    def note_nobody(self, spec: RecordKind, data: RecordData) -> None:
        """Note a line that says something, and of nobody."""
        words = [str(data["fields"].get(name) or "") for name in ("title", "description", "note")]
        words += [name_in_key(key) for key in data["refs"].values() if key]
        if any(words) and spec.name in ("member", "participant"):
            self.fields.notices.append(Notice(NoticeKind.NOBODY, ", ".join(filter(None, words))))

    def line_key(self, kind: str, raw: RawRecord, data: RecordData) -> str | None:
        """Return the key of a line, or None where nobody and nothing is in it."""
        match kind:
            case "stop":
                return self.stop_key(raw, data)
            case "member":
                return data["refs"].get("official")
            case "programme item":
                return self.programme_item_key(raw, data)
            case "participant":
                return self.participant_key(raw, data)
            case _:
                return self.outcome_key(raw, data)

    def stop_key(self, raw: RawRecord, data: RecordData) -> str | None:
        if place := data["refs"].get("place"):
            self.problems.reject_violations(Stop, raw, data["fields"])
        return place

    def programme_item_key(self, raw: RawRecord, data: RecordData) -> str | None:
        fields = data["fields"]
        if not fields.get("what"):
            return None
        if not fields.get("day"):
            self.problems.reject(raw.get("day"), "the programme item has no day")
        self.problems.reject_violations(ProgrammeItem, raw, fields)
        return short_key(f"{fields['day']}|{fold(str(fields['what']))}")

    def participant_key(self, raw: RawRecord, data: RecordData) -> str | None:
        fields, refs = data["fields"], data["refs"]
        official, organization = refs.get("official"), refs.get("organization")
        words = [fields.get(name) for name in ("description", "title", "country")]
        if not any((official, organization, *words)):
            return None
        if "side" not in fields:
            self.problems.reject(None, "the participant has no side")
        self.problems.reject_violations(
            Participant, raw, fields | refs, raw.get("title") or raw.get("country")
        )
        if official:
            return official
        names = (organization, fields.get("title", ""), fields.get("description", ""))
        return short_key("|".join(str(name or "") for name in names))

    def outcome_key(self, raw: RawRecord, data: RecordData) -> str | None:
        fields = data["fields"]
        if not fields.get("text"):
            return None
        self.problems.reject_violations(Outcome, raw, fields)
        return f"uid:{fields['uid']}" if fields.get("uid") else short_key(fold(str(fields["text"])))


def name_in_key(key: str) -> str:
    """Return the name that a key is made of, or the key."""
    return key.removeprefix("name:").rstrip("|")


def raw_stops(raw: RawRecord, country: str) -> list[RawValue] | None:
    """Return the stops of a visit: as given, and one for each place, or for the country alone."""
    if not {"stops", "places", "country"}.intersection(raw):
        return None
    stops, places = raw.get("stops", []), raw.get("places", [])
    stops = list(stops) if isinstance(stops, list) else [stops]
    for place in places if isinstance(places, list) else [places]:
        if not isinstance(place, CellValue) or has_value(place):
            stops.append({"place": place})
    if not stops and country:
        stops.append({"place": CellValue("", getattr(raw["country"], "column", ""))})
    return stops
