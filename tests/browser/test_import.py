"""A first sheet of each shape comes in by the page, without a mapping being written."""

import time

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from engagements.imports import uploads
from engagements.models import ImportUpload
from tests.imports.shapes import SHAPES

from .conftest import DESKTOP, PHONE, Hands, barriers, sideways

pytestmark = pytest.mark.django_db(transaction=True)
MAX_CLICKS = 4  # with the mouse, the choice of the file counted


@pytest.fixture
def at_once(monkeypatch, settings, tmp_path):
    """Work in the server's own process: the database of a test is its own."""
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(uploads, "start_work", lambda upload: call_command("work_on_upload", str(upload.pk)))


@pytest.mark.usefixtures("at_once")
def test_sheets_of_all_shapes_come_in_with_a_few_clicks(editor, sign_in, look, page, record_property):
    sign_in(editor)
    hands = Hands(page)
    for name, shape in SHAPES.items():
        look("/admin/engagements/importupload/add/")
        start, before = time.monotonic(), hands.counts["clicks"]
        page.get_by_label("Sheets").set_input_files(
            files=[{"name": shape.name, "mimeType": "application/octet-stream", "buffer": shape.content}]
        )
        hands.counts["clicks"] += 1
        hands.click(page.get_by_role("button", name="Upload and preview"))
        hands.click(page.get_by_role("button", name="Read all rows"))
        hands.click(page.get_by_role("button", name="Import", exact=True))
        expect(page.get_by_text("Imported.")).to_be_visible()
        clicks = hands.counts["clicks"] - before
        record_property(name, f"{clicks} clicks, {time.monotonic() - start:.1f} s")
        assert clicks <= MAX_CLICKS
        counts = ImportUpload.objects.latest("pk").preview["counts"]
        assert {kind: count["made"] + count["left"] for kind, count in counts.items()} == shape.counts


@pytest.mark.usefixtures("at_once")
def test_meanings_are_chosen_by_the_keyboard_and_fit_a_phone(editor, sign_in, look, page):
    sign_in(editor)
    look("/admin/engagements/importupload/add/")
    shape = SHAPES["parliament"]
    page.get_by_label("Sheets").set_input_files(
        files=[{"name": shape.name, "mimeType": "text/csv", "buffer": shape.content}]
    )
    page.get_by_role("button", name="Upload and preview").press("Enter")
    meaning = page.get_by_label("Meaning of Capacity")
    expect(meaning).to_have_value("delegation.title")
    meaning.focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Look at ten rows").press("Enter")
    expect(page.get_by_label("Meaning of Capacity")).to_have_value("")
    expect(page.get_by_text("Rapporteur").nth(1)).to_have_count(0)
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        assert sideways(page) <= 0
    assert barriers(page) == []
