"""Entry in the admin with real keys and clicks: the whole account by hand, and what makes it quick."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from engagements.models import Meeting, Official, Organization, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    TopicFactory,
    VisitFactory,
)

from .conftest import DESKTOP, PHONE, Hands, expect_boxes

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
NEXT = "Control+Shift+Enter"


pytestmark = pytest.mark.usefixtures("queries_of_forms")


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


def add_organization(hands, name, acronym="", native="", kind="", country="", aliases=""):
    """Add an organization; ``kind`` and ``country`` are what the name and the visit do not tell."""
    with hands.page.expect_response("**/proposal/**"):
        hands.add(name)  # the cursor is in the first empty field, the acronym
    hands.type(acronym)
    if native or kind or country or aliases:
        hands.tab()
        hands.type(native)
    if kind or country or aliases:
        hands.tab()
        hands.type(kind)
        hands.tab()
        hands.type(country)
    if aliases:
        hands.tab()
        hands.type(aliases)
    hands.press("Enter")


def add_official(hands, name, sort_name, title, honorific="", aliases="", acting=False):
    """Add an official in the post of ``title``; the cursor is where the organization is to be given."""
    hands.add(name)  # the cursor is in the first empty field
    hands.type(sort_name)
    if honorific or aliases:
        hands.tab()
        hands.type(honorific)
    if aliases:
        hands.tab(2)
        hands.type(aliases)
    hands.press("Enter")
    hands.type(title)
    hands.press("ArrowDown", *(["ArrowDown"] if acting else []))
    hands.tab()


def enter_visit(hands):
    page = hands.page
    hands.type("Visit to Mexico by the head of CBP")
    hands.tab()
    hands.type("2021-12-06")
    hands.tab()
    hands.type("2021-12-08")
    hands.tab(2)
    add_organization(hands, "U.S. Customs and Border Protection", "CBP")
    hands.tab(3)  # past type, progress and what was added
    hands.type("To meet Mexican officials and governors in Mexico City and Monterrey.")
    hands.tab()
    for topic in TOPICS:
        hands.add(topic)
    hands.tab()
    hands.add(ACCOUNT)
    hands.type("U.S. Customs and Border Protection")
    hands.tab()
    hands.type("2022-10-03")
    hands.press("Enter")
    hands.add("Another account of the same visit")
    hands.press("Enter")
    hands.tab(4)  # past the related visits and what was added
    hands.type("p")  # published
    hands.click(page.locator("#stops-0 .select2-selection"))
    for place in ("Mexico City", "Monterrey"):
        hands.add(place)
        hands.type("MX")
        hands.press("Enter", "Enter")
    hands.press("Enter")  # past the line that is left empty
    title = "Senior Official Performing the Duties of the Commissioner"
    add_official(hands, "Troy Miller", "Miller, Troy", title, aliases="SOPDOC Miller", acting=True)
    hands.choose("cbp", "U.S. Customs and Border Protection")
    hands.type("h")  # head
    hands.click(page.locator(".fieldBox.field-related_visits .select2-selection"))
    for country in ("Colombia", "Panama"):
        add_earlier_trip(hands, country)


def add_earlier_trip(hands, country):
    """Add a trip within the form: its sender, head and publication are those of the visit."""
    hands.add(f"Trip to {country}")
    hands.add(country)  # the cursor is in the box of places
    hands.tab(5)  # past the dates, which are not known, the sender and the head
    hands.type("To strengthen relations with partners in the region.")
    hands.tab()
    hands.choose("account of the visit", ACCOUNT)
    hands.press("Enter")


def start_meeting(hands, title, topics, summary, multilateral=False, place="", is_first=False):
    """Fill in the upper half of the form and go to the line of the first counterpart.

    The next meeting has sources and publication of the one before.
    """
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
    if is_first:  # of the sources of the visit, these meetings are in the first one alone
        other = page.locator(".fieldBox.field-sources .select2-selection__choice", has_text="Another account")
        hands.click(other.locator(".select2-selection__choice__remove"))
    hands.tab()
    hands.type(summary)
    if is_first:
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
        is_first=True,
    )
    name, native = "National Migration Institute", "Instituto Nacional de Migración"
    add_official(hands, "Francisco Garduño Yáñez", "Garduño Yáñez, Francisco", "Commissioner", "Dr.")
    add_organization(hands, name, "INM", native)
    hands.tab()
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
    add_official(hands, "Horacio Duarte Olivares", "Duarte Olivares, Horacio", "General Administrator")
    add_organization(hands, "Mexican Customs", "", "Aduanas")
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
    add_official(hands, "Roberto Velasco", "Velasco, Roberto", "Director General for North America")
    native = "Secretaría de Relaciones Exteriores"
    add_organization(hands, "Ministry of Foreign Affairs of Mexico", "SRE", native)
    hands.click(page.locator("#accompanying-0 .select2-selection").first)
    add_official(hands, "Stephanie Syptak-Ramnath", "Syptak-Ramnath, Stephanie", "Deputy Chief of Mission")
    add_organization(hands, "Embassy of the United States in Mexico")
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
    states = ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León")
    hands.type_list("counterpart", [f"Governor, Government of {state}" for state in states])
    hands.type_list("third_party", ["international organizations", "private industry"])
    hands.click(page.locator("#accompanying-0 .select2-selection").first)
    add_official(hands, "Ken Salazar", "Salazar, Ken", "Ambassador to Mexico")
    hands.choose("embassy", "Embassy of the United States in Mexico")
    hands.press("Enter")
    add_official(hands, "Thea Lee", "Lee, Thea", "Deputy Assistant Secretary")
    add_organization(hands, "U.S. Department of Labor", "DOL")
    hands.tab()
    hands.type("Another account of the same visit gives another rank.")
    hands.tab()
    hands.press("Enter")  # unfolds the rest of the line
    hands.tab()
    hands.choose("account of the visit", ACCOUNT)
    hands.send("Control+Enter")


def test_the_whole_account_is_entered_by_hand(look, sign_in, editor, record_property):
    sign_in(editor)
    page = look("/")
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Add visit"))
    expect(page.locator("#id_title")).to_be_focused()
    enter_visit(hands)
    visit_alone = hands.counts.copy()
    hands.send(NEXT)
    expect(page.get_by_text("is saved. Now a meeting of it")).to_be_visible()
    enter_meetings(hands)
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert hands.counts["keys"] < 200
    assert page.context.pages == [page]  # nothing opened a window

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


@pytest.fixture
def open_form(look, sign_in, staff):
    """Return a function that opens the form of an admin's address and gives the hands on it."""
    sign_in(staff)

    def open_at(path):
        page = look(f"/admin/engagements/{path}")
        if "/add/" in path:
            expect(page.locator("form :focus")).to_be_visible()
        return Hands(page)

    return open_at


