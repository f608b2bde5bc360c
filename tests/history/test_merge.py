import datetime

import pytest
from django.db import connection
from django.urls import reverse

from engagements.admin import duplicates as duplicates_admin
from engagements.history.merge import CannotMerge
from engagements.history.merge import merge as merge_records
from engagements.history.merge_plan import MergePlan, referring_fields
from engagements.models import (
    Appointment,
    Attachment,
    ContactDetail,
    DelegationMember,
    Meeting,
    Merge,
    Official,
    Organization,
    Outcome,
    Participant,
    Passage,
    Place,
    Source,
    Stop,
    Topic,
    Visit,
)
from engagements.models.duplicate_pairs import MERGEABLE_MODELS
from engagements.models.import_runs import ImportRun
from engagements.models.imported_records import ImportedRecord
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
)


def address_of(one, other):
    kind = one._meta.model_name
    return reverse("admin:engagements_duplicatepair_merge", args=[kind, one.pk, other.pk])


def history_of(record):
    return reverse(f"admin:engagements_{record._meta.model_name}_history", args=[record.pk])


class MergePage:
    """The page on which two records are merged, as a person uses it."""

    def __init__(self, client, kept, other):
        self.client, self.kept = client, kept
        self.address = f"{address_of(kept, other)}?keep={kept.pk}"
        self.response = client.get(self.address)
        assert self.response.status_code == 200
        form = self.response.context["form"]
        self.data = {field.name: field.value() for field in form if field.value() is not None}

    def shown(self, what):
        return dict(self.response.context[what])

    def press(self, **choices):
        return self.client.post(self.address, {**self.data, **choices}, follow=True)


def merge(client, kept, other, **choices):
    response = MergePage(client, kept, other).press(**choices)
    assert "is now part of" in response.text, response.context["form"].errors
    kept.refresh_from_db()
    return Merge.objects.latest("pk")


def undo(client, made):
    record = made.model.objects.get(pk=made.kept)
    page = client.get(history_of(record))
    assert f'name="undo" value="{made.pk}"' in page.text
    return client.post(history_of(record), {"undo": made.pk}, follow=True)


def everything():
    """All rows of the tables that a merge may touch, but for versions and who changed what when."""
    left_out = {"version", "changed_at", "changed_by_id"}
    tables = [Official, Organization, Place, Visit, Meeting, Appointment, DelegationMember, Participant, Stop]
    tables += [ContactDetail, Topic, Source, Outcome, Meeting.topics.through, Meeting.sources.through]
    tables += [Attachment, Passage, Visit.topics.through, Visit.sources.through, Visit.related_visits.through]
    return {
        table._meta.label: [
            {name: value for name, value in row.items() if name not in left_out}
            for row in table.objects.order_by("pk").values()
        ]
        for table in tables
    }


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def test_every_relation_is_known():
    """A new relation is moved without more ado; whoever adds one looks here whether that is right."""
    found = {
        kind: {f"{field.model._meta.label_lower}.{field.name}" for field in referring_fields(model)}
        for kind, model in MERGEABLE_MODELS.items()
    }
    assert found == {
        "official": {
            "engagements.appointment.official",
            "engagements.contactdetail.official",
            "engagements.delegationmember.official",
            "engagements.participant.official",
            "engagements.outcome.owner_official",
            "engagements.watch.official",
        },
        "organization": {
            "engagements.organization.parent",
            "engagements.appointment.organization",
            "engagements.contactdetail.organization",
            "engagements.visit.organization",
            "engagements.delegationmember.organization",
            "engagements.participant.organization",
            "engagements.outcome.owner_organization",
            "engagements.profile.organization",
            "engagements.watch.organization",
        },
        "place": {"engagements.stop.place", "engagements.meeting.place", "engagements.programmeitem.place"},
        "visit": {
            "engagements.attachment.visit",
            "engagements.delegationmember.visit",
            "engagements.meeting.visit",
            "engagements.passage.visit",
            "engagements.programmeitem.visit",
            "engagements.stop.visit",
            "engagements.visit_related_visits.from_visit",
            "engagements.visit_related_visits.to_visit",
            "engagements.visit_sources.visit",
            "engagements.visit_topics.visit",
            "engagements.watch.visit",
        },
        "meeting": {
            "engagements.attachment.meeting",
            "engagements.invitation.meeting",  # an update then goes on to the kept meeting
            "engagements.meeting_sources.meeting",
            "engagements.meeting_topics.meeting",
            "engagements.outcome.meeting",
            "engagements.participant.meeting",
            "engagements.passage.meeting",
        },
        "topic": {
            "engagements.meeting_topics.topic",
            "engagements.topic.parent",
            "engagements.visit_topics.topic",
        },
        "source": {
            "engagements.meeting_sources.source",
            "engagements.participant.title_source",
            "engagements.passage.source",
            "engagements.visit_sources.source",
        },
    }


