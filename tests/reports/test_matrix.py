"""The matrix of who met whom: every number is the count of the list that it leads to."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from engagements.models import Meeting, Official, Organization
from engagements.reports.matrix import shade_ranges
from tests import factories
from tests.factories import (
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    TopicFactory,
    meeting_between,
)

PAGE = "/who-met-whom/"
KINDS = ["organizations", "officials", "countries"]


@pytest.fixture
def read(client, analyst):
    """Return a function: query and perhaps another user in, the page out."""

    def get(query="", user=analyst):
        client.force_login(user)
        return client.get(f"{PAGE}?{query}")

    return get


def cells(response):
    """Return (row, column) -> number, by names, of the cells of a page."""
    matrix = response.context["matrix"]
    return {
        (row.party.name, cell.party.name): cell.times
        for row in matrix.rows
        for cell in row.cells
        if cell.times
    }


def count_behind(client, link):
    """Return how many meetings the list at ``link`` has."""
    response = client.get(link)
    assert not response.context["form"].all_errors(), link
    return response.context["paginator"].count


def numbers(response):
    """Yield (number, link) for all that the page counts."""
    matrix = response.context["matrix"]
    yield matrix.total, matrix.meetings
    for line in [*matrix.rows, *matrix.columns]:
        if line.sum.times:
            yield line.sum.times, line.sum.meetings
        for cell in line.filled_cells:
            yield cell.times, cell.meetings


def assert_true(client, response):
    """Every number of a page is on it, with its link, and the list behind it has as many meetings."""
    html = response.content.decode()
    for number, link in numbers(response):
        shown = re.escape(link.replace("&", "&amp;"))
        assert re.search(rf'href="{shown}"[^>]*>{number}\b', html), link
        assert count_behind(client, link) == number, link


# --- What is counted


def test_the_example(read, example):
    assert cells(read()) == {
        **{
            (ours, theirs): 1
            for ours in ("U.S. Department of Labor", "Embassy of the United States in Mexico")
            for theirs in [
                f"Government of {state}"
                for state in ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León")
            ]
        },
        **{
            ("U.S. Customs and Border Protection", organization.name): 1
            for organization in Organization.objects.filter(country="MX")
        },
        ("Embassy of the United States in Mexico", "Ministry of Foreign Affairs of Mexico"): 1,
    }
    assert cells(read("by=countries")) == {("United States of America", "Mexico"): 4}
    assert ("Troy Miller", "Dr. Francisco Garduño Yáñez") in cells(read("by=officials"))
    assert "within 6–8 December 2021" in read().content.decode()


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize(
    "query", ["", "q=visa", "sub=1", "topic=irregular+migration", "progress=held&sort=title"]
)
def test_each_number_of_the_example_is_the_count_of_its_list(client, read, example, by, query):
    response = read(f"by={by}&{query}")
    assert response.context["matrix"].total
    assert_true(client, response)


def test_only_what_was_held_counts(read):
    for progress in ("planned", "postponed", "cancelled"):
        meeting_between(progress=progress)
    assert not read().context["matrix"].rows
    assert "never met" not in read().content.decode()
    assert "that was held" in read().content.decode()


def test_the_delegation_of_the_visit_does_not_stand_in_for_who_took_part(read):
    member = factories.MemberFactory(organization=OrganizationFactory())
    meeting = meeting_between(visit=member.visit)
    assert member.official.name not in {row for row, _ in cells(read("by=officials"))}
    assert len(cells(read("by=officials"))) == 1
    assert meeting.visit_id


def test_each_hand_has_two_sides(read):
    meeting = MeetingFactory()
    sides = ("delegation", "accompanying", "counterpart", "third_party")
    a, b, c, d = (ParticipantFactory(meeting=meeting, side=side).official.name for side in sides)
    assert cells(read("by=officials")) == {(a, c): 1, (a, d): 1, (b, c): 1, (b, d): 1}


def test_two_lines_of_one_organization_are_one_meeting(client, read):
    ours, theirs = OrganizationFactory(), OrganizationFactory()
    for _ in range(2):
        meeting = MeetingFactory()
        for side, organization in (("delegation", ours), ("counterpart", theirs)) * 2:
            ParticipantFactory(meeting=meeting, side=side, organization=organization)
    response = read()
    assert cells(response) == {(ours.name, theirs.name): 2}
    assert response.context["matrix"].rows[0].sum.times == 2
    assert_true(client, response)


def test_an_office_without_a_name_and_a_country_alone_count(client, read):
    meeting = MeetingFactory()
    ParticipantFactory(meeting=meeting, side="delegation", organization=OrganizationFactory(country="US"))
    office = OrganizationFactory(name="Government of Coahuila")
    ParticipantFactory(meeting=meeting, official=None, title="Governor", organization=office)
    ParticipantFactory(meeting=meeting, official=None, description="shipping lines", country="PA")
    assert [column for _, column in cells(read())] == ["Government of Coahuila"]
    assert {column for _, column in cells(read("by=countries"))} == {"Mexico", "Panama"}
    assert_true(client, read("by=countries"))


def test_the_country_of_a_line_comes_before_that_of_its_organization(client, read):
    meeting = MeetingFactory()
    ParticipantFactory(meeting=meeting, side="delegation", organization=OrganizationFactory(country="US"))
    ParticipantFactory(meeting=meeting, organization=OrganizationFactory(country="MX"), country="PA")
    response = read("by=countries")
    assert cells(response) == {("United States of America", "Panama"): 1}
    assert_true(client, response)


def test_last_is_the_latest_and_no_more_exact_than_known(read):
    us, them = OfficialFactory(), OfficialFactory()
    pair = {"delegate": us, "counterpart": them}
    meeting_between(**pair, start_date=None, end_date=None, dates="unknown")
    assert "date not known" in read("by=officials").content.decode()
    meeting_between(**pair, start_date=date(1995, 3, 1))
    meeting_between(**pair, start_date=date(2020, 2, 1), end_date=date(2020, 2, 29), dates="within")
    cell = read("by=officials").context["matrix"].rows[0].cells[0]
    assert (cell.times, cell.last.when) == (3, "within February 2020")
    assert '<em class="inexact">within February 2020</em>' in read("by=officials").content.decode()


# --- Filters, rows and columns


def test_a_matrix_over_one_pair(client, read):
    ours, theirs, other = OrganizationFactory.create_batch(3)
    meeting_between(delegation=ours, counterpart_organization=theirs)
    meeting_between(delegation=ours, counterpart_organization=other)
    response = read(f"by_organization={ours.pk}&with_organization={theirs.pk}")
    assert cells(response) == {(ours.name, theirs.name): 1}
    assert_true(client, response)
    never = read(f"by_organization={theirs.pk}&with_organization={ours.pk}")
    assert cells(never) == {}
    assert [len(row.cells) for row in never.context["matrix"].rows] == [1]
    assert "no meeting fits" in never.content.decode()


def test_empty_pairs_are_told(read):
    meeting_between()
    meeting_between()
    html = read().content.decode()
    # Two of the four cells.
    assert html.count('<span class="hidden">never met</span>') == 2


def test_parties_of_another_kind_are_filters_like_any_other(client, read):
    ours, person = OrganizationFactory(), OfficialFactory()
    meeting_between(person, delegation=ours)
    meeting_between(delegation=ours)
    response = read(f"by=officials&by_organization={ours.pk}&delegate={person.pk}")
    assert [row.party.name for row in response.context["matrix"].rows] == [person.name]
    assert_true(client, response)


def test_a_filter_for_planned_meetings_leaves_nothing(read, example):
    assert read("progress=planned").context["matrix"].total == 0


def test_the_heaviest_come_first_and_the_tail_can_be_reached(client, read):
    heavy = OrganizationFactory(name="Heavy")
    for _ in range(2):
        meeting_between(delegation=heavy)
    for _ in range(27):
        meeting_between()
    first, second = read(), read("rows=2&columns=2")
    matrices = [response.context["matrix"] for response in (first, second)]
    assert matrices[0].rows[0].party.name == "Heavy"
    assert [len(matrix.rows) for matrix in matrices] == [25, 3]
    assert [len(matrix.columns) for matrix in matrices] == [25, 4]
    assert not {row.party for row in matrices[0].rows} & {row.party for row in matrices[1].rows}
    assert "rows=2" in first.content.decode()
    assert_true(client, second)


@pytest.mark.parametrize(
    "query",
    [
        "by=nothing",
        "by=",
        "by=organizations&by=officials",
        "rows=0",
        "rows=-1",
        "rows=2",
        "columns=x",
        "columns=999999999999999999999",
        "rows=1000000",
        "rows=1&rows=2",
        "by_organization=999999",
        "with_official=x%00",
        "by_country=QQ",
        "with_country=mexico",
        "export=json",
        "nothing=1",
        "date_after=2021-02-30",
        "%ff=%00",
        "by_organization=" + "9" * 5000,
        "&".join(f"by_official={n}" for n in range(100)),
    ],
)
def test_bad_input_is_told_and_counts_nothing(read, example, query):
    response = read(query)
    assert response.status_code == 200
    good = query in ("by=", "with_country=mexico")
    assert bool(response.context["form"].all_errors()) != good
    assert ("No results: one of the filters" in response.content.decode()) != good
    assert ("<table" in response.content.decode()) == good


def test_an_unknown_and_a_hidden_party_are_told_alike(read):
    """An official of whom all meetings are hidden is in the directory, and has met nobody."""
    meeting = meeting_between(handling="restricted")
    hidden = meeting.delegation_side_participants[0].official
    loner = OfficialFactory()
    of_hidden, of_loner = (read(f"by=officials&by_official={one.pk}") for one in (hidden, loner))
    assert of_hidden.context["matrix"].total == of_loner.context["matrix"].total == 0
    assert [len(one.context["matrix"].columns) for one in (of_hidden, of_loner)] == [0, 0]


# --- Who may see what


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}, {"visit": True}])
def test_a_hidden_meeting_changes_nothing(read, analyst, make_user, by, hidden):
    ours, theirs = OrganizationFactory(country="US"), OrganizationFactory()
    pair = {
        "delegate": OfficialFactory(),
        "counterpart": OfficialFactory(),
        "delegation": ours,
        "counterpart_organization": theirs,
    }
    meeting_between(**pair)
    before = read(f"by={by}")
    if "visit" in hidden:
        hidden = {"visit": factories.VisitFactory(handling="restricted")}
    meeting_between(**pair, start_date=date(2024, 1, 1), **hidden)
    meeting_between(delegation=ours, **hidden)
    after = read(f"by={by}")
    assert after.context["matrix"].total == 1
    assert after.context["matrix"].rows == before.context["matrix"].rows
    assert after.context["matrix"].columns == before.context["matrix"].columns
    for format_ in ("csv", "xlsx"):
        assert len(pairs_of(read(f"by={by}&export={format_}"))) == 1
    seer = make_user("seer", "Analysts", "view_draft_records", "view_restricted_records")
    assert read(f"by={by}", seer).context["matrix"].total == 3


def test_a_stranger_is_refused_and_a_passer_by_asked_to_log_in(client, read, stranger):
    assert read(user=stranger).status_code == 403
    client.logout()
    assert client.get(PAGE).status_code == 302


# --- Exports


def pairs_of(response):
    """Return the lines of an export, as dicts."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content))["pairs"].rows]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("by", KINDS)
