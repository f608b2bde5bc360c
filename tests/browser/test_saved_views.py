"""Saving a view and taking a file away, as a person does it in a browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagements.models import SavedView

from .conftest import DESKTOP, PHONE, barriers, expect_no_barriers, sideways


@pytest.fixture
def view(analyst):
    view = SavedView.objects.create(owner=analyst, name="Held", list="meeting", query="progress=held")
    view.start_feed(timezone.localdate())
    return view


@pytest.mark.parametrize("path", ["/saved/", "/saved/{}/", "/saved/{}/delete/", "/accounts/"])
def test_a_page_has_no_faults(path, look, sign_in, analyst, view):
    sign_in(analyst)
    for viewport in (DESKTOP, PHONE):
        page = look(path.format(view.pk), viewport)
        assert sideways(page) <= 0
        expect_no_barriers(page)


def test_a_view_is_saved_and_found(look, sign_in, analyst, example):
    sign_in(analyst)
    page = look("/meetings/?country=MX")
    page.get_by_text("Save or share").click()
    assert barriers(page) == []
    page.get_by_label("Name", exact=True).fill("Mexico")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as “Mexico”")).to_be_visible()
    page.get_by_role("link", name="Saved views").click()
    page.get_by_role("link", name="Mexico", exact=True).click()
    expect(page.get_by_role("link", name="Remove filter Country: Mexico")).to_be_visible()


def test_a_list_is_taken_away_as_a_file(look, sign_in, analyst, example):
    sign_in(analyst)
    page = look("/meetings/?country=MX")
    with page.expect_download() as download:
        page.get_by_role("navigation", name="Export").get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.startswith("meetings-")
    assert "Summit with the governors" in download.value.path().read_text(encoding="utf-8-sig")
