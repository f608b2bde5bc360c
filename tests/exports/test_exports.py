"""The exports, through the addresses of the lists: what is in them, for whom, in which form."""

import csv
import datetime
import io
import json

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from engagements.exports import sheets
from engagements.exports.columns import records as record_columns
from engagements.exports.columns.kinds import EXPORT_KINDS
from engagements.exports.columns.meetings import MEETING_EXPORT
from engagements.models import Meeting, Official, Place
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    SourceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
)

FORMATS = {
    "/visits/": ("csv", "xlsx", "json", "ics"),
    "/meetings/": ("csv", "xlsx", "json", "ics"),
    "/officials/": ("csv", "xlsx", "json"),
    "/organizations/": ("csv", "xlsx", "json"),
}
EVERY = [(path, file_format) for path, formats in FORMATS.items() for file_format in formats]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠x", "'quoted", "\n=1"]


def fetch(client, path, file_format, **query):
    response = client.get(path, {**query, "export": file_format})
    assert response.status_code == 200
    assert "attachment" in response.get("Content-Disposition", ""), "this is a page and no file"
    return response.getvalue()


def rows_of(client, path, file_format, **query):
    """Return the rows of an export as dicts of what a reader of the file gets."""
    content = fetch(client, path, file_format, **query)
    if file_format == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if file_format == "json":
        return json.loads(content)
    if file_format == "ics":
        return [{"uid": str(event["uid"]), "event": event} for event in Calendar.from_ical(content).events]
    return sheet_of(content)


def sheet_of(content, name=None):
    book = openpyxl.load_workbook(io.BytesIO(content))
    heading, *rows = (book[name] if name else book.worksheets[0]).values
    return [dict(zip(heading, row, strict=True)) for row in rows]


def uids(rows):
    return [row["uid"] for row in rows]


@pytest.fixture
def rich(db):
    """A meeting in a visit with all that a meeting can have."""
    sender = OrganizationFactory(name="Customs Service", acronym="CS", country="US")
    visit = VisitFactory(title="Visit to Mexico", organization=sender)
    monterrey = PlaceFactory(name="Monterrey")
    StopFactory(visit=visit, place=monterrey, start_date=datetime.date(2021, 12, 7))
    ProgrammeItemFactory(
        visit=visit,
        start_time=datetime.time(9),
        end_time=datetime.time(9, 20),
        place=monterrey,
        note="for us",
    )
    MemberFactory(visit=visit, official=OfficialFactory(name="Troy Miller"), title="Head", role="head")
    meeting = MeetingFactory(
        title="On trade; and more",
        visit=visit,
        dates="within",
        end_date=datetime.date(2021, 12, 8),
        place=PlaceFactory(name="Saltillo"),
        venue="Palacio de Gobierno",
        summary="First line\nsecond, “line”",
    )
    source = SourceFactory(title="Readout", publisher="Press", published_on=datetime.date(2022, 10, 3))
    meeting.sources.add(source)
    meeting.topics.add(TopicFactory(name="visas"), TopicFactory(name="air; sea"))
    visit.topics.add(TopicFactory(name="trade"))
    visit.sources.add(source)
    line = ParticipantFactory
    line(
        meeting=meeting,
        side="delegation",
        official=OfficialFactory(name="Thea Lee", honorific="Dr."),
        title="Deputy Under Secretary",
        organization=sender,
        title_source=source,
        order=1,
    )
    line(
        meeting=meeting,
        side="accompanying",
        official=OfficialFactory(name="Ken Salazar"),
        note="and staff",
        order=2,
    )
    government = OrganizationFactory(name="Government of Coahuila")
    line(meeting=meeting, official=None, title="Governor", organization=government, order=3)
    line(
        meeting=meeting,
        side="third_party",
        official=None,
        description="private industry",
        country="DE",
        role="observer",
        order=4,
    )
    OutcomeFactory(
        meeting=meeting,
        text="Go on",
        owner_organization=sender,
        owner_official=OfficialFactory(name="Ana Owner"),
        due_text="by the next summit",
    )
    return meeting


# Exactly the rows of the page