def test_a_meeting_is_entered_by_keyboard_alone(open_form):
    visit = VisitFactory()
    TopicFactory(name="visa requirements")
    AppointmentFactory(official=OfficialFactory(name="Roberto Velasco"), title="Director General")
    member = AppointmentFactory(official=OfficialFactory(name="Troy Miller"), title="Commissioner")
    visit.members.create(official=member.official, title=member.title, organization=member.organization)

    hands = open_form(f"meeting/add/?visit={visit.pk}")
    hands.type("On visas")
    hands.tab(8)  # dates, format, progress, place, venue
    hands.choose("visa", "visa requirements", "Enter")
    hands.tab(2)
    hands.type("What was said.")
    hands.tab(3)  # the time of day stays folded
    hands.tab(2)
    filled(hands, "delegation-0", "Commissioner")
    hands.press("Enter", "Enter", "Enter")  # past both lines of the delegation, and who accompanies it
    hands.choose("velasco", "Roberto Velasco")
    filled(hands, "counterpart-0", "Director General")
    hands.press("Enter", "Enter", "Enter")
    hands.type("r")
    hands.tab()
    hands.type("More visas")
    hands.send("Control+Enter")

    assert hands.counts["clicks"] == 0
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.visit, meeting.summary) == ("On visas", visit, "What was said.")
    assert values(meeting.participants, "side", "official__name", "title") == [
        ("delegation", "Troy Miller", "Commissioner"),
        ("counterpart", "Roberto Velasco", "Director General"),
    ]
    assert values(meeting.outcomes, "kind", "text") == [("request", "More visas")]
    assert meeting.topics.get().name == "visa requirements"


