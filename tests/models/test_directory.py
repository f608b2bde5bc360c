import datetime

import pytest

from tests.factories import AppointmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2021, 12, 6)


def day(offset):
    return DAY + datetime.timedelta(days=offset)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (None, None, True),
        (day(0), day(0), True),
        (day(-9), day(0), True),
        (day(0), None, True),
        (None, day(0), True),
        (day(1), None, False),
        (None, day(-1), False),
        (day(-9), day(-1), False),
    ],
)
def test_appointments_on_a_day(start, end, held):
    post = AppointmentFactory(start_date=start, end_date=end)
    AppointmentFactory(start_date=start, end_date=end)  # of somebody else
    assert list(post.official.appointments_on(DAY)) == [post] * held


def test_appointments_on_a_day_are_all_given_latest_begun_first():
    official = OfficialFactory()
    unknown, old, new = (
        AppointmentFactory(official=official, start_date=start) for start in (None, day(-99), day(-1))
    )
    assert list(official.appointments_on(DAY)) == [new, old, unknown]


@pytest.mark.parametrize(
    ("precision", "start", "end", "when"),
    [
        ("day", "2021-02-05", "2021-02-05", "5 February 2021 – 5 February 2021"),
        ("month", "2021-02-01", "2021-02-28", "February 2021 – February 2021"),
        ("year", "2021-01-01", "2021-12-31", "2021 – 2021"),
    ],
)
def test_dates_known_in_part_are_kept_as_their_widest_reading(precision, start, end, when):
    typed = datetime.date(2021, 2, 5)
    post = AppointmentFactory(
        start_date=typed, end_date=typed, start_precision=precision, end_precision=precision
    )
    post.refresh_from_db()
    assert (str(post.start_date), str(post.end_date), post.when) == (start, end, when)


def test_official_is_listed_by_name_where_nothing_else_is_given():
    assert OfficialFactory(name="Thea Lee").sort_name == "Thea Lee"
    assert OfficialFactory(name="Thea Lee", sort_name="Lee, Thea").sort_name == "Lee, Thea"
