"""What pages say of a database without records, and to whom: where to begin."""

import pytest

from tests.factories import OutcomeFactory

pytestmark = pytest.mark.django_db
CHARTS = ("/who-met-whom/", "/network/", "/map/", "/calendar/", "/over-time/")


@pytest.fixture
def read(client):
    def get(path, user):
        client.force_login(user)
        return " ".join(client.get(path).text.split())

    return get


@pytest.mark.parametrize("path", [*CHARTS, "/meetings/", "/outcomes/", "/outcomes/?state=open"])
def test_who_may_enter_is_led_to_the_form_and_others_are_told_who_does(read, path, staff, analyst):
    form = '<a href="/admin/engagements/meeting/add/">Add meeting</a>'
    html = read(path, staff)
    assert form in html
    assert "clear all" not in html
    html = read(path, analyst)
    assert form not in html
    assert "editors publish them." in html


@pytest.mark.parametrize("path", CHARTS)
def test_filters_that_leave_nothing_can_be_cleared(read, path, staff):
    assert f'<a href="{path}">clear all</a>' in read(f"{path}?format=call", staff)


def test_outcomes_of_which_none_is_open_are_no_empty_list(read, staff):
    OutcomeFactory(progress="done")
    assert "No outcome fits all of these filters." in read("/outcomes/?state=open", staff)


@pytest.mark.parametrize("name", ["visit", "official", "topic"])
def test_lists_for_entry_lead_to_the_form(read, name, staff):
    path = f"/admin/engagements/{name}/"
    html = read(path, staff)
    assert f'There are no {name}s yet. <a href="{path}add/">Add {name}</a>' in html
    assert "0 of 0 selected" not in html
    assert f"No {name} fits the search and the filters." in read(f"{path}?q=nobody", staff)


def test_lists_to_which_nothing_is_added_say_that_they_are_empty(read, staff):
    assert "There are no corrections. " in read("/admin/engagements/correction/", staff)


def test_the_search_offers_a_new_meeting_for_what_it_did_not_find_alone(read, staff):
    assert "Add meeting" in read("/search/?q=atlantis", staff)
    assert "Add meeting" not in read("/search/", staff)
