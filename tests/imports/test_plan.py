"""The plan of an import, case by case: the smallest sheets, and what the plan says becomes of each record.

A case is what is there before, by the sheets imported and by hand; then the sheet that is planned.
"""

import pytest

from engagements.imports.commit import commit, import_writer
from engagements.imports.plan import builder, report_rows, store
from engagements.imports.plan.builder import CONTRADICTION_REMEDY
from engagements.imports.plan.permissions import HIDDEN_RECORD_PROBLEM
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.models import (
    Appointment,
    DelegationMember,
    ImportedRecord,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Source,
    Stop,
    Topic,
    Visit,
)

from .sheets import plan_of

pytestmark = pytest.mark.django_db

VISIT = """
[sheet]
date_formats = ["%Y-%m-%d", "%Y"]
[visit]
key = "v:{id}"
title = "{title}"
purpose = "{why}"
start_date = "{day}"
"""
VISIT_HEADING = "id,title,why,day"

MEETING = """
[sheet]
date_formats = ["%Y-%m-%d"]
[meeting]
key = "m:{id}"
title = "Call {id}"
topics = { from = "{topics}", split = [";"] }
[[meeting.participants]]
side = "counterpart"
official = "{who}"
organization = "{org}"
title = "{post}"
description = "{text}"
[[meeting.outcomes]]
each = { from = "{outcomes}", split = [";"] }
kind = "commitment"
text = "{item}"
"""
MEETING_HEADING = "id,topics,who,org,post,text,outcomes"

STAY = """
[sheet]
date_formats = ["%Y-%m-%d"]
[visit]
key = "s:{id}"
title = "Stay {id}"
[[visit.stops]]
when = { column = "town", blank = false }
place = { name = "{town}", country = "MX" }
start_date = "{day}"
[[visit.delegation]]
official = "{who}"
role = "{role}"
"""
STAY_HEADING = "id,town,day,who,role"

ORGANIZATION = """
[organization]
key = "{key}"
name = "{name}"
country = "{country}"
acronym = "{acronym}"
aliases = "{aliases}"
"""
ORGANIZATION_BY_NAME = ORGANIZATION.replace('key = "{key}"\n', "")
ORGANIZATION_HEADING = "key,name,country,acronym,aliases"

OFFICIAL = """
[official]
uid = "{uid}"
name = "{name}"
honorific = "{honorific}"
aliases = "{aliases}"
"""
OFFICIAL_HEADING = "uid,name,honorific,aliases"
UID = "11111111-2222-4333-8444-555555555555"


def told(plan, *kinds):
    """Return (action, kind, key, details) of each line of the report, of ``kinds`` or all."""
    return [
        (line.action, line.kind, line.key, line.details)
        for line in plan.report_lines()
        if not kinds or line.kind in kinds
    ]


def wrong(plan):
    return [(error.row, error.column, error.reason) for error in plan.errors]


def visits(*rows, **options):
    return plan_of(*rows, mapping=VISIT, heading=VISIT_HEADING, **options)


def meetings(*rows):
    return plan_of(*rows, mapping=MEETING, heading=MEETING_HEADING)


def stays(*rows):
    return plan_of(*rows, mapping=STAY, heading=STAY_HEADING)


def organizations(*rows, mapping=ORGANIZATION):
    return plan_of(*rows, mapping=mapping, heading=ORGANIZATION_HEADING)


def officials(*rows, mapping=OFFICIAL):
    return plan_of(*rows, mapping=mapping, heading=OFFICIAL_HEADING)


# Fields of a record with a key of its own


def no_edit():
    pass


def edit_visit(**values):
    return lambda: Visit.objects.update(**values)


FIELDS = {
    "made": (None, no_edit, "1,Trip,talks,", [("made", "")]),
    "left, as it is there": ("1,Trip,talks,2021", no_edit, "1,Trip,talks,2021", [("left", "")]),
    "changed, as it was imported": (
        "1,Trip,talks,",
        no_edit,
        "1,Trip,trade,",
        [("changed", "purpose: talks → trade")],
    ),
    "changed to nothing": ("1,Trip,talks,", no_edit, "1,Trip,,", [("changed", "purpose: talks → nothing")]),
    "changed from nothing": ("1,Trip,,", no_edit, "1,Trip,talks,", [("changed", "purpose: nothing → talks")]),
    "kept, as it was edited by hand": (
        "1,Trip,talks,",
        edit_visit(purpose="by hand"),
        "1,Trip,trade,",
        [("left", ""), ("kept", "purpose: by hand → trade")],
    ),
    "kept, though the sheet says the same as before": (
        "1,Trip,talks,",
        edit_visit(purpose="by hand"),
        "1,Trip,talks,",
        [("left", ""), ("kept", "purpose: by hand → talks")],
    ),
    "left, as the hand wrote what the sheet says now": (
        "1,Trip,talks,",
        edit_visit(purpose="trade"),
        "1,Trip,trade,",
        [("left", "")],
    ),
    "one changed, one kept": (
        "1,Trip,talks,",
        edit_visit(purpose="by hand"),
        "1,Journey,trade,",
        [("changed", "title: Trip → Journey"), ("kept", "purpose: by hand → trade")],
    ),
    "dates changed": (
        "1,Trip,,2021-05-04",
        no_edit,
        "1,Trip,,2021",
        [
            (
                "changed",
                "start_date: 2021-05-04 → 2021-01-01, end_date: 2021-05-04 → 2021-12-31, "
                "dates: exact → within",
            )
        ],
    ),
    "dates kept together": (
        "1,Trip,,2021-05-04",
        edit_visit(start_date="2021-05-03"),
        "1,Trip,,2021-05-05",
        [
            ("left", ""),
            ("kept", "start_date: 2021-05-03 → 2021-05-05"),
            ("kept", "end_date: 2021-05-04 → 2021-05-05"),
        ],
    ),
    "deleted by hand": (
        "1,Trip,talks,",
        lambda: Visit.objects.all().delete(),
        "1,Trip,trade,",
        [("left", "left: it was deleted since the last import")],
    ),
}


