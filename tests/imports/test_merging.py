"""Rows of one key, put together to one record."""

import pytest

from engagements.imports.plan.merging import merge_record


def record(refs=None, sets=None, lines=None, initial=None, **fields):
    return {
        "fields": fields,
        "refs": refs or {},
        "sets": sets or {},
        "lines": lines or {},
        "initial": initial or {},
    }


def line(key, refs=None, **fields):
    return {"key": key, "fields": fields, "refs": refs or {}}


UNKNOWN = {"start_date": None, "end_date": None, "dates": "unknown"}
DAY = {"start_date": "2021-05-05", "end_date": "2021-05-05", "dates": "exact"}

CASES = {
    "the same": ("visit", record(title="A"), record(title="A"), record(title="A"), []),
    "a blank is filled": (
        "visit",
        record(title="", purpose=None),
        record(title="A", purpose="B"),
        record(title="A", purpose="B"),
        [],
    ),
    "a blank fills nothing": (
        "visit",
        record(title="A", purpose="B"),
        record(title="", purpose=None),
        record(title="A", purpose="B"),
        [],
    ),
    "a further field": ("visit", record(title="A"), record(purpose="B"), record(title="A", purpose="B"), []),
    "another value": (
        "visit",
        record(title="A"),
        record(title="B"),
        record(title="A"),
        [("title", "A", "B")],
    ),
    "another reference": (
        "visit",
        record(refs={"organization": "name:a"}),
        record(refs={"organization": "name:b"}),
        record(refs={"organization": "name:a"}),
        [("organization", "name:a", "name:b")],
    ),
    "a blank reference is filled": (
        "visit",
        record(refs={"organization": None}),
        record(refs={"organization": "name:b"}),
        record(refs={"organization": "name:b"}),
        [],
    ),
    "no date after a date": ("visit", record(**DAY), record(**UNKNOWN), record(**DAY), []),
    "a date after no date": ("visit", record(**UNKNOWN), record(**DAY), record(**DAY), []),
    "no date twice": ("visit", record(**UNKNOWN), record(**UNKNOWN), record(**UNKNOWN), []),
    "another exactness": (
        "visit",
        record(**DAY),
        record(**DAY | {"dates": "within"}),
        record(**DAY),
        [("dates", "exact", "within")],
    ),
    "dates to begin with": (
        "visit",
        record(initial=UNKNOWN),
        record(initial=UNKNOWN),
        record(initial=UNKNOWN),
        [],
    ),
    "another name is an alias": (
        "official",
        record(name="A"),
        record(name="B"),
        record(name="A", aliases="B"),
        [],
    ),
    "another name beside aliases": (
        "official",
        record(name="A", aliases="C"),
        record(name="B"),
        record(name="A", aliases="C\nB"),
        [],
    ),
    "a name in another case is none": (
        "official",
        record(name="Ann"),
        record(name="ÁNN"),
        record(name="Ann"),
        [],
    ),
    "an alias that is there": (
        "official",
        record(name="A", aliases="B"),
        record(name="b"),
        record(name="A", aliases="B"),
        [],
    ),
    "aliases of both": (
        "official",
        record(name="A", aliases="B"),
        record(name="A", aliases="C\nB\nA"),
        record(name="A", aliases="B\nC"),
        [],
    ),
    "a visit has no aliases": (
        "visit",
        record(name="A"),
        record(name="B"),
        record(name="A"),
        [("name", "A", "B")],
    ),
    "sets are joined": (
        "visit",
        record(sets={"topics": ["a", "b"]}),
        record(sets={"topics": ["b", "c"]}),
        record(sets={"topics": ["a", "b", "c"]}),
        [],
    ),
    "a further set": ("visit", record(), record(sets={"topics": ["a"]}), record(sets={"topics": ["a"]}), []),
    "a further line": (
        "visit",
        record(lines={"stops": [line("a")]}),
        record(lines={"stops": [line("b")]}),
        record(lines={"stops": [line("a"), line("b")]}),
        [],
    ),
    "lines of another kind": (
        "visit",
        record(),
        record(lines={"stops": [line("b")]}),
        record(lines={"stops": [line("b")]}),
        [],
    ),
    "a blank in a line is filled": (
        "visit",
        record(lines={"stops": [line("a", {"place": None}, start_date=None)]}),
        record(lines={"stops": [line("a", {"place": "p"}, start_date="2021-05-05")]}),
        record(lines={"stops": [line("a", {"place": "p"}, start_date="2021-05-05")]}),
        [],
    ),
    "another value in a line": (
        "visit",
        record(lines={"stops": [line("a", start_date="2021-05-05")]}),
        record(lines={"stops": [line("a", start_date="2021-05-06")]}),
        record(lines={"stops": [line("a", start_date="2021-05-05")]}),
        [("stops: start_date", "2021-05-05", "2021-05-06")],
    ),
    "another reference in a line": (
        "visit",
        record(lines={"delegation": [line("a", {"organization": "x"})]}),
        record(lines={"delegation": [line("a", {"organization": "y"})]}),
        record(lines={"delegation": [line("a", {"organization": "x"})]}),
        [("delegation: organization", "x", "y")],
    ),
    "another order of a line": (
        "meeting",
        record(lines={"participants": [line("a", order=1)]}),
        record(lines={"participants": [line("a", order=2)]}),
        record(lines={"participants": [line("a", order=1)]}),
        [],
    ),
}


@pytest.mark.parametrize(("kind", "known", "data", "merged", "contradictions"), CASES.values(), ids=CASES)
def test_merging(kind, known, data, merged, contradictions):
    assert list(merge_record(kind, known, data)) == contradictions
    assert known == merged
