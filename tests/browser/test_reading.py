"""Reading an account in a real browser: from pasting it to what is published, and what it takes."""

import time
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from engagements.models import Meeting, Participant, Visit

from .conftest import DESKTOP, PHONE, Hands, barriers, sideways

MEXICO = Path(__file__).parents[3] / "shared/accounts/cbp-mexico-2021.txt"


@pytest.fixture(autouse=True)
def settings_of_the_office(settings):
    settings.HOME_COUNTRY = "US"
    settings.ZEAL_RAISE = False  # Django checks each chosen record of a form by a query of its own


@pytest.fixture
def read(look, sign_in, editor):
    """Return a function that opens the draft of the account."""
    sign_in(editor)

    def open_draft(viewport=DESKTOP, colours="light"):
        page = look("/read/", viewport, colours)
        page.get_by_label("Text of the account").fill(MEXICO.read_text())
        page.get_by_role("button", name="Read it").click()
        expect(page.get_by_role("heading", name="The draft")).to_be_visible()
        return page

    return open_draft


def proposal(page, what):
    return page.get_by_role("group", name=what, exact=True)


def mend(hands, field, text):
    """Click into a field and type something else in its place."""
    hands.click(field)
    hands.press("Control+a")
    hands.type(text)


def publish_all(hands):
    """Publish all that the list of the admin shows."""
    page = hands.page
    hands.click(page.get_by_label("Select all"))
    page.get_by_label("Action:").focus()
    hands.type("p")
    hands.click(page.get_by_role("button", name="Go"))
    expect(page.get_by_text("Published:")).to_be_visible()


def who_took_part(meetings):
    return set(
        Participant.objects.filter(meeting__in=meetings).values_list(
            "side", "official__name", "description", "meeting__format"
        )
    )


def test_from_the_account_to_what_is_published(look, sign_in, editor, record_property):
    sign_in(editor)
    page = look("/")
    hands = Hands(page)
    started = time.monotonic()
    hands.click(page.get_by_role("link", name="Read an account"))
    expect(page.get_by_label("Text of the account")).to_be_focused()
    hands.counts["keys"] += 2  # Ctrl+V
    page.keyboard.insert_text(MEXICO.read_text())
    hands.click(page.get_by_role("button", name="Read it"))

    for number in range(2):  # the visits named beside, which nobody has to have
        hands.click(
            proposal(page, f"Visit: Visit to {('Colombia', 'Panama')[number]}").get_by_role("checkbox").first
        )
        hands.click(page.locator(f"#stop-{number + 2}").get_by_role("checkbox"))
    hands.click(page.get_by_text("New in the directory"))
    for wrong, right in (
        ("irregular migrants", "irregular migration"),
        ("security issues", "security"),
        ("reintegrating migrants into the region", "reintegration of migrants"),
    ):
        mend(hands, page.get_by_role("group", name=f"{wrong} new").get_by_label("Name"), right)
    cbp = page.get_by_role("group", name="CBP new")
    mend(hands, cbp.get_by_label("Name"), "U.S. Customs and Border Protection")
    hands.press("Tab", "Tab")
    hands.type("ag")  # its kind
    inm = page.get_by_role("group", name="INM new")
    hands.click(inm.get_by_label("Kind"))
    hands.press("Escape")
    hands.type("ag")
    for wrong, right in (("San Luis Potosi", "San Luis Potosí"), ("Nuevo Leon", "Nuevo León")):
        mend(hands, page.get_by_role("group", name=f"{wrong} new").get_by_label("Name"), right)
    hands.click(page.get_by_role("button", name="Make the draft"))
    expect(page.get_by_text("Made as drafts")).to_be_visible()
    drafted = hands.counts.copy()
    where = page.locator(".breadcrumbs")
    hands.click(where.get_by_role("link", name="Visits"))
    publish_all(hands)
    hands.click(where.get_by_role("link", name="Engagements"))
    hands.click(page.get_by_role("main").get_by_role("link", name="Meetings", exact=True))
    publish_all(hands)
    taken = time.monotonic() - started

    visit = Visit.objects.get(title="Visit to Mexico by Troy Miller")
    assert set(Visit.objects.values_list("publication", flat=True)) == {"published"}
    assert set(Meeting.objects.values_list("publication", flat=True)) == {"published"}
    assert {str(one) for one in Meeting.objects.get(format="multilateral").topics.all()} == {
        "commerce",
        "irregular migration",
        "reintegration of migrants",
        "security",
    }
    made = Meeting.objects.filter(visit=visit)
    told = who_took_part(made)
    assert len(Participant.objects.all()) == 16
    known = set(made.values_list("pk", flat=True))
    call_command("load_example", verbosity=0)
    assert told == who_took_part(Meeting.objects.exclude(pk__in=known))

    for name, counts in (("draft", drafted), ("account", hands.counts)):
        for what, number in sorted(counts.items()):
            record_property(f"{name}_{what}", number)
        print(f"{name}: {dict(sorted(counts.items()))}")
    print(f"seconds, at the speed of the machine: {taken:.1f}")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_draft_has_no_faults(read, viewport):
    for colours in ("light", "dark"):
        page = read(viewport, colours)
        assert barriers(page) == [], colours
        assert sideways(page) <= 0


def test_pointing_shows_what_belongs_together(read):
    page = read()
    person = proposal(page, "Participant: Francisco Garduño Yáñez")
    mark = page.locator(".mark", has_text="INM Commissioner Dr. Francisco Garduño Yáñez and staff")
    for point in (person.hover, person.get_by_label("Title then").focus):
        page.locator("#stop-0").hover()
        expect(mark).not_to_have_class("mark likely of-participant pointed")
        point()
        expect(mark).to_have_class("mark likely of-participant pointed")
    for point in (mark.hover, mark.focus):
        page.locator(".words .mark").first.hover()
        expect(person).not_to_have_class("proposal likely pointed")
        point()
        expect(person).to_have_class("proposal likely pointed")
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
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("Made as drafts")).to_be_visible()
    context.close()
