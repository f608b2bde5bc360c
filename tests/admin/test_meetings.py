import datetime

import pytest
from django.urls import reverse

from engagements.models import Meeting, Outcome, Participant
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
)

from .page import add_page, change_page


@pytest.fixture
def entry(client, staff):
    client.force_login(staff)
    return add_page(client, "meeting")


@pytest.fixture
def visit(db):
    visit = VisitFactory(end_date=datetime.date(2021, 12, 8))
    MemberFactory(visit=visit, title="Commissioner", organization=visit.organization, role="head")
    MemberFactory(visit=visit)
    visit.sources.add(SourceFactory())
    return visit


def test_meeting_added_from_its_visit_knows_it(client, staff, visit):
    client.force_login(staff)
    place = StopFactory(visit=visit).place
    page = add_page(client, "meeting", f"?visit={visit.pk}")
    assert page.data["visit"] == str(visit.pk)
    assert (page.data["start_date"], page.data["end_date"]) == ("2021-12-06", "2021-12-08")
    assert page.data["dates"] == "within"
    assert page.data["place"] == str(place.pk)
    assert page.data["sources"] == [visit.sources.get().pk]
    head, other = visit.members.all()
    assert page.data["delegation-0-official"] == str(head.official_id)
    assert page.data["delegation-0-title"] == "Commissioner"
    assert page.data["delegation-1-official"] == str(other.official_id)

    page.add("counterpart", official=OfficialFactory(name="Roberto Velasco"))
    assert page.press().status_code == 302
    meeting = Meeting.objects.get()
    assert [(one.official, one.side) for one in meeting.participants.all()[:2]] == [
        (head.official, "delegation"),
        (other.official, "delegation"),
    ]
    assert meeting.when == "within 6–8 December 2021"
    assert meeting.title == f"{head.official} and 1 other with Roberto Velasco"


def test_visit_of_several_places_gives_the_meeting_none(client, staff, visit):
    client.force_login(staff)
    StopFactory.create_batch(2, visit=visit)
    assert add_page(client, "meeting", f"?visit={visit.pk}").data["place"] == ""


@pytest.mark.parametrize("visit", ["0", "x", "9" * 40, "²", "-1", "%00", ""])
def test_form_opens_empty_for_a_visit_that_is_none(client, staff, visit):
    client.force_login(staff)
    assert add_page(client, "meeting", f"?visit={visit}").data["visit"] == ""


def test_restricted_visit_is_not_taken_over_by_who_may_not_see_it(client, staff, visit):
    client.force_login(staff)
    visit.handling = "restricted"
    visit.save()
    page = add_page(client, "meeting", f"?visit={visit.pk}")
    assert page.data["visit"] == page.data["delegation-0-official"] == ""


def test_office_without_name_and_description_alone(entry):
    coahuila = OrganizationFactory(name="Government of Coahuila")
    entry.type(title="Summit", dates="unknown")
    entry.add("counterpart", title="Governor", organization=coahuila)
    entry.add("third_party", description="private industry", note="and others")
    entry.add("accompanying", official=OfficialFactory())
    assert entry.press().status_code == 302
    assert [(one.who, one.side) for one in Participant.objects.filter(official=None)] == [
        ("Governor, Government of Coahuila", "counterpart"),
        ("private industry", "third_party"),
    ]


def test_empty_participant_is_refused(entry):
    entry.type(title="Call", dates="unknown").add("counterpart", title="Governor", note="typed").press()
    assert "Give an official, an organization or a description." in entry.errors
    assert entry.data["counterpart-0-note"] == "typed"
    assert not Meeting.objects.exists()


def test_participant_is_moved_to_another_side(client, staff):
    client.force_login(staff)
    meeting = meeting_between(publication="draft")
    page = change_page(client, meeting)
    page.type(**{"counterpart-0-side": "third_party"}).press()
    assert meeting.participants.filter(side="third_party").exists()
    assert change_page(client, meeting).data["third_party-INITIAL_FORMS"] == "1"


@pytest.mark.parametrize("other", ["counterpart", "third_party", "delegation"])
def test_same_official_twice_is_refused_on_any_side(entry, other):
    official = OfficialFactory(name="Roberto Velasco")
    entry.type(title="Call", dates="unknown")
    entry.add("delegation", official=official).add(other, official=official).press()
    said = (
        "Roberto Velasco takes part already, under “delegation”.",
        "Please correct the duplicate data for official.",
    )
    assert any(error in said for error in entry.errors)
    assert not Meeting.objects.exists()


def test_title_and_organization_are_those_of_the_day_and_stay(client, entry, editor):
    post = AppointmentFactory(title="Commissioner", end_date=datetime.date(2021, 12, 31))
    entry.type(start_date="2021-12-06").add("counterpart", official=post.official).press()
    AppointmentFactory(official=post.official, title="Governor", start_date=datetime.date(2021, 12, 1))
    participant = Participant.objects.get()
    assert (participant.title, participant.organization) == ("Commissioner", post.organization)
    change_page(client, participant.meeting).press()
    participant.refresh_from_db()
    assert participant.title == "Commissioner"


