"""Importing again: the same file, a corrected one, and one after people have edited by hand."""

import pytest
from django.urls import reverse

from engagements.models import ImportRun, Official, Organization, Participant, Place, Topic, Visit
from tests.admin.page import change_page

from .sheets import HEADING, ROWS, TRIPS, everything

CALLS = """
[sheet]
date_formats = ["%Y-%m-%d"]

[meeting]
key = "calls:{id}"
title = "{title}"
start_date = "{day}"
topics = { from = "{topics}", split = [";"] }

[[meeting.participants]]
side = "delegation"
official = "{us}"

[[meeting.participants]]
each = { from = "{them}", split = [";"] }
side = "counterpart"
official = "{item}"
title = "{post}"
"""
CALLS_HEADING = "id,title,day,us,them,post,topics"


def test_same_file_changes_nothing(imports):
    imports.sheet(*ROWS)
    before = everything()
    said = imports.sheet(*ROWS)
    assert "Nothing changed" in said
    ImportRun.objects.latest("pk").delete()
    assert everything() == before


def test_rows_in_another_order_change_nothing(imports):
    imports.sheet(*ROWS)
    assert "Nothing changed" in imports.sheet(*reversed(ROWS))


def test_corrected_file_changes_what_the_import_made(imports):
    imports.sheet(*ROWS)
    said = imports.sheet(ROWS[0].replace("Monterrey", "Puebla").replace("talks", "trade"), *ROWS[1:])
    assert "visit: 1 changed, 2 left" in said
    visit = Visit.objects.get(title="Ann Able in Mexico City/Puebla")
    assert visit.purpose == "trade"
    assert {stop.place.name for stop in visit.stops.select_related("place")} == {"Mexico City", "Puebla"}
    assert visit.version == 2
    # A place that a correction leaves is not deleted: somebody may have begun to use it.
    assert Place.objects.filter(name="Monterrey").exists()
    assert "Nothing changed" in imports.sheet(
        ROWS[0].replace("Monterrey", "Puebla").replace("talks", "trade"), *ROWS[1:]
    )


def test_corrected_name_changes_the_line(imports):
    imports.sheet(*ROWS)
    imports.sheet(ROWS[0].replace("Ann Able", "Anna Able"), *ROWS[1:])
    visit = Visit.objects.get(start_date="2021-12-06")
    assert [member.official.name for member in visit.members.select_related("official")] == ["Anna Able"]


def test_hand_edit_in_the_form_is_kept_and_named(imports, client, editor):
    imports.sheet(*ROWS)
    client.force_login(editor)
    visit = Visit.objects.get(start_date="2022-01-10")
    assert change_page(client, visit).type(purpose="as corrected by hand").press().status_code == 302

    said = imports.sheet(ROWS[1].replace("a conference", "trade").replace(",2022-01-10,J", ",2022-01-11,J"))
    visit.refresh_from_db()
    assert visit.purpose == "as corrected by hand"
    assert visit.end_date.isoformat() == "2022-01-11"
    assert "Kept as edited by hand" in said
    assert "purpose: as corrected by hand → trade" in said


def test_dates_are_kept_together(imports):
    imports.sheet(*ROWS)
    Visit.objects.filter(start_date="2021-12-06").update(start_date="2021-12-07")
    imports.sheet(ROWS[0].replace("12-08", "12-05").replace("12-06", "12-04"), *ROWS[1:])
    visit = Visit.objects.get(purpose="talks")
    assert visit.when == "7–8 December 2021"


def test_renamed_by_hand_is_found_by_its_key(imports):
    imports.sheet(*ROWS)
    official = Official.objects.get(name="Ann Able")
    official.name = "Annabel Able"
    official.save()
    assert "Nothing changed" in imports.sheet(*ROWS)
    assert Official.objects.count() == 2
    imports.sheet(*ROWS, "4,Ann Able,2022-05-05,,France,Paris,")
    assert official.delegations.count() == 3


def test_deleted_by_hand_stays_deleted(imports, tmp_path):
    imports.sheet(*ROWS)
    Visit.objects.get(start_date="2021-12-06").delete()
    report = tmp_path / "report.csv"
    assert "Nothing changed" in imports.sheet(*ROWS, report=str(report))
    assert Visit.objects.count() == 2
    assert "deleted since the last import" in report.read_text("utf-8-sig")


