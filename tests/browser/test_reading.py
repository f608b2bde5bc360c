"""Reading an account in a real browser: from pasting it to what is published, and what it takes."""

# ruff: noqa: E501 (accounts are read more easily on one line)

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting, Participant, Visit

from .conftest import DESKTOP, PHONE, Hands, expect_no_barriers, sideways

MEXICO = Path(__file__).parents[3] / "shared/accounts/cbp-mexico-2021.txt"


@pytest.fixture(autouse=True)
def settings_of_the_office(settings, queries_of_forms):
    settings.HOME_COUNTRY = "US"


@pytest.fixture
def read(look, sign_in, editor):
    """Return a function that opens the draft of the account."""
    sign_in(editor)

    def open_draft(viewport=DESKTOP):
        page = look("/read/", viewport)
        page.get_by_label("Text of the account").fill(MEXICO.read_text())
        with page.expect_navigation():
            page.get_by_role("button", name="Read it").click()
        expect(page.get_by_role("heading", name="The draft")).to_be_visible()
        return page

    return open_draft


def proposal(page, what):
    return page.get_by_role("group", name=what, exact=True)


def tick_all(page, hands):
    """Press the button of each visit and meeting that ticks all of it."""
    buttons = page.get_by_role("button", name="Tick all of it")
    for button in buttons.all():
        with page.expect_navigation():
            hands.click(button)


CALL = (
    "Readout of Secretary Lowell's Call with Turkish Foreign Minister Erdal\n\nJune 5, 2024\n\nSecretary of State Amy "
    "Lowell spoke today with Turkish Foreign Minister Onur Erdal. The Secretary and the Foreign Minister discussed "
    "the grain corridor and the ceasefire negotiations in Geneva. They agreed to send experts to Ankara before "
    "the end of the year, and to remain in close contact on the humanitarian situation in the north of the country, "
    "where aid has been slow to arrive."
)
VISIT = (
    "Under Secretary of State Mark Hale traveled to Peru and Chile from 3 to 7 May 2024. He was accompanied by Director "
    "Ann Pike.\n\nIn Lima on 3 May, Under Secretary Hale met with Peruvian Foreign Minister Rosa Leal to discuss "
    "copper.\n\nIn Santiago on 6 May, Under Secretary Hale met with Chilean Finance Minister Juan Soto. On 7 May, Under "
    "Secretary Hale called on Chilean President Eva Mora."
)
LIST = (
    "Date: 4 March 2024\nVenue: Nairobi\n\nParticipants\nUnited States:\n"
    + "".join(f"{name}, Adviser, Department of Labor\n" for name in ("Ann Ash", "Bo Birch", "Cy Cole", "Di Dorn", "Ed Elm", "Flo Fir"))
    + "Kenya:\n"
    + "".join(f"{name}, Director, Ministry of Labour\n" for name in ("Gil Gum", "Hal Holm", "Ina Ivy", "Jo Juma", "Kip Koro", "Lea Lang"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "visits", "lines"),
    [
        pytest.param(CALL, 0, {"Amy Lowell": "delegation", "Onur Erdal": "counterpart"}, id="a call"),
        pytest.param(
            VISIT,
            1,
            {"Rosa Leal": "counterpart", "Juan Soto": "counterpart", "Eva Mora": "counterpart"},
            id="a visit",
        ),
        pytest.param(LIST, 0, {"Ann Ash": "delegation", "Lea Lang": "counterpart"}, id="a list"),
    ],
)
def test_a_readout_becomes_a_draft_in_a_few_presses(look, sign_in, editor, text, visits, lines):
    sign_in(editor)
    page = look("/read/")
    hands = Hands(page)
    started = time.monotonic()
    hands.counts["keys"] += 2  # Ctrl+V
    page.keyboard.insert_text(text)
    hands.click(page.get_by_role("button", name="Read it"))
    tick_all(page, hands)
    hands.click(page.get_by_role("button", name="Make the draft"))
    expect(page.get_by_text("Made as drafts")).to_be_visible()
    print(dict(hands.counts), f"{time.monotonic() - started:.1f} s")
    assert Visit.objects.count() == visits
    sides = dict(Participant.objects.values_list("official__name", "side"))
    assert sides.items() >= lines.items()
    assert hands.counts["clicks"] <= 16
    assert {meeting.publication for meeting in Meeting.objects.all()} == {"draft"}


def test_words_are_chosen_and_given_a_meaning_by_keys_alone(look, sign_in, editor):
    sign_in(editor)
    page = look("/read/")
    page.keyboard.insert_text(CALL + " Ann Pike took notes.")
    with page.expect_navigation():  # until the scripts listen
        page.get_by_role("button", name="Read it").click()
    words = page.locator(".words")
    words.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    chosen = page.get_by_label("Words (chosen above, or typed)").input_value()
    assert chosen
    page.keyboard.press("s")
    topics = page.get_by_role("group", name=f"Topic: {chosen}")
    expect(topics).to_have_count(1)
    expect(words).to_be_focused()
    page.keyboard.press("u")
    expect(topics).to_have_count(0)
    line = proposal(page, "Participant: Onur Erdal")
    line.get_by_role("checkbox").first.focus()
    page.keyboard.press("t")
    expect(line.get_by_label("Side")).to_have_value("third_party")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Participants")).to_have_count(2)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_draft_has_no_faults(read, viewport):
    page = read(viewport)
    assert sideways(page) <= 0
    words = page.locator(".words").bounding_box()
    assert words["y"] < page.locator("#draft").bounding_box()["y"] + 100  # beside the draft, or before it
    assert words["width"] > 300
    expect_no_barriers(page)


def test_pointing_shows_what_belongs_together(read):
    page = read()
    person = proposal(page, "Participant: Francisco Garduño Yáñez")
    mark = page.locator(".mark", has_text="INM Commissioner Dr. Francisco Garduño Yáñez and staff")
    for point in (person.hover, person.get_by_label("Title then").focus):
        page.locator("#stop-0").hover()
        expect(mark).not_to_contain_class("pointed")
        point()
        expect(mark).to_contain_class("of-participant pointed")
    for point in (mark.hover, mark.focus):
        page.locator(".words .mark").first.hover()
        expect(person).not_to_contain_class("pointed")
        point()
        expect(person).to_contain_class("pointed")
        expect(page.locator("#pointed-at")).to_contain_text("Participant: Francisco Garduño Yáñez")


def test_without_scripts_words_and_proposals_lead_to_each_other(
    browser, browser_context_args, live_server, sign_in, editor
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    sign_in(editor, context)
    page = context.new_page()
    page.goto(f"{live_server.url}/read/")
    page.get_by_label("Text of the account").fill(MEXICO.read_text())
    page.get_by_role("button", name="Read it").click()
    mark = page.locator(".mark", has_text="INM Commissioner Dr. Francisco Garduño Yáñez and staff")
    mark.click()
    person = proposal(page, "Participant: Francisco Garduño Yáñez")
    assert page.url.endswith(f"#{person.get_attribute('id')}")
    person.locator("a.quote").first.click()
    assert page.url.endswith(f"#{mark.get_attribute('id')}")
    tick_all(page, Hands(page))
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("Made as drafts")).to_be_visible()
    context.close()
