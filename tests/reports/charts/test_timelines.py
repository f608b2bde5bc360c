"""Timelines: what is exact is a bar, what is not is a span, and what has no date is said."""

import re
from datetime import date

import pytest

from engagements.models import Meeting, Official, Visit
from engagements.reports.charts.time_axis import TimeAxis, TimelineBar
from engagements.reports.charts.timelines import MAX_ROWS
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    PlaceFactory,
    StopFactory,
    VisitFactory,
    meeting_between,
)


@pytest.fixture
def read(client, analyst):
    """Return a function: record or address in, the page out."""
    client.force_login(analyst)
    return lambda page: client.get(page if isinstance(page, str) else page.get_absolute_url())


def drawn(response):
    """Return (x, width, whether exact) of the bars of each row, by its words."""
    rows = response.context["timeline"].rows
    return {row.label: [(bar.x, bar.width, bar.is_exact) for bar in row.bars] for row in rows}


def shown(response):
    """Return how many rectangles of each class the rows of the page have."""
    table = response.content.decode().partition('class="rows timeline"')[2].partition("</table>")[0]
    found = re.findall(r"<rect[^>]*>", table)
    return sum("within" not in one for one in found), sum("within" in one for one in found)


# --- A visit


def test_the_example_has_no_point_in_it(read, example):
    response = read(Visit.objects.get(dates="exact"))
    whole = [("0.00%", "100.00%", False)]
    assert set(map(str, drawn(response).values())) == {str(whole)}
    assert list(drawn(response))[:2] == ["Mexico City, Mexico", "Monterrey, Mexico"]
    assert len(drawn(response)) == 6
    assert shown(response) == (0, 6)
    assert [tick.label for tick in response.context["timeline"].axis.ticks] == ["6 Dec", "7 Dec", "8 Dec"]


def test_stops_and_meetings_lie_where_they_were(read):
    visit = VisitFactory(start_date=date(2021, 12, 6), end_date=date(2021, 12, 9))
    town = lambda name: PlaceFactory(name=name, country="")  # noqa: E731
    StopFactory(visit=visit, place=town("Whole"), start_date=date(2021, 12, 6), end_date=date(2021, 12, 7))
    StopFactory(visit=visit, place=town("From"), start_date=date(2021, 12, 8))
    StopFactory(visit=visit, place=town("Until"), end_date=date(2021, 12, 7))
    MeetingFactory(visit=visit, title="Exact", start_date=date(2021, 12, 7))
    MeetingFactory(
        visit=visit, title="Within", start_date=date(2021, 12, 8), end_date=date(2021, 12, 9), dates="within"
    )
    MeetingFactory(visit=visit, title="Unknown", start_date=None, dates="unknown")
    response = read(visit)
    assert drawn(response) == {
        "Whole": [("0.00%", "50.00%", True)],
        "From": [("50.00%", "50.00%", False)],
        "Until": [("0.00%", "50.00%", False)],
        "Exact": [("25.00%", "25.00%", True)],
        "Within": [("50.00%", "50.00%", False)],
        "Unknown": [],
    }
    assert shown(response) == (2, 3)


def test_a_meeting_outside_the_dates_of_its_visit_is_drawn_too(read):
    visit = VisitFactory(start_date=date(2021, 12, 6))
    MeetingFactory(visit=visit, title="After", start_date=date(2021, 12, 7))
    assert drawn(read(visit)) == {"After": [("50.00%", "50.00%", True)]}


def test_a_visit_of_which_no_date_is_known_has_words_alone(read):
    visit = VisitFactory(start_date=None, dates="unknown")
    StopFactory(visit=visit)
    MeetingFactory(visit=visit, start_date=None, dates="unknown")
    response = read(visit)
    assert response.context["timeline"].axis is None
    assert "Nothing is drawn, as no date is known." in response.content.decode()
    assert shown(response) == (0, 0)


def test_the_course_of_a_visit_is_bounded(read):
    visit = VisitFactory()
    MeetingFactory.create_batch(MAX_ROWS + 7, visit=visit)
    response = read(visit)
    assert len(drawn(response)) == MAX_ROWS
    assert "7 more are left out." in response.content.decode()


# --- Years


