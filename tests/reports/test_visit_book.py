"""The visit book: what it holds for a visit and a meeting to come, what is missing, and who may see what."""

import io
from datetime import date, timedelta

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    StopFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NEXT_MONTH = TODAY + timedelta(30)


@pytest.fixture
def ministry():
    return OrganizationFactory(name="Ministry of Trade", country="CL")


@pytest.fixture
def department():
    return OrganizationFactory(name="Department of State", country="US")


@pytest.fixture
def rosa(ministry):
    """She was met as a vice minister, and is the minister now."""
    rosa = OfficialFactory(name="Rosa Paz")
    AppointmentFactory(
        official=rosa, organization=ministry, title="Minister", start_date=TODAY - timedelta(90)
    )
    return rosa


@pytest.fixture
def last(rosa, ministry, department):
    meeting = meeting_between(
        OfficialFactory(name="Ann Reed"),
        rosa,
        delegation=department,
        counterpart_organization=ministry,
        title="Talks of then",
        start_date=TODAY - timedelta(400),
        summary="They spoke on copper.",
    )
    meeting.participants.filter(official=rosa).update(title="Vice Minister")
    meeting.sources.add(SourceFactory(title="Readout of then"))
    OutcomeFactory(meeting=meeting, text="Send the list", owner_organization=department)
    OutcomeFactory(meeting=meeting, text="Open the port", owner_organization=ministry)
    return meeting


@pytest.fixture
def visit(rosa, ministry, department, last):
    visit = VisitFactory(
        title="Visit to Santiago",
        start_date=NEXT_MONTH,
        end_date=NEXT_MONTH,
        progress="planned",
        organization=department,
    )
    StopFactory(visit=visit, place=PlaceFactory(name="Santiago", country="CL"))
    MemberFactory(
        visit=visit, official=OfficialFactory(name="Tom Dray"), organization=department, title="Secretary"
    )
    coming = MeetingFactory(
        visit=visit,
        title="Coming talks",
        start_date=NEXT_MONTH,
        progress="planned",
        points="Copper\n\n Ports ",
    )
    ParticipantFactory(
        meeting=coming, side="counterpart", official=rosa, organization=ministry, title="Minister"
    )
    return visit


@pytest.fixture
def ask(client, analyst):
    client.force_login(analyst)

    def get(record, query=""):
        return client.get(f"{record.get_absolute_url()}book/?{query}")

    return get


def test_it_tells_who_is_to_be_met_what_changed_and_what_was_promised(ask, visit, last):
    response = ask(visit)
    book = response.context["book"]
    (person,) = book.people
    assert str(person.official) == "Rosa Paz"
    assert person.then == ("Changed since last met: then", "Vice Minister, Ministry of Trade")
    assert [
        (str(meeting), [str(line.official) for line in own]) for meeting, own, _ in person.last_meetings
    ] == [("Talks of then", ["Ann Reed"])]
    assert [
        (heading, [outcome.text for outcome, _ in outcomes]) for heading, outcomes in book.commitments
    ] == [
        ("Owed by us", ["Send the list"]),
        ("Owed to us", ["Open the port"]),
    ]
    assert [(str(country), list(meetings)) for country, meetings in book.engagements] == [("Chile", [last])]
    assert [(str(meeting), points) for meeting, points in book.points] == [
        ("Coming talks", ["Copper", "Ports"])
    ]
    assert [str(source) for source in book.sources] == ["Readout of then"]
    for words in ("They spoke on copper.", "Tom Dray", "Santiago", "Send the list", "Changed since last met"):
        assert words in response.text


def test_without_a_post_of_today_nothing_is_said_to_have_changed(ask, visit, rosa):
    rosa.appointments.all().delete()
    (person,) = ask(visit).context["book"].people
    assert person.then == ("When last met:", "Vice Minister, Ministry of Trade")


