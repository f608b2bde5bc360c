"""Two editors at one record: the second to save is told, sees both versions, and chooses."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from zeal import zeal_ignore

from engagements.models import Appointment, Attachment
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
    StopFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
    named_source,
)


@pytest.fixture
def other(make_user):
    return make_user("somebody else", "Editors", "view_restricted_records", is_staff=True)


@pytest.fixture
def open_form(client, editor, other, django_user_model):
    """Return a function that opens the form of a record, as the editor or as ``other``."""

    def open_as(record, user=editor):
        browser = type(client)()
        browser.force_login(user)
        return change_page(browser, record)

    return open_as


def told(page):
    """What the page shows beside each other: by line and field, (when opened, as saved, as typed)."""
    return {
        name: {what: versions for what, *versions in rows}
        for _, name, rows in page.response.context["conflict"].entries
    }


def test_both_versions_are_side_by_side_and_what_was_typed_is_there(open_form, other):
    topic, organization = TopicFactory(name="visas"), OrganizationFactory(name="Labor")
    visit = VisitFactory(title="At first", purpose="talks", organization=OrganizationFactory(name="CBP"))
    mine, theirs = open_form(visit), open_form(visit, other)
    theirs.type(title="Theirs", organization=organization, topics=[topic]).press()
    assert mine.type(title="Mine <b>", progress="postponed").press().status_code == 200
    assert told(mine) == {
        "Theirs": {
            "Title": ["At first", "Theirs", "Mine <b>"],
            "Sent by": ["CBP", "Labor", "CBP"],
            "Topics": ["empty", "visas", "empty"],
            "Status": ["completed", "completed", "postponed"],
        }
    }
    text = mine.response.text
    assert "Changed by somebody else while you had it open" in text
    assert "Mine &lt;b&gt;" in text
    assert f'href="{mine.address}"' in text  # to take theirs
    assert mine.data["title"] == "Mine <b>"
    visit.refresh_from_db()
    assert (visit.title, visit.version) == ("Theirs", 2)


def test_nothing_is_saved_before_one_has_chosen(open_form, other):
    visit = VisitFactory()
    mine = open_form(visit)
    open_form(visit, other).type(title="Theirs").press()
    mine.type(title="Mine")
    for button in ("_save", "_continue", "_over", "_save", "_addmeeting"):
        mine.data.pop("told_version", None) if button == "_over" else None  # pressed without having seen
        assert mine.press(button).status_code == 200
    visit.refresh_from_db()
    assert visit.title == "Theirs"
    assert mine.type(title="Mine, mended").press("_over").status_code == 302
    visit.refresh_from_db()
    assert (visit.title, visit.version) == ("Mine, mended", 3)


def test_change_between_being_told_and_choosing_is_told_again(open_form, other):
    visit = VisitFactory(title="At first")
    mine = open_form(visit)
    open_form(visit, other).type(title="Theirs").press()
    mine.type(title="Mine").press()
    open_form(visit, other).type(title="Theirs again").press()
    assert mine.press("_over").status_code == 200
    assert told(mine) == {"Theirs again": {"Title": ["At first", "Theirs again", "Mine"]}}
    assert len(mine.response.context["conflict"].acts) == 2
    assert mine.press("_over").status_code == 302
    visit.refresh_from_db()
    assert visit.title == "Mine"


def test_error_in_what_is_saved_over_does_not_ask_again(open_form, other):
    visit = VisitFactory()
    mine = open_form(visit)
    open_form(visit, other).type(title="Theirs").press()
    mine.type(title="").press()
    mine.press("_over")
    assert mine.response.context["adminform"].form.errors.keys() == {"title"}
    assert "conflict" not in mine.response.context
    assert mine.type(title="Mine").press().status_code == 302


def test_what_can_not_be_read_is_shown_as_typed(open_form, other):
    visit = VisitFactory()
    mine = open_form(visit)
    open_form(visit, other).type(start_date="2021-12-05").press()
    mine.type(start_date="some day", organization="x").press()
    rows = told(mine)[visit.title]
    assert rows["From"] == ["6 December 2021", "5 December 2021", "some day (can't be read)"]
    assert rows["Sent by"][2] == "(can't be read)"  # an id of no record is not shown


def test_lines_that_both_changed(open_form, other):
    visit = VisitFactory()
    stop = StopFactory(visit=visit, place=PlaceFactory(name="Lima", country="PE"))
    member = MemberFactory(visit=visit, official=OfficialFactory(name="Ann Lee"), title="Chief")
    mine, theirs = open_form(visit), open_form(visit, other)
    theirs.type(**{"stops-0-start_date": "2021-12-06", "members-0-title": "Chief of Staff"})
    theirs.add("stops", place=PlaceFactory(name="Quito", country="EC")).press()
    mine.type(**{"stops-0-DELETE": "on", "members-0-title": "Deputy Chief"})
    mine.add("members", official=OfficialFactory(name="Ben Low"), role="adviser").press()
    found = told(mine)
    title = {"Title at the time": ["Chief", "Chief of Staff", "Deputy Chief"]}
    assert found["Ann Lee, Chief of Staff"] == title
    assert found["Lima, Peru"][""] == ["there", "there", "not there"]
    assert found["Lima, Peru"]["From"] == ["empty", "6 December 2021", "empty"]
    assert found["Quito, Ecuador"][""] == ["not there", "there", "there"]
    assert found["Ben Low"][""] == ["not there", "not there", "there"]
    assert mine.press("_over").status_code == 302
    assert [str(one) for one in visit.stops.all()] == ["Quito, Ecuador"]
    member.refresh_from_db()
    assert member.title == "Deputy Chief"
    assert visit.members.count() == 2
    assert not visit.stops.filter(pk=stop.pk).exists()


def test_line_that_the_other_took_out_is_entered_anew(open_form, other):
    meeting = meeting_between()
    OutcomeFactory(meeting=meeting, text="First")
    OutcomeFactory(meeting=meeting, text="Second")
    mine, theirs = open_form(meeting), open_form(meeting, other)
    assert theirs.type(**{"outcomes-0-DELETE": "on"}).press().status_code == 302
    mine.type(**{"outcomes-0-text": "First, as I say", "outcomes-1-text": "Second, as I say"})
    mine.add("outcomes", text="Third", kind="request").press()
    found = told(mine)
    assert found["commitment: First"][""] == ["there", "not there", "there"]
    assert found["commitment: First"]["Text"] == ["First", "empty", "First, as I say"]
    assert mine.press("_over").status_code == 302
    texts = ["Second, as I say", "First, as I say", "Third"]
    assert [one.text for one in meeting.outcomes.order_by("pk")] == texts


def test_participant_whom_the_other_moved_to_another_side(open_form, other):
    meeting = meeting_between()
    line = ParticipantFactory(meeting=meeting, side="counterpart", official=OfficialFactory(name="Ann"))
    mine, theirs = open_form(meeting), open_form(meeting, other)
    assert theirs.type(**{"counterpart-1-side": "third_party"}).press().status_code == 302
    mine.type(**{"counterpart-1-note": "and staff"}).press()
    assert told(mine)[str(line)] == {
        "Side": ["counterpart", "third party", "counterpart"],
        "Note": ["empty", "empty", "and staff"],
    }
    assert mine.press("_over").status_code == 302
    line.refresh_from_db()
    assert (line.side, line.note) == ("counterpart", "and staff")


def test_file_that_the_other_took_out_stays_out(open_form, other, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    visit = VisitFactory()
    attachment = Attachment(title="File", visit=visit)
    attachment.file.save("file.txt", ContentFile(b"text"))
    mine, theirs = open_form(visit), open_form(visit, other)
    assert theirs.type(**{"attachments-0-DELETE": "on"}).press().status_code == 302
    mine.type(title="Mine").press()
    assert told(mine)["File"][""] == ["there", "not there", "not there"]
    assert mine.press("_over").status_code == 302
    assert not visit.attachments.exists()


def test_record_that_may_not_be_seen_is_neither_told_nor_taken_away(open_form, other):
    hidden, visit = VisitFactory(title="Secret", handling="restricted"), VisitFactory()
    mine = open_form(visit)
    open_form(visit, other).type(title="Theirs", related_visits=[hidden]).press()
    mine.type(title="Mine").press()
    assert told(mine)["Theirs"].keys() == {"Title"}
    assert "Secret" not in mine.response.text
    assert mine.press("_over").status_code == 302
    assert list(visit.related_visits.all()) == [hidden]


@pytest.mark.parametrize("door", [ChangeChannel.IMPORT, ChangeChannel.MERGE, ChangeChannel.COMMAND])
def test_change_by_another_door_is_told_as_well(open_form, other, door):
    meeting = MeetingFactory(title="At first", publication="draft")
    mine = open_form(meeting)
    with change_set(door, other):
        meeting.title, meeting.changed_by, meeting.version = "Theirs", other, 2
        meeting.save()
    mine.type(title="Mine").press()
    assert told(mine) == {"Theirs": {"Title": ["At first", "Theirs", "Mine"]}}
    (act,) = mine.response.context["conflict"].acts
    assert (act.who, act.channel) == ("somebody else", door.label)


def test_bringing_back_a_state_meanwhile_is_told(open_form, other, client):
    visit = VisitFactory(title="At first")
    open_form(visit, other).type(title="Second").press()
    mine = open_form(visit)
    client.force_login(other)
    page = reverse("admin:engagements_visit_state", args=[visit.pk, visit.history.earliest().act])
    client.post(page, {"seen": client.get(page).context["seen"]})
    mine.type(title="Mine").press()
    assert told(mine) == {"At first": {"Title": ["Second", "At first", "Mine"]}}


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "99", "2147483648", "9" * 40, "\x00"])
def test_version_that_was_never_there_is_no_way_past(open_form, other, version):
    visit = VisitFactory(title="At first")
    mine = open_form(visit)
    open_form(visit, other).type(title="Theirs").press()
    mine.type(title="Mine", seen_version=version, told_version=version)
    for button in ("_save", "_over"):
        mine.data["told_version"] = version
        assert mine.press(button).status_code == 200
    visit.refresh_from_db()
    assert visit.title == "Theirs"
    assert "Theirs" in mine.response.text


@pytest.mark.parametrize("initial", ["0", "-1", "x", "", "1", "3", "2001", "9" * 40])
def test_line_that_was_never_there_is_answered(open_form, initial):
    visit = VisitFactory()
    other = StopFactory()  # of another visit
    page = open_form(visit)
    before = dict(page.data)
    for pk in ("x", "-1", "0", "", str(other.pk), str(2**63), "9" * 40, "\x00", "١"):
        page.data = before | {"stops-TOTAL_FORMS": "2", "stops-INITIAL_FORMS": initial}
        page.data |= {"stops-0-id": pk, "stops-0-place": str(other.place_id), "stops-1-id": pk}
        with zeal_ignore():  # Django checks each chosen record of a form by a query of its own
            response = page.client.post(page.address, page.data | {"_continue": "1"})
        assert response.status_code in (200, 302), pk
    other.refresh_from_db()
    assert other.visit != visit


# --- The directory

ENTRIES = {
    "official": (OfficialFactory, "name", "Name", "notes"),
    "organization": (OrganizationFactory, "name", "Name", "notes"),
    "place": (PlaceFactory, "name", "Name", "country"),
    "topic": (TopicFactory, "name", "Name", "parent"),
    "source": (named_source, "title", "Title", "text"),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_entry_of_the_directory_that_both_changed(open_form, other, kind):
    factory, field, label, untouched = ENTRIES[kind]
    entry = factory(**{field: "At first"})
    mine, theirs = open_form(entry), open_form(entry, other)
    assert theirs.type(**{field: "Theirs", "distinct": "on"}).press().status_code == 302
    mine.type(**{field: "Mine"})
    for button in ("_save", "_continue", "_over"):
        mine.data.pop("told_version", None)  # pressed without having seen
        assert mine.press(button).status_code == 200
    (rows,) = told(mine).values()
    assert rows[label] == ["At first", "Theirs", "Mine"]
    assert "Changed by somebody else while you had it open" in mine.response.text
    assert untouched in mine.data
    open_form(entry, other).type(**{field: "Theirs again"}).press()
    assert mine.press("_over").status_code == 200  # told of another version than is there
    (rows,) = told(mine).values()
    assert rows[label] == ["At first", "Theirs again", "Mine"]
    assert mine.press("_over").status_code == 302
    entry.refresh_from_db()
    assert getattr(entry, field) == "Mine"
    assert open_form(entry).type(**{field: "Mine again"}).press().status_code == 302


def test_posts_that_both_changed(open_form, other):
    post = AppointmentFactory(title="At first", start_date=datetime.date(2021, 1, 1), start_precision="year")
    mine, theirs = open_form(post.official), open_form(post.official, other)
    theirs.type(**{"appointments-0-title": "Theirs", "appointments-0-start_date": "2022-03"}).press()
    mine.type(**{"appointments-0-title": "Mine"})
    mine.add("appointments", title="Mine too", organization=OrganizationFactory()).press()
    versions = told(mine)
    (changed,) = [rows for rows in versions.values() if "" not in rows]
    assert changed["Title"] == ["At first", "Theirs", "Mine"]
    assert changed["From"] == ["1 January 2021", "1 March 2022", "1 January 2021"]
    assert changed["Start precision"] == ["year", "month", "year"]
    (added,) = [rows for rows in versions.values() if "" in rows]
    assert added[""] == ["not there", "not there", "there"]
    assert mine.press("_over").status_code == 302
    assert [str(one.title) for one in Appointment.objects.order_by("pk")] == ["Mine", "Mine too"]


@pytest.mark.parametrize("channel", [ChangeChannel.IMPORT, ChangeChannel.MERGE, ChangeChannel.COMMAND])
def test_change_of_a_post_alone_by_another_channel_is_told(open_form, other, channel):
    post = AppointmentFactory(title="At first")
    mine = open_form(post.official)
    with change_set(channel, other):
        post.title = "Theirs"
        post.save()
    assert mine.type(notes="Mine").press().status_code == 200
    (act,) = mine.response.context["conflict"].acts
    assert (act.who, act.channel) == ("somebody else", channel.label)


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "99", "1.x", "9" * 40, "1." * 30, "\x00"])
def test_version_of_an_entry_that_was_never_there_is_no_way_past(open_form, other, version):
    official = OfficialFactory(name="At first")
    mine = open_form(official)
    open_form(official, other).type(name="Theirs").press()
    mine.type(name="Mine", seen_version=version)
    for button in ("_save", "_over"):
        mine.data["told_version"] = version
        assert mine.press(button).status_code == 200
    official.refresh_from_db()
    assert official.name == "Theirs"