def test_an_official_brings_the_post_of_the_day_and_never_overwrites_what_was_typed(open_form):
    visit = VisitFactory(publication="draft")  # on 6 December 2021
    official = OfficialFactory(name="Ken Salazar")
    AppointmentFactory(official=official, title="Senator", start_date="2005-01-03", end_date="2009-01-20")
    then = AppointmentFactory(official=official, title="Ambassador", start_date="2021-09-14")
    AppointmentFactory(official=OfficialFactory(name="Thea Lee"), title="Deputy Under Secretary")
    hands = open_form(f"visit/{visit.pk}/change/")
    page = hands.page
    title = page.locator("#id_members-0-title")

    hands.click(page.locator("#members-0 .field-official .select2-selection"))
    hands.choose("salazar", "Ken Salazar", "Enter")
    expect(title).to_have_value("Ambassador")
    expect(page.locator("#members-0 .field-organization .select2-selection")).to_contain_text(
        then.organization.name
    )
    hands.choose("thea", "Thea Lee")
    expect(title).to_have_value("Deputy Under Secretary")
    hands.type("As it was printed")  # what was there is selected
    hands.press("Shift+Tab")
    hands.choose("salazar", "Ken Salazar")
    hands.send("Control+Enter")
    assert values(visit.members, "official__name", "title") == [("Ken Salazar", "As it was printed")]


def test_who_types_faster_than_the_answers_chooses_what_was_typed(open_form):
    for name in ("air environment", "commerce", "visa requirements"):
        TopicFactory(name=name)
    hands = open_form("visit/add/")
    page = hands.page
    hands.click(page.locator(".fieldBox.field-topics .select2-selection"))
    expect(hands.suggestion).to_have_text("air environment")  # as nothing is typed yet
    hands.type("visa")
    hands.press("Enter")  # at once
    expect(page.locator(".field-topics .select2-selection__choice")).to_have_text("×visa requirements")


def test_tab_leaves_a_box_in_which_nothing_was_typed(open_form):
    TopicFactory(name="commerce")
    hands = open_form("visit/add/")
    page = hands.page
    hands.click(page.locator(".fieldBox.field-organization .select2-selection"))
    hands.tab()
    expect(page.locator("#id_visit_type")).to_be_focused()
    expect(page.locator("#id_organization")).to_have_value("")


def test_a_box_says_that_the_session_has_ended(open_form, faults):
    hands = open_form("meeting/add/")
    page = hands.page
    page.context.clear_cookies()
    page.locator("#counterpart-0 .select2-selection").first.focus()
    hands.type("velasco")
    expect(page.locator(".select2-results__message")).to_contain_text("If your session has ended, sign in")
    hands.press("Enter", "Escape")
    group = page.locator("#counterpart-group")
    group.get_by_text("Paste a list").click()
    group.locator(".pasting textarea").fill("Jane Roe, Minister")
    group.get_by_role("button", name="Make lines").click()
    expect(group.get_by_text("Your session has ended. Copy the list")).to_be_visible()
    faults.clear()


def test_tab_that_adds_leads_to_the_first_field_to_fill_in(open_form):
    hands = open_form("visit/add/")
    page = hands.page
    page.locator("#id_stops-0-place ~ .select2 .select2-selection").focus()
    hands.search("Atlantis", "Add “Atlantis” …")
    hands.tab()
    expect(page.locator(".new-entry-row").get_by_label("Country")).to_be_focused()


def test_the_down_arrow_opens_a_box(open_form):
    hands = open_form("visit/add/")
    page = hands.page
    page.locator(".fieldBox.field-organization .select2-selection").focus()
    hands.press("ArrowDown")
    expect(page.locator(".select2-dropdown .select2-search__field")).to_be_focused()


def test_enter_that_ends_a_sign_of_an_input_method_stays_in_the_line(open_form):
    hands = open_form("meeting/add/")
    title = hands.page.locator("#id_counterpart-0-title")
    title.focus()
    title.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(title).to_be_focused()