def test_what_is_typed_stands_against_the_appointment(entry):
    post = AppointmentFactory(title="Commissioner")
    entry.type(start_date="2021-12-06").add("counterpart", official=post.official, title="Envoy").press()
    assert Participant.objects.get().title == "Envoy"


def test_posts_of_the_day_are_offered_to_the_form(client, staff):
    client.force_login(staff)
    past = AppointmentFactory(title="Then", end_date=datetime.date(2021, 12, 31))
    AppointmentFactory(official=past.official, title="Later", start_date=datetime.date(2022, 1, 1))
    address = reverse("admin:engagements_official_posts", args=[past.official.pk])

    def titles(**query):
        return [post["title"] for post in client.get(address, query).json()["posts"]]

    assert titles(start="6 Dec 2021") == ["Then"]
    assert titles(start="2021-12-06", end="2022-02-01") == ["Later", "Then"]
    assert titles(start="") == titles(start="soon") == titles(start="\0") == []
    assert client.get(address.replace(str(past.official.pk), "9" * 40), {"start": "2021-12-06"}).json() == {
        "posts": []
    }


def test_date_outside_the_visit_is_a_warning(client, entry, visit):
    entry.type(visit=visit, title="Late", start_date="2021-12-10")
    entry.add("counterpart", official=OfficialFactory())
    response = entry.press("_continue")
    assert response.status_code == 302
    assert "lies outside its visit (6–8 December 2021)" in client.get(response.url).text


def test_another_post_on_that_day_is_a_warning(client, entry):
    post = AppointmentFactory(title="Commissioner")
    entry.type(title="Call", start_date="2021-12-06")
    entry.add("counterpart", official=post.official, title="Governor")
    response = entry.press("_continue")
    assert "held another post then: Commissioner" in client.get(response.url).text


def test_meeting_that_fits_warns_of_nothing(client, entry, visit):
    post = AppointmentFactory()
    entry.type(visit=visit, title="Fits", start_date="2021-12-06", end_date="2021-12-08", dates="within")
    entry.add("counterpart", official=post.official)
    assert "messagelist" in (page := client.get(entry.press("_continue").url).text)
    assert 'class="warning"' not in page


@pytest.mark.parametrize(
    ("sides", "published"),
    [
        (["delegation", "counterpart"], True),
        (["accompanying", "third_party"], True),
        (["delegation", "accompanying"], False),
        (["counterpart", "third_party"], False),
        ([], False),
    ],
)
def test_meeting_is_published_with_somebody_on_each_hand(client, editor, sides, published):
    client.force_login(editor)
    page = add_page(client, "meeting").type(title="Call", dates="unknown", publication="published")
    for side in sides:
        page.add(side, official=OfficialFactory())
    page.press()
    assert Meeting.objects.filter(publication="published").exists() == published
    if not published:
        assert any("A published meeting needs at least one" in error for error in page.errors)


def test_publish_action_names_the_meetings_that_can_not_be(client, editor):
    client.force_login(editor)
    whole, lacking = (
        meeting_between(publication="draft"),
        MeetingFactory(publication="draft", title="Lacking"),
    )
    response = client.post(
        reverse("admin:engagements_meeting_changelist"),
        {"action": "publish", "_selected_action": [whole.pk, lacking.pk]},
        follow=True,
    )
    assert "“Lacking” stays a draft." in response.text
    assert list(Meeting.objects.filter(publication="published")) == [whole]


def test_last_counterpart_of_a_published_meeting_is_not_deleted(client, editor):
    client.force_login(editor)
    meeting = meeting_between()
    page = change_page(client, meeting).type(**{"counterpart-0-DELETE": "on"})
    page.press()
    assert any("at least one counterpart" in error for error in page.errors)
    assert meeting.participants.count() == 2


def test_outcomes_and_topics_are_entered_with_the_meeting(entry):
    topic = TopicFactory()
    entry.type(title="Call", dates="unknown", topics=[topic])
    entry.add("outcomes", kind="request", text="More support", due_text="by the next summit")
    entry.press()
    assert Outcome.objects.get().due_text == "by the next summit"
    assert Meeting.objects.get().topics.get() == topic


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_time": "10:00", "dates": "within", "start_date": "2021-12-06"}, "start_time"),
        ({"timezone": "Mexico", "dates": "unknown"}, "timezone"),
        ({"timezone": "../../etc/passwd", "dates": "unknown"}, "timezone"),
    ],
)
def test_time_of_day_that_can_not_be(entry, typed, field):
    entry.type(title="Call", **typed).press()
    assert entry.response.context["adminform"].form.errors.keys() == {field}


def test_next_meeting_of_the_same_visit_is_one_press_away(entry, visit):
    entry.type(visit=visit, title="One", dates="unknown")
    address = entry.press("_addanother").url
    assert address.endswith(f"?visit={visit.pk}&after={Meeting.objects.get().pk}")


