"""Entries of the directory that are added within a form, and saved with it or not at all."""

import pytest
from django.urls import reverse

from engagements.models import Meeting, Official, Organization, Source, Topic, Visit
from tests.factories import AppointmentFactory, MeetingFactory, OfficialFactory, TopicFactory, VisitFactory

from .page import add_page, change_page


@pytest.fixture
def entry(client, staff):
    client.force_login(staff)
    return add_page(client, "visit").type(title="Visit", start_date="2021-12-06")


def new(number, model, **fields):
    values = {"model": model, **fields}
    return {f"new-{number}-{name}": value for name, value in values.items()}


def test_new_entries_are_saved_with_the_visit_that_names_them(entry, staff):
    entry.type(organization="new:1", topics=["new:2"], sources=["new:4"])
    entry.add("members", official="new:3", title="Minister", organization="new:1")
    entry.type(
        **new(1, "organization", name="Ministry of Trade", acronym="MT", kind="ministry", country="GH"),
        **new(2, "topic", name="fisheries"),
        **new(3, "official", name="Ama Mensah", honorific="Dr.", sort_name="Mensah, Ama"),
        **new(4, "source", title="Readout", published_on="7 Dec 2021"),
    )
    assert entry.press().status_code == 302
    visit = Visit.objects.get()
    member = visit.members.get()
    assert visit.organization == member.organization == Organization.objects.get()
    assert (visit.organization.acronym, visit.organization.country.code) == ("MT", "GH")
    assert (member.official.name, member.official.honorific) == ("Ama Mensah", "Dr.")
    assert [topic.name for topic in visit.topics.all()] == ["fisheries"]
    assert Source.objects.get().created_by == staff
    assert member.official.history.get().history_user == staff


def test_nothing_is_added_where_the_form_is_refused_and_all_of_it_is_shown_again(entry):
    entry.type(title="", organization="new:1", topics=["new:2"])
    entry.type(
        **new(1, "organization", name="Ministry of Trade", kind="ministry"),
        **new(2, "topic", name="fisheries"),
    )
    response = entry.press()
    assert not Organization.objects.exists()
    assert not Topic.objects.exists()
    assert '<option value="new:1" selected>Ministry of Trade</option>' in response.text
    assert '<option value="new:2" selected>fisheries</option>' in response.text
    assert entry.type(title="Visit").press().status_code == 302
    assert Visit.objects.get().organization.kind == "ministry"


def test_a_new_name_that_is_like_a_known_one_is_asked_about(entry):
    known = OfficialFactory(name="Francisco Garduño Yáñez")
    entry.add("members", official="new:1").type(**new(1, "official", name="Fransisco Gardunyo Yanez"))
    response = entry.press()
    assert "“Fransisco Gardunyo Yanez” is not added yet: see its own fields." in entry.errors
    assert f'<button type="button" name="_use_existing" value="{known.pk}"' in response.text
    assert "This is a different official: add anyway" in response.text
    assert Official.objects.count() == 1
    entry.type(**{"new-1-distinct": "on"}).press()
    assert Official.objects.count() == 2


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("new:9", {}),
        ("new:1", new(1, "official", name="")),
        ("new:1", new(1, "topic", name="Ama Mensah")),
        ("new:1", new(1, "user", username="x")),
        ("new:99999", new(1, "official", name="Ama Mensah")),
        ("new:", {}),
    ],
)
def test_what_is_no_new_official_is_refused(entry, value, fields):
    entry.add("members", official=value).type(**fields)
    assert entry.press().status_code == 200
    assert not Official.objects.exists()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("role", ["staff", "editor"])
@pytest.mark.parametrize(
    ("start", "dates"), [("", "unknown"), ("Nov 2021", "within"), ("2 Nov 2021", "exact")]
)
def test_a_related_visit_is_added_with_places_and_heads(client, request, role, start, dates):
    user = request.getfixturevalue(role)
    client.force_login(user)
    entry = add_page(client, "visit").type(title="Visit", start_date="2021-12-06", related_visits=["new:1"])
    entry.add("members", official="new:2", role="head")
    related = {"title": "Trip to Colombia", "start_date": start, "organization": "new:3"}
    entry.type(
        **new(1, "visit", **related, places=["new:4"], heads=["new:2"], publication="published"),
        **new(2, "official", name="Troy Miller"),
        **new(3, "organization", name="Customs", kind="agency"),
        **new(4, "place", country="Colombia"),
    )
    assert entry.press().status_code == 302
    trip = Visit.objects.get(title="Visit").related_visits.get()
    head, stop = trip.members.get(), trip.stops.get()
    assert (trip.title, trip.dates, trip.progress, trip.created_by) == (
        *("Trip to Colombia", dates, "completed"),
        user,
    )
    assert trip.publication == ("published" if role == "editor" else "draft")
    assert (str(head.official), str(head.organization), head.role) == ("Troy Miller", "Customs", "head")
    assert (stop.place.name, stop.place.country.code) == ("", "CO")


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_date": "31/02"},
        {"end_date": "2021-12-01"},
        {"start_date": "2021-12-02", "end_date": "2021-12-01"},
        {"places": ["x"]},
    ],
)
def test_a_related_visit_that_can_not_be_is_not_added(entry, wrong):
    entry.type(related_visits=["new:1"], **new(1, "visit", **{"title": "Trip", **wrong}))
    assert entry.press().status_code == 200
    assert not Visit.objects.exists()