def test_a_new_entry_stays_below_its_line_when_a_form_comes_back(open_form):
    OfficialFactory(name="Francisco Garduño Yáñez")
    hands = open_form("visit/add/")
    page = hands.page
    page.locator("#id_members-0-official ~ .select2 .select2-selection").focus()
    hands.add("Fransisco Gardunyo Yanez", below="Francisco Garduño Yáñez")
    hands.send("Control+Enter")
    line = page.locator("#members-0")
    expect(line.locator("details.new-entry")).to_have_count(0)
    expect(page.locator("#members-0 + .new-entry-row details.new-entry")).to_be_visible()
    expect(line.locator("> td").last.get_by_role("button", name="Remove")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_has_the_focus_is_never_under_the_bar_that_saves(look, sign_in, editor, viewport):
    sign_in(editor)
    member = MemberFactory()
    page = look(f"/admin/engagements/visit/{member.visit.pk}/change/", viewport)
    expect_boxes(page)
    page.locator("#id_title").focus()
    covered = []
    while page.evaluate("document.activeElement.name") != "_save":
        page.keyboard.press("Tab")
        field, bar = (page.locator(target).last.bounding_box() for target in (":focus", ".submit-row"))
        if bar["y"] + bar["height"] > field["y"] + 1 and field["y"] + field["height"] > bar["y"] + 1:
            covered.append(page.evaluate("document.activeElement.id"))
    assert covered[:-1] == []  # the last is the button


def test_there_is_always_an_empty_line(open_form):
    hands = open_form("meeting/add/")
    page = hands.page
    third_parties = page.locator("#third_party-group .dynamic-third_party")
    expect(third_parties).to_have_count(1)
    hands.click(page.locator("#id_third_party-0-description"))
    hands.type("industry")
    expect(third_parties).to_have_count(2)
    hands.press("Enter")
    expect(third_parties.nth(1).locator(".select2-selection").first).to_be_focused()
    hands.type("some")  # a closed box opens
    expect(hands.suggestion).to_have_count(0)
    hands.press("Escape")
    expect(third_parties).to_have_count(2)


def test_a_missing_topic_is_added_from_its_box_and_one_that_is_there_is_not_offered_again(open_form):
    TopicFactory(name="Commerce")
    hands = open_form("visit/add/")
    page = hands.page
    hands.click(page.locator(".fieldBox.field-topics .select2-selection"))
    hands.search("commerce", "Commerce")
    expect(page.get_by_role("option", name="Add “")).to_have_count(0)
    hands.press("Tab", "Shift+Tab")
    hands.add("fisheries")
    expect(page.locator(".field-topics .select2-selection__choice")).to_have_text(["×Commerce", "×fisheries"])
    expect(page.get_by_role("searchbox", name="Topics")).to_be_focused()
    page.locator("#id_title").fill("Visit")
    page.locator("#id_start_date").fill("2021-12-06")
    hands.send("Control+Enter")
    assert sorted(values(Visit.objects.get().topics, "name")) == [("Commerce",), ("fisheries",)]


def test_a_person_of_almost_the_same_name_is_pointed_out_before_a_second_one_is_made(open_form):
    known = AppointmentFactory(official=OfficialFactory(name="Francisco Garduño Yáñez"), title="Commissioner")
    hands = open_form("meeting/add/")
    page = hands.page
    hands.click(page.locator("#counterpart-0 .select2-selection").first)
    hands.add("Fransisco Gardunyo Yanez", below="Francisco Garduño Yáñez")
    hands.send("Control+Enter")
    entry = page.locator("details.new-entry")
    expect(entry).to_contain_text("Francisco Garduño Yáñez (Commissioner")
    expect(entry.get_by_label("This is a different official")).not_to_be_checked()
    expect(entry.get_by_role("button", name="Use this one")).to_be_focused()
    hands.press("Enter")
    expect(entry).to_have_count(0)
    expect(page.locator("#id_counterpart-0-official")).to_have_value(str(known.official_id))
    assert Official.objects.count() == 1


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    open_form, browser, sign_in, administrator, faults
):
    meeting = MeetingFactory(title="Talks", publication="draft")
    hands = open_form(f"meeting/{meeting.pk}/change/")
    page = hands.page
    with browser.new_context() as elsewhere:
        sign_in(administrator, elsewhere)
        other = elsewhere.new_page()
        other.goto(page.url)
        other.locator("#id_venue").fill("The palace")
        with other.expect_navigation():
            other.keyboard.press("Control+Enter")

    hands.click(page.locator("#id_summary"))
    hands.type("Mine")
    hands.send("Control+Enter")
    expect(page.locator(".errorlist.nonfield")).to_contain_text("administrator changed this record on")
    expect(page.locator("#id_summary")).to_have_value("Mine")
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.summary) == ("The palace", "")

    with page.expect_navigation():
        page.get_by_role("button", name="Save mine over it").first.press("Enter")
    meeting.refresh_from_db()
    assert meeting.summary == "Mine"


def test_the_exact_name_comes_first_and_tab_takes_no_other(open_form):
    other, exact = (OfficialFactory(name=name) for name in ("Kenji Hayashi Kishida", "Kenji Kishida Hayashi"))
    post = AppointmentFactory(official=exact, title="Consul", start_date="2020-01-01")
    hands = open_form(f"visit/{VisitFactory(publication='draft').pk}/change/")
    page, box = hands.page, hands.page.locator("#members-0 .field-official .select2-selection")
    hands.click(box)
    hands.type("kenji kishida hayashi")
    hands.tab()  # at once
    expect(page.locator("#id_members-0-official")).to_have_value(str(exact.pk))
    hands.click(box)
    hands.type("kenji")
    expect(
        page.get_by_role("option", name=f"Kenji Kishida Hayashi Consul, {post.organization}")
    ).to_be_visible()
    page.keyboard.press("Escape")
    namesake = OfficialFactory(name=other.name)
    hands.click(box)
    hands.type("kenji hayashi kishida")
    expect(page.get_by_role("option", name=other.name)).to_have_count(2)
    expect(hands.suggestion).to_have_count(0)  # a person has to tell them apart
    hands.tab()
    expect(page.get_by_role("option", name=other.name)).to_have_count(2)
    hands.press("ArrowDown", "ArrowDown", "Enter")
    expect(page.locator("#id_members-0-official")).to_have_value(str(namesake.pk))


