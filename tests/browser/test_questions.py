"""Ten questions of readers, answered from the first page on; the answer is the one that SQL gives.

The hands count clicks, and what is typed. Bounds are what it takes today: who adds a click says so here.
"""

import datetime
import io
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from engagements.models import Official, Organization, Topic
from tests.factories import MeetingFactory, OrganizationFactory, OutcomeFactory

from .conftest import DESKTOP, Hands, copy_of, put_in_place

MEETINGS = 400
# What an analyst may see, who is not cleared; and the country for which a line stands.
VISIBLE = """
    SELECT meeting.* FROM engagements_meeting meeting LEFT JOIN engagements_visit visit ON visit.id = visit_id
    WHERE meeting.publication = 'published' AND meeting.handling = 'open'
      AND (visit.id IS NULL OR visit.publication = 'published' AND visit.handling = 'open')
"""
LINES = """
    SELECT line.*, CASE line.country WHEN '' THEN organization.country ELSE line.country END AS party_country
    FROM engagements_participant line
    LEFT JOIN engagements_organization organization ON organization.id = organization_id
"""
HELD = "SELECT * FROM visible WHERE progress = 'held'"
WITH = f"WITH visible AS ({VISIBLE}), lines AS ({LINES}), held AS ({HELD})"
OURS, THEIRS = "('delegation', 'accompanying')", "('counterpart', 'third_party')"