@pytest.mark.parametrize(("path", "file_format"), EVERY)
def test_rows_are_those_that_the_page_counts(client, analyst, path, file_format, rich):
    client.force_login(analyst)
    for _ in range(3):
        MemberFactory(visit=(meeting_between(visit=VisitFactory()).visit))
    count = client.get(path).context["paginator"].count
    assert count >= 3
    rows = rows_of(client, path, file_format)
    assert len(rows) == count
    assert len(set(uids(rows))) == count


@pytest.mark.parametrize("file_format", FORMATS["/meetings/"])
def test_filter_sort_and_no_pages(client, analyst, file_format, monkeypatch):
    monkeypatch.setattr("engagements.common.pagination.PAGE_SIZE", 2)
    wanted = [
        MeetingFactory(title=f"Wanted {number}", start_date=datetime.date(2020, 1, number))
        for number in range(1, 6)
    ]
    MeetingFactory(title="Other")
    client.force_login(analyst)
    rows = rows_of(client, "/meetings/", file_format, q="wanted", sort="date", page="2")
    assert uids(rows) == [str(meeting.uid) for meeting in wanted]


def test_two_values_of_a_filter_give_a_row_once(client, analyst):
    topics = [TopicFactory(), TopicFactory()]
    meeting = MeetingFactory()
    meeting.topics.set(topics)
    client.force_login(analyst)
    rows = rows_of(client, "/meetings/", "csv", topic=[topic.pk for topic in topics])
    assert uids(rows) == [str(meeting.uid)]


@pytest.mark.parametrize(("path", "file_format"), EVERY)
def test_links_stand_with_the_list_and_keep_the_filter(client, analyst, path, file_format):
    client.force_login(analyst)
    page = client.get(path, {"q": "abc", "page": "1"}).content.decode()
    assert f'href="?q=abc&amp;export={file_format}"' in page


@pytest.mark.parametrize("path", ["/officials/", "/organizations/"])
def test_no_calendar_of_what_has_no_dates(client, analyst, path):
    client.force_login(analyst)
    assert "There is no format “ics”" in client.get(path, {"export": "ics"}).content.decode()


# For whom


@pytest.mark.parametrize(("path", "file_format"), EVERY)
def test_login_and_permission(client, stranger, path, file_format):
    assert client.get(path, {"export": file_format}).status_code == 302
    client.force_login(stranger)
    assert client.get(path, {"export": file_format}).status_code == 403


@pytest.mark.parametrize("file_format", FORMATS["/meetings/"])
def test_hidden_records_are_in_no_export(client, analyst, cleared, staff, file_format):
    seen = meeting_between(title="Seen", visit=VisitFactory(title="Seen"))
    draft = meeting_between(title="Hidden", publication="draft")
    restricted = meeting_between(title="Hidden", handling="restricted")
    of_restricted = meeting_between(title="Hidden", visit=VisitFactory(title="Hidden", handling="restricted"))
    seen.visit.related_visits.add(of_restricted.visit)
    expected = {
        analyst: {seen},
        cleared: {seen, restricted, of_restricted},
        staff: {seen, draft},
    }
    for user, meetings in expected.items():
        client.force_login(user)
        for path, records in (
            ("/meetings/", meetings),
            ("/visits/", {one.visit for one in meetings if one.visit}),
        ):
            rows = rows_of(client, path, file_format)
            assert set(uids(rows)) == {str(one.uid) for one in records}
    client.force_login(analyst)
    for path in ("/meetings/", "/visits/"):
        assert b"Hidden" not in fetch(client, path, "csv" if file_format == "xlsx" else file_format)


def test_lines_of_hidden_records_are_in_no_sheet(client, analyst, rich):
    Meeting.objects.update(handling="restricted")
    client.force_login(analyst)
    content = fetch(client, "/meetings/", "xlsx")
    assert [sheet_of(content, name) for name in ("meetings", "participants", "outcomes")] == [[], [], []]


def test_files_are_kept_by_no_cache_and_named_for_what_and_when(client, analyst, monkeypatch):
    now = datetime.datetime(2026, 11, 24, 15, 5, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.force_login(analyst)
    response = client.get("/meetings/?export=csv")
    assert response["Content-Disposition"] == 'attachment; filename="meetings-2026-11-24-1505.csv"'
    assert response["Cache-Control"] == "private, no-store"


# What can't be answered


@pytest.mark.parametrize("path", FORMATS)
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("export=pdf", "There is no format “pdf”."),
        ("export=csv&export=json", "Give at most 1 value."),
        ("export=%00", "There is no format “"),
        ("export=CSV", "There is no format “CSV”."),
    ],
)
def test_an_unknown_format_is_an_error_on_the_page(client, analyst, path, query, message):
    client.force_login(analyst)
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page
    assert "export=pdf" not in page, "a link carries the wrong format on"


