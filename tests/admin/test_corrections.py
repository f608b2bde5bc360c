"""A correction to a published record: sent by the form, and taken, changed or declined by an editor."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from engagements.history.merge import merge
from engagements.history.undo import undo
from engagements.models import Correction, Official
from tests.factories import (
    CorrectionFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    RemarkFactory,
    SourceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
)

from .page import Page, change_page

CORRECTIONS = reverse("admin:engagements_correction_changelist")


def address(record, page, query=""):
    return reverse(f"admin:engagements_{record._meta.model_name}_{page}", args=[record.pk]) + query


@pytest.fixture
def sign_in(client):
    """Return a function that gives a user a browser of their own."""

    def open_browser(user):
        browser = type(client)()
        browser.force_login(user)
        return browser

    return open_browser


@pytest.fixture
def sender(sign_in, staff):
    return sign_in(staff)


@pytest.fixture
def decider(sign_in, editor):
    return sign_in(editor)


@pytest.fixture
def visit(db):
    visit = VisitFactory(title="Talks", purpose="visas")
    MemberFactory(visit=visit, official=OfficialFactory(name="Ann Lee"), title="Chief")
    return visit


def send(browser, record, note="", **values):
    page = Page(browser, address(record, "correct")).type(note=note, **values)
    assert page.press().status_code == 302
    return record.corrections.latest("sent_at")


def open_with(browser, page):
    """Open a form that has a correction in it."""
    with zeal_ignore():  # as where a form is sent: Django checks each chosen record by a query of its own
        return Page(browser, page)


def look_at(browser, correction):
    return open_with(browser, address(correction.record, "change", f"?correction={correction.pk}"))


def proposed(page):
    """What the page shows beside each other: by line and field, (when sent, as it is now, corrected)."""
    return {
        name: {what: versions for what, *versions in rows}
        for _, name, rows in page.response.context["comparison"]
    }


def messages_of(browser, response):
    return [str(message) for message in browser.get(response.url).context["messages"]]


# --- Sending


@pytest.mark.parametrize("make", [VisitFactory, meeting_between])
def test_record_that_is_published_says_how_to_correct_it(sender, decider, make):
    record = make()
    for page in (record.get_absolute_url(), address(record, "change")):
        assert address(record, "correct") in sender.get(page).text
        assert address(record, "correct") not in decider.get(page).text
    assert "It is published, and changed by editors." in sender.get(address(record, "change")).text


def test_who_only_reads_is_not_offered_a_correction(sign_in, analyst, visit):
    browser = sign_in(analyst)
    assert "correct/" not in browser.get(visit.get_absolute_url()).text
    assert browser.get(address(visit, "correct")).status_code == 302  # to the login of the admin


def test_correction_changes_nothing_until_it_is_taken(sender, staff, visit):
    page = Page(sender, address(visit, "correct"))
    assert "publication" not in page.data
    assert not any(name.startswith("attachments") for name in page.data)
    response = page.type(title="Talks in Lima", note="As the press says.").press()
    assert response.url == visit.get_absolute_url()
    assert messages_of(sender, response)[0].startswith("The correction of “Talks” is sent.")
    visit.refresh_from_db()
    assert (visit.title, visit.version, visit.history.count()) == ("Talks", 1, 1)
    correction = visit.corrections.get()
    assert (correction.title, correction.version, correction.note) == ("Talks", 1, "As the press says.")
    assert (correction.sent_by, correction.status, correction.decided_at) == (staff, "open", None)
    # What was not touched is not kept, so that what others change meanwhile stays.
    assert correction.changes["fields"] == {"title": "Talks in Lima"}
    assert correction.changes["lines"] == correction.changes["entries"] == {}


def test_error_in_a_correction_is_told_and_nothing_typed_is_lost(sender, visit):
    page = Page(sender, address(visit, "correct")).type(title="", purpose="trade", note="Why not")
    page.press()
    assert page.errors == ["This field is required."]
    assert page.data["purpose"] == "trade"
    assert "Why not" in page.response.text
    assert not Correction.objects.exists()


def test_correction_without_a_change_is_not_sent(sender, visit):
    page = Page(sender, address(visit, "correct")).type(note="It is all wrong")
    response = page.press()
    assert "Nothing is changed in the form" in response.text
    assert "It is all wrong" in response.text
    assert not Correction.objects.exists()


def test_new_entry_of_a_correction_is_made_when_it_is_taken(sender, decider, visit):
    page = Page(sender, address(visit, "correct"))
    page.type(**{"new-3-model": "official", "new-3-name": "Ben Low"})
    page.add("members", official="new:3", title="Adviser").press()
    correction = visit.corrections.get()
    assert not Official.objects.filter(name="Ben Low").exists()
    look = look_at(decider, correction)
    assert not Official.objects.filter(name="Ben Low").exists()
    assert proposed(look)["Ben Low, Adviser"][""] == ["not there", "not there", "there"]
    assert look.press().status_code == 302
    assert [line.official.name for line in visit.members.all()] == ["Ann Lee", "Ben Low"]


def test_day_is_kept_as_it_was_read(sender, decider, visit):
    correction = send(sender, visit, start_date="yesterday", progress="completed")
    yesterday = timezone.localdate() - datetime.timedelta(1)
    assert correction.changes["fields"]["start_date"] == yesterday.isoformat()
    assert look_at(decider, correction).press().status_code == 302
    visit.refresh_from_db()
    assert (visit.start_date, visit.end_date) == (yesterday, yesterday)


def test_month_that_is_typed_is_kept_as_its_days(sender, decider, visit):
    correction = send(sender, visit, start_date="Jan 2021")
    assert look_at(decider, correction).press().status_code == 302
    visit.refresh_from_db()
    assert visit.when == "within January 2021"


def test_record_that_was_changed_while_the_correction_was_typed(sender, decider, visit):
    page = Page(sender, address(visit, "correct")).type(purpose="trade")
    change_page(decider, visit).type(title="Talks, theirs").press()
    page.press()
    assert "Changed by editor while you had it open" in page.response.text
    assert "Send mine all the same" in page.response.text
    assert page.type(title="Talks, theirs").press("_over").status_code == 302
    correction = visit.corrections.get()
    assert (correction.version, correction.changes["fields"]) == (2, {"purpose": "trade"})


def test_sender_changes_what_they_sent(sender, visit):
    first = send(sender, visit, note="Trust me", title="Talks in Lima")
    page = open_with(sender, address(visit, "correct"))
    assert page.data["title"] == "Talks in Lima"
    assert "You sent this correction on" in page.response.text
    assert "Trust me" in page.response.text
    page.type(title="Talks in Quito", note="Trust me").press()
    assert visit.corrections.get().pk == first.pk
    assert visit.corrections.get().changes["fields"] == {"title": "Talks in Quito"}


def test_draft_is_not_corrected_but_edited(sender):
    draft = VisitFactory(publication="draft")
    assert sender.get(address(draft, "correct")).url == address(draft, "change")


def test_what_was_typed_survives_the_end_of_the_session(sender, client, visit):
    page = Page(sender, address(visit, "correct")).type(title="Talks in Lima")
    response = client.post(page.address, page.data)
    assert response.status_code == 403
    assert "Talks in Lima" in response.text


# --- Deciding


def test_correction_is_taken_as_it_is(sender, decider, staff, editor, visit):
    correction = send(
        sender, visit, note="As the press says.", title="Talks in Lima", purpose="trade\r\nvisas"
    )
    assert f"By {staff}" in decider.get(address(visit, "change")).text
    page = look_at(decider, correction)
    assert proposed(page) == {
        "Talks": {
            "Title": ["Talks", "Talks", "Talks in Lima"],
            "Purpose": ["visas", "visas", "trade\r\nvisas"],
        }
    }
    assert "As the press says." in page.response.text
    assert page.errors == []
    assert not any(name.startswith("attachments") for name in page.data)
    assert page.press().status_code == 302
    visit.refresh_from_db()
    assert (visit.title, visit.purpose, visit.version) == ("Talks in Lima", "trade\r\nvisas", 2)
    assert (visit.changed_by, visit.publication) == (editor, "published")
    correction.refresh_from_db()
    assert (correction.status, correction.decided_by, correction.answer) == ("taken", editor, "")


def test_looking_at_a_correction_saves_nothing(sender, decider, visit):
    correction = send(sender, visit, title="Talks in Lima")
    look_at(decider, correction)
    visit.refresh_from_db()
    correction.refresh_from_db()
    assert (visit.title, visit.version, correction.status) == ("Talks", 1, "open")


def test_correction_is_taken_with_changes(sender, decider, visit):
    correction = send(sender, visit, title="Talks in Lima", purpose="trade")
    page = look_at(decider, correction).type(title="Talks in Lima, Peru", answer="With the country.")
    assert page.press().status_code == 302
    visit.refresh_from_db()
    assert (visit.title, visit.purpose) == ("Talks in Lima, Peru", "trade")
    correction.refresh_from_db()
    assert (correction.status, correction.answer) == ("changed", "With the country.")


def test_correction_is_declined_with_a_reason(sender, decider, editor, visit):
    correction = send(sender, visit, title="Talks in Lima")
    page = look_at(decider, correction).type(purpose="typed meanwhile")
    page.press("_decline")
    assert "Say why it is declined." in page.response.text
    assert page.data["purpose"] == "typed meanwhile"
    correction.refresh_from_db()
    assert correction.status == "open"
    assert page.type(answer="It was Quito.").press("_decline").url == f"{CORRECTIONS}?queue=decide"
    correction.refresh_from_db()
    assert (correction.status, correction.answer, correction.decided_by) == (
        "declined",
        "It was Quito.",
        editor,
    )
    visit.refresh_from_db()
    assert (visit.title, visit.version) == ("Talks", 1)


def test_error_in_the_form_of_a_correction_leaves_it_open(sender, decider, visit):
    correction = send(sender, visit, title="Talks in Lima")
    page = look_at(decider, correction).type(title="")
    page.press()
    assert page.errors == ["This field is required."]
    assert page.type(title="Talks in Peru").press().status_code == 302
    correction.refresh_from_db()
    assert correction.status == "changed"


def test_all_kinds_of_fields_and_lines_go_through_a_correction(sender, decider):
    meeting = meeting_between(title="Call", visit=VisitFactory())
    topics = TopicFactory.create_batch(3)
    source = SourceFactory()
    VisitFactory().sources.add(source)
    meeting.topics.set(topics[:2])
    outcome = OutcomeFactory(meeting=meeting, text="visas")
    guest = ParticipantFactory(meeting=meeting, side="third_party", description="press")
    page = Page(sender, address(meeting, "correct"))
    page.type(
        topics=[topics[0], topics[2]],
        sources=[source],
        start_time="09:30",
        place=PlaceFactory(name="Lima"),
        **{
            "counterpart-0-note": "and staff",
            "counterpart-0-side": "accompanying",
            "outcomes-0-text": "trade",
            "third_party-0-DELETE": "on",
        },
    )
    page.add("counterpart", title="Governor", organization=OrganizationFactory(name="Coahuila"))
    page.add("outcomes", kind="request", text="aircraft", due_date="+3")
    assert page.press().status_code == 302
    assert look_at(decider, meeting.corrections.get()).press().status_code == 302
    meeting.refresh_from_db()
    assert set(meeting.topics.all()) == {topics[0], topics[2]}
    assert (list(meeting.sources.all()), meeting.start_time, str(meeting.place)) == (
        [source],
        datetime.time(9, 30),
        "Lima, Mexico",
    )
    assert meeting.participants.get(side="accompanying").note == "and staff"
    assert meeting.participants.get(side="counterpart").who == "Governor, Coahuila"
    assert not meeting.participants.filter(pk=guest.pk).exists()
    outcome.refresh_from_db()
    assert outcome.text == "trade"
    assert meeting.outcomes.get(text="aircraft").due_date == datetime.date(2021, 12, 9)
    assert meeting.corrections.get().status == "taken"


# --- What happened meanwhile


def test_two_corrections_of_one_record_are_both_taken(sender, sign_in, make_user, decider, visit):
    other = sign_in(make_user("somebody else", "Staff", is_staff=True))
    first = send(sender, visit, title="Talks in Lima")
    page = Page(other, address(visit, "correct")).type(purpose="trade", **{"members-0-title": "Minister"})
    page.press()
    second = visit.corrections.exclude(pk=first.pk).get()
    look_at(decider, first).press()
    look = look_at(decider, second)
    assert proposed(look) == {
        "Talks in Lima": {"Purpose": ["visas", "visas", "trade"]},
        "Ann Lee, Chief": {"Title at the time": ["Chief", "Chief", "Minister"]},
    }
    assert look.press().status_code == 302
    visit.refresh_from_db()
    assert (visit.title, visit.purpose, visit.members.get().title) == ("Talks in Lima", "trade", "Minister")
    assert [correction.status for correction in Correction.objects.all()] == ["taken", "taken"]


def test_field_that_both_corrected_shows_all_versions(sender, sign_in, make_user, decider, visit):
    other = sign_in(make_user("somebody else", "Staff", is_staff=True))
    first, second = send(sender, visit, title="Talks in Lima"), send(other, visit, title="Talks in Quito")
    look_at(decider, first).press()
    page = look_at(decider, second)
    assert proposed(page)["Talks in Lima"] == {"Title": ["Talks", "Talks in Lima", "Talks in Quito"]}


def test_record_that_is_changed_while_an_editor_decides(sender, decider, sign_in, make_user, visit):
    correction = send(sender, visit, title="Talks in Lima")
    page = look_at(decider, correction)
    other = sign_in(make_user("another editor", "Editors", is_staff=True))
    change_page(other, visit).type(purpose="theirs").press()
    page.press()
    assert "Changed by another editor while you had it open" in page.response.text
    correction.refresh_from_db()
    assert correction.status == "open"
    assert page.press("_over").status_code == 302
    correction.refresh_from_db()
    assert correction.status in ("taken", "changed")


def test_two_editors_decide_on_one_correction(sender, decider, sign_in, make_user, visit):
    correction = send(sender, visit, title="Talks in Lima")
    first, second = look_at(decider, correction), None
    other = sign_in(make_user("another editor", "Editors", is_staff=True))
    second = look_at(other, correction)
    first.type(answer="It was Quito.").press("_decline")
    response = second.press()
    assert response.status_code == 302
    assert "The correction is declined by editor; this is the record as it is now." in messages_of(
        other, response
    )
    correction.refresh_from_db()
    assert correction.status == "declined"
    response = other.get(address(visit, "change", f"?correction={correction.pk}"))
    assert response.url == address(visit, "change")


def test_lines_that_others_changed_stay_and_one_that_is_gone_comes_again(sender, decider):
    visit = VisitFactory()
    stop = StopFactory(visit=visit, place=PlaceFactory(name="Lima", country="PE"))
    kept = StopFactory(visit=visit, place=PlaceFactory(name="Quito", country="EC"))
    page = Page(sender, address(visit, "correct"))
    number = 0 if page.data["stops-0-id"] == str(stop.pk) else 1
    page.type(**{f"stops-{number}-start_date": "2021-12-06"}).press()
    stop.delete()
    StopFactory(visit=visit, place=PlaceFactory(name="Bogotá", country="CO"))
    look = look_at(decider, visit.corrections.get())
    assert look.press().status_code == 302
    assert sorted(str(line) for line in visit.stops.all()) == [
        "Bogotá, Colombia",
        "Lima, Peru",
        "Quito, Ecuador",
    ]
    assert visit.stops.get(place__name="Lima").start_date == datetime.date(2021, 12, 6)
    assert visit.stops.filter(pk=kept.pk).exists()


def test_correction_follows_a_merge_and_comes_back_when_it_is_undone(sender, decider, editor, visit):
    kept = VisitFactory(title="Talks in Peru", organization=visit.organization)
    correction = send(sender, visit, purpose="trade", **{"members-0-title": "Minister"})
    merged = merge(kept, visit, {}, editor)
    correction.refresh_from_db()
    assert (correction.record, correction.is_open) == (kept, True)
    look = look_at(decider, correction)
    assert proposed(look)["Ann Lee, Chief"] == {"Title at the time": ["Chief", "Chief", "Minister"]}
    undo(merged, editor)
    correction.refresh_from_db()
    assert (correction.record, correction.version) == (visit, 1)
    look_at(decider, correction).press()
    visit.refresh_from_db()
    assert (visit.purpose, visit.members.get().title) == ("trade", "Minister")


def test_correction_of_a_record_that_is_deleted_is_closed_and_says_so(sender, decider, staff, editor, visit):
    correction = send(sender, visit, title="Talks in Lima")
    decider.post(address(visit, "delete"), {"post": "yes"})
    correction.refresh_from_db()
    assert (correction.status, correction.decided_by) == ("deleted", editor)
    assert list(Correction.objects.visible_to(staff)) == [correction]
    text = sender.get(f"{CORRECTIONS}?queue=returned").text
    assert "closed: the record was deleted" in text
    response = sender.get(reverse("admin:engagements_correction_change", args=[correction.pk]))
    assert response.url == CORRECTIONS
    assert "Correction of “Talks”: the record was deleted, and the correction is closed." in messages_of(
        sender, response
    )


def test_sender_of_a_correction_to_a_record_that_is_gone_keeps_what_was_typed(sender, visit):
    page = Page(sender, address(visit, "correct")).type(title="Talks in Lima")
    visit.delete()
    response = sender.post(page.address, page.data)
    assert response.status_code == 404
    assert "Talks in Lima" in response.text


def test_correction_that_names_an_official_who_is_gone_is_told_beside_the_box(sender, decider, visit):
    official, other = OfficialFactory.create_batch(2)
    page = Page(sender, address(visit, "correct"))
    page.add("members", official=official, title="Adviser").press()
    official.delete()
    look = look_at(decider, visit.corrections.get())
    assert look.errors == ["Select a valid choice. That choice is not one of the available choices."]
    assert proposed(look)["Adviser"][""] == ["not there", "not there", "there"]
    assert look.type(**{"members-1-official": other}).press().status_code == 302
    assert visit.members.count() == 2


# --- Who sees what


def test_related_visits_that_the_sender_may_not_see_stay(sender, sign_in, make_user, visit):
    hidden, other, added = VisitFactory(handling="restricted"), VisitFactory(), VisitFactory()
    visit.related_visits.add(hidden, other)
    correction = send(sender, visit, related_visits=[added])
    cleared = sign_in(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    assert look_at(cleared, correction).press().status_code == 302
    assert set(visit.related_visits.all()) == {hidden, added}


def test_editor_is_not_told_of_a_record_that_only_the_sender_may_see(decider, sign_in, make_user, visit):
    cleared = sign_in(make_user("cleared staff", "Staff", "view_restricted_records", is_staff=True))
    hidden = VisitFactory(handling="restricted", title="Secret")
    correction = send(cleared, visit, purpose="trade", related_visits=[hidden])
    page = look_at(decider, correction)
    assert page.errors == []
    assert "Secret" not in page.response.text
    assert not page.data["related_visits"]


@pytest.mark.parametrize("who", ["staff", "editor", "analyst", "stranger"])
def test_correction_of_a_restricted_record_is_seen_by_nobody_without_clearance(sender, request, visit, who):
    correction = send(sender, visit, title="Talks in Lima")
    visit.handling = "restricted"
    visit.save()
    user = request.getfixturevalue(who)
    assert not Correction.objects.visible_to(user).exists()
    visit.delete()
    assert not Correction.objects.visible_to(user).exists()
    assert Correction.objects.filter(pk=correction.pk).exists()


def test_correction_is_seen_by_its_sender_and_editors(sender, staff, editor, analyst, make_user, visit):
    correction = send(sender, visit, title="Talks in Lima")
    colleague = make_user("colleague", "Staff", is_staff=True)
    seen = [
        user
        for user in (staff, editor, analyst, colleague)
        if correction in Correction.objects.visible_to(user)
    ]
    assert seen == [staff, editor]


def test_correction_of_one_record_is_not_opened_at_another(sender, decider, visit):
    correction, other = send(sender, visit, title="Talks in Lima"), VisitFactory()
    for pk in (correction.pk, 999999, "x", "9" * 40, ""):
        response = decider.get(address(other, "change", f"?correction={pk}"))
        assert response.url == address(other, "change")


# --- Lists


def test_sender_finds_what_became_of_it_until_it_is_read(sender, decider, visit):
    correction = send(sender, visit, title="Talks in Lima")
    assert "1 correction" not in sender.get("/").text
    assert f'<a href="{CORRECTIONS}?queue=decide">1 correction</a>' in decider.get("/").text
    look_at(decider, correction).type(answer="It was Quito.").press("_decline")
    assert "queue=decide" not in decider.get("/").text
    assert f'<a href="{CORRECTIONS}?queue=returned">1 correction</a>' in sender.get("/").text
    text = sender.get(f"{CORRECTIONS}?queue=returned").text
    assert "It was Quito." in text
    page = sender.get(reverse("admin:engagements_correction_change", args=[correction.pk]))
    assert page.url == address(visit, "correct", f"?correction={correction.pk}")
    again = open_with(sender, page.url)
    assert again.data["title"] == "Talks in Lima"
    assert "it is declined by editor" in again.response.text
    sender.post(f"{CORRECTIONS}?queue=returned", {"action": "mark_read", "_selected_action": [correction.pk]})
    assert "queue=returned" not in sender.get("/").text


def test_correction_is_not_marked_as_read_by_others(sender, decider, visit):
    correction = send(sender, visit, title="Talks in Lima")
    look_at(decider, correction).press()
    decider.post(CORRECTIONS, {"action": "mark_read", "_selected_action": [correction.pk]})
    correction.refresh_from_db()
    assert not correction.is_read


def test_list_of_corrections_asks_a_fixed_number_of_queries(decider):
    counts = []
    for number in (1, 20):
        CorrectionFactory.create_batch(number, visit__organization=OrganizationFactory())
        decider.get(CORRECTIONS)
        with CaptureQueriesContext(connection) as queries:
            assert decider.get(f"{CORRECTIONS}?queue=decide").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_first_page_and_record_ask_a_fixed_number_of_queries(decider, visit):
    counts = []
    for number in (1, 20):
        CorrectionFactory.create_batch(number, visit=visit)
        RemarkFactory.create_batch(number, visit=visit)
        addresses = ("/", visit.get_absolute_url(), address(visit, "change"))
        counts.append([])
        for page in addresses:
            decider.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert decider.get(page).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
