"""Mappings that can't be, each with the line and the field in its message; and what one names."""

import pytest

from engagements.imports.mapping import SHIPPED, MappingError, read_mapping
from engagements.imports.reading import DateFormat

VISIT = '[visit]\nkey = "{id}"\n'

WRONG = {
    "nothing": (
        "",
        "m: it makes no record: give a table such as [visit], one of organization, official, "
        "place, topic, source, visit, meeting, appointment",
    ),
    "no table": ("sheet = 1\n" + VISIT, "m, line 1, sheet: this must be a table"),
    "records that are none": ("visit = 1", "m, line 1, visit: this must be a table"),
    "no key": (
        '[visit]\ntitle = "x"',
        "m, line 1, visit: give a key, by which the record is known again at the next import",
    ),
    "no key in the second": (
        VISIT.replace("[visit]", "[[visit]]") + '[[visit]]\ntitle = "x"',
        "m, visit: give a key, by which the record is known again at the next import",
    ),
    "a field of the second": (
        '[[visit]]\nkey = "{id}"\n[[visit]]\nkey = "{id}"\npurpos = "x"',
        "m, line 5, visit.2.purpos: there is no field “purpos” here; there are: ",
    ),
    "a field of a line": (
        VISIT + '[[visit.stops]]\nplace = "x"\n[[visit.stops]]\ntown = "x"',
        "m, line 6, visit.stops.2.town: there is no field “town” here; there are: ",
    ),
    "a number for a text": (
        VISIT + "title = 1.5",
        "m, line 3, visit.title: this must be a text in quotation marks",
    ),
    "a time and a day": (
        VISIT + "title = 2021-05-06T09:30:00",
        "m, line 3, visit.title: this must be a text",
    ),
    "a list for one value": (
        VISIT + 'organization = ["a", "b"]',
        "m, line 3, visit.organization: this field takes one value, not a list",
    ),
    "a heading that is none": (
        VISIT + "[columns]\nwho = 1",
        "m, line 4, columns.who: this must be a text, or a list",
    ),
    "no heading": (VISIT + "[columns]\nwho = []", "m, line 4, columns.who: give at least one heading"),
    "neither from nor json": (
        VISIT + 'title = { drop = ["x"] }',
        "m, line 3, visit.title: give either “from” or “json”",
    ),
    "from and json": (
        VISIT + 'title = { from = "x", json = "x" }',
        "m, line 3, visit.title: give either “from” or “json”",
    ),
    "default and more": (
        VISIT + 'title = { default = "x", drop = ["x"] }',
        "m, line 3, visit.title: give either “from” or “json”",
    ),
    "a blank separator": (
        VISIT + 'title = { from = "x", split = [",", ""] }',
        "m, line 3, visit.title.split: a text in it is empty",
    ),
    "a number for a separator": (
        VISIT + 'title = { from = "x", split = 1 }',
        "m, line 3, visit.title.split: this must be a text, or a list of texts",
    ),
    "a number for a part": (
        VISIT + 'title = { from = "x", after = 1 }',
        "m, line 3, visit.title.after: this must be a text in quotation marks",
    ),
    "values that are not there": (
        VISIT + 'title = { from = "x", values = "y" }',
        "m, line 3, visit.title.values: there is no table [values.y]",
    ),
    "values that are none": (
        VISIT + "[values]\ntitle = 1",
        "m, line 4, values.title: this must be a table: what",
    ),
    "a value that is a number": (
        VISIT + 'title = "x"\n[values.title]\na = 1',
        "m, line 5, values.title.a: this must be a text in quotation marks, or a list",
    ),
    "a list with a number": (
        VISIT + 'title = "x"\n[values.title]\na = [1]',
        "m, line 5, values.title.a: this must be a text in quotation marks, or a list",
    ),
    "countries in a list": (
        VISIT + 'country = "x"\n[values.country]\na = ["MX"]',
        "m, line 5, values.country.a: there is no country “['MX']”",
    ),
    "each that is none": (
        VISIT + '[[visit.stops]]\nplace = "x"\neach = 1',
        "m, line 5, visit.stops.1.each: this must be a text, or a table such as",
    ),
    "a condition that is none": (VISIT + 'when = "x"', "m, line 3, visit.when: a condition is such as"),
    "a condition without a column": (
        VISIT + 'when = { is = "x" }',
        "m, line 3, visit.when: a condition is such as",
    ),
    "a condition that says nothing": (
        VISIT + 'when = { column = "x" }',
        "m, line 3, visit.when: a condition says one of",
    ),
    "a condition of a number": (
        VISIT + 'when = { column = "x", is = 1 }',
        "m, line 3, visit.when.is: this must be a text, or a list of texts",
    ),
    "blank that is a text": (
        VISIT + 'when = { column = "x", blank = "yes" }',
        "m, line 3, visit.when.blank: this must be true or false",
    ),
    "a test that is not known": (
        VISIT + 'when = { column = "x", ends = "y" }',
        "m, line 3, visit.when.ends: there is no field “ends” here; there are: begins, blank,",
    ),
    "merged": (
        '[sheet]\nmerged = "join"\n' + VISIT,
        "m, line 2, sheet.merged: this must be one of error, fill",
    ),
    "short rows": (
        '[sheet]\nshort_rows = "x"\n' + VISIT,
        "m, line 2, sheet.short_rows: this must be one of error, allow",
    ),
    "unescape": ('[sheet]\nunescape = "x"\n' + VISIT, "m, line 2, sheet.unescape: this must be like false"),
    "a heading row of 0": (
        "[sheet]\nheading_row = 0\n" + VISIT,
        "m, line 2, sheet.heading_row: rows are counted from 1",
    ),
    "a delimiter that is a quotation mark": (
        "[sheet]\ndelimiter = '\"'\n" + VISIT,
        "m, line 2, sheet.delimiter: this must be one character",
    ),
    "no delimiter": (
        '[sheet]\ndelimiter = ""\n' + VISIT,
        "m, line 2, sheet.delimiter: this must be one character",
    ),
    "eleven months": (
        "[sheet]\nmonths = [" + '"x",' * 11 + "]\n" + VISIT,
        "m, line 2, sheet.months: give the names of all twelve months",
    ),
    "a season of one month": (
        "[seasons]\nSpring = [3]\n" + VISIT,
        "m, line 2, seasons.Spring: give its first and its",
    ),
    "a season of month 13": (
        "[seasons]\nSpring = [3, 13]\n" + VISIT,
        "m, line 2, seasons.Spring: give its first and",
    ),
    "a season that is none": (
        "[seasons]\nSpring = 3\n" + VISIT,
        "m, line 2, seasons.Spring: give its first and its",
    ),
    "four *": (
        '[sheet]\nfile_name = "****"\n' + VISIT,
        "m, line 2, sheet.file_name: at most three * can be used",
    ),
    "a part twice": (
        '[sheet]\nfile_name = "{a}{a}"\n' + VISIT,
        "m, line 2, sheet.file_name: each {…} must have a name of its own",
    ),
    "a part that is a number": (
        '[sheet]\nfile_name = "{1}"\n' + VISIT,
        "m, line 2, sheet.file_name: “{1}” can't be the name of a part",
    ),
    "a part that is not there": (
        '[sheet]\nfile_name = "{year}.csv"\n' + VISIT + 'title = "{file.month}"',
        "m, line 5, visit.title: {file.month} is nothing that [sheet] file_name finds",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_mapping_that_can_not_be(text, message):
    with pytest.raises(MappingError) as raised:
        read_mapping(text, "m")
    assert str(raised.value).startswith(message)


RIGHT = """
[sheet]
carry_down = "above"
continued_when_blank = ["first", "second"]
skip = [{ column = "skipped", is = "x" }]
file_name = "calls_*_{year}.csv"
[columns]
who = ["Name", "Who"]
extra = ["Extra", ""]
full = { from = "{who} {last}" }
[visit]
when = { column = "wanted", blank = false }
key = "{id}|{row}|{nth}"
title = { from = "{full}", year = "{file.year}", default = "{other}", when = { column = "asked", is = "x" } }
[[visit.delegation]]
each = "{members}"
official = { name = "{item}", honorific = "{extra}" }
"""


def test_headings_that_a_mapping_needs():
    mapping = read_mapping(RIGHT)
    assert set(mapping.required_headings) == {
        (name,)
        for name in (
            "above",
            "first",
            "second",
            "skipped",
            "wanted",
            "id",
            "last",
            "other",
            "asked",
            "members",
        )
    } | {("Name", "Who"), ("Extra", "")}
    assert "" not in mapping.headings
    assert {"Name", "Who", "Extra"} < mapping.headings


def test_headings_are_chosen():
    mapping = read_mapping(
        VISIT + 'title = "{who}{extra}"\n[columns]\nwho = ["Name", "Who"]\nextra = ["Extra", ""]'
    )
    assert mapping.choose_headings(["id", "Who"], "s") == {"who": "Who", "extra": ""}
    assert mapping.choose_headings(["id", "Who", "Name", "Extra"], "s") == {"who": "Name", "extra": "Extra"}
    assert mapping.choose_headings(["id", "Who", "", ""], "s") == {"who": "Who", "extra": ""}
    with pytest.raises(
        MappingError, match=r"line 3, visit.title: s has no column “Name” or “Who”; it has: id, x.$"
    ):
        mapping.choose_headings(["id", "x"], "s")
    with pytest.raises(MappingError, match=r"s has more than one column “Who”.$"):
        mapping.choose_headings(["id", "Who", "Who"], "s")
    with pytest.raises(MappingError, match=r"It is one column, so the delimiter may be another one.$"):
        mapping.choose_headings(["id;Who"], "s")


def test_parts_of_the_name_of_a_file():
    mapping = read_mapping(RIGHT)
    assert mapping.file_parts("Calls_of us_13.CSV") == {
        "name": "Calls_of us_13.CSV",
        "stem": "Calls_of us_13",
        "year": "13",
    }
    assert mapping.file_parts("other") == {"name": "other", "stem": "other"}
    assert read_mapping(VISIT).file_parts("a.b.csv") == {"name": "a.b.csv", "stem": "a.b"}


def test_values_by_the_name_of_a_field():
    mapping = read_mapping(VISIT + 'title = "{a}"\npurpose = "{a}"\n[values.title]\na = "b"')
    (table,) = mapping.tables["visit"]
    assert table.fields["title"].transform("A") == "b"
    assert not hasattr(table.fields["purpose"], "transform")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_mappings_that_ship_are_right(path):
    mapping = read_mapping(path.read_text(), path.name)
    assert mapping.tables
    assert all(isinstance(date_format, DateFormat) for date_format in mapping.date_formats)
