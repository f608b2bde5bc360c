"""Dates as accounts write them."""

import datetime

import pytest

from engagements.reader import read
from engagements.reader.dates.date_context import DateContext
from engagements.reader.dates.finding import find_dates

TODAY = datetime.date(2024, 5, 16)  # a Thursday


def only(text, **options):
    (moment,) = find_dates(text, 0, DateContext(**options))
    return moment


@pytest.mark.parametrize(
    ("text", "start", "end", "exactness"),
    [
        ("from December 6-8, 2021", (2021, 12, 6), (2021, 12, 8), "exact"),
        ("on December 6–8, 2021".replace("–", "-"), (2021, 12, 6), (2021, 12, 8), "exact"),
        ("6 to 8 December 2021", (2021, 12, 6), (2021, 12, 8), "exact"),
        ("from 28 February to 2 March 2024", (2024, 2, 28), (2024, 3, 2), "exact"),
        ("Dec. 30 to Jan. 2, 2022", (2021, 12, 30), (2022, 1, 2), "exact"),
        ("on the 3rd of May 2021", (2021, 5, 3), (2021, 5, 3), "exact"),
        ("on May 3rd, 2021", (2021, 5, 3), (2021, 5, 3), "exact"),
        ("2021-12-06", (2021, 12, 6), (2021, 12, 6), "exact"),
        ("on 25/12/2021", (2021, 12, 25), (2021, 12, 25), "exact"),
        ("in early March 2024", (2024, 3, 1), (2024, 3, 10), "within"),
        ("in late February 2023", (2023, 2, 21), (2023, 2, 28), "within"),
        ("in March 2024", (2024, 3, 1), (2024, 3, 31), "within"),
        ("in 2019", (2019, 1, 1), (2019, 12, 31), "within"),
        ("the week of 4 March 2024", (2024, 3, 4), (2024, 3, 10), "within"),
        ("on 3 and 9 May 2021", (2021, 5, 3), (2021, 5, 9), "within"),
    ],
)
def test_dates_with_their_exactness(text, start, end, exactness):
    moment = only(text)
    assert (moment.start, moment.end, moment.dates) == (datetime.date(*start), datetime.date(*end), exactness)


@pytest.mark.parametrize("text", ["met on Tuesday", "met yesterday", "met on 6 December"])
def test_without_a_date_of_the_account_nothing_is_guessed(text):
    assert [moment.start for moment in find_dates(text, 0, DateContext())] == [None]


@pytest.mark.parametrize(
    "text",
    ["they may meet", "we march on", "31 February 2021", "06/12/2021", "99 May 2021", "call 2021", "1.2.3"],
)
def test_what_is_no_date(text):
    assert [moment for moment in find_dates(text, 0, DateContext()) if moment.start] == []


def test_two_days_that_a_date_can_be_are_told():
    reading = read("Minister Jane Roe met with Kenyan President John Doe on 06/12/2021.", home_country="SE")
    assert reading.meetings[0].dates.dates == "unknown"
    assert any("06/12/2021" in note for note in reading.notes)


@pytest.mark.parametrize(
    "line",
    ["3 May 2021", "Hanoi, 3 May 2021", "May 3, 2021", "• Mon. May 3rd, 2021", "Published: 3 May 2021"],
)
def test_the_date_of_the_account_is_that_of_its_source(line):
    reading = read(
        f"{line}\n\nMinister Jane Roe met with Kenyan President John Doe in Nairobi.", home_country="SE"
    )
    assert reading.source.published_on == datetime.date(2021, 5, 3)
    assert reading.meetings[0].dates.start is None
