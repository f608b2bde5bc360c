"""Values of a sheet as values of a field, or what is wrong with them."""

import datetime

import pytest

from engagements.imports.reading import CellPeriod, DateFormat
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows.field_parser import FieldParser
from engagements.imports.rows.problems import RejectedValue, RowProblems
from engagements.imports.rows.proposals import CellValue
from engagements.imports.rows.spans import set_span, set_term

UID = "11111111-2222-4333-8444-555555555555"
FORMATS = [DateFormat(text) for text in ("%d/%m/%Y", "%m/%Y", "%Y", "Q%quarter %Y", "%d-%d/%m/%Y")]
DAY = CellPeriod(datetime.date(2021, 5, 6), datetime.date(2021, 5, 6))


def parser(keeps_spaces=False):
    return FieldParser(RowProblems(), FORMATS, keeps_spaces)


@pytest.mark.parametrize(
    ("kind", "name", "raw", "value"),
    [
        ("visit", "title", CellValue(" A  Trip "), "A Trip"),
        ("visit", "title", CellValue(" A  Trip ", exact=True), " A  Trip "),
        ("visit", "title", CellValue(7), "7"),
        ("visit", "title", CellValue(1.5), "1.5"),
        ("visit", "title", CellValue(DAY), "2021-05-06"),
        ("visit", "purpose", CellValue(" talks,\n  trade "), "talks,\n  trade"),
        ("visit", "purpose", CellValue(""), ""),
        ("visit", "uid", CellValue(UID.upper()), UID),
        ("visit", "uid", CellValue(""), ""),
        ("visit", "progress", CellValue("Planned"), "planned"),
        ("visit", "visit_type", CellValue(""), ""),
        ("meeting", "format", CellValue("CALL"), "call"),
        ("meeting", "start_time", CellValue("9:30"), "09:30:00"),
        ("meeting", "start_time", CellValue(datetime.time(9, 30)), "09:30:00"),
        ("meeting", "start_time", CellValue(""), None),
        ("participant", "order", CellValue("3"), 3),
        ("participant", "order", CellValue(3), 3),
        ("participant", "order", CellValue(""), 0),
        ("participant", "side", CellValue("Third party"), "third_party"),
        ("appointment", "acting", CellValue("Yes"), True),
        ("appointment", "acting", CellValue(" X "), True),
        ("appointment", "acting", CellValue("no"), False),
        ("appointment", "acting", CellValue(""), False),
        ("appointment", "acting", CellValue(True), True),
        ("outcome", "due_date", CellValue("06/05/2021"), "2021-05-06"),
        ("outcome", "due_date", CellValue(""), None),
        ("outcome", "due_date", CellValue(" "), None),
        ("outcome", "due_date", CellValue(DAY), "2021-05-06"),
        ("outcome", "due_date", CellValue("2021-05-06", exact=True), "2021-05-06"),
    ],
)
def test_value(kind, name, raw, value):
    found = parser().value(RECORD_KINDS[kind], name, raw)
    assert (found, type(found)) == (value, type(value))


def test_spaces_are_kept_where_an_export_wrote_the_sheet():
    assert parser(keeps_spaces=True).value(RECORD_KINDS["visit"], "title", CellValue(" A  B ")) == " A  B "


@pytest.mark.parametrize(
    ("kind", "name", "raw", "reason"),
    [
        ("visit", "title", [CellValue("A"), CellValue("B", "T")], "“title” takes one value"),
        (
            "visit",
            "title",
            CellValue("x" * 301, "T"),
            "Ensure this value has at most 300 characters (it has 301).",
        ),
        ("visit", "uid", CellValue("7", "T"), "it is no uid"),
        ("meeting", "format", CellValue("dance", "T"), "it is none of bilateral, multilateral, "),
        ("appointment", "acting", CellValue("perhaps", "T"), "it is neither yes nor no"),
        ("outcome", "due_date", CellValue("05/2021", "T"), "it gives no single day"),
        ("outcome", "due_date", CellValue("6-7/05/2021", "T"), "it gives no single day"),
        ("outcome", "due_date", {"x": CellValue("A", "T")}, "“due_date” takes one value"),
        ("participant", "order", CellValue("x", "T"), "“x” value must be an integer."),
    ],
)
def test_value_that_can_not_be(kind, name, raw, reason):
    fields = parser()
    with pytest.raises(RejectedValue):
        fields.value(RECORD_KINDS[kind], name, raw)
    (problem,) = fields.problems
    assert problem.reason.startswith(reason)
    assert problem.column == "T"
    if isinstance(raw, CellValue):
        assert problem.value == str(raw.value)[:200]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("Mexico", "MX"), (" mx ", None), ("MX", "MX"), ("", ""), (None, ""), ("Atlantis", None)],
)
def test_country(raw, code):
    fields = parser()
    assert fields.problems.attempt(fields.country, CellValue(raw, "T")) == code
    assert [problem.column for problem in fields.problems] == (["T"] if code is None else [])


