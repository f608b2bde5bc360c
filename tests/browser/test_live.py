"""Lists are filtered without a reload, and address, way back and focus stay true; and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting, Official
from tests.factories import MeetingFactory, OutcomeFactory

from .conftest import DESKTOP, barriers


@pytest.fixture
def lists(look, sign_in, analyst, example):
    """Return a function that opens an address as an analyst; a mark in the page is gone with a reload."""
    sign_in(analyst)

    def open_list(path):
        page = look(path, DESKTOP)
        page.evaluate("window.mark = 'here'")
        return page

    return open_list


def rows(page):
    return page.locator("table.rows tbody tr")


def not_reloaded(page):
    return page.evaluate("window.mark") == "here"


def address(page, pattern):
    expect(page).to_have_url(re.compile(pattern))


def test_typing_words_filters_and_keeps_focus_and_what_is_typed(lists):
    page = lists("/meetings/")
    expect(page.locator("#found")).to_have_text("4 meetings")
    words = page.get_by_label("Search", exact=True)
    words.focus()
    page.keyboard.type("governors")
    address(page, r"/meetings/\?q=governors$")
    expect(rows(page)).to_have_count(1)
    expect(words).to_be_focused()
    page.keyboard.type(" summit")  # goes on where it was
    address(page, r"/meetings/\?q=governors(%20|\+)summit$")
    expect(words).to_have_value("governors summit")
    # Told to those who do not see it, without interrupting them.
    expect(page.locator("#found[role=status]")).to_have_text("1 meeting")
    assert not_reloaded(page)
    assert barriers(page) == []


def test_the_way_back_leads_through_each_filter(lists):
    page = lists("/meetings/")
    page.get_by_label("Search", exact=True).fill("visa")
    address(page, r"\?q=visa$")
    expect(rows(page)).to_have_count(1)
    page.get_by_label("Sorted by").select_option("title")
    address(page, r"\?q=visa&sort=title$")
    page.go_back()
    address(page, r"\?q=visa$")
    expect(page.get_by_label("Sorted by")).to_have_value("")
    expect(rows(page)).to_have_count(1)
    page.go_back()
    address(page, r"/meetings/$")
    expect(page.get_by_label("Search", exact=True)).to_have_value("")
    expect(rows(page)).to_have_count(4)
    page.go_forward()
    address(page, r"\?q=visa$")
    expect(rows(page)).to_have_count(1)
    # Nothing of what was shown is left in the browser.
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('htmx'))") == []


def test_what_is_chosen_in_a_box_filters_at_once(lists):
    page = lists("/meetings/")
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    box.fill("garduno")
    page.get_by_role("option", name="Francisco Garduño Yáñez").click()
    garduno = Official.objects.get(name__startswith="Francisco")
    address(page, rf"\?counterpart={garduno.pk}$")
    expect(rows(page)).to_have_count(1)
    expect(box).to_be_focused()
    page.get_by_role("checkbox", name="Francisco Garduño Yáñez").uncheck()
    address(page, r"/meetings/(\?)?$")
    expect(rows(page)).to_have_count(4)
    assert not_reloaded(page)


def test_a_chip_that_is_removed_is_gone_from_the_form_as_well(lists):
    page = lists("/meetings/?q=visa&format=bilateral")
    page.get_by_role("link", name="Remove filter Search").click()
    address(page, r"\?format=bilateral$")
    expect(page.get_by_label("Search", exact=True)).to_have_value("")
    expect(page.locator("#results")).to_be_focused()
    assert not_reloaded(page)
    # The form that came is as lively as the one that went.
    page.get_by_label("Search", exact=True).fill("inm")
    address(page, r"q=inm")
    page.get_by_text("More filters").click()
    page.get_by_role("combobox", name="Place", exact=True).fill("monterrey")
    expect(page.get_by_role("option", name="Monterrey, Mexico")).to_be_visible()
    assert not_reloaded(page)


def test_sorting_and_paging_by_keyboard(lists):
    MeetingFactory.create_batch(50)
    page = lists("/meetings/?date_after=2021-01-01")
    sort = page.locator("#sort_title")
    sort.focus()
    page.keyboard.press("Enter")
    address(page, r"\?date_after=2021-01-01&sort=title$")
    expect(page.get_by_label("Sorted by")).to_have_value("title")
    expect(sort).to_be_focused()
    page.get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")
    address(page, r"&page=2$")
    expect(rows(page)).to_have_count(4)
    expect(page.locator("#results")).to_be_focused()
    assert not_reloaded(page)


def test_an_error_is_told_beside_its_field_and_gone_when_mended(lists):
    page = lists("/meetings/")
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    box.fill("nobody at all")
    page.get_by_label("Search", exact=True).focus()
    expect(page.get_by_role("alert")).to_contain_text("nobody at all")
    expect(page.locator("#counterpart_errors")).to_contain_text("There is no official")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#found")).to_have_text("Nothing is listed.")
    expect(rows(page)).to_have_count(0)
    assert barriers(page) == []
    box.fill("velasco")
    page.get_by_label("Search", exact=True).focus()
    expect(rows(page)).to_have_count(1)
    expect(page.locator("#counterpart_errors")).to_be_empty()
    expect(box).not_to_have_attribute("aria-invalid", "true")
    assert not_reloaded(page)


def test_links_to_records_and_exports_are_followed_as_ever(lists):
    page = lists("/meetings/?q=governors")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("link", name="Summit with the governors").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Summit with the governors")
    page.go_back()
    address(page, r"\?q=governors$")
    expect(rows(page)).to_have_count(1)


def test_the_most_frequent_values_come_in_place_and_narrow_the_list(lists):
    page = lists("/meetings/?q=miller")
    page.get_by_text("Most frequent values", exact=True).click()
    expect(page.locator(".facets a").first).to_be_visible()
    assert not_reloaded(page)
    page.locator(".facets a").first.click()
    address(page, r"/meetings/\?.*q=miller")
    expect(rows(page).first).to_be_visible()
    page.go_back()
    address(page, r"\?q=miller$")


def test_who_is_signed_out_meanwhile_comes_to_the_login_page(lists):
    page = lists("/meetings/")
    page.context.clear_cookies()
    page.get_by_label("Search", exact=True).fill("visa")
    page.wait_for_url(re.compile("/accounts/login/"))
    expect(page.get_by_label("Username")).to_be_visible()


def test_a_box_of_who_is_signed_out_meanwhile_leads_to_the_login_page_and_back(lists, faults):
    page = lists("/meetings/?q=visa")
    page.context.clear_cookies()
    page.get_by_role("combobox", name="Counterpart", exact=True).press_sequentially("velasco")
    page.wait_for_url(re.compile(r"/accounts/login/\?next=/meetings/%3Fq%3Dvisa"))
    faults.clear()


def test_without_scripts_all_of_it_works(browser, live_server, sign_in, analyst, example):
    OutcomeFactory(meeting=Meeting.objects.first(), progress="done")
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    sign_in(analyst, context)
    page = context.new_page()
    page.goto(f"{live_server.url}/meetings/")
    page.get_by_label("Search", exact=True).fill("governors")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"q=governors"))
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="Remove filter Search").click()
    expect(rows(page)).to_have_count(4)
    page.locator("th").get_by_role("link", name="Meeting", exact=True).click()
    expect(page).to_have_url(re.compile("sort=title"))
    page.goto(f"{live_server.url}/outcomes/?state=done")
    expect(rows(page)).to_have_count(1)
    context.close()


def test_an_outcome_is_closed_in_place_by_keyboard(look, sign_in, editor, example):
    sign_in(editor)
    page = look("/outcomes/?state=open", DESKTOP)
    number = rows(page).count()
    summary = page.locator("#row-1 summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Sent by courier")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is done now")).to_be_visible()
    address(page, r"/outcomes/\?state=open#row-1$")
    expect(rows(page)).to_have_count(number - 1)
