"""Remarks on a record: a thread for those who may edit it, and for nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from engagements.history.merge import merge
from engagements.history.undo import undo
from engagements.models import Remark, Visit
from tests.factories import MeetingFactory, RemarkFactory, VisitFactory

REMARKS = reverse("admin:engagements_remark_changelist")


def thread_of(record):
    return reverse(f"admin:engagements_{record._meta.model_name}_remarks", args=[record.pk])


@pytest.fixture
def draft(db):
    return VisitFactory(title="Talks", publication="draft")


def send(client, record, text):
    with zeal_ignore():  # what each of those named may do is asked for one by one
        return client.post(thread_of(record), {"text": text})


def write(client, record, text):
    response = send(client, record, text)
    assert response.status_code == 302, response.context["form"].errors
    return Remark.objects.latest("pk")


@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
def test_remark_stands_in_the_thread_of_its_record(client, staff, editor, factory):
    record = factory(publication="draft")
    client.force_login(staff)
    write(client, record, "Which hotel?\nIt says two.")
    client.force_login(editor)
    page = client.get(thread_of(record)).text
    assert "staff" in page
    assert "Which hotel?<br>It says two." in page
    for address in (record.get_absolute_url(), thread_of(record).replace("remarks", "change")):
        assert "Remarks: 1" in client.get(address).text


def test_empty_remark_is_refused(client, staff, draft):
    client.force_login(staff)
    response = client.post(thread_of(draft), {"text": " "})
    assert response.context["form"].errors == {"text": ["This field is required."]}
    assert not Remark.objects.exists()


@pytest.mark.parametrize("text", ["@editor, look", "(@Editor)", "Is it right, @editor?", "Ask @editor."])
def test_who_is_named_finds_the_remark_on_the_first_page(client, staff, editor, draft, text):
    client.force_login(staff)
    remark = write(client, draft, text)
    assert list(remark.waits_for.all()) == [editor]
    client.force_login(editor)
    assert f'<a href="{REMARKS}?queue=mine">1 remark</a>' in client.get("/").text
    assert text in client.get(f"{REMARKS}?queue=mine").text
    row = client.get(reverse("admin:engagements_remark_change", args=[remark.pk]))
    assert row.url == thread_of(draft)


@pytest.mark.parametrize("text", ["mail to me@editor", "at 5 @ the office", "@ editor"])
def test_what_is_no_name_names_nobody(client, staff, editor, draft, text):
    client.force_login(staff)
    assert not write(client, draft, text).waits_for.exists()


def test_name_of_nobody_who_may_edit_is_told_beside_the_box(client, staff, analyst, draft):
    client.force_login(staff)
    response = send(client, draft, "@analyst and @nobody. See @staff")
    assert response.context["form"].errors == {
        "text": ["Nobody of this name may edit the record: “@analyst”, “@nobody”."]
    }
    assert "@analyst and @nobody. See @staff" in response.text
    assert not Remark.objects.exists()


def test_name_of_somebody_who_may_not_see_the_record_is_the_name_of_nobody(client, make_user, editor):
    restricted = VisitFactory(handling="restricted")
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    response = send(client, restricted, "@editor")
    assert response.context["form"].errors["text"] == ["Nobody of this name may edit the record: “@editor”."]


def test_name_of_an_account_that_is_closed_is_the_name_of_nobody(client, staff, editor, draft):
    editor.is_active = False
    editor.save()
    client.force_login(staff)
    assert client.post(thread_of(draft), {"text": "@editor"}).status_code == 200


def test_remark_waits_until_it_is_answered(client, staff, editor, draft):
    client.force_login(staff)
    remark = write(client, draft, "@editor?")
    client.force_login(editor)
    answer = write(client, draft, "@staff: yes. @editor")
    assert not remark.waits_for.exists()
    assert list(answer.waits_for.all()) == [staff]


def test_remark_waits_until_it_is_marked_as_read(client, staff, editor, draft):
    client.force_login(staff)
    one, other = (
        write(client, draft, "@editor?"),
        write(client, VisitFactory(publication="draft"), "@editor!"),
    )
    assert "Mark as read" not in client.get(thread_of(draft)).text
    client.force_login(editor)
    assert "Mark as read" in client.get(thread_of(draft)).text
    assert one.waits_for.exists()  # to look at it is not enough
    client.post(thread_of(draft), {"read": "1"})
    assert not one.waits_for.exists()
    client.post(REMARKS, {"action": "mark_read", "_selected_action": [other.pk]})
    assert not other.waits_for.exists()
    assert "queue=mine" not in client.get("/").text


def test_remarks_are_hidden_with_their_record(client, staff, editor, draft):
    remark = RemarkFactory(visit=draft, text="Which hotel?")
    remark.waits_for.add(editor)
    Visit.objects.update(handling="restricted")
    client.force_login(editor)
    assert client.get(thread_of(draft)).status_code == 404
    for address in ("/", REMARKS, f"{REMARKS}?queue=mine"):
        text = client.get(address).text
        assert "Which hotel?" not in text
        assert "1 remark" not in text
    missing = client.get(reverse("admin:engagements_remark_change", args=[remark.pk]))
    assert missing.url == "/admin/"


def test_remarks_on_a_published_record_are_for_those_who_may_change_it(client, staff, editor, analyst):
    published = VisitFactory()
    remark = RemarkFactory(visit=published)
    assert [user for user in (staff, editor, analyst) if Remark.objects.visible_to(user)] == [editor]
    client.force_login(staff)
    assert client.get(thread_of(published)).status_code == 403
    assert client.post(thread_of(published), {"text": "Hm"}).status_code == 403
    assert list(published.remarks.all()) == [remark]


def test_remarks_of_a_deleted_record_come_back_with_it(client, administrator, draft):
    RemarkFactory(visit=draft, text="Which hotel?")
    client.force_login(administrator)
    client.post(reverse("admin:engagements_visit_delete", args=[draft.pk]), {"post": "yes"})
    assert not Remark.objects.visible_to(administrator).exists()
    row = Visit.history.filter(history_type="-").get()
    address = reverse("admin:engagements_visit_undelete", args=[row.id])
    client.post(address, {"seen": client.get(address).context["seen"]})
    assert "Which hotel?" in client.get(thread_of(draft)).text


def test_remarks_follow_a_merge_and_go_back_when_it_is_undone(draft, editor):
    kept = VisitFactory(publication="draft", organization=draft.organization)
    remark = RemarkFactory(visit=draft, returned_version=1)
    merged = merge(kept, draft, {}, editor)
    remark.refresh_from_db()
    assert (remark.visit, remark.returned_version) == (kept, None)
    undo(merged, editor)
    remark.refresh_from_db()
    assert (remark.visit, remark.returned_version) == (draft, 1)


def test_remarks_are_in_no_page_export_or_paper_of_their_record(client, administrator):
    visit = VisitFactory(title="Talks")
    RemarkFactory(visit=visit, text="Which hotel?")
    client.force_login(administrator)
    detail = visit.get_absolute_url()
    addresses = [detail, f"{detail}book/", f"{detail}programme/", f"/api/v1/visits/{visit.uid}/"]
    addresses += [f"/visits/?export={form}" for form in ("csv", "json", "ics")]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert b"Which hotel?" not in response.getvalue(), address


@pytest.mark.parametrize("queue", ["", "?queue=mine"])
def test_thread_and_list_ask_a_fixed_number_of_queries(client, editor, draft, queue):
    client.force_login(editor)
    counts = []
    for number in (1, 20):
        for remark in RemarkFactory.create_batch(number, visit=draft):
            remark.waits_for.add(editor)
        counts.append([])
        for address in (thread_of(draft), f"{REMARKS}{queue}"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
