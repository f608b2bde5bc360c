"""The vocabulary of mappings, each word of it through the command."""

import json

import openpyxl
import pytest

from engagements.common.countries import find_country
from engagements.models import (
    Appointment,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Source,
    Topic,
    Visit,
)

MEETING = """
[sheet]
date_formats = [%s]
%s
[meeting]
key = "{id}"
title = "{id}"
start_date = "{day}"
%s
"""


def meetings(imports, rows, heading="id,day", formats='"%Y-%m-%d"', sheet="", more="", name="sheet.csv"):
    """Import ``rows`` as meetings and return them by title."""
    imports.sheet(*rows, heading=heading, mapping=MEETING % (formats, sheet, more), name=name)
    return {meeting.title: meeting for meeting in Meeting.objects.all()}


@pytest.mark.parametrize(
    ("text", "formats", "when"),
    [
        ("2021-12-06", '"%Y-%m-%d"', "6 December 2021"),
        ("06/12/2021", '"%d/%m/%Y"', "6 December 2021"),
        ("6 dec. 21", '"%d %b %y"', "6 December 2021"),
        ("Sept 2021", '"%B %Y"', "within September 2021"),
        ("December  2021 ", '"%B %Y"', "within December 2021"),
        ("Dec–2021", '"%b-%Y"', "within December 2021"),
        ("2021", '"%Y"', "within 2021"),
        ("2019-2021", '"%Y-%Y"', "within 2019–2021"),
        ("Apr/Jun 2012", '"%b/%b %Y"', "within 1 April – 30 June 2012"),
        ("Q2 2012", '"Q%quarter %Y"', "within 1 April – 30 June 2012"),
        ("6-8 December 2021", '"%d-%d %B %Y"', "6–8 December 2021"),
        ("30 July to 2 August 2021", '"%d %B to %d %B %Y"', "30 July – 2 August 2021"),
        ("Monday 6 December 2021", '"%A %d %B %Y"', "6 December 2021"),
        ("2021-12-06 14:30", '"%Y-%m-%d %H:%M"', "6 December 2021"),
        ("", '"%Y"', "date not known"),
    ],
)
def test_dates(imports, text, formats, when):
    assert meetings(imports, [f"1,{text}"], formats=formats)["1"].when == when


@pytest.mark.parametrize(
    ("text", "formats", "told"),
    [
        ("Tuesday 6 December 2021", '"%A %d %B %Y"', "that day is a Monday"),
        ("8-6 December 2021", '"%d-%d %B %Y"', "it ends before it starts"),
        ("30 July", '"%d %B"', "it has no year, and the mapping gives none"),
        ("Q5 2021", '"Q%quarter %Y"', "it fits no date format"),
        ("6 Foo 2021", '"%d %B %Y"', "it fits no date format"),
        ("١٢ December 2021", '"%d %B %Y"', ""),
    ],
)
def test_dates_that_can_not_be(imports, text, formats, told):
    mapping = MEETING % (formats, "", "")
    if told:
        assert told in imports.refused(imports.file(["id,day", f"1,{text}"]), mapping=mapping)
    else:
        imports.sheet(f"1,{text}", heading="id,day", mapping=mapping)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Spring 2021", "within 1 March – 31 May 2021"),
        ("winter 2021", "within 1 December 2021 – 28 February 2022"),
    ],
)
def test_seasons(imports, text, when):
    seasons = "[seasons]\nSpring = [3, 5]\nWinter = [12, 2]"
    assert meetings(imports, [f"1,{text}"], formats='"%season %Y"', sheet=seasons)["1"].when == when


