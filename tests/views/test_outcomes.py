"""The list of outcomes, and saying what became of one."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from engagements.models import Meeting, Outcome
from tests.factories import (
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def listed(client, analyst):
    """Return a function: query in, the texts of the rows out, in order."""
    client.force_login(analyst)

    def get(query=""):
        response = client.get(f"/outcomes/?{query}")
        assert not response.context["form"].errors
        return [outcome.text for outcome in response.context["page"].object_list]

    return get


# The list


@pytest.fixture
def four():
    OutcomeFactory(text="late", due_date=days(-1))
    OutcomeFactory(text="due", due_date=days(0))
    OutcomeFactory(text="done", due_date=days(-2), progress="done")
    OutcomeFactory(text="dropped", progress="dropped")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["done", "late", "due", "dropped"]),
        ("state=open", ["late", "due"]),
        ("state=overdue", ["late"]),
        ("state=done", ["done"]),
        ("state=dropped&state=overdue", ["late", "dropped"]),
        ("sort=-due", ["due", "late", "done", "dropped"]),
    ],
)
def test_states_and_order(listed, four, query, found):
    assert listed(query) == found


def test_due_dates(listed, four):
    assert listed(f"due_before={days(-1)}") == ["done", "late"]
    assert listed(f"due_after={days(-1)}") == ["late", "due"]
    assert listed(f"due_after={days(-1)}&due_before={days(-1)}") == ["late"]


def test_due_dates_the_wrong_way_round_are_told(client, analyst, four):
    client.force_login(analyst)
    response = client.get("/outcomes/?due_after=2022-01-02&due_before=2022-01-01")
    assert response.context["form"].errors == {"due_before": ["The end is before the start."]}


def test_order_by_meeting(listed):
    for text, day in (("b", 1), ("a", 3), ("c", 2)):
        OutcomeFactory(text=text, meeting__start_date=datetime.date(2021, 12, day))
    OutcomeFactory(text="d", meeting__start_date=None, meeting__dates="unknown")
    assert listed("sort=-date") == ["a", "c", "b", "d"]
    assert listed("sort=date") == ["b", "c", "a", "d"]


def test_owner_kind_and_words(listed):
    person, office = OfficialFactory(), OrganizationFactory()
    OutcomeFactory(text="Hers", owner_official=person, kind="request")
    OutcomeFactory(text="Theirs", owner_organization=office, kind="agreement")
    OutcomeFactory(text="Nobody’s: Übergabe der Akten", note="Sent to Łódź")
    assert listed(f"owner={person.pk}") == listed("kind=request") == ["Hers"]
    assert listed(f"owner_organization={office.pk}") == ["Theirs"]
    assert listed("q=ubergabe+akten") == listed("q=lodz") == ["Nobody’s: Übergabe der Akten"]


def test_counterpart_is_of_the_meeting(listed):
    them, ministry = OfficialFactory(), OrganizationFactory(country="FR")
    met = meeting_between(
        counterpart=them, counterpart_organization=ministry, place=PlaceFactory(country="PA")
    )
    OutcomeFactory(meeting=met, text="with them")
    ours = meeting_between(delegate=them, delegation=ministry, counterpart_organization=OrganizationFactory())
    OutcomeFactory(meeting=ours, text="with others")
    # A second line of the same organization must not list the outcome twice.
    ParticipantFactory(meeting=met, organization=ministry)
    for query in (f"counterpart={them.pk}", f"counterpart_organization={ministry.pk}"):
        assert listed(query) == ["with them"]
    assert listed("country=PA") == ["with them"]
    assert set(listed("country=FR")) == {"with them", "with others"}


def test_overdue_is_said_in_words(client, analyst, four):
    client.force_login(analyst)
    text = client.get("/outcomes/?state=open").text
    assert text.count("overdue for") == 1
    assert re.search(r"overdue for 1\sday", text)


def test_what_may_not_be_seen_is_not_listed(listed):
    OutcomeFactory(text="draft", meeting__publication="draft")
    OutcomeFactory(text="restricted", meeting__handling="restricted")
    OutcomeFactory(text="of a visit", meeting__visit=VisitFactory(handling="restricted"))
    assert listed() == []


@pytest.fixture
def owed():
    """One outcome of each way to be owed; HOME_COUNTRY is the United States."""
    ours, theirs = OrganizationFactory(country="US"), OrganizationFactory(country="MX")
    other, person = OrganizationFactory(country="FR"), OfficialFactory()
    both = meeting_between(
        delegation=ours,
        counterpart=person,
        counterpart_organization=theirs,
        start_date=datetime.date(2021, 1, 1),
    )
    alone = meeting_between(
        delegation=other, counterpart_organization=theirs, start_date=datetime.date(2022, 1, 1)
    )
    OutcomeFactory(meeting=both, text="we owe", owner_organization=ours)
    OutcomeFactory(meeting=both, text="they owe", owner_official=person)
    OutcomeFactory(meeting=both, text="nobody", due_date=days(3))
    OutcomeFactory(meeting=alone, text="others owe", owner_organization=theirs, due_date=days(-3))
    OutcomeFactory(meeting=alone, text="we owe, absent", owner_organization=ours, due_date=days(-3))
    return SimpleNamespace(theirs=theirs, other=other, person=person)


def test_owed_by_us_to_us_and_between_others(listed, owed):
    assert set(listed("owed=us")) == {"we owe", "we owe, absent"}
    assert listed("owed=them") == ["they owe"]
    assert listed("owed=others") == ["others owe"]
    assert listed("owed=unknown") == ["nobody"]
    assert set(listed("owed=them&owed=others&country=MX")) == {"they owe", "others owe"}


def test_without_a_home_country_nobody_is_asked_who_owes(client, analyst, settings, owed):
    settings.HOME_COUNTRY = ""
    client.force_login(analyst)
    assert 'name="owed"' not in client.get("/outcomes/").text
    assert "owed=" not in client.get(owed.theirs.get_absolute_url()).text + client.get("/").text
    response = client.get("/outcomes/?owed=us")
    assert "HOME_COUNTRY is not set" in response.text
    assert response.context["page"].object_list == []


def test_outcomes_of_a_party_are_on_its_page_newest_first(client, listed, owed):
    pages = {
        "/countries/MX/": "country=MX",
        owed.theirs.get_absolute_url(): f"organization={owed.theirs.pk}",
        owed.person.get_absolute_url(): f"official={owed.person.pk}",
    }
    for page, query in pages.items():
        outcomes = client.get(page).context["party_outcomes"]
        assert [outcome.text for outcome in outcomes.latest] == listed(f"{query}&sort=-date")
        for _, number, address in outcomes.links:
            assert number == len(listed(address)), address
    assert listed(f"organization={owed.other.pk}") == ["others owe", "we owe, absent"]


def test_outcomes_of_a_party_that_has_many_are_of_its_latest_meetings(client, owed, analyst, monkeypatch):
    monkeypatch.setattr("engagements.models.querysets.FEW_ROWS", 1)
    client.force_login(analyst)
    outcomes = client.get(owed.theirs.get_absolute_url()).context["party_outcomes"]
    assert [number for _, number, _ in outcomes.links] == [None] * 5
    assert len(outcomes.latest) == 5


def test_an_outcome_is_of_its_owner_who_was_not_in_the_meeting(listed):
    absent = OfficialFactory()
    OutcomeFactory(text="hers", owner_official=absent)
    assert listed(f"official={absent.pk}") == ["hers"]


# What became of it


@pytest.fixture
def outcome():
    return OutcomeFactory(text="Send the file", due_date=days(-1))


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def row_form(client, query=""):
    """Return the address and what the first form among the rows of the list sends, without a button."""
    text = client.get(f"/outcomes/?{query}").text
    form = text.partition('<details class="change">')[2].partition("</form>")[0]
    (action,) = re.findall(r'action="([^"]*)"', form)
    inputs = re.findall(r"<input[^>]*>", form)
    pairs = ((re.search(r'name="([^"]*)"', one)[1], re.search(r'value="([^"]*)"', one)[1]) for one in inputs)
    return action, {name: value.replace("&amp;", "&") for name, value in pairs}


def test_outcome_is_marked_done_with_a_note_and_the_list_is_as_it_was(as_editor, outcome, editor):
    version = outcome.meeting.version
    action, data = row_form(as_editor, "state=open&sort=-due")
    response = as_editor.post(action, data | {"progress": "done", "note": "Sent by courier"}, follow=True)
    assert response.redirect_chain == [("/outcomes/?state=open&sort=-due#row-1", 302)]
    assert "“Send the file” is done now." in response.text
    outcome.refresh_from_db()
    assert (outcome.progress, outcome.note, outcome.closed_on) == ("done", "Sent by courier", days(0))
    assert (outcome.meeting.version, outcome.meeting.changed_by) == (version + 1, editor)
    # One act of history, of the outcome and its meeting.
    rows = [outcome.history.first(), outcome.meeting.history.first()]
    assert {(row.history_user, row.door) for row in rows} == {(editor, "form")}
    assert len({row.act for row in rows}) == 1
    assert rows[0].prev_record.progress == "open"


def test_outcome_is_opened_again_and_a_note_changed_alone(as_editor, outcome):
    Outcome.objects.filter(pk=outcome.pk).update(progress="done", closed_on=days(-9), note="Sent")
    action, data = row_form(as_editor)
    as_editor.post(action, data | {"progress": "done", "note": "Sent twice"})
    outcome.refresh_from_db()
    assert (outcome.closed_on, outcome.note) == (days(-9), "Sent twice")
    action, data = row_form(as_editor)
    assert data["note"] == "Sent twice"
    as_editor.post(action, data | {"progress": "open"})
    outcome.refresh_from_db()
    assert (outcome.progress, outcome.closed_on) == ("open", None)


def test_of_two_at_once_the_second_is_told_and_nothing_typed_is_lost(as_editor, outcome, administrator):
    action, data = row_form(as_editor)
    other = Client()
    other.force_login(administrator)
    other.post(action, data | {"progress": "dropped", "note": "Not needed"})
    response = as_editor.post(action, data | {"progress": "done", "note": "My note"})
    assert response.status_code == 200
    assert "administrator changed this record on" in response.text
    assert 'value="My note"' in response.text
    outcome.refresh_from_db()
    assert (outcome.progress, outcome.note) == ("dropped", "Not needed")
    # It says how it is, and what was asked for can be sent again.
    assert "Open again" in response.text
    version = re.search(r'name="seen_version" value="(\d+)"', response.text)[1]
    response = as_editor.post(action, {"seen_version": version, "progress": "done", "note": "My note"})
    assert response.status_code == 302
    outcome.refresh_from_db()
    assert outcome.note == "My note"


def test_the_form_alone_does_the_same(as_editor, outcome):
    text = as_editor.get(f"/outcomes/{outcome.pk}/progress/").text
    version = re.search(r'name="seen_version" value="(\d+)"', text)[1]
    response = as_editor.post(
        f"/outcomes/{outcome.pk}/progress/", {"progress": "dropped", "note": "", "seen_version": version}
    )
    assert response["Location"] == "/outcomes/"
    assert Outcome.objects.get().progress == "dropped"


@pytest.mark.parametrize(
    "sent",
    [
        {"progress": ""},
        {"progress": "overdue"},
        {"progress": "done", "note": "x" * 501},
        {"progress": "done", "note": "a\0b"},
        {"progress": "done", "seen_version": ""},
        {"progress": "done", "seen_version": "9" * 40},
        {"progress": "done", "seen_version": "x"},
    ],
)
def test_bad_input_changes_nothing(as_editor, outcome, sent):
    action, data = row_form(as_editor)
    response = as_editor.post(action, data | sent)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert Outcome.objects.get().progress == "open"
    assert Meeting.objects.get().version == outcome.meeting.version


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org/", "javascript:alert(1)", "", "\0"]
)
def test_the_way_back_leads_to_no_other_host(as_editor, outcome, address):
    action, data = row_form(as_editor)
    response = as_editor.post(action, data | {"progress": "done", "next": address})
    assert response["Location"] == "/outcomes/"


@pytest.mark.parametrize(
    ("who", "publication", "status"),
    [
        ("analyst", "published", 403),
        ("staff", "published", 403),
        ("staff", "draft", 302),
        ("analyst", "draft", 404),
        ("editor", "published", 302),
    ],
)
def test_it_is_changed_by_whoever_may_change_its_meeting(client, request, who, publication, status):
    outcome = OutcomeFactory(meeting__publication=publication)
    client.force_login(request.getfixturevalue(who))
    data = {"progress": "done", "seen_version": outcome.meeting.version}
    assert client.post(f"/outcomes/{outcome.pk}/progress/", data).status_code == status
    assert ('<details class="change">' in client.get("/outcomes/").text) == (status == 302)
    assert (Outcome.objects.get().progress == "done") == (status == 302)


def test_who_lacks_the_permission_for_outcomes_changes_none(client, make_user, outcome):
    names = ("view_outcome", "view_meeting", "change_meeting", "publish_records")
    client.force_login(make_user("half", None, *names, is_staff=True))
    address = f"/outcomes/{outcome.pk}/progress/"
    assert client.get(address).status_code == client.post(address).status_code == 403
