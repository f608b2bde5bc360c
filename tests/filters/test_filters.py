"""Which rows each filter leaves, asked through the address of the list."""

import datetime
from types import SimpleNamespace

import pytest

from engagements.common import pagination
from engagements.models import Topic, querysets
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

SIDES = ("delegation", "accompanying", "counterpart", "third_party")


@pytest.fixture(autouse=True, params=[querysets.FEW_ROWS, 2, 0])
def few(request, monkeypatch):
    """Few rows are found by their ids, many in the order of the list: the same ones."""
    if request.param < querysets.FEW_ROWS:
        monkeypatch.setattr(querysets, "FEW_ROWS", request.param)
        monkeypatch.setattr(pagination, "COUNTABLE_ROWS", 0)


@pytest.fixture
def listed(client, analyst):
    """Return a function: address of a list in, the titles or names of its rows out, in order."""
    client.force_login(analyst)

    def get(address):
        response = client.get(address)
        assert not response.context["form"].errors
        return [getattr(row, "title", None) or row.name for row in response.context["page"].object_list]

    return get


@pytest.fixture
def sides():
    """A meeting for each side on which one official, of one part of an organization, takes part."""
    parent = OrganizationFactory()
    one = SimpleNamespace(parent=parent, part=OrganizationFactory(parent=parent), official=OfficialFactory())
    for side in SIDES:
        ParticipantFactory(
            meeting=MeetingFactory(title=side), side=side, official=one.official, organization=one.part
        )
    MeetingFactory(title="of others")
    return one


@pytest.mark.parametrize(
    ("parameter", "found"),
    [
        ("delegate", {"delegation", "accompanying"}),
        ("counterpart", {"counterpart", "third_party"}),
        ("delegation", {"delegation"}),
        ("accompanying", {"accompanying"}),
        ("counterpart_organization", {"counterpart", "third_party"}),
    ],
)
def test_each_side_has_its_parameter(listed, sides, parameter, found):
    if parameter in ("delegate", "counterpart"):
        assert set(listed(f"/meetings/?{parameter}={sides.official.pk}")) == found
        return
    assert set(listed(f"/meetings/?{parameter}={sides.part.pk}")) == found
    assert listed(f"/meetings/?{parameter}={sides.parent.pk}") == []
    assert set(listed(f"/meetings/?{parameter}={sides.parent.pk}&sub=1")) == found


def test_many_lines_of_one_meeting_leave_no_other_out(listed):
    ours, theirs = OrganizationFactory(), OrganizationFactory()
    for title in ("first", "second", "third"):
        meeting = MeetingFactory(title=title)
        for _ in range(4):
            ParticipantFactory(meeting=meeting, side="delegation", organization=ours)
            ParticipantFactory(meeting=meeting, side="counterpart", organization=theirs)
    all_three = {"first", "second", "third"}
    assert set(listed(f"/meetings/?delegation={ours.pk}")) == all_three
    assert set(listed(f"/meetings/?counterpart_organization={theirs.pk}")) == all_three
    both = f"/meetings/?delegation={ours.pk}&counterpart_organization={theirs.pk}"
    assert set(listed(both)) == all_three


def test_values_of_one_parameter_are_alternatives_and_parameters_must_all_hold(listed):
    first, second, other = (TopicFactory() for _ in range(3))
    lima, quito = PlaceFactory(name="Lima"), PlaceFactory(name="Quito")
    for title, topics, place in (
        ("both", [first, second], lima),
        ("first", [first], lima),
        ("second", [second], quito),
        ("other", [other], lima),
    ):
        MeetingFactory(title=title, place=place).topics.set(topics)
    either = f"/meetings/?topic={first.pk}&topic={second.pk}&sort=title"
    # A row that fits twice is listed once.
    assert listed(either) == ["both", "first", "second"]
    assert listed(f"{either}&place=quito") == ["second"]
    assert listed(f"{either}&q=first&q=second") == ["first", "second"]
    assert listed(f"{either}&place=lima&q=second") == []


def test_topic_brings_its_subtopics(listed):
    migration = TopicFactory()
    visas = TopicFactory(parent=TopicFactory(parent=migration))
    MeetingFactory(title="On visas").topics.add(visas)
    VisitFactory(title="About visas").topics.add(visas)
    assert listed(f"/meetings/?topic={migration.pk}") == ["On visas"]
    assert listed(f"/visits/?topic={migration.pk}") == ["About visas"]
    Topic.objects.filter(pk=visas.pk).update(parent=None)
    assert listed(f"/meetings/?topic={migration.pk}") == []


def test_country_of_a_meeting_is_where_it_was_or_of_a_participant(listed):
    mexican, french = OrganizationFactory(country="MX"), OrganizationFactory(country="FR")
    MeetingFactory(title="there", place=PlaceFactory(country="MX"))
    for title, fields in {
        "with them": {"organization": mexican},
        "with one by country alone": {"organization": None, "country": "MX"},
        "with one lent to them": {"organization": french, "country": "MX"},
        "with one of theirs who acts for another": {"organization": mexican, "country": "FR"},
        "with one of our own from there": {"side": "delegation", "organization": mexican},
    }.items():
        ParticipantFactory(meeting=MeetingFactory(title=title), **fields)
    assert set(listed("/meetings/?country=MX")) == {
        "there",
        "with them",
        "with one by country alone",
        "with one lent to them",
        "with one of our own from there",
    }