def test_next_meeting_has_sources_handling_and_publication_of_the_one_before(client, make_user, visit):
    client.force_login(make_user("both", "Editors", "view_restricted_records", is_staff=True))
    visit.sources.set(SourceFactory.create_batch(2))
    before = MeetingFactory(visit=visit, publication="published", handling="restricted")
    before.sources.set(visit.sources.all()[:1])
    form = add_page(client, "meeting", f"?visit={visit.pk}&after={before.pk}")
    assert form.data["sources"] == [before.sources.get().pk]
    assert (form.data["publication"], form.data["handling"]) == ("published", "restricted")


@pytest.mark.parametrize(
    ("publication", "address"),
    [("draft", "/admin/engagements/visit/{}/change/#meetings-heading"), ("published", "/visits/{}/")],
)
def test_meeting_saved_from_its_visit_returns_to_it(client, staff, visit, publication, address):
    """To its form, or to its page for whoever may not change it; there the new meeting stands."""
    visit.publication = publication
    visit.save()
    client.force_login(staff)
    page = add_page(client, "meeting", f"?visit={visit.pk}")
    response = page.type(title="Talks").press()
    assert response.url == address.format(visit.pk)
    assert "Talks" in client.get(response.url).text


def test_meeting_entered_by_itself_leads_to_the_list(entry, visit):
    assert entry.type(visit=visit, title="One", dates="unknown").press().url == "/admin/engagements/meeting/"


def test_list_finds_a_meeting_by_who_took_part(client, staff, django_assert_max_num_queries):
    client.force_login(staff)
    found = meeting_between(counterpart=OfficialFactory(name="Francisco Garduño Yáñez"))
    for _ in range(20):
        meeting_between(visit=VisitFactory(), place=PlaceFactory())
    address = reverse("admin:engagements_meeting_changelist")
    with django_assert_max_num_queries(12):
        client.get(address)
    page = client.get(address, {"q": "garduno"})
    assert [meeting.pk for meeting in page.context["cl"].result_list] == [found.pk]


def test_address_of_the_page_leads_to_it(client, staff):
    client.force_login(staff)
    meeting = ParticipantFactory(meeting__publication="draft").meeting
    page = client.get(reverse("admin:engagements_meeting_change", args=[meeting.pk]))
    assert f'href="{meeting.get_absolute_url()}"' in page.text
    assert client.get(meeting.get_absolute_url()).status_code == 200


@pytest.fixture
def minister(client, staff):
    """Return a page of a saved meeting in which Ann Reed is Minister, and the line that says so."""
    client.force_login(staff)
    line = ParticipantFactory(
        official=OfficialFactory(name="Ann Reed"),
        title="Minister",
        organization=OrganizationFactory(name="Ministry"),
        side="counterpart",
        meeting__publication="draft",
    )
    return change_page(client, line.meeting), line


@pytest.mark.parametrize("has_post", [True, False])
def test_another_official_on_a_saved_line_does_not_take_over_the_title(minister, has_post):
    page, line = minister
    official = OfficialFactory(name="Tom Ward")
    post = AppointmentFactory(official=official, title="Director") if has_post else None
    page.type(**{"counterpart-0-official": official}).press()
    assert any("Minister, Ministry was said of another official" in error for error in page.errors)
    expected = ("Director", str(post.organization_id)) if post else ("", "")
    assert (page.data["counterpart-0-title"], page.data["counterpart-0-organization"]) == expected
    line.refresh_from_db()
    assert (str(line.official), line.title) == ("Ann Reed", "Minister")
    assert page.press().status_code == 302
    line.refresh_from_db()
    assert (line.official, line.title) == (official, expected[0])


def test_title_stays_with_another_official_where_somebody_says_so(minister):
    page, line = minister
    official = OfficialFactory(name="Tom Ward")
    page.type(**{"counterpart-0-official": official}).press()
    page.type(**{"counterpart-0-title": "Minister", "counterpart-0-organization": line.organization})
    assert page.press().status_code == 302
    line.refresh_from_db()
    assert (line.official, line.title, str(line.organization)) == (official, "Minister", "Ministry")


def test_another_member_of_a_delegation_does_not_take_over_the_title(client, staff):
    client.force_login(staff)
    member = MemberFactory(title="Minister", visit__publication="draft")
    page = change_page(client, member.visit)
    page.type(**{"members-0-official": OfficialFactory()}).press()
    assert any("Minister was said of another official" in error for error in page.errors)
    assert page.press().status_code == 302
    member.refresh_from_db()
    assert member.title == ""


@pytest.mark.parametrize("factory", [MeetingFactory, VisitFactory])
def test_record_of_one_day_is_moved_by_one_date(client, staff, factory):
    client.force_login(staff)
    day = datetime.date(2021, 12, 6)
    record = factory(publication="draft", start_date=day, end_date=day, dates="exact")
    page = change_page(client, record)
    assert page.data["end_date"] == ""
    assert page.type(start_date="2021-12-09").press().status_code == 302
    record.refresh_from_db()
    assert (record.start_date, record.end_date) == (datetime.date(2021, 12, 9),) * 2
    assert change_page(client, record).press().status_code == 302
    record.refresh_from_db()
    assert record.end_date == datetime.date(2021, 12, 9)
