"""A session that ends while somebody types: what was typed is sent after signing in on another page."""

from engagements.models import Visit

from .conftest import barriers


def test_what_was_typed_is_sent_after_signing_in_again(look, sign_in, staff, context, faults):
    sign_in(staff)
    page = look("/admin/engagements/visit/add/")
    page.get_by_label("Title:", exact=True).fill("Typed")
    page.get_by_label("Date precision").select_option("unknown")
    context.clear_cookies(name="sessionid")
    page.locator("[name=_save]:visible").first.click()
    page.get_by_text("Your session has ended").wait_for()
    assert barriers(page) == []
    with context.expect_page() as opened:
        page.get_by_role("link", name="Sign in on another page").click()
    opened.value.get_by_label("Username").fill("staff")
    opened.value.get_by_label("Password").fill("correct horse")
    opened.value.keyboard.press("Enter")
    opened.value.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.get_by_role("button", name="Send what I typed").click()
    page.get_by_text("You signed in after the form was opened").wait_for()
    page.get_by_role("button", name="Send what I typed").click()
    page.wait_for_url("**/visit/")
    assert Visit.objects.get().title == "Typed"
    faults.clear()  # both refusals are in the console
