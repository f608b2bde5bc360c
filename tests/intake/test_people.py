"""Who is meant in an invitation: by address for who may see it, by name, and asked about where near."""

import pytest
from django.contrib.auth.models import Permission

from engagements.models import Meeting
from tests.factories import (
    AppointmentFactory,
    ContactDetailFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
)

from .test_intake import ics, send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

PEOPLE = (
    "ORGANIZER;CN=Front Office:MAILTO:Jane@Example.org\n"
    "ATTENDEE;CN=Jon Doe;ROLE=REQ-PARTICIPANT:mailto:jon@example.com\n"
    "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@example.com\n"
)


@pytest.fixture
def jane():
    official = OfficialFactory(name="Jane Roe")
    ContactDetailFactory(official=official, value="jane@EXAMPLE.org")
    AppointmentFactory(official=official, title="Director", organization=OrganizationFactory(name="Trade"))
    return official


def names():
    return [str(line) for line in Meeting.objects.get().participants.all()]


def test_an_address_tells_who_may_see_it(send, jane):  # noqa: F811
    send(ics(people=PEOPLE))
    assert names() == ["Jane Roe, Director, Trade", "Jon Doe"]


def test_an_address_tells_nothing_to_who_may_not_see_it(send, jane, staff):  # noqa: F811
    staff.groups.get().permissions.remove(*Permission.objects.filter(codename="view_contactdetail"))
    send(ics(people=PEOPLE))
    assert names() == ["Front Office", "Jon Doe"]


def test_a_name_with_the_family_first_is_that_of_the_official(send, jane):  # noqa: F811
    send(ics(people='ORGANIZER;CN="Roe, Jane":mailto:x@example.org\n'))
    assert names() == ["Jane Roe, Director, Trade"]


def test_an_address_of_two_tells_neither(send, jane):  # noqa: F811
    ContactDetailFactory(value="Jane@example.org")
    send(ics(people=PEOPLE))
    assert names() == ["Front Office", "Jon Doe"]


def test_a_near_name_is_asked_about_and_the_answer_saved(send, client, jane):  # noqa: F811
    john = OfficialFactory(name="John Doe")
    ((receipt,),) = [file.receipts for file in send(ics(people=PEOPLE))]
    (question,) = receipt.questions
    assert question.officials == [john]
    page = client.post("/intake/", {"people": "", f"line-{question.line.pk}": john.pk})
    assert "Officials saved for 1 line." in page.text
    assert names() == ["Jane Roe, Director, Trade", "John Doe"]
    meeting = Meeting.objects.get()
    assert meeting.version == 2
    page = client.post("/intake/", {"people": "", f"line-{question.line.pk}": john.pk})
    assert "was left" in page.text
    assert send(ics(people=PEOPLE, SEQUENCE=1))[0].receipts[0].questions == []
    assert names() == ["Jane Roe, Director, Trade", "John Doe"]


@pytest.mark.parametrize("value", ["x", "999999", "-1", "9" * 30])
def test_bad_answers_change_nothing(send, client, jane, value):  # noqa: F811
    OfficialFactory(name="John Doe")
    send(ics(people=PEOPLE))
    line = Meeting.objects.get().participants.get(official=None)
    for data in ({f"line-{line.pk}": value}, {"line-999999": jane.pk}, {f"line-{value}": jane.pk}):
        assert client.post("/intake/", {"people": "", **data}).status_code == 200
    Meeting.objects.update(handling="restricted")
    john = OfficialFactory(name="Jon Doe")
    assert client.post("/intake/", {"people": "", f"line-{line.pk}": john.pk}).status_code == 200
    line.refresh_from_db()
    assert line.official is None


def test_a_planned_meeting_is_attached_with_attendees_for_who_may_see_them(client, jane, staff, analyst):
    staff.email = "office@example.org"
    staff.save()
    meeting = MeetingFactory(title="Talks", progress="planned")
    meeting.participants.create(side="counterpart", official=jane)
    client.force_login(staff)
    address = f"/meetings/{meeting.pk}/invitation.ics"
    assert address in client.get(meeting.get_absolute_url()).text
    text = client.get(address).text.replace("\r\n ", "")
    assert "METHOD:REQUEST" in text
    assert "SUMMARY:Talks" in text
    assert "DESCRIPTION" not in text
    assert "mailto:jane@EXAMPLE.org" in text
    assert "ORGANIZER;CN=staff:mailto:office@example.org" in text
    client.force_login(analyst)
    text = client.get(address).text
    assert "METHOD:PUBLISH" in text
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text


def test_what_was_made_here_does_not_double(send, client, staff):  # noqa: F811
    meeting = MeetingFactory(title="Talks", progress="planned")
    content = client.get(f"/meetings/{meeting.pk}/invitation.ics").content
    (receipt,) = send(content)
    assert receipt.problems == ["It was made from a meeting that is here."]
    assert Meeting.objects.count() == 1
