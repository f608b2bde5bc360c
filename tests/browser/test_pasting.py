"""A pasted list of people becomes lines of a form, to be looked at."""

import time

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting, Official
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    VisitFactory,
)

from .conftest import DESKTOP, PHONE, Hands, barriers, sideways

MAIL = """Dear colleagues,
1. Dr. Francisco Garduño Yáñez, Commissioner, National Migration Institute and staff
2. Ms Ana Torres, Director General, Ministry of Trade of Mexico
3. HORACIO DUARTE OLIVARES, GENERAL ADMINISTRATOR, Mexican Customs
4. Roberto Velasko, Director General for North America, Ministry of Foreign Affairs of Mexico
5. Luis Pérez, Adviser, Ministry of Trade of Mexico
6. Governor, Government of Coahuila
7. private industry
8. Kim Min-jun, Counsellor, World Bank
9. أحمد علي، وزير المالية، وزارة المالية
10. Jane Doe <jane@example.org>, Director, World Bank"""


pytestmark = pytest.mark.usefixtures("queries_of_forms")


@pytest.fixture
def form(look, sign_in, staff):
    sign_in(staff)
    visit = VisitFactory(publication="draft")
    return lambda viewport=DESKTOP: look(f"/admin/engagements/meeting/add/?visit={visit.pk}", viewport)


def test_ten_participants_are_pasted_from_a_mail(form, record_property):
    known = AppointmentFactory(official=OfficialFactory(name="Francisco Garduño Yáñez")).official
    near = OfficialFactory(name="Roberto Velasco")
    page = form()
    hands = Hands(page)
    hands.click(page.locator("#counterpart-0 .select2-selection").first)
    expect(page.get_by_role("searchbox", name="Official")).to_be_focused()
    begun = time.monotonic()
    hands.paste(MAIL)
    expect(
        page.get_by_text("10 lines made: look at them. 1 question to answer. 1 line left here")
    ).to_be_visible()
    seconds = time.monotonic() - begun
    expect(page.locator("#counterpart-group .pasting textarea")).to_have_value("Dear colleagues,")
    expect(page.get_by_role("button", name="Use Roberto Velasco")).to_be_focused()
    hands.press("Enter")
    hands.send("Control+Enter")
    lines = Meeting.objects.get().participants.filter(side="counterpart")
    assert [(str(line.official or ""), line.title, str(line.organization or "")) for line in lines] == [
        (str(known), "Commissioner", "National Migration Institute"),
        ("Ms Ana Torres", "Director General", "Ministry of Trade of Mexico"),
        ("Horacio Duarte Olivares", "General Administrator", "Mexican Customs"),
        (str(near), "Director General for North America", "Ministry of Foreign Affairs of Mexico"),
        ("Luis Pérez", "Adviser", "Ministry of Trade of Mexico"),
        ("", "Governor", "Government of Coahuila"),
        ("", "", ""),
        ("Kim Min-jun", "Counsellor", "World Bank"),
        ("أحمد علي", "وزير المالية", "وزارة المالية"),
        ("Jane Doe", "Director", "World Bank"),
    ]
    assert (lines[0].note, lines[6].description) == ("and staff", "private industry")
    assert Official.objects.count() == 8
    for what, number in hands.counts.items():
        record_property(what, number)
    record_property("seconds", round(seconds, 2))
    print(dict(hands.counts), round(seconds, 2))


def test_a_pasted_native_name_comes_into_the_directory(form):
    page = form()
    hands = Hands(page)
    hands.click(page.locator("#counterpart-0 .select2-selection").first)
    hands.paste(
        "Wang Yi (王毅), Minister, Ministry of Foreign Affairs\nAna Torres, Director, Ministry of Trade"
    )
    expect(page.get_by_text("2 lines made")).to_be_visible()
    hands.send("Control+Enter")
    assert Official.objects.get(name="Wang Yi").native_name == "王毅"


def test_a_delegation_is_pasted_and_lines_without_a_name_stay_in_the_box(look, sign_in, staff):
    sign_in(staff)
    page = look(f"/admin/engagements/visit/{VisitFactory(publication='draft').pk}/change/")
    group = page.locator("#members-group")
    group.get_by_text("Paste a list").click()
    group.locator(".pasting textarea").fill("Ana Torres, Envoy\nGovernor of Coahuila")
    group.get_by_role("button", name="Make lines").click()
    expect(group.locator(".pasting textarea")).to_have_value("Governor of Coahuila")
    expect(page.locator("#id_members-0-title")).to_have_value("Envoy")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_lines_of_a_list_fit_and_have_no_barriers(form, viewport):
    OfficialFactory(name="Roberto Velasco")
    page = form(viewport)
    group = page.locator("#counterpart-group")
    group.get_by_text("Paste a list").click()
    group.locator(".pasting textarea").fill(MAIL)
    group.get_by_role("button", name="Make lines").click()
    expect(page.get_by_text("10 lines made")).to_be_visible()
    assert sideways(page) == 0
    assert barriers(page) == []


def test_whom_the_visit_met_is_a_line_at_a_press(look, sign_in, staff):
    sign_in(staff)
    meeting = MeetingFactory(publication="draft", visit=VisitFactory(publication="draft"))
    meeting.participants.create(
        side="counterpart", official=OfficialFactory(name="Tom Ward"), title="Minister"
    )
    page = look(f"/admin/engagements/meeting/add/?visit={meeting.visit_id}&after={meeting.pk}")
    page.get_by_text("Whom this visit met: 1").click()
    page.get_by_role("button", name="Tom Ward, Minister").click()
    expect(page.locator("#id_counterpart-0-title")).to_have_value("Minister")
    expect(page.locator("#counterpart-0 .select2-selection").first).to_contain_text("Tom Ward")
    assert barriers(page) == []


def test_posts_are_pasted_into_the_form_of_their_organization(look, sign_in, staff):
    sign_in(staff)
    organization = OrganizationFactory(name="Ministry of Trade", acronym="MT")
    known = OfficialFactory(name="Ana Torres")
    page = look(f"/admin/engagements/organization/{organization.pk}/change/")
    group = page.locator("#appointments-group")
    group.get_by_text("Paste a list").click()
    people = (
        "Ana Torres, Minister, Ministry of Trade",
        "Luis Pérez, Director, Department of Customs",
        "staff",
    )
    group.locator(".pasting textarea").fill("\n".join(people))
    group.get_by_role("button", name="Make lines").click()
    expect(group.locator(".pasting textarea")).to_have_value("staff")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert [(str(post.official), post.title) for post in organization.appointments.order_by("pk")] == [
        (str(known), "Minister"),
        ("Luis Pérez", "Director, Department of Customs"),
    ]
