"""Many records changed at once, from the list of the admin: chosen, looked at, changed, undone as one."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from engagements.admin import bulk_changes
from engagements.models import Meeting, Official, Organization, Participant, Topic, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    SourceFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
    named_source,
)

pytestmark = pytest.mark.django_db


class BulkPage:
    """The pages of a bulk change, as a person goes through them."""

    def __init__(self, client, records, **filters):
        self.client, self.model = client, type(records[0])._meta.model_name
        self.address = reverse(f"admin:engagements_{self.model}_bulk")
        self.list = reverse(f"admin:engagements_{self.model}_changelist")
        data = {"action": "bulk_change", "_selected_action": [record.pk for record in records], **filters}
        self.response = client.post(self.list, data)
        self.records = ""
        if self.response.status_code == 200:
            self.records = self.response.context["form"].initial["records"]

    def press(self, button, **values):
        self.values = values
        data = {"capacity": "new"} | {
            name: [getattr(one, "pk", one) for one in value]
            if isinstance(value, list)
            else getattr(value, "pk", value)
            for name, value in values.items()
        }
        with zeal_ignore():  # Django checks each chosen record of a form by a query of its own
            self.response = self.client.post(self.address, {**data, "records": self.records, button: "1"})
        return self.response

    def preview(self, **values):
        self.press("_preview", **values)
        assert "number" in self.response.context, self.response.context["form"].errors
        self.records = self.response.context["records"]
        return self.response

    @property
    def changes(self):
        """What the preview says: by record, "what: before → after"."""
        return {
            record: [
                f"{what}: {before} → {after}" for entry in entries for what, before, after in entry.details
            ]
            for record, entries in self.response.context["changes"]
        }

    @property
    def left_out(self):
        return dict(self.response.context["left_out"])

    def confirm(self):
        return self.press("_change", **self.values)

    def change(self, **values):
        self.preview(**values)
        return self.confirm()


def messages_of(client, response):
    return [str(message) for message in client.get(response.url).context["messages"]]


def undo_address(client, response):
    (text,) = [text for text in messages_of(client, response) if "Changed: " in text]
    return re.search('href="([^"]+)"', text)[1]


def acts(record):
    return list(record.history.order_by("-history_id").values_list("act", "door"))


@pytest.fixture
def restricting(make_user):
    """An editor who may restrict records."""
    return make_user("restricting", "Editors", "view_restricted_records", is_staff=True)


def test_values_and_topics_are_changed_in_one_act(client, restricting):
    old, new = TopicFactory(name="old"), TopicFactory(name="new")
    source = named_source()
    meetings = [MeetingFactory(), MeetingFactory(), MeetingFactory()]
    for meeting in meetings:
        meeting.topics.add(old)
    client.force_login(restricting)
    page = BulkPage(client, meetings)
    page.preview(
        value_handling="restricted",
        value_progress="cancelled",
        add_topics=[new],
        remove_topics=[old],
        add_sources=[source],
    )
    assert [sorted(changes) for changes in page.changes.values()] == 3 * [
        [
            "Handling: open → restricted",
            f"Sources: empty → {source}",
            "Status: held → cancelled",
            "Topics: old → new",
        ]
    ]
    assert Meeting.objects.filter(handling="restricted").count() == 0
    response = page.confirm()
    assert response.status_code == 302
    assert any("Changed: 3 meetings." in text for text in messages_of(client, response))
    for meeting in meetings:
        meeting.refresh_from_db()
        assert (meeting.handling, meeting.progress, meeting.version) == ("restricted", "cancelled", 2)
        assert (meeting.changed_by, list(meeting.topics.all())) == (restricting, [new])
        assert list(meeting.sources.all()) == [source]
        assert [topic.topic for topic in meeting.history.latest("history_id").topics.all()] == [new]
    assert len({acts(meeting)[0] for meeting in meetings}) == 1
    assert acts(meetings[0])[0][1] == "bulk"
    assert LogEntry.objects.filter(user=restricting, change_message="Changed in bulk.").count() == 3


def test_whole_filter_is_changed_and_nothing_that_came_meanwhile(client, editor):
    meetings = [MeetingFactory(title=f"Talks on customs {n}") for n in range(60)]
    MeetingFactory(title="Dinner")
    topic = TopicFactory()
    client.force_login(editor)
    page = BulkPage(client, meetings[:1])
    page.response = client.post(
        f"{page.list}?q=customs",
        {"action": "bulk_change", "_selected_action": [meetings[0].pk], "select_across": "1"},
    )
    page.records = page.response.context["form"].initial["records"]
    assert "_changelist_filters=q%3Dcustoms" in page.response.text
    page.preview(add_topics=[topic])
    assert len(page.changes) == 60
    MeetingFactory(title="Talks on customs, entered later")
    page.confirm()
    assert {*topic.meetings.all()} == {*meetings}


def test_more_than_the_limit_are_refused_in_words(client, editor, monkeypatch):
    monkeypatch.setattr(bulk_changes, "BULK_LIMIT", 2)
    client.force_login(editor)
    response = BulkPage(client, [MeetingFactory() for _ in range(3)]).response
    assert messages_of(client, response) == [
        "3 meetings are selected. At most 2 are changed at once: filter the list further, and change them in "
        "parts."
    ]


def test_official_is_replaced_with_the_capacity_of_the_day(client, editor):
    wrong, right = OfficialFactory(name="Wrong"), OfficialFactory(name="Right")
    before, after = OrganizationFactory(name="Before"), OrganizationFactory(name="After")
    for year, title, organization in ((2020, "Deputy", before), (2022, "Minister", after)):
        AppointmentFactory(
            official=right,
            title=title,
            organization=organization,
            start_date=datetime.date(year, 1, 1),
            end_date=datetime.date(year, 12, 31),
        )
    meetings = []
    for year in (2020, 2021, 2022):
        day = datetime.date(year, 5, 5)
        meeting = meeting_between(counterpart=wrong, counterpart_organization=before, start_date=day)
        meeting.participants.filter(official=wrong).update(title="Clerk")
        OutcomeFactory(meeting=meeting, owner_official=wrong)
        meetings.append(meeting)
    client.force_login(editor)
    page = BulkPage(client, meetings)
    page.preview(official=wrong, official_new=right)
    assert [page.changes[meeting][:3] for meeting in meetings] == [
        ["Official: Wrong → Right", "Title at the time: Clerk → Deputy", "Owner official: Wrong → Right"],
        ["Official: Wrong → Right", "Title at the time: Clerk → empty", "Organization: Before → empty"],
        ["Official: Wrong → Right", "Title at the time: Clerk → Minister", "Organization: Before → After"],
    ]
    page.confirm()
    lines = Participant.objects.filter(official=right).order_by("meeting__start_date")
    assert list(lines.values_list("title", "organization")) == [
        ("Deputy", before.pk),
        ("", None),
        ("Minister", after.pk),
    ]
    assert not Participant.objects.filter(official=wrong).exists()
    assert right.outcomes_owned.count() == 3
    assert [meeting.version for meeting in Meeting.objects.all()] == [2, 2, 2]
    assert Meeting.objects.matching("x").count() == 0
    assert lines[2].folded == "minister"


def test_title_and_organization_are_kept_where_only_the_person_was_wrong(client, editor):
    wrong, right = OfficialFactory(), OfficialFactory()
    visit = VisitFactory()
    ministry = OrganizationFactory()
    MemberFactory(visit=visit, official=wrong, title="Minister", organization=ministry)
    client.force_login(editor)
    BulkPage(client, [visit]).change(official=wrong, official_new=right, capacity="kept")
    member = visit.members.get()
    assert (member.official, member.title, member.organization) == (right, "Minister", ministry)


def test_title_made_of_the_participants_names_the_new_one(client, editor):
    wrong, right = OfficialFactory(name="Wrong"), OfficialFactory(name="Right")
    delegate = OfficialFactory(name="Delegate")
    derived = meeting_between(delegate, wrong, title="Delegate with Wrong")
    typed = meeting_between(delegate, wrong, title="Talks with Wrong")
    client.force_login(editor)
    page = BulkPage(client, [derived, typed])
    page.preview(official=wrong, official_new=right)
    assert page.changes[derived][0] == "Title: Delegate with Wrong → Delegate with Right"
    page.confirm()
    assert {*Meeting.objects.values_list("title", flat=True)} == {"Delegate with Right", "Talks with Wrong"}


@pytest.mark.parametrize(("handling", "source_after"), [("open", False), ("restricted", True)])
def test_source_of_a_title_that_goes_is_left_out_unless_hidden(client, editor, handling, source_after):
    wrong, right = OfficialFactory(), OfficialFactory()
    source = SourceFactory(title="Cable")
    VisitFactory(handling=handling).sources.add(source)
    meeting = meeting_between(counterpart=wrong)
    meeting.participants.filter(official=wrong).update(title="Clerk", title_source=source)
    client.force_login(editor)
    page = BulkPage(client, [meeting])
    response = page.preview(official=wrong, official_new=right)
    assert ("Cable" in response.text) == (handling == "open")
    page.confirm()
    assert bool(meeting.participants.get(official=right).title_source) == source_after


def test_organization_is_replaced_wherever_the_records_name_it(client, editor):
    former, new, other = (OrganizationFactory() for _ in range(3))
    visit = VisitFactory(organization=former)
    MemberFactory(visit=visit, organization=former)
    meeting = meeting_between(delegation=former, counterpart_organization=other)
    OutcomeFactory(meeting=meeting, owner_organization=former)
    client.force_login(editor)
    for record in (visit, meeting):
        BulkPage(client, [record]).change(organization=former, organization_new=new)
    visit.refresh_from_db()
    assert (visit.organization, visit.members.get().organization) == (new, new)
    assert {*meeting.participants.values_list("organization", flat=True)} == {new.pk, other.pk}
    assert meeting.outcomes.get().owner_organization == new


def test_organization_of_the_lines_of_an_official_is_set(client, editor):
    official, organization = OfficialFactory(), OrganizationFactory()
    meeting = meeting_between(counterpart=official)
    client.force_login(editor)
    BulkPage(client, [meeting]).change(organization_of=official, organization_of_new=organization)
    assert meeting.participants.get(official=official).organization == organization
    assert meeting.participants.exclude(official=official).get().organization != organization


def test_who_may_change_what_in_bulk(client, staff, editor, restricting, analyst):
    """The table: of a published and a draft meeting, which change; and who may change the handling."""
    topic = TopicFactory()
    expected = {analyst: None, staff: {"draft"}, editor: {"draft", "published"}}
    for user, publications in expected.items():
        records = [MeetingFactory(publication=publication) for publication in ("draft", "published")]
        client.force_login(user)
        page = BulkPage(client, records)
        if publications is None:
            assert page.response.status_code == 302
            assert page.press("_preview", add_topics=[topic]).status_code == 302
            assert page.press("_change", add_topics=[topic]).status_code == 302
        else:
            page.preview(add_topics=[topic])
            assert {record.publication for record in page.changes} == publications
            page.confirm()
        assert {meeting.publication for meeting in topic.meetings.all()} == (publications or set())
        topic.meetings.clear()
    for user, may_restrict in ((staff, False), (editor, False), (restricting, True)):
        client.force_login(user)
        assert ("value_handling" in BulkPage(client, records).response.context["form"].fields) == may_restrict
    client.force_login(editor)
    page = BulkPage(client, records)
    page.press("_change", value_handling="restricted", records=page.records)
    assert not Meeting.objects.filter(handling="restricted").exists()


def test_hidden_record_is_neither_told_nor_changed(client, editor):
    shown, hidden = MeetingFactory(), MeetingFactory(title="Secret", handling="restricted")
    of_hidden_visit = MeetingFactory(title="Secret too", visit=VisitFactory(handling="restricted"))
    topic = TopicFactory()
    client.force_login(editor)
    page = BulkPage(client, [shown, hidden, of_hidden_visit])
    assert page.records == str(shown.pk)
    page.records = f"{shown.pk} {hidden.pk} {of_hidden_visit.pk}"
    response = page.preview(add_topics=[topic])
    assert "ecret" not in response.text
    assert "Change 1 meeting?" in response.text
    page.records += f" {hidden.pk}: {of_hidden_visit.pk}:"
    response = page.confirm()
    assert "ecret" not in " ".join(messages_of(client, response))
    assert list(topic.meetings.all()) == [shown]


def test_hidden_source_can_not_be_chosen(client, editor):
    hidden = SourceFactory(title="Secret cable")
    VisitFactory(handling="restricted").sources.add(hidden)
    client.force_login(editor)
    page = BulkPage(client, [MeetingFactory()])
    response = page.press("_preview", add_sources=[hidden])
    assert response.context["form"].errors.keys() == {"add_sources"}
    assert "ecret" not in response.text


def test_what_would_not_change_is_left_out_with_a_reason(client, editor):
    ahead = datetime.date.today() + datetime.timedelta(30)
    wrong, right = OfficialFactory(), OfficialFactory(name="Right")
    future = meeting_between(counterpart=wrong, start_date=ahead, progress="planned")
    twice = meeting_between(wrong, right, progress="cancelled")
    already = MeetingFactory(progress="held")
    client.force_login(editor)
    page = BulkPage(client, [future, twice, already])
    page.preview(value_progress="held", official=wrong, official_new=right)
    assert page.left_out == {
        future: "The date is ahead. Is it “held” already? Change it on its own form.",
        twice: "Right is in it already.",
        already: "Nothing in it would change.",
    }
    assert "Nothing would change." in page.response.text


def test_record_that_changed_after_the_preview_is_left_out(client, editor):
    meetings = [MeetingFactory(title="First"), MeetingFactory(title="Second")]
    topic = TopicFactory()
    client.force_login(editor)
    page = BulkPage(client, meetings)
    page.preview(add_topics=[topic])
    Meeting.objects.filter(title="First").update(version=2)
    told = messages_of(client, page.confirm())
    assert "“First” stays as it was. It was changed since you looked at it." in told
    assert [meeting.title for meeting in topic.meetings.all()] == ["Second"]


def test_post_that_became_known_after_the_preview_is_not_filled_in_unseen(client, editor):
    wrong, right = OfficialFactory(), OfficialFactory()
    meeting = meeting_between(counterpart=wrong)
    client.force_login(editor)
    page = BulkPage(client, [meeting])
    page.preview(official=wrong, official_new=right)
    AppointmentFactory(official=right)
    page.confirm()
    assert meeting.participants.filter(official=wrong).exists()


BAD = {
    "nothing": ({}, "__all__", "Choose what shall change."),
    "one of two": ({"official": 1}, "official_new", "Fill in both: which, and by what."),
    "the other of two": ({"organization_new": 1}, "organization", "Fill in both: which, and by what."),
    "the same": ({"official": 1, "official_new": 1}, "official_new", "It is the same one."),
    "both ways": ({"add_topics": [1], "remove_topics": [1]}, "remove_topics", "“customs” is added, too."),
    "no such status": ({"value_progress": "x"}, "value_progress", None),
    "no number": ({"official": "x", "official_new": 1}, "official", None),
    "too large": ({"official": "9" * 30, "official_new": 1}, "official", None),
    "a new one": ({"official": "new:1", "official_new": 1}, "official", None),
    "topics": ({"add_topics": ["x", "9" * 30, "new:1"]}, "add_topics", None),
}


@pytest.mark.parametrize(("values", "field", "error"), BAD.values(), ids=BAD)
def test_bad_choice_is_told_beside_its_field(client, editor, values, field, error):
    Topic.objects.create(pk=1, name="customs")
    Official.objects.create(pk=1, name="Ann")
    Organization.objects.create(pk=1, name="Customs")
    client.force_login(editor)
    page = BulkPage(client, [MeetingFactory()])
    response = page.press("_preview", **values)
    errors = response.context["form"].errors
    assert errors.keys() == {field}
    assert error is None or errors[field] == [error]
    assert page.press("_change", **values).context["form"].errors.keys() == {field}


@pytest.mark.parametrize("records", ["", "x", "0:1 -3", "9" * 30, "\0"])
def test_page_without_records_changes_nothing(client, editor, records):
    client.force_login(editor)
    page = BulkPage(client, [MeetingFactory()])
    page.records = records
    assert page.press("_change", add_topics=[TopicFactory()]).status_code in {200, 302}
    assert client.get(page.address).status_code == 302


def test_choice_is_kept_where_one_goes_back_to_it(client, editor):
    topic = TopicFactory(name="customs")
    client.force_login(editor)
    page = BulkPage(client, [MeetingFactory()])
    page.preview(add_topics=[topic], value_progress="cancelled")
    form = page.press("_choose", add_topics=[topic], value_progress="cancelled").context["form"]
    assert (form["add_topics"].value(), form["value_progress"].value()) == ([str(topic.pk)], "cancelled")


def test_entries_of_the_directory_are_changed_and_undone(client, editor):
    parent = OrganizationFactory(name="Parent")
    child = OrganizationFactory(name="Child", kind="other")
    client.force_login(editor)
    page = BulkPage(client, [child, parent])
    page.preview(value_parent=parent, value_country="France", value_kind="agency")
    assert page.left_out == {parent: "It is the new parent, or above it."}
    response = page.confirm()
    child.refresh_from_db()
    assert (child.parent, child.country, child.kind) == (parent, "FR", "agency")
    client.post(undo_address(client, response))
    child.refresh_from_db()
    assert (child.parent, child.country, child.kind) == (None, "MX", "other")


def test_posts_of_officials_move_to_another_organization(client, editor):
    post = AppointmentFactory()
    new = OrganizationFactory()
    client.force_login(editor)
    page = BulkPage(client, [post.official])
    assert "official" not in page.response.context["form"].fields
    page.change(organization=post.organization, organization_new=new)
    post.refresh_from_db()
    assert post.organization == new


def test_rule_of_the_database_is_told_and_nothing_is_changed(client, editor):
    from tests.factories import PlaceFactory

    places = [PlaceFactory(name="San José", country=country) for country in ("CR", "US")]
    client.force_login(editor)
    page = BulkPage(client, places)
    response = page.change(value_country="Mexico")
    assert response.status_code == 200
    assert "a rule of the database" in str(response.context["form"].non_field_errors())
    assert [place.country for place in type(places[0]).objects.order_by("pk")] == ["CR", "US"]


# --- Undoing


@pytest.fixture
def changed(client, restricting):
    """Three meetings in which somebody was replaced, with topics and handling; how to undo it."""
    wrong, right = OfficialFactory(name="Wrong"), OfficialFactory(name="Right")
    old, new = TopicFactory(name="old"), TopicFactory(name="new")
    meetings = [meeting_between(counterpart=wrong) for _ in range(3)]
    for meeting in meetings:
        meeting.topics.add(old)
        line = meeting.participants.get(official=wrong)
        line.title = "Clerk"
        line.save()
    client.force_login(restricting)
    response = BulkPage(client, meetings).change(
        official=wrong,
        official_new=right,
        add_topics=[new],
        remove_topics=[old],
        value_handling="restricted",
    )
    return meetings, undo_address(client, response)


def state_of(meeting):
    meeting.refresh_from_db()
    return (
        meeting.handling,
        [topic.name for topic in meeting.topics.all()],
        [(str(line.official), line.title, bool(line.organization)) for line in meeting.participants.all()][1],
    )


def test_bulk_change_is_undone_as_one(client, changed):
    meetings, address = changed
    assert [state_of(meeting) for meeting in meetings] == 3 * [("restricted", ["new"], ("Right", "", False))]
    page = client.get(address)
    assert page.status_code == 200
    assert "Wrong" in page.text
    assert "It can't be undone" not in page.text
    response = client.post(address)
    assert messages_of(client, response) == ["Undone: 3 meetings as before."]
    assert [state_of(meeting) for meeting in meetings] == 3 * [("open", ["old"], ("Wrong", "Clerk", True))]
    assert [meeting.version for meeting in meetings] == [3, 3, 3]
    assert len({acts(meeting)[0] for meeting in meetings}) == 1
    history = reverse("admin:engagements_meeting_history", args=[meetings[0].pk])
    assert address in client.get(history).text
    assert "It can't be undone" in client.get(address).text  # a second time


def test_undo_is_refused_where_a_record_was_changed_afterwards(client, changed, editor):
    meetings, address = changed
    meetings[1].refresh_from_db()
    meetings[1].title = "Changed since"
    meetings[1].save()
    text = client.get(address).text
    assert "Meeting “Changed since” was changed by" in text
    assert "Undo it all" not in text
    before = [state_of(meeting) for meeting in meetings]
    response = client.post(address)
    assert any("“Changed since”" in message for message in messages_of(client, response))
    assert [state_of(meeting) for meeting in meetings] == before


def test_undo_is_refused_where_a_line_was_changed_or_deleted_afterwards(client, changed):
    meetings, address = changed
    meetings[0].participants.get(official__name="Right").delete()
    assert "Undo it all" not in client.get(address).text
    client.post(address)
    assert state_of(meetings[1])[0] == "restricted"


def test_undo_is_refused_where_the_former_official_is_gone(client, changed):
    _, address = changed
    Official.objects.get(name="Wrong").delete()
    assert "An entry among the officials that it needs was deleted or merged." in client.get(address).text


def test_undo_is_refused_where_the_history_does_not_know_what_was_before(client, editor):
    Meeting.objects.bulk_create([Meeting(title="Without history", dates="unknown")])
    topic = TopicFactory()
    client.force_login(editor)
    address = undo_address(client, BulkPage(client, [Meeting.objects.get()]).change(add_topics=[topic]))
    assert "What there was before is not known of all." in client.get(address).text
    client.post(address)
    assert topic.meetings.exists()


def test_undo_tells_and_changes_nothing_hidden(client, changed, editor, staff):
    meetings, address = changed
    client.force_login(editor)  # who may not see restricted records
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    meetings[0].refresh_from_db()
    meetings[0].handling = "open"
    meetings[0].save()
    text = client.get(address).text
    assert "A record that is gone or that you may not see was changed by it, too." in text
    assert meetings[1].title not in text
    client.post(address)
    assert state_of(meetings[0])[1] == ["new"]


def test_draft_published_since_is_not_undone_by_staff(client, staff):
    meeting, topic = MeetingFactory(publication="draft"), TopicFactory()
    client.force_login(staff)
    address = undo_address(client, BulkPage(client, [meeting]).change(add_topics=[topic]))
    Meeting.objects.update(publication="published")
    assert "A record is published: only an editor may change it." in client.get(address).text
    client.post(address)
    assert topic.meetings.exists()


def test_what_is_no_bulk_change_of_that_kind_has_no_page(client, editor, changed):
    _meetings, address = changed
    client.force_login(editor)
    assert client.get(address.replace("/meeting/", "/visit/")).status_code == 404
    uid = VisitFactory().history.get().act
    assert client.get(reverse("admin:engagements_visit_bulk_undo", args=[uid])).status_code == 404


# --- What it costs


def queries_of(client, number):
    wrong, right, topic = OfficialFactory(), OfficialFactory(), TopicFactory()
    AppointmentFactory(official=right)
    ministry = OrganizationFactory()
    meetings = [meeting_between(counterpart=wrong, counterpart_organization=ministry) for _ in range(number)]
    page = BulkPage(client, meetings)
    counts = []
    values = {"official": wrong, "official_new": right, "add_topics": [topic]}
    for step in ("_preview", "_change"):
        with CaptureQueriesContext(connection) as queries:
            page.press(step, **values)
        counts.append(len(queries))
        if step == "_preview":
            page.records = page.response.context["records"]
    address = undo_address(client, page.response)
    for method in (client.get, client.post):
        with CaptureQueriesContext(connection) as queries:
            method(address)
        counts.append(len(queries))
    assert not topic.meetings.exists()
    return counts


def test_queries_do_not_grow_by_record(client, editor):
    client.force_login(editor)
    queries_of(client, 2)
    # SQLite takes about so many rows of history at once.
    few, many = queries_of(client, 3), queries_of(client, 30)
    assert many == few


# --- Merging any two


@pytest.mark.parametrize(
    "make", [OfficialFactory, OrganizationFactory, TopicFactory, VisitFactory, MeetingFactory]
)
def test_any_two_of_a_list_are_merged(client, editor, make):
    records = [make(), make(), make()]
    kind = records[0]._meta.model_name
    address = reverse(f"admin:engagements_{kind}_changelist")
    client.force_login(editor)
    pks = [record.pk for record in records]
    response = client.post(address, {"action": "merge_selected", "_selected_action": pks[:2]})
    assert response.url == reverse("admin:engagements_duplicatepair_merge", args=[kind, *pks[:2]])
    assert client.get(response.url).status_code == 200
    for chosen in (pks, pks[:1]):
        response = client.post(address, {"action": "merge_selected", "_selected_action": chosen})
        (told,) = messages_of(client, response)
        assert told == f"Select two {records[0]._meta.verbose_name_plural} to merge, and no others."


def test_merging_is_offered_to_whoever_may_merge(client, staff, editor):
    address = reverse("admin:engagements_official_changelist")
    OfficialFactory()
    for user, offered in ((staff, False), (editor, True)):
        client.force_login(user)
        assert ("merge_selected" in client.get(address).text) == offered


def test_lists_of_all_kinds_offer_the_change(client, editor):
    client.force_login(editor)
    for make in (
        VisitFactory,
        MeetingFactory,
        OfficialFactory,
        OrganizationFactory,
        TopicFactory,
        named_source,
    ):
        record = make()
        address = reverse(f"admin:engagements_{record._meta.model_name}_changelist")
        assert "bulk_change" in client.get(address).text
        assert BulkPage(client, [record]).response.status_code == 200
    assert Visit.objects.exists()