@pytest.mark.parametrize(("before", "edit", "row", "lines"), FIELDS.values(), ids=FIELDS)
def test_fields(before, edit, row, lines):
    if before:
        commit(visits(before))
    edit()
    assert told(visits(row)) == [(action, "visit", "v:1", details) for action, details in lines]


def test_long_texts_show_where_they_differ():
    talks = "talks on many things and " * 10
    commit(visits(f"1,Trip,{talks}trade,"))
    ((_, _, _, details),) = told(visits(f"1,Trip,{talks}visas,"))
    assert details == f"purpose: …{talks[-30:]}[trade] → …{talks[-30:]}[visas]"
    plan = visits(f"2,Trip,{talks}trade,", f"2,Trip,{talks}visas,")
    assert wrong(plan) == [
        (
            3,
            "why",
            f"row 2 is of the same visit (v:2) and says “…{talks[-30:]}[trade]”, "
            f"and this row “…{talks[-30:]}[visas]”: {CONTRADICTION_REMEDY}",
        )
    ]


def test_long_value_that_is_new_is_cut():
    commit(visits("1,Trip,,"))
    ((_, _, _, details),) = told(visits("1,Trip," + "y" * 101 + ","))
    assert details == f"purpose: nothing → {'y' * 99}…"


def test_field_that_the_mapping_fills_anew():
    without_purpose = VISIT.replace('purpose = "{why}"\n', "")
    commit(plan_of("1,Trip,,", "2,Tour,,", mapping=without_purpose, heading=VISIT_HEADING))
    Visit.objects.filter(title="Tour").update(purpose="by hand")
    assert told(visits("1,Trip,talks,", "2,Tour,talks,")) == [
        ("changed", "visit", "v:1", "purpose: nothing → talks"),
        ("left", "visit", "v:2", ""),
        ("kept", "visit", "v:2", "purpose: by hand → talks"),
    ]
    commit(visits("1,Trip,talks,", "2,Tour,talks,"))
    # From now on it was imported into the one, and never into the other.
    assert told(visits("1,Trip,trade,", "2,Tour,trade,")) == [
        ("changed", "visit", "v:1", "purpose: talks → trade"),
        ("left", "visit", "v:2", ""),
        ("kept", "visit", "v:2", "purpose: by hand → trade"),
    ]


def test_value_kept_once_is_kept_again():
    commit(visits("1,Trip,talks,"))
    Visit.objects.update(purpose="by hand")
    commit(visits("1,Journey,trade,"))
    kept = ("kept", "visit", "v:1", "purpose: by hand → trade")
    assert told(visits("1,Journey,trade,")) == [("left", "visit", "v:1", ""), kept]
    # As soon as the hand's value is what the sheet says, both go on together.
    Visit.objects.update(purpose="trade")
    commit(visits("1,Journey,trade,"))
    assert told(visits("1,Journey,visas,")) == [("changed", "visit", "v:1", "purpose: trade → visas")]


REFERENCE = """
[visit]
key = "v:{id}"
title = "Trip {id}"
organization = "{org}"
"""


def trips(*rows):
    return plan_of(*rows, mapping=REFERENCE, heading="id,org")


def test_reference_changed_kept_and_emptied():
    commit(trips("1,Ministry", "2,Agency", "3,Bureau"))
    ministry = Organization.objects.get(name="Ministry")
    bureau = Organization.objects.get(name="Bureau")
    Visit.objects.filter(title="Trip 2").update(organization=ministry)
    assert told(trips("1,New Office", "2,Bureau", "3,"), "visit") == [
        ("changed", "visit", "v:1", f"organization: Ministry (#{ministry.pk}) → new office"),
        ("left", "visit", "v:2", ""),
        ("kept", "visit", "v:2", f"organization: Ministry (#{ministry.pk}) → Bureau (#{bureau.pk})"),
        ("changed", "visit", "v:3", f"organization: Bureau (#{bureau.pk}) → nothing"),
    ]


# Which record it is


def test_uid_of_a_record_that_is_there_changes_it_at_once():
    official = Official.objects.create(name="Ann Able", honorific="Ms", uid=UID)
    plan = officials(f"{UID},Anna Able,Dr.,")
    assert told(plan) == [
        ("changed", "official", f"uid:{UID}", "name: Ann Able → Anna Able, honorific: Ms → Dr.")
    ]
    commit(plan)
    # From now on it was imported, so what people edit is kept.
    Official.objects.update(honorific="Prof.")
    assert told(officials(f"{UID},Anna Able,Sir,")) == [
        ("left", "official", f"uid:{UID}", ""),
        ("kept", "official", f"uid:{UID}", "honorific: Prof. → Sir"),
    ]
    official.refresh_from_db()
    assert official.name == "Anna Able"


def test_uid_that_is_not_there_is_made():
    Official.objects.create(name="Ann Able")  # a namesake of another uid
    assert told(officials(f"{UID},Ann Able,,")) == [("made", "official", f"uid:{UID}", "")]


def test_key_counts_before_the_uid():
    mapping = '[visit]\nkey = "v:{id}"\nuid = "{uid}"\ntitle = "{title}"'
    heading = "id,uid,title"
    commit(plan_of("1,,Trip", mapping=mapping, heading=heading))
    Visit.objects.create(title="Other", dates="unknown", uid=UID)
    plan = plan_of(f"1,{UID},Journey", mapping=mapping, heading=heading)
    assert told(plan) == [("changed", "visit", "v:1", "title: Trip → Journey")]


def test_entry_of_the_directory_that_was_deleted_is_made_again():
    commit(officials(",Ann Able,Dr.,"))
    Official.objects.all().delete()
    assert told(officials(",Ann Able,Dr.,")) == [("made", "official", "name:ann able", "")]


