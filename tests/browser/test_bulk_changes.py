"""A wrong person put right in three meetings at once, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from engagements.models import Participant
from tests.factories import AppointmentFactory, OfficialFactory, meeting_between

from .conftest import PHONE, Hands, barriers, expect_boxes, sideways

pytestmark = pytest.mark.usefixtures("queries_of_forms")


@pytest.mark.django_db(transaction=True)
def test_wrong_person_is_put_right_in_three_meetings_and_back(look, sign_in, editor):
    wrong = OfficialFactory(name="Juan Pérez Gómez")
    right = AppointmentFactory(official__name="Juan Pérez Gil", title="Minister").official
    for _ in range(3):
        meeting_between(counterpart=wrong)
    meeting_between()
    sign_in(editor)
    page = look("/admin/engagements/meeting/")
    hands = Hands(page)

    page.get_by_role("textbox", name="Search").last.focus()
    hands.type("gomez")
    hands.send("Enter")
    hands.click(page.locator("#action-toggle"))
    page.locator("select[name=action]").focus()
    hands.type("Cha")
    with page.expect_navigation():
        hands.click(page.get_by_role("button", name="Go"))
    expect_boxes(page)
    assert barriers(page) == []
    page.get_by_role("combobox", name="Replace the official").focus()
    hands.choose("gomez", "Juan Pérez Gómez")
    page.get_by_role("combobox", name="by the official").focus()
    hands.choose("gil", "Juan Pérez Gil")
    with page.expect_navigation():
        hands.click(page.get_by_role("button", name="Preview"))
    expect(page.get_by_role("heading", name="What changes: 3 meetings")).to_be_visible()
    expect(page.get_by_role("cell", name="Minister")).to_have_count(3)
    assert barriers(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) == 0
    page.emulate_media(color_scheme="dark")
    assert barriers(page) == []
    with page.expect_navigation():
        hands.click(page.get_by_role("button", name="Change 3 meetings"))
    assert Participant.objects.filter(official=right, title="Minister").count() == 3
    assert hands.counts["clicks"] == 4

    page.get_by_role("link", name="See it, or undo it").click()
    assert barriers(page) == []
    assert sideways(page) == 0
    page.get_by_role("button", name="Undo it all").click()
    expect(page.get_by_text("Undone: 3 meetings as before.")).to_be_visible()
    assert Participant.objects.filter(official=wrong, title="").count() == 3