def test_a_wrong_filter_gives_the_page_with_its_error_and_no_file(client, analyst):
    client.force_login(analyst)
    response = client.get("/meetings/?export=csv&date_after=yesterday")
    assert response["Content-Type"].startswith("text/html")
    assert "Enter a date such as 2021-12-06" in response.content.decode()


def test_the_form_does_not_carry_the_format_on(client, analyst):
    client.force_login(analyst)
    assert 'name="export"' not in client.get("/meetings/?export=csv&q=,").content.decode()


def test_too_many_rows_for_excel_is_an_error_before_work_starts(client, analyst, monkeypatch, rich):
    client.force_login(analyst)
    monkeypatch.setattr(sheets, "XLSX_MAX_ROWS", 1 + 4)  # the heading and the participants
    assert len(sheet_of(fetch(client, "/meetings/", "xlsx"), "participants")) == 4
    monkeypatch.setattr(sheets, "XLSX_MAX_ROWS", 4)
    monkeypatch.setattr(record_columns.ExportKind, "read", lambda *_: pytest.fail("work has started"))
    page = client.get("/meetings/?export=xlsx").content.decode()
    assert "An Excel file holds at most 3 participants, and these are 4." in page


# What is in them


def test_a_meeting_as_csv(client, analyst, rich):
    client.force_login(analyst)
    (row,) = rows_of(client, "/meetings/", "csv")
    data = json.loads(row.pop("data"))
    assert row == {
        "uid": str(rich.uid),
        "title": "On trade; and more",
        "dates": "within",
        "start_date": "2021-12-06",
        "end_date": "2021-12-08",
        "start_time": "",
        "end_time": "",
        "timezone": "",
        "format": "bilateral",
        "progress": "held",
        "visit_uid": str(rich.visit.uid),
        "visit": "Visit to Mexico",
        "place": "Saltillo",
        "country": "MX",
        "venue": "Palacio de Gobierno",
        "delegation": "Dr. Thea Lee, Deputy Under Secretary, Customs Service",
        "accompanying": "Ken Salazar (and staff)",
        "counterparts": "Governor, Government of Coahuila",
        "third_parties": "Germany, private industry",
        "topics": "air; sea; visas",
        "outcomes": "commitment: Go on (open; Ana Owner, Customs Service; by the next summit)",
        "summary": "First line\nsecond, “line”",
        "points": "",
        "sources": "Readout",
        "publication": "published",
        "handling": "open",
    }
    assert next(iter(row)) == "uid"
    lee, salazar, governor, industry = data["participants"]
    assert lee["official"]["uid"] == str(Official.objects.get(name="Thea Lee").uid)
    assert lee["organization"]["acronym"] == "CS"
    assert lee["title_source"]["published_on"] == "2022-10-03"
    assert salazar["note"] == "and staff"
    assert (governor["official"], governor["title"], governor["order"]) == (None, "Governor", 3)
    assert (industry["description"], industry["country"], industry["role"]) == (
        "private industry",
        "DE",
        "observer",
    )
    assert [topic["name"] for topic in data["topics"]] == ["air; sea", "visas"]
    assert {topic["uid"] for topic in data["topics"]} == {str(topic.uid) for topic in rich.topics.all()}
    assert data["place"]["uid"] == str(rich.place.uid)
    assert data["outcomes"][0]["uid"] == str(rich.outcomes.get().uid)
    assert data["outcomes"][0]["owner_official"]["name"] == "Ana Owner"
    assert data["visit"]["organization"]["name"] == "Customs Service"
    assert data["sources"][0]["publisher"] == "Press"