NAMED = {
    "in another case, without accents": ({"name": "Ánn ABLE"}, "Ann Able"),
    "by an alias": ({"name": "Somebody", "aliases": "Other\nAnn Able"}, "Ann Able"),
    "by the name in its own script": ({"name": "Somebody", "native_name": "Анна"}, "Анна"),
}


@pytest.mark.parametrize(("values", "name"), NAMED.values(), ids=NAMED)
def test_official_that_a_sheet_only_mentions_by_name_is_not_changed(values, name):
    Official.objects.create(honorific="Ms", **values)
    plan = officials(f",{name},Dr.,")
    assert [line[:2] + line[3:] for line in told(plan)] == [("left", "official", "")]
    commit(plan)
    # Nor at a later import, though it was imported once.
    assert [line[0] for line in told(officials(f",{name},Sir,"))] == ["left"]
    assert ImportedRecord.objects.get().values == {
        "fields": {"aliases": ""},
        "refs": {},
        "sets": {},
        "lines": {},
        "adopted": "name",
    }


def test_aliases_of_a_mentioned_official_are_added():
    Official.objects.create(name="Ann Able", aliases="A. Able")
    assert told(officials(",Ann Able,,Annie")) == [
        ("changed", "official", "name:ann able", "aliases: A. Able → A. Able; Annie")
    ]


def test_official_that_an_import_made_is_changed_by_the_next():
    commit(officials(",Ann Able,Ms,"))
    assert told(officials(",ANN ABLE,Dr.,")) == [
        ("changed", "official", "name:ann able", "honorific: Ms → Dr.")
    ]


ORGANIZATIONS = {
    "of the country": ([("Ministry", "MX")], "Ministry,MX", "left"),
    "of no country yet": ([("Ministry", "")], "Ministry,MX", "left"),
    "of any country, where the sheet says none": ([("Ministry", "MX")], "Ministry,", "left"),
    "of another country": ([("Ministry", "PA")], "Ministry,MX", "made"),
    "of this country beside another one": ([("Ministry", "PA"), ("Ministry", "MX")], "Ministry,MX", "left"),
    "by its acronym": ([("Ministry", "MX")], "SRE,MX", "left"),
}


@pytest.mark.parametrize(("there", "row", "action"), ORGANIZATIONS.values(), ids=ORGANIZATIONS)
def test_organization_by_name_and_country(there, row, action):
    for name, country in there:
        Organization.objects.create(name=name, country=country, acronym="SRE")
    assert [line[0] for line in told(organizations(f",{row},,", mapping=ORGANIZATION_BY_NAME))] == [action]


def test_place_by_name_and_country_and_source_by_all_that_names_it():
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d"]
[place]
when = { column = "name", blank = false }
name = "{name}"
country = "{country}"
[source]
when = { column = "title", blank = false }
title = "{title}"
url = "{url}"
published_on = "{day}"
[topic]
when = { column = "topic", blank = false }
name = "{topic}"
"""
    heading = "name,country,title,url,day,topic"
    Place.objects.create(name="Santiago", country="CL", aliases="Santiago de Chile")
    Source.objects.create(title="Readout", url="https://a.example/", published_on="2021-05-05")
    Topic.objects.create(name="Trade")
    rows = [
        "Santiago,CL,,,,",
        "santiago de chile,CL,,,,",
        "Santiago,ES,,,,",
        ",,READOUT,https://a.example/,2021-05-05,",
        ",,Readout,https://a.example/,2021-05-06,",
        ",,Readout,https://b.example/,2021-05-05,",
        ",,Readout,,,",
        ",,,,,trade",
        ",,,,,Visas",
    ]
    assert sorted(
        (action, key) for action, _, key, _ in told(plan_of(*rows, mapping=mapping, heading=heading))
    ) == [
        ("left", "name:santiago de chile|CL"),
        ("left", "name:santiago|CL"),
        ("left", "name:trade"),
        ("left", "title:READOUT|https://a.example/|2021-05-05"),
        ("made", "name:santiago|ES"),
        ("made", "name:visas"),
        ("made", "title:Readout|https://a.example/|2021-05-06"),
        ("made", "title:Readout|https://b.example/|2021-05-05"),
        ("made", "title:Readout||"),
    ]


def test_name_of_several_is_asked_about():
    pks = sorted(str(Official.objects.create(name="Ann Able").pk) for _ in range(2))
    plan = officials(",Ben Baker,,", ",Ann Able,,")
    reason = (
        f"more than one official goes by the name “Ann Able” (#{pks[0]}, #{pks[1]}): "
        "give a key, a uid or a country"
    )
    assert wrong(plan) == [(3, "", reason)]
    assert plan.rows_left_out == 1
    assert told(plan) == [("made", "official", "name:ben baker", "")]


def test_name_of_several_in_the_sheet_is_asked_about():
    plan = organizations(",Ministry,MX,,", ",Ministry,PA,,", ",Ministry,,,", mapping=ORGANIZATION_BY_NAME)
    reason = (
        "more than one organization goes by the name “Ministry” (one of this sheet, one of this sheet): "
        "give a key, a uid or a country"
    )
    assert wrong(plan) == [(4, "", reason)]


def test_two_keys_are_two_even_of_one_name():
    Organization.objects.create(name="Ministry", country="MX")
    # The first of them is the one that is there; it has a key of its own from then on.
    assert told(organizations("1,Ministry,MX,,")) == [("left", "organization", "1", "")]
    commit(organizations("1,Ministry,MX,,"))
    assert told(organizations("1,Ministry,MX,,", "2,Ministry,MX,,")) == [
        ("left", "organization", "1", ""),
        ("made", "organization", "2", ""),
    ]


def test_key_whose_name_two_have_is_one_more():
    for _ in range(2):
        Organization.objects.create(name="Ministry", country="MX")
    assert told(organizations("1,Ministry,MX,,")) == [("made", "organization", "1", "")]


def test_same_as_another_of_the_sheet():
    rows = ["1,Ministry of Foreign Affairs,MX,SRE,Foreign Ministry", "2,Agency,MX,,"]
    mapping = (
        ORGANIZATION
        + """