SPANS = {
    "nothing is said": ({}, {}, ""),
    "no date": ({"start_date": ""}, {"start_date": None, "end_date": None, "dates": "unknown"}, ""),
    "said to be unknown": (
        {"dates": "unknown"},
        {"start_date": None, "end_date": None, "dates": "unknown"},
        "",
    ),
    "a day": (
        {"start_date": "06/05/2021"},
        {"start_date": "2021-05-06", "end_date": "2021-05-06", "dates": "exact"},
        "",
    ),
    "days": (
        {"start_date": "06/05/2021", "end_date": "07/05/2021"},
        {"start_date": "2021-05-06", "end_date": "2021-05-07", "dates": "exact"},
        "",
    ),
    "days of one cell": (
        {"start_date": "6-8/05/2021"},
        {"start_date": "2021-05-06", "end_date": "2021-05-08", "dates": "exact"},
        "",
    ),
    "a day, said to be exact": (
        {"start_date": "06/05/2021", "dates": "exact"},
        {"start_date": "2021-05-06", "end_date": "2021-05-06", "dates": "exact"},
        "",
    ),
    "a day, said to be within": (
        {"start_date": "06/05/2021", "dates": "within"},
        {"start_date": "2021-05-06", "end_date": "2021-05-06", "dates": "within"},
        "",
    ),
    "a month": (
        {"start_date": "05/2021"},
        {"start_date": "2021-05-01", "end_date": "2021-05-31", "dates": "within"},
        "",
    ),
    "a day to a month": (
        {"start_date": "06/05/2021", "end_date": "06/2021"},
        {"start_date": "2021-05-06", "end_date": "2021-06-30", "dates": "within"},
        "",
    ),
    "a month to a day": (
        {"start_date": "05/2021", "end_date": "06/06/2021"},
        {"start_date": "2021-05-01", "end_date": "2021-06-06", "dates": "within"},
        "",
    ),
    "exact without a date": ({"dates": "exact"}, None, "there is no date to be so"),
    "within without a date": ({"dates": "within"}, None, "there is no date to be so"),
    "unknown with a date": (
        {"start_date": "05/2021", "dates": "unknown"},
        None,
        "a date is given, so it is known",
    ),
    "exact without days": (
        {"start_date": "05/2021", "dates": "exact"},
        None,
        "the dates give no days, so they can't be exact",
    ),
    "an end alone": ({"end_date": "05/2021"}, None, "there is an end without a start"),
    "an end before the start": (
        {"start_date": "06/05/2021", "end_date": "05/05/2021"},
        None,
        "the end is before the start",
    ),
    "roughly": (
        {"start_date": "06/05/2021", "dates": "roughly"},
        None,
        "it is none of exact, within, unknown: write one of them, or say in [values] which one is meant",
    ),
}


def data_of(**fields):
    return {"fields": fields, "refs": {}, "sets": {}, "lines": {}, "initial": {}}


@pytest.mark.parametrize(("cells", "fields", "reason"), SPANS.values(), ids=SPANS)
def test_set_span(cells, fields, reason):
    parse, data = parser(), data_of()
    raw = {name: CellValue(text, name) for name, text in cells.items()}
    parse.problems.attempt(set_span, parse, "visit", raw, data)
    assert [problem.reason for problem in parse.problems] == ([reason] if reason else [])
    if fields is not None:
        assert data["fields"] == fields
    unknown = {"start_date": None, "end_date": None, "dates": "unknown"}
    assert data["initial"] == ({} if cells else unknown)


@pytest.mark.parametrize(
    ("cell", "reasons"), [("06/05/2021", []), ("05/2021", ["a time can be given for an exact date alone"])]
)
def test_time_needs_an_exact_date(cell, reasons):
    parse, data = parser(), data_of(start_time="09:30:00")
    raw = {"start_date": CellValue(cell), "start_time": CellValue("9:30", "T")}
    parse.problems.attempt(set_span, parse, "meeting", raw, data)
    assert [problem.reason for problem in parse.problems] == reasons


TERMS = {
    "nothing is said": ({}, {}, ""),
    "blank": ({"start_date": ""}, {"start_date": None, "start_precision": "day"}, ""),
    "a day": ({"start_date": "06/05/2021"}, {"start_date": "2021-05-06", "start_precision": "day"}, ""),
    "a month": ({"start_date": "05/2021"}, {"start_date": "2021-05-01", "start_precision": "month"}, ""),
    "to a month": ({"end_date": "05/2021"}, {"end_date": "2021-05-31", "end_precision": "month"}, ""),
    "to a year": ({"end_date": "2021"}, {"end_date": "2021-12-31", "end_precision": "year"}, ""),
    "said to be of a year": (
        {"start_date": "06/05/2021", "start_precision": "Year"},
        {"start_date": "2021-05-06", "start_precision": "year"},
        "",
    ),
    "from and to": (
        {"start_date": "2021", "end_date": "2021"},
        {
            "start_date": "2021-01-01",
            "start_precision": "year",
            "end_date": "2021-12-31",
            "end_precision": "year",
        },
        "",
    ),
    "a quarter": ({"start_date": "Q2 2021"}, None, "it is neither a day nor a month nor a year"),
    "backwards": (
        {"start_date": "07/05/2021", "end_date": "06/05/2021"},
        None,
        "the post ends before it starts",
    ),
}


@pytest.mark.parametrize(("cells", "fields", "reason"), TERMS.values(), ids=TERMS)
def test_set_term(cells, fields, reason):
    parse, data = parser(), data_of()
    raw = {name: CellValue(text, name) for name, text in cells.items()}
    parse.problems.attempt(set_term, parse, raw, data)
    assert [problem.reason for problem in parse.problems] == ([reason] if reason else [])
    if fields is not None:
        assert data["fields"] == fields
