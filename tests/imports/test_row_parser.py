"""Rows by a mapping: what each one proposes, which rows it is bound to, and what is wrong with it."""

import json
from collections import Counter

import pytest

from engagements.imports.mapping import read_mapping
from engagements.imports.reading import SheetRow
from engagements.imports.rows import RowParser, SheetContext

UID = "11111111-2222-4333-8444-555555555555"
SHEET = '[sheet]\ndate_formats = ["%Y-%m-%d"]\n'
MEETING = SHEET + '[meeting]\nkey = "m:{id}"\n'
VISIT = SHEET + '[visit]\nkey = "v:{id}"\n'


def parse(mapping, file="", **cells):
    """Return what the row of ``cells`` gives; ``file`` is where a row left out comes from."""
    counts = Counter()

    def next_number(kind, key):
        counts[kind, key] += 1
        return counts[kind, key]

    mapping = read_mapping(mapping)
    context = SheetContext(mapping, {}, mapping.file_parts("sheet.csv"), next_number)
    cells = {"id": "1"} | {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in cells.items()
    }
    return RowParser(context, SheetRow(7, cells, [], file)).parse()


def problems_of(result):
    return [(problem.column, problem.value, problem.reason) for problem in result.problems]


def record_of(result, kind):
    """Return (key, data) of the one record of ``kind``."""
    ((key, data),) = [(key, data) for of_kind, key, data in result.proposals if of_kind == kind]
    return key, data


def keys_of(result):
    return [(proposal.kind, proposal.key) for proposal in result.proposals]


# Lines

PARTICIPANTS = {
    "an official": ([{"side": "counterpart", "official": "Ann Able"}], ["name:ann able"], []),
    "an office": ([{"side": "counterpart", "organization": "SRE", "title": "Head"}], ["name:sre||Head|"], []),
    "somebody described": ([{"side": "counterpart", "description": "industry"}], ["||industry"], []),
    "two alike": ([{"side": "counterpart", "description": "x"}] * 3, ["||x", "||x #2", "||x #3"], []),
    "nobody": ([{"side": "counterpart"}, {"side": "counterpart", "official": ""}], [], []),
    "a title of nobody": (
        [{"side": "counterpart", "title": "Head"}],
        [],
        ["give an official, an organization or a description"],
    ),
    "a country of nobody": (
        [{"side": "counterpart", "country": "MX"}],
        [],
        ["give an official, an organization or a description"],
    ),
    "on no side": ([{"official": "Ann Able"}], [], ["the participant has no side"]),
    "on no side, and nobody": ([{"note": "x"}], [], []),
    "an official twice": (
        [{"side": "counterpart", "official": "Ann Able"}] * 2,
        ["name:ann able", "name:ann able #2"],
        ["this official is named twice"],
    ),
    "an official twice, by a record": (
        [{"side": "counterpart", "official": {"name": "Ann Able"}}] * 2,
        ["name:ann able", "name:ann able #2"],
        ["this official is named twice"],
    ),
    "a text": (["Ann Able"], [], ["this is no participant"]),
    "a blank text": (["", None], [], []),
    "a list": ([["Ann Able"]], [], ["this is no participant"]),
    "one, and no list": ({"side": "counterpart", "description": "x"}, ["||x"], []),
    "a field that is not known": (
        [{"side": "counterpart", "description": "x", "noet": "y"}],
        [],
        ["a participant has no field “noet”"],
    ),
    "a wrong field, and one that is right": (
        [{"side": "home", "description": "x"}, {"side": "counterpart", "description": "y"}],
        ["||y"],
        [
            "it is none of delegation, accompanying, counterpart, third_party: write one of them, "
            "or say in [values] which one is meant"
        ],
    ),
    "a wrong record in it": (
        [{"side": "counterpart", "official": {"noet": "x", "name": "Ann"}}],
        [],
        ["a official has no field “noet”"],
    ),
}


