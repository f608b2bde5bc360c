"""What a mapping can say because registers need it."""

import datetime

import pytest

from engagements.models import Appointment, Meeting, Official, Organization, Participant, Visit

from .sheets import HEADING, TRIPS, plan_of

pytestmark = pytest.mark.django_db
MEETING = """
[sheet]
date_formats = ["%Y-%m-%d"]
[meeting]
key = "m:{id}"
title = "T"
start_date = "{day}"
"""
LISTS = (
    MEETING
    + """
[[meeting.participants]]
each = { from = "{who}", split = [","], pairs = { title = { from = "{titles}", split = [","] } } }
side = "delegation"
official = "{item}"
title = "{item.title}"
"""
)
COUNTERPARTS = (
    MEETING
    + """
[[meeting.participants]]
side = "counterpart"
each = { from = "{met}", OPTIONS }
organization = "{item}"
"""
)


def problems_of(*rows, **options):
    return [str(error) for error in plan_of(*rows, **options).errors]


def test_lists_side_by_side_are_paired_by_position(imports):
    row = '1,2024-11-28,"Ann,Ben,Cy","Member,Head,Member"'
    imports.sheet(row, heading="id,day,who,titles", mapping=LISTS)
    titles = dict(Participant.objects.values_list("official__name", "title"))
    assert titles == {"Ann": "Member", "Ben": "Head", "Cy": "Member"}


@pytest.mark.parametrize(
    ("who", "titles", "problems"),
    [
        ("Ann,Ben", "Member", ["2 in who, 1 in titles"]),
        ("Ann,Ben", "", []),
        ("", "", []),
        ("Ann,,Cy", "Member,,Head", []),
    ],
)
def test_paired_lists_have_as_many_parts(who, titles, problems):
    told = problems_of(f'1,2024-11-28,"{who}","{titles}"', heading="id,day,who,titles", mapping=LISTS)
    assert len(told) == len(problems)
    assert all(problem in text for problem, text in zip(problems, told, strict=True))


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ('split_pattern = ",(?! )"', {"Alpha, Inc.", "Beta", "Gamma"}),
        ('split_pattern = ",(?! )", split = ["Gam"]', {"Alpha, Inc.", "Beta", "ma"}),
        ('split = [","], values = { "Beta" = "B." }, otherwise = ""', {"B."}),
        ('split = [","], values = { "Beta" = "B." }, otherwise = "Other of {id}"', {"B.", "Other of 1"}),
    ],
)
def test_parts_of_a_cell(imports, options, names):
    mapping = COUNTERPARTS.replace("OPTIONS", options)
    imports.sheet('1,2024-01-02,"Alpha, Inc.,Beta,Gamma"', heading="id,day,met", mapping=mapping)
    assert set(Organization.objects.values_list("name", flat=True)) == names


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "is no pattern"),
        ("a*", "how many"),
        ("(?:a{1,3}){1,3}", "single signs"),
        ("a{0,2}", "may be no sign at all"),
        ("(a)", "write (?:"),
    ],
)
def test_patterns_that_could_be_slow_or_find_nothing(imports, pattern, reason):
    mapping = COUNTERPARTS.replace("OPTIONS", f"split_pattern = '{pattern}'")
    said = imports.refused(imports.file("id,day,met\n1,2024-01-02,x\n"), mapping=mapping)
    assert reason in said
    assert "split_pattern" in said


def test_a_column_without_heading_is_told_once_and_left_out_on_request(imports):
    file = imports.file(",id,day\n0,1,2024-01-02\n1,2,2024-01-03\n")
    said = imports.refused(file, mapping=MEETING)
    assert said.count("which has no heading") == 1
    assert 'unnamed_columns = "leave out"' in said
    imports.run(file, mapping=MEETING.replace("[sheet]", '[sheet]\nunnamed_columns = "leave out"'))
    assert Meeting.objects.count() == 2


def test_a_table_of_values_is_for_the_field_that_names_it(imports):
    mapping = """
[visit]
key = "v:{id}"
title = "{who}"
[[visit.delegation]]
official = "Ann"
title = { from = "{who}", values = "title" }
[values.title]
"President*" = "President"
"""
    imports.sheet("1,President Ada", heading="id,who", mapping=mapping)
    visit = Visit.objects.get()
    assert (visit.title, visit.members.get().title) == ("President Ada", "President")


