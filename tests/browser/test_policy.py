"""No page asks for what the Content-Security-Policy forbids: not those of readers, not the admin's."""

import pytest
from django.urls import NoReverseMatch, reverse

from engagements.models import Meeting, Official, Organization, Place, Source, Topic, Visit
from tests.addresses import ADDRESSES, DETAILS

from .conftest import barriers

# In the page from its start; a violation is also an error on the console, which `faults` sees.
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
# Leave the page, or are no page.
NOT_LOOKED_AT = {"logout", "admin:logout", "admin:jsi18n", "healthz", "second_factor_begin"}


@pytest.fixture
def violations(page):
    page.add_init_script(WATCH)
    return lambda: page.evaluate("window.violations")


def address_of(name):
    """Return the address of that name; "" where it needs to know of which record."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


# What programs get is no page, and a browser asks for an icon of it.
DATA = ("/api/v1/", "/api/schema/")
PAGES = sorted(
    address
    for address in map(address_of, ADDRESSES.keys() - NOT_LOOKED_AT)
    if address and not address.startswith(DATA)
)
MODELS = (Visit, Meeting, Official, Organization, Place, Source, Topic)


def test_every_page_that_needs_no_record_keeps_to_the_policy(
    page, client, live_server, violations, sign_in, administrator, example
):
    sign_in(administrator)
    client.force_login(administrator)
    for address in PAGES:
        answer = client.get(address)
        # The browser asks for an icon of what is no page, and the console tells of what is refused.
        if answer.status_code < 400 and answer["Content-Type"].startswith("text/html"):
            page.goto(live_server.url + address)
            page.wait_for_load_state("networkidle")
            assert violations() == [], address


def test_every_page_of_a_record_keeps_to_the_policy(
    page, live_server, violations, sign_in, administrator, example
):
    sign_in(administrator)
    for model in MODELS:
        name, record = model._meta.model_name, model.objects.first()
        pages = [one for one in DETAILS if one == f"engagements:{name}_detail"]
        pages += [f"admin:engagements_{name}_{ending}" for ending in ("change", "history")]
        for address in [reverse(page_name, args=[record.pk]) for page_name in pages]:
            page.goto(live_server.url + address)
            page.wait_for_load_state("networkidle")
            assert violations() == [], address


def test_asking_before_deleting_keeps_to_the_policy(
    page, live_server, violations, sign_in, administrator, example
):
    sign_in(administrator)
    place = Place.objects.first()
    page.goto(live_server.url + reverse("admin:engagements_place_delete", args=[place.pk]))
    assert violations() == []


def test_what_is_typed_and_chosen_in_a_form_keeps_to_the_policy(
    page, live_server, violations, sign_in, administrator, example
):
    sign_in(administrator)
    meeting = Meeting.objects.first()
    page.goto(live_server.url + reverse("admin:engagements_meeting_change", args=[meeting.pk]))
    for link in page.locator(".add-row a").all():
        link.click()
    box = page.locator(".select2-selection").first
    box.scroll_into_view_if_needed()
    box.click()
    page.keyboard.type("mex")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Escape")
    assert violations() == []


def test_the_second_factor_is_drawn_within_the_policy(page, live_server, violations, sign_in, analyst):
    sign_in(analyst)
    page.goto(live_server.url + reverse("second_factor"))
    page.get_by_role("button", name="Set it up").click()
    drawn = page.locator("svg.segno path").first.bounding_box()
    assert drawn["width"] > 100
    assert barriers(page) == []
    assert violations() == []


def test_the_watch_sees_a_violation(page, live_server, violations, faults, sign_in, analyst):
    sign_in(analyst)
    page.goto(live_server.url)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
    assert len(violations()) == 2
    faults.clear()
