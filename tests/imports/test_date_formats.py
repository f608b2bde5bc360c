"""Dates by the formats of a mapping: each unit, and what it is refused for."""

import datetime

import pytest

from engagements.imports.reading import CellPeriod, DateFormat, read_period

SEASONS = {"spring": (3, 5), "winter": (12, 2)}
MONTHS = [f"mes{number}" for number in range(1, 13)]


def days(start, end=None, exact=True, precision="day"):
    return CellPeriod(datetime.date(*start), datetime.date(*(end or start)), exact, precision)


MOMENT = days((2021, 12, 6))._replace(time=datetime.time(14, 30, 59))


@pytest.mark.parametrize(
    ("text", "date_format", "year", "period"),
    [
        ("6 12 2021", "%d %m %Y", "", days((2021, 12, 6))),
        ("29 2 2020", "%d %m %Y", "", days((2020, 2, 29))),
        ("6 Dec. 21", "%d %b %y", "", days((2021, 12, 6))),
        ("6 dec 68", "%d %b %y", "", days((1968, 12, 6))),
        ("6 dec 69", "%d %b %y", "", days((1969, 12, 6))),
        ("6 Sept 2021", "%d %B %Y", "", days((2021, 9, 6))),
        ("6 january 2021", "%d %b %Y", "", days((2021, 1, 6))),
        ("6 mes12 2021", "%d %B %Y", "", None),
        ("6 May", "%d %B", "2021", days((2021, 5, 6))),
        ("6 May", "%d %B", "21", days((2021, 5, 6))),
        ("6 May 2020", "%d %B %Y", "2021", days((2020, 5, 6))),
        ("1-3 May 2021", "%d-%d %B %Y", "", days((2021, 5, 1), (2021, 5, 3))),
        ("1–3  May 2021", "%d-%d %B %Y", "", days((2021, 5, 1), (2021, 5, 3))),
        ("30 April - 2 May 2021", "%d %B - %d %B %Y", "", days((2021, 4, 30), (2021, 5, 2))),
        ("30 Dec 2020 - 2 Jan 2021", "%d %b %Y - %d %b %Y", "", days((2020, 12, 30), (2021, 1, 2))),
        ("February 2020", "%B %Y", "", days((2020, 2, 1), (2020, 2, 29), False, "month")),
        ("Apr/Apr 2020", "%b/%b %Y", "", days((2020, 4, 1), (2020, 4, 30), False, "month")),
        ("Apr/Jun 2020", "%b/%b %Y", "", days((2020, 4, 1), (2020, 6, 30), False, "months")),
        ("Dec 2020/Jan 2021", "%b %Y/%b %Y", "", days((2020, 12, 1), (2021, 1, 31), False, "months")),
        ("May 2020/May 2021", "%b %Y/%b %Y", "", days((2020, 5, 1), (2021, 5, 31), False, "months")),
        ("Q1 2020", "Q%quarter %Y", "", days((2020, 1, 1), (2020, 3, 31), False, "quarter")),
        ("Q4 2020", "Q%quarter %Y", "", days((2020, 10, 1), (2020, 12, 31), False, "quarter")),
        ("Q2-Q3 2020", "Q%quarter-Q%quarter %Y", "", days((2020, 4, 1), (2020, 9, 30), False, "quarter")),
        ("2020", "%Y", "", days((2020, 1, 1), (2020, 12, 31), False, "year")),
        ("2020-2022", "%Y-%Y", "", days((2020, 1, 1), (2022, 12, 31), False, "years")),
        ("Spring 2021", "%season %Y", "", days((2021, 3, 1), (2021, 5, 31), False, "season")),
        ("WINTER 2021", "%season %Y", "", days((2021, 12, 1), (2022, 2, 28), False, "season")),
        ("Monday 6 December 2021", "%A %d %B %Y", "", days((2021, 12, 6))),
        ("mon 6 December 2021", "%a %d %B %Y", "", days((2021, 12, 6))),
        ("2021-12-06 14:30:59.5", "%Y-%m-%d %H:%M:%S", "", MOMENT),
        ("6/12/2021 2:30 PM", "%d/%m/%Y %I:%M %p", "", MOMENT._replace(time=datetime.time(14, 30))),
        ("Autumn 2021", "%season %Y", "", None),
        ("6 Foo 2021", "%d %B %Y", "", None),
        ("6 12 2021x", "%d %m %Y", "", None),
        ("x6 12 2021", "%d %m %Y", "", None),
    ],
)
def test_read(text, date_format, year, period):
    assert DateFormat(date_format, seasons=SEASONS).read(text, year) == period