[visit]
key = "v:{key}"
title = "Trip {key}"
organization = { name = "{acronym}", country = "MX" }
"""
    )
    plan = plan_of(*rows, mapping=mapping, heading=ORGANIZATION_HEADING)
    # The second mention of it, by its acronym, is no line of the report.
    assert told(plan) == [
        ("made", "organization", "1", ""),
        ("made", "organization", "2", ""),
        ("made", "visit", "v:1", ""),
        ("made", "visit", "v:2", ""),
    ]
    assert plan.counts["organization"]["made"] == 2
    commit(plan)
    ministry = Organization.objects.get(acronym="SRE")
    assert Visit.objects.get(title="Trip 1").organization == ministry
    assert Visit.objects.get(title="Trip 2").organization is None
    # The name by which it was mentioned leads to it, also when nothing else does.
    mentioned = ImportedRecord.objects.get(key="name:sre|MX")
    assert (mentioned.object_id, mentioned.values["adopted"]) == (ministry.pk, "name")
    Organization.objects.filter(pk=ministry.pk).update(acronym="", folded="")
    assert ("left", "organization", "name:sre|MX", "") in told(
        plan_of(*rows, mapping=mapping, heading=ORGANIZATION_HEADING)
    )


PLACE = """
[place]
name = "{who}"
country = "MX"
aliases = "{aliases}"
"""


@pytest.mark.parametrize("batch_size", [1, 500])
@pytest.mark.parametrize("is_known", [False, True])
def test_rows_of_near_spellings_all_give_their_aliases(is_known, batch_size, monkeypatch):
    for module in (store, import_writer):
        monkeypatch.setattr(module, "PLAN_BATCH_SIZE", batch_size)
    rows = ["Ana Ábalos,One", "Ana Abalos,Two", "Ana abalos,Three"]
    if is_known:
        Place.objects.create(name="Ana Ábalos", country="MX")
    commit(plan_of(*rows, mapping=PLACE, heading="who,aliases"))
    assert {"One", "Two", "Three"} <= set(Place.objects.get().aliases.splitlines())
    plan = plan_of(*rows, mapping=PLACE, heading="who,aliases")
    assert plan.changes_nothing, list(plan.report_lines())


def test_organization_without_a_country_is_the_one_of_the_sheet_that_has_one():
    plan = organizations(",Ministry,,,", ",Ministry,MX,,", mapping=ORGANIZATION_BY_NAME)
    assert told(plan) == [("made", "organization", "name:ministry|MX", "")]
    commit(plan)
    assert Organization.objects.get().country == "MX"


# Lines, sets and aliases


def first_call(**values):
    """Return a row of `MEETING` with these cells."""
    cells = {"id": "1", "topics": "", "who": "", "org": "", "post": "", "text": "", "outcomes": ""} | values
    return ",".join(cells.values())


def add_participant(**values):
    Participant.objects.create(meeting=Meeting.objects.get(), side="counterpart", **values)


LINES = {
    "made": ({}, no_edit, {"who": "Juan"}, [("changed", "participants: nothing → juan")]),
    "made, of an office": (
        {},
        no_edit,
        {"org": "Ministry", "post": "Head"},
        [("changed", "participants: nothing → Head")],
    ),
    "made, of an organization": (
        {},
        no_edit,
        {"org": "Ministry"},
        [("changed", "participants: nothing → ministry")],
    ),
    "made, described": (
        {},
        no_edit,
        {"text": "industry", "post": "Heads"},
        [("changed", "participants: nothing → industry")],
    ),
    "left": ({"who": "Juan"}, no_edit, {"who": "Juan"}, [("left", "")]),
    "changed": (
        {"who": "Juan", "post": "Head"},
        no_edit,
        {"who": "Juan", "post": "Chief"},
        [("changed", "participants (juan): title: Head → Chief")],
    ),
    "field kept": (
        {"who": "Juan", "post": "Head"},
        lambda: Participant.objects.update(title="by hand"),
        {"who": "Juan", "post": "Chief"},
        [("left", ""), ("kept", "participants (juan): title: by hand → Chief")],
    ),
    "dropped": (
        {"who": "Juan", "post": "Head"},
        no_edit,
        {},
        [("changed", "participants: Juan, Head → nothing")],
    ),
    "kept, as it was edited": (
        {"who": "Juan"},
        lambda: Participant.objects.update(title="by hand"),
        {},
        [("left", ""), ("kept", "participants: Juan, by hand → no longer in the sheet")],
    ),
    "kept, as its organization was edited": (
        {"who": "Juan"},
        lambda: Participant.objects.update(organization=Organization.objects.create(name="Bureau")),
        {},
        [("left", ""), ("kept", "participants: Juan, Bureau → no longer in the sheet")],
    ),
    "kept, as somebody saved it": (
        {"who": "Juan"},
        lambda: Participant.objects.get().save(),
        {},
        [("left", ""), ("kept", "participants: Juan → no longer in the sheet")],
    ),
    "removed by hand": (
        {"who": "Juan"},
        lambda: Participant.objects.all().delete(),
        {"who": "Juan"},
        [("left", ""), ("kept", "participants: nothing → juan was removed by hand")],
    ),
    "removed by hand, and from the sheet": (
        {"who": "Juan"},
        lambda: Participant.objects.all().delete(),
        {},
        [("left", "")],
    ),
    "entered by hand before the sheet has it": (
        {},
        lambda: add_participant(official=Official.objects.create(name="Juan"), title="by hand"),
        {"who": "Juan", "post": "Head"},
        [("left", "")],
    ),
    "entered by hand: another person": (
        {},
        lambda: add_participant(official=Official.objects.create(name="Rosa")),
        {"who": "Juan"},
        [("changed", "participants: nothing → juan")],
    ),
    "entered by hand: the same office": (
        {},
        lambda: add_participant(
            organization=Organization.objects.create(name="Ministry"), title="Head", description="x"
        ),
        {"org": "Ministry", "post": "Head", "text": "x"},
        [("left", "")],
    ),
    "entered by hand: another title": (
        {},
        lambda: add_participant(organization=Organization.objects.create(name="Ministry"), title="Chief"),
        {"org": "Ministry", "post": "Head"},
        [("changed", "participants: nothing → Head")],
    ),
    "entered by hand: another description": (
        {},
        lambda: add_participant(description="banks"),
        {"text": "industry"},
        [("changed", "participants: nothing → industry")],
    ),
    "entered by hand: a person in the office": (
        {},
        lambda: add_participant(
            official=Official.objects.create(name="Rosa"),
            organization=Organization.objects.create(name="Ministry"),
        ),
        {"org": "Ministry"},
        [("changed", "participants: nothing → ministry")],
    ),
    "outcome made, and one left": (
        {"outcomes": "to meet"},
        no_edit,
        {"outcomes": "to meet;to write"},
        [("changed", "outcomes: nothing → to write")],
    ),
    "outcome entered by hand before": (
        {},
        lambda: Outcome.objects.create(meeting=Meeting.objects.get(), kind="request", text="to meet"),
        {"outcomes": "to meet;to write"},
        [("changed", "outcomes: nothing → to write")],
    ),
}


@pytest.mark.parametrize(("before", "edit", "row", "lines"), LINES.values(), ids=LINES)
def test_lines(before, edit, row, lines):
    commit(meetings(first_call(**before)))
    edit()
    plan = meetings(first_call(**row))
    assert told(plan, "meeting") == [(action, "meeting", "m:1", details) for action, details in lines]
    commit(plan)
    # What it says is then so: at once again it changes nothing.
    assert meetings(first_call(**row)).changes_nothing


def test_line_that_was_mentioned_is_remembered_without_values():
    commit(meetings(first_call()))
    add_participant(official=Official.objects.create(name="Juan"), title="by hand")
    commit(meetings(first_call(who="Juan", post="Head")))
    participant = Participant.objects.get()
    assert participant.title == "by hand"
    remembered = ImportedRecord.objects.get(kind="meeting").values["lines"]["participants"]["name:juan"]
    assert remembered["pk"] == participant.pk
    assert "title" not in remembered["fields"]
    # Somebody entered it, so it stays when the sheet drops it.
    assert told(meetings(first_call()), "meeting")[1][3].endswith("no longer in the sheet")


STOPS = {
    "stop made": (
        "1,Puebla,,,",
        "1,Oaxaca,,,",
        "stops: nothing → oaxaca|MX, stops: Puebla, Mexico → nothing",
    ),
    "date of a stop": (
        "1,Puebla,2021-05-05,,",
        "1,Puebla,2021-05-06,,",
        "stops (puebla|MX): start_date: 2021-05-05 → 2021-05-06",
    ),
    "member made": ("1,,,,", "1,,,Ann,head", "delegation: nothing → ann"),
    "role of a member": ("1,,,Ann,head", "1,,,Ann,deputy", "delegation (ann): role: head → deputy"),
    "another member": (
        "1,,,Ann,head",
        "1,,,Ben,head",
        "delegation: nothing → ben, delegation: Ann → nothing",
    ),
}


@pytest.mark.parametrize(("before", "row", "details"), STOPS.values(), ids=STOPS)
def test_stops_and_members(before, row, details):
    commit(stays(before))
    plan = stays(row)
    assert told(plan, "visit") == [("changed", "visit", "s:1", details)]
    commit(plan)
    assert stays(row).changes_nothing


def test_stop_and_member_entered_by_hand_are_those_of_the_sheet():
    commit(stays("1,,,,"))
    visit, place = Visit.objects.get(), Place.objects.create(name="Puebla", country="MX")
    Stop.objects.create(visit=visit, place=place)
    DelegationMember.objects.create(visit=visit, official=Official.objects.create(name="Ann"), role="member")
    assert told(stays("1,Puebla,2021-05-05,Ann,head"), "visit") == [("left", "visit", "s:1", "")]
    assert told(stays("1,Oaxaca,,Ben,head"), "visit") == [
        ("changed", "visit", "s:1", "stops: nothing → oaxaca|MX, delegation: nothing → ben")
    ]


def test_uid_tells_outcomes_apart():
    mapping = MEETING + 'uid = "{text}"\n'
    mapping = mapping.replace('description = "{text}"\n', "")
    row = f"1,,Juan,,,{UID},to meet"
    commit(plan_of("1,,Juan,,,,", mapping=mapping, heading=MEETING_HEADING))
    outcome = Outcome.objects.create(meeting=Meeting.objects.get(), kind="request", text="by hand", uid=UID)
    plan = plan_of(row, mapping=mapping, heading=MEETING_HEADING)
    assert told(plan, "meeting") == [("left", "meeting", "m:1", "")]
    outcome.delete()
    plan = plan_of(row, mapping=mapping, heading=MEETING_HEADING)
    assert told(plan, "meeting") == [("changed", "meeting", "m:1", "outcomes: nothing → to meet")]


def topics(*names):
    return lambda: Meeting.objects.get().topics.set(
        [Topic.objects.get_or_create(name=name)[0] for name in names]
    )


SETS = {
    "added": ("trade", no_edit, "trade;visas", [("changed", "topics: 1 → 2")], {"trade", "visas"}),
    "taken out": ("trade;visas", no_edit, "visas", [("changed", "topics: 2 → 1")], {"visas"}),
    "one for another": ("trade", no_edit, "visas", [("changed", "topics: 1 → 1")], {"visas"}),
    "added by hand stays": ("trade", topics("trade", "water"), "trade", [("left", "")], {"trade", "water"}),
    "added by hand, then in the sheet": (
        "trade",
        topics("trade", "water"),
        "trade;water",
        [("left", "")],
        {"trade", "water"},
    ),
    "taken out by hand stays out": (
        "trade;visas",
        topics("trade"),
        "trade;visas",
        [("left", ""), ("kept", "topics: nothing → 1 taken out by hand")],
        {"trade"},
    ),
    "taken out by hand and by the sheet": (
        "trade;visas",
        topics("trade"),
        "trade",
        [("left", "")],
        {"trade"},
    ),
}


@pytest.mark.parametrize(("before", "edit", "cell", "lines", "names"), SETS.values(), ids=SETS)
def test_sets(before, edit, cell, lines, names):
    commit(meetings(first_call(topics=before)))
    edit()
    plan = meetings(first_call(topics=cell))
    assert told(plan, "meeting") == [(action, "meeting", "m:1", details) for action, details in lines]
    commit(plan)
    assert set(Meeting.objects.get().topics.values_list("name", flat=True)) == names


def aliases(text):
    return lambda: Official.objects.update(aliases=text)


ALIASES = {
    "added": ("A", no_edit, "A\nB", "aliases: A → A; B"),
    "taken out": ("A\nB", no_edit, "B", "aliases: A; B → B"),
    "added by hand stays": ("A", aliases("A\nH"), "B", "aliases: A; H → H; B"),
    "taken out by hand stays out": ("A\nB", aliases("B"), "A\nB\nC", "aliases: B → B; C"),
    "the name itself is none": ("", no_edit, "Ann Able\nB", "aliases: nothing → B"),
    "that of the hand is no second one": ("", aliases("H"), "H\nB", "aliases: H → H; B"),
}


@pytest.mark.parametrize(("before", "edit", "cell", "details"), ALIASES.values(), ids=ALIASES)
def test_aliases(before, edit, cell, details):
    commit(officials(f'{UID},Ann Able,,"{before}"'))
    edit()
    plan = officials(f'{UID},Ann Able,,"{cell}"')
    assert told(plan) == [("changed", "official", f"uid:{UID}", details)]
    commit(plan)
    assert officials(f'{UID},Ann Able,,"{cell}"').changes_nothing


# Rows that belong together


def test_rows_of_one_record_are_imported_together_or_not_at_all():
    """A wrong row takes with it the rows of its record, and those of records that these have part in."""
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d"]
[visit]
key = "v:{trip}"
title = "Trip {trip}"
[meeting]
key = "m:{call}"
title = "Call {call}"
start_date = "{day}"
"""
    rows = ["1,1,2021-05-05", "1,2,2021-05-05", "2,2,soon", "3,3,2021-05-05"]
    plan = plan_of(*rows, mapping=mapping, heading="trip,call,day")
    assert [row.number for row in plan.rejected_rows()] == [2, 3, 4]
    assert told(plan) == [("made", "visit", "v:3", ""), ("made", "meeting", "m:3", "")]
    assert (plan.rows_read, plan.rows_left_out, plan.error_count) == (4, 3, 1)