def test_official_moves_with_all_that_points_at_it(signed_in, editor):
    kept, other = OfficialFactory(name="Troy Miller"), OfficialFactory(name="T. Miller", notes="Wears hats")
    visit, meeting = VisitFactory(), meeting_between(counterpart=other)
    MemberFactory(visit=visit, official=other)
    outcome = OutcomeFactory(owner_official=other)
    post = AppointmentFactory(official=other)
    page = MergePage(signed_in, kept, other)
    assert set(page.shown("moved")) == {"appointments", "delegation members", "participants", "outcomes"}
    page.press()
    kept.refresh_from_db()
    assert not Official.objects.filter(pk=other.pk).exists()
    assert meeting.participants.filter(official=kept).exists()
    assert visit.members.get().official == kept
    outcome.refresh_from_db()
    post.refresh_from_db()
    assert outcome.owner_official == post.official == kept
    assert kept.aliases == "T. Miller"
    assert kept.notes == "Wears hats"
    for record in (visit, meeting):
        record.refresh_from_db()
        assert (record.version, record.changed_by) == (2, editor)
        assert record.history.first().door == "merge"
    made = Merge.objects.get()
    assert (made.user, made.other_uid) == (editor, other.uid)
    assert set(Participant.history.filter(door="merge").values_list("act", flat=True)) == {made.act}


