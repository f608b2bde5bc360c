"""Contact details: who sees, finds, exports, imports and merges them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from engagements.models import ContactDetail, Official
from tests.admin.page import change_page
from tests.exports.test_exports import rows_of
from tests.factories import (
    ContactDetailFactory,
    OfficialFactory,
    OrganizationFactory,
    meeting_between,
)
from tests.history.test_merge import merge, undo
from tests.imports.sheets import Imports

pytestmark = pytest.mark.django_db

ADDRESS = "ann@example.org"


@pytest.fixture
def ann():
    official = OfficialFactory(name="Ann Able")
    ContactDetailFactory(official=official, value=ADDRESS, note="private office")
    ContactDetailFactory(official=official, kind="mobile", value="+52 (55) 12-34")
    return official


@pytest.fixture
def writer(make_user):
    """Staff of an office that keeps contact details from them."""
    user = make_user("writer", is_staff=True)
    allowed = Permission.objects.filter(group__name="Staff").exclude(content_type__model="contactdetail")
    user.user_permissions.set(allowed)
    return user


def test_pages_show_them_to_those_alone_who_may_see_them(client, ann, staff, analyst, writer):
    office = OrganizationFactory()
    ContactDetailFactory(organization=office, kind="website", value="https://example.org/office")
    ContactDetailFactory(organization=office, kind="website", value="javascript:alert(1)")
    for user, shown in ((staff, True), (analyst, False), (writer, False)):
        client.force_login(user)
        page = client.get(ann.get_absolute_url()).text
        assert ('href="mailto:ann@example.org"' in page) is shown
        assert ('href="tel:+521234"' in page.replace("5512", "12")) is shown
        page = client.get(office.get_absolute_url()).text
        assert ('href="https://example.org/office"' in page) is shown
        assert 'href="javascript' not in page


def test_they_are_entered_with_the_official_and_brought_back(client, ann, staff, writer):
    client.force_login(staff)
    page = change_page(client, ann)
    page.add("contact_details", kind="email", value="no address")
    assert "Enter a valid email address." in page.press().text
    page = change_page(client, ann).add("contact_details", kind="email", value=ADDRESS)
    assert "Please correct the duplicate" in page.press().text
    change_page(client, ann).add("contact_details", kind="phone", value="1").press()
    assert ann.contact_details.count() == 3
    history = reverse("admin:engagements_official_history", args=[ann.pk])
    assert ADDRESS in client.get(history).text
    client.force_login(writer)
    assert ADDRESS not in client.get(history).text
    assert "contact_details-TOTAL_FORMS" not in client.get(page.address).text
    change_page(client, ann).type(notes="New").press()
    ann.refresh_from_db()
    assert ann.notes == "New"
    assert ann.contact_details.count() == 3


def test_a_deleted_official_is_brought_back_with_them(client, ann, editor):
    client.force_login(editor)
    pk = ann.pk
    client.post(reverse("admin:engagements_official_delete", args=[pk]), {"post": "yes"})
    assert not ContactDetail.objects.exists()
    address = reverse("admin:engagements_official_undelete", args=[pk])
    page = client.get(address)
    client.post(address, {"seen": page.context["seen"]})
    assert set(Official.objects.get(pk=pk).contact_details.values_list("value", flat=True)) == {
        ADDRESS,
        "+52 (55) 12-34",
    }


@pytest.mark.parametrize("words", ["ann@example.org", "private office", "55 12", "551234", "Ann example"])
def test_who_may_see_them_finds_by_them(client, ann, staff, analyst, words):
    OfficialFactory(name="Ann Other")
    for user, found in ((staff, [ann]), (analyst, [])):
        client.force_login(user)
        assert list(client.get("/officials/", {"q": words}).context["page"].object_list) == found
    client.force_login(staff)
    listed = client.get(reverse("admin:engagements_official_changelist"), {"q": words})
    assert list(listed.context["cl"].queryset) == [ann]
    client.force_login(analyst)
    assert "Ann Able" not in client.get("/search/", {"q": words}).text


def test_the_search_of_everything_finds_whose_they_are(client, ann, staff):
    client.force_login(staff)
    (group,) = client.get("/search/", {"q": "551234"}).context["groups"]
    assert group.heading == "Contact details"
    (result,) = group.results
    assert (result.name, result.detail) == ("Ann Able", "mobile phone: +52 (55) 12-34")


def test_exports_have_the_column_for_those_alone_who_may_see_them(client, ann, staff, analyst):
    client.force_login(staff)
    (row,) = rows_of(client, "/officials/", "csv")
    assert ADDRESS in row["contact_details"]
    assert ADDRESS in row["data"]
    client.force_login(analyst)
    for kind in ("officials", "organizations"):
        for row in rows_of(client, f"/{kind}/", "json"):
            assert "contact_details" not in row
            assert "contact_details" not in row.get("data", "")


def test_calendars_name_attendees_for_those_alone_who_may_see_them(client, ann, staff, analyst):
    meeting = meeting_between(counterpart=ann)
    ContactDetailFactory(official=ann, value="not imported as an address")
    client.force_login(staff)
    text = client.get("/meetings/", {"export": "ics"}).getvalue().decode()
    assert text.replace("\r\n ", "").count('ATTENDEE;CN="Ann Able":mailto:ann@example.org') == 1
    assert "not imported" not in text
    client.force_login(analyst)
    assert b"ATTENDEE" not in client.get("/meetings/", {"export": "ics"}).getvalue()
    assert meeting.participants.count() == 2


def test_they_follow_the_official_that_is_kept(client, ann, editor, writer):
    other = OfficialFactory(name="Anne Able")
    ContactDetailFactory(official=other, value=ADDRESS)
    ContactDetailFactory(official=other, value="anne@example.org")
    client.force_login(editor)
    made = merge(client, ann, other)
    assert set(ann.contact_details.values_list("value", flat=True)) == {
        ADDRESS,
        "+52 (55) 12-34",
        "anne@example.org",
    }
    undo(client, made)
    assert ContactDetail.objects.filter(official=other.pk).count() == 2


def test_an_import_needs_the_permission(tmp_path, ann, staff, writer):
    imports = Imports(tmp_path)
    mapping = '[contactdetail]\nofficial = "{who}"\nkind = "email"\nvalue = "{mail}"\n'
    imports.sheet("Ann Able,ann.able@example.org", heading="who,mail", mapping=mapping)
    assert ann.contact_details.filter(value="ann.able@example.org").count() == 1
    path = imports.file(["who,mail", "Ann Able,nothing"], "b.csv")
    assert "Enter a valid email address." in imports.refused(path, mapping=mapping)
    path = imports.file(["who,mail", "Ann Able,a@example.org"], "c.csv")
    assert "you may not see contact details" in imports.refused(path, mapping=mapping, user="writer")
    imports.run(path, mapping=mapping, user="staff")
    assert ann.contact_details.filter(value="a@example.org").exists()