def test_posts_and_meetings_of_an_official(client, read):
    official = OfficialFactory()

    def post(title, **dates):
        AppointmentFactory(official=official, title=title, organization__name="Ministry", **dates)

    post("Known", start_date=date(2020, 1, 1), end_date=date(2020, 12, 31))
    post("To the year", start_date=date(2021, 1, 1), end_date=date(2021, 12, 31), end_precision="year")
    post("Begun", start_date=date(2021, 1, 1))
    post("Whenever")
    meeting_between(counterpart=official, start_date=date(2020, 7, 1))
    meeting_between(
        counterpart=official, start_date=date(2020, 1, 1), end_date=date(2021, 12, 31), dates="within"
    )
    meeting_between(counterpart=official, start_date=None, dates="unknown")
    meeting_between(counterpart=official, start_date=date(2020, 8, 1), progress="cancelled")
    response = read(official)
    timeline = response.context["timeline"]
    bars = {row.label: [bar.is_exact for bar in row.bars] for row in timeline.rows}
    assert bars == {
        "Known, Ministry": [True],
        "To the year, Ministry": [False],
        "Begun, Ministry": [False],
        "Whenever, Ministry": [],
        "Meetings as a counterpart or third party": [False, True],
    }
    row = timeline.rows[-1]
    assert (row.number, row.undated) == (3, 1)
    assert client.get(row.link).context["paginator"].count == 3
    years = {year: numbers for year, ((_, *numbers),) in timeline.years}
    assert {year: number for year, (number, _) in years.items()} == {2020: 2, 2021: 1}
    for number, link in years.values():
        assert client.get(link).context["paginator"].count == number
        assert f'href="{link.replace("&", "&amp;")}">{number}' in response.content.decode()


def test_an_official_of_whom_no_date_is_known(read):
    meeting_between(delegate=(official := OfficialFactory()), start_date=None, dates="unknown")
    AppointmentFactory(official=official)
    response = read(official)
    assert response.context["timeline"].axis is None
    assert "1 in all, 1 of them without a date and not drawn" in response.content.decode()


def test_an_official_of_whom_nothing_is_known_has_no_timeline(read):
    assert "Timeline" not in read(OfficialFactory()).content.decode()


def test_the_example_of_an_official_and_a_country_is_spans_alone(read, example):
    # Meetings within the same days are one span.
    assert shown(read(Official.objects.get(name="Ken Salazar")))[0] == 0
    response = read("/countries/MX/")
    bars = {row.label: [bar.is_exact for bar in row.bars] for row in response.context["timeline"].rows}
    assert bars == {"Visits to or from Mexico": [True], "Meetings in or with Mexico": [False]}


def test_numbers_of_a_country_are_those_of_its_lists(client, read, example):
    timeline = read("/countries/MX/").context["timeline"]
    assert [row.number for row in timeline.rows] == [1, 4]
    for row in timeline.rows:
        assert client.get(row.link).context["paginator"].count == row.number


def test_the_latest_meetings_of_a_country_are_listed_undated_ones_last(read):
    place = PlaceFactory(country="MX")
    for day in range(1, 26):
        MeetingFactory(title=f"On day {day}.", place=place, start_date=date(2021, 12, day))
    MeetingFactory(title="Undated", place=place, start_date=None, dates="unknown")
    MeetingFactory(title="Planned", place=place, progress="planned")

    def listed():
        (_, _, rows, total) = read("/countries/MX/").context["latest"][0]
        return [str(meeting) for meeting in rows], total

    assert listed() == ([f"On day {day}." for day in range(25, 5, -1)], 26)
    Meeting.objects.filter(start_date__day__gt=3).delete()
    assert listed() == (["On day 3.", "On day 2.", "On day 1.", "Undated"], 4)


def test_a_country_without_anything_says_so(read):
    html = read("/countries/TV/").content.decode()
    assert "<h1>Tuvalu</h1>" in html
    assert "No visit to or from Tuvalu" in html


@pytest.mark.parametrize("code", ["XX", "mx", "MEX", "1", "%00", "%ff", "M" * 5000])
def test_there_is_no_page_of_what_is_no_country(read, code):
    assert read(f"/countries/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (date(2021, 12, 6), date(2021, 12, 6), ["6 Dec"]),
        (date(2021, 12, 6), date(2021, 12, 20), ["6 Dec", "13 Dec", "20 Dec"]),
        (date(2021, 1, 1), date(2021, 3, 31), ["Jan 2021", "Feb 2021", "Mar 2021"]),
        (date(2020, 1, 1), date(2021, 12, 31), ["2020", "2021"]),
        (date(1500, 1, 1), date(2199, 12, 31), [str(year) for year in range(1500, 2200, 100)]),
    ],
)
def test_an_axis_has_few_ticks(start, end, labels):
    assert [tick.label for tick in TimeAxis(start, end).ticks] == labels


def test_a_day_among_centuries_can_be_seen_and_stays_on_the_axis():
    axis = TimeAxis(date(1500, 1, 1), date(2199, 12, 31))
    assert axis.bar(date(2199, 12, 31), date(2199, 12, 31)) == TimelineBar("99.70%", "0.30%")
