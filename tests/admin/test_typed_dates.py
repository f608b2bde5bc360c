import datetime

import pytest
from django.urls import reverse

from engagements.models import Visit
from tests.factories import AppointmentFactory, VisitFactory

from .page import add_page, change_page

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def read(client, staff):
    client.force_login(staff)

    def ask(text, base=""):
        return client.get(reverse("admin:engagements_visit_typed_date"), {"text": text, "base": base}).json()

    return ask


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2021-12-06", "2021-12-06"),
        ("6 Dec 2021", "2021-12-06"),
        ("6th december 2021", "2021-12-06"),
        ("December 6, 2021", "2021-12-06"),
        ("Mon 6 Dec 2021", "2021-12-06"),
        ("6.12.2021", "2021-12-06"),
        ("٦.١٢.٢٠٢١", "2021-12-06"),
        ("6 Dec", "2026-12-06"),
        ("6.1.", "2027-01-06"),
        ("23/11/2021", "2021-11-23"),
        ("11/23/2021", "2021-11-23"),
        ("06/06/2021", "2021-06-06"),
        ("Dec 2021", "2021-12"),
        ("2021-12", "2021-12"),
        ("2021", "2021"),
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("+3", "2026-11-26"),
        ("-1", "2026-11-22"),
    ],
)
def test_a_date_is_read_however_it_is_typed(read, typed, value):
    assert read(typed)["value"] == value


def test_days_are_told_by_the_first_day(read):
    assert read("+2", "2021-12-06") == {"value": "2021-12-08", "words": "Wednesday 8 December 2021"}
    assert read("3 Jan", "2021-12-06")["value"] == "2022-01-03"
    assert read("29 Feb", "2021-12-06")["value"] == "2020-02-29"
    assert read("today", "2021-12-06")["value"] == "2026-11-23"


@pytest.mark.parametrize("typed", ["6/12/2021", "06-12-2021"])
def test_slashes_that_may_be_two_days_are_asked_about(read, typed):
    answer = read(typed)
    assert [reading["value"] for reading in answer["readings"]] == ["2021-06-12", "2021-12-06"]
    assert answer["problem"].endswith("may be 12 June 2021 or 6 December 2021.")


@pytest.mark.parametrize(("order", "value"), [("DMY", "2021-12-06"), ("MDY", "2021-06-12")])
def test_slashes_are_read_by_the_order_of_the_office(read, settings, order, value):
    settings.DATE_ORDER = order
    assert read("6/12/2021")["value"] == value


def test_what_the_order_of_the_office_does_not_fit_is_asked_about(read, settings):
    settings.DATE_ORDER = "DMY"
    answer = read("11/23/2021")
    assert [reading["words"] for reading in answer["readings"]] == ["23 November 2021"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31.2.2021",
        "31/31/2021",
        "6 Foo 2021",
        "Tue 6 Dec 2021",
        "+99999",
        "1.1.9021",
        "6/12/21",
        "\0",
    ],
)
def test_what_is_no_date_is_refused_in_words(read, typed):
    answer = read(typed)
    assert answer["problem"].startswith(("Enter a date such as", "There is no such date: "))
    assert answer["readings"] == []


def test_a_form_offers_both_readings_beside_the_field_and_says_it_once(client, staff):
    client.force_login(staff)
    page = add_page(client, "visit").type(title="Visit", start_date="6/12/2021")
    response = page.press()
    (error,) = page.errors
    assert 'data-date="2021-12-06">6 December 2021</button>' in error
    assert 'data-date="2021-06-12">12 June 2021</button>' in error
    assert page.data["start_date"] == "6/12/2021"
    assert response.text.count("may be 12 June 2021") == 1


@pytest.mark.parametrize(
    ("start", "end", "dates", "when"),
    [
        ("Dec 2021", "", "exact", "within December 2021"),
        ("2021", "", "exact", "within 2021"),
        ("Dec 2021", "Jan 2022", "exact", "within 1 December 2021 – 31 January 2022"),
        ("6 Dec 2021", "+2", "exact", "6–8 December 2021"),
        ("6 Dec 2021", "8 Dec", "within", "within 6–8 December 2021"),
        ("6 Dec 2021", "", "exact", "6 December 2021"),
    ],
)
def test_a_month_or_year_is_within_and_the_last_day_is_told_by_the_first(
    client, staff, start, end, dates, when
):
    client.force_login(staff)
    add_page(client, "visit").type(title="V", start_date=start, end_date=end, dates=dates).press()
    assert Visit.objects.get().when == when


def test_days_of_lines_are_told_by_the_first_day_of_the_visit(client, staff):
    client.force_login(staff)
    page = add_page(client, "visit").type(title="V", start_date="2021-12-06", end_date="2021-12-08")
    page.add("programme_items", day="+1", what="Wreath").press()
    assert str(Visit.objects.get().programme_items.get().day) == "2021-12-07"


def test_a_day_of_a_line_is_no_month(client, staff):
    client.force_login(staff)
    page = add_page(client, "visit").type(title="V", start_date="2021-12-06", end_date="2021-12-08")
    page.add("programme_items", day="Dec 2021", what="Wreath").press()
    assert page.errors == ["Give the day too: this is a month or a year."]


def test_a_visit_whose_first_day_moves_past_the_last_one_moves_as_a_whole(client, staff):
    client.force_login(staff)
    visit = VisitFactory(publication="draft", start_date="2021-12-06", end_date="2021-12-08")
    response = change_page(client, visit).type(start_date="13 Dec 2021").press()
    visit.refresh_from_db()
    assert visit.when == "13–15 December 2021"
    assert "“To” moved along with “From”: 13–15 December 2021." in client.get(response.url).text


def test_a_last_day_that_was_typed_is_not_moved(client, staff):
    client.force_login(staff)
    visit = VisitFactory(publication="draft", start_date="2021-12-06", end_date="2021-12-08")
    page = change_page(client, visit).type(start_date="2021-12-13", end_date="2021-12-09")
    page.press()
    assert page.errors == ["The end is before the start."]


def test_the_post_of_a_day_is_found_by_a_date_as_it_is_typed(client, staff):
    client.force_login(staff)
    held = AppointmentFactory(start_date="2021-12-01", end_date="2021-12-31")
    address = reverse("admin:engagements_official_posts", args=[held.official_id])
    titles = [
        [post["title"] for post in client.get(address, {"start": start}).json()["posts"]]
        for start in ("6 Dec 2021", "6.1.2022")
    ]
    assert titles == [[held.title], []]