def test_exports_hold_the_whole_matrix(read, by):
    for _ in range(30):
        meeting_between()
    page = read(f"by={by}")
    lines = [pairs_of(read(f"by={by}&export={one}")) for one in ("csv", "xlsx")]
    expected = {"organizations": 30, "officials": 30, "countries": 1}[by]
    assert [len(found) for found in lines] == [expected, expected]
    names = {(line["delegation"], line["counterpart"]): int(line["meetings_held"]) for line in lines[0]}
    assert cells(page).items() <= names.items()
    assert {line["last_start_date"] for line in lines[0]} == {"2021-12-06"}


def test_the_xlsx_also_looks_like_the_page(read, example):
    response = read("by=organizations&q=visa&export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.sheetnames == ["meetings held", "last met", "pairs", "about"]
    grid = [[cell.value for cell in row] for row in book["meetings held"].rows]
    assert grid[0] == [None, "all", "Ministry of Foreign Affairs of Mexico"]
    assert grid[2:] == [
        ["U.S. Customs and Border Protection", 1, 1],
        ["Embassy of the United States in Mexico", 1, 1],
    ]
    about = "\n".join(str(row[0].value) for row in book["about"].rows)
    assert "Search: visa" in about
    assert "analyst" in about
    assert book["last met"]["C3"].value == "within 6–8 December 2021"


def test_an_export_that_is_cut_says_so(read, monkeypatch):
    monkeypatch.setattr("engagements.views.matrix.EXPORT_SIZE", 3)
    for _ in range(4):
        meeting_between()
    content = read("export=csv").content.decode()
    assert "3 of 4 rows and 3 of 4 columns" in content
    book = load_workbook(io.BytesIO(b"".join(read("export=xlsx").streaming_content)))
    assert any("3 of 4 rows" in str(row[0].value) for row in book["about"].rows)


def test_no_name_runs_in_a_spreadsheet(read):
    meeting_between(
        delegation=OrganizationFactory(name="=1+1"),
        counterpart_organization=OrganizationFactory(name="@x\x0b"),
    )
    (line,) = pairs_of(read("export=csv"))
    assert (line["delegation"], line["counterpart"][:3]) == ("'=1+1", "'@x")
    (line,) = pairs_of(read("export=xlsx"))
    assert line["delegation"] == "'=1+1"


# --- The work


@pytest.mark.parametrize("by", KINDS)
def test_the_number_of_queries_is_fixed(client, analyst, django_assert_num_queries, by):
    client.force_login(analyst)
    meeting_between()
    expected = {"organizations": 12, "officials": 12, "countries": 11}[by]
    with django_assert_num_queries(expected):
        client.get(f"{PAGE}?by={by}")
    for _ in range(4):
        meeting_between()
    with django_assert_num_queries(expected):
        client.get(f"{PAGE}?by={by}")


# --- Any data, any filter

SIDES = ["delegation", "accompanying", "counterpart", "third_party"]
line = st.tuples(
    st.sampled_from(SIDES),
    st.one_of(st.none(), st.integers(0, 4)),  # official
    st.one_of(st.none(), st.integers(0, 3)),  # organization
    st.sampled_from(["", "", "MX", "PA"]),
)
span = st.sampled_from(
    [
        {"start_date": date(2020, 1, 1), "end_date": date(2020, 1, 1)},
        {"start_date": date(2021, 1, 1), "end_date": date(2021, 12, 31), "dates": "within"},
        {"start_date": None, "end_date": None, "dates": "unknown"},
    ]
)
state = st.sampled_from(
    [{}, {}, {}, {"progress": "planned"}, {"handling": "restricted"}, {"publication": "draft"}]
)
world = st.lists(st.tuples(span, state, st.lists(line, min_size=2, max_size=5), st.booleans()), max_size=6)
narrowing = st.lists(
    st.sampled_from(
        [
            "by=organizations",
            "by=officials",
            "by=countries",
            "delegate=0",
            "counterpart=1",
            "counterpart_organization=1",
            "delegation=0&sub=1",
            "accompanying=1",
            "country=MX",
            "topic=0",
            "by_official=0",
            "by_official=1",
            "by_organization=2&by_organization=0",
            "with_organization=1",
            "by_country=US",
            "with_country=MX",
            "date_after=2020-06-01",
            "date_before=2021-06-01",
            "q=meeting",
            "progress=held",
        ]
    ),
    max_size=4,
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(meetings=world, query=narrowing)
def test_each_number_is_the_count_of_its_list(client, analyst, meetings, query):
    Meeting.objects.all().delete()
    # Its own directory for each example, so that what is left of another one can't help.
    parent, *others = [OrganizationFactory(country=country) for country in ("US", "US", "MX", "")]
    organizations = [parent, *others]
    Organization.objects.filter(pk=others[0].pk).update(parent=parent)
    officials, topic = OfficialFactory.create_batch(5), TopicFactory()
    for dates, of_state, lines, on_topic in meetings:
        meeting = MeetingFactory(**dates, **of_state)
        if on_topic:
            meeting.topics.add(topic)
        seen = set()
        for side, official, organization, country in lines:
            if official in seen:
                official = None
            seen.add(official)
            ParticipantFactory(
                meeting=meeting,
                side=side,
                official=None if official is None else officials[official],
                organization=None if organization is None else organizations[organization],
                country=country,
                description="somebody",
            )
    ids = {"official": officials, "organization": organizations, "delegat": officials, "topic": [topic]}
    by_name = {
        "delegate": officials,
        "counterpart": officials,
        "by_official": officials,
        "topic": [topic],
    }
    assert ids
    asked, by = [], "organizations"
    for part in "&".join(query).split("&"):
        name, _, value = part.partition("=")
        if name == "by":
            by = value
        elif value.isdigit() and name != "sub":
            asked.append(f"{name}={by_name.get(name, organizations)[int(value)].pk}")
        elif part:
            asked.append(part)
    client.force_login(analyst)
    response = client.get(f"{PAGE}?" + "&".join([f"by={by}", *asked]))
    if response.context["form"].all_errors():
        # A single value given twice, and nothing else.
        assert len(asked) != len({one.partition("=")[0] for one in asked})
        return
    if response.context["matrix"].rows and response.context["matrix"].columns:
        assert_true(client, response)
    else:
        assert count_behind(client, response.context["matrix"].meetings) == response.context["matrix"].total
    assert Official.objects.exists()


def test_the_menu_leads_to_it(client, analyst):
    client.force_login(analyst)
    assert f'href="{reverse("engagements:who_met_whom")}"' in client.get("/").content.decode()


def test_the_legend_gives_the_numbers_of_each_shade():
    assert shade_ranges([(5, 156), (1, 3), (1, 1), (4, 60)]) == [(1, 1, 3), (4, 60, 60), (5, 156, 156)]