@pytest.mark.parametrize(("data", "keys", "reasons"), PARTICIPANTS.values(), ids=PARTICIPANTS)
def test_participants(data, keys, reasons):
    result = parse(MEETING + 'title = "Call"\nparticipants = { json = "{data}" }', data=data)
    assert [reason for _, _, reason in problems_of(result)] == reasons
    if not reasons:
        _, record = record_of(result, "meeting")
        assert [line["key"] for line in record["lines"]["participants"]] == keys


def test_official_that_is_named_twice_is_told_at_the_name():
    mapping = (
        MEETING
        + """
[[meeting.participants]]
side = "delegation"
official = "{us}"
[[meeting.participants]]
side = "counterpart"
official = "{them}"
"""
    )
    assert problems_of(parse(mapping, us="Ann", them="ann")) == [
        ("them", "ann", "this official is named twice")
    ]


OUTCOMES = {
    "by its text": ({"kind": "request", "text": "To meet"}, ["to meet"], []),
    "by its uid": ({"kind": "request", "text": "To meet", "uid": UID}, [f"uid:{UID}"], []),
    "without a text": ({"kind": "request"}, [], []),
    "of signs alone": ({"kind": "request", "text": "???"}, [""], []),
    "closed": ({"kind": "request", "text": "x", "progress": "done", "closed_on": "2021-05-06"}, ["x"], []),
    "open, and closed on a day": (
        {"kind": "request", "text": "x", "progress": "open", "closed_on": "2021-05-06"},
        [],
        ["an open outcome has no closing date"],
    ),
    "closed on a day, and nothing said": (
        {"kind": "request", "text": "x", "closed_on": "2021-05-06"},
        [],
        ["an open outcome has no closing date"],
    ),
}


