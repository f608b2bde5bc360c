"""A form that is sent after the session has ended: what was typed is not lost, and nothing is forged."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from engagements.models import SavedView, Visit
from tests.admin.page import add_page, change_page
from tests.factories import VisitFactory

pytestmark = pytest.mark.django_db
ORIGIN = {"headers": {"origin": "http://testserver"}}


@pytest.fixture
def browser(staff):
    """A browser that is as strict about forged requests as a real one meets it."""
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser)
    return browser


def sign_in(browser):
    token = hidden(browser.get(reverse("login")))["csrfmiddlewaretoken"][0]
    data = {"username": "staff", "password": "correct horse", "csrfmiddlewaretoken": token}
    assert browser.post(reverse("login"), data).status_code == 302


def end_session(browser):
    del browser.cookies["sessionid"]


def hidden(response):
    """What the form of a page would send, by name."""
    found = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', response.text):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def filled_in(browser, model="visit", **typed):
    page = add_page(browser, model).type(**typed)
    return page.address, {**page.data, **hidden(page.response), "_save": "1"}


def test_what_was_typed_survives_the_end_of_the_session(browser, staff):
    title = 'Über "Mexico" <b>&amp;</b>'
    address, data = filled_in(browser, title=title, purpose="one\r\ntwo", dates="unknown")
    end_session(browser)
    response = browser.post(address, data, **ORIGIN)
    assert response.status_code == 403
    assert "Your session has ended" in response.text
    assert "no-store" in response["Cache-Control"]
    sign_in(browser)  # on another page
    # The page is older than the new session, and so is refused once; then it is sent.
    response = browser.post(address, hidden(response), **ORIGIN)
    assert "You signed in after the form was opened, as <strong>staff</strong>" in response.text
    assert not Visit.objects.exists()
    assert browser.post(address, hidden(response), **ORIGIN).status_code == 302
    visit = Visit.objects.get()
    assert (visit.title, visit.purpose, visit.created_by) == (title, "one\r\ntwo", staff)


def test_form_that_was_open_while_one_signed_in_anew_is_handed_back(browser):
    address, data = filled_in(browser, title="Typed", dates="unknown")
    end_session(browser)
    sign_in(browser)
    response = browser.post(address, data, **ORIGIN)
    assert response.status_code == 403
    assert browser.post(address, hidden(response), **ORIGIN).status_code == 302
    assert Visit.objects.get().title == "Typed"


def test_change_that_somebody_made_meanwhile_is_still_told(browser):
    visit = VisitFactory(publication="draft", title="At first")
    page = change_page(browser, visit).type(title="Mine")
    data = {**page.data, **hidden(page.response), "_save": "1"}
    end_session(browser)
    response = browser.post(page.address, data, **ORIGIN)
    visit.title, visit.version = "Theirs", 2
    visit.save()
    sign_in(browser)
    response = browser.post(page.address, hidden(response), **ORIGIN)
    response = browser.post(page.address, hidden(response), **ORIGIN)
    assert response.status_code == 200
    assert "while you had it open" in response.text


def test_what_was_typed_outlives_the_deletion_of_the_record(browser):
    visit = VisitFactory(publication="draft", title="At first")
    page = change_page(browser, visit).type(title="Mine")
    data = {**page.data, **hidden(page.response), "_save": "1"}
    Visit.objects.get().delete()
    response = browser.post(page.address, data)
    assert response.status_code == 404
    assert "The record is not there any more" in response.text
    assert "conflict" not in response.text
    visit.save(force_insert=True)
    assert browser.post(page.address, hidden(response)).status_code == 302
    assert Visit.objects.get().title == "Mine"


def test_hidden_record_is_answered_like_one_that_is_not_there(client, staff):
    client.force_login(staff)
    hidden_one = VisitFactory(handling="restricted", title="Secret")
    texts = []
    for pk in (hidden_one.pk, 99):
        address = reverse("admin:engagements_visit_change", args=[pk])
        response = client.post(address, {"title": "Mine"})
        assert response.status_code == 404
        texts.append(re.sub(r'value="[^"]*"|' + address, "", response.text))
    assert texts[0] == texts[1]


def test_form_of_another_site_is_not_made_our_own(browser):
    address, data = filled_in(browser, title="Forged", dates="unknown")
    for token in ("", "x" * 64):
        for headers in ({"origin": "http://elsewhere.example"}, {"origin": "null"}, {}):
            response = browser.post(address, {**data, "csrfmiddlewaretoken": token}, headers=headers)
            assert response.status_code == 403
            assert "Forged" not in response.text
            assert "comes from another site" in response.text
    assert not Visit.objects.exists()


def test_files_are_named_as_they_can_not_be_kept(browser):
    address, data = filled_in(browser, title="Typed", dates="unknown")
    data |= {"attachments-TOTAL_FORMS": "1", "attachments-0-title": "Cable"}
    data["attachments-0-file"] = SimpleUploadedFile("cable <1>.txt", b"text")
    end_session(browser)
    response = browser.post(address, data, **ORIGIN)
    assert "Choose these once more: cable &lt;1&gt;.txt" in response.text
    assert hidden(response)["attachments-0-title"] == ["Cable"]


def test_forms_of_readers_are_kept_as_well(client, analyst):
    address = reverse("engagements:saved_new")
    response = client.post(address, {"name": "My trips", "list": "visit", "query": ""})
    assert response.status_code == 403
    client.force_login(analyst)
    assert hidden(response)["name"] == ["My trips"]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["login", "password_change", "second_factor_check", "admin:password_change", "admin:auth_user_add"],
)
def test_no_password_is_carried_on(client, address):
    browser = Client(enforce_csrf_checks=True)
    data = {"username": "staff", "password": "correct horse", "old_password": "correct horse"}
    for one in (client, browser):
        assert "correct horse" not in one.post(reverse(address), data, follow=True, **ORIGIN).text


def test_nothing_typed_leads_to_the_login(client):
    visit = VisitFactory()
    for page, data in (("change", {}), ("delete", {"post": "yes"})):
        response = client.post(reverse(f"admin:engagements_visit_{page}", args=[visit.pk]), data)
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_is_told_so_instead_of_led_to_the_login(client, method):
    address = reverse("engagements:suggest", args=["official"])
    response = getattr(client, method)(address, headers={"sec-fetch-dest": "empty"})
    assert (response.status_code, response.content) == (401, b"")
    response = client.get(address, headers={"sec-fetch-dest": "document"})
    assert response.url.startswith(reverse("login"))
