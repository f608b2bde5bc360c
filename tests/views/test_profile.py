"""What users say about themselves."""

import pytest

from engagements.models import Organization, Profile
from tests.factories import OrganizationFactory
from tests.history.test_merge import merge, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, analyst):
    analyst.email = "analyst@example.org"
    analyst.save()
    client.force_login(analyst)
    return client


def test_organization_and_digest_are_kept_and_shown(reader, analyst):
    office = OrganizationFactory(name="Our office")
    assert "To analyst@example.org." in reader.get("/accounts/").text
    assert not Profile.objects.exists()
    for name in (str(office.pk), "our office"):
        response = reader.post("/accounts/", {"organization": name, "digest": "on"}, follow=True)
        profile = Profile.objects.get()
        assert (profile.user, profile.organization, profile.digest) == (analyst, office, True)
        assert f'value="{office.pk}" checked' in response.text
        assert 'name="digest" id="id_digest" checked' in response.text.replace(
            ' aria-describedby="id_digest_helptext"', ""
        )
    reader.post("/accounts/", {"organization": ""})
    profile.refresh_from_db()
    assert (profile.organization, profile.digest) == (None, False)


@pytest.mark.parametrize("name", ["nobody", "999999", "9" * 40, "…", "x" * 300])
def test_what_is_no_organization_is_told(reader, name):
    response = reader.post("/accounts/", {"organization": name, "digest": "on"})
    assert 'class="errorlist"' in response.text
    assert not Profile.objects.exists()


def test_a_name_of_several_is_asked_about_and_nothing_typed_is_lost(reader):
    one, other = OrganizationFactory(name="Customs A"), OrganizationFactory(name="Customs B")
    response = reader.post("/accounts/", {"organization": "customs", "digest": "on"})
    for organization in (one, other):
        assert f'href="?organization={organization.pk}&amp;digest=on"' in response.text
    text = reader.get(f"/accounts/?organization={other.pk}&digest=on").text
    assert f'value="{other.pk}" checked' in text
    assert not Profile.objects.exists()


def test_without_a_mail_address_no_digest(client, staff):
    client.force_login(staff)
    assert "ask an administrator" in client.get("/accounts/").text
    response = client.post("/accounts/", {"digest": "on"})
    assert "There is no address to send it to" in response.text
    assert not Profile.objects.exists()


def test_an_organization_that_is_merged_is_followed_and_undone(client, editor):
    kept, other = OrganizationFactory(name="Customs"), OrganizationFactory(name="Customs")
    profile = Profile.objects.create(user=editor, organization=other)
    client.force_login(editor)
    made = merge(client, kept, other)
    profile.refresh_from_db()
    assert profile.organization == kept
    undo(client, made)
    profile.refresh_from_db()
    assert profile.organization == other


def test_an_organization_that_is_deleted_leaves_the_account(reader, analyst):
    profile = Profile.objects.create(user=analyst, organization=OrganizationFactory())
    Organization.objects.all().delete()
    profile.refresh_from_db()
    assert profile.organization is None
