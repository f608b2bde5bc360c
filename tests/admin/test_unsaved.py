"""What the browser may keep of a form, and what it shows again: nothing restricted; nothing is saved."""

import pytest

from engagements.models import Meeting, Official
from tests.factories import MeetingFactory, OfficialFactory, VisitFactory

from .page import add_page, change_page

pytestmark = pytest.mark.django_db


def mark(page):
    """Return whether the form may be kept, and the visit that it may be kept with."""
    return page.response.context["keeps_unsaved"], page.response.context["open_visit"]


def test_form_of_a_restricted_record_is_not_kept(client, administrator, editor):
    opened, restricted = MeetingFactory(), MeetingFactory(handling="restricted")
    visit = VisitFactory(handling="restricted")
    client.force_login(administrator)
    assert mark(change_page(client, opened)) == (True, "")
    assert mark(change_page(client, restricted)) == (False, "")
    assert mark(change_page(client, visit)) == (False, None)
    page = change_page(client, restricted).type(handling="open", title="", start_date="x")
    page.press()
    assert mark(page) == (False, "")
    client.force_login(editor)
    assert mark(change_page(client, opened)) == (True, None)


def test_form_of_a_meeting_is_kept_with_an_open_visit_alone(client, administrator):
    opened, restricted = VisitFactory(), VisitFactory(handling="restricted")
    client.force_login(administrator)
    assert mark(add_page(client, "meeting", f"?visit={opened.pk}")) == (True, opened.pk)
    assert mark(add_page(client, "meeting", f"?visit={restricted.pk}")) == (True, "")
    assert mark(change_page(client, MeetingFactory(visit=opened))) == (True, opened.pk)
    assert mark(change_page(client, MeetingFactory(visit=restricted))) == (True, "")


def test_what_was_typed_is_shown_again_with_its_lines_and_not_saved(client, editor):
    official = OfficialFactory(name="Ann")
    client.force_login(editor)
    page = add_page(client, "meeting").type(title="Typed", start_date="2021-12-06")
    page.add("counterpart", official=official, title="Minister")
    response = page.press("_show_again")
    assert response.status_code == 200
    assert page.errors == ["This is what you typed before. Nothing of it is saved yet."]
    assert not Meeting.objects.exists()
    assert (page.data["title"], page.data["counterpart-0-official"]) == ("Typed", str(official.pk))
    assert page.press().status_code == 302
    assert Meeting.objects.get().participants.get().official == official


def test_new_entry_is_shown_again_and_not_saved(client, editor):
    client.force_login(editor)
    page = add_page(client, "meeting").type(title="Typed", start_date="2021-12-06")
    page.add("counterpart", official="new:1")
    page.data |= {"new-1-model": "official", "new-1-name": "Ann"}
    page.press("_show_again")
    assert page.data["new-1-name"] == "Ann"
    assert page.errors == ["This is what you typed before. Nothing of it is saved yet."]
    assert not Official.objects.exists()