def test_line_removed_by_hand_stays_removed_and_one_added_stays(imports):
    imports.sheet(*ROWS)
    visit = Visit.objects.get(start_date="2021-12-06")
    visit.stops.get(place__name="Monterrey").delete()
    visit.stops.create(place=Place.objects.create(name="Puebla", country="MX"))
    said = imports.sheet(ROWS[0].replace("talks", "trade"), *ROWS[1:])
    assert {stop.place.name for stop in visit.stops.select_related("place")} == {"Mexico City", "Puebla"}
    assert "Monterrey" in said
    assert "removed by hand" in said


def test_line_edited_by_hand_is_kept_when_the_sheet_drops_it(imports):
    row = "1,Call,2022-01-01,Ann,{},Minister,trade"
    imports.sheet(row.format("Juan;Rosa;Luis"), heading=CALLS_HEADING, mapping=CALLS)
    rosa = Participant.objects.get(official__name="Rosa")
    rosa.note = "joined late"  # of which the sheet says nothing
    rosa.save()
    Participant.objects.filter(official__name="Juan").update(title="Deputy Minister")
    said = imports.sheet(row.format("Pedro"), heading=CALLS_HEADING, mapping=CALLS)
    names = set(Participant.objects.values_list("official__name", flat=True))
    assert names == {"Ann", "Juan", "Rosa", "Pedro"}
    assert said.count("no longer in the sheet") == 2
    # Nor are they dropped the next time.
    assert "Nothing changed" in imports.sheet(row.format("Pedro"), heading=CALLS_HEADING, mapping=CALLS)
    assert Participant.objects.count() == 4


def test_line_entered_by_hand_is_kept_when_the_sheet_says_it_and_then_drops_it(imports, client, editor):
    row = "1,Call,2022-01-01,Ann,{},,"
    imports.sheet(row.format("Juan"), heading=CALLS_HEADING, mapping=CALLS)
    meeting = Participant.objects.first().meeting
    client.force_login(editor)
    page = change_page(client, meeting).add("counterpart", official=Official.objects.create(name="Rosa"))
    assert page.press().status_code == 302
    imports.sheet(row.format("Juan;Rosa"), heading=CALLS_HEADING, mapping=CALLS)
    assert meeting.participants.count() == 3
    said = imports.sheet(row.format("Juan"), heading=CALLS_HEADING, mapping=CALLS)
    assert "no longer in the sheet" in said
    assert {str(one.official) for one in meeting.participants.all()} == {"Ann", "Juan", "Rosa"}


def test_form_open_during_an_import_does_not_undo_it(imports, client, editor):
    imports.sheet(*ROWS)
    client.force_login(editor)
    visit = Visit.objects.get(start_date="2022-01-10")
    page = change_page(client, visit)
    imports.sheet(ROWS[0], ROWS[1].replace("a conference", "trade"), *ROWS[2:])
    assert page.type(title="Mine").press().status_code == 200
    ((_, _, rows),) = page.response.context["conflict"].entries
    assert ["Purpose", "a conference", "trade", "a conference"] in [list(row) for row in rows]
    visit.refresh_from_db()
    assert visit.purpose == "trade"


def test_topics_added_and_taken_out_by_hand_stay_so(imports):
    row = "1,Call,2022-01-01,Ann,Juan,Minister,trade;visas"
    imports.sheet(row, heading=CALLS_HEADING, mapping=CALLS)
    meeting = Participant.objects.first().meeting
    meeting.topics.remove(Topic.objects.get(name="visas"))
    meeting.topics.add(Topic.objects.create(name="water"))
    imports.sheet(row.replace("trade;visas", "visas;energy"), heading=CALLS_HEADING, mapping=CALLS)
    assert set(meeting.topics.values_list("name", flat=True)) == {"water", "energy"}


def test_history_tells_of_the_import(imports, client, editor):
    imports.sheet(
        "1,Call,2022-01-01,Ann,Juan,Minister,trade", heading=CALLS_HEADING, mapping=CALLS, user="editor"
    )
    meeting = Participant.objects.first().meeting
    row = meeting.history.get()
    assert (row.door, row.history_user) == ("import", editor)
    assert row.topics.count() == 1
    assert meeting.created_by == meeting.changed_by == editor
    assert ImportRun.objects.get().act == row.act
    imports.sheet("1,Call,2022-01-01,Ann,Juan,Minister,visas", heading=CALLS_HEADING, mapping=CALLS)
    assert [one.topics.get().topic.name for one in meeting.history.order_by("history_id")] == [
        "trade",
        "visas",
    ]


def test_known_names_are_used_and_likely_ones_told(imports):
    Organization.objects.create(name="U.S. Department of State", acronym="DOS", aliases="Department of State")
    Official.objects.create(name="Ann Mary Able")
    said = imports.sheet(*ROWS)
    assert "organization: 1 left" in said
    assert "New official “Ann Able” looks like “Ann Mary Able”" in said
    assert set(Official.objects.values_list("name", flat=True)) == {
        "Ann Mary Able",
        "Ann Able",
        "Ben Baker",
    }


