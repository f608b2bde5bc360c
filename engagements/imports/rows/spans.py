"""The dates of visits, meetings and appointments: never more certain than what the sheet gives."""

import datetime
import zoneinfo

from engagements.common.dates import Exactness, Precision
from engagements.imports.reading import CellPeriod, Notice, NoticeKind
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.models import Appointment, Visit
from engagements.models.meeting_progress import MeetingProgress

from .field_parser import FieldParser
from .proposals import FieldValue, RawRecord, RecordData, has_value

DONE = {MeetingProgress.HELD, Visit.Progress.COMPLETED}


def set_span(parser: FieldParser, kind: str, raw: RawRecord, data: RecordData) -> None:
    """Set the dates of a visit or meeting; raise `RejectedValue` where they contradict each other."""
    if not {"start_date", "end_date", "dates"}.intersection(raw):
        data["initial"] = {"start_date": None, "end_date": None, "dates": Exactness.UNKNOWN.value}
        return
    reject, fields = parser.problems.reject, data["fields"]
    start, end = parser.period(raw.get("start_date")), parser.period(raw.get("end_date"))
    exactness = None
    if has_value(raw.get("dates")):
        exactness = parser.value(RECORD_KINDS[kind], "dates", raw["dates"])
    if not start and not end:
        if exactness in (Exactness.EXACT, Exactness.WITHIN):
            reject(raw["dates"], "there is no date to be so")
        fields |= {"start_date": None, "end_date": None, "dates": Exactness.UNKNOWN.value}
        return
    if exactness == Exactness.UNKNOWN:
        reject(raw["dates"], "a date is given, so it is known")
    if not start:
        reject(raw["end_date"], "there is an end without a start")
    has_days = start.exact and (end is None or end.exact)
    if exactness == Exactness.EXACT and not has_days:
        reject(raw["dates"], "the dates give no days, so they can't be exact")
    last_day = (end or start).end
    is_exact = has_days and exactness != Exactness.WITHIN
    set_status_ahead(parser, kind, raw, data, start)
    fields["start_date"], fields["end_date"] = start.start.isoformat(), last_day.isoformat()
    fields["dates"] = (Exactness.EXACT if is_exact else Exactness.WITHIN).value
    for name in ("start_time", "end_time"):
        if fields.get(name):
            apply_offset(parser, raw, fields, name)
    parser.problems.reject_violations(RECORD_KINDS[kind].model, raw, fields)


def set_status_ahead(
    parser: FieldParser, kind: str, raw: RawRecord, data: RecordData, start: CellPeriod
) -> None:
    """Let a record that lies ahead be planned; reject it where the sheet says that it is over."""
    if start.start <= datetime.date.today() or parser.keeps_spaces:  # an export is taken as it is
        return
    status = data["fields"].get("progress")
    if status is None:
        data["initial"]["progress"] = Visit.Progress.PLANNED.value
        parser.notices.append(Notice(NoticeKind.AHEAD, kind))
    elif status in DONE:
        parser.problems.reject(
            raw["start_date"],
            f"{start} lies ahead, and the {kind} is {status}: mend the date or the status, or say "
            "first_two_digit_year in [sheet] where the year has two digits",
        )


def apply_offset(parser: FieldParser, raw: RawRecord, fields: dict[str, FieldValue], name: str) -> None:
    """Turn a time with an offset from UTC into one of the zone of the record, on the same day."""
    time = datetime.time.fromisoformat(str(fields[name]))
    if time.tzinfo is None:
        return
    zone, day = fields.get("timezone"), str(fields["start_date"])
    if not zone or fields["dates"] != Exactness.EXACT:
        parser.problems.reject(
            raw[name],
            "it has an offset from UTC, so it needs a day and a time zone to be one of: fill timezone, "
            "or leave the offset out",
        )
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), time)
    local = moment.astimezone(zoneinfo.ZoneInfo(str(zone)))
    if local.date().isoformat() != day:
        parser.problems.reject(
            raw[name],
            f"in {zone} that is {local:%H:%M} of another day ({local:%d %B %Y}): mend one of them",
        )
    fields[name] = local.time().isoformat()


def set_term(parser: FieldParser, raw: RawRecord, data: RecordData) -> None:
    """Set the dates of an appointment, each as precise as it is given."""
    fields = data["fields"]
    for side in ("start", "end"):
        date_field, precision_field = f"{side}_date", f"{side}_precision"
        if raw.get(date_field) is None:
            continue
        period = parser.period(raw[date_field])
        precision: str = Precision.DAY
        fields[date_field] = None
        if period:
            fields[date_field] = (period.start if side == "start" else period.end).isoformat()
            precision = period.precision
            if precision not in Precision.values or (precision == Precision.DAY and not period.exact):
                parser.problems.reject(raw[date_field], "it is neither a day nor a month nor a year")
        if has_value(raw.get(precision_field)):
            precision = str(parser.value(RECORD_KINDS["appointment"], precision_field, raw[precision_field]))
        fields[precision_field] = str(Precision(precision).value)
    parser.problems.reject_violations(Appointment, raw, fields)
