import datetime

import pytest

from engagements.models import Meeting, Visit
from tests.factories import MeetingFactory, VisitFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2021, 12, 6), datetime.date(2021, 12, 8)


def day(number):
    return datetime.date(2021, 12, number)


@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
@pytest.mark.parametrize("dates", ["exact", "within"])
@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (day(6), day(8), True),
        (day(7), day(7), True),
        (day(1), day(6), True),
        (day(8), day(9), True),
        (day(1), day(31), True),
        (day(1), day(5), False),
        (day(9), day(31), False),
        (day(8), None, True),
        (day(9), None, False),
        (None, day(6), True),
        (None, day(5), False),
        (None, None, True),
    ],
)
def test_between_finds_spans_that_overlap(factory, dates, start, end, found):
    record = factory(start_date=FIRST, end_date=LAST, dates=dates)
    assert list(type(record).objects.between(start, end)) == [record] * found


@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
def test_unknown_dates_are_in_no_range_and_in_the_list_without_one(factory):
    record = factory(dates="unknown", start_date=None, end_date=None)
    assert list(type(record).objects.between()) == [record]
    for span in ({"start": datetime.date.min}, {"end": datetime.date.max}):
        assert not type(record).objects.between(**span)


@pytest.mark.parametrize(
    ("start", "end", "dates", "when"),
    [
        ((2021, 12, 6), (2021, 12, 6), "exact", "6 December 2021"),
        ((2021, 12, 6), (2021, 12, 8), "exact", "6–8 December 2021"),
        ((2021, 11, 30), (2021, 12, 8), "exact", "30 November – 8 December 2021"),
        ((2021, 12, 31), (2022, 1, 1), "exact", "31 December 2021 – 1 January 2022"),
        ((2021, 12, 6), (2021, 12, 8), "within", "within 6–8 December 2021"),
        ((2024, 2, 1), (2024, 2, 29), "within", "within February 2024"),
        ((2023, 2, 1), (2023, 2, 28), "within", "within February 2023"),
        ((2024, 2, 1), (2024, 2, 28), "within", "within 1–28 February 2024"),
        ((2021, 1, 1), (2021, 12, 31), "within", "within 2021"),
        ((2021, 1, 1), (2022, 12, 31), "within", "within 2021–2022"),
        # What took all of a month is no "some time in it".
        ((2024, 2, 1), (2024, 2, 29), "exact", "1–29 February 2024"),
    ],
)
def test_dates_in_words_are_never_more_certain_than_what_is_known(start, end, dates, when):
    visit = Visit(start_date=datetime.date(*start), end_date=datetime.date(*end), dates=dates)
    assert visit.when == when


def test_unknown_date_in_words():
    assert Meeting(dates="unknown").when == "date not known"


def test_order_is_by_first_day_and_unknown_dates_come_last():
    unknown = VisitFactory(dates="unknown", start_date=None, end_date=None)
    early, late = VisitFactory(start_date=FIRST), VisitFactory(start_date=LAST)
    assert list(Visit.objects.latest_first()) == [late, early, unknown]
    assert list(Visit.objects.earliest_first()) == [early, late, unknown]
