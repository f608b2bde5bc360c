"""Every main page opens cleanly: wide and narrow, light and dark."""

import pytest
from playwright.sync_api import expect

from engagements.duplicates.finding import refresh_pairs
from engagements.models import ImportUpload, Meeting, Official, Organization, Outcome, Visit
from engagements.models.duplicate_pairs import MergeableKind
from tests.factories import CorrectionFactory, PlaceFactory, RemarkFactory, VisitFactory

from .conftest import DESKTOP, FONTS, PHONE, barriers, expect_boxes, expect_no_barriers, sideways

PAGES = {
    "dashboard": "/",
    "visits": "/visits/",
    "meetings": "/meetings/",
    "outcomes": "/outcomes/",
    "outcome-progress": "/outcomes/{outcome}/progress/",
    "officials": "/officials/",
    "organizations": "/organizations/",
    "filtered": "/meetings/?q=visa&country=MX&counterpart={official}&date_after=2021-12-01",
    "with-errors": "/meetings/?counterpart=nobody&country=Atlantis&sort=x",
    "nothing-found": "/meetings/?date_after=2021-12-09",
    "visit": "/visits/{visit}/",
    "meeting": "/meetings/{meeting}/",
    "official": "/officials/{official}/",
    "organization": "/organizations/{organization}/",
    "country": "/countries/MX/",
    "calendar": "/calendar/?month=2021-12",
    "calendar-empty": "/calendar/?week=2021-W50",
    "map": "/map/",
    "map-visits": "/map/?show=visits",
    "over-time": "/over-time/?by=topic",
    "network": "/network/",
    "network-officials": "/network/?by=officials",
    "facets": "/meetings/facets/",
    "who-met-whom": "/who-met-whom/",
    "relationship": "/relationship/?by_organization={organization}&with_official={official}",
    "briefing": "/relationship/briefing/?by_organization={organization}&with_official={official}",
    "saved-views": "/saved/",
    "read-account": "/read/",
    "account": "/accounts/",
    "admin": "/admin/",
    "admin-visits": "/admin/engagements/visit/",
    "admin-meetings": "/admin/engagements/meeting/?q=visa&publication__exact=published",
    "admin-visit-add": "/admin/engagements/visit/add/",
    "admin-visit": "/admin/engagements/visit/{visit}/change/",
    "admin-meeting-add": "/admin/engagements/meeting/add/?visit={visit}",
    "admin-meeting": "/admin/engagements/meeting/{meeting}/change/",
    "admin-official-add": "/admin/engagements/official/add/",
    "admin-official": "/admin/engagements/official/{official}/change/",
    "admin-organization-add": "/admin/engagements/organization/add/?_popup=1",
    "admin-official-delete": "/admin/engagements/official/{official}/delete/",
    "admin-history": "/admin/engagements/meeting/{meeting}/history/",
    "admin-state": "/admin/engagements/meeting/{meeting}/history/{act}/",
    "admin-compare": "/admin/engagements/meeting/{meeting}/history/compare/?before={act}&after=now",
    "admin-deleted": "/admin/engagements/visit/deleted/",
    "admin-undelete": "/admin/engagements/visit/deleted/{gone}/",
    "admin-sources": "/admin/engagements/source/",
    "admin-duplicates": "/admin/engagements/duplicatepair/",
    "admin-merge": "/admin/engagements/duplicatepair/official/{official}/{other}/",
    "admin-correct": "/admin/engagements/visit/{visit}/correct/",
    "admin-correction": "/admin/engagements/meeting/{meeting}/change/?correction={correction}",
    "admin-corrections": "/admin/engagements/correction/?queue=decide",
    "admin-remarks": "/admin/engagements/meeting/{meeting}/remarks/",
    "admin-remark-list": "/admin/engagements/remark/",
    "admin-import-add": "/admin/engagements/importupload/add/",
    "admin-import": "/admin/engagements/importupload/{upload}/change/",
}


@pytest.fixture
def upload(editor):
    """A sheet that somebody has uploaded, read and ready to be looked at."""
    row = {"made": 1, "changed": 0, "left": 0, "kept": 0}
    error = {"file": "trips.csv", "row": 3, "column": "day", "value": "31/02", "reason": "no date"}
    preview = {
        **{"rows_read": 2, "rows_left_out": 1, "changes_nothing": False, "notes": [], "row_count": 1},
        **{"counts": {"visit": row}, "error_count": 1, "errors": [error], "likenesses": []},
        "rows": [{"action": "made", "kind": "visit", "name": "Trip", "key": "1", "details": "", "rows": "2"}],
    }
    return ImportUpload.objects.create(
        user=editor, state="ready", files=["trips.csv"], mapping_name="trips.toml", preview=preview
    )


@pytest.fixture
def ids(example, upload):
    """The records of the example that have the most to show."""
    meeting = Meeting.objects.get(title__startswith="Summit")
    act = meeting.history.latest().act
    meeting.venue = "Palace"
    meeting.save()
    visit = VisitFactory(title="Called off")
    gone = visit.pk
    visit.delete()
    RemarkFactory(visit=None, meeting=meeting)
    PlaceFactory(name="Monterrey", country="")
    refresh_pairs(MergeableKind.PLACE)
    return {
        "act": act,
        "correction": CorrectionFactory(visit=None, meeting=meeting, note="As the press says.").pk,
        "gone": gone,
        "upload": upload.pk,
        "other": Official.objects.get(name="Ken Salazar").pk,
        "visit": Visit.objects.get(title__startswith="Visit to Mexico").pk,
        "meeting": meeting.pk,
        "official": Official.objects.get(name="Roberto Velasco").pk,
        "organization": Organization.objects.get(acronym="CBP").pk,
        "outcome": Outcome.objects.first().pk,
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_faults(name, look, sign_in, editor, ids):
    sign_in(editor)
    path = PAGES[name].format(**ids)
    for viewport in (DESKTOP, PHONE):
        page = look(path, viewport)
        assert page.url.endswith(path)  # and not the login page
        expect_boxes(page)
        assert sideways(page) <= 0
        expect_no_barriers(page)


@pytest.mark.parametrize("browser", FONTS, indirect=True)
def test_pages_are_no_wider_than_the_window(look, sign_in, editor, ids):
    sign_in(editor)
    too_wide = {}
    for name, path in PAGES.items():
        page = look(path.format(**ids))
        expect_boxes(page)
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)
            if (pixels := sideways(page)) > 0:
                too_wide[name, viewport["width"]] = pixels
    assert too_wide == {}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_login_page_has_no_faults(viewport, look):
    page = look("/accounts/login/", viewport)
    assert sideways(page) <= 0
    expect_no_barriers(page)


def test_a_user_signs_in_by_keyboard_alone(look, analyst):
    page = look("/accounts/login/")
    username = page.get_by_label("Username")
    for _ in range(5):  # a link that skips to the content may come first
        if username.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(username).to_be_focused()
    page.keyboard.type("analyst")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    cookies = {cookie["name"] for cookie in page.context.cookies()}
    assert "sessionid" in cookies


def test_a_wrong_password_is_told_in_words(look, analyst):
    page = look("/accounts/login/")
    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Please enter a correct username and password")).to_be_visible()
    assert barriers(page) == []
