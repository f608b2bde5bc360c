"""The cast: who asks. Every rule on who may see what is tried with each of them."""

import gc

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import call_command

from engagements.accounts.roles import create_roles

# It takes PostgreSQL, so it is no part of the tests on SQLite.
collect_ignore = (
    [] if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else ["operations/test_replica.py"]
)


def pytest_collection_modifyitems(items):
    """Leave the walks over all pages out of what coverage counts: it would double their time."""
    for item in items:
        if item.path.parent.name == "contracts":
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish():
    """Look for garbage less often, and not among what stays: code and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    cache.clear()
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the roles, which a database made without migrations (`make test-fast`) does not have."""
    with django_db_blocker.unblock():
        create_roles(apps)


@pytest.fixture
def make_user(db, django_user_model):
    """Return a function: name, group (or None) and extra permissions in, a saved user out."""

    def make(username, group=None, *codenames, is_staff=False, is_superuser=False):
        # Tests that run in real transactions empty all tables afterwards, groups included.
        if group and not Group.objects.filter(name=group).exists():
            create_roles(apps)
        user = django_user_model.objects.create_user(
            username, password="correct horse", is_staff=is_staff, is_superuser=is_superuser
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        return user

    return make


@pytest.fixture
def staff(make_user):
    return make_user("staff", "Staff", is_staff=True)


@pytest.fixture
def editor(make_user):
    return make_user("editor", "Editors", is_staff=True)


@pytest.fixture
def analyst(make_user):
    return make_user("analyst", "Analysts")


@pytest.fixture
def cleared(make_user):
    """An analyst who may see restricted records."""
    return make_user("cleared", "Analysts", "view_restricted_records")


@pytest.fixture
def stranger(make_user):
    """Somebody with an account and no role."""
    return make_user("stranger")


@pytest.fixture
def administrator(make_user):
    return make_user("administrator", is_staff=True, is_superuser=True)


@pytest.fixture
def example(db):
    """The Mexico account, loaded."""
    call_command("load_example", verbosity=0)
