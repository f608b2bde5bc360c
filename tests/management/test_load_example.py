"""The account that every design decision is held against: held whole, and nothing of it invented."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from engagements.models import Appointment, Meeting, Official, Organization, Place, Source, Stop, Topic, Visit
from tests.addresses import detail_of

pytestmark = pytest.mark.usefixtures("example_of_module", "db")


@pytest.fixture
def visit():
    return Visit.objects.get(stops__place__name="Monterrey")


@pytest.fixture
def summit():
    return Meeting.objects.get(format="multilateral")


def lines(meeting, side):
    """Return (name or None, title, organization or None, description) of those on ``side``."""
    return [
        (
            one.official and one.official.name,
            one.title,
            one.organization and str(one.organization),
            one.description,
        )
        for one in meeting.participants.filter(side=side)
    ]


# --- Each row of the table in the design


def test_head_of_the_delegation_with_the_title_that_he_had_then(visit):
    (head,) = visit.members.all()
    assert (head.official.name, head.role, head.organization.acronym) == ("Troy Miller", "head", "CBP")
    assert head.title == "Senior Official Performing the Duties of the Commissioner"
    post = head.official.appointments.get()
    assert (post.title, post.organization, post.acting) == (head.title, head.organization, True)
    assert Official.objects.matching("sopdoc").get() == head.official


def test_visit_is_exact_and_its_stops_have_no_dates(visit):
    assert (visit.when, visit.dates, visit.organization.acronym) == ("6–8 December 2021", "exact", "CBP")
    stops = visit.stops.all()
    assert {str(stop.place) for stop in stops} == {"Mexico City, Mexico", "Monterrey, Mexico"}
    assert {stop.when for stop in stops} == {""}


def test_no_meeting_has_a_date_of_its_own(visit):
    assert visit.meetings.count() == Meeting.objects.count() == 4
    assert {meeting.when for meeting in visit.meetings.all()} == {"within 6–8 December 2021"}
    assert {meeting.progress for meeting in visit.meetings.all()} == {"held"}


@pytest.mark.parametrize(
    ("name", "title", "organization", "note"),
    [
        ("Francisco Garduño Yáñez", "Commissioner", "National Migration Institute", "and staff"),
        ("Horacio Duarte Olivares", "General Administrator", "Mexican Customs", ""),
        (
            "Roberto Velasco",
            "Director General for North America",
            "Ministry of Foreign Affairs of Mexico",
            "",
        ),
    ],
)
def test_named_counterparts_with_title_and_organization_of_then(name, title, organization, note):
    official = Official.objects.get(name=name)
    (line,) = official.participations.all()
    assert (line.side, line.title, str(line.organization), line.note) == (
        "counterpart",
        title,
        organization,
        note,
    )
    assert lines(line.meeting, "counterpart") == [(name, title, organization, "")]


def test_doctor_is_an_honorific_and_no_part_of_the_name():
    assert str(Official.objects.get(honorific="Dr.")) == "Dr. Francisco Garduño Yáñez"


def test_deputy_chief_of_mission_accompanied_one_meeting():
    (line,) = Official.objects.get(name="Stephanie Syptak-Ramnath").participations.all()
    assert (line.side, line.title) == ("accompanying", "Deputy Chief of Mission")
    assert line.meeting.participants.filter(official__name="Roberto Velasco").exists()


STATES = ["Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León"]


def test_summit(summit):
    assert [line[0] for line in lines(summit, "delegation")] == ["Troy Miller"]
    assert [line[:2] for line in lines(summit, "accompanying")] == [
        ("Ken Salazar", "Ambassador to Mexico"),
        ("Thea Lee", "Deputy Assistant Secretary"),
    ]
    assert lines(summit, "counterpart") == [
        (None, "Governor", f"Government of {state}", "") for state in STATES
    ]
    assert lines(summit, "third_party") == [
        (None, "", None, "international organizations"),
        (None, "", None, "private industry"),
    ]
    assert str(summit.place) == "Monterrey, Mexico"


def test_where_the_account_does_not_say_where_nothing_is_said(visit, summit):
    assert set(visit.meetings.exclude(pk=summit.pk).values_list("place", "venue")) == {(None, "")}


def test_outcomes():
    outcomes = [
        (outcome.kind, outcome.progress, outcome.due_date, outcome.due_text)
        for meeting in Meeting.objects.all()
        for outcome in meeting.outcomes.all()
    ]
    assert sorted(outcomes) == [("commitment", "open", None, ""), ("request", "open", None, "")]
    request = Meeting.objects.get(outcomes__kind="request")
    assert "air environment" in request.outcomes.get().text
    assert request.participants.filter(official__name__contains="Garduño").exists()
    commitment = Meeting.objects.get(outcomes__kind="commitment")
    assert commitment.participants.filter(official__name__contains="Duarte").exists()


def test_topics(visit):
    names = {
        "irregular migration",
        "air environment",
        "legitimate trade and travel",
        "visa requirements",
        "commerce",
        "security",
        "reintegration of migrants",
    }
    assert set(Topic.objects.values_list("name", flat=True)) == names
    assert {topic.name for topic in visit.topics.all()} == names
    assert set(Topic.objects.filter(meetings__visit=visit).values_list("name", flat=True)) == names


def test_two_sources_and_the_other_rank(visit):
    account, other = visit.sources.order_by("published_on")
    if account.published_on is None:  # where PostgreSQL and SQLite sort what is unknown
        account, other = other, account
    line = Official.objects.get(name="Thea Lee").participations.get()
    assert line.title_source == account
    assert "nother account" in line.note
    assert other.published_on is None


def test_date_of_the_page_is_no_date_of_the_visit(visit):
    (account,) = Source.objects.filter(published_on="2022-10-03")
    assert account in visit.sources.all()
    assert not Visit.objects.filter(start_date__year=2022).exists()
    assert not Meeting.objects.filter(start_date__year=2022).exists()


def test_earlier_trips_are_related_visits_of_unknown_dates(visit):
    earlier = visit.related_visits.all()
    assert {stop.place.country.code for one in earlier for stop in one.stops.all()} == {"CO", "PA"}
    assert {one.when for one in earlier} == {"date not known"}
    assert all(visit in one.related_visits.all() for one in earlier)
    assert {place.name for place in Place.objects.filter(country__in=["CO", "PA"])} == {""}


def test_nothing_else_is_invented():
    assert Official.objects.count() == 7
    assert Organization.objects.count() == 10
    assert Visit.objects.count() == 3
    assert not Visit.objects.exclude(visit_type="").exists()
    for model in (Appointment, Stop):
        assert not model.objects.exclude(start_date=None, end_date=None).exists()


# --- Twice


def test_running_it_twice_changes_nothing():
    def all_rows():
        return {
            model._meta.label: list(model.objects.order_by("pk").values())
            for model in apps.get_models(include_auto_created=True)
        }

    before = all_rows()
    call_command("load_example", verbosity=0)
    assert all_rows() == before


def test_what_was_corrected_by_hand_stays_so(visit):
    visit.title = "Corrected"
    visit.save()
    Official.objects.filter(name="Thea Lee").update(name="Thea Mei Lee")
    call_command("load_example", verbosity=0)
    assert Visit.objects.filter(title="Corrected").count() == 1
    assert Visit.objects.count() == 3
    assert not Official.objects.filter(name="Thea Lee").exists()


# --- On the pages


@pytest.fixture
def read(client, analyst):
    """Return a function: query of the meetings list in, the officials of away of its rows out."""
    client.force_login(analyst)

    def get(query):
        response = client.get(f"/meetings/?{query}")
        assert response.status_code == 200
        assert not response.context["form"].errors
        rows = response.context["page"].object_list
        return {
            "summit" if row.format == "multilateral" else row.counterpart_side_participants[0].official.name
            for row in rows
        }

    return get


INM, CUSTOMS, VELASCO = "Francisco Garduño Yáñez", "Horacio Duarte Olivares", "Roberto Velasco"
ALL = {INM, CUSTOMS, VELASCO, "summit"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("q=garduno+yanez", {INM}),
        ("q=YÁÑEZ", {INM}),
        ("q=INM", {INM}),
        ("q=migracion", {INM, VELASCO, "summit"} & {INM}),
        ("q=nuevo+leon", {"summit"}),
        ("q=industry", {"summit"}),
        ("date_after=2021-12-07&date_before=2021-12-07", ALL),
        ("date_after=2021-12-09", set()),
        ("date_before=2021-12-05", set()),
        ("date_after=2021-12-08", ALL),
        ("date_before=2021-12-06", ALL),
        ("date_after=2022-10-03&date_before=2022-10-03", set()),
        ("country=MX", ALL),
        ("country=CO", set()),
        ("q=garduno&q=velasco", {INM, VELASCO}),
    ],
)
def test_query_of_the_example(read, query, found):
    assert read(query) == found


def test_queries_that_name_records(read):
    velasco = Official.objects.get(name=VELASCO).pk
    visas = Topic.objects.get(name="visa requirements").pk
    migration = Topic.objects.get(name="irregular migration").pk
    salazar = Official.objects.get(name="Ken Salazar").pk
    assert read(f"counterpart={velasco}") == {VELASCO}
    assert read(f"delegate={velasco}") == set()
    assert read(f"delegate={salazar}") == {"summit"}
    assert read(f"country=MX&topic={visas}") == {VELASCO}
    assert read(f"topic={visas}&topic={migration}") == {INM, VELASCO, "summit"}
    assert read(f"counterpart={velasco}&topic={visas}&date_after=2021-12-08") == {VELASCO}
    assert read("counterpart=velasco") == {VELASCO}


def test_summit_on_its_page(client, analyst, summit):
    client.force_login(analyst)
    page = client.get(detail_of(summit)).text
    sides = {
        match[1]: " ".join(re.sub("<[^>]*>", "", match[2]).split())
        for match in re.finditer(r'<section class="side (\w+)">(.*?)</section>', page, re.DOTALL)
    }
    assert list(sides) == ["delegation", "accompanying", "counterpart", "third_party"]
    assert "Ken Salazar, Ambassador to Mexico" in sides["accompanying"]
    assert "Thea Lee, Deputy Assistant Secretary" in sides["accompanying"]
    assert "Title according to" in sides["accompanying"]
    for state in STATES:
        assert f"Governor, Government of {state}" in sides["counterpart"]
    assert sides["third_party"].endswith("private industry")


# --- Nothing says that a meeting took place on one day

MONTHS = "Dec(?:ember|\\.)?"
ONE_DAY = re.compile(
    # A day and December 2021 that no dash leads to, or that no dash follows; in figures; for machines.
    rf"(?<![0-9–-])0?[678](?:th)? {MONTHS},? 2021|{MONTHS} 0?[678](?:th)?(?:, 2021)?(?![0-9–-])"
    r"|2021-12-0?[678]|0?[678]\.12\.2021|12/0?[678]/2021|<time",
)


def pages_of_readers():
    records = [one for model in (Visit, Meeting, Official, Organization) for one in model.objects.all()]
    lists = ["/", "/visits/", "/meetings/", "/officials/", "/organizations/", "/who-met-whom/"]
    return [*lists, *map(detail_of, records)]


def pages_of_entry():
    kinds = ("visit", "meeting", "official", "organization", "place", "topic", "source")
    addresses = [reverse("admin:index")]
    for kind in kinds:
        addresses.append(reverse(f"admin:engagements_{kind}_changelist"))
        addresses += [
            reverse(f"admin:engagements_{kind}_change", args=[record.pk])
            for record in apps.get_model("engagements", kind).objects.all()
        ]
    return addresses


def without_the_fields(page):
    """Return a page without what stands in the boxes of its two dates: beside them is how they are meant.

    Nor with the example of how a date is typed that empty boxes show.
    """
    assert 'value="2021-12-07"' not in page
    page = re.sub(r'placeholder="[^"]*"', "", page)
    return re.sub(r'<input[^>]* name="(initial-)?(start|end)_date"[^>]*>', "", page)


@pytest.mark.parametrize("pages", [pages_of_readers, pages_of_entry])
def test_nothing_says_that_a_meeting_took_place_on_one_day(client, administrator, pages):
    client.force_login(administrator)
    for address in pages():
        text = without_the_fields(client.get(address, follow=True).text)
        assert ONE_DAY.findall(text) == [], address


def test_where_the_two_dates_stand_apart_it_is_said_how_they_are_meant(client, administrator):
    client.force_login(administrator)
    for meeting in Meeting.objects.all():
        page = client.get(reverse("admin:engagements_meeting_change", args=[meeting.pk])).text
        assert re.search(r'<option value="within" selected>', page)
        page = client.get(reverse("admin:engagements_meeting_history", args=[meeting.pk])).text
        assert "within: some time between these dates" in page


@pytest.mark.parametrize(
    "text", ["6 December 2021", "on 7 Dec 2021", "December 8, 2021", "2021-12-06", "<time>"]
)
def test_a_day_would_be_noticed(text):
    assert ONE_DAY.search(text)


@pytest.mark.parametrize(
    "text", ["6–8 December 2021", "within 6–8 December 2021", "16 December 2021", "3 October 2022"]
)
def test_a_span_is_no_day(text):
    assert not ONE_DAY.search(text)
