import pytest
from django.urls import reverse

from engagements.models import Meeting, Participant
from engagements.models.history import ChangeChannel, change_set
from tests.admin.page import change_page
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
    TopicFactory,
    VisitFactory,
    meeting_between,
    named_source,
)


def history_of(record):
    return reverse(f"admin:engagements_{record._meta.model_name}_history", args=[record.pk])


def acts(client, record, page=""):
    response = client.get(history_of(record), {"page": page} if page else {})
    assert response.status_code == 200
    return [act for act, _ in response.context["acts"]]


def entries(act):
    """What an act changed: (noun, name, action) and the details by field."""
    return {
        (one.noun, one.name, one.action): {what: (before, after) for what, before, after in one.details}
        for one in act.entries
    }


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def test_form_with_its_lines_is_one_act_that_says_what_changed(signed_in, editor):
    place = PlaceFactory(name="Monterrey", country="MX")
    visit = VisitFactory(title="Old", organization=OrganizationFactory(name="CBP"))
    gone = MemberFactory(visit=visit, official=OfficialFactory(name="Ann Lee"))
    topic = TopicFactory(name="security")
    page = change_page(signed_in, visit)
    page.type(
        title="New", organization=OrganizationFactory(name="Labor"), progress="postponed", topics=[topic]
    )
    page.add("stops", place=place, start_date="2021-12-06")
    page.data["members-0-DELETE"] = "on"
    assert page.press().status_code == 302
    act = acts(signed_in, visit)[0]
    assert (act.who, act.channel) == (str(editor), "entry form")
    found = entries(act)
    assert found.pop(("visit", "New", "changed")) == {
        "Title": ("Old", "New"),
        "Sent by": ("CBP", "Labor"),
        "Status": ("completed", "postponed"),
        "Topics": ("empty", "security"),
    }
    assert found.pop(("stop", "Monterrey, Mexico", "added")) == {
        "Place": ("empty", "Monterrey, Mexico"),
        "From": ("empty", "6 December 2021"),
    }
    assert found.pop(("delegation member", str(gone), "removed"))["Official"] == ("Ann Lee", "empty")
    assert not found


def test_page_is_readable_and_escapes(signed_in):
    official = OfficialFactory(name="First")
    official.name = "<b>Second</b>"
    official.save()
    text = signed_in.get(history_of(official)).text
    assert "&lt;b&gt;Second&lt;/b&gt;" in text
    assert "<b>Second" not in text


def test_lines_of_a_meeting(signed_in):
    meeting = meeting_between(title="Talks")
    line = meeting.participants.get(side="counterpart")
    OutcomeFactory(meeting=meeting, text="To go on", owner_official=line.official)
    line.note = "and staff"
    line.save()
    newest, before, *_ = acts(signed_in, meeting)
    assert entries(newest) == {("participant", str(line), "changed"): {"Note": ("empty", "and staff")}}
    assert entries(before)[("outcome", "commitment: To go on", "added")]["Owner official"][1] == str(
        line.official
    )


def test_posts_belong_to_the_history_of_an_official(signed_in):
    post = AppointmentFactory(title="Deputy")
    post.title = "Head"
    post.acting = True
    post.save()
    assert list(entries(acts(signed_in, post.official)[0]).values()) == [
        {"Title": ("Deputy", "Head"), "Acting": ("no", "yes")}
    ]


def test_door_and_act_of_what_was_not_entered_by_form(signed_in, staff):
    meeting = MeetingFactory()
    with change_set(ChangeChannel.IMPORT, staff):
        meeting.venue = "Palace"
        meeting.save()
        ParticipantFactory(meeting=meeting, official=OfficialFactory(name="Ann Lee"))
    newest = acts(signed_in, meeting)[0]
    assert (newest.who, newest.channel) == ("staff", "import")
    assert len(newest.entries) == 2


def test_names_are_those_of_records_that_are_gone_too(signed_in):
    organization = OrganizationFactory(name="Gone Agency")
    post = AppointmentFactory(organization=organization)
    post.organization = OrganizationFactory(name="New Agency")
    post.save()
    organization.delete()
    assert entries(acts(signed_in, post.official)[0]) == {
        ("appointment", "Director, New Agency", "changed"): {"Organization": ("Gone Agency", "New Agency")}
    }