def test_name_of_two_entries_is_an_error(imports):
    for _ in range(2):
        Official.objects.create(name="Ann Able")
    told = imports.refused(imports.file([HEADING, *ROWS]))
    assert "sheet.csv, row 2: more than one official goes by the name “Ann Able”" in told


def test_rows_of_one_key_are_one_record(imports):
    imports.sheet(
        "1,Call,2022-01-01,Ann,Juan,Minister,trade",
        "1,,,Ben,Rosa,,visas",
        heading=CALLS_HEADING,
        mapping=CALLS,
    )
    meeting = Participant.objects.first().meeting
    assert [str(one.official) for one in meeting.participants.select_related("official")] == [
        "Ann",
        "Juan",
        "Ben",
        "Rosa",
    ]
    assert meeting.topics.count() == 2


def test_rows_of_one_key_that_differ_are_an_error(imports):
    told = imports.refused(
        imports.file([CALLS_HEADING, "1,Call,2022-01-01,Ann,Juan,,", "1,Talk,2022-01-01,Ann,Juan,,"]),
        mapping=CALLS,
    )
    assert (
        "sheet.csv, row 3, title: “Talk”: row 2 is of the same meeting (calls:1) and says “Call”: mend"
        in told
    )


def test_uid_names_the_record(imports):
    mapping = TRIPS.replace('key = "trips:{id}"', 'uid = "{id}"')
    visit = Visit.objects.create(title="By hand", dates="unknown")
    other = "11111111-2222-4333-8444-555555555555"
    imports.sheet(ROWS[0].replace("1", str(visit.uid), 1), ROWS[1].replace("2", other, 1), mapping=mapping)
    visit.refresh_from_db()
    assert visit.title == "Ann Able in Mexico City/Monterrey"
    assert Visit.objects.get(uid=other).title == "Ben Baker in Tokyo"
    assert Visit.objects.count() == 2


def test_publishing_needs_both_hands(imports):
    mapping = CALLS.replace('title = "{title}"', 'title = "{title}"\npublication = "published"')
    told = imports.refused(imports.file([CALLS_HEADING, "1,Call,2022-01-01,Ann,,,"]), mapping=mapping)
    assert "A published meeting needs at least one counterpart or third party" in told
    imports.sheet("1,Call,2022-01-01,Ann,Juan,,", heading=CALLS_HEADING, mapping=mapping)
    assert Participant.objects.first().meeting.publication == "published"


def test_nobody_imports_what_he_may_not_enter(imports, staff, stranger):
    mapping = TRIPS.replace("[visit]", '[visit]\npublication = "published"')
    path = imports.file([HEADING, *ROWS])
    assert "you may not add" in imports.refused(path, user="stranger")
    assert "you may not publish" in imports.refused(path, mapping=mapping, user="staff")
    imports.run(path, user="staff")
    Visit.objects.update(publication="published")
    changed = imports.file([HEADING, ROWS[0].replace("talks", "trade")])
    assert "nor change what is published" in imports.refused(changed, user="staff")
    Visit.objects.update(publication="draft", handling="restricted")
    assert "none that you may change" in imports.refused(changed, user="staff")


def test_log_of_imports_is_read_only(imports, client, staff, analyst):
    imports.sheet(*ROWS)
    client.force_login(staff)
    run = ImportRun.objects.get()
    page = client.get(reverse("admin:engagements_importrun_change", args=[run.pk]))
    assert page.status_code == 200
    assert run.files[0]["sha256"] in page.text
    assert "visit: 3 made" in page.text
    assert "sheet.csv" in client.get(reverse("admin:engagements_importrun_changelist")).text
    assert client.get(reverse("admin:engagements_importrun_add")).status_code == 403
    assert client.post(reverse("admin:engagements_importrun_delete", args=[run.pk])).status_code == 403


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'quoted"])
def test_what_a_spreadsheet_would_run_is_harmless_in_files_and_comes_back(imports, tmp_path, text):
    left_out = tmp_path / "left out.csv"
    row = f'1,Ann Able,2021-13-06,,Mexico,,"{text}"'
    imports.sheet(row, skip_bad_rows=True, rejected=str(left_out))
    content = left_out.read_text("utf-8-sig")
    assert f"'{text}" in content
    imports.run(imports.file(content.replace("2021-13-06", "2021-12-06"), "mended.csv"))
    assert Visit.objects.get().purpose == text