def test_official_who_is_in_both_stays_once_and_nothing_that_was_said_is_lost(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    line = ParticipantFactory(official=kept)
    twin = ParticipantFactory(meeting=line.meeting, official=other, title="Director", note="by video")
    member = MemberFactory(official=kept)
    MemberFactory(visit=member.visit, official=other, role="head")
    before = everything()
    page = MergePage(signed_in, kept, other)
    assert set(page.shown("dropped")) == {"participants", "delegation members"}
    page.press()
    line.refresh_from_db()
    assert line.meeting.participants.get() == line
    assert (line.title, line.note) == ("Director", "by video")
    assert member.visit.members.get() == member
    assert not Participant.objects.filter(pk=twin.pk).exists()
    undo(signed_in, Merge.objects.get())
    assert everything() == before


def test_chosen_values_are_kept_and_the_other_name_is_an_alias(signed_in):
    kept = OrganizationFactory(name="Customs", acronym="CU", kind="agency", country="")
    other = OrganizationFactory(name="Mexican Customs", native_name="Aduanas", aliases="SAT", notes="Second")
    Organization.objects.filter(pk=kept.pk).update(notes="First")
    kept.refresh_from_db()
    merge(signed_in, kept, other, name="other", notes="both", kind="kept")
    assert (kept.name, kept.acronym, kept.native_name) == ("Mexican Customs", "CU", "Aduanas")
    assert kept.country == "MX"
    assert kept.notes == "First\n\nSecond"
    assert kept.aliases.splitlines() == ["Customs", "SAT"]
    assert list(Organization.objects.matching("customs cu")) == [kept]


def test_place_takes_over_even_the_name_of_the_other(signed_in):
    kept, other = PlaceFactory(name="Mexico, D.F."), PlaceFactory(name="Mexico City")
    stop, meeting = StopFactory(place=other), MeetingFactory(place=other)
    before = everything()
    made = merge(signed_in, kept, other, name="other")
    assert (kept.name, kept.aliases) == ("Mexico City", "Mexico, D.F.")
    assert list(Place.objects.matching("mexico df")) == [kept]
    stop.refresh_from_db()
    meeting.refresh_from_db()
    assert stop.place == meeting.place == kept
    undo(signed_in, made)
    assert everything() == before


def test_name_that_a_third_place_has_is_refused_and_nothing_is_written(signed_in):
    kept = PlaceFactory(name="Tripoli", country="LY")
    other = PlaceFactory(name="Trablus", country="LB")
    PlaceFactory(name="Tripoli", country="LB")
    before = everything()
    response = MergePage(signed_in, kept, other).press(name="kept", country="other")
    assert "would break a rule" in response.text
    assert everything() == before
    assert not Merge.objects.exists()


def test_visit_moves_with_all_that_is_in_it(signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept, other, third = VisitFactory(title="Tokyo"), VisitFactory(title="Japan"), VisitFactory()
    stop = StopFactory(visit=kept)
    StopFactory(visit=other, place=stop.place)
    elsewhere = StopFactory(visit=other)
    same = MemberFactory(visit=kept)
    MemberFactory(visit=other, official=same.official)
    MemberFactory(visit=other)
    meeting = MeetingFactory(visit=other)
    attachment = Attachment.objects.create(visit=other, title="Readout", file="attachments/x.txt")
    topics, sources = [TopicFactory(), TopicFactory()], [SourceFactory()]
    kept.topics.set(topics[:1])
    other.topics.set(topics)
    other.sources.set(sources)
    other.related_visits.set([kept, third])
    for line in ({}, {"stop": elsewhere}):
        Passage.objects.create(source=sources[0], visit=other, text="Tokyo", start=0, end=5, **line)
    before = everything()
    made = merge(signed_in, kept, other)
    assert kept.passages.count() == 2
    assert set(kept.stops.all()) == {stop, elsewhere}
    assert kept.members.count() == 2
    meeting.refresh_from_db()
    attachment.refresh_from_db()
    assert meeting.visit == attachment.visit == kept
    assert meeting.version == 2
    assert set(kept.topics.all()) == set(topics)
    assert list(kept.sources.all()) == sources
    assert list(kept.related_visits.all()) == [third]
    assert list(third.related_visits.all()) == [kept]
    assert third.history.first().related_visits.get().to_visit_id == kept.pk
    undo(signed_in, made)
    assert everything() == before
    again = Visit.objects.get(pk=other.pk)
    assert again.uid == other.uid
    assert {row.topic_id for row in again.history.first().topics.all()} == {topic.pk for topic in topics}


@pytest.mark.parametrize("upper_is_kept", [True, False])
def test_organizations_of_which_one_lies_under_the_other(signed_in, upper_is_kept):
    top = OrganizationFactory(name="Top")
    upper = OrganizationFactory(name="Upper", parent=top)
    between = OrganizationFactory(name="Between", parent=upper)
    lower = OrganizationFactory(name="Lower", parent=between)
    leaf = OrganizationFactory(name="Leaf", parent=lower)
    kept, other = (upper, lower) if upper_is_kept else (lower, upper)
    before = everything()
    made = merge(signed_in, kept, other)
    for record in (between, leaf):
        record.refresh_from_db()
    assert (kept.parent, between.parent, leaf.parent) == (top, kept, kept)
    undo(signed_in, made)
    assert everything() == before


def test_parent_and_child_become_one(signed_in):
    parent = OrganizationFactory()
    child = OrganizationFactory(parent=parent)
    merge(signed_in, child, parent)
    assert child.parent is None


def test_lines_of_a_merged_organization_are_not_there_twice(signed_in):
    kept, other = OrganizationFactory(name="Government of Coahuila"), OrganizationFactory(name="Coahuila")
    meeting = MeetingFactory()
    for organization in (kept, other):
        ParticipantFactory(meeting=meeting, official=None, organization=organization, title="Governor")
    ParticipantFactory(meeting=meeting, official=None, organization=other, title="Secretary")
    merge(signed_in, kept, other)
    assert sorted(meeting.participants.values_list("title", flat=True)) == ["Governor", "Secretary"]


def test_post_without_dates_goes_into_the_same_post_with_dates(signed_in):
    kept = AppointmentFactory(start_date=datetime.date(2020, 1, 1))
    other = AppointmentFactory(organization=kept.organization, title=kept.title)
    merge(signed_in, kept.official, other.official)
    assert list(kept.official.appointments.all()) == [kept]


def test_imports_know_the_record_that_stays(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    run = ImportRun.objects.create(
        started_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), mapping_name="x", mapping_text=""
    )
    key = ImportedRecord.objects.create(kind="official", key="travels:1", object_id=other.pk, run=run)
    made = merge(signed_in, kept, other)
    key.refresh_from_db()
    assert key.object_id == kept.pk
    undo(signed_in, made)
    key.refresh_from_db()
    assert key.object_id == other.pk


def test_more_references_is_kept_unless_asked_otherwise(signed_in):
    busy, idle = OfficialFactory(), OfficialFactory()
    ParticipantFactory(official=busy)
    for pair in ((busy, idle), (idle, busy)):
        assert signed_in.get(address_of(*pair)).context["kept"] == busy
    assert signed_in.get(f"{address_of(busy, idle)}?keep={idle.pk}").context["kept"] == idle


def test_what_may_not_be_seen_is_not_told_but_moves(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    plain = signed_in.get(f"{address_of(kept, other)}?keep={kept.pk}").text
    hidden = meeting_between(counterpart=other, handling="restricted", title="Secret talks")
    page = MergePage(signed_in, kept, other)
    assert page.shown("moved") == {}
    page.press()
    assert hidden.participants.filter(official=kept).exists()
    assert "Secret talks" not in plain
    assert "Secret talks" not in signed_in.get(history_of(kept)).text


def test_restricted_visit_is_not_opened_by_a_merge(client, make_user):
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    kept, other = VisitFactory(), VisitFactory(handling="restricted", title="Secret trip")
    merge(client, kept, other)
    assert kept.is_restricted


def test_history_does_not_name_a_restricted_visit_that_was_merged(client, make_user, editor):
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    kept, other = VisitFactory(), VisitFactory(handling="restricted", title="Secret trip")
    made = merge(client, kept, other, handling="kept")
    client.force_login(editor)
    page = client.get(history_of(kept))
    assert "Secret trip" not in page.text
    assert 'name="undo"' not in page.text
    assert client.post(history_of(kept), {"undo": made.pk}).status_code == 403


def test_change_while_one_looks_is_told_and_nothing_is_merged(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    page = MergePage(signed_in, kept, other)
    other.notes = "Something new"
    other.save()
    response = page.press()
    assert "was changed while you looked" in response.text
    assert Official.objects.filter(pk=other.pk).exists()
    assert "Something new" in response.text


def test_merging_twice_says_that_one_is_gone(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    page = MergePage(signed_in, kept, other)
    page.press()
    assert page.press().status_code == 404
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("kind", ["official", "visit", "nothing"])
@pytest.mark.parametrize("keys", [(1, 1), (1, 10**30), (0, 2)])
def test_records_that_are_not_there(signed_in, kind, keys):
    address = reverse("admin:engagements_duplicatepair_merge", args=[kind, *keys])
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address).status_code == 404


def test_bad_choice_is_told_beside_its_field(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    response = MergePage(signed_in, kept, other).press(name="nobody")
    assert response.context["form"].errors.keys() == {"name"}
    assert Official.objects.count() == 2


def test_of_two_who_merge_at_once_the_second_is_told(signed_in, editor, monkeypatch):
    """The second request has read both records already when the first one commits."""
    first, second, other = OfficialFactory(), OfficialFactory(), OfficialFactory()
    ParticipantFactory(official=other)
    page, merge_now = MergePage(signed_in, second, other), duplicates_admin.merge

    def merge_late(*args):
        merge_now(first, Official.objects.get(pk=other.pk), {}, editor)
        return merge_now(*args)

    monkeypatch.setattr(duplicates_admin, "merge", merge_late)
    response = page.press()
    assert response.status_code == 404
    assert Merge.objects.get().kept == first.pk
    assert first.participations.count() == 1


def test_records_are_locked_before_anything_is_written(signed_in, django_assert_max_num_queries):
    kept, other = OfficialFactory(), OfficialFactory()
    meeting = ParticipantFactory(official=other).meeting
    page = MergePage(signed_in, kept, other)
    with django_assert_max_num_queries(200) as context:
        page.press()
    queries = [query["sql"] for query in context.captured_queries]
    first_write = next(
        number
        for number, sql in enumerate(queries)
        if sql.startswith(("UPDATE", "DELETE", "INSERT")) and "engagements_" in sql
    )
    if connection.features.has_select_for_update:
        locked = " ".join(sql for sql in queries[:first_write] if "FOR UPDATE" in sql)
        assert Official._meta.db_table in locked
        assert type(meeting)._meta.db_table in locked
    else:  # the whole database is
        assert any(sql.startswith(("BEGIN", "SAVEPOINT")) for sql in queries[:first_write])


# UndoMerge


def test_undo_is_stopped_by_later_changes_which_it_names(signed_in, editor):
    kept, other = OfficialFactory(), OfficialFactory()
    line = ParticipantFactory(official=other, meeting__title="Talks")
    made = merge(signed_in, kept, other)
    line.refresh_from_db()
    line.note = "late"
    line.save()
    response = undo(signed_in, made)
    assert "Participant “" in response.text
    assert "of “Talks” was changed by" in response.text
    assert not Official.objects.filter(pk=other.pk).exists()


def test_undo_is_stopped_by_a_hidden_change_without_naming_it(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    line = ParticipantFactory(official=other, meeting__title="Secret talks", meeting__handling="restricted")
    made = merge(signed_in, kept, other)
    line.refresh_from_db()
    line.save()
    response = undo(signed_in, made)
    assert "A record that is gone or that you may not see was changed." in response.text
    assert "Secret talks" not in response.text


def test_undo_is_stopped_by_a_new_line_of_the_record(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    made = merge(signed_in, kept, other)
    AppointmentFactory(official=kept, title="New post")
    assert "New post" in undo(signed_in, made).text
    assert not Official.objects.filter(pk=other.pk).exists()


def test_undo_is_stopped_where_what_it_needs_was_deleted(signed_in):
    organization = OrganizationFactory()
    kept, other = VisitFactory(), VisitFactory(organization=organization)
    made = merge(signed_in, kept, other, organization="kept")
    organization.delete()
    assert "among the organizations that it needs was deleted" in undo(signed_in, made).text


def test_undo_once_only(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    made = merge(signed_in, kept, other)
    undo(signed_in, made)
    response = signed_in.post(history_of(kept), {"undo": made.pk}, follow=True)
    assert "undone already" in response.text
    assert "Undone by editor" in response.text


def test_merges_one_after_the_other_are_undone_in_turn(signed_in):
    first, second, third = OfficialFactory(), OfficialFactory(), OfficialFactory()
    ParticipantFactory(official=third)
    before = everything()
    inner = merge(signed_in, second, third)
    outer = merge(signed_in, first, second)
    undo(signed_in, outer)
    undo(signed_in, inner)
    assert everything() == before


def test_merge_and_undo_raise_the_version_so_that_open_forms_are_told(signed_in):
    kept, other = VisitFactory(), VisitFactory()
    made = merge(signed_in, kept, other)
    assert kept.version == 2
    undo(signed_in, made)
    kept.refresh_from_db()
    assert kept.version == 3


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1", "0"])
def test_undo_of_what_is_no_merge(signed_in, number):
    kept = OfficialFactory()
    response = signed_in.post(history_of(kept), {"undo": number}, follow=True)
    assert "There is no such merge to undo." in response.text


# Who may


@pytest.mark.parametrize(
    ("who", "status"),
    [("analyst", 403), ("cleared", 403), ("stranger", 403), ("staff", 403), ("editor", 200), (None, "login")],
)
def test_who_may_merge(client, db, request, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))
    one, other = OfficialFactory(), OfficialFactory()
    response = client.get(address_of(one, other), follow=True)
    assert (
        "login" if response.request["PATH_INFO"] == "/accounts/login/" else response.status_code
    ) == status
    client.post(f"{address_of(one, other)}?keep={one.pk}", {"seen": "x", "name": "kept"})
    assert Official.objects.count() == 2


@pytest.mark.parametrize("who", [None, "analyst", "stranger", "staff"])
def test_who_may_not_undo(client, request, editor, who):
    kept, other = OfficialFactory(), OfficialFactory()
    client.force_login(editor)
    made = merge(client, kept, other)
    client.logout()
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.post(history_of(kept), {"undo": made.pk}, follow=True)
    assert response.status_code == (403 if who else 200)
    assert not Official.objects.filter(pk=other.pk).exists()


def test_visit_that_may_not_be_seen_is_not_merged(signed_in):
    seen, hidden = VisitFactory(), VisitFactory(handling="restricted")
    assert signed_in.get(address_of(seen, hidden)).status_code == 404


def test_number_of_queries_does_not_grow_with_what_moves(signed_in, django_assert_max_num_queries):
    kept, other = OfficialFactory(), OfficialFactory()
    counts = []
    for _ in range(2):
        for _ in range(3):
            ParticipantFactory(official=other)
            MemberFactory(official=other)
        with django_assert_max_num_queries(100) as context:
            assert signed_in.get(f"{address_of(kept, other)}?keep={kept.pk}").status_code == 200
        counts.append(len(context))
    assert counts[0] == counts[1]


@pytest.fixture
def twins(db):
    """Two entries of one person, on two lines of a meeting and in one delegation, which differ."""
    kept, other = OfficialFactory(name="Karl Test"), OfficialFactory(name="Carl Test")
    ministry = OrganizationFactory(name="Ministry M")
    line = ParticipantFactory(
        official=kept, side="delegation", title="Minister", organization=None, note="chair"
    )
    ParticipantFactory(
        meeting=line.meeting, official=other, side="counterpart", title="Adviser", organization=ministry,
        role="note-taker", note="joined at the end",
    )  # fmt: skip
    member = MemberFactory(official=kept, title="Minister")
    MemberFactory(visit=member.visit, official=other, title="Special Envoy", role="head")
    return kept, other, line.meeting, member.visit


def lines(meeting, visit):
    participant, member = meeting.participants.get(), visit.members.get()
    name = participant.organization and participant.organization.name
    return (
        (participant.side, participant.title, name, participant.role, participant.note),
        (member.title, member.role),
    )


MINISTER = ("delegation", "Minister", None, "note-taker", "chair"), ("Minister", "member")
ADVISER = (
    ("counterpart", "Adviser", "Ministry M", "note-taker", "joined at the end"),
    ("Special Envoy", "head"),
)


def test_lines_that_differ_are_asked_about_side_by_side(signed_in, twins):
    kept, other, meeting, _ = twins
    before = everything()
    page = MergePage(signed_in, kept, other)
    assert page.shown("dropped") == {}
    for words in ("Minister", "Adviser", "Ministry M", "joined at the end", "Special Envoy", meeting.title):
        assert words in page.response.text
    response = page.press()
    assert response.text.count("Choose which of the two lines stays.") == 2
    assert everything() == before


@pytest.mark.parametrize(
    ("participant", "member"), [("kept", "kept"), ("kept", "other"), ("other", "kept"), ("other", "other")]
)
def test_chosen_line_stays_as_a_whole(signed_in, twins, participant, member):
    kept, other, meeting, visit = twins
    before = everything()
    choices = {
        name: {"participant": participant, "delegationmember": member}[name.split("-")[1]]
        for name in MergePage(signed_in, kept, other).response.context["form"].fields
        if name.startswith("line-")
    }
    made = merge(signed_in, kept, other, **choices)
    expected = {"kept": MINISTER, "other": ADVISER}
    # What the other line alone says, such as a role, is added; a head is one where nobody said otherwise.
    assert lines(meeting, visit)[0] == expected[participant][0]
    title, role = lines(meeting, visit)[1]
    assert (title, role) == (expected[member][1][0], "head")
    undo(signed_in, made)
    assert everything() == before


def test_merge_by_whoever_did_not_choose_is_refused(twins, editor):
    kept, other, *_ = twins
    before = everything()
    with pytest.raises(CannotMerge, match="choose which"):
        merge_records(kept, other, {}, editor)
    assert everything() == before


def test_lines_of_records_that_are_hidden_are_not_told_and_not_mixed(client, twins, staff):
    kept, other, meeting, visit = twins
    Meeting.objects.filter(pk=meeting.pk).update(handling="restricted")
    Visit.objects.filter(pk=visit.pk).update(handling="restricted")
    plan = MergePlan(kept, other)
    assert plan.line_differences(staff) == []
    merge_records(kept, other, {}, staff)
    participant, member = lines(meeting, visit)
    assert participant == MINISTER[0]
    assert member == ("Special Envoy", "head")


def test_organization_of_one_line_is_never_put_beside_the_title_of_another(signed_in, twins):
    kept, other, meeting, _ = twins
    meeting.participants.filter(official=other).update(title="", side="delegation", note="chair", role="")
    page = MergePage(signed_in, kept, other)
    assert [name.split("-")[1] for name in page.response.context["form"].fields if "line" in name] == [
        "participant",
        "delegationmember",
    ]
