"""Which rows a merge moves, and which it drops as they are there already."""

import pytest

from engagements.history.merge_plan import MergePlan, record_keys, unique_with
from engagements.models import Appointment, Meeting, Participant, Place, Topic, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "other", "is_dropped"),
    [
        ({}, {}, True),
        ({"title": "Minister"}, {"title": "Minister"}, True),
        ({"title": "Minister"}, {"title": ""}, True),  # says nothing more
        ({"title": ""}, {"title": "Minister"}, False),
        ({"title": "Minister"}, {"title": "Director"}, False),
        ({"acting": True}, {"acting": False}, False),
        ({"start_date": "2021-01-01"}, {"start_date": None}, True),
        ({"start_date": None}, {"start_date": "2021-01-01"}, False),
    ],
)
def test_post_that_says_nothing_more_is_dropped(kept, other, is_dropped):
    official, double, organization = OfficialFactory(), OfficialFactory(), OrganizationFactory()
    for owner, values in ((official, kept), (double, other)):
        AppointmentFactory(official=owner, organization=organization, **{"title": "Head", **values})
    (move,) = MergePlan(official, double).moves
    assert move.is_dropped == is_dropped


def test_same_post_in_another_organization_is_moved():
    official, double = OfficialFactory(), OfficialFactory()
    for owner in (official, double):
        AppointmentFactory(official=owner, title="Head")
    plan = MergePlan(official, double)
    assert (len(plan.rows_to_move), plan.rows_to_drop) == (1, [])


def test_order_of_a_participant_says_nothing():
    organization, double, meeting = OrganizationFactory(), OrganizationFactory(), MeetingFactory()
    for number, owner in enumerate((organization, double)):
        ParticipantFactory(meeting=meeting, official=None, organization=owner, title="Head", order=number)
    assert [move.is_dropped for move in MergePlan(organization, double).moves] == [True]


def test_twin_takes_over_what_it_does_not_say():
    official, double = OfficialFactory(), OfficialFactory()
    line = ParticipantFactory(official=official, title="Minister", note="", order=1)
    ParticipantFactory(
        meeting=line.meeting, official=double, title="Director", note="by video", side=line.side, order=2
    )
    (move,) = MergePlan(official, double).rows_to_drop
    assert move.twin == line
    values = move.values_for_twin()
    assert values["note"] == "by video"
    assert {"title", "order", "official_id"}.isdisjoint(values)


def test_whole_records_are_never_dropped():
    visit, double, place = VisitFactory(), VisitFactory(), StopFactory().place
    for owner in (visit, double):
        MeetingFactory(visit=owner, place=place, title="Talks")
    (move,) = [move for move in MergePlan(visit, double).moves if isinstance(move.row, Meeting)]
    assert not move.is_dropped


def test_only_a_relation_of_the_two_is_a_loop():
    visit, double, third = VisitFactory(), VisitFactory(), VisitFactory()
    double.related_visits.set([visit, third])
    double.topics.set([TopicFactory()])
    moves = MergePlan(visit, double).moves
    loops = [move.row for move in moves if move.is_loop]
    assert {frozenset((row.from_visit_id, row.to_visit_id)) for row in loops} == {
        frozenset((visit.pk, double.pk))
    }
    assert len(moves) == len(loops) + 3  # both ways to the third, and the topic


def test_changed_records_are_those_of_the_lines_and_not_the_two():
    visit, double, meeting = VisitFactory(), VisitFactory(), MeetingFactory()
    official, other = OfficialFactory(), OfficialFactory()
    ParticipantFactory(meeting=meeting, official=other)
    StopFactory(visit=double)
    assert MergePlan(official, other).changed_records == {(Meeting, meeting.pk)}
    assert MergePlan(visit, double).changed_records == set()


def test_record_keys():
    line, visit = ParticipantFactory(), VisitFactory()
    assert record_keys(line) == {(Meeting, line.meeting_id)}
    assert record_keys(visit) == {(Visit, visit.pk)}
    assert record_keys(AppointmentFactory()) == set()
    visit.topics.add(TopicFactory())
    (pair,) = Visit.topics.through.objects.all()
    assert record_keys(pair) == {(Visit, visit.pk)}


@pytest.mark.parametrize(
    ("model", "name", "others"),
    [
        (Place, "country", [["name"]]),
        (Visit.topics.through, "visit", [["topic"]]),
        (Appointment, "official", []),
        (Topic, "parent", []),
    ],
)
def test_what_may_be_there_once_only(model, name, others):
    assert unique_with(model, name) == others


def test_what_may_not_be_known_is_neither_described_nor_counted(editor):
    official, double = OfficialFactory(), OfficialFactory()
    hidden, shown = MeetingFactory(handling="restricted"), MeetingFactory(title="Talks")
    for meeting in (hidden, shown):
        ParticipantFactory(meeting=meeting, official=double)
    plan = MergePlan(official, double)
    ((noun, texts),) = plan.describe(plan.moves, editor)
    assert noun == "participants"
    assert len(texts) == plan.visible_count(editor) == 1
    assert "Talks" in texts[0]
    assert Participant.objects.count() == 2