def test_months_in_another_language(imports):
    spring = ["enero", "febrero", "marzo", "abril", "mayo", "junio"]
    names = [*spring, "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
    found = meetings(
        imports,
        ["1,6 de diciembre de 2021"],
        formats='"%d de %B de %Y"',
        sheet=f"months = {json.dumps(names)}",
    )
    assert found["1"].when == "6 December 2021"


def test_year_and_month_from_the_name_of_the_file(imports):
    mapping = """
[sheet]
date_formats = ["%d %B", "%B"]
file_name = "calls_*_{year}.csv"
[meeting]
key = "{file.stem}|{row}"
title = "{day}"
start_date = { from = "{day}", year = "{file.year}" }
"""
    imports.sheet("30 July", "August", heading="day", mapping=mapping, name="calls_jul_sep_13.csv")
    assert {one.when for one in Meeting.objects.all()} == {"30 July 2013", "within August 2013"}


def test_exactness_is_never_made_up(imports):
    more = 'dates = "{how}"'
    mapping = MEETING % ('"%Y-%m-%d", "%Y"', "", more)
    rows = [
        "1,2021,exact",
        "2,2021-01-01,unknown",
        "3,,within",
        "4,2021-01-01,within",
        "5,2021-01-01,roughly",
    ]
    told = imports.refused(imports.file(["id,day,how", *rows]), mapping=mapping)
    assert "row 2, how: “exact”: the dates give no days, so they can't be exact" in told
    assert "row 3, how: “unknown”: a date is given, so it is known" in told
    assert "row 4, how: “within”: there is no date to be so" in told
    assert "row 6, how: “roughly”: it is none of exact, within, unknown" in told
    assert "row 5" not in told


def test_blank_parts_of_a_template(imports):
    more = 'summary = "{a}[, {b}][ ({c})] [[{d}]] {{x}}"'
    found = meetings(
        imports, ["1,,one,,three,four", "2,,one,two,,", "3,,,,,"], heading="id,day,a,b,c,d", more=more
    )
    assert found["1"].summary == "one (three) [four] {x}"
    assert found["2"].summary == "one, two [] {x}"
    assert found["3"].summary == ""


def test_conditions_defaults_and_values(imports):
    more = """
format = { from = "{how}", values = { phone = "call", "VC*" = "video" }, otherwise = "other" }
venue = { from = ["{room}", "{house}"], default = "not said" }

[meeting.summary]
from = "{note}"
when = [{ column = "how", is_not = "phone" }, { column = "note", contains = "o" }]

[[meeting.participants]]
when = { column = "who", blank = false }
side = "counterpart"
description = "{who}"

[[meeting.participants]]
when = { column = "how", begins = ["VC", "ph"] }
side = "accompanying"
description = "operator"
"""
    found = meetings(
        imports,
        ["1,,phone,,,one,Ann", "2,,VC by link,5,,one,", "3,,at lunch,,Palace,few,Ben"],
        heading="id,day,how,room,house,note,who",
        more=more,
    )
    assert [found[key].format for key in "123"] == ["call", "video", "other"]
    assert [found[key].venue for key in "123"] == ["not said", "5", "Palace"]
    assert [found[key].summary for key in "123"] == ["", "one", ""]
    assert [[str(one) for one in found[key].participants.all()] for key in "123"] == [
        ["Ann", "operator"],
        ["operator"],
        ["Ben"],
    ]


def test_splitting(imports):
    more = """
[[meeting.participants]]
side = "counterpart"
organization = "{item}"
[meeting.participants.each]
from = "{who}"
after = ":"
split_first = [";", ","]
keep = ["Smith, Jones and Co"]
drop = ["and ", "The"]
"""
    rows = [
        '1,,"The Bank, Smith, Jones and Co, and Oil (North, South), Bank"',
        '2,,"Panel: Ann, Sun; Ben, Moon; and Cal"',
        "3,,",
        '4,,"Gas (North, Coal"',
    ]
    found = meetings(imports, rows, heading="id,day,who", more=more)
    assert [[str(one) for one in found[key].participants.all()] for key in "1234"] == [
        ["Bank", "Smith, Jones and Co", "Oil (North, South)"],
        ["Ann, Sun", "Ben, Moon", "Cal"],
        [],
        ["Gas (North", "Coal"],
    ]


def test_carrying_down_going_on_skipping_and_numbering(imports):
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d"]
carry_down = "who"
continued_when_blank = ["day"]
skip = [
  { column = "who", begins = "Note" },
  [{ column = "day", is = "-" }, { column = "what", blank = true }],
]
[columns]
what = ["Subject", "What"]
extra = ["Extra", ""]
[meeting]
key = "{who}|{day}|{nth}"
title = "{who}: {what}{extra}"
start_date = "{day}"
summary = "{what}"
"""
    rows = ["Ann,2021-01-01,one", ",,more", ",2021-01-01,two", "Ben,-,", "Ben,2021-01-02,three", "Note,x,y"]
    imports.sheet(*rows, heading="who,day,What", mapping=mapping)
    assert set(Meeting.objects.values_list("title", "summary")) == {
        ("Ann: one more", "one\nmore"),
        ("Ann: two", "two"),
        ("Ben: three", "three"),
    }


def test_heading_below_a_title_and_blank_columns(imports):
    content = ["Our calls,,,", ",,,", "id,day,,", "1,2021-01-01,,", "2,2021-01-02"]
    mapping = MEETING % ('"%Y-%m-%d"', "heading_row = 3", "")
    imports.run(imports.file(content), mapping=mapping)
    assert Meeting.objects.count() == 2


def test_short_rows_where_the_mapping_allows_them(imports):
    found = meetings(imports, ["1,2021-01-01", "2"], sheet='short_rows = "allow"')
    assert found["2"].when == "date not known"


def test_unescape_takes_one_apostrophe(imports):
    found = meetings(
        imports,
        ["1,,'=1+1,''quoted"],
        heading="id,day,a,b",
        sheet="unescape = true",
        more='summary = "{a} {b}"',
    )
    assert found["1"].summary == "=1+1 'quoted"


def test_several_files_in_one_import(imports):
    one, two = imports.file(["id,day", "1,2021-01-01"]), imports.file(["day;id", "2021-01-02;2"], "other.csv")
    imports.run(one, two, mapping=MEETING % ('"%Y-%m-%d"', "", ""))
    assert set(Meeting.objects.values_list("title", flat=True)) == {"1", "2"}


def test_visit_and_meeting_of_one_row(imports):
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d"]
[visit]
key = "trip {trip}"
title = "Trip {trip}"
[meeting]
key = "{id}"
title = "{id}"
start_date = "{day}"
place = "{town}"
country = "MX"
[source]
title = "Book of trips"
published_on = 2022-10-03
"""
    rows = ["a,1,2021-01-01,Puebla", "a,2,2021-01-02,", "b,3,,Tokyo"]
    imports.sheet(*rows, heading="trip,id,day,town", mapping=mapping)
    assert Visit.objects.count() == 2
    meeting = Meeting.objects.get(title="2")
    assert (meeting.visit.title, str(meeting.place)) == ("Trip a", "Mexico")
    source = Source.objects.get()
    assert source.published_on.isoformat() == "2022-10-03"
    assert source.visits.count() == 2
    assert source.meetings.count() == 3


def test_posts_are_as_precise_as_their_dates(imports):
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d", "%B %Y", "%Y"]
[appointment]
official = "{who}"
organization = { name = "{where}", country = "Mexico", parent = "Government of Mexico" }
title = "{post}"
acting = "{acting}"
start_date = "{from}"
end_date = "{to}"
"""
    rows = ["Ann,SRE,Minister,no,2019,March 2021", "Ben,SRE,Minister,yes,2021-03-05,", "Cal,SRE,Minister,,,"]
    imports.sheet(*rows, heading="who,where,post,acting,from,to", mapping=mapping)
    assert {str(one.official): (one.when, one.acting) for one in Appointment.objects.all()} == {
        "Ann": ("2019 – March 2021", False),
        "Ben": ("from 5 March 2021", True),
        "Cal": ("dates not known", False),
    }
    assert Organization.objects.get(name="SRE").parent.name == "Government of Mexico"
    told = imports.refused(
        imports.file(["who,where,post,acting,from,to", "Ann,SRE,Minister,perhaps,2019,"]), mapping=mapping
    )
    assert "acting: “perhaps”: it is neither yes nor no" in told


def test_directory_alone(imports):
    mapping = """
[[topic]]
name = "{topic}"
parent = "{above}"
[[organization]]
when = { column = "org", blank = false }
name = "{org}"
kind = "International organization"
acronym = "{acronym}"
"""
    rows = ["visas,travel,,", "travel,,,", "borders,travel,International Organization for Migration,IOM"]
    imports.sheet(*rows, heading="topic,above,org,acronym", mapping=mapping)
    assert {(one.name, str(one.parent or "")) for one in Topic.objects.select_related("parent")} == {
        ("visas", "travel"),
        ("travel", ""),
        ("borders", "travel"),
    }
    assert Organization.objects.get().kind == "international"


def test_key_tells_people_of_one_name_apart(imports):
    more = """
[[meeting.participants]]
side = "counterpart"
official = { key = "staff:{number}", name = "{name}" }
"""
    meetings(imports, ["1,,7,Juan", "2,,8,Juan", "3,,7,Juan Pérez"], heading="id,day,number,name", more=more)
    assert set(Official.objects.values_list("name", "aliases")) == {("Juan", "Juan Pérez"), ("Juan", "")}


def test_records_in_json(imports):
    uids = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(5)]
    data = {
        "topics": ["trade", "visas"],
        "sources": [{"title": "Cable  1", "published_on": "2022-10-03", "url": ""}],
        "visit": {"uid": uids[0], "title": "Trip", "start_date": "2021-12-06", "end_date": "2021-12-08",
                  "dates": "within", "organization": {"uid": uids[1], "name": "CBP", "country": "US"}},
        "participants": [
            {"side": "delegation", "order": 7, "note": "and  staff", "title": None,
             "official": {"uid": uids[2], "name": "Ann", "honorific": "Dr."},
             "organization": {"uid": uids[1], "name": "CBP"},
             "title_source": {"title": "Cable  1", "published_on": "2022-10-03"}},
            {"side": "third_party", "order": 0, "description": "industry", "official": None},
            {"side": "third_party", "order": 0, "description": "industry", "official": None},
        ],
        "outcomes": [{"uid": uids[3], "kind": "next_step", "text": "To meet again", "due_date": "2022-01-31",
                      "owner_official": {"uid": uids[2], "name": "Ann"}, "progress": "open",
                      "closed_on": None}],
    }  # fmt: skip
    fields = ("topics", "sources", "visit", "participants", "outcomes")
    more = "\n".join(f'{name} = {{ json = "{{data}}", path = "{name}" }}' for name in fields)
    quoted = json.dumps(data).replace('"', '""')
    row = f'1,2021-12-06,"{quoted}"'
    meeting = meetings(imports, [row], heading="id,day,data", more=more)["1"]
    assert (str(meeting.visit.uid), meeting.visit.when) == (uids[0], "within 6–8 December 2021")
    assert str(meeting.visit.organization.uid) == uids[1]
    assert meeting.topics.count() == 2
    assert meeting.sources.get().title == "Cable  1"
    first, *others = meeting.participants.order_by("-order")
    assert (first.order, first.note, str(first.official), first.title) == (7, "and  staff", "Dr. Ann", "")
    assert first.title_source == meeting.sources.get()
    assert [other.description for other in others] == ["industry", "industry"]
    outcome = Outcome.objects.get(uid=uids[3])
    assert (outcome.due_date.isoformat(), outcome.owner_official) == ("2022-01-31", first.official)
    assert "Nothing changed" in imports.sheet(
        row, heading="id,day,data", mapping=MEETING % ('"%Y-%m-%d"', "", more)
    )

    unknown = row.replace('""note""', '""noet""')
    told = imports.refused(imports.file(["id,day,data", unknown]), mapping=MEETING % ('"%Y-%m-%d"', "", more))
    assert "data: participants.1.noet: “and  staff”: a participant has no field “noet”" in told


def test_numbers_in_a_workbook_are_read_as_they_look(imports, tmp_path):
    book = openpyxl.Workbook()
    for row in (["id", "day", "a"], [1, None, 2.5], [2.0, None, True]):
        book.active.append(row)
    path = tmp_path / "sheet.xlsx"
    book.save(path)
    imports.run(path, mapping=MEETING % ('"%Y"', "", 'summary = "{a}"'))
    assert set(Meeting.objects.values_list("title", "summary")) == {("1", "2.5"), ("2", "yes")}


def test_title_is_made_from_participants(imports):
    mapping = MEETING.replace('title = "{id}"\n', "") % (
        '"%Y"',
        "",
        """
[[meeting.participants]]
side = "delegation"
official = "Ann"
[[meeting.participants]]
each = { from = "{who}", split = [";"] }
side = "counterpart"
official = "{item}"
""",
    )
    imports.sheet("1,2021,Juan;Rosa", heading="id,day,who", mapping=mapping)
    meeting = Meeting.objects.get()
    assert meeting.title == "Ann with Juan and 1 other"
    assert Meeting.objects.matching("juan").get() == meeting
    assert [one.order for one in Participant.objects.order_by("pk")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MX", "MX"),
        ("México", "MX"),
        ("United Mexican States", "MX"),
        ("Korea, South", "KR"),
        ("Korea, Republic of", "KR"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("The Netherlands", "NL"),
        ("Cote d'Ivoire", "CI"),
        ("Turkiye", "TR"),
        ("U.S.S.R.", "SU"),
        ("Soviet Union", "SU"),
        ("Yugoslavia", "YU"),
        ("Czechoslovakia", "CS"),
        ("German Democratic Republic", "DD"),
        ("Germany, Federal Republic of", "DE"),
        ("Serbia and Montenegro", "XS"),
        ("Republic of China", "TW"),
        ("People’s Republic of China", "CN"),
        ("Zaire", "CD"),
        ("St. Lucia", "LC"),
        ("Bosnia & Herzegovina", "BA"),
        ("Kosovo", "XK"),
        ("Republic of the Philippines", "PH"),
        # More than one is called so, or none.
        ("Korea", None),
        ("Virgin Islands", None),
        ("Atlantis", None),
        ("ZZ", None),
        ("", None),
    ],
)
def test_countries(text, code):
    assert find_country(text) == code


def test_countries_are_read_as_people_abbreviate_them(imports):
    imports.sheet(
        "1,2024,UK\n2,2024,U.S.",
        heading="id,day,a",
        mapping=MEETING % ('"%Y"', "", 'place = { country = "{a}" }'),
    )
    assert list(Meeting.objects.order_by("title").values_list("place__country", flat=True)) == ["GB", "US"]