def test_contradiction_leaves_out_the_record_and_the_others_are_planned():
    rows = ["1,Trip,talks,", "2,Tour,,", "1,Journey,trade,", "1,Voyage,,"]
    plan = visits(*rows)
    assert wrong(plan) == [
        (4, "title", f"row 2 is of the same visit (v:1) and says “Trip”: {CONTRADICTION_REMEDY}"),
        (4, "why", f"row 2 is of the same visit (v:1) and says “talks”: {CONTRADICTION_REMEDY}"),
        (5, "title", f"row 2 is of the same visit (v:1) and says “Trip”: {CONTRADICTION_REMEDY}"),
    ]
    assert told(plan) == [("made", "visit", "v:2", "")]
    assert [error.value for error in plan.errors] == ["Journey", "trade", "Voyage"]


def test_problem_of_a_record_is_told_for_each_of_its_rows():
    for _ in range(2):
        Organization.objects.create(name="Ministry")
    plan = trips("1,Ministry", "2,Agency", "3,Ministry")
    reason = wrong(plan)[0][2]
    assert reason.startswith("more than one organization goes by the name “Ministry”")
    assert wrong(plan) == [(2, "", reason), (4, "", reason)]
    assert told(plan, "visit") == [("made", "visit", "v:2", "")]


def test_rows_of_a_record_are_named_the_first_ten_of_them():
    plan = trips(*(f"{number},Ministry" for number in range(12)))
    rows = {line.kind: line.rows for line in plan.report_lines()}
    assert rows == {"organization": "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …", "visit": "13"}
    plan = trips(*(f"{number},Ministry" for number in range(10)))
    assert next(plan.report_lines()).rows == "2, 3, 4, 5, 6, 7, 8, 9, 10, 11"