def test_the_file_holds_the_same(ask, visit):
    response = ask(visit, "format=docx")
    assert response["Content-Disposition"].startswith('attachment; filename="visit-book-visit-to-santiago-')
    document = docx.Document(io.BytesIO(response.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (
        "Rosa Paz",
        "Vice Minister",
        "They spoke on copper.",
        "Owed by us",
        "Send the list",
        "Ports",
    ):
        assert words in text
    assert document.sections[0].header.paragraphs[0].text == "OPEN"


def test_parts_are_chosen_and_ordered(ask, visit):
    book = ask(visit, "part=points&part=delegation").context["book"]
    assert book.headings == [("points", "Points to raise"), ("delegation", "Delegation")]


@pytest.mark.parametrize("query", ["part=weather", "format=pdf"])
def test_a_bad_value_is_told(ask, visit, query):
    response = ask(visit, query)
    assert "Select a valid choice" in response.text
    assert "book" not in response.context


def test_of_an_inbound_visit_the_guests_are_to_be_met(ask, rosa, ministry, last):
    visit = VisitFactory(title="Guests", start_date=NEXT_MONTH, progress="planned", organization=ministry)
    StopFactory(visit=visit, place=PlaceFactory(name="Washington", country="US"))
    MemberFactory(visit=visit, official=rosa, organization=ministry, title="Minister")
    book = ask(visit).context["book"]
    assert [str(person.official) for person in book.people] == ["Rosa Paz"]
    assert [str(country) for country, _ in book.engagements] == ["Chile"]


def test_a_meeting_without_a_visit_has_a_book(ask, rosa, ministry, last):
    call = MeetingFactory(title="Call", start_date=NEXT_MONTH, progress="planned")
    ParticipantFactory(meeting=call, side="counterpart", official=rosa, organization=ministry)
    response = ask(call)
    assert response.context["book"].title == "Meeting book: Call"
    assert "programme" not in dict(response.context["book"].headings)
    assert "Talks of then" in response.text


def test_what_is_missing_is_said(ask, visit, last):
    stranger = OfficialFactory(name="Leo New")
    ParticipantFactory(meeting=visit.meetings.get(), side="counterpart", official=stranger)
    last.summary = ""
    last.save()
    assert ask(visit).context["book"].missing == [
        "“Coming talks” has not yet: a time.",
        "There is no readout of the last meeting with Rosa Paz.",
        "No post of today is known of Leo New.",
    ]
    assert "Not met before, as far as is known." in ask(visit).text
    empty = VisitFactory(start_date=NEXT_MONTH, progress="planned")
    assert ask(empty).context["book"].missing == [
        "No meeting is entered, or none that you may see.",
        "No delegation is entered.",
    ]


def test_hidden_records_are_not_in_it_and_restricted_ones_mark_it(client, ask, cleared, visit, last):
    last.handling = "restricted"
    last.save()
    response = ask(visit)
    assert response.context["book"].handling == "OPEN"
    for words in ("Talks of then", "copper.", "Send the list", "Vice Minister", "Readout of then"):
        assert words not in response.text
    client.force_login(cleared)
    response = client.get(f"{visit.get_absolute_url()}book/")
    assert response.context["book"].handling == "RESTRICTED"
    assert "Talks of then" in response.text


def test_a_restricted_meeting_that_was_called_off_marks_the_book_too(client, cleared, visit):
    """It stands in the programme."""
    MeetingFactory(
        visit=visit, title="Off", start_date=NEXT_MONTH, progress="cancelled", handling="restricted"
    )
    client.force_login(cleared)
    response = client.get(f"{visit.get_absolute_url()}book/")
    assert "Off" in response.text
    assert response.context["book"].handling == "RESTRICTED"


def test_the_sender_says_that_a_visit_is_inbound_where_members_have_no_organization(
    ask, rosa, ministry, last
):
    """As on the page of the visit."""
    visit = VisitFactory(title="Guests", start_date=NEXT_MONTH, progress="planned", organization=ministry)
    StopFactory(visit=visit, place=PlaceFactory(name="Washington", country="US"))
    MemberFactory(visit=visit, official=rosa, title="Minister")
    book = ask(visit).context["book"]
    assert [str(person.official) for person in book.people] == ["Rosa Paz"]
    assert [str(country) for country, _ in book.engagements] == ["Chile"]


def test_queries_do_not_grow_with_people_and_their_meetings(ask, visit, rosa, ministry, department):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert ask(visit).status_code == 200
        return len(queries)

    before = count()
    coming = visit.meetings.get()
    for number in range(8):
        official = OfficialFactory(name=f"Person {number}")
        ParticipantFactory(meeting=coming, side="counterpart", official=official, organization=ministry)
        for year in range(4):
            meeting = meeting_between(
                OfficialFactory(),
                official,
                start_date=date(2015 + year, 1, 1),
                counterpart_organization=ministry,
            )
            OutcomeFactory(meeting=meeting, owner_official=official)
            meeting.sources.add(SourceFactory())
    MeetingFactory(visit=visit, start_date=NEXT_MONTH, progress="planned", title="Another")
    assert count() == before
    book = ask(visit).context["book"]
    assert all(len(person.last_meetings) <= 3 for person in book.people)


def test_what_is_beyond_the_limits_is_told(ask, visit, monkeypatch):
    monkeypatch.setattr("engagements.reports.visit_book.PEOPLE_LIMIT", 1)
    ParticipantFactory(meeting=visit.meetings.get(), side="counterpart", official=OfficialFactory(name="Two"))
    assert ask(visit).context["book"].limits == ["Only the first 1 of 2 people are in this book."]
