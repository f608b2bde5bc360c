"""Drafting from a readout in a real browser: from pasting it to what is published, and what it takes."""

# ruff: noqa: E501 (readouts are read more easily on one line)

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engagements.models import (
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Place,
    Stop,
    Topic,
    Visit,
)

from .conftest import DESKTOP, PHONE, Hands, expect_no_barriers, sideways
from .test_entry import NEXT, values

MEXICO = Path(__file__).parents[3] / "shared/accounts/cbp-mexico-2021.txt"


@pytest.fixture(autouse=True)
def settings_of_the_office(settings, queries_of_forms):
    settings.HOME_COUNTRY = "US"


@pytest.fixture
def read(look, sign_in, editor):
    """Return a function that opens the draft of the readout."""
    sign_in(editor)

    def open_draft(viewport=DESKTOP):
        page = look("/read/", viewport)
        page.get_by_label("Text of the readout").fill(MEXICO.read_text())
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
    "Secretary Hale called on Chilean President Eva Mora in Santiago."
)
LIST = (
    "Date: 4 March 2024\nVenue: Nairobi\n\nParticipants\nUnited States:\n"
    + "".join(f"{name}, Adviser, Department of Labor\n" for name in ("Ann Ash", "Bo Birch", "Cy Cole", "Di Dorn", "Ed Elm", "Flo Fir"))
    + "Kenya:\n"
    + "".join(f"{name}, Director, Ministry of Labour\n" for name in ("Gil Gum", "Hal Holm", "Ina Ivy", "Jo Juma", "Kip Koro", "Lea Lang"))
)  # fmt: skip


def read_on_the_page(hands, text):
    page = hands.page
    hands.counts["keys"] += 2  # Ctrl+V
    page.keyboard.insert_text(text)
    hands.click(page.get_by_role("button", name="Read it"))
    tick_all(page, hands)
    hands.click(page.get_by_role("button", name="Make the draft"))
    expect(page.get_by_text("Made as drafts")).to_be_visible()


def enter_day(hands, day):
    """Type the day of a meeting and go on to its format; what the title is, its participants tell."""
    expect(hands.page.locator("#id_title")).to_be_focused()
    hands.tab()
    hands.type(day)
    hands.tab()
    if hands.page.locator("#id_end_date").input_value():  # the form brings the days of the visit along
        hands.press("Delete")
    hands.tab()
    hands.type("ex")
    hands.tab()


def enter_place(hands, town, country):
    hands.add(town)
    hands.type(country)
    hands.press("Enter")


def enter_call(hands):
    enter_day(hands, "2024-06-05")
    hands.type("ca")
    hands.tab(4)
    hands.add("grain corridor")
    hands.add("ceasefire negotiations in Geneva")
    hands.type_list("delegation", ["Amy Lowell, Secretary of State, Department of State"])
    hands.type_list("counterpart", ["Onur Erdal, Foreign Minister, Ministry of Foreign Affairs"])
    hands.send("Control+Enter")


def enter_visit(hands):
    page = hands.page
    hands.type("Visit to Chile and Peru by Mark Hale")
    hands.tab()
    hands.type("2024-05-03")
    hands.tab()
    hands.type("2024-05-07")
    hands.tab(2)
    with page.expect_response("**/proposal/**"):
        hands.add("Department of State")
    hands.press("Enter")
    hands.click(page.locator("#stops-0 .select2-selection"))
    for town, country in (("Lima", "PE"), ("Santiago", "CL")):
        enter_place(hands, town, country)
        hands.press("Enter")
    hands.type_list(
        "members", ["Mark Hale, Under Secretary of State, Department of State", "Ann Pike, Director"]
    )
    hands.click(page.locator("#id_members-0-role"))
    hands.type("h")
    hands.press("Enter")
    hands.send(NEXT)
    for day, met_as, town, who in (
        ("2024-05-03", "", "Lima", "Rosa Leal, Foreign Minister, Ministry of Foreign Affairs"),
        ("2024-05-06", "", "Santiago", "Juan Soto, Finance Minister, Ministry of Finance"),
        ("2024-05-07", "co", "Santiago", "Eva Mora, President"),
    ):
        enter_day(hands, day)
        hands.type(met_as)
        hands.tab(2)
        hands.choose(town.lower(), town)
        if town == "Lima":
            hands.tab(2)
            hands.add("copper")
        # The form brings the whole delegation along; by the readout the head alone met them.
        hands.click(page.locator("#delegation-1 .inline-deletelink"))
        hands.type_list("counterpart", [who])
        hands.send("Control+Enter" if met_as else NEXT)


def enter_list(hands):
    enter_day(hands, "2024-03-04")
    hands.tab(2)
    enter_place(hands, "Nairobi", "KE")
    ours, theirs = LIST.partition("States:\n")[2].split("Kenya:\n")
    for side, lines in (("delegation", ours), ("counterpart", theirs)):
        hands.click(hands.page.locator(f"#{side}-0 .select2-selection").first)
        hands.paste(lines)
        expect(hands.page.locator(f"#{side}-group").get_by_text("6 lines made")).to_have_count(1)
    hands.send("Control+Enter")


def all_written_down():
    """Return who was where, met whom and when, in words: two that say the same are equal."""
    title, organization = "title", "organization__name"
    return (
        [
            values(Visit.objects.all(), "title", "start_date", "end_date", "dates", organization),
            values(Stop.objects.order_by("place__name"), "place__name", "place__country"),
            values(DelegationMember.objects.order_by("pk"), "official__name", title, organization, "role"),
        ],
        [
            (
                values(Meeting.objects.filter(pk=meeting.pk), "start_date", "dates", "format", "place__name"),
                sorted(values(meeting.participants, "side", "official__name", title, organization)),
                sorted(values(meeting.topics, "name")),
            )
            for meeting in Meeting.objects.order_by("start_date")
        ],
    )


@pytest.mark.parametrize(
    ("text", "model", "enter"),
    [
        pytest.param(CALL, Meeting, enter_call, id="a call"),
        pytest.param(VISIT, Visit, enter_visit, id="a visit"),
        pytest.param(LIST, Meeting, enter_list, id="a list of twelve"),
    ],
)
def test_a_readout_takes_fewer_clicks_and_keys_by_the_page_than_by_the_admin(
    look, sign_in, editor, record_property, text, model, enter
):
    """The same is entered both ways, by the shortest way known; the page notes the source besides."""
    sign_in(editor)
    presses, entered = [], []
    for way, address in (("page", "/read/"), ("admin", f"/admin/engagements/{model._meta.model_name}/add/")):
        hands = Hands(look(address))
        started = time.monotonic()
        if way == "page":
            read_on_the_page(hands, text)
        else:
            expect(hands.page.locator("#id_title")).to_be_focused()
            enter(hands)
        for what, number in {**hands.counts, "seconds": round(time.monotonic() - started, 1)}.items():
            record_property(f"{way}_{what}", number)
            print(way, what, number)
        presses.append(hands.counts.total())
        entered.append(all_written_down())
        assert {meeting.publication for meeting in Meeting.objects.all()} == {"draft"}
        for kept in (Meeting, Visit, Official, Organization, Place, Topic):
            kept.objects.all().delete()
    assert entered[0] == entered[1]
    assert presses[0] < presses[1]


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
    for point in (person.hover, person.get_by_label("Title at the time").focus):
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
    page.get_by_label("Text of the readout").fill(MEXICO.read_text())
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
