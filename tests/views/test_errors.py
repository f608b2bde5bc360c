import re

import pytest
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from engagements.models import SavedView
from tests.admin.page import change_page
from tests.factories import VisitFactory

pytestmark = pytest.mark.django_db


def failing(error):
    def execute(execute, sql, params, many, context):
        raise error

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), InterfaceError("connection already closed")]
)
def test_a_database_that_is_busy_or_away_is_told_and_how_to_go_on(client, editor, error):
    client.force_login(editor)
    client.raise_request_exception = False
    page = change_page(client, VisitFactory())
    with failing(error):
        for response in (client.get("/meetings/"), client.post(page.address, page.data)):
            assert response.status_code == 503
            assert response["Retry-After"]
            assert "Reload this page" in response.text
            assert str(error) not in response.text
    assert client.post(page.address, page.data).status_code == 302  # as the page says: sent again


def test_a_fault_of_the_program_is_told_as_such(client):
    client.raise_request_exception = False
    with failing(ValueError("a fault")):
        response = client.post(reverse("login"), {"username": "a", "password": "b"})
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "a fault" not in response.text


def test_programs_get_errors_as_data(client, analyst):
    client.force_login(analyst)
    client.raise_request_exception = False
    answers = [client.get("/api/v1/visits/x/"), client.get(f"/api/v1/visits/?{'a=1&' * 20_001}")]
    for error in (ValueError("a fault"), OperationalError("database is locked")):
        with failing(error):
            answers.append(client.get("/api/v1/visits/"))
    assert [response.status_code for response in answers] == [404, 400, 500, 503]
    assert answers[-1]["Retry-After"] == "30"
    for response in answers:
        assert list(response.json()) == ["detail"]
    assert "<h1>" in client.get("/nowhere/").text


class ReadOnly(Exception):
    pgcode = "25006"


def refuse_writes(error):
    """Refuse each change, as a database does that is read-only or full."""

    def execute(execute, sql, params, many, context):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql):
            raise error
        return execute(sql, params, many, context)

    return connection.execute_wrapper(execute)


def read_only_postgresql():
    error = InternalError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = ReadOnly()
    return error


REFUSALS = {
    "read-only PostgreSQL": read_only_postgresql(),
    "read-only SQLite": OperationalError("attempt to write a readonly database"),
    "full": OperationalError("database or disk is full"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", REFUSALS.values(), ids=REFUSALS)
def test_a_database_that_takes_no_changes_is_told_at_every_address(client, editor, error):
    client.raise_request_exception = False
    view = SavedView.objects.create(owner=editor, name="Mine", list="meeting")
    feed = reverse("engagements:feed", args=[view.start_feed(timezone.localdate())])
    visit = VisitFactory()
    login = {"username": "editor", "password": "correct horse"}
    with refuse_writes(error):
        posts = [client.post("/accounts/login/", sent) for sent in (login, {})]
        responses = [*posts, client.get(feed)]
    client.force_login(editor)
    page = change_page(client, visit)
    with refuse_writes(error):
        responses += [
            client.get("/meetings/?export=csv"),
            client.get("/meetings/999999/"),
            client.get("/no/such/page"),
            client.post(page.address, page.data),
            client.post("/accounts/logout/"),
        ]
        assert client.get("/meetings/").status_code == 200
    expected = [503, 200, 503, 503, 503, 404, 503, 503]
    assert [response.status_code for response in responses] == expected
    refused = [response for response in responses if response.status_code == 503]
    assert all("read-only, or full" in response.text for response in refused)


def test_another_internal_error_is_a_fault_of_the_program(client, editor):
    client.force_login(editor)
    client.raise_request_exception = False
    with failing(InternalError("a fault")):
        assert client.get("/meetings/").status_code == 500


def test_health_says_that_a_database_is_read_only(client):
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok")
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on" if is_postgresql else "PRAGMA query_only = on")
        response = client.get("/healthz")
        if not is_postgresql:  # there, it ends with the transaction of the test
            cursor.execute("PRAGMA query_only = off")
    assert (response.status_code, response.text) == (503, "read-only")
