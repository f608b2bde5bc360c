"""The cast: who asks. Every rule on who may see what is tried with each of them."""

import gc
import re
from collections import Counter
from inspect import signature

import pytest
from coverage import Coverage
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.template import Template
from django.test.utils import instrumented_test_render

from engagements.accounts.roles import create_roles

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")

# What takes clusters of PostgreSQL of its own runs with the tests on PostgreSQL, whatever else it uses.
WITH_CLUSTERS = ("operations/test_replica.py",)
collect_ignore = [] if ON_POSTGRESQL else list(WITH_CLUSTERS)


# Coverage doubles the time of a test on Python 3.11. It counts the first case of a test that uses a
# database: the others run the same lines. Left out altogether are walks over all pages, tests that measure
# time, and what takes long while others run its lines, too. Counting all would add two percent of all lines.
TRACED_CASES = 1
UNTRACED = re.compile(
    r"tests/(?:contracts/"
    r"|admin/test_(?:meetings|statuses|unsaved|visits)"
    r"|api/test_(?:manual|schema)"
    r"|columns/test_meetings"
    r"|common/test_countries.py::test_every_spelling"
    r"|exports/test_round_trip"
    r"|filters/test_filters"
    r"|history/test_locking"
    r"|imports/test_(?:random|registers)"
    r"|management/test_load_example"
    r"|models/test_(?:source_)?visibility"
    r"|reader/test_evaluation.py::test_no_group_of_rules"
    r"|reader/test_hostile_texts"
    r"|reader/test_reading.py::test_what_repeats"
    r"|.*::test_doubling)"
)
IS_TRACED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(config, items):
    cases = Counter()
    for item in items:
        function = item.nodeid.partition("[")[0]
        cases[function] += 1
        is_repeated = cases[function] > TRACED_CASES and uses_database(item)
        item.stash[IS_TRACED] = not is_repeated and not UNTRACED.match(item.nodeid)
    if ON_POSTGRESQL:
        # Tests that may use no database are the same on both: they run with those on SQLite.
        without = [item for item in items if not uses_database(item)]
        items[:] = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=without)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Leave a test that is not traced out of what coverage counts, and what is set up for it.

    The mark of pytest-cov leaves the test alone out: to set up what a module asks for takes as long. Whoever
    asks which test runs a line (`mutants.py`) is told of all.
    """
    is_left_out = not item.stash[IS_TRACED] and not item.config.getoption("cov_context", None)
    coverage = Coverage.current() if is_left_out else None
    if coverage:
        coverage.stop()
    try:
        return (yield)
    finally:
        if coverage:
            coverage.start()


def uses_database(item):
    """Whether a test may use a database; one that takes ``request`` may ask for a user later."""
    if str(item.path).endswith(WITH_CLUSTERS):
        return True
    if "django_db_setup" in item.fixturenames or "request" in signature(item.function).parameters:
        return True
    return item.get_closest_marker("django_db") is not None


def pytest_collection_finish():
    """Look for garbage less often, and not among what stays: code and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


PARTS_OF_FORMS = re.compile("/(forms|widgets)/")


@pytest.fixture(scope="session", autouse=True)
def pages_recorded_once(django_test_environment):
    """Let a test's client record which template is a page, and not each box and part of it as well.

    With each template goes a copy of what it was drawn with: a tenth of the time of a form of the admin.
    """

    def render(template, context):
        is_page = context.template is template and not PARTS_OF_FORMS.search(template.name or "")
        return instrumented_test_render(template, context) if is_page else template.nodelist.render(context)

    Template._render = render


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    cache.clear()
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the roles, which a database made without migrations (`make test-fast`) does not have."""
    with django_db_blocker.unblock():
        create_roles(apps)


@pytest.fixture(scope="module")
def module_data(django_db_setup, django_db_blocker):
    """Let fixtures of a module make data once for all of its tests; what each test changes is taken back.

    It is `setUpTestData` for fixtures, and not for tests in real transactions. To make the same records again
    for each test took a third of the time of some modules.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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


@pytest.fixture(scope="module")
def example_of_module(module_data):
    """The Mexico account, loaded once; for modules of which no test wants an empty database."""
    call_command("load_example", verbosity=0)
