"""The calendar: what is exact stands in its day, what is not is a band or is said beside it."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from django.utils.html import escape

from engagements.models import Meeting, Visit
from engagements.reports.charts.calendar import BANDS_PER_WEEK, LISTED_BESIDE, CalendarBand
from tests.contracts.test_hostile import VALUES
from tests.factories import MeetingFactory, TopicFactory, VisitFactory

DAY = date(2021, 12, 7)


@pytest.fixture
def read(client, analyst):
    """Return a function: query in, the page out."""
    client.force_login(analyst)
    return lambda query="month=2021-12": client.get(f"/calendar/?{query}")


def in_days(response):
    """Return the meetings that are drawn in a day, by day."""
    return {
        day.date: [str(meeting) for meeting in day.meetings]
        for week in response.context["calendar"].weeks
        for day in week.days
        if day.meetings
    }


def bands(response):
    """Return (title, days of the piece in each week) of every band, in the order of the page."""
    found = {}
    for week in response.context["calendar"].weeks:
        for lane in week.lanes:
            at = week.period.start
            for band in lane:
                until = at + timedelta(days=band.days - 1)
                if band.record:
                    found.setdefault(str(band.record), []).append((at, until))
                at = until + timedelta(days=1)
    return found


def test_the_example(read, example):
    response = read()
    span = [(date(2021, 12, 6), date(2021, 12, 8))]
    assert in_days(response) == {}  # no meeting has a date of its own
    assert bands(response) == {
        str(one): span for one in [Visit.objects.get(dates="exact"), *Meeting.objects.all()]
    }
    assert response.context["calendar"].undated == {"visit": 2, "meeting": 0}
    html = response.content.decode()
    assert html.count('class="inexact">within 6–8 December 2021') == 4
    assert 'href="/visits/?dates=unknown">2 visits without a date' in html


def test_a_meeting_of_one_exact_day_stands_in_it_and_others_are_bands(read):
    MeetingFactory(title="On the day", start_date=DAY)
    MeetingFactory(title="Some time on one day", start_date=DAY, dates="within")
    MeetingFactory(title="Three days", start_date=DAY, end_date=DAY + timedelta(days=2))
    VisitFactory(title="A day's visit", start_date=DAY)
    response = read()
    assert in_days(response) == {DAY: ["On the day"]}
    assert bands(response) == {
        "A day's visit": [(DAY, DAY)],
        "Some time on one day": [(DAY, DAY)],
        "Three days": [(DAY, DAY + timedelta(days=2))],
    }


def test_each_day_stands_once_right_below_its_last_band(read):
    days = [date(2021, 12, 6) + timedelta(days=number) for number in range(7)]
    MeetingFactory(title="On Monday", start_date=days[0])
    MeetingFactory(title="On Thursday", start_date=days[3])
    VisitFactory(title="A day", start_date=days[0])
    VisitFactory(title="Three days", start_date=days[0], end_date=days[2])
    response = read()
    week = next(week for week in response.context["calendar"].weeks if week.period.start == days[0])
    cells = [
        [str(cell.record) if isinstance(cell, CalendarBand) else cell.date for cell in row]
        for row in week.rows
    ]
    assert cells == [["Three days", *days[3:]], ["A day", *days[1:3]], [days[0]]]
    assert [day.rows for day in week.days] == [1, 2, 2, 3, 3, 3, 3]


def test_what_was_called_off_says_so(read):
    week = {"start_date": DAY, "end_date": DAY + timedelta(days=1)}
    VisitFactory(title="Off", progress="cancelled", **week)
    MeetingFactory(title="Later", progress="postponed", **week)
    html = read().content.decode()
    assert '<span class="badge caution">cancelled</span>' in html
    assert '<span class="badge caution">postponed</span>' in html


def test_a_band_goes_on_in_the_next_week_and_beyond_what_is_shown(read):
    VisitFactory(title="Long", start_date=date(2021, 11, 1), end_date=date(2021, 12, 7))
    response = read()
    assert bands(response) == {
        "Long": [(date(2021, 11, 29), date(2021, 12, 5)), (date(2021, 12, 6), date(2021, 12, 7))]
    }
    first, second = [week.lanes[0][0] for week in response.context["calendar"].weeks[:2]]
    assert (first.begins_before, first.ends_after) == (True, True)
    assert (second.begins_before, second.ends_after) == (True, False)


def test_what_lies_somewhere_in_the_whole_month_is_listed_and_not_drawn(read):
    MeetingFactory(
        title="In December", start_date=date(2021, 12, 1), end_date=date(2021, 12, 31), dates="within"
    )
    MeetingFactory(title="In 2021", start_date=date(2021, 1, 1), end_date=date(2021, 12, 31), dates="within")
    MeetingFactory(title="All of December", start_date=date(2021, 12, 1), end_date=date(2021, 12, 31))
    response = read()
    assert [str(one) for one in response.context["calendar"].beside] == ["In December", "In 2021"]
    assert bands(response).keys() == {"All of December"}
    assert "within December 2021" in response.content.decode()


def test_what_has_no_date_anywhere_is_said_and_linked(client, read):
    for factory in (MeetingFactory, VisitFactory):
        factory.create_batch(3, start_date=None, dates="unknown")
    response = read()
    assert in_days(response) == bands(response) == {}
    html = response.content.decode()
    for link, noun in (("/visits/?dates=unknown", "visits"), ("/meetings/?dates=unknown", "meetings")):
        assert f'href="{link}">3 {noun} without a date' in html
        assert client.get(link).context["paginator"].count == 3


# --- Bounds


def test_a_full_day_leads_to_the_list_of_that_day(client, read):
    MeetingFactory.create_batch(17, start_date=DAY)
    response = read()
    assert len(in_days(response)[DAY]) == 5
    link = f"/meetings/?date_after={DAY}&date_before={DAY}"
    assert f'href="{escape(link)}">+12 more' in response.content.decode()
    assert client.get(link).context["paginator"].count == 17
    assert len(in_days(read("week=2021-W49"))[DAY]) == 17


def test_a_full_week_leads_to_the_page_of_that_week(read):
    VisitFactory.create_batch(4, start_date=DAY)
    MeetingFactory.create_batch(9, start_date=DAY, end_date=DAY + timedelta(days=1), dates="within")
    response = read()
    assert len(bands(response)) == BANDS_PER_WEEK["month"]
    assert 'href="?week=2021-W49">+7 more' in response.content.decode()
    assert len(bands(read("week=2021-W49"))) == 13


def test_bands_beyond_the_most_of_a_week_are_counted(read):
    VisitFactory.create_batch(BANDS_PER_WEEK["week"] + 3, start_date=DAY)
    response = read("week=2021-W49")
    assert len(bands(response)) == BANDS_PER_WEEK["week"]
    assert "+3 more, which the lists above have" in response.content.decode()


def test_what_is_listed_beside_is_bounded(read):
    for number in range(LISTED_BESIDE + 4):
        last = date(2022, 1, 1) + timedelta(days=number)
        MeetingFactory(start_date=date(2021, 12, 1), end_date=last, dates="within")
    response = read()
    assert len(response.context["calendar"].beside) == LISTED_BESIDE
    assert f"Only {LISTED_BESIDE} of {LISTED_BESIDE + 4} are listed" in response.content.decode()


# --- Filters and addresses


def test_the_filters_of_the_meetings_list_hold_and_visits_are_those_of_what_is_left(read):
    topic, visit = TopicFactory(), VisitFactory(title="With it", start_date=DAY)
    VisitFactory(title="Without it", start_date=DAY)
    MeetingFactory(title="On it", visit=visit, start_date=DAY).topics.add(topic)
    MeetingFactory(title="Not on it", visit=visit, start_date=DAY)
    response = read(f"month=2021-12&topic={topic.pk}")
    assert in_days(response) == {DAY: ["On it"]}
    assert bands(response).keys() == {"With it"}
    assert bands(read(f"month=2021-12&topic={topic.pk}&show=meetings")) == {}
    assert in_days(read("month=2021-12&show=visits")) == {}


def test_every_number_is_the_count_of_its_list(client, read, example):
    response = read()
    assert [(number, noun) for number, noun, _ in response.context["lists"]] == [(1, "visit"), (4, "meeting")]
    for number, _, link in response.context["lists"]:
        assert client.get(link).context["paginator"].count == number


def test_steps_lead_to_the_periods_around(read):
    steps = dict(read("month=2021-12&show=visits").context["steps"])
    assert (steps["Previous"], steps["Next"]) == ("?month=2021-11&show=visits", "?month=2022-01&show=visits")
    assert dict(read("week=2020-W53").context["steps"])["Next"] == "?week=2021-W01"
    first, last = read("month=1500-01").context["steps"], read("month=2199-12").context["steps"]
    assert dict(first)["Previous"] is None
    assert dict(last)["Next"] is None


def test_it_opens_at_today_or_where_the_filter_begins(read):
    today = timezone.localdate()
    assert read("").context["period"].name == f"{today:%B} {today.year}"
    assert read("date_after=2021-12-05").context["period"].name == "December 2021"


def test_an_empty_month_leads_to_the_nearest_that_is_not(read):
    MeetingFactory(start_date=date(2021, 3, 5))
    VisitFactory(start_date=date(2022, 2, 1))
    assert read("month=2021-12").context["nearest"] == [
        (date(2021, 3, 5), "?month=2021-03"),
        (date(2022, 2, 1), "?month=2022-02"),
    ]


@pytest.mark.parametrize("parameter", ["month", "week", "show", "export", "by"])
def test_bad_value_is_told_and_nothing_is_drawn(read, example, parameter):
    for title, value in VALUES.items():
        if value:
            response = read(f"{parameter}={value}")
            assert response.status_code == 200, title
            assert 'role="alert"' in response.content.decode(), title
            assert "calendar" not in response.context, title


@pytest.mark.parametrize(
    "month", ["2021-13", "2021-00", "1499-12", "2200-01", "2021-1", "2021-12-06", "２０２１-12", "2021-W01"]
)
def test_month_that_is_none_keeps_what_was_typed(read, month):
    response = read(f"month={quote(month)}")
    assert f"Enter a month such as 2021-12, not “{month}”." in response.content.decode()
    assert f'value="{month}"' in response.content.decode()


@pytest.mark.parametrize("week", ["2021-W53", "2021-W00", "2021-49", "9999-W52", "0001-W01"])
def test_week_that_is_none_is_told(read, week):
    assert f"Enter a week such as 2021-W49, not “{week}”." in read(f"week={week}").content.decode()


def test_month_and_week_together_are_told(read):
    assert "Give a month or a week, not both." in read("month=2021-12&week=2021-W49").content.decode()


@pytest.mark.parametrize("page", ["/meetings/", "/calendar/", "/who-met-whom/"])
def test_other_ways_to_look_keep_the_filter_and_nothing_else(client, read, page):
    own = {"/meetings/": "page=1", "/calendar/": "month=2021-12", "/who-met-whom/": "by=countries"}
    read()
    html = client.get(f"{page}?format=call&{own[page]}").content.decode()
    for other in own:
        assert f'href="{other}?format=call"' in html