def test_batches_and_what_is_held_in_memory_change_nothing(monkeypatch):
    rows = [f"{number % 7},Office {number % 7}" for number in range(20)]
    whole = trips(*rows)
    monkeypatch.setattr(store, "PLAN_BATCH_SIZE", 2)
    monkeypatch.setattr(builder, "MAX_MERGED_IN_MEMORY", 1)
    parts = trips(*rows)
    assert told(parts) == told(whole)
    assert [line.rows for line in parts.report_lines()] == [line.rows for line in whole.report_lines()]
    assert parts.digest == whole.digest
    commit(parts)
    assert Visit.objects.count() == Organization.objects.count() == 7
    assert trips(*rows).changes_nothing


def test_own_keys_count_before_names_wherever_they_stand():
    with_key = ORGANIZATION.replace(
        "[organization]", '[[organization]]\nwhen = {column = "key", blank = false}'
    )
    without_key = ORGANIZATION_BY_NAME.replace(
        "[organization]", '[[organization]]\nwhen = {column = "key", blank = true}'
    )
    rows = [",SRE,MX,,", "7,Ministry,MX,SRE,"]
    plan = plan_of(*rows, mapping=with_key + without_key, heading=ORGANIZATION_HEADING)
    assert told(plan) == [("made", "organization", "7", "")]


