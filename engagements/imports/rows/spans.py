"""The dates of visits, meetings and appointments: never more certain than what the sheet gives."""

from engagements.common.dates import Exactness, Precision
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.models import Appointment

from .field_parser import FieldParser
from .proposals import RawRecord, RecordData, has_value


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
    fields["start_date"], fields["end_date"] = start.start.isoformat(), last_day.isoformat()
    fields["dates"] = (Exactness.EXACT if is_exact else Exactness.WITHIN).value
    parser.problems.reject_violations(RECORD_KINDS[kind].model, raw, fields)


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