def test_what_nothing_names_is_not_added(entry):
    entry.type(**new(1, "official", name="Ama Mensah")).press()
    assert Visit.objects.exists()
    assert not Official.objects.exists()


def test_a_title_becomes_a_post_that_counts_for_its_date_alone(entry):
    entry.add("members", official="new:1", title="Minister", organization="new:2", as_post="acting")
    entry.type(
        **new(1, "official", name="Ama Mensah"), **new(2, "organization", name="Ministry", kind="ministry")
    )
    assert entry.press().status_code == 302
    post = Official.objects.get().appointments.get()
    assert (str(post), post.when) == ("Minister (acting), Ministry", "seen 6 December 2021")
    assert [
        Official.objects.get().appointments.during(day, day).exists()
        for day in (post.start_date, post.start_date.replace(day=7))
    ] == [True, False]


def test_a_title_that_a_known_post_contradicts_becomes_none(client, entry):
    known = AppointmentFactory()
    entry.add(
        "members",
        official=known.official,
        title="Minister",
        organization=known.organization,
        as_post="post",
    )
    response = entry.press()
    assert list(known.official.appointments.all()) == [known]
    assert "is not kept as a post" in client.get(response.url).text


@pytest.fixture
def ask(client, staff):
    client.force_login(staff)

    def posts(official, start="2021-12-10"):
        address = reverse("admin:engagements_official_posts", args=[official.pk])
        return client.get(address, {"start": start}).json()

    return posts


def test_the_last_line_before_a_date_is_offered_where_no_post_is_known(ask):
    official = OfficialFactory()
    for day, title in (("2021-12-01", "Envoy"), ("2021-12-06", "Minister"), ("2021-12-20", "Consul")):
        MeetingFactory(start_date=day).participants.create(side="counterpart", official=official, title=title)
    answer = ask(official)
    assert answer["offer"] == {
        "title": "Minister",
        "organization": None,
        "words": "6 December 2021: Minister",
    }
    assert answer["may_keep"] is True
    assert ask(official, "2021-11-30")["offer"] is None


def test_a_post_goes_before_the_last_line(ask):
    post = AppointmentFactory()
    VisitFactory().members.create(official=post.official, title="Envoy")
    answer = ask(post.official)
    assert [held["title"] for held in answer["posts"]] == [post.title]
    assert (answer["offer"], answer["may_keep"]) == (None, False)


def test_a_line_of_a_hidden_record_is_not_offered(ask):
    official = OfficialFactory()
    meeting = MeetingFactory(handling="restricted")
    meeting.participants.create(side="counterpart", official=official, title="Spy")
    assert ask(official)["offer"] is None
    Meeting.objects.filter(pk=meeting.pk).update(handling="open")
    assert ask(official)["offer"]["title"] == "Spy"


def test_dates_of_a_seen_post_stay_seen_until_they_are_typed(client, staff):
    client.force_login(staff)
    post = AppointmentFactory(
        start_date="2021-12-06", start_precision="seen", end_date="2021-12-08", end_precision="seen"
    )
    change_page(client, post.official).type(notes="x").press()
    post.refresh_from_db()
    assert post.when == "seen 6–8 December 2021"
    change_page(client, post.official).type(**{"appointments-0-start_date": "2020"}).press()
    post.refresh_from_db()
    assert post.when == "2020 – 8 December 2021 or later"


@pytest.mark.parametrize(("typed", "names"), [("", ["visas", "aviation"]), ("a", ["aviation", "visas"])])
def test_topics_of_the_visit_come_first_among_those_that_fit_alike(client, staff, typed, names):
    client.force_login(staff)
    aviation, visas = TopicFactory(name="aviation"), TopicFactory(name="visas")
    visit = VisitFactory()
    visit.topics.add(visas)
    page = add_page(client, "meeting", f"?visit={visit.pk}")
    assert f"/admin/autocomplete/?visit={visit.pk}" in page.response.text
    answer = client.get(
        reverse("admin:autocomplete"),
        {
            "visit": visit.pk,
            "term": typed,
            "app_label": "engagements",
            "model_name": "meeting",
            "field_name": "topics",
        },
    )
    assert [topic["text"] for topic in answer.json()["results"]] == names
    assert {aviation.name, visas.name} == set(names)


def test_topics_of_a_hidden_visit_do_not_come_first(client, staff):
    client.force_login(staff)
    TopicFactory(name="aviation")
    hidden = VisitFactory(handling="restricted")
    hidden.topics.add(TopicFactory(name="visas"))
    query = {"app_label": "engagements", "model_name": "meeting", "field_name": "topics"}
    answer = client.get(reverse("admin:autocomplete"), {**query, "visit": hidden.pk})
    assert [topic["text"] for topic in answer.json()["results"]] == ["aviation", "visas"]
