"""The first page: each number on it is that of the list that it leads to."""

import datetime
import html
import re

import pytest
from django.utils import timezone

from engagements.common.dates import last_day_of_month
from engagements.common.periods import Month
from engagements.models import Profile, SavedView, Visit, Watch
from engagements.reports import counts
from tests.factories import (
    MeetingFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def this_month():
    return Month.around(timezone.localdate())


def month_ago(number):
    month = this_month()
    for _ in range(number):
        month = month.before
    return month


def held_in(month, number=1, **fields):
    return [MeetingFactory(start_date=month.start, end_date=month.start, **fields) for _ in range(number)]


@pytest.fixture
def page(client, analyst):
    """Return a function: no input, the text of the page for an analyst out."""
    client.force_login(analyst)
    return lambda: html.unescape(client.get("/").text)


@pytest.fixture
def count(client):
    """Return a function: address of a list in, the number of its rows out."""

    def get(address):
        response = client.get(address)
        assert not response.context["form"].errors, address
        return response.context["paginator"].count

    return get


def numbers(text):
    """Return (address, number) of each link to a list that begins with a number."""
    links = re.findall(r'<a href="(/(?:meetings|outcomes)/[^"]*)"[^>]*>\s*(\d+)', text)
    return [(address, int(number)) for address, number in links]


def section(text, heading):
    return text.partition(heading)[2].partition("</section>")[0]


def test_each_number_is_that_of_the_list_behind_it(page, count, analyst):
    office = OrganizationFactory(acronym="OFF", country="US")
    Profile.objects.create(user=analyst, organization=office)
    for day, fields in (
        (-40, {}),
        (-1, {}),
        (-1, {"owner_organization": office}),
        (0, {}),
        (30, {}),
        (31, {}),
    ):
        OutcomeFactory(due_date=days(day), **fields)
    OutcomeFactory(due_date=days(3), owner_organization=office)
    OutcomeFactory(due_date=days(-3), progress="done")
    held_in(this_month(), 3)
    held_in(month_ago(23), 2)
    held_in(month_ago(24))  # too long ago
    held_in(this_month(), progress="planned")
    held_in(this_month(), publication="draft")
    whole = month_ago(5)
    MeetingFactory(start_date=whole.start, end_date=whole.end, dates="within")
    MeetingFactory(start_date=whole.end, end_date=whole.end + datetime.timedelta(1))
    MeetingFactory(start_date=month_ago(30).start, end_date=month_ago(22).end, dates="within")
    MeetingFactory(start_date=None, dates="unknown")
    text = page()
    found = numbers(text)
    assert len(found) == 4 + 4 + 24 + 1 + 1
    assert [(address, number) for address, number in found if count(address) != number] == []
    by_list = dict(found)
    assert by_list["/outcomes/?state=overdue"] == 3
    assert by_list[f"/outcomes/?state=overdue&owner_organization={office.pk}"] == 1
    assert by_list["/outcomes/?state=overdue&owed=us"] == 1
    assert by_list["/outcomes/?state=overdue&owed=them"] == 0
    assert by_list[f"/meetings/?progress=held&lies_in={this_month()}"] == 3
    assert by_list[f"/meetings/?progress=held&lies_in={month_ago(23)}"] == 2
    assert by_list[f"/meetings/?progress=held&lies_in={whole}"] == 1
    assert "2 without a month" in text
    assert sum(number for address, number in found if "lies_in=2" in address) == 6


def test_chart_and_table_say_the_same(page):
    held_in(this_month(), 4)
    held_in(month_ago(1), 2)
    text = page()
    bars = dict(re.findall(r"<title>([A-Z]\w+ \d+): (\d+)</title>", text))
    rows = dict(re.findall(r'<th scope="row">([A-Z]\w+ \d{4})</th>.*?>(\d+)<span', text, re.DOTALL))
    assert bars == rows
    assert len(bars) == 24
    assert bars[this_month().name] == "4"
    heights = [float(height) for height in re.findall(r'class="bar".*?height="([^"]*)"', text, re.DOTALL)]
    assert heights[-2:] == [50, 100]
    assert not any(heights[:-2])


def test_of_very_many_it_is_said_that_they_are_more(page, monkeypatch):
    monkeypatch.setattr(counts, "COUNT_LIMIT", 2)
    for day in (-3, -2, 0, 1):
        OutcomeFactory(due_date=days(day))
    assert numbers(page())[0] == ("/outcomes/?state=overdue", 2)
    OutcomeFactory(due_date=days(-1))
    text = page()
    assert '<a href="/outcomes/?state=overdue">more than 2 overdue</a>' in text
    assert f">2 due by {days(30).day} " in text


def test_outcomes_of_ones_own_organization_come_first(page, analyst):
    office = OrganizationFactory()
    Profile.objects.create(user=analyst, organization=office)
    OutcomeFactory(text="Of others", due_date=days(-9))
    OutcomeFactory(text="Ours", due_date=days(9), owner_organization=office)
    OutcomeFactory(text="Much later", due_date=days(99), owner_organization=office)
    text = page()
    assert text.index("Ours") < text.index("Of others")
    assert "Much later" not in text


def test_countries_by_last_contact(page, count, settings):
    settings.HOME_COUNTRY = "US"

    def met(country, day, **fields):
        organization = OrganizationFactory(country=country)
        return meeting_between(counterpart_organization=organization, start_date=day, **fields)

    def order():
        return re.findall(r"party_country=(\w\w)", section(page(), "Countries by last contact"))

    old = met("PE", datetime.date(2003, 4, 5), end_date=datetime.date(2003, 5, 6), dates="within")
    met("PE", datetime.date(2001, 1, 1))
    met("FR", datetime.date(2020, 1, 1))
    met("US", datetime.date(2000, 1, 1))
    met("BR", datetime.date(2000, 1, 1), publication="draft")
    met("CL", datetime.date(2000, 1, 1), progress="cancelled")
    met("AR", None, dates="unknown", end_date=None)
    assert order() == ["PE", "FR"]
    text = page()
    assert f'<a href="{old.get_absolute_url()}"><em class="inexact">within 5 April – 6 May 2003' in text
    assert count("/meetings/?progress=held&party_country=PE") == 2


def test_what_was_hidden_since_the_contacts_were_counted_is_not_shown(page):
    meeting = meeting_between(counterpart_organization=OrganizationFactory(country="PE"))
    assert "party_country=PE" in page()
    meeting.handling = "restricted"
    meeting.save()
    assert "party_country=PE" not in page()


def test_what_is_kept_of_contacts_is_not_shown_to_who_may_see_less(client, cleared, analyst):
    meeting_between(counterpart_organization=OrganizationFactory(country="PE"), handling="restricted")
    client.force_login(cleared)
    assert "party_country=PE" in client.get("/").text
    client.force_login(analyst)
    assert "party_country=PE" not in client.get("/").text


def test_more_than_ten_countries_are_shown_from_both_ends(page):
    codes = ["AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "SV", "GT", "HN", "MX"]
    for year, code in enumerate(codes, 2000):
        line = ParticipantFactory(country=code, meeting__start_date=datetime.date(year, 1, 1))
        assert line.meeting.progress == "held"
    tables = page().partition("Countries by last contact")[2].split("<caption>")[1:]
    longest_ago, latest = (re.findall(r"party_country=(\w\w)", table) for table in tables)
    assert longest_ago == codes[:10]
    assert latest == ["MX", "HN", "GT"]


def test_visits_under_way_and_next_and_saved_views(page, analyst):
    VisitFactory(title="Over", progress="planned", start_date=days(-9))
    VisitFactory(title="Next", progress="planned", start_date=days(9))
    VisitFactory(title="Now", progress="under_way", start_date=days(-1), end_date=days(1))
    VisitFactory(title="Some time", progress="planned", start_date=None, dates="unknown")
    SavedView.objects.create(owner=analyst, name="My list", list="outcome", query="state=overdue")
    text = page()
    assert text.index("Now") < text.index("Next") < text.index("Some time")
    upcoming, _, waiting = text.partition("Visits to be confirmed")
    assert "Over<" not in upcoming
    assert "Over<" in waiting
    assert '<a href="/outcomes/?state=overdue">My list</a>' in text


def test_months_of_a_list(client, analyst, count):
    client.force_login(analyst)
    month = Month.read("2021-12")
    MeetingFactory(start_date=month.start, end_date=last_day_of_month(month.start), dates="within")
    MeetingFactory(start_date=month.start, end_date=month.end + datetime.timedelta(1))
    MeetingFactory(start_date=datetime.date(2020, 12, 3), end_date=datetime.date(2021, 12, 3))
    MeetingFactory(start_date=None, dates="unknown")
    assert count("/meetings/?lies_in=2021-12") == 1
    assert count("/meetings/?lies_in=several") == 2
    assert count("/meetings/?lies_in=several&lies_in=2021-12") == 3
    assert count("/meetings/?lies_in=2021-11") == 0
    chips = client.get("/meetings/?lies_in=several&lies_in=2021-12").context["form"].chips()
    assert [str(value) for _, value, _ in chips] == ["several months", "December 2021"]


def test_fixed_number_of_queries(client, analyst, django_assert_max_num_queries):
    client.force_login(analyst)
    meeting_between()
    OutcomeFactory(due_date=days(0))
    VisitFactory(progress="planned", start_date=days(1))
    # Who asks, and what they may, is 4 of any page; within a transaction, columns are read by 6.
    with django_assert_max_num_queries(17 + 4 + 8):
        client.get("/")


def test_the_week_ahead_is_told_day_by_day_with_times(client, analyst):
    late = MeetingFactory(start_date=days(1), start_time=datetime.time(15), progress="planned", title="Late")
    early = MeetingFactory(start_date=days(1), start_time=datetime.time(9), progress="planned", title="Early")
    today = MeetingFactory(start_date=days(0), progress="planned")
    last = MeetingFactory(start_date=days(6), progress="planned")
    for fields in (
        {"start_date": days(7)},
        {"start_date": days(-1)},
        {"start_date": days(1), "progress": "cancelled"},
        {"start_date": days(1), "end_date": days(2), "dates": "within"},
        {"start_date": days(1), "publication": "draft"},
        {"start_date": days(1), "handling": "restricted"},
    ):
        MeetingFactory(**{"progress": "planned", **fields})
    client.force_login(analyst)
    response = client.get("/")
    assert response.context["agenda"] == [
        (days(0), [today]),
        (days(1), [early, late]),
        (days(6), [last]),
    ]
    assert "09:00 local time" in section(response.text, "This week")


def test_own_drafts_wait_for_whoever_entered_them(client, staff, editor):
    draft = MeetingFactory(publication="draft", created_by=staff, title="Mine")
    MeetingFactory(publication="draft", created_by=editor, title="Theirs")
    MeetingFactory(created_by=staff, title="Out")
    client.force_login(staff)
    assert client.get("/").context["drafts"] == [("meetings", [draft], False)]


def test_somebody_new_is_told_the_first_steps_until_they_watch_or_save(client, analyst, example):
    client.force_login(analyst)
    text = client.get("/").text
    assert "New here?" in text
    assert "is an example" in text
    Watch.objects.create(user=analyst, country="MX")
    assert "New here?" not in client.get("/").text


def test_of_a_hidden_example_the_first_steps_say_nothing(client, analyst, example):
    Visit.objects.update(publication="draft")
    client.force_login(analyst)
    text = client.get("/").text
    assert "New here?" in text
    assert "is an example" not in text
