import pytest
from django.urls import reverse

from engagements.models import Meeting, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    PlaceFactory,
    TopicFactory,
    VisitFactory,
    named_source,
)

from .page import Page, add_page


@pytest.fixture
def copy(client, staff):
    client.force_login(staff)

    def post(record, **data):
        return client.post(
            reverse(f"admin:engagements_{record._meta.model_name}_copy", args=[record.pk]), data
        )

    return post


def lines(record):
    related = record.members if isinstance(record, Visit) else record.participants
    return list(related.order_by("pk").values_list("official__name", "title"))


def test_a_visit_is_copied_with_its_people_and_without_its_dates(copy, staff):
    visit = VisitFactory(purpose="To talk", progress="cancelled", visit_type="working")
    visit.stops.create(place=PlaceFactory(), start_date=visit.start_date)
    visit.topics.add(TopicFactory())
    visit.sources.add(named_source())
    promoted = AppointmentFactory(title="Minister", start_date="2022-01-01").official
    visit.members.create(official=promoted, title="Deputy", role="head")
    visit.members.create(official=OfficialFactory(name="Ann Reed"), title="Adviser")
    response = copy(visit, title="The next one", start_date="5 Jul 2022", end_date="+1")
    made = Visit.objects.get(title="The next one")
    assert response.url == reverse("admin:engagements_visit_change", args=[made.pk])
    assert (made.when, made.progress, made.publication) == ("5–6 July 2022", "completed", "draft")
    assert (made.visit_type, made.organization, made.purpose) == ("working", visit.organization, "To talk")
    assert lines(made) == [(promoted.name, "Minister"), ("Ann Reed", "Adviser")]
    assert made.members.first().role == "head"
    assert list(made.topics.all()) == list(visit.topics.all())
    assert (made.sources.count(), made.stops.get().start_date) == (0, None)
    assert made.created_by == staff
    assert lines(visit) == [(promoted.name, "Deputy"), ("Ann Reed", "Adviser")]


def test_a_visit_without_new_dates_is_planned(copy):
    visit = VisitFactory()
    copy(visit, title="The next one")
    made = Visit.objects.get(title="The next one")
    assert (made.when, made.progress) == ("date not known", "planned")


@pytest.mark.parametrize(
    ("dates", "error"),
    [
        ({"start_date": "6/12/2021"}, "may be 12 June 2021 or 6 December 2021"),
        ({"end_date": "2022-01-01"}, "Give the first day too."),
        ({"start_date": "2022-01-02", "end_date": "2022-01-01"}, "The end is before the start."),
    ],
)
def test_a_visit_is_not_copied_to_bad_dates(copy, dates, error):
    visit = VisitFactory()
    response = copy(visit, title="The next one", **dates)
    assert error in response.text
    assert Visit.objects.count() == 1


@pytest.fixture
def meeting():
    meeting = MeetingFactory(
        visit=VisitFactory(), title="Weekly call", format="call", summary="Said", start_time="09:30"
    )
    for name, side in (("Ann Reed", "delegation"), ("Tom Ward", "counterpart")):
        meeting.participants.create(side=side, official=OfficialFactory(name=name), title="Envoy")
    meeting.outcomes.create(kind="request", text="More")
    return meeting


def test_a_meeting_recurs_by_copying_to_days(copy, meeting):
    pks = list(meeting.participants.values_list("pk", flat=True))
    copy(meeting, days="+7\n20 Dec 2021\n\n2021-12-13", participants=pks)
    copies = Meeting.objects.exclude(pk=meeting.pk).order_by("start_date")
    assert [(made.title, made.when) for made in copies] == [
        ("Weekly call", "13 December 2021"),
        ("Weekly call", "20 December 2021"),
    ]
    for made in copies:
        assert (made.visit, made.format, made.summary, made.publication) == (
            meeting.visit,
            "call",
            "",
            "draft",
        )
        assert (str(made.start_time), made.outcomes.count()) == ("09:30:00", 0)
        assert lines(made) == [("Ann Reed", "Envoy"), ("Tom Ward", "Envoy")]


def test_a_meeting_is_copied_with_those_who_are_ticked(copy, meeting):
    first = meeting.participants.get(side="delegation")
    response = copy(meeting, days="2021-12-06", participants=[first.pk])
    made = Meeting.objects.exclude(pk=meeting.pk).get()
    assert response.url == reverse("admin:engagements_meeting_change", args=[made.pk])
    assert (made.title, lines(made)) == ("Ann Reed with (not named)", [("Ann Reed", "Envoy")])


@pytest.mark.parametrize(
    ("days", "error"),
    [
        ("", "This field is required."),
        ("soon", "Enter a date such as"),
        ("Dec 2021", "Give the day too"),
        ("\n".join(["2021-12-06"] * 61), "Give at most 60 days at once."),
    ],
)
def test_a_meeting_is_not_copied_to_bad_days(copy, meeting, days, error):
    response = copy(meeting, days=f"{days}")
    assert error in response.text
    assert Meeting.objects.count() == 1


def test_what_may_not_be_seen_is_not_copied(copy):
    assert copy(VisitFactory(handling="restricted"), title="Copy").status_code == 404
    assert copy(MeetingFactory(handling="restricted"), days="today").status_code == 404


def test_the_next_meeting_keeps_day_place_and_delegation_and_offers_whom_the_visit_met(client, staff):
    client.force_login(staff)
    visit = VisitFactory(publication="draft", start_date="2021-12-06", end_date="2021-12-08")
    place = PlaceFactory()
    page = add_page(client, "meeting", f"?visit={visit.pk}")
    ann, tom = OfficialFactory(name="Ann Reed"), OfficialFactory(name="Tom Ward")
    page.type(start_date="2021-12-07", end_date="", dates="exact", place=place)
    page.add("delegation", official=ann, title="Envoy").add("counterpart", official=tom, title="Minister")
    response = page.press("_addanother")
    page = Page(client, response.url)
    assert (page.data["start_date"], page.data["dates"], page.data["place"]) == (
        "2021-12-07",
        "exact",
        str(place.pk),
    )
    assert (page.data["delegation-0-official"], page.data["delegation-0-title"]) == (str(ann.pk), "Envoy")
    assert page.data["counterpart-0-official"] == ""
    assert f'data-official="{tom.pk}"' in page.response.text
    assert 'data-title="Minister"' in page.response.text


def test_whom_hidden_meetings_met_is_not_offered(client, staff):
    client.force_login(staff)
    hidden = MeetingFactory(visit=VisitFactory(), handling="restricted")
    hidden.participants.create(
        side="counterpart", official=OfficialFactory(name="Secret Person"), title="Spy"
    )
    hidden.participants.create(side="delegation", official=OfficialFactory(name="Secret Envoy"), title="Spy")
    address = reverse("admin:engagements_meeting_add") + f"?visit={hidden.visit_id}&after={hidden.pk}"
    assert "Secret" not in client.get(address).text
