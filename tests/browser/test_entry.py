"""Entry in the admin with real keys and clicks: the whole account by hand, and what makes it quick."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from engagements.models import Official, Organization, Visit

from .conftest import Hands

TOPICS = (
    "irregular migration",
    "air environment",
    "legitimate trade and travel",
    "visa requirements",
    "commerce",
    "security",
    "reintegration of migrants",
)
ACCOUNT = "Account of the visit to Mexico by the Senior Official serving as Commissioner"
HOME = "United States of A"
NEXT = "Control+Shift+Enter"


@pytest.fixture(autouse=True)
def queries_of_forms(settings):
    """Django checks each chosen record of a form by a query of its own."""
    settings.ZEAL_RAISE = False


def values(records, *fields):
    return [tuple(map(str, line)) for line in records.values_list(*fields)]


def written_down(visits):
    """Return all that is held of ``visits``, in words: two that say the same are equal."""
    return {
        visit.title: {
            "visit": [
                str(getattr(visit, name))
                for name in ("when", "dates", "visit_type", "progress", "purpose", "publication", "handling")
            ],
            "sent by": str(visit.organization),
            "stops": sorted(values(visit.stops, "place__name", "place__country", "start_date", "end_date")),
            "members": values(visit.members, "official__name", "title", "organization__name", "role"),
            "topics": sorted(values(visit.topics, "name")),
            "sources": sorted(values(visit.sources, "title", "publisher", "published_on")),
            "related": sorted(values(visit.related_visits, "title")),
            "meetings": {meeting.title: meeting_written_down(meeting) for meeting in visit.meetings.all()},
        }
        for visit in visits
    }


def meeting_written_down(meeting):
    return {
        "meeting": [
            str(getattr(meeting, name))
            for name in ("when", "dates", "format", "progress", "place", "summary", "publication", "handling")
        ],
        "participants": values(
            meeting.participants,
            *("side", "official__name", "title", "organization__name", "description", "note", "role"),
            "title_source__title",
        ),
        "outcomes": values(meeting.outcomes, "kind", "text", "progress"),
        "topics": sorted(values(meeting.topics, "name")),
        "sources": sorted(values(meeting.sources, "title")),
    }


def directory(officials, organizations):
    names = ("name", "honorific", "sort_name", "native_name", "aliases")
    posts = ("appointments__title", "appointments__organization__name", "appointments__acting")
    return (
        sorted(values(officials, *names, *posts)),
        sorted(values(organizations, "name", "acronym", "native_name", "aliases", "kind", "country")),
    )


def add_organization(hands, name, acronym="", native="", kind="", country=HOME, aliases=""):
    with hands.added(name) as window:  # the cursor is in the first empty field, the acronym
        window.type(acronym)
        window.tab()
        window.type(native)
        window.tab()
        window.type(kind)
        window.tab()
        window.type(country)
        if aliases:
            window.tab(2)
            window.type(aliases)


@contextmanager
def new_official(hands, name, sort_name, title, honorific="", aliases=""):
    """Add an official; inside, the cursor is where the organization of the post is to be given."""
    with hands.added(name) as window:  # the cursor is in the first empty field, the honorific
        window.type(honorific)
        window.tab(2)
        window.type(sort_name)
        window.tab(2)
        window.type(aliases)
        window.tab(2)
        window.type(title)
        window.tab()
        yield window


def enter_visit(hands):
    page = hands.page
    hands.type("Visit to Mexico by the head of CBP")
    hands.tab()
    hands.type("2021-12-06")
    hands.tab()
    hands.type("2021-12-08")
    hands.tab(2)
    add_organization(hands, "U.S. Customs and Border Protection", "CBP", kind="ag")
    hands.tab(4)  # past the pencil, type and progress
    hands.type("To meet Mexican officials and governors in Mexico City and Monterrey.")
    hands.tab()
    for topic in TOPICS:
        with hands.added(topic):
            pass
    hands.tab()
    with hands.added(ACCOUNT) as window:
        window.type("U.S. Customs and Border Protection")
        window.tab(2)
        window.type("2022-10-03")
    with hands.added("Another account of the same visit"):
        pass
    hands.tab(2)
    hands.type("p")  # published
    hands.click(page.locator("#stops-0 .select2-selection"))
    for place in ("Mexico City", "Monterrey"):
        with hands.added(place) as window:
            window.type("Mex")
        hands.press("Enter")
    hands.press("Enter")  # past the line that is left empty
    title = "Senior Official Performing the Duties of the Commissioner"
    with new_official(hands, "Troy Miller", "Miller, Troy", title, aliases="SOPDOC Miller") as window:
        window.choose("cbp", "U.S. Customs and Border Protection")
        window.press("Space")  # acting
    expect(page.locator("#id_members-0-title")).to_have_value(title)
    hands.tab(3)
    hands.type("h")  # head
    hands.click(page.locator(".fieldBox.field-related_visits .select2-selection"))
    for country in ("Colombia", "Panama"):
        with hands.added(f"Trip to {country}") as window:
            enter_earlier_trip(window, country)


def enter_earlier_trip(hands, country):
    hands.tab(2)
    hands.type("n")  # dates not known
    hands.tab()
    hands.choose("cbp", "U.S. Customs and Border Protection")
    hands.tab(3)
    hands.type("To strengthen relations with partners in the region.")
    hands.tab(2)
    hands.choose("account of the visit", ACCOUNT)
    hands.tab()
    hands.type("p")
    with hands.window(click=hands.page.locator("#add_id_stops-0-place")) as window:
        window.tab()
        window.type(country)
    hands.press("Enter", "Enter")
    hands.choose("miller", "Troy Miller")
    hands.tab()
    hands.choose("cbp", "U.S. Customs and Border Protection")
    hands.type("h")


def start_meeting(hands, title, topics, summary, multilateral=False, place=""):
    """Fill in the upper half of the form and go to the line of the first counterpart."""
    page = hands.page
    expect(page.locator("#id_title")).to_be_focused()
    hands.type(title)
    hands.tab(4)
    if multilateral:
        hands.type("m")
    hands.tab(2)
    if place:
        hands.choose(*place)
    hands.tab(2)
    for term, topic in topics:
        hands.choose(term, topic, "Enter")
    hands.tab()
    # Of the sources of the visit, this meeting is in the first one alone.
    other = page.locator(".fieldBox.field-sources .select2-selection__choice", has_text="Another account")
    hands.click(other.locator(".select2-selection__choice__remove"))
    hands.tab()
    hands.type(summary)
    hands.tab(2)
    hands.type("p")
    hands.click(page.locator("#counterpart-0 .select2-selection").first)


def filled(hands, line, title):
    """Wait until the post of the official is there."""
    expect(hands.page.locator(f"#id_{line}-title")).to_have_value(title)


def enter_meetings(hands):
    page = hands.page
    start_meeting(
        hands,
        "Troy Miller with the Commissioner of the INM",
        [("irreg", "irregular migration"), ("air", "air environment")],
        "On the present flows of irregular migrants, and the work under way to meet them.",
    )
    name, native = "National Migration Institute", "Instituto Nacional de Migración"
    with new_official(
        hands, "Francisco Garduño Yáñez", "Garduño Yáñez, Francisco", "Commissioner", "Dr."
    ) as window:
        add_organization(window, name, "INM", native, "ag", "Mex")
    filled(hands, "counterpart-0", "Commissioner")
    hands.tab(4)
    hands.type("and staff")
    hands.press("Enter", "Enter", "Enter")
    hands.type("r")  # a request
    hands.tab()
    hands.type(
        "More support in key areas, above all the air environment, which irregular migrants use "
        "to reach the southwestern border."
    )
    hands.send(NEXT)

    start_meeting(
        hands,
        "Troy Miller with the General Administrator of Mexican Customs",
        [("legit", "legitimate trade and travel")],
        "On making legitimate trade and travel across the southwest border easier.",
    )
    with new_official(
        hands, "Horacio Duarte Olivares", "Duarte Olivares, Horacio", "General Administrator"
    ) as window:
        add_organization(window, "Mexican Customs", "", "Aduanas", "ag", "Mex")
    filled(hands, "counterpart-0", "General Administrator")
    hands.tab()
    hands.press("Enter", "Enter", "Enter")
    hands.type("c")  # a commitment
    hands.tab()
    hands.type("To go on working together.")
    hands.send(NEXT)

    start_meeting(
        hands,
        "Troy Miller with the Director General for North America",
        [("visa", "visa requirements"), ("irreg", "irregular migration")],
        "On visa requirements for migrants, as far as they bear on CBP's work at the border.",
    )
    with new_official(
        hands, "Roberto Velasco", "Velasco, Roberto", "Director General for North America"
    ) as window:
        native = "Secretaría de Relaciones Exteriores"
        add_organization(window, "Ministry of Foreign Affairs of Mexico", "SRE", native, "mini", "Mex")
    hands.click(page.locator("#accompanying-0 .select2-selection").first)
    with new_official(
        hands, "Stephanie Syptak-Ramnath", "Syptak-Ramnath, Stephanie", "Deputy Chief of Mission"
    ) as window:
        add_organization(window, "Embassy of the United States in Mexico", kind="miss")
    filled(hands, "accompanying-0", "Deputy Chief of Mission")
    hands.send(NEXT)

    start_meeting(
        hands,
        "Summit with the governors of north-eastern Mexico",
        [
            ("comm", "commerce"),
            ("irreg", "irregular migration"),
            ("secu", "security"),
            ("reint", "reintegration of migrants"),
        ],
        "A regional summit: commerce in north-eastern Mexico, irregular migration, and the security of both "
        "countries; also how chances in the region's economy can bring migrants back into it.",
        multilateral=True,
        place=("monterrey", "Monterrey, Mexico"),
    )
    for state in ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León"):
        hands.tab()
        hands.type("Governor")
        hands.tab()
        add_organization(hands, f"Government of {state}", kind="sub", country="Mex", aliases=state)
        hands.tab()
        hands.press("Enter")
    hands.press("Enter")
    for description in ("international organizations", "private industry"):
        hands.tab(3)
        hands.type(description)
        hands.press("Enter")
    hands.click(page.locator("#accompanying-0 .select2-selection").first)
    with new_official(hands, "Ken Salazar", "Salazar, Ken", "Ambassador to Mexico") as window:
        window.choose("embassy", "Embassy of the United States in Mexico")
    filled(hands, "accompanying-0", "Ambassador to Mexico")
    hands.tab()
    hands.press("Enter")
    with new_official(hands, "Thea Lee", "Lee, Thea", "Deputy Assistant Secretary") as window:
        add_organization(window, "U.S. Department of Labor", "DOL", kind="mini")
    filled(hands, "accompanying-1", "Deputy Assistant Secretary")
    hands.tab(4)
    hands.type("Another account of the same visit gives another rank.")
    hands.tab()
    hands.press("Enter")  # unfolds the rest of the line
    hands.tab(4)
    hands.choose("account of the visit", ACCOUNT)
    hands.send("Control+Enter")


def test_the_whole_account_is_entered_by_hand(look, sign_in, editor, record_property):
    sign_in(editor)
    page = look("/")
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Add a visit"))
    expect(page.locator("#id_title")).to_be_focused()
    enter_visit(hands)
    visit_alone = hands.counts.copy()
    hands.send(NEXT)
    expect(page.get_by_text("is saved. Now a meeting of it")).to_be_visible()
    enter_meetings(hands)
    expect(page.get_by_text("was added successfully")).to_be_visible()

    entered = Visit.objects.order_by("pk"), Official.objects.all(), Organization.objects.all()
    by_hand = written_down(entered[0]), directory(*entered[1:])
    known = [set(records.values_list("pk", flat=True)) for records in entered]
    call_command("load_example", verbosity=0)
    loaded = [
        model.objects.exclude(pk__in=pks)
        for model, pks in zip((Visit, Official, Organization), known, strict=True)
    ]
    assert by_hand[0] == written_down(loaded[0])
    assert by_hand[1] == directory(*loaded[1:])

    for name, counts in (("visit", visit_alone), ("account", hands.counts)):
        for what, number in sorted(counts.items()):
            record_property(f"{name}_{what}", number)
        print(f"{name}: {dict(sorted(counts.items()))}")