def test_a_visit_as_json(client, analyst, rich):
    client.force_login(analyst)
    (row,) = rows_of(client, "/visits/", "json")
    assert row["stops"] == "Monterrey, Mexico"
    assert row["countries"] == "MX"
    assert row["delegation"] == "Troy Miller, Head (head)"
    assert row["start_date"] == "2021-12-06"
    assert row["programme"] == "2021-12-06, 09:00, Arrival, Monterrey, Mexico"
    assert row["data"]["programme"] == [
        {
            "day": "2021-12-06",
            "start_time": "09:00:00",
            "end_time": "09:20:00",
            "what": "Arrival",
            "note": "for us",
            "place_uid": str(Place.objects.get(name="Monterrey").uid),
            "place": "Monterrey",
            "country": "MX",
        }
    ]
    assert row["data"]["stops"][0] == {
        "place_uid": str(Place.objects.get(name="Monterrey").uid),
        "place": "Monterrey",
        "country": "MX",
        "start_date": "2021-12-07",
        "end_date": None,
    }
    assert row["data"]["delegation"][0]["role"] == "head"


def test_an_official_and_an_organization(client, analyst):
    parent = OrganizationFactory(name="Parent")
    organization = OrganizationFactory(name="Child", parent=parent, aliases="One\nTwo")
    official = OfficialFactory(name="Ana", native_name="آنا")
    AppointmentFactory(
        official=official,
        organization=organization,
        title="Chief",
        acting=True,
        start_date=datetime.date(2020, 1, 5),
    )
    client.force_login(analyst)
    (row,) = rows_of(client, "/officials/", "csv")
    assert row["posts"] == "Chief (acting), Child (from 5 January 2020)"
    assert row["native_name"] == "آنا"
    child, _ = rows_of(client, "/organizations/", "csv")
    assert (child["parent"], child["parent_uid"]) == ("Parent", str(parent.uid))
    assert child["aliases"] == "One\nTwo"
    (post,) = sheet_of(fetch(client, "/officials/", "xlsx"), "posts")
    assert post["start_date"] == datetime.datetime(2020, 1, 5)
    assert post["acting"] is True


def test_every_column_is_documented():
    """The column set is an interface: what changes here changes for whoever reads the files."""
    manual = (settings.BASE_DIR / "docs" / "export.md").read_text()
    for kind in EXPORT_KINDS.values():
        section = manual.partition(f"## Columns of {kind.name}\n")[2].partition("\n## ")[0]
        documented = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert list(kind.columns) == documented


@pytest.mark.parametrize("path", FORMATS)
def test_nothing_found_gives_the_heading_alone(client, analyst, path):
    client.force_login(analyst)
    assert fetch(client, path, "csv").count(b"\r\n") == 1
    assert rows_of(client, path, "json") == []
    assert sheet_of(fetch(client, path, "xlsx")) == []


def test_an_empty_calendar(client, analyst):
    client.force_login(analyst)
    assert rows_of(client, "/meetings/", "ics") == []


def test_names_of_every_script(client, analyst):
    names = ["ראובן ריבלין", "محمد بن سلمان", "李克强", "Zoë 🕊️ O’Neill", "e\u0301"]
    for name in names:
        meeting_between(counterpart=OfficialFactory(name=name), title=name)
    client.force_login(analyst)
    for file_format in FORMATS["/meetings/"]:
        content = fetch(client, "/meetings/", file_format)
        if file_format == "xlsx":
            assert {row["title"] for row in sheet_of(content)} == set(names)
        elif file_format == "ics":
            assert {str(event["summary"]) for event in Calendar.from_ical(content).events} == set(names)
        else:
            assert all(name in content.decode() for name in names)


def test_text_with_separators_quotes_and_line_ends_comes_back(client, analyst):
    text = 'a,b;"c"\r\nd\re\nf\u2028g'
    MeetingFactory(summary=text)
    client.force_login(analyst)
    assert rows_of(client, "/meetings/", "csv")[0]["summary"] == text
    assert rows_of(client, "/meetings/", "json")[0]["summary"] == text


