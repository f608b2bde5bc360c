"""The programme of a visit: day by day, for us and for the other side, on the page and in the file."""

import io
from datetime import date, time

import docx
import pytest

from tests.factories import (
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    ParticipantFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (date(2021, 12, day) for day in (6, 7, 8))


@pytest.fixture
def visit():
    visit = VisitFactory(title="Visit to Oslo", start_date=FIRST, end_date=THIRD)
    MemberFactory(visit=visit, official=OfficialFactory(name="Ann Reed"), title="Minister")
    oslo = PlaceFactory(name="Oslo", country="NO")
    for when, until, what, note in (
        (time(18), None, "Dinner", "gift: a book"),
        (time(9), time(9, 30), "Arrival", ""),
        (None, None, "Press", ""),
    ):
        ProgrammeItemFactory(
            visit=visit, day=FIRST, start_time=when, end_time=until, what=what, note=note, place=oslo
        )
    talks = meeting_between(
        OfficialFactory(name="Ann Reed II"),
        OfficialFactory(name="بشرى حداد"),
        visit=visit,
        title="Talks",
        start_date=FIRST,
        start_time=time(9, 15),
        end_time=time(11),
        venue="Town hall",
    )
    talks.place = oslo
    talks.save()
    MeetingFactory(visit=visit, title="Called off", start_date=THIRD, progress="cancelled")
    MeetingFactory(visit=visit, title="Some time", start_date=FIRST, end_date=THIRD, dates="within")
    return visit


@pytest.fixture
def ask(client, analyst, visit):
    client.force_login(analyst)
    return lambda query="", pk=visit.pk: client.get(f"/visits/{pk}/programme/?{query}")


def entries(response):
    return [
        (day.day, entry.times, entry.what)
        for day in response.context["programme"].days
        for entry in day.entries
    ]


def test_days_hold_meetings_and_items_in_the_order_of_their_times(ask):
    assert entries(ask()) == [
        (FIRST, "", "Press"),
        (FIRST, "09:00–09:30", "Arrival"),
        (FIRST, "09:15–11:00", "Talks"),
        (FIRST, "18:00", "Dinner"),
        (THIRD, "", "Called off"),
    ]
    text = ask().text
    for words in (
        "Town hall, Oslo, Norway",
        '<bdi dir="ltr">بشرى حداد',
        "Ann Reed",
        "Some time",
        "cancelled",
    ):
        assert words in text


def test_what_is_on_at_the_same_time_and_empty_days_are_told(ask):
    assert ask().context["programme"].warnings == [
        "6 December 2021: “Talks” begins while “Arrival” is on.",
        "7 December 2021: nothing is entered.",
    ]


def test_a_long_entry_clashes_with_all_that_begin_in_it(ask, visit):
    ProgrammeItemFactory(visit=visit, day=FIRST, start_time=time(8), end_time=time(19), what="Watch")
    clashes = [(entry.what, entry.clash) for entry in ask().context["programme"].days[0].entries]
    assert clashes == [
        ("Press", ""),
        ("Watch", ""),
        ("Arrival", "Watch"),
        ("Talks", "Watch"),
        ("Dinner", "Watch"),
    ]


def test_the_other_side_gets_no_notes_no_handling_no_warnings_and_nothing_that_is_off(ask):
    assert "gift: a book" in ask().text
    response = ask("version=theirs")
    for words in ("gift: a book", "OPEN", "begins while", "Called off"):
        assert words not in response.text
    assert "Talks" in response.text


@pytest.mark.parametrize("version", ["ours", "theirs"])
def test_the_file_says_the_same(ask, version):
    response = ask(f"format=docx&version={version}")
    assert response["Content-Disposition"].startswith('attachment; filename="programme-visit-to-oslo-')
    document = docx.Document(io.BytesIO(response.content))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert [times for times, _ in cells][:4] == ["", "09:00–09:30", "09:15–11:00", "18:00"]
    assert "Counterparts: بشرى حداد" in cells[2][1]
    assert any("gift: a book" in what for _, what in cells) == (version == "ours")
    assert document.sections[0].header.paragraphs[0].text == ("OPEN" if version == "ours" else "")
    assert "Some time, " in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_meetings_that_may_not_be_seen_are_not_in_it(ask, visit):
    MeetingFactory(visit=visit, title="Secret", start_date=FIRST, handling="restricted")
    MeetingFactory(visit=visit, title="Secret", start_date=FIRST, publication="draft")
    assert "Secret" not in ask().text
    assert b"Secret" not in ask("format=docx").content


def test_a_visit_without_anything_says_what_to_do(ask):
    response = ask(pk=VisitFactory().pk)
    assert "Nothing is entered for a day of its own" in response.text
    assert response.context["programme"].warnings == []


@pytest.mark.parametrize("query", ["version=all", "format=pdf"])
def test_a_bad_value_is_told(ask, query):
    response = ask(query)
    assert response.status_code == 200
    assert "Select a valid choice" in response.text
    assert "programme" not in response.context


def test_two_hundred_meetings_take_as_many_queries_as_one(ask, visit, django_assert_max_num_queries):
    for number in range(200):
        meeting = MeetingFactory(visit=visit, start_date=SECOND, title=f"Meeting {number}")
        ParticipantFactory(meeting=meeting, official=None, description="Mayor")
    with django_assert_max_num_queries(14):
        assert len(entries(ask())) == 205