def test_filters_of_visits(listed):
    sent, member = (
        VisitFactory(title="sent"),
        MemberFactory(visit__title="member", organization=OrganizationFactory()),
    )
    stop = StopFactory(visit=sent, place__country="PA")
    StopFactory(visit=member.visit, place__country="CO")
    assert listed(f"/visits/?delegation={sent.organization_id}") == ["sent"]
    assert listed(f"/visits/?delegation={member.organization_id}") == ["member"]
    assert listed(f"/visits/?delegate={member.official_id}") == ["member"]
    assert listed("/visits/?country=PA") == ["sent"]
    assert listed(f"/visits/?place={stop.place_id}") == ["sent"]
    VisitFactory(title="planned", progress="planned", visit_type="state")
    assert listed("/visits/?progress=planned") == listed("/visits/?visit_type=state") == ["planned"]


def test_filters_of_the_directory(listed):
    post = AppointmentFactory(
        official__name="Held it",
        organization__name="Ministry",
        organization__kind="ministry",
        organization__country="FR",
    )
    OfficialFactory(name="Never")
    OrganizationFactory(name="Other", country="MX")
    assert listed(f"/officials/?organization={post.organization_id}") == ["Held it"]
    assert listed("/officials/?country=FR") == ["Held it"]
    assert listed("/officials/?q=ministry") == ["Held it"]
    assert listed("/organizations/?country=FR") == listed("/organizations/?kind=ministry") == ["Ministry"]


def test_meetings_of_a_visit_of_a_format_and_of_a_progress(listed):
    visit = VisitFactory()
    MeetingFactory(title="of it", visit=visit)
    MeetingFactory(title="call", format="call")
    MeetingFactory(title="planned", progress="planned")
    assert listed(f"/meetings/?visit={visit.pk}") == ["of it"]
    assert listed("/meetings/?format=call") == ["call"]
    assert listed("/meetings/?progress=planned") == ["planned"]


@pytest.mark.parametrize("path", ["/visits/", "/meetings/"])
def test_order(listed, path):
    factory = {"/visits/": VisitFactory, "/meetings/": MeetingFactory}[path]
    for title, day in (("b", 1), ("a", 3), ("c", 2)):
        factory(title=title, start_date=datetime.date(2021, 12, day))
    factory(title="d", dates="unknown", start_date=None)
    assert listed(path) == listed(f"{path}?sort=-date") == ["a", "c", "b", "d"]
    assert listed(f"{path}?sort=date") == ["b", "c", "a", "d"]
    assert listed(f"{path}?sort=title") == ["a", "b", "c", "d"]
    assert listed(f"{path}?sort=-title") == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    "typed",
    [
        "garduno",
        "GARDUÑO",
        "yanez francisco",
        "inm",
        "migracion",
        "the boss",
        "Гардуньо",
        "monterrey",
        "visas",
    ],
)
def test_meeting_is_found_by_any_name_in_it_however_typed(listed, typed):
    meeting = MeetingFactory(title="It", place=PlaceFactory(name="Monterrey"))
    meeting.topics.add(TopicFactory(name="Visas"))
    ParticipantFactory(
        meeting=meeting,
        official=OfficialFactory(name="Francisco Garduño Yáñez", aliases="The Boss", native_name="Гардуньо"),
        organization=OrganizationFactory(
            name="X", acronym="INM", native_name="Instituto Nacional de Migración"
        ),
    )
    ParticipantFactory(meeting=MeetingFactory(title="Other"))
    assert listed(f"/meetings/?q={typed}") == ["It"]


def test_words_must_all_be_there_wherever_each_is(listed):
    meeting = MeetingFactory(title="Talks on visas")
    ParticipantFactory(meeting=meeting, official=OfficialFactory(name="Roberto Velasco"))
    ParticipantFactory(meeting=MeetingFactory(title="Talks"), official=OfficialFactory(name="Velasco"))
    assert listed("/meetings/?q=velasco+visas") == ["Talks on visas"]
    assert listed("/meetings/?q=velasco+trade") == []


def test_name_that_several_have_is_asked_about_with_links(client, analyst):
    client.force_login(analyst)
    one, other = OfficialFactory(name="Juan Pérez"), OfficialFactory(name="Juana Pérez")
    response = client.get("/meetings/?counterpart=perez&format=call")
    (error,) = response.context["form"].errors["counterpart"]
    assert "More than one goes by “perez”" in error
    for official in (one, other):
        assert f'href="?counterpart={official.pk}&amp;format=call"' in error


def test_chip_of_each_filter_leads_to_the_list_without_it(client, analyst):
    client.force_login(analyst)
    official = OfficialFactory(name="Roberto Velasco")
    query = f"counterpart={official.pk}&format=call&format=video&q=visas&sort=title&page=1"
    chips = client.get(f"/meetings/?{query}").context["form"].chips()
    assert {(str(label), str(value)) for label, value, _ in chips} == {
        ("Counterpart", "Roberto Velasco"),
        ("Format", "call"),
        ("Format", "video conference"),
        ("Search", "visas"),
    }
    links = {str(value): link for _, value, link in chips}
    assert links["call"] == f"?counterpart={official.pk}&format=video&q=visas&sort=title"
    assert links["visas"] == f"?counterpart={official.pk}&format=call&format=video&sort=title"
