"""What was planned and is past is to be confirmed; what was called off looks so, in every picture."""

import datetime
import re

import pytest
from django.utils import timezone

from engagements.common import pagination
from engagements.models import Visit, querysets
from tests.factories import MeetingFactory, VisitFactory

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(number)


@pytest.fixture
def visit():
    """A visit that was planned and is past, with a meeting of each status."""
    visit = VisitFactory(title="A trip", progress="planned", start_date=days(-3), end_date=days(-2))
    for status in ("planned", "held", "postponed", "cancelled"):
        MeetingFactory(title=f"{status} talks", visit=visit, progress=status, start_date=days(-3))
    MeetingFactory(title="coming talks", visit=visit, progress="planned", start_date=days(3))
    return visit


@pytest.fixture
def read(client, analyst):
    client.force_login(analyst)
    return lambda address: client.get(address).text


@pytest.mark.parametrize("few", [querysets.FEW_ROWS, 0])
def test_what_was_planned_and_is_past_can_be_listed(client, analyst, visit, monkeypatch, few):
    monkeypatch.setattr(querysets, "FEW_ROWS", few)
    monkeypatch.setattr(pagination, "COUNTABLE_ROWS", few)
    client.force_login(analyst)

    def listed(address):
        return {record.title for record in client.get(address).context["page"].object_list}

    VisitFactory(progress="under_way", start_date=days(-1), end_date=days(1))
    late = VisitFactory(progress="under_way", start_date=days(-9), end_date=days(-1))
    assert listed("/visits/?progress=unconfirmed") == {"A trip", late.title}
    assert listed("/meetings/?progress=unconfirmed") == {"planned talks"}
    assert listed("/meetings/?progress=unconfirmed&progress=held") == {"planned talks", "held talks"}
    assert listed("/meetings/?progress=planned") == {"planned talks", "coming talks"}


def test_what_was_planned_and_is_past_is_said_to_wait(read, visit):
    for address in (
        visit.get_absolute_url(),
        visit.meetings.get(title="planned talks").get_absolute_url(),
        "/visits/",
        "/meetings/?q=planned",
        f"/calendar/?week={days(-3):%G-W%V}&show=visits",
        f"/calendar/?week={days(-3):%G-W%V}&show=meetings",
    ):
        assert "to be confirmed</span>" in read(address), address
    page = read("/")
    assert '<a href="/visits/?progress=unconfirmed">1 visit to be confirmed</a>' in page
    assert '<a href="/meetings/?progress=unconfirmed">1 meeting to be confirmed</a>' in page


def test_what_is_to_be_confirmed_is_told_to_those_alone_who_may_see_it(read, visit):
    Visit.objects.update(handling="restricted")
    assert "to be confirmed" not in read("/")


def test_what_was_called_off_is_struck_and_named_in_every_picture(read, visit):
    addresses = ("/meetings/", f"/calendar/?week={days(-3):%G-W%V}", visit.get_absolute_url())
    for address in addresses:
        rows = re.findall(
            r'<(?:tr|li|div) class="(?:band )?called-off">(.*?)</(?:tr|li|div)>', read(address), re.S
        )
        named = {re.search(r"(postponed|cancelled) talks", row)[0] for row in rows}
        assert named == {"postponed talks", "cancelled talks"}, address
        for row in rows:
            status = re.search(r"(postponed|cancelled) talks", row)[1]
            assert re.search(rf'class="badge[^"]*">{status}</span>', row), address


def test_timeline_of_a_visit_draws_what_did_not_take_place_otherwise(read, visit):
    page = (
        read(visit.get_absolute_url()).partition("<h2>Timeline</h2>")[2].partition('<div class="heading">')[0]
    )
    drawn = {}
    for title, row in re.findall(r"<bdi>(\w+ talks)</bdi>(.*?)</tr>", page, re.S):
        drawn[title] = "open" in row, 'class="through"' in row
        label = re.search(r'aria-label="(.*?)"', row)[1]
        assert title.startswith("held") or label.endswith(
            ("planned", "to be confirmed", "postponed", "cancelled")
        )
    assert drawn == {
        "held talks": (False, False),
        "planned talks": (True, False),
        "coming talks": (True, False),
        "postponed talks": (True, True),
        "cancelled talks": (True, True),
    }
    assert "postponed or cancelled" in page  # the legend


def test_first_page_after_an_import_of_visits_alone_shows_them(client, editor):
    VisitFactory(title="Long ago")
    client.force_login(editor)
    page = client.get("/").text
    assert "nothing to show yet" not in page
    assert "Long ago" in page.partition("Latest visits")[2]


def test_first_page_of_planned_meetings_alone_leads_to_them(read):
    MeetingFactory(progress="planned", start_date=days(9))
    page = read("/")
    assert "nothing to show yet" not in page
    assert "All meetings" in page


def test_first_page_says_that_nothing_is_there_only_where_nothing_is(read):
    VisitFactory(publication="draft")
    MeetingFactory(handling="restricted")
    assert "nothing to show yet" in read("/")
