"""Boxes for dates: how a date is read is shown at once, and what may be two days is asked about."""

import pytest
from playwright.sync_api import expect

from engagements.models import Visit
from tests.factories import VisitFactory

from .conftest import DESKTOP, PHONE, Hands, barriers, sideways


@pytest.fixture
def form(look, sign_in, staff):
    sign_in(staff)
    return lambda path, viewport=DESKTOP: look(f"/admin/engagements/visit/{path}", viewport)


def test_a_date_is_written_out_as_soon_as_it_is_typed(form):
    page = form("add/")
    hands = Hands(page)
    page.locator("#id_start_date").focus()
    hands.type("6 Dec 2021")
    hands.tab()
    expect(page.locator("#id_start_date")).to_have_value("2021-12-06")
    expect(page.get_by_text("Monday 6 December 2021")).to_be_visible()
    hands.type("+2")
    hands.tab()
    expect(page.locator("#id_end_date")).to_have_value("2021-12-08")


def test_both_readings_of_slashes_are_buttons(form):
    page = form("add/")
    hands = Hands(page)
    page.locator("#id_start_date").focus()
    hands.type("6/12/2021")
    hands.tab()
    first = page.get_by_role("button", name="12 June 2021")
    expect(first).to_be_visible()
    hands.click(page.get_by_role("button", name="6 December 2021"))
    expect(page.locator("#id_start_date")).to_have_value("2021-12-06")
    expect(page.locator("#id_start_date")).to_be_focused()


def test_the_readings_that_a_refused_form_offers_fill_its_box(form):
    page = form("add/")
    page.locator("#id_title").fill("Visit")
    page.locator("#id_start_date").fill("6/12/2021")
    with page.expect_navigation():
        page.locator("#id_start_date").press("Control+Enter")
    expect(page.get_by_role("button", name="12 June 2021")).to_be_focused()
    page.get_by_role("button", name="6 December 2021").press("Enter")
    expect(page.locator("#id_start_date")).to_have_value("2021-12-06")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Visit.objects.get().when == "6 December 2021"


def test_today_and_a_calendar_stand_beside_a_box_and_are_no_stops(form):
    page = form("add/")
    page.get_by_role("button", name="From: Today").click()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    expect(page.locator("#id_start_date")).to_have_value(today)
    page.evaluate(
        "HTMLInputElement.prototype.showPicker = function () {"
        "this.value = '2021-12-06'; this.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    page.locator("#id_start_date").press("ArrowDown")
    expect(page.locator("#id_start_date")).to_have_value("2021-12-06")
    page.keyboard.press("Tab")
    expect(page.locator("#id_end_date")).to_be_focused()


def test_a_last_day_is_moved_along_with_the_first(form):
    visit = VisitFactory(publication="draft", start_date="2021-12-06", end_date="2021-12-08")
    page = form(f"{visit.pk}/change/")
    page.locator("#id_start_date").fill("7 Dec 2021")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Move along to 2021-12-09").click()
    expect(page.locator("#id_end_date")).to_have_value("2021-12-09")
    page.reload()
    page.locator("#id_start_date").fill("13 Dec 2021")
    page.keyboard.press("Tab")
    expect(page.locator("#id_end_date")).to_have_value("2021-12-15")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_boxes_for_dates_fit_and_have_no_barriers(form, viewport, tmp_path):
    page = form("add/", viewport)
    page.locator("#id_start_date").fill("6/12/2021")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="12 June 2021")).to_be_visible()
    assert sideways(page) == 0
    assert barriers(page) == []


def test_a_meeting_of_a_visit_is_on_its_first_day_alone_at_a_press(look, sign_in, staff):
    sign_in(staff)
    visit = VisitFactory(publication="draft", start_date="2021-12-06", end_date="2021-12-08")
    page = look(f"/admin/engagements/meeting/add/?visit={visit.pk}")
    page.locator("#id_start_date").fill("6 Dec 2021")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="On this day alone").click()
    expect(page.locator("#id_end_date")).to_have_value("")
    expect(page.locator("#id_dates")).to_have_value("exact")
