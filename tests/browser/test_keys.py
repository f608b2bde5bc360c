"""The keys that every page knows, those of entry included."""

import pytest
from playwright.sync_api import expect

PAGES = ["/meetings/", "/admin/engagements/place/add/"]


@pytest.fixture
def open_page(look, sign_in, editor):
    sign_in(editor)

    def leave_boxes(path):
        page = look(path)
        page.evaluate("document.activeElement.blur()")
        return page

    return leave_boxes


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search(open_page, path, key):
    page = open_page(path)
    page.keyboard.press(key)
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("")


@pytest.mark.parametrize("path", PAGES)
def test_question_mark_opens_the_list_of_keys(open_page, path):
    page = open_page(path)
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")
    expect(page.get_by_role("heading", name="Keyboard", exact=True)).to_be_visible()


def test_a_sign_that_is_typed_into_a_box_is_no_key(open_page):
    page = open_page("/meetings/")
    page.locator("#search").focus()
    page.keyboard.type("a/b?")
    expect(page.locator("#search")).to_have_value("a/b?")


def test_single_keys_can_be_switched_off(open_page):
    page = open_page("/keys/")
    page.get_by_role("checkbox").uncheck()
    page = open_page("/meetings/")
    page.keyboard.press("/")
    expect(page.locator("#search")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#search")).to_be_focused()
    page = open_page("/keys/")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
