"""The published registers, each by the mapping that ships for it: no row is lost."""

import csv

import pytest

from engagements.models import (
    Appointment,
    DuplicatePair,
    ImportRun,
    Meeting,
    Official,
    Organization,
    Participant,
    Place,
    Visit,
)

from .sheets import DATA, everything, needs_data

pytestmark = needs_data
MINISTERS = sorted(DATA.glob("uk-ministers/*.csv"))


def rows_of(path):
    text = path.read_bytes()
    try:
        text = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = text.decode("cp1252")
    return list(csv.reader(text.splitlines(keepends=True)))


def test_travels(imports):
    path = DATA / "hsg" / "travels.csv"
    rows = rows_of(path)[1:]
    said = imports.run(path, mapping="hsg-travels.toml")
    assert "4,271 rows read." in said
    assert Visit.objects.count() == len(rows) == 4271
    assert Official.objects.count() == len({row[2] for row in rows})
    by_title = Visit.objects.filter(title="Antony John Blinken: Tokyo, Japan", start_date="2021-03-15")
    assert by_title.count() == 2  # alike in all but the id

    root = Visit.objects.get(purpose__startswith="Met with President Diaz, Foreign Minister Mariscal")
    assert [stop.place.name for stop in root.stops.select_related("place")] == [
        "Mexico, D.F.",
        "Cuernavaca",
        "Puebla",
        "Orizaba",
        "Guadalajara",
        "Potosi",
    ]
    assert root.when == "29 September – 16 October 1907"
    assert [str(member) for member in root.members.all()] == ["Elihu Root, Secretary of State"]
    nowhere = Visit.objects.filter(stops__place__name="")
    assert nowhere.count() == sum(not row[8].strip() for row in rows) == 54
    assert Place.objects.filter(name="Moscow", country="SU").exists()
    assert Place.objects.filter(name="Moscow", country="RU").exists()

    # The two trips that are there twice are offered as duplicates; look-alikes are no surer than they.
    alike = {
        frozenset(Visit.objects.filter(pk__in=[pair.first, pair.second]).values_list("start_date", "purpose"))
        for pair in DuplicatePair.objects.filter(kind="visit", score=100)
    }
    assert {min(one)[0].isoformat() for one in alike if len(one) == 1} >= {"2021-03-15", "2021-03-17"}

    before = everything()
    said = imports.run(path, mapping="hsg-travels.toml")
    assert "Nothing changed" in said
    ImportRun.objects.latest("pk").delete()
    assert everything() == before


def test_posts(imports, tmp_path):
    path, left_out = DATA / "uk-appointments" / "appointments.csv", tmp_path / "left out.csv"
    told = imports.refused(path, mapping="uk-appointments.toml")
    assert "appointments.csv, row 3551, end_date: “2025-05-14”: the post ends before it starts." in told
    assert "row 3589" in told
    imports.run(path, mapping="uk-appointments.toml", skip_bad_rows=True, rejected=str(left_out))
    assert Appointment.objects.count() == 3665
    assert Official.objects.count() == 1149
    assert Appointment.objects.filter(acting=True).count() == 11
    assert Official.objects.get(name="Francis Maude").aliases == "Lord Maude of Horsham"

    mended = left_out.read_text("utf-8-sig").replace("2025-05-14", "2026-05-14")
    imports.run(imports.file(mended, "mended.csv"), mapping="uk-appointments.toml")
    assert Appointment.objects.count() == 3667
    said = imports.run(path, mapping="uk-appointments.toml", skip_bad_rows=True, rejected=str(left_out))
    assert "Nothing changed" in said


def test_ministers(imports):
    said = imports.run(*MINISTERS, mapping="uk-ministers.toml")
    meetings = [
        row
        for path in MINISTERS
        for row in rows_of(path)[1:]
        if any(cell.strip() for cell in row[1:]) and row[1].strip()
    ]
    assert Meeting.objects.count() == len(meetings) == 1083
    assert "1,083 rows read." in said
    assert "Nothing changed" in imports.run(*MINISTERS, mapping="uk-ministers.toml")
    assert "Nothing changed" in imports.run(MINISTERS[3], mapping="uk-ministers.toml")

    assert not Meeting.objects.filter(dates="exact").exists()
    runs_on = Meeting.objects.get(summary__contains="Samsung Electronics")
    assert runs_on.participants.filter(side="counterpart").count() == 10
    assert runs_on.when == "within October 2011"
    media = Meeting.objects.get(summary__contains="EU business taskforce")
    assert [one.who for one in media.participants.all()] == [
        "David Cameron",
        "M&S",
        "ATG Access",
        "BTG",
        "Dale Murray, Kingfisher",
        "Diageo",
    ]
    assert str(media.participants.first()) == "David Cameron, Prime Minister, Prime Minister's Office"
    months = Meeting.objects.filter(participants__official__name="George Young", summary__contains="IPSA")
    assert months.get().when == "within 1 April – 30 June 2012"
    alike = Meeting.objects.filter(summary__contains="Chair of the Political and Constitutional Reform")
    assert alike.count() == 3
    assert Organization.objects.filter(name="American Express UK, EVP").exists()
    # Every outside organization as published is somewhere, if only in the words of the sheet.
    for row in meetings:
        words = " ".join(row[2].split())
        assert not words or Meeting.objects.filter(summary__contains=row[2].strip()).exists(), row


@pytest.mark.parametrize("path", MINISTERS, ids=lambda path: path.stem)
def test_each_file_of_ministers_alone(imports, path):
    imports.run(path, mapping="uk-ministers.toml")
    expected = [row for row in rows_of(path)[1:] if len(row) > 1 and row[1].strip()]
    assert Meeting.objects.count() == len(expected)
    assert set(Meeting.objects.values_list("dates", flat=True)) == {"within"}
    sides = Participant.objects.filter(side="delegation")
    assert sides.count() == len(expected)


def test_people_and_departments_are_found_again_across_registers(imports, tmp_path):
    imports.run(
        DATA / "uk-appointments" / "appointments.csv",
        mapping="uk-appointments.toml",
        skip_bad_rows=True,
        rejected=str(tmp_path / "left out.csv"),
    )
    officials = Official.objects.count()
    said = imports.run(DATA / "uk-ministers" / "pm-meetings_0_0.csv", mapping="uk-ministers.toml")
    assert "official: 1 left" in said
    assert Official.objects.count() == officials
    assert Organization.objects.filter(name="Prime Minister's Office").count() == 1
