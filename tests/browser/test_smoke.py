"""Every main page opens cleanly: wide and narrow, light and dark."""

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE, barriers, sideways

PATHS = ("/", "/visits/", "/meetings/", "/officials/", "/organizations/")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_faults(path, viewport, colours, look, sign_in, editor, example):
    sign_in(editor)
    page = look(path, viewport, colours)
    assert page.url.endswith(path)  # and not the login page
    assert barriers(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_login_page_has_no_faults(viewport, colours, look):
    page = look("/accounts/login/", viewport, colours)
    assert barriers(page) == []
    assert sideways(page) <= 0


def test_a_user_signs_in_by_keyboard_alone(look, analyst):
    page = look("/accounts/login/")
    username = page.get_by_label("Username")
    for _ in range(5):  # a link that skips to the content may come first
        if username.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(username).to_be_focused()
    page.keyboard.type("analyst")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    cookies = {cookie["name"] for cookie in page.context.cookies()}
    assert "sessionid" in cookies


def test_a_wrong_password_is_told_in_words(look, analyst):
    page = look("/accounts/login/")
    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Please enter a correct username and password")).to_be_visible()
    assert barriers(page) == []