def test_an_answer_to_less_than_was_typed_since_chooses_nothing(open_form):
    _, exact = (OfficialFactory(name=name) for name in ("Kenji Hayashi Kishida", "Kenji Kishida Hayashi"))
    hands = open_form(f"visit/{VisitFactory(publication='draft').pk}/change/")
    page = hands.page
    hands.click(page.locator("#members-0 .field-official .select2-selection"))
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    hands.type("kenji")
    with page.expect_response("**/autocomplete/**=kenji&**"):
        page.clock.run_for(300)  # the box asks when nobody types for a moment
    hands.type(" kishida hayashi")
    hands.tab()
    page.clock.resume()  # the answer that is there is shown, and all of it asked
    expect(page.locator("#id_members-0-official")).to_have_value(str(exact.pk))


@pytest.mark.parametrize("is_chosen_early", [True, False])
def test_who_was_gone_to_by_the_arrows_stays_marked_when_an_answer_comes(open_form, is_chosen_early):
    _, namesake = (OfficialFactory(name="Kenji Hayashi Kishida") for _ in range(2))
    hands = open_form(f"visit/{VisitFactory(publication='draft').pk}/change/")
    page = hands.page
    hands.click(page.locator("#members-0 .field-official .select2-selection"))
    held = []
    page.route("**/autocomplete/**kishida&**", lambda route: held.append(route))
    hands.type("kenji hayashi")
    expect(page.get_by_role("option", name=namesake.name)).to_have_count(2)
    with page.expect_request("**/autocomplete/**kishida&**"):
        hands.type(" kishida")
    hands.tab()
    hands.press("ArrowDown", "ArrowDown")
    if is_chosen_early:
        hands.press("Enter")
    with page.expect_response("**/autocomplete/**kishida&**"):
        held[0].continue_()
    if not is_chosen_early:
        expect(hands.suggestion).to_have_count(1)
        hands.press("Enter")
    expect(page.locator("#id_members-0-official")).to_have_value(str(namesake.pk))


def test_another_official_on_a_saved_line_brings_their_own_title_and_that_can_be_undone(open_form):
    line = MeetingFactory(publication="draft").participants.create(
        side="counterpart", official=OfficialFactory(name="Ann Reed"), title="Minister"
    )
    post = AppointmentFactory(official=OfficialFactory(name="Tom Ward"), title="Director")
    OfficialFactory(name="Eve Nobody")
    hands = open_form(f"meeting/{line.meeting_id}/change/")
    page, title = hands.page, hands.page.locator("#id_counterpart-0-title")
    hands.click(page.locator("#counterpart-0 .select2-selection[aria-label=Official]"))
    hands.choose("tom ward", "Tom Ward")
    expect(title).to_have_value("Director")
    expect(page.locator("#id_counterpart-0-organization")).to_have_value(str(post.organization_id))
    expect(page.get_by_text("“Minister” was said of another official: filled in anew.")).to_be_visible()
    hands.press("Control+z")
    expect(title).to_have_value("Minister")
    hands.click(page.locator("#counterpart-0 .select2-selection[aria-label=Official]"))
    hands.choose("eve", "Eve Nobody")
    expect(title).to_have_value("")
    expect(page.get_by_text("“Minister” was said of another official: cleared.")).to_be_visible()
    page.get_by_role("button", name="Put back").click()
    hands.send("Control+Enter")
    assert values(line.meeting.participants, "official__name", "title") == [("Eve Nobody", "Minister")]


def test_a_letter_typed_right_after_a_press_of_the_mouse_counts(open_form):
    """The box takes the focus a moment after it opened: here, the moment does not come."""
    hands = open_form("visit/add/")
    hands.page.clock.install(time=0)
    hands.page.clock.pause_at(1000)
    hands.click(hands.page.locator(".field-organization .select2-selection").first)
    hands.type("Ken")
    expect(hands.page.locator(".select2-search__field:focus")).to_have_value("Ken")
    hands.page.clock.resume()