def test_control_characters_are_told_and_read_on_request(imports):
    rows = ["1,Test\x92s Trust", "2,Test’s Trust"]
    mapping = '[organization]\nkey = "o:{id}"\nname = "{name}"\n'
    assert "U+0092 (1; rows 2)" in imports.sheet(*rows, heading="id,name", mapping=mapping, dry_run=True)
    mapping += '[sheet]\ncontrol_characters = "windows-1252"\n'
    imports.sheet(*rows, heading="id,name", mapping=mapping)
    assert set(Organization.objects.values_list("name", flat=True)) == {"Test’s Trust"}


KEYS = (
    '[appointment]\nkey = "t:{id}"\nofficial = { key = "staff:{who}" }\norganization = "{org}"\ntitle = "x"\n'
)


def test_a_record_may_be_named_by_its_key_alone(imports):
    imports.sheet(
        "nora,Nora Ravel", heading="id,name", mapping='[official]\nkey = "staff:{id}"\nname = "{name}"\n'
    )
    imports.sheet("1,nora,Mission", heading="id,who,org", mapping=KEYS)
    assert Appointment.objects.get().official.name == "Nora Ravel"
    said = imports.refused(imports.file("id,who,org\n2,ben,Mission\n"), mapping=KEYS)
    assert "row 2, who: “staff:ben”: there is no official of the key “staff:ben”: import it first" in said


@pytest.mark.parametrize("kind", ["organization", "official", "place", "topic", "source"])
def test_an_unknown_key_is_refused_and_is_no_fault_of_ours(imports, kind):
    said = imports.refused(imports.file("id,x\n7,y\n"), mapping=f'[{kind}]\nkey = "o:{{id}}"\n')
    assert f"row 2, id: “o:7”: there is no {kind} of the key “o:7”" in said


TIMES = MEETING + 'start_time = "{time}"\ntimezone = "{zone}"\n'


@pytest.mark.parametrize(
    ("time", "zone", "meant"),
    [
        ("14:30", "", "14:30:00"),
        ("9.30", "", "09:30:00"),
        ("09h30", "", "09:30:00"),
        ("9h", "", "09:00:00"),
        ("9:30 PM", "", "21:30:00"),
        ("12 a.m.", "", "00:00:00"),
        ("noon", "", "12:00:00"),
        ("14:00Z", "America/New_York", "09:00:00"),
        ("14:00-05:00", "Europe/Kyiv", "21:00:00"),
        ("14:00 UTC+1", "Europe/Lisbon", "13:00:00"),
    ],
)
def test_times(imports, time, zone, meant):
    imports.sheet(f"1,2024-03-05,{time},{zone}", heading="id,day,time,zone", mapping=TIMES)
    assert Meeting.objects.get().start_time.isoformat() == meant


@pytest.mark.parametrize(
    ("time", "zone", "reason"),
    [
        ("2024", "", "it is no time such as"),
        ("930", "", "it is no time such as"),
        ("25:00", "", "there is no time 25:00"),
        ("13 PM", "", "no 13 o’clock"),
        ("14:00Z", "", "fill timezone"),
        ("02:00Z", "America/New_York", "of another day"),
        ("14:00+20:00", "Europe/Kyiv", "no place is"),
    ],
)
def test_times_that_can_not_be(time, zone, reason):
    told = problems_of(f"1,2024-03-05,{time},{zone}", heading="id,day,time,zone", mapping=TIMES)
    assert len(told) == 1
    assert f"row 2, time: “{time}”: " in told[0]
    assert reason in told[0]


def test_time_formats_are_refused_where_two_give_different_times():
    mapping = TIMES.replace("[sheet]", '[sheet]\ntime_formats = ["%H %M", "%M %H", "%I.%M %p"]')
    rows = ["1,2024-03-05,10 11,", "2,2024-03-05,10 10,", "3,2024-03-05,2.15 pm,", "4,2024-03-05,14:30,"]
    told = problems_of(*rows, heading="id,day,time,zone", mapping=mapping)
    assert ["10:11 by %H %M and 11:10 by %M %H" in told[0], "fits no time format" in told[1]] == [True, True]


