"""Returning a record to draft takes a reason, which whoever entered it finds; and what waits for whom."""

import pytest
from django.urls import reverse

from engagements.models import Remark, Visit
from engagements.services.publishing import may_enter
from tests.factories import CorrectionFactory, MeetingFactory, RemarkFactory, VisitFactory, meeting_between

from .page import change_page

FACTORIES = {"visit": VisitFactory, "meeting": meeting_between}
kinds = pytest.mark.parametrize("kind", FACTORIES)


def list_of(kind, queue=""):
    return reverse(f"admin:engagements_{kind}_changelist") + (f"?queue={queue}" if queue else "")


def rows(client, address):
    return list(client.get(address).context["cl"].result_list)


@kinds
def test_action_asks_for_the_reason_and_keeps_it_as_a_remark(client, editor, staff, kind):
    record, other = FACTORIES[kind](created_by=staff), FACTORIES[kind]()
    client.force_login(editor)
    data = {"action": "return_to_draft", "_selected_action": [record.pk], "select_across": "0"}
    page = client.post(list_of(kind), data)
    assert str(record) in page.text
    refused = client.post(list_of(kind), {**dict(page.context["sent"]), "reason": " "})
    assert refused.context["form"].errors == {"reason": ["This field is required."]}
    assert not Remark.objects.exists()
    client.post(list_of(kind), {**dict(page.context["sent"]), "reason": "Which hotel?"})
    record.refresh_from_db()
    other.refresh_from_db()
    assert (record.publication, record.version, other.publication) == ("draft", 2, "published")
    remark = Remark.objects.get()
    assert (remark.record, remark.text, remark.author) == (record, "Which hotel?", editor)


@kinds
def test_action_returns_all_of_a_list(client, editor, kind):
    records = [FACTORIES[kind]() for _ in range(3)]
    client.force_login(editor)
    data = {"action": "return_to_draft", "_selected_action": [records[0].pk], "select_across": "1"}
    page = client.post(list_of(kind), data)
    client.post(list_of(kind), {**dict(page.context["sent"]), "reason": "All of it"})
    assert type(records[0]).objects.filter(publication="draft").count() == 3
    assert Remark.objects.count() == 3


@kinds
def test_form_asks_for_the_reason(client, editor, kind):
    record = FACTORIES[kind](title="Talks")
    client.force_login(editor)
    page = change_page(client, record).type(publication="draft", title="Talks again")
    page.press()
    assert page.errors == ["Say why it is returned to draft."]
    assert page.data["title"] == "Talks again"
    assert page.type(return_reason="Which hotel?").press().status_code == 302
    record.refresh_from_db()
    assert (record.publication, record.title) == ("draft", "Talks again")
    assert (Remark.objects.get().text, Remark.objects.get().returned_version) == (
        "Which hotel?",
        record.version,
    )


def test_form_of_a_draft_asks_for_no_reason(client, editor):
    draft = VisitFactory(publication="draft")
    client.force_login(editor)
    page = change_page(client, draft)
    assert 'name="return_reason"' not in page.response.text
    page.type(publication="published").press()
    draft.refresh_from_db()
    assert draft.publication == "published"
    assert 'name="return_reason"' in change_page(client, draft).response.text
    change_page(client, draft).type(title="Changed").press()
    assert not Remark.objects.exists()


def test_earlier_state_that_is_brought_back_stays_published(client, editor):
    visit = VisitFactory(publication="draft", title="Draft")
    visit.publication, visit.title = "published", "Published"
    visit.save()
    client.force_login(editor)
    act = visit.history.last().act
    address = reverse("admin:engagements_visit_state", args=[visit.pk, act])
    client.post(address, {"seen": client.get(address).context["seen"]})
    visit.refresh_from_db()
    assert (visit.title, visit.publication) == ("Draft", "published")