# What else the plan says


def test_progress_is_noted():
    notes = []
    visits(*(f"{number},Trip," + "," for number in range(250)), progress=lambda *note: notes.append(note))
    assert notes == [
        ("read", 100, None),
        ("read", 200, None),
        ("read", 250, 250),
        ("compare", 250, 250),
    ]


def test_counts_files_and_notes():
    commit(visits("1,Trip,talks,", "2,Tour,,"))
    Visit.objects.filter(title="Trip").update(purpose="by hand", title="By hand")
    plan = visits("1,Trip,trade,", "2,Voyage,,", "3,Journey,,", "4,Stay,,soon")
    assert plan.counts == {"visit": {"made": 1, "changed": 1, "left": 1, "kept": 2}}
    assert not plan.changes_nothing
    assert (plan.rows_read, plan.rows_left_out, plan.record_count) == (4, 1, 3)
    ((log),) = plan.file_log
    assert (log["name"], log["rows"], len(log["sha256"])) == ("upload.csv", 4, 64)
    assert plan.notes == []
    assert plan.headings == VISIT_HEADING.split(",")
    assert [row.file for row in plan.rejected_rows()] == ["upload.csv"]
    assert [row.cells for row in plan.rejected_rows()] == [{"id": "4", "title": "Stay", "day": "soon"}]
    assert visits("2,Tour,,").changes_nothing


def test_digest_tells_plans_apart_that_do_different_things():
    digests = {visits(row).digest for row in ("1,Trip,,", "1,Trip,talks,", "2,Trip,,")}
    # What a record to be made is made of is in its row; whether and as what it is made is in the digest.
    assert len(digests) == 2
    commit(visits("1,Trip,,"))
    digests |= {visits(row).digest for row in ("1,Trip,,", "1,Trip,talks,", "1,Trip,trade,")}
    assert len(digests) == 5
    Visit.objects.update(title="By hand")
    digests |= {visits(row).digest for row in ("1,Trip,,", "1,Tour,,")}
    assert len(digests) == 7


def test_report_is_errors_then_similar_names_then_records():
    Official.objects.create(name="Ann Mary Able")
    plan = stays("1,Puebla,,Ann Able,head", "2,Puebla,soon,Ben Baker,head")
    similar = Official.objects.get()
    assert list(report_rows(plan)) == [
        ["what", "kind", "key", "name", "details", "file", "rows"],
        ["wrong", "", "day", "soon", next(plan.errors).message, "upload.csv", 3],
        ["like", "official", "", "Ann Able", f"like Ann Mary Able (#{similar.pk}): 96", "", ""],
        ["made", "official", "name:ann able", "Ann Able", "", "", "2"],
        ["made", "place", "name:puebla|MX", "Puebla, MX", "", "", "2"],
        ["made", "visit", "s:1", "Stay 1", "", "", "2"],
    ]


def test_similar_names_are_of_records_to_be_made_alone_and_the_best_five():
    for name in ("Ann Able", "Ann B. Abel", "Ann Abell", "Ann Mary Abel", "Ann C. Abel", "Ann D. Abel"):
        Official.objects.create(name=name)
    Official.objects.create(name="Zoe Zimmer", aliases="Anna Able\nAnn Abel II")
    plan = officials(",Ann Able,,", ",Anna Able,,", ",Ann Abel,,")
    # Both first names are there; what is new is compared with all names of each.
    assert {similar.name for similar in plan.similar_names} == {"Ann Abel"}
    scores = [similar.likeness for similar in plan.similar_names]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert len({similar.candidate for similar in plan.similar_names}) == 5


def test_nothing_is_similar_where_nothing_is_made_or_there():
    assert list(officials(",Ann Able,,").similar_names) == []
    Organization.objects.create(name="Ministry of Finance", country="MX")
    similar = next(organizations(",Ministry of Finances,MX,,", mapping=ORGANIZATION_BY_NAME).similar_names)
    assert (similar.kind, similar.name, similar.candidate_name) == (
        "organization",
        "Ministry of Finances",
        "Ministry of Finance",
    )
    assert list(organizations(",Bureau of Mines,MX,,", mapping=ORGANIZATION_BY_NAME).similar_names) == []


def test_visit_that_is_not_there_needs_a_title():
    mapping = '[visit]\nkey = "v:{id}"\npurpose = "{why}"'
    plan = plan_of("1,talks", mapping=mapping, heading="id,why")
    assert wrong(plan) == [
        (2, "", "there is no visit of the key “v:1”, and no title to make it with: add one")
    ]
    commit(visits("1,Trip,,"))
    plan = plan_of("1,talks", mapping=mapping, heading="id,why")
    assert told(plan) == [("changed", "visit", "v:1", "purpose: nothing → talks")]


def test_participants_are_numbered_as_they_stand():
    commit(meetings(first_call(who="Juan"), first_call(who="Rosa"), first_call(who="Luis")))
    assert list(Participant.objects.order_by("pk").values_list("order", "official__name")) == [
        (1, "Juan"),
        (2, "Rosa"),
        (3, "Luis"),
    ]


# Who may


PERMISSIONS = {
    "who may add": ("staff", "draft", "open", "1,Trip,,", "made"),
    "who may not add": (
        "stranger",
        "draft",
        "open",
        "1,Trip,,",
        "you may not add a visit: ask an administrator",
    ),
    "who may change": ("staff", "draft", "open", "0,Journey,,", "changed"),
    "who may not change": (
        "stranger",
        "draft",
        "open",
        "0,Journey,,",
        "you may not change a visit: ask an administrator",
    ),
    "nothing is asked where nothing changes": ("stranger", "draft", "open", "0,Trip,,", "left"),
    "what is published": (
        "staff",
        "published",
        "open",
        "0,Journey,,",
        "you may not publish, nor change what is published: import it as a draft",
    ),
    "what is published, by an editor": ("editor", "published", "open", "0,Journey,,", "changed"),
    "what is restricted": (
        "staff",
        "draft",
        "restricted",
        "0,Journey,,",
        HIDDEN_RECORD_PROBLEM,
    ),
}


