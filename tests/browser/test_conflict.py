"""The second of two editors, in a browser: is told, sees both versions, and chooses."""

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting

from .conftest import DESKTOP, PHONE, barriers, expect_boxes, sideways


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_second_editor_sees_both_versions_and_saves_over_the_other(look, sign_in, editor, example, viewport):
    meeting = Meeting.objects.get(title__startswith="Summit")
    sign_in(editor)
    page = look(f"/admin/engagements/meeting/{meeting.pk}/change/", viewport)
    meeting.title, meeting.version = "Summit, theirs", meeting.version + 1
    meeting.save()
    page.get_by_label("Title:", exact=True).fill("Summit, mine")
    page.locator("[name=_save]:visible").first.click()
    conflict = page.get_by_role("region", name="while you had it open")
    expect(conflict.get_by_role("row", name="Title")).to_contain_text("Summit, theirs")
    expect(conflict.get_by_role("row", name="Title")).to_contain_text("Summit, mine")
    expect(page.get_by_label("Title:", exact=True)).to_have_value("Summit, mine")
    expect_boxes(page)
    assert barriers(page) == []
    assert sideways(page) <= 0
    conflict.get_by_role("button", name="Save mine over it").click()
    page.wait_for_url("**/meeting/")
    meeting.refresh_from_db()
    assert meeting.title == "Summit, mine"