def test_record_that_may_not_be_seen_is_not_named(signed_in):
    hidden, source = (
        VisitFactory(title="Secret trip", handling="restricted"),
        SourceFactory(title="Secret cable"),
    )
    hidden.sources.add(source)
    visit, meeting = VisitFactory(), MeetingFactory(handling="restricted")
    visit.related_visits.add(hidden)
    meeting.sources.add(source)  # while it was hidden itself
    meeting.sources.remove(source)
    meeting.handling = "open"
    meeting.save()
    for record in (visit, meeting):
        text = signed_in.get(history_of(record)).text
        assert "Secret" not in text
        assert "that is gone or that you may not see" in text


@pytest.mark.parametrize(
    "make",
    [
        VisitFactory,
        MeetingFactory,
        OfficialFactory,
        OrganizationFactory,
        PlaceFactory,
        TopicFactory,
        named_source,
    ],
)
def test_every_kind_of_record_has_the_page(signed_in, make):
    record = make()
    (act,) = acts(signed_in, record)
    assert [one.action for one in act.entries] == ["added"]


def test_page_comes_in_pages(signed_in):
    official = OfficialFactory()
    for number in range(24):
        official.notes = f"Note {number}"
        official.save()
    assert len(acts(signed_in, official)) == 20
    last = acts(signed_in, official, page="2")
    assert len(last) == 5
    assert [one.action for one in last[-1].entries] == ["added"]


@pytest.mark.parametrize("page", ["0", "x", "99", "9" * 50])
def test_page_that_is_not_there_is_told(signed_in, page):
    response = signed_in.get(history_of(OfficialFactory()), {"page": page})
    assert response.status_code == 200
    assert "There is no page" in response.text


def test_number_of_queries_is_fixed(signed_in, django_assert_max_num_queries):
    meeting, counts = MeetingFactory(), []
    for _ in range(2):
        for _ in range(3):
            line = ParticipantFactory(meeting=meeting, organization=OrganizationFactory())
            line.title_source = SourceFactory()
            line.save()
            meeting.topics.add(TopicFactory())
        with django_assert_max_num_queries(60) as context:
            acts(signed_in, meeting)
        counts.append(len(context))
    assert counts[0] == counts[1]


def test_only_who_may_change_the_record_reads_its_history(client, staff, editor, analyst):
    draft, published, hidden = (
        VisitFactory(publication="draft"),
        VisitFactory(),
        VisitFactory(handling="restricted"),
    )
    expected = {
        staff: (200, 403, 302),
        editor: (200, 200, 302),
        analyst: (302, 302, 302),
    }
    for user, statuses in expected.items():
        client.force_login(user)
        assert (
            tuple(client.get(history_of(one)).status_code for one in (draft, published, hidden)) == statuses
        )
    client.logout()
    assert client.get(history_of(draft)).status_code == 302


def test_the_form_leads_to_the_history_for_those_who_may_read_it(client, staff, editor):
    visit = VisitFactory()
    for user, led in ((editor, True), (staff, False)):
        client.force_login(user)
        text = client.get(reverse("admin:engagements_visit_change", args=[visit.pk])).text
        assert (history_of(visit) in text) is led
        assert "View on site" in text


def test_hidden_record_and_one_that_is_not_there_answer_alike(signed_in):
    hidden = VisitFactory(handling="restricted")
    addresses = [history_of(hidden), reverse("admin:engagements_visit_history", args=[hidden.pk + 1])]
    pages = [signed_in.get(address, follow=True) for address in addresses]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert str(hidden) not in pages[0].text


def test_reading_changes_nothing(signed_in):
    meeting = meeting_between()
    before = Meeting.history.count(), Participant.history.count()
    acts(signed_in, meeting)
    assert (Meeting.history.count(), Participant.history.count()) == before


def test_line_that_was_removed_keeps_its_name(signed_in):
    stop = StopFactory(place=PlaceFactory(name="Lima", country="PE"))
    visit = stop.visit
    stop.delete()
    assert list(entries(acts(signed_in, visit)[0])) == [("stop", "Lima, Peru", "removed")]
