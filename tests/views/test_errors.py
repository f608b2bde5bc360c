import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

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
