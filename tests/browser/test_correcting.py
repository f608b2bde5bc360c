"""A correction goes its round, in a browser: staff send it, an editor sees both versions and takes it."""

import pytest
from playwright.sync_api import expect

from engagements.models import Correction, Meeting

from .conftest import DESKTOP, PHONE, barriers, expect_boxes, expect_no_barriers, sideways


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_staff_send_a_correction_and_an_editor_takes_it(look, sign_in, staff, editor, example, viewport):
    meeting = Meeting.objects.get(title__startswith="Summit")
    sign_in(staff)
    page = look(meeting.get_absolute_url(), viewport)
    page.get_by_role("link", name="Suggest a correction").click()
    expect_boxes(page)
    assert barriers(page) == []
    assert sideways(page) <= 0
    page.get_by_label("Title:", exact=True).fill("Summit of the governors")
    page.get_by_label("Why:").fill("The programme says so.")
    page.get_by_role("button", name="Send the correction").click()
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    expect(page.get_by_role("status")).to_contain_text("is sent")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Summit with the governors")

    sign_in(editor)
    page = look("/", viewport)
    page.get_by_role("link", name="1 correction").click()
    page.get_by_role("link", name="Summit with the governors").click()
    correction = page.get_by_role("region", name="Correction by staff")
    expect(correction).to_contain_text("The programme says so.")
    expect(correction.get_by_role("row", name="Title")).to_contain_text("Summit with the governors")
    expect(correction.get_by_role("row", name="Title")).to_contain_text("Summit of the governors")
    expect(page.get_by_label("Title:", exact=True)).to_have_value("Summit of the governors")
    expect_boxes(page)
    assert barriers(page) == []
    assert sideways(page) <= 0
    correction.get_by_role("button", name="Take the correction").click()
    page.wait_for_url("**/meeting/")
    meeting.refresh_from_db()
    assert meeting.title == "Summit of the governors"
    assert Correction.objects.get().status == "taken"

    sign_in(staff)
    page = look("/", viewport)
    page.get_by_role("link", name="1 correction").click()
    expect(page.get_by_role("row", name="Summit with the governors")).to_contain_text("taken")
    assert barriers(page) == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_remarks_are_told_of_and_not_printed(look, sign_in, editor, example, viewport):
    meeting = Meeting.objects.get(title__startswith="Summit")
    sign_in(editor)
    page = look(meeting.get_absolute_url(), viewport)
    page.get_by_role("link", name="Remarks: 0").click()
    page.get_by_label("Remark:").fill("@nobody which hotel?")
    page.get_by_role("button", name="Add remark").click()
    expect(page.get_by_text("Nobody of this name may edit the record: “@nobody”.")).to_be_visible()
    page.get_by_label("Remark:").fill("Which hotel?")
    page.get_by_role("button", name="Add remark").click()
    remark = page.get_by_text("Which hotel?")
    expect(remark).to_be_visible()
    assert sideways(page) <= 0
    expect_no_barriers(page)
    page.emulate_media(media="print")
    expect(remark).to_be_hidden()