def sql(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(f"{WITH} {query}", values)
        return cursor.fetchall()


def number(query, *values):
    return sql(query, *values)[0][0]


@pytest.fixture(scope="module")
def invented(prepared, django_db_blocker):
    """A database with invented meetings, the example, and what of it has to be near today."""
    with django_db_blocker.unblock():
        call_command("generate_engagements", meetings=MEETINGS, seed=7, verbosity=0)
        call_command("load_example", verbosity=0)
        today = timezone.localdate()
        ours = Organization.objects.filter(country="US").first()
        for name, days in (("Customs", 100), ("Water", 1000), ("Culture", None)):
            ministry = OrganizationFactory(name=f"Ministry of {name}", kind="ministry", country="MX")
            if days:
                day = today - datetime.timedelta(days)
                meeting = MeetingFactory(title=f"On {name}", start_date=day, progress="held")
                meeting.participants.create(side="delegation", organization=ours, order=1)
                meeting.participants.create(side="counterpart", organization=ministry, order=2)
                OutcomeFactory(
                    meeting=meeting, owner_organization=ours, due_date=day, text=f"Papers on {name}"
                )
                OutcomeFactory(meeting=meeting, owner_organization=ministry, due_date=day)
        database = copy_of(connection.connection)
        put_in_place(prepared[False])
        return database


@pytest.fixture
def hands(invented, transactional_db, make_user, sign_in, look):
    """An analyst before the first page."""
    put_in_place(invented)
    sign_in(make_user("reader", "Analysts"))
    return Hands(look("/", DESKTOP))


@pytest.fixture
def minister(hands):
    """The counterpart who was met most often."""
    counterpart = (
        f"SELECT official_id FROM lines WHERE side IN {THEIRS} AND meeting_id IN (SELECT id FROM held)"
    )
    return Official.objects.get(pk=number(f"{counterpart} GROUP BY 1 ORDER BY count(*) DESC, 1"))


def follow(hands, target):
    with hands.page.expect_navigation():
        hands.click(target)


def find(hands, text):
    """Ask for ``text`` by the keyboard, and return what is listed."""
    hands.press("Control+k")
    hands.type(text)
    hands.send("Enter")
    return hands.page.locator("main")


def menu(hands, name):
    follow(hands, hands.page.get_by_label("Main").get_by_role("link", name=name, exact=True))


def filter_by(hands, label, text):
    """Choose what a box of the filters offers for ``text``; the list follows."""
    box = hands.page.get_by_role("combobox", name=label, exact=True)
    hands.click(box)
    hands.type(text)
    expect(hands.page.get_by_role("option", name=text).first).to_be_visible()
    hands.press("Enter")
    expect(chip(hands.page, label)).to_be_visible()


def chip(page, label):
    return page.get_by_role("link", name=f"Remove filter {label}")


def numbers_in(text):
    return [int(digits) for digits in re.findall(r"\d+", text)]


def test_when_did_we_last_meet_them_and_what_was_promised(hands, minister):
    results = find(hands, minister.name)
    follow(hands, results.get_by_role("link", name=str(minister), exact=True))
    last_met = hands.page.locator("dt:text-is('Last met') + dd a")
    promised = hands.page.get_by_role("link", name=re.compile(r"^\d+ outcomes?$"))
    expect(last_met).to_be_in_viewport()
    expect(promised).to_be_in_viewport()
    of_minister = "meeting_id IN (SELECT meeting_id FROM lines WHERE official_id = %s)"
    met = "SELECT id FROM held WHERE id IN (SELECT meeting_id FROM lines WHERE official_id = %s)"
    last = number(f"{met} AND start_date IS NOT NULL ORDER BY start_date DESC, id DESC", minister.pk)
    assert last_met.get_attribute("href") == f"/meetings/{last}/"
    outcomes = "SELECT count(*) FROM engagements_outcome WHERE meeting_id IN (SELECT id FROM visible)"
    assert numbers_in(promised.inner_text()) == [number(f"{outcomes} AND {of_minister}", minister.pk)]
    assert hands.counts["clicks"] <= 1


def test_which_ministries_of_a_country_were_not_met_for_two_years(hands):
    day = timezone.localdate() - datetime.timedelta(730)
    menu(hands, "Organizations")
    page = hands.page
    filter_by(hands, "Country", "Mexico")
    hands.click(page.locator("summary", has_text="Kind"))
    hands.click(page.get_by_label("ministry", exact=True))
    expect(chip(page, "Kind")).to_be_visible()
    since = page.get_by_label("Not met since")
    hands.click(since)
    since.fill(day.isoformat())
    expect(chip(page, "Not met since")).to_be_visible()
    met = "SELECT organization_id FROM lines JOIN held ON held.id = meeting_id WHERE end_date >= %s"
    ministries = "SELECT name FROM engagements_organization WHERE country = 'MX' AND kind = 'ministry'"
    answer = sql(
        f"{ministries} AND id NOT IN ({met} AND organization_id IS NOT NULL) ORDER BY name", day.isoformat()
    )
    names = page.locator("table.rows tbody th > a").all_inner_texts()
    assert sorted(names) == [name for (name,) in answer]
    assert "Ministry of Culture" in names
    assert hands.counts["clicks"] <= 5


def test_the_meetings_of_a_minister_in_a_year_as_an_excel_file(hands, minister):
    results = find(hands, minister.name)
    page = hands.page
    follow(hands, results.get_by_role("link", name=str(minister), exact=True))
    hands.click(page.get_by_text("Numbers by year"))
    latest = page.locator(".years tbody tr").first
    year = latest.locator("th").inner_text()
    follow(hands, latest.get_by_role("link"))
    with page.expect_download() as download:
        hands.click(page.get_by_role("link", name="Excel"))
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    of_minister = f"SELECT meeting_id FROM lines WHERE official_id = %s AND side IN {THEIRS}"
    answer = sql(
        f"SELECT title FROM held WHERE id IN ({of_minister}) AND start_date <= %s AND end_date >= %s",
        *(minister.pk, f"{year}-12-31", f"{year}-01-01"),
    )
    header = [cell.value for cell in sheet[1]]
    titles = [row[header.index("title")].value for row in sheet.iter_rows(min_row=2)]
    assert sorted(titles) == sorted(title for (title,) in answer) != []
    assert hands.counts["clicks"] <= 4


def test_brief_me_on_somebody(hands, minister):
    results = find(hands, minister.name)
    entry = results.get_by_role("listitem").filter(
        has=hands.page.get_by_role("link", name=str(minister), exact=True)
    )
    follow(hands, entry.get_by_role("link", name="Briefing"))
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text(minister.name)
    pair = "EXISTS (SELECT 1 FROM lines WHERE meeting_id = held.id AND side IN {} AND {})"
    us, them = "party_country = 'US'", "official_id = %s"
    led_by_us = f"{pair.format(OURS, us)} AND {pair.format(THEIRS, them)}"
    led_by_them = f"{pair.format(OURS, them)} AND {pair.format(THEIRS, us)}"
    held = number(f"SELECT count(*) FROM held WHERE {led_by_us} OR {led_by_them}", minister.pk, minister.pk)
    expect(hands.page.get_by_text(f"{held} meetings held.")).to_be_in_viewport()
    assert hands.counts["clicks"] <= 1


def test_who_travels_with_the_ambassador(hands):
    on_visits = """
        FROM engagements_delegationmember own JOIN engagements_visit visit ON visit.id = own.visit_id
        JOIN engagements_delegationmember other
          ON other.visit_id = visit.id AND other.official_id <> own.official_id
        WHERE visit.publication = 'published' AND visit.handling = 'open'
          AND visit.progress IN ('under_way', 'completed')
    """
    often = (
        f"SELECT own.official_id {on_visits} AND own.title = 'Ambassador' GROUP BY 1 ORDER BY count(*) DESC"
    )
    ambassador = Official.objects.get(pk=number(often))
    results = find(hands, ambassador.name)
    follow(hands, results.get_by_role("link", name=str(ambassador), exact=True))
    table = hands.page.locator("h2:text-is('Travels with') + table tbody")
    seen = [
        (
            numbers_in(row.locator("th a").get_attribute("href"))[0],
            numbers_in(row.locator("td").inner_text())[0],
        )
        for row in table.locator("tr").all()
    ]
    together = (
        f"SELECT other.official_id, count(DISTINCT visit.id) {on_visits} AND own.official_id = %s GROUP BY 1"
    )
    assert sorted(seen) == sorted(sql(together, ambassador.pk)) != []
    assert hands.counts["clicks"] <= 1


def test_how_often_a_topic_was_spoken_of_by_quarter(hands):
    topic = Topic.objects.get(
        pk=number("SELECT topic_id FROM engagements_meeting_topics GROUP BY 1 ORDER BY count(*) DESC")
    )
    menu(hands, "Meetings")
    filter_by(hands, "Topic", topic.name)
    follow(hands, hands.page.get_by_role("link", name="Over time"))
    follow(hands, hands.page.get_by_role("link", name="Quarter"))
    about = "id IN (SELECT meeting_id FROM engagements_meeting_topics WHERE topic_id = %s)"
    rows = hands.page.locator("table.matrix tbody tr").all()
    assert rows
    for row in rows:
        year, quarter = numbers_in(row.locator("th").inner_text())
        first = datetime.date(year, 3 * quarter - 2, 1)
        last = datetime.date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - datetime.timedelta(1)
        answer = number(
            f"SELECT count(*) FROM held WHERE {about} AND start_date <= %s AND end_date >= %s",
            *(topic.pk, last.isoformat(), first.isoformat()),
        )
        assert int(row.locator("td").inner_text() or 0) == answer, row.inner_text()
    assert hands.counts["clicks"] <= 4


def test_what_is_overdue_that_we_owe_mexico(hands):
    page = hands.page
    follow(hands, page.locator(".dues li", has_text="Owed by us").get_by_role("link", name="overdue"))
    filter_by(hands, "Country", "Mexico")
    answer = sql(
        """
        SELECT outcome.text FROM engagements_outcome outcome
        JOIN engagements_organization owner ON owner.id = owner_organization_id
        JOIN visible ON visible.id = meeting_id LEFT JOIN engagements_place place ON place.id = place_id
        WHERE outcome.progress = 'open' AND due_date < %s AND owner.country = 'US' AND (place.country = 'MX'
            OR EXISTS (SELECT 1 FROM lines WHERE lines.meeting_id = visible.id AND party_country = 'MX'))
        """,
        timezone.localdate().isoformat(),
    )
    assert sorted(page.locator("table.rows tbody th > a").all_inner_texts()) == sorted(
        text for (text,) in answer
    )
    assert "Papers on Water" in {text for (text,) in answer}
    assert hands.counts["clicks"] <= 2


def save_view(hands, name, shared=False):
    """Save what the meetings are filtered by, with the keyboard."""
    hands.click(hands.page.locator(".save summary"))
    hands.tab()
    hands.type(name)
    hands.tab()
    if shared:
        hands.press("Space")
    hands.send("Enter")


IN_OR_WITH_MEXICO = """
    SELECT visible.id FROM visible LEFT JOIN engagements_place place ON place.id = place_id
    WHERE (place.country = 'MX' OR visible.id IN (SELECT meeting_id FROM lines WHERE party_country = 'MX'))
"""


def test_share_a_view(hands, browser, sign_in, make_user, live_server):
    menu(hands, "Meetings")
    filter_by(hands, "Country", "Mexico")
    save_view(hands, "Talks in Mexico", shared=True)
    expect(hands.page.get_by_text("Saved as “Talks in Mexico”")).to_be_visible()
    assert hands.counts["clicks"] <= 3
    assert number("SELECT count(*) FROM engagements_savedview WHERE shared") == 1
    with browser.new_context() as elsewhere:
        sign_in(make_user("colleague", "Analysts"), elsewhere)
        colleague = Hands(elsewhere.new_page())
        colleague.page.goto(live_server.url)
        follow(colleague, colleague.page.get_by_role("link", name="Talks in Mexico", exact=True))
        answer = len(sql(IN_OR_WITH_MEXICO))
        expect(colleague.page.locator("#found")).to_have_text(f"{answer} meetings")


def test_put_meetings_into_a_calendar(hands):
    menu(hands, "Meetings")
    filter_by(hands, "Country", "Mexico")
    save_view(hands, "Mexico")
    follow(hands, hands.page.get_by_role("link", name="Name, sharing, calendar"))
    follow(hands, hands.page.get_by_role("button", name="Make an address"))
    address = hands.page.locator(".notice code").inner_text()
    assert hands.counts["clicks"] <= 5
    calendar = hands.page.request.get(address).text()
    assert calendar.count("BEGIN:VEVENT") == len(sql(f"{IN_OR_WITH_MEXICO} AND start_date IS NOT NULL")) > 0


def test_print_a_list(hands):
    menu(hands, "Meetings")
    filter_by(hands, "Country", "Mexico")
    page = hands.page
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    hands.click(page.get_by_role("button", name="Print"))
    expect(page).to_have_title("printed")
    assert hands.counts["clicks"] <= 3
    page.emulate_media(media="print")
    expect(page.get_by_label("Main")).to_be_hidden()
    expect(page.get_by_text("Country: Mexico")).to_be_visible()
    answer = len(sql(IN_OR_WITH_MEXICO))
    expect(page.locator("#found")).to_have_text(f"{answer} meetings")
    expect(page.locator("table.rows tbody tr")).to_have_count(min(answer, 50))
