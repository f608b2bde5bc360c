"""Reading without a mouse, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting, Official
from tests.factories import MemberFactory, OfficialFactory

from .conftest import PHONE, sideways


@pytest.fixture
def as_analyst(sign_in, analyst, example):
    sign_in(analyst)


def rows(page):
    return page.locator("table.rows tbody tr")


def tab_to(target):
    """Press Tab until ``target`` has the focus; fails where Tab never gets there."""
    for _ in range(80):
        if target.evaluate("one => one === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def test_a_list_is_filtered_sorted_and_left_by_keyboard_alone(look, as_analyst):
    page = look("/meetings/")
    keys = page.keyboard
    expect(rows(page)).to_have_count(4)

    tab_to(page.get_by_role("combobox", name="Counterpart", exact=True))
    keys.type("garduno")
    expect(page.get_by_role("option", name="Francisco Garduño Yáñez")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")  # chooses
    expect(page.get_by_role("checkbox", name="Francisco Garduño Yáñez")).to_be_checked()
    keys.press("Enter")  # applies
    garduno = Official.objects.get(name__startswith="Francisco")
    page.wait_for_url(re.compile(rf"/meetings/\?counterpart={garduno.pk}$"))
    expect(rows(page)).to_have_count(1)

    tab_to(page.get_by_role("link", name="Remove filter"))
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/meetings/(\?)?$"))
    expect(rows(page)).to_have_count(4)

    tab_to(page.locator("th").get_by_role("link", name="Meeting", exact=True))
    keys.press("Enter")
    page.wait_for_url(re.compile("sort=title"))
    titles = sorted(Meeting.objects.values_list("title", flat=True))
    expect(rows(page).locator("th > a")).to_have_text(titles)

    tab_to(page.get_by_role("link", name=titles[0]))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[0])


def test_filters_open_by_keyboard_on_a_narrow_screen(look, as_analyst):
    page = look("/meetings/", PHONE)
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    expect(box).to_be_hidden()
    tab_to(page.locator("details.filters > summary"))
    page.keyboard.press("Enter")
    expect(box).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_the_search_has_room_for_a_name_on_a_narrow_screen(path, look, sign_in, editor, example):
    editor.username = "ana"  # a longer one pushes the search to a line of its own
    editor.save()
    sign_in(editor)
    page = look(path, PHONE)
    assert page.get_by_role("searchbox", name="Search everything").bounding_box()["width"] > 140
    assert sideways(page) <= 0


def test_enter_that_ends_a_sign_of_an_input_method_chooses_nothing(look, as_analyst):
    OfficialFactory(name="Wang Yi")
    page = look("/meetings/")
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    tab_to(box)
    page.keyboard.type("wang")
    expect(page.locator(".suggestions [role=option]")).to_have_count(1)
    for key in ("ArrowDown", "Enter"):
        box.dispatch_event("keydown", {"key": key, "isComposing": True})
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".suggestions [aria-selected=true]")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Wang Yi")).to_have_count(0)


PLACE_OF_WORDS = """(line, words) => {
    const text = line.firstChild, range = document.createRange();
    range.setStart(text, text.data.indexOf(words));
    range.setEnd(text, text.data.indexOf(words) + words.length);
    return range.getBoundingClientRect().left;
}"""


def test_a_name_from_right_to_left_leaves_title_and_organization_behind_it(look, as_analyst):
    name, title = "سامح شكري", "Minister"
    member = MemberFactory(official=OfficialFactory(name=name), title=title)
    page = look(f"/visits/{member.visit.pk}/programme/")
    line = page.get_by_role("main").get_by_text(f"{name}, {title}")
    places = [line.evaluate(f"line => ({PLACE_OF_WORDS})(line, {words!r})") for words in (name, title)]
    assert places == sorted(places)


@pytest.mark.usefixtures("queries_of_forms")
def test_what_two_records_say_stands_beside_the_choice_of_it(look, sign_in, editor):
    sign_in(editor)
    kept, other = OfficialFactory(name="Ann Lee"), OfficialFactory(name="Anne Lee", aliases="A. Lee\nAnnie")
    page = look(f"/admin/engagements/duplicatepair/official/{kept.pk}/{other.pk}/")
    choice = page.get_by_role("radio", name="Anne Lee")
    words = page.get_by_text("Anne Lee", exact=True).last
    places = [part.bounding_box() for part in (choice, words)]
    assert abs(places[0]["y"] - places[1]["y"]) < 10, places
    assert places[1]["height"] < 30, places


def test_escape_closes_what_saves_a_view_and_leads_back_to_it(look, as_analyst):
    page = look("/meetings/?q=visa")
    summary = page.locator("summary", has_text="Save or share")
    tab_to(summary)
    page.keyboard.press("Enter")
    name = page.get_by_label("Name", exact=True)
    tab_to(name)
    page.keyboard.press("Escape")
    expect(name).to_be_hidden()
    expect(summary).to_be_focused()


def test_escape_closes_what_a_box_offers_and_keeps_what_was_typed(look, as_analyst):
    page = look("/meetings/")
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    tab_to(box)
    page.keyboard.type("velasco")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("velasco")


@pytest.mark.parametrize("path", ["/meetings/?q=visa", "/meetings/{}/", "/visits/{}/"])
def test_what_is_printed_is_the_record_and_not_the_way_to_it(path, look, as_analyst):
    summit = Meeting.objects.get(title__startswith="Summit")
    page = look(path.format(summit.visit_id if "visits" in path else summit.pk))
    on_screen = page.locator("nav[aria-label=Main], footer, aside, .pagination, .neighbours, button").filter(
        visible=True
    )
    assert on_screen.count()
    date = page.get_by_text(re.compile(r"Printed on \d+ \w+ \d{4}"))
    expect(date).to_be_hidden()
    page.emulate_media(media="print")
    expect(on_screen).to_have_count(0)
    expect(date).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Troy Miller").first).to_be_visible()
    if "?" in path:
        expect(page.get_by_text("Search: visa")).to_be_visible()


def test_a_date_that_is_none_comes_back_as_it_was_typed(look, as_analyst):
    page = look("/meetings/?date_after=soon")
    expect(page.get_by_label("From")).to_have_value("soon")
    expect(page.get_by_role("alert")).to_contain_text("not “soon”")


def test_the_exact_name_typed_into_a_filter_is_taken_by_enter(look, as_analyst):
    other, exact = (OfficialFactory(name=name) for name in ("Kenji Hayashi Kishida", "Kenji Kishida Hayashi"))
    page = look("/meetings/")
    box = page.get_by_role("combobox", name="Counterpart", exact=True)
    tab_to(box)
    page.keyboard.type("kenji kishida hayashi")
    expect(page.locator(".suggestions [role=option]").first).to_have_text(exact.name)
    expect(page.locator(".suggestions [role=option]").last).to_have_text(other.name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"Remove filter Counterpart: {exact.name}")).to_be_visible()
    expect(page).to_have_url(re.compile(r"counterpart="))


def test_who_was_gone_to_in_a_filter_stays_marked_when_an_answer_comes(look, as_analyst):
    _, namesake = (OfficialFactory(name="Kenji Hayashi Kishida") for _ in range(2))
    page, held = look("/meetings/"), []
    page.route("**/suggest/**kishida", lambda route: held.append(route))
    options = page.locator(".suggestions [role=option]")
    tab_to(page.get_by_role("combobox", name="Counterpart", exact=True))
    page.keyboard.type("kenji hayashi")
    expect(options).to_have_count(2)
    with page.expect_request("**/suggest/**kishida"):
        page.keyboard.type(" kishida")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/suggest/**kishida"):
        held[0].continue_()
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"counterpart={namesake.pk}$"))