# Spreadsheets


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_runs(client, analyst, text):
    meeting = MeetingFactory(title=text, summary=text, venue=text)
    ParticipantFactory(meeting=meeting, official=OfficialFactory(name=text), note=text)
    meeting.topics.add(TopicFactory(name=text))
    client.force_login(analyst)
    (row,) = rows_of(client, "/meetings/", "csv")
    for name in ("title", "summary", "venue", "counterparts", "topics"):
        assert row[name].startswith(f"'{text}"), name
    content = fetch(client, "/meetings/", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["participants"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert f"'{text}" in [cell.value for cell in cells]
    assert rows_of(client, "/meetings/", "json")[0]["title"] == text


def test_apostrophes_inside_stay_as_they_are(client, analyst):
    MeetingFactory(title="O'Brien - 1 = 1")
    client.force_login(analyst)
    assert rows_of(client, "/meetings/", "csv")[0]["title"] == "O'Brien - 1 = 1"


def test_real_dates_and_sheets_of_lines_in_excel(client, analyst, rich):
    client.force_login(analyst)
    content = fetch(client, "/meetings/", "xlsx")
    (row,) = sheet_of(content)
    assert (row["start_date"], row["dates"]) == (datetime.datetime(2021, 12, 6), "within")
    participants = sheet_of(content, "participants")
    assert {line["meeting_uid"] for line in participants} == {str(rich.uid)}
    assert [line["side"] for line in participants] == [
        "delegation",
        "accompanying",
        "counterpart",
        "third_party",
    ]
    (outcome,) = sheet_of(content, "outcomes")
    assert outcome["owner_organization"] == "Customs Service"
    content = fetch(client, "/visits/", "xlsx")
    assert sheet_of(content, "stops")[0]["place"] == "Monterrey"
    assert sheet_of(content, "programme")[0]["what"] == "Arrival"
    assert sheet_of(content, "delegation")[0]["official"] == "Troy Miller"


def test_what_excel_can_not_hold(client, analyst):
    MeetingFactory(
        title="bell\x07 and \uffff",
        summary="x" * 40_000,
        start_date=datetime.date(1815, 6, 9),
    )
    client.force_login(analyst)
    (row,) = rows_of(client, "/meetings/", "xlsx")
    assert row["title"] == "bell\ufffd and \ufffd"
    assert row["start_date"] == "1815-06-09"
    assert len(row["summary"]) == 32_767
    assert row["summary"].endswith("[cut]")
    assert rows_of(client, "/meetings/", "csv")[0]["summary"] == "x" * 40_000


# Calendars


def event_of(client, path="/meetings/"):
    (event,) = Calendar.from_ical(fetch(client, path, "ics")).events
    return event


def test_an_inexact_date_is_a_tentative_span(client, analyst, rich):
    client.force_login(analyst)
    event = event_of(client)
    assert event.decoded("dtstart") == datetime.date(2021, 12, 6)
    assert event.decoded("dtend") == datetime.date(2021, 12, 9)
    assert event["status"] == "TENTATIVE"
    assert "within 6–8 December 2021" in event["description"]
    assert "Counterparts: Governor, Government of Coahuila" in event["description"]
    assert event["location"] == "Palacio de Gobierno, Saltillo, Mexico"
    assert event["uid"] == str(rich.uid)
    assert event.decoded("dtstamp") == rich.changed_at.replace(microsecond=0)
    assert event["url"] == f"http://testserver/meetings/{rich.pk}/"


@pytest.mark.parametrize(
    ("zone", "country", "hour"),
    [
        ("America/Mexico_City", "AT", 15),
        ("", "AT", 8),  # one zone
        ("Mars/Olympus", "AT", 8),  # of an older database
        ("", "MX", None),  # many zones
        ("", "", None),
    ],
)
def test_a_time_is_an_instant_where_its_zone_is_known_and_else_stands_in_the_title(
    client, analyst, zone, country, hour
):
    place = PlaceFactory(name="Vienna", country=country)
    meeting = MeetingFactory(start_time=datetime.time(9, 30), timezone=zone, place=place, title="Talks")
    client.force_login(analyst)
    event = event_of(client)
    assert event["status"] == "CONFIRMED"
    if hour is None:
        assert event.decoded("dtstart") == datetime.date(2021, 12, 6)
        assert event["summary"] == "09:30 local time: Talks"
        return
    start = datetime.datetime(2021, 12, 6, hour, 30, tzinfo=datetime.UTC)
    assert event.decoded("dtstart") == start
    assert "dtend" not in event
    assert event["summary"] == "Talks"
    Meeting.objects.filter(pk=meeting.pk).update(end_time=datetime.time(11))
    event = event_of(client)
    assert event.decoded("dtend") == start + datetime.timedelta(minutes=90)
    assert "09:30–11:00" in event["description"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"progress": "planned"}, "TENTATIVE"),
        ({"progress": "postponed"}, "TENTATIVE"),
        ({"progress": "cancelled"}, "CANCELLED"),
        ({"progress": "cancelled", "dates": "within"}, "CANCELLED"),
        ({"dates": "within"}, "TENTATIVE"),
        ({}, "CONFIRMED"),
    ],
)
def test_status(client, analyst, fields, status):
    MeetingFactory(**fields)
    VisitFactory(**fields)
    client.force_login(analyst)
    assert event_of(client)["status"] == status
    assert event_of(client, "/visits/")["status"] == status