@kinds
def test_what_came_back_is_found_by_who_entered_it_until_it_is_changed(client, editor, staff, kind):
    record = FACTORIES[kind](created_by=staff)
    client.force_login(editor)
    change_page(client, record).type(publication="draft", return_reason="Which hotel?").press()
    assert rows(client, list_of(kind, "publish")) == []
    client.force_login(staff)
    assert f'<a href="{list_of(kind, "returned")}">1 {kind}</a>' in client.get("/").text
    assert rows(client, list_of(kind, "returned")) == [record]
    assert rows(client, list_of(kind, "drafts")) == [record]
    remarks = reverse(f"admin:engagements_{kind}_remarks", args=[record.pk])
    assert "Which hotel?" in client.get(remarks).text
    change_page(client, record).type(title="Talks, at the Ritz").press()
    assert rows(client, list_of(kind, "returned")) == []
    client.force_login(editor)
    assert rows(client, list_of(kind, "publish")) == [record]
    assert f'<a href="{list_of(kind, "publish")}">1 {kind}</a>' in client.get("/").text


def waiting(client):
    """What waits on the first page: the text of each link, and how many rows its list has."""
    counts = {}
    for label, numbers in client.get("/").context["waiting"]:
        counts[label] = [(text, len(rows(client, address))) for text, address in numbers]
    return counts


def test_each_count_is_that_of_its_list(client, staff, editor, administrator):
    VisitFactory.create_batch(2, publication="draft", created_by=staff)
    VisitFactory(publication="draft", created_by=staff, handling="restricted")
    MeetingFactory.create_batch(3, publication="draft", created_by=editor)
    MeetingFactory(publication="draft", visit=VisitFactory(handling="restricted"))
    back = VisitFactory(publication="draft", created_by=staff)
    RemarkFactory(visit=back, returned_version=back.version).waits_for.add(editor, staff)
    CorrectionFactory.create_batch(2)
    CorrectionFactory(visit__handling="restricted")
    declined = {"status": "declined", "answer": "No", "decided_at": back.created_at}
    CorrectionFactory(sent_by=staff, **declined)
    CorrectionFactory(sent_by=staff, visit__handling="restricted", **declined)
    client.force_login(staff)
    assert waiting(client) == {
        "Your drafts": [("3 visits", 3)],
        "Came back to you": [("1 visit", 1), ("1 correction", 1)],
        "Remarks to you": [("1 remark", 1)],
    }
    client.force_login(editor)
    assert waiting(client) == {
        "Your drafts": [("3 meetings", 3)],
        "To be published": [("2 visits", 2), ("3 meetings", 3)],
        "To be decided": [("2 corrections", 2)],
        "Remarks to you": [("1 remark", 1)],
    }
    client.force_login(administrator)
    assert waiting(client) == {
        "To be published": [("3 visits", 3), ("4 meetings", 4)],
        "To be decided": [("3 corrections", 3)],
    }


def test_nothing_waits_for_who_only_reads(client, analyst):
    VisitFactory(publication="draft", created_by=analyst)
    client.force_login(analyst)
    assert client.get("/").context["waiting"] == []


@pytest.mark.parametrize("kind", ["visit", "meeting", "correction", "remark"])
def test_queue_that_is_not_there_is_told(client, editor, kind):
    client.force_login(editor)
    response = client.get(f"{list_of(kind)}?queue=nothing")
    assert response.status_code == 302
    assert response.url.endswith("?e=1")


def test_what_may_be_changed_in_lists_is_what_may_be_changed_one_by_one(
    staff, editor, analyst, cleared, administrator
):
    for publication in ("draft", "published"):
        for handling in ("open", "restricted"):
            VisitFactory(publication=publication, handling=handling)
    for user in (staff, editor, analyst, cleared, administrator):
        seen = Visit.objects.visible_to(user)
        expected = [visit for visit in seen if may_enter(user, "change", "visit", visit)]
        assert set(Visit.objects.changeable_by(user)) == set(expected)
