import re
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command

from engagements.models import Meeting, Visit
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setenv("PORT", "8123")


def prepare():
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def all_rows():
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def test_a_fresh_database_gets_the_example_and_an_administrator(django_user_model):
    told = prepare()
    assert Visit.objects.filter(stops__place__name="Monterrey").exists()
    assert "http://127.0.0.1:8123/" in told
    (password,) = re.findall(r"Password: (\S+)", told)
    user = authenticate(username="admin", password=password)
    assert user.is_superuser
    assert user.is_staff


def test_a_second_run_changes_nothing_and_tells_no_password():
    prepare()
    before = all_rows()
    told = prepare()
    assert all_rows() == before
    assert "http://127.0.0.1:8123/" in told
    assert "Password" not in told


def test_the_password_may_be_given_and_is_not_shown(monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "given by the environment")
    assert "given by the environment" not in prepare()
    assert authenticate(username="admin", password="given by the environment")


def test_a_given_password_does_not_replace_one_that_is_there(monkeypatch, administrator):
    monkeypatch.setenv("ADMIN_PASSWORD", "another")
    prepare()
    administrator.refresh_from_db()
    assert administrator.check_password("correct horse")


def test_where_there_is_a_user_no_administrator_is_made(stranger, django_user_model):
    prepare()
    assert list(django_user_model.objects.all()) == [stranger]


def test_the_example_is_not_mixed_into_data_of_ones_own():
    OrganizationFactory()
    prepare()
    assert not Visit.objects.exists()
    assert not Meeting.objects.exists()


def test_no_address_is_named_where_nothing_is_served_here(monkeypatch):
    monkeypatch.delenv("PORT")
    assert "http" not in prepare()