def test_what_has_no_date_is_left_out_and_said_so(client, analyst):
    dated = MeetingFactory()
    MeetingFactory(dates="unknown", start_date=None)
    client.force_login(analyst)
    calendar = Calendar.from_ical(fetch(client, "/meetings/", "ics"))
    assert [str(event["uid"]) for event in calendar.events] == [str(dated.uid)]
    assert calendar["x-engagements-undated"] == "1"
    assert "dates are not known: 1 meetings" in calendar["x-wr-caldesc"]


def test_no_text_breaks_out_of_an_event(client, analyst):
    MeetingFactory(title="A\rATTENDEE:mailto:x@example.org\r\nEND:VEVENT\u2028X:1\x07; , \\")
    client.force_login(analyst)
    event = event_of(client)
    assert set(event) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS"),
        *("DTSTART", "DTEND", "TRANSP", "DESCRIPTION", "URL"),
    }
    assert event["summary"] == "A\nATTENDEE:mailto:x@example.org\nEND:VEVENT\nX:1; , \\"


# Cost


@pytest.mark.parametrize(("path", "file_format"), EVERY)
def test_queries_do_not_grow_with_the_rows(client, analyst, path, file_format):
    def make():
        meeting = meeting_between(visit=VisitFactory(), place=PlaceFactory())
        MemberFactory(visit=meeting.visit, organization=OrganizationFactory(parent=OrganizationFactory()))
        StopFactory(visit=meeting.visit)
        OutcomeFactory(meeting=meeting, owner_official=OfficialFactory())
        for record in (meeting, meeting.visit):
            record.topics.add(TopicFactory())
            record.sources.add(SourceFactory())
        meeting.visit.related_visits.add(VisitFactory())
        for official in Official.objects.all():
            AppointmentFactory(official=official)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            fetch(client, path, file_format)
        return len(queries)

    client.force_login(analyst)
    make()
    one = count()
    for _ in range(3):
        make()
    assert count() == one


def test_queries_grow_with_the_chunks_alone(client, analyst, monkeypatch):
    monkeypatch.setattr(record_columns, "RECORD_CHUNK_SIZE", 2)
    client.force_login(analyst)

    def count():
        with CaptureQueriesContext(connection) as queries:
            fetch(client, "/meetings/", "json")
        return len(queries)

    MeetingFactory()
    one = count()
    MeetingFactory.create_batch(5)  # six in all: three chunks
    assert count() == one + 2 * len(MEETING_EXPORT.lines)
    assert len(rows_of(client, "/meetings/", "json")) == 6


@pytest.mark.parametrize(("path", "file_format"), EVERY)
def test_head_says_what_get_would_and_does_no_work(client, analyst, path, file_format, monkeypatch, rich):
    monkeypatch.setattr(record_columns.ExportKind, "read", lambda *_: pytest.fail("the rows are read"))
    client.force_login(analyst)
    response = client.head(path, {"export": file_format})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert response.getvalue() == b""


def test_ties_are_broken_by_uid(client, analyst):
    """Primary keys differ from one database to the next; a file must not."""
    meetings = [MeetingFactory(title="Same") for _ in range(6)]
    client.force_login(analyst)
    expected = sorted(str(meeting.uid) for meeting in meetings)
    assert uids(rows_of(client, "/meetings/", "csv", sort="title")) == expected
    assert uids(rows_of(client, "/meetings/", "csv")) == expected[::-1]
