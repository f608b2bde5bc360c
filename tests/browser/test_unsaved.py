"""Words that are not saved: leaving asks, and a tab that comes back offers them."""

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting
from tests.factories import MeetingFactory, OfficialFactory

from .conftest import barriers, expect_boxes

KEPT = "Object.keys(sessionStorage).filter((name) => name.startsWith('unsaved ')).length"


pytestmark = pytest.mark.usefixtures("queries_of_forms")


@pytest.fixture
def dialogs(page):
    """The kinds of questions that the browser asked, each answered with yes."""
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return asked


def expect_kept(page, number):
    """Wait until the page, if it has a form, has kept what was typed, or thrown it away."""
    page.wait_for_load_state()
    mark = page.locator("#unsaved")
    if mark.count():
        expect(mark).to_have_attribute("data-kept", str(bool(number)).lower())
    assert page.evaluate(KEPT) == number


def test_typed_words_come_back_after_the_tab_was_lost_and_go_once_saved(look, sign_in, editor, dialogs):
    OfficialFactory(name="Roberto Velasco")
    sign_in(editor)
    page = look("/admin/engagements/meeting/add/")
    expect_boxes(page)
    page.locator("#id_title").fill("Talks")
    page.locator("#id_start_date").fill("2021-12-06")
    page.get_by_role("combobox", name="Official").last.focus()
    page.keyboard.type("velasco")
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text("Roberto Velasco")
    page.keyboard.press("Tab")
    expect_kept(page, 1)
    page.reload()
    assert dialogs == ["beforeunload"]
    expect(page.get_by_text("What you typed here was not saved")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("This is what you typed before. Nothing of it is saved yet.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Talks")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert str(Meeting.objects.get().participants.get().official) == "Roberto Velasco"
    expect_kept(page, 0)
    assert dialogs == ["beforeunload"]


def test_nothing_is_kept_of_what_is_restricted_or_after_signing_out(look, sign_in, administrator, dialogs):
    meeting = MeetingFactory()
    sign_in(administrator)
    address = f"/admin/engagements/meeting/{meeting.pk}/change/"
    page = look(address)
    page.locator("#id_summary").fill("Typed")
    expect_kept(page, 1)
    page.locator("#id_handling").select_option("restricted")
    expect_kept(page, 0)
    page.locator("#id_handling").select_option("open")
    expect_kept(page, 1)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect_kept(page, 0)
    Meeting.objects.update(handling="restricted")
    sign_in(administrator)
    page = look(address)
    page.locator("#id_summary").fill("Typed")
    page.locator("#id_handling").select_option("open")
    look("/admin/")  # it is kept as one leaves, if not before
    expect_kept(page, 0)


def test_leaving_does_not_ask_where_nothing_was_typed(look, sign_in, editor, dialogs):
    meeting = MeetingFactory()
    sign_in(editor)
    page = look(f"/admin/engagements/meeting/{meeting.pk}/change/")
    expect_boxes(page)
    page.locator("#id_summary").click()
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/admin/")
    assert dialogs == []