@pytest.mark.parametrize(("data", "keys", "reasons"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes(data, keys, reasons):
    result = parse(MEETING + 'title = "Call"\noutcomes = { json = "{data}" }', data=[data])
    assert [reason for _, _, reason in problems_of(result)] == reasons
    if not reasons:
        _, record = record_of(result, "meeting")
        assert [line["key"] for line in record["lines"]["outcomes"]] == keys


STOPS = {
    "nothing": ({}, None),
    "no place": ({"places": ""}, []),
    "places": ({"places": ["Puebla", "", "Oaxaca"]}, ["name:puebla|", "name:oaxaca|"]),
    "places of a country": ({"places": ["Puebla"], "country": "Mexico"}, ["name:puebla|MX"]),
    "a country alone": ({"country": "Mexico"}, ["name:|MX"]),
    "a blank country": ({"country": ""}, []),
    "stops before places": (
        {"stops": [{"place": "Oaxaca"}], "places": ["Puebla"]},
        ["name:oaxaca|", "name:puebla|"],
    ),
    "a stop of its own country": (
        {"stops": [{"place": "Lima", "country": "Peru"}], "country": "Mexico"},
        ["name:lima|PE"],
    ),
    "a stop of the country": ({"stops": [{"place": "Puebla"}], "country": "Mexico"}, ["name:puebla|MX"]),
    "a stop in a country alone": (
        {"stops": [{"start_date": "2021-05-06"}], "country": "Mexico"},
        ["name:|MX"],
    ),
    "a stop nowhere": ({"stops": [{"start_date": "2021-05-06"}]}, []),
    "one stop, and no list": ({"stops": {"place": "Puebla"}}, ["name:puebla|"]),
    "a place that says its country": (
        {"stops": [{"place": {"name": "Lima", "country": "Peru"}}], "country": "Mexico"},
        ["name:lima|PE"],
    ),
    "a place twice": ({"places": ["Puebla", "puebla"]}, ["name:puebla|", "name:puebla| #2"]),
}


@pytest.mark.parametrize(("data", "keys"), STOPS.values(), ids=STOPS)
def test_stops(data, keys):
    fields = "\n".join(f'{name} = {{ json = "{{data}}", path = "{name}" }}' for name in data)
    result = parse(VISIT + f'title = "Trip"\n{fields}', data=data)
    assert problems_of(result) == []
    _, record = record_of(result, "visit")
    stops = record["lines"].get("stops")
    assert (stops if stops is None else [line["key"] for line in stops]) == keys


def test_stop_that_ends_before_it_starts():
    stop = {"place": "Puebla", "start_date": "2021-05-06", "end_date": "2021-05-05"}
    result = parse(VISIT + 'title = "Trip"\nstops = { json = "{data}" }', data=[stop])
    assert problems_of(result) == [("data.1.end_date", "2021-05-05", "the end is before the start")]


def test_members_may_be_texts():
    result = parse(
        VISIT + 'title = "Trip"\ndelegation = { json = "{data}" }', data=["Ann", {"official": "Ben"}, {}]
    )
    _, record = record_of(result, "visit")
    assert [line["key"] for line in record["lines"]["delegation"]] == ["name:ann", "name:ben"]


# Records

KEYS = {
    "a key": ('[official]\nkey = "staff:{id}"\nname = "Ann"', ("official", "staff:1")),
    "a key with spaces": ('[official]\nkey = " staff  {id} "\nname = "Ann"', ("official", "staff 1")),
    "a uid": (f'[official]\nuid = "{UID.upper()}"\nname = "Ann"', ("official", f"uid:{UID}")),
    "a name": ('[official]\nname = "Ánn  ABLE"', ("official", "name:ánn able")),
    "a name and a country": (
        '[organization]\nname = "SRE"\ncountry = "Mexico"',
        ("organization", "name:sre|MX"),
    ),
    "a name without a country": ('[organization]\nname = "SRE"', ("organization", "name:sre|")),
    "a topic": ('[topic]\nname = "Trade"', ("topic", "name:trade")),
    "a place": ('[place]\nname = "Lima"\ncountry = "PE"', ("place", "name:lima|PE")),
    "a country alone": ('[place]\ncountry = "PE"', ("place", "name:|PE")),
    "a source": (
        '[source]\ntitle = "A"\nurl = "https://a.example/"\npublished_on = 2021-05-06',
        ("source", "title:A|https://a.example/|2021-05-06"),
    ),
    "a source by its title": ('[source]\ntitle = "A"', ("source", "title:A||")),
    "the row": ('[meeting]\nkey = "{file.stem}|{row}"\ntitle = "Call"', ("meeting", "sheet|7")),
    "a number": ('[meeting]\nkey = "{id}|{nth}"\ntitle = "Call"', ("meeting", "1|1")),
}


@pytest.mark.parametrize(("mapping", "key"), KEYS.values(), ids=KEYS)
def test_keys(mapping, key):
    result = parse(mapping)
    assert (problems_of(result), keys_of(result)) == ([], [key])


def test_post_goes_by_person_organization_title_and_start():
    mapping = (
        SHEET + '[appointment]\nofficial = "Ann"\norganization = "SRE"\ntitle = "Head"\nstart_date = "{day}"'
    )
    assert (
        record_of(parse(mapping, day="2021-05-06"), "appointment")[0]
        == "post:name:ann|name:sre||Head|2021-05-06"
    )
    assert record_of(parse(mapping, day=""), "appointment")[0] == "post:name:ann|name:sre||Head|"


def test_long_key_is_shortened_and_stays_its_own():
    long = "x" * 300
    (first,), (second,) = (keys_of(parse(MEETING + 'title = "Call"', id=long + end)) for end in "ab")
    assert len(first[1]) == len(second[1]) == 200
    assert first[1][:130] == second[1][:130]
    assert first != second
    ((_, short),) = keys_of(parse(MEETING + 'title = "Call"', id="x" * 198))
    assert short == "m:" + "x" * 198


WRONG = {
    "a blank key": (
        MEETING.replace("m:", "") + 'title = "Call"',
        {"id": ""},
        [("id", "", "the key is blank")],
    ),
    "a blank uid": (
        SHEET + '[meeting]\nuid = "{id}"\ntitle = "Call"',
        {"id": ""},
        [("", "", "the meeting has neither key nor uid")],
    ),
    "no name": ('[official]\nname = "{id}"', {"id": ""}, []),
    "a name that can't be": (
        '[official]\nname = "{id}"',
        {"id": "x" * 201},
        [("id", "x" * 200, "Ensure this value has at most 200 characters (it has 201).")],
    ),
    "another country": (
        '[organization]\nname = "SRE"\ncountry = "{id}"',
        {"id": "Atlantis"},
        [("id", "Atlantis", "there is no such country; [values.country] can say which one is meant")],
    ),
    "a post of nobody": (
        SHEET + '[appointment]\nkey = "{id}"\nofficial = "{who}"\norganization = "SRE"\ntitle = "x"',
        {"who": ""},
        [("who", "", "the post has no official")],
    ),
    "a post nowhere": (
        SHEET + '[appointment]\nkey = "{id}"\nofficial = "Ann"\norganization = "{who}"\ntitle = "x"',
        {"who": ""},
        [("who", "", "the post has no organization")],
    ),
    "no JSON": (
        MEETING + 'topics = { json = "{data}" }',
        {"data": "x"},
        [("data", "x", "it is no JSON: Expecting value: line 1 column 1 (char 0)")],
    ),
    "a number for a record": (
        VISIT + 'title = "x"\norganization = { json = "{data}" }',
        {"data": "[[1]]"},
        [],
    ),
    "a time without a day": (
        MEETING + 'start_date = "{day}"\ndates = "within"\nstart_time = "9:30"',
        {"day": "2021-05-06"},
        [("", "9:30", "a time can be given for an exact date alone")],
    ),
    "a zone that is none": (
        MEETING + 'timezone = "{zone}"',
        {"zone": "Mars"},
        [("zone", "Mars", "There is no such time zone; write it like America/Mexico_City.")],
    ),
    "published, and nobody there": (
        MEETING + 'publication = "published"',
        {},
        [
            (
                "",
                "published",
                "A published meeting needs at least one participant of the delegation or accompanying it.",
            )
        ],
    ),
}


@pytest.mark.parametrize(("mapping", "cells", "problems"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(mapping, cells, problems):
    result = parse(mapping, **cells)
    assert problems_of(result) == problems


def test_required_name_is_told_once():
    result = parse('[source]\ntitle = "{id}"\npublisher = "{more}"', id=" ", more="Press")
    assert problems_of(result) == [("id", " ", "This field cannot be blank.")]
    result = parse(
        VISIT + 'title = "x"\norganization = { json = "{data}" }',
        data={"name": "", "country": "MX", "uid": UID},
    )
    assert problems_of(result) == [("data.name", "", "This field cannot be blank.")]
    result = parse(VISIT + 'title = "x"\norganization = { json = "{data}" }', data={"uid": UID})
    assert problems_of(result) == [("", "", "the organization has no name")]


def test_record_that_is_wrong_binds_its_rows_all_the_same():
    result = parse(MEETING + 'start_date = "{day}"', day="soon")
    assert (keys_of(result), result.groups) == ([], [("meeting", "m:1")])
    result = parse('[organization]\nname = "SRE"\ncountry = "{id}"', id="Atlantis")
    assert result.groups == []
    result = parse('[meeting]\nkey = "{id}|{nth}"\ntitle = "Call"')
    assert result.groups == [("meeting nth", "1|"), ("meeting", "1|1")]


def test_records_of_one_row_belong_together():
    mapping = (
        SHEET
        + """
[source]
title = "Book"
[visit]
key = "v:{id}"
title = "Trip"
[meeting]
key = "m:{id}"
topics = ["trade", "", "trade", "visas"]
sources = ["Cable"]
"""
    )
    result = parse(mapping)
    _, visit = record_of(result, "visit")
    _, meeting = record_of(result, "meeting")
    assert visit["sets"] == {"sources": ["title:Book||"]}
    assert meeting["sets"] == {
        "topics": ["name:trade", "name:visas"],
        "sources": ["title:Cable||", "title:Book||"],
    }
    assert meeting["refs"] == {"visit": "v:1"}
    # One that names its visit, or none, is not of that of the row.
    assert record_of(parse(mapping + 'visit = ""\n'), "meeting")[1]["refs"] == {"visit": None}
    other = record_of(parse(mapping + 'visit = "v:2"\n'), "meeting")
    assert other[1]["refs"] == {"visit": "v:2"}


def test_meeting_in_a_country_alone():
    mapping = MEETING + 'title = "x"\ncountry = "{country}"\n'
    assert record_of(parse(mapping, country="Peru"), "meeting")[1]["refs"] == {"place": "name:|PE"}
    assert record_of(parse(mapping, country=""), "meeting")[1]["refs"] == {}
    with_place = mapping + 'place = "{town}"\n'
    assert record_of(parse(with_place, country="Peru", town="Lima"), "meeting")[1]["refs"] == {
        "place": "name:lima|PE"
    }
    assert record_of(parse(with_place, country="Peru", town=""), "meeting")[1]["refs"] == {
        "place": "name:|PE"
    }
    assert record_of(parse(with_place, country="", town=""), "meeting")[1]["refs"] == {"place": None}


def test_row_left_out_has_iso_dates_and_the_name_of_its_file():
    mapping = SHEET.replace("%Y-%m-%d", "%d/%m/%Y") + '[meeting]\nkey = "{file.stem}"\nstart_date = "{day}"'
    assert problems_of(parse(mapping, day="2021-05-06"))[0][2].startswith("it fits no date format")
    key, data = record_of(parse(mapping, file="calls.csv", day="2021-05-06"), "meeting")
    assert (key, data["fields"]["start_date"]) == ("calls", "2021-05-06")
    assert record_of(parse(mapping, day="06/05/2021"), "meeting")[0] == "sheet"


def test_columns_made_of_others():
    mapping = (
        MEETING
        + 'title = "{loop}{full}"\nsummary = "{full}"\n[columns]\n'
        + """
full = { from = "{first} {last}", drop = ["Dr."] }
loop = { from = "{loop}{first}" }
"""
    )
    _, data = record_of(parse(mapping, first="Dr. Ann", last="Able"), "meeting")
    assert data["fields"] == {"title": "Dr. AnnAnn Able", "summary": "Ann Able"}


def test_items_of_json():
    mapping = (
        MEETING
        + """
[[meeting.participants]]
each = { json = "{data}" }
side = "counterpart"
official = "{item.person.name}"
title = "{item.post}"
description = "{item.person}{item.none.deeper}"
"""
    )
    data = [{"person": {"name": "Ann"}, "post": "Head"}, {"person": {"name": "Ben"}}, None, ""]
    _, record = record_of(parse(mapping, data=data), "meeting")
    lines = [(line["key"], line["fields"]) for line in record["lines"]["participants"]]
    assert lines == [
        ("name:ann", {"side": "counterpart", "title": "Head", "description": ""}),
        ("name:ben", {"side": "counterpart", "title": "", "description": ""}),
    ]


def test_default_and_path():
    mapping = (
        MEETING
        + """
title = { json = "{data}", path = "a.b" }
venue = { json = "{none}", default = "not said" }
summary = { from = ["{none}", "{id}"], when = { column = "id", is = "2" }, default = "first" }
"""
    )
    _, record = record_of(parse(mapping, data={"a": {"b": 2.0}}, none=""), "meeting")
    assert record["fields"] == {"title": "2", "venue": "not said", "summary": "first"}
    _, record = record_of(parse(mapping, data={"a": []}, none="", id="2"), "meeting")
    assert record["fields"] == {"title": "", "venue": "not said", "summary": "2"}


def test_nested_too_deep():
    result = parse(MEETING + 'topics = { json = "{data}" }', data="[" * 100_000)
    assert problems_of(result)[-1] == ("", "", "it is nested too deep")


@pytest.mark.parametrize(
    "title",
    [
        '{ from = "{none}", default = "{id} of {who}" }',
        '{ from = "{id}", when = { column = "id", is = "2" }, default = "{id} of {who}" }',
        '{ json = "{none}", default = "{id} of {who}" }',
    ],
)
def test_what_is_wrong_with_a_default_is_told_with_the_columns_that_it_is_made_of(title):
    result = parse(f"{VISIT}title = {title}\n", none="", who="x" * 400)
    ((column, _, reason),) = problems_of(result)
    assert column == "id, who"
    assert "at most 300 characters" in reason
