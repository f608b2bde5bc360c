"""Earlier states looked at, compared and brought back; deletions undone."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from zeal import zeal_ignore

from engagements.history.merge import merge
from engagements.history.trail import Trail
from engagements.models import Attachment, Meeting, Participant, Topic, Visit
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

KINDS = [
    VisitFactory,
    meeting_between,
    OfficialFactory,
    OrganizationFactory,
    PlaceFactory,
    TopicFactory,
    named_source,
]


def address(record, page, *args):
    return reverse(f"admin:engagements_{record._meta.model_name}_{page}", args=[record.pk, *args])


def acts(client, record):
    return [act for act, _ in client.get(address(record, "history")).context["acts"]]


def state(client, record, number):
    """The page of the state that an act left; 0 is the newest."""
    return address(record, "state", acts(client, record)[number].uid)


def press(client, page):
    """Open a page that asks for confirmation, and confirm."""
    shown = client.get(page)
    assert shown.status_code == 200
    with zeal_ignore():  # each line is checked by itself
        return client.post(page, {"seen": shown.context["seen"]}, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def entered(record):
    """All that is entered of a record and its lines, as the history has it."""
    hidden = ("version", "changed_at", "changed_by")
    return {
        key: {field.name: value for field, value in values.items() if field.name not in hidden}
        for key, values in Trail(record, None).current_state().items()
    }


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def visit():
    visit = VisitFactory(title="As it was", purpose="talks")
    StopFactory(visit=visit, place=PlaceFactory(name="Lima", country="PE"))
    MemberFactory(visit=visit, official=OfficialFactory(name="Ann Lee"), role="head")
    visit.topics.add(TopicFactory(name="security"))
    visit.related_visits.add(VisitFactory())
    visit.save()
    return visit


def change_all(client, visit):
    page = change_page(client, visit)
    page.type(title="Changed", purpose="", topics=[TopicFactory(name="trade")], related_visits=[])
    page.add("stops", place=PlaceFactory(name="Quito", country="EC"))
    page.type(**{"stops-0-DELETE": "on", "members-0-role": "member"})
    assert page.press().status_code == 302


def test_state_is_shown_whole_and_brought_back_with_lines_and_sets(signed_in, visit, editor):
    before, line = entered(visit), visit.stops.get()
    change_all(signed_in, visit)
    assert entered(visit) != before
    page = state(signed_in, visit, 1)
    text = signed_in.get(page).text
    for word in ("As it was", "talks", "Lima, Peru", "Ann Lee", "security"):
        assert word in text
    response = press(signed_in, page)
    assert "is again in the state" in told(response)[0]
    assert entered(visit) == before
    assert visit.stops.get() == line
    visit.refresh_from_db()
    assert (visit.version, visit.changed_by) == (3, editor)
    newest = acts(signed_in, visit)[0]
    assert (newest.who, newest.channel) == ("editor", "bringing back")
    assert {(one.noun, one.action) for one in newest.entries} == {
        ("visit", "changed"),
        ("stop", "added"),
        ("stop", "removed"),
        ("delegation member", "changed"),
    }
    # And what that did away with is kept, too.
    press(signed_in, state(signed_in, visit, 1))
    visit.refresh_from_db()
    assert visit.title == "Changed"


def test_confirmation_lists_what_will_change_and_changes_nothing(signed_in, visit):
    change_all(signed_in, visit)
    now = entered(visit)
    response = signed_in.get(state(signed_in, visit, 1))
    entries = {(one.noun, one.action) for one in response.context["restoring"].entries}
    assert entries == {
        ("visit", "changed"),
        ("stop", "added"),
        ("stop", "removed"),
        ("delegation member", "changed"),
    }
    assert entered(visit) == now


def test_lines_of_a_meeting_come_back_with_their_identity(signed_in):
    meeting = meeting_between()
    outcome = OutcomeFactory(meeting=meeting, text="To go on")
    meeting.save()
    before = entered(meeting)
    page = change_page(signed_in, meeting)
    page.type(**{"outcomes-0-DELETE": "on", "counterpart-0-note": "and staff"})
    assert page.press().status_code == 302
    press(signed_in, state(signed_in, meeting, 1))
    assert entered(meeting) == before
    assert meeting.outcomes.get().uid == outcome.uid


def test_file_that_was_taken_away_comes_back(signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    visit = VisitFactory()
    attachment = Attachment(title="File", visit=visit)
    attachment.file.save("file.txt", ContentFile(b"text"))
    visit.save()
    visit.attachments.get().delete()
    press(signed_in, state(signed_in, visit, 1))
    again = visit.attachments.get()
    assert (again, again.file.name, again.uploaded_at) == (
        attachment, attachment.file.name, attachment.uploaded_at,
    )  # fmt: skip
    assert again.file.read() == b"text"


def test_posts_of_an_official_come_back(signed_in):
    post = AppointmentFactory(title="Deputy")
    post.title = "Head"
    post.save()
    press(signed_in, state(signed_in, post.official, 1))
    post.refresh_from_db()
    assert post.title == "Deputy"


@pytest.mark.parametrize("make", KINDS)
def test_every_kind_of_record_has_states(signed_in, make):
    record = make()
    name = "name" if hasattr(record, "name") else "title"
    before = getattr(record, name)
    setattr(record, name, "Changed")
    record.save()
    assert "Bring this back" not in signed_in.get(state(signed_in, record, 0)).text
    press(signed_in, state(signed_in, record, 1))
    record.refresh_from_db()
    assert getattr(record, name) == before


# --- What can't be brought back


def test_reference_to_what_is_gone_is_said_and_nothing_is_changed(signed_in):
    stop = StopFactory(place=PlaceFactory(name="Lima", country="PE"))
    visit, place = stop.visit, stop.place
    visit.title = "Before"
    visit.save()
    stop.delete()
    visit.title = "Now"
    visit.save()
    place.delete()
    page = state(signed_in, visit, 2)
    shown = signed_in.get(page)
    assert "Stop “Lima, Peru”: place was “Lima, Peru”, which was deleted." in shown.text
    assert "Bring this back" not in shown.text
    response = signed_in.post(page, {"seen": shown.context["seen"]}, follow=True)
    assert "Stop “Lima, Peru”: place was “Lima, Peru”, which was deleted." in told(response)
    visit.refresh_from_db()
    assert (visit.title, visit.stops.count(), visit.version) == ("Now", 0, 1)


def test_rule_of_the_database_is_said_and_nothing_is_changed(signed_in):
    place = PlaceFactory(name="Lima", country="PE")
    place.name = "Callao"
    place.save()
    PlaceFactory(name="Lima", country="PE")
    response = press(signed_in, state(signed_in, place, 1))
    assert "This place is there already." in told(response)[1]
    place.refresh_from_db()
    assert place.name == "Callao"


def test_published_meeting_keeps_its_two_hands(signed_in):
    meeting = MeetingFactory(publication="published")  # as one could be entered before there was the rule
    meeting.title = "Changed"
    meeting.save()
    response = press(signed_in, state(signed_in, meeting, 1))
    assert "A published meeting needs at least one participant" in told(response)[1]
    meeting.refresh_from_db()
    assert meeting.title == "Changed"


def test_line_that_is_of_another_record_now_is_not_taken_from_it(signed_in):
    stop, other = StopFactory(), VisitFactory()
    visit = stop.visit
    stop.visit = other
    stop.save()
    visit.save()
    page = state(signed_in, visit, 1)
    assert "1 stop of then is of another record now." in signed_in.get(page).text
    stop.refresh_from_db()
    assert stop.visit == other


def test_change_made_while_one_looked_is_not_overwritten(signed_in, visit):
    change_all(signed_in, visit)
    page = state(signed_in, visit, 1)
    seen = signed_in.get(page).context["seen"]
    line = visit.members.get()
    line.title = "Changed meanwhile"
    line.save()
    response = signed_in.post(page, {"seen": seen}, follow=True)
    assert "It was changed while you looked at it. This is how it is now." in told(response)
    visit.refresh_from_db()
    assert visit.title == "Changed"


def test_hidden_related_visit_stays_and_an_earlier_one_is_not_told(signed_in):
    visit, hidden, earlier = (
        VisitFactory(), VisitFactory(title="Secret", handling="restricted"), VisitFactory(title="Open then"),
    )  # fmt: skip
    visit.related_visits.add(earlier)
    visit.related_visits.set([hidden])
    earlier.handling = "restricted"
    earlier.save()
    page = state(signed_in, visit, 2)
    text = signed_in.get(page).text
    assert "related visits was a visit that is gone or that you may not see" in text
    assert "Secret" not in text
    assert "Open then" not in text
    press(signed_in, state(signed_in, visit, -1))  # without any
    assert list(visit.related_visits.all()) == [hidden]


# --- Who may


def test_staff_bring_back_drafts_and_do_not_publish_by_it(client, staff):
    draft = VisitFactory(publication="published", title="Published")
    draft.publication, draft.title = "draft", "Draft"
    draft.save()
    client.force_login(staff)
    press(client, state(client, draft, 1))
    draft.refresh_from_db()
    assert (draft.title, draft.publication) == ("Published", "draft")


def test_only_who_may_change_the_record_looks_at_its_states(client, editor, staff, analyst):
    published, hidden = VisitFactory(), VisitFactory(handling="restricted")
    pages = [
        address(record, *page)
        for record in (published, hidden)
        for page in (("compare",), ("state", record.history.get().act))
    ]
    for user, statuses in {editor: [200, 200, 404, 404], staff: [403, 403, 404, 404]}.items():
        client.force_login(user)
        assert [client.get(page).status_code for page in pages] == statuses
        assert [client.post(page).status_code for page in pages][2:] == [404, 404]
    client.force_login(analyst)
    assert {client.get(page).status_code for page in pages} == {302}  # to sign in as somebody else


def test_act_of_another_record_is_none_of_this_one(signed_in):
    one, other = VisitFactory(), VisitFactory()
    assert signed_in.get(address(one, "state", other.history.get().act)).status_code == 404


# --- Comparing


def test_any_two_states_are_compared(signed_in, visit):
    change_all(signed_in, visit)
    visit.refresh_from_db()
    visit.title = "Changed again"
    visit.save()
    newest, changed, before, *_ = [str(one.uid) for one in acts(signed_in, visit)]

    def compare(one, other):
        response = signed_in.get(address(visit, "compare"), {"before": one, "after": other})
        return {
            (entry.noun, entry.action): {what: (old, new) for what, old, new in entry.details}
            for entry in response.context["entries"]
        }

    found = compare(before, changed)
    assert found["visit", "changed"]["Title"] == ("As it was", "Changed")
    assert found["visit", "changed"]["Topics"] == ("security", "trade")
    assert found["stop", "added"]["Place"] == ("empty", "Quito, Ecuador")
    assert found["stop", "removed"]["Place"] == ("Lima, Peru", "empty")
    assert compare(newest, changed) == {("visit", "changed"): {"Title": ("Changed again", "Changed")}}
    assert compare(changed, "now") == {("visit", "changed"): {"Title": ("Changed", "Changed again")}}
    assert compare(newest, "now") == {}
    assert compare("now", before).keys() == found.keys()


@pytest.mark.parametrize("query", ["before=now", "before=x&after=now", "before=now&after=%00", "x=1"])
def test_state_that_is_not_there_is_told_beside_its_field(signed_in, query):
    visit = VisitFactory()
    response = signed_in.get(f"{address(visit, 'compare')}?{query}")
    assert response.status_code == 200
    assert response.context["compare"].errors
    assert 'class="errorlist"' in response.text
    assert response.context["entries"] is None


# --- UndoMerge a deletion


def deleted_list(client, model):
    response = client.get(reverse(f"admin:engagements_{model}_deleted"))
    assert response.status_code == 200
    return [str(record) for _, record, _ in response.context["rows"]]


def delete(client, record):
    assert client.post(address(record, "delete"), {"post": "yes"}).status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()


def test_deleted_visit_comes_back_with_all_that_it_had(signed_in, visit, editor):
    other = visit.related_visits.get()
    before, uid = entered(visit), visit.uid
    delete(signed_in, visit)
    assert not other.related_visits.exists()
    assert deleted_list(signed_in, "visit") == ["As it was"]
    page = address(visit, "undelete")
    assert "Ann Lee" in signed_in.get(page).text
    press(signed_in, page)
    again = Visit.objects.get(pk=visit.pk)
    assert (again.uid, again.created_at) == (uid, visit.created_at)
    assert (again.version, again.changed_by) == (2, editor)
    assert entered(again) == before
    assert other.related_visits.get() == again
    assert deleted_list(signed_in, "visit") == []
    assert signed_in.get(page).status_code == 404
    assert [one.channel for one in acts(signed_in, visit)][:2] == ["bringing back", "entry form"]


def test_deletion_leads_to_its_undoing(signed_in):
    official = OfficialFactory()
    response = signed_in.post(address(official, "delete"), {"post": "yes"}, follow=True)
    assert f'<a href="{address(official, "undelete")}">Bring it back</a>' in told(response)


def test_deletion_is_undone_twice(signed_in):
    meeting = meeting_between(title="Talks")
    OutcomeFactory(meeting=meeting)
    before = entered(meeting)
    for _ in range(2):
        delete(signed_in, meeting)
        press(signed_in, address(meeting, "undelete"))
        assert entered(meeting) == before
    assert Meeting.objects.get().version == 3


def test_line_removed_before_the_deletion_stays_away(signed_in):
    visit, line = VisitFactory(), None
    line = StopFactory(visit=visit)
    line.delete()
    delete(signed_in, visit)
    press(signed_in, address(visit, "undelete"))
    assert not visit.stops.exists()


def test_topic_comes_back_into_the_sets_that_nobody_changed_since(client, make_user):
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    topic = TopicFactory()
    kept, changed = VisitFactory(), MeetingFactory()
    for record in (kept, changed):
        record.topics.add(topic)
    Topic.objects.get().delete()  # as a page no longer does while records use it
    changed.title = "Changed since"
    changed.save()
    press(client, address(topic, "undelete"))
    assert list(kept.topics.all()) == [topic]
    assert not changed.topics.exists()
    kept.refresh_from_db()
    assert kept.version == 2


def test_meeting_of_a_visit_that_is_deleted_too_waits_for_it(signed_in):
    meeting = meeting_between(title="Talks", visit=VisitFactory(title="Trip"))
    delete(signed_in, meeting)
    delete(signed_in, meeting.visit)
    page = address(meeting, "undelete")
    assert "visit was a visit that is gone or that you may not see" in signed_in.get(page).text
    press(signed_in, address(meeting.visit, "undelete"))
    press(signed_in, page)
    assert Meeting.objects.get().visit == meeting.visit


def test_what_was_merged_is_no_deletion(signed_in):
    kept, other = OfficialFactory(), OfficialFactory()
    merge(kept, other, {}, None)
    assert deleted_list(signed_in, "official") == []
    assert signed_in.get(address(other, "undelete")).status_code == 404


def test_deleted_record_that_could_not_be_seen_is_not_told(client, editor, make_user):
    cleared = make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True)
    hidden = VisitFactory(title="Secret trip", handling="restricted")
    call = MeetingFactory(title="Secret call", visit=hidden)
    source = SourceFactory(title="Secret cable")
    hidden.sources.add(source)
    for record in (source, call, hidden):
        type(record).objects.get(pk=record.pk).delete()
    for user, shown in ((editor, False), (cleared, True)):
        client.force_login(user)
        for record in (source, call, hidden):
            if record is not source or shown:  # of sources, all is for those cleared
                assert bool(deleted_list(client, record._meta.model_name)) is shown
            assert client.get(address(record, "undelete")).status_code == (200 if shown else 404)


def test_only_who_may_delete_undoes_it(client, staff, editor):
    visit = VisitFactory()
    Visit.objects.get().delete()
    page = address(visit, "undelete")
    listing = reverse("admin:engagements_visit_deleted")
    changelist = reverse("admin:engagements_visit_changelist")
    for user, status in ((staff, 403), (editor, 200)):
        client.force_login(user)
        assert client.get(page).status_code == client.get(listing).status_code == status
        assert (listing in client.get(changelist).text) is (status == 200)
    client.force_login(staff)
    assert client.post(page, {"seen": "x"}).status_code == 403
    assert not Visit.objects.exists()


def test_undoing_needs_a_look_first(signed_in):
    visit = VisitFactory()
    Visit.objects.get().delete()
    response = signed_in.post(address(visit, "undelete"), follow=True)
    assert "It was changed while you looked at it. This is how it is now." in told(response)
    assert not Visit.objects.exists()


def test_number_of_queries_is_fixed(signed_in, django_assert_max_num_queries):
    meeting, counts = MeetingFactory(), []
    for _ in range(2):
        for _ in range(3):
            line = ParticipantFactory(meeting=meeting, organization=OrganizationFactory())
            line.title_source = SourceFactory()
            line.save()
            meeting.topics.add(TopicFactory())
        Participant.objects.latest("pk").delete()
        OfficialFactory().delete()
        first, newest = meeting.history.earliest().act, acts(signed_in, meeting)[0].uid
        pages = [
            address(meeting, "state", first),
            address(meeting, "state", newest),
            f"{address(meeting, 'compare')}?before={first}&after={newest}",
            reverse("admin:engagements_official_deleted"),
        ]
        counts.append([])
        for page in pages:
            with django_assert_max_num_queries(80) as context:
                assert signed_in.get(page).status_code == 200
            counts[-1].append(len(context))

    assert counts[0] == counts[1]


def test_relation_of_two_visits_is_a_change_of_both(signed_in):
    one, other = VisitFactory(title="One"), VisitFactory(title="Other")
    page = change_page(signed_in, other)
    assert change_page(signed_in, one).type(related_visits=[other]).press().status_code == 302
    other.refresh_from_db()
    assert other.version == 2
    (entry,) = acts(signed_in, other)[0].entries
    assert entry.details == [("Related visits", "empty", "One")]
    assert page.press().status_code == 200  # its form knows nothing of the relation, and would take it away
    assert list(other.related_visits.all()) == [one]


def test_confirmation_of_a_deletion_names_each_line_in_a_fixed_number_of_queries(
    signed_in, django_assert_max_num_queries
):
    meeting, counts = meeting_between(), []
    hidden = VisitFactory(title="Secret", handling="restricted")
    for number in range(2):
        for _ in range(3):
            line = ParticipantFactory(meeting=meeting, organization=OrganizationFactory())
            OutcomeFactory(meeting=meeting, owner_official=OfficialFactory())
        with django_assert_max_num_queries(60) as context:
            response = signed_in.get(address(meeting, "delete"))
        counts.append(len(context))
        assert f"Participant: {line}" in response.text
        assert f"Outcomes: {3 * number + 3}" in response.text.replace("outcomes", "Outcomes")
    assert counts[0] == counts[1]
    visit = VisitFactory()
    visit.related_visits.add(hidden)
    text = signed_in.get(address(visit, "delete")).text
    assert "elationship" not in text
    assert "Secret" not in text