@pytest.mark.parametrize(("first", "year"), [("", 1958), ("first_two_digit_year = 1960", 2058)])
def test_two_digit_years_are_of_the_hundred_years_that_are_said(imports, first, year):
    mapping = TRIPS.replace('["%Y-%m-%d", "%B %Y"]', f'["%d/%m/%y"]\n{first}')
    imports.sheet("1,Ann Able,14/03/58,,Mexico,Puebla,", mapping=mapping)
    assert Visit.objects.get().start_date.year == year


def test_what_lies_ahead_is_planned_and_never_done(imports):
    ahead = (datetime.date.today() + datetime.timedelta(days=400)).isoformat()
    said = imports.sheet(f"1,Ann Able,{ahead},,Mexico,Puebla,")
    assert "Dates ahead" in said
    assert Visit.objects.get().progress == "planned"
    mapping = TRIPS.replace("[visit]", '[visit]\nprogress = "completed"')
    told = problems_of(f"2,Ann Able,{ahead},,Mexico,Puebla,", mapping=mapping)
    assert "lies ahead, and the visit is completed" in told[0]


@pytest.mark.parametrize("name", ["N/A", "NULL", "-", "?", "TBD", "unknown", "…", "n.a.", "#N/A"])
def test_nobody_is_called_so(imports, name):
    row = f"1,{name},2021-12-06,,Mexico,Puebla,"
    assert f"row 2, who: “{name}”: nobody is called so" in imports.refused(imports.file([HEADING, row]))
    imports.sheet(
        row, mapping=TRIPS.replace("[sheet]", f'[sheet]\nblanks = ["{name}"]').replace("{who} in", "in")
    )
    assert not Official.objects.exists()


@pytest.mark.parametrize(
    ("values", "country"), [('NA = "NA"', "NA"), ('NA = "Namibia"', "NA"), ('NA = ""', None), ("", "asked")]
)
def test_na_as_a_country_is_asked_about(imports, values, country):
    mapping = TRIPS + f"[values.country]\n{values}\n"
    file = imports.file([HEADING, "1,Ann Able,2021-12-06,,NA,,"])
    if country == "asked":
        assert "is that Namibia, or no country?" in imports.refused(file, mapping=TRIPS)
        return
    imports.run(file, mapping=mapping)
    stop = Visit.objects.get().stops.first()
    assert (stop.place.country if stop else None) == country


def test_marks_of_names(imports):
    rows = ["Hùng", "Hưng", "José", "Jose", "ハタ", "バタ"]
    said = imports.sheet(*rows, heading="name", mapping='[official]\nname = "{name}"\n')
    assert "official “Jose” was taken for “José” (1; rows 5)" in said
    assert set(Official.objects.values_list("name", flat=True)) == {"Hùng", "Hưng", "José", "ハタ", "バタ"}


def test_a_bare_spelling_that_fits_two_is_asked_about():
    told = problems_of("José", "Josè", "Jose", heading="name", mapping='[official]\nname = "{name}"\n')
    assert "more than one official goes by the name “Jose”" in told[0]


def test_names_far_apart_and_lines_without_anybody_are_told(imports):
    mapping = (
        MEETING
        + """
[[meeting.participants]]
side = "counterpart"
official = "{who}"
country = "{from}"
[visit]
key = "v:{id}"
title = "V"
[[visit.delegation]]
official = "{x}"
title = "Envoy"
"""
    )
    rows = ["1,1961-03-01,Park,South Korea,", "2,2019-03-01,Park,Ghana,", "3,2019-03-01,Kim,Ghana,"]
    said = imports.sheet(*rows, heading="id,day,who,from,x", mapping=mapping, dry_run=True)
    assert "Park: of Ghana, South Korea and from 1961 to 2019 (2; rows 2, 3)" in said
    assert "Kim: of" not in said
    assert "Envoy (3; rows 2, 3, 4)" in said