def test_month_names_of_the_mapping():
    date_format = DateFormat("%d %B %Y", months=["enero", *MONTHS[1:11], "diciembre"])
    assert date_format.read("6 Enero 2021") == days((2021, 1, 6))
    assert date_format.read("6 diciembre 2021") == days((2021, 12, 6))
    assert date_format.read("6 December 2021") == days((2021, 12, 6))


@pytest.mark.parametrize(
    ("text", "date_format", "reason"),
    [
        ("31 2 2021", "%d %m %Y", "February 2021 has no day 31"),
        ("29 2 2021", "%d %m %Y", "February 2021 has no day 29"),
        ("1 13 2021", "%d %m %Y", "there is no month 13"),
        ("1 0 2021", "%d %m %Y", "there is no month 0"),
        ("1 1 1499", "%d %m %Y", "the year is not between 1500 and 2199"),
        ("1 1 2200", "%d %m %Y", "the year is not between 1500 and 2199"),
        ("3-1 May 2021", "%d-%d %B %Y", "it ends before it starts"),
        ("6 May", "%d %B", "it has no year, and the mapping gives none"),
        ("Tuesday 6 December 2021", "%A %d %B %Y", "that day is a Monday"),
    ],
)
def test_no_such_date(text, date_format, reason):
    with pytest.raises(ValueError, match=f"^{reason}$"):
        DateFormat(date_format).read(text)
    with pytest.raises(ValueError, match=f"^it is no date: {reason}$"):
        read_period(text, [DateFormat("%H:%M %Y"), DateFormat(date_format)])


def test_year_of_the_mapping_that_is_none():
    with pytest.raises(ValueError, match="“202” is no year"):
        DateFormat("%d %B").read("6 May", "202")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("%d", "“%d” gives neither month nor year"),
        ("%H:%M", "“%H:%M” gives neither month nor year"),
        ("%season %Y", "%season needs a table [seasons] that says which months each one has"),
        ("%d %Q %Y", "“%d %Q %Y” has a part that is none of %season, %quarter, %d, %m, %b, %B, %Y, %y, %a, "
         "%A, %H, %I, %p, %M, %S"),
    ],
)  # fmt: skip
def test_formats_that_can_not_be(text, reason):
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the reason is compared whole
        DateFormat(text)
    assert str(raised.value) == reason


@pytest.mark.parametrize("text", ["%m", "%b", "%Y", "%y", "Q%quarter"])
def test_formats_that_give_a_month_or_a_year(text):
    assert DateFormat(text).text == text


def test_two_formats_that_give_different_days_are_refused():
    formats = [DateFormat("%m/%d/%Y"), DateFormat("%d/%m/%Y")]
    with pytest.raises(ValueError, match="it is 2021-01-02 by %m/%d/%Y and 2021-02-01 by %d/%m/%Y"):
        read_period("1/2/2021", formats)
    assert read_period("2/2/2021", formats) == days((2021, 2, 2))
    # One that is refused leaves it to the other.
    assert read_period("31/12/2021", formats) == days((2021, 12, 31))
    with pytest.raises(ValueError, match="there is no month 32"):
        read_period("32/32/2021", formats)
    with pytest.raises(ValueError, match=r"mapping \(%m/%d/%Y, %d/%m/%Y\)"):
        read_period("soon", formats)
    with pytest.raises(ValueError, match=r"\(none are given\)"):
        read_period("soon", [])


def test_period_of_a_date_cell():
    period = days((2021, 12, 6))
    assert read_period(period, []) == period
    for start, end in (((1499, 12, 31), (1500, 1, 1)), ((2199, 12, 31), (2200, 1, 1))):
        with pytest.raises(ValueError, match="the year is not between"):
            read_period(days(start, end), [])
    for day in ((1500, 1, 1), (2199, 12, 31)):
        assert read_period(days(day), []) == days(day)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (days((2021, 12, 6)), "2021-12-06"),
        (days((2021, 12, 6), (2021, 12, 8)), "2021-12-06/2021-12-08"),
        (days((2021, 12, 1), (2021, 12, 31), False, "month"), "2021-12"),
        (days((2021, 1, 1), (2021, 12, 31), False, "year"), "2021"),
        (days((2021, 4, 1), (2021, 6, 30), False, "quarter"), "2021-04-01"),
    ],
)
def test_period_as_text(period, text):
    assert str(period) == text