@pytest.mark.parametrize(
    ("username", "publication", "handling", "row", "answer"), PERMISSIONS.values(), ids=PERMISSIONS
)
def test_permissions(request, username, publication, handling, row, answer):
    commit(visits("0,Trip,,"))
    Visit.objects.update(publication=publication, handling=handling)
    plan = visits(row, user=request.getfixturevalue(username))
    assert [line[0] for line in told(plan)] + [reason for _, _, reason in wrong(plan)] == [answer]


WORDS = {
    "published by who may not": (
        "staff",
        'publication = "published"',
        "you may not publish, nor change what is published: import it as a draft",
    ),
    "published by an editor": ("editor", 'publication = "published"', ""),
    "a draft by who may not publish": ("staff", 'publication = "draft"', ""),
    "restricted by who may not": (
        "staff",
        'handling = "restricted"',
        "you may not restrict what you could not see afterwards: ask an administrator",
    ),
    "restricted by the command line": (None, 'handling = "restricted"', ""),
}


@pytest.mark.parametrize(("username", "words", "reason"), WORDS.values(), ids=WORDS)
def test_permission_for_what_the_sheet_asks(request, username, words, reason):
    user = request.getfixturevalue(username) if username else None
    plan = plan_of("1,Trip,,", mapping=VISIT + words, heading=VISIT_HEADING, user=user)
    assert [reason for _, _, reason in wrong(plan)] == ([reason] if reason else [])


def test_directory_is_asked_for_its_own_permission(make_user):
    user = make_user("entry", None, "add_visit")
    plan = plan_of("1,Ministry", mapping=REFERENCE, heading="id,org", user=user)
    assert [reason for _, _, reason in wrong(plan)] == [
        "you may not add a organization: ask an administrator"
    ]
    assert not Appointment.objects.exists()


SOURCES = """
[visit]
key = "{id}"
title = "Trip {id}"

[[visit.sources]]
key = "{source}"
title = "{title}"
text = "{text}"
"""


@pytest.mark.parametrize("text", ["mine", "secret text"])
def test_an_import_neither_shows_nor_overwrites_a_source_that_is_hidden(staff, administrator, text):
    options = {"mapping": SOURCES, "heading": "id,source,title,text"}
    without_key = options | {"mapping": SOURCES.replace('key = "{source}"\n', "")}
    commit(plan_of("1,cable,Secret title,secret text", user=administrator, **options))
    commit(plan_of("3,,Other secret,secret text", user=administrator, **without_key))
    Visit.objects.update(handling="restricted")
    plan = plan_of(f"2,cable,Mine,{text}", user=staff, **options)
    (error,) = plan.errors
    assert error.reason == HIDDEN_RECORD_PROBLEM
    assert "ecret" not in str([list(plan.report_lines()), list(plan.errors)]).replace(text, "")
    for row, how in (("2,mine,Secret title,mine", options), ("2,,Other secret,mine", without_key)):
        plan = plan_of(row, user=staff, **how)  # by its title nobody finds it
        assert list(plan.errors) == []
        assert plan.counts["source"]["made"] == 1


@pytest.mark.parametrize("kind", ["topic", "place"])
def test_two_keys_of_what_has_each_name_once_are_one(imports, kind):
    mapping = f'[{kind}]\nkey = "k:{{id}}"\nname = "{{what}}"'
    imports.sheet("1,Trade", "2,Trade", heading="id,what", mapping=mapping)
    imports.sheet("3,Trade", heading="id,what", mapping=mapping)
    assert list(RECORD_KINDS[kind].model.objects.values_list("name", flat=True)) == ["Trade"]


@pytest.mark.parametrize(
    "table",
    [
        '[appointment]\nofficial = "{who}"\norganization = "CBP"\ntitle = "{what}"',
        '[contactdetail]\nofficial = "{who}"\nkind = "other"\nvalue = "{what}"',
    ],
)
def test_what_its_key_is_made_of_is_too_long(imports, table):
    told = imports.refused(imports.file(["who,what", f"Ann Lee,{'x' * 600}"]), mapping=table)
    assert "sheet.csv, row 2, what: " in told
    assert "Correct the cell, or say in the mapping what it means." in told


def test_a_topic_has_one_name():
    mapping = '[topic]\nkey = "{id}"\nname = "{what}"'
    plan = plan_of("1,Trade", "1,Commerce", mapping=mapping, heading="id,what")
    reason = f"row 2 is of the same topic (1) and says “Trade”: {CONTRADICTION_REMEDY}"
    assert wrong(plan) == [(3, "what", reason)]


@pytest.mark.parametrize("kind", ["topic", "organization"])
def test_a_circle_of_rows_is_told_for_each(kind):
    mapping = f'[{kind}]\nname = "{{what}}"\nparent = "{{under}}"'
    plan = plan_of("A,B", "B,C", "C,A", "D,A", mapping=mapping, heading="what,under")
    assert {(row, column) for row, column, _ in wrong(plan)} >= {(2, "under"), (3, "under"), (4, "under")}


@pytest.mark.parametrize("kind", ["topic", "organization"])
@pytest.mark.parametrize("rows", [["1,A,A"], ["1,A,B", "2,B,A"]], ids=["itself", "one another"])
def test_a_circle_by_names_of_records_with_keys_is_told(kind, rows):
    mapping = f'[{kind}]\nkey = "{{id}}"\nname = "{{what}}"\nparent = "{{under}}"'
    plan = plan_of(*rows, mapping=mapping, heading="id,what,under")
    assert {(row, column) for row, column, _ in wrong(plan)} == {
        (number, "under") for number, _ in enumerate(rows, start=2)
    }
