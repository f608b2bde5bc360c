"""The lists of the API and its records: what is in them, for whom, in which order."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagements.models import Meeting, Visit
from tests.factories import MeetingFactory, PlaceFactory, SourceFactory, TopicFactory, VisitFactory

pytestmark = pytest.mark.django_db

KINDS = ["visits", "meetings", "outcomes", "officials", "organizations", "places", "topics", "sources"]


def data(client, address, **query):
    response = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def all_pages(client, address, **query):
    """Return the results of each page, following the addresses of the next."""
    page = data(client, address, **query)
    pages = [page["results"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        pages.append(page["results"])
    return pages


def test_a_meeting_says_all_that_its_page_does(client, example, administrator):
    client.force_login(administrator)
    (meeting,) = data(client, "meetings/", q="Garduño")["results"]
    assert meeting["dates"] == "within"
    assert (meeting["start_date"], meeting["end_date"]) == ("2021-12-06", "2021-12-08")
    assert meeting["visit"]["uid"] == str(Meeting.objects.get(uid=meeting["uid"]).visit.uid)
    counterpart = next(line for line in meeting["participants"] if line["side"] == "counterpart")
    assert counterpart["official"]["name"] == "Francisco Garduño Yáñez"
    assert counterpart["title"] == "Commissioner"
    assert counterpart["organization"]["acronym"] == "INM"
    assert counterpart["note"] == "and staff"
    alone = data(client, f"meetings/{meeting['uid']}/")
    assert alone.items() >= meeting.items()
    assert set(alone) - set(meeting) == {"passages"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_found_by_its_uid_and_only_by_it(client, example, administrator, kind):
    client.force_login(administrator)
    first, *_ = data(client, f"{kind}/")["results"]
    assert data(client, f"{kind}/{first['uid']}/")["uid"] == first["uid"]
    assert client.get(f"/api/v1/{kind}/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_no_role_no_answer(client, example, stranger, kind):
    assert client.get(f"/api/v1/{kind}/").status_code == 401
    client.force_login(stranger)
    assert client.get(f"/api/v1/{kind}/").status_code == 403


def test_what_may_not_be_seen_is_not_there(client, analyst, cleared, staff):
    hidden = VisitFactory(handling="restricted")
    meeting = MeetingFactory(visit=hidden)
    draft = VisitFactory(publication="draft")
    shown = VisitFactory()
    shown.related_visits.add(hidden)
    for user, uids in (
        (analyst, {shown.uid}),
        (cleared, {shown.uid, hidden.uid}),
        (staff, {shown.uid, draft.uid}),
    ):
        client.force_login(user)
        assert {row["uid"] for row in data(client, "visits/")["results"]} == set(map(str, uids))
        assert len(data(client, f"visits/{shown.uid}/")["related_visits"]) == (user == cleared)
        is_seen = client.get(f"/api/v1/meetings/{meeting.uid}/").status_code == 200
        assert is_seen == (user == cleared)


@pytest.mark.parametrize("sort", ["-date", "date", "title", "-title"])
def test_pages_hold_each_record_once_also_where_many_are_equal_or_undated(client, analyst, sort):
    client.force_login(analyst)
    for number in range(4):
        MeetingFactory(title="Same", start_date=datetime.date(2021, 1, 1 + number // 2))
        MeetingFactory(title="Same", dates="unknown", start_date=None, progress="planned")
    pages = all_pages(client, "meetings/", sort=sort, limit=3)
    assert [len(page) for page in pages] == [3, 3, 2]
    uids = [row["uid"] for page in pages for row in page]
    listed = client.get("/meetings/", {"sort": sort, "export": "json"})
    assert sorted(uids) == sorted({str(uid) for uid in Meeting.objects.values_list("uid", flat=True)})
    dates = [row["start_date"] for page in pages for row in page]
    if "date" in sort:
        assert dates == [row["start_date"] or None for row in json.loads(listed.getvalue())]


def test_pages_stay_in_order_while_others_write(client, analyst):
    client.force_login(analyst)
    visits = [VisitFactory(title=f"Visit {number}") for number in range(4)]
    first = data(client, "visits/", sort="title", limit=2)
    VisitFactory(title="Visit 0.5")
    visits[1].delete()
    second = client.get(first["next"]).json()
    assert [row["title"] for row in second["results"]] == ["Visit 2", "Visit 3"]


def test_the_numbers_of_queries_are_fixed(client, example, administrator):
    client.force_login(administrator)
    data(client, "visits/")  # who may see the source that was changed last is asked once
    for kind in KINDS:
        numbers = []
        for size in (1, 50):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                data(client, f"{kind}/", limit=size)
            numbers.append(len(queries))
        assert numbers[0] == numbers[1], kind


def test_only_the_fields_that_are_asked_for_are_given_and_fetched(client, example, administrator):
    client.force_login(administrator)
    with CaptureQueriesContext(connection) as queries:
        (row, *_) = data(client, "meetings/", fields="uid,title,place")["results"]
    assert set(row) == {"uid", "title", "place"}
    assert not any("participant" in query["sql"].split("FROM")[0] for query in queries)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"fields": "uid,nothing"}, "fields"),
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "WyJ0aXRsZSIsICJhIiwgMV0"}, "cursor"),  # of another order
        ({"page": "2"}, "page"),
        ({"export": "csv"}, "export"),
        ({"nothing": "1"}, "query"),
        ({"sort": "nothing"}, "sort"),
        ({"date_after": "yesterday"}, "date_after"),
        ({"country": "Nowhere"}, "country"),
    ],
)
def test_a_bad_parameter_is_told_and_nothing_listed(client, analyst, query, name):
    client.force_login(analyst)
    response = client.get("/api/v1/visits/", query)
    assert response.status_code == 400
    assert list(response.json()) == [name]


def test_a_page_that_is_the_same_still_is_not_sent_again(client, analyst):
    client.force_login(analyst)
    visit = VisitFactory()
    address = f"/api/v1/visits/{visit.uid}/"
    tag = client.get(address)["ETag"]
    same = client.get(address, headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    Visit.objects.update(title="Other")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_places_topics_and_sources_are_searched_and_sorted(client, analyst):
    client.force_login(analyst)
    for name in ("Bogotá", "Quito"):
        PlaceFactory(name=name)
        TopicFactory(name=name)
        MeetingFactory().sources.add(SourceFactory(title=name))
    for kind, name in (("places", "name"), ("topics", "name"), ("sources", "title")):
        assert [row[name] for row in data(client, f"{kind}/", q="bogota")["results"]] == ["Bogotá"]
        assert [row[name] for row in data(client, f"{kind}/", sort=f"-{name}")["results"]] == [
            "Quito",
            "Bogotá",
        ]
