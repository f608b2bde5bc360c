"""Rule 1: what a person may see is decided by ``visible_to(user)`` alone."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from engagements.models import Attachment, Meeting, Outcome, Source, Visit
from tests.factories import MeetingFactory, OutcomeFactory, SourceFactory, VisitFactory

pytestmark = pytest.mark.django_db

OPEN, DRAFT = {}, {"publication": "draft"}
RESTRICTED = {"handling": "restricted"}
BOTH = DRAFT | RESTRICTED
SEEN = {
    "stranger": [],
    "analyst": [OPEN],
    "cleared": [OPEN, RESTRICTED],
    "staff": [OPEN, DRAFT],
    "editor": [OPEN, DRAFT],
    "administrator": [OPEN, DRAFT, RESTRICTED, BOTH],
}
EACH = (OPEN, DRAFT, RESTRICTED, BOTH)


@pytest.mark.parametrize("who", SEEN)
@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
def test_record_is_seen_for_what_it_is(request, who, factory):
    made = [(state, factory(**state)) for state in EACH]
    visible = type(made[0][1]).objects.visible_to(request.getfixturevalue(who))
    assert set(visible) == {record for state, record in made if state in SEEN[who]}


@pytest.mark.parametrize("who", SEEN)
def test_what_belongs_to_a_record_is_seen_only_where_all_above_it_is(request, who):
    """A meeting needs its visit to be seen, an outcome and a file their record; a source any one record."""
    user = request.getfixturevalue(who)
    expected = {"meetings": set(), "outcomes": set(), "files": set(), "sources": set()}
    for of_visit, of_meeting in itertools.product(EACH, EACH):
        visit = VisitFactory(**of_visit)
        meeting = MeetingFactory(visit=visit, **of_meeting)
        made = {
            "meetings": meeting,
            "outcomes": OutcomeFactory(meeting=meeting),
            "files": Attachment.objects.create(meeting=meeting, title="x", file="x"),
            "sources": SourceFactory(),
        }
        meeting.sources.add(made["sources"])
        if of_visit in SEEN[who] and of_meeting in SEEN[who]:
            for kind, record in made.items():
                expected[kind].add(record)
    found = {
        "meetings": set(Meeting.objects.visible_to(user)),
        "outcomes": set(Outcome.objects.visible_to(user)),
        "files": set(Attachment.objects.visible_to(user)),
        "sources": set(Source.objects.visible_to(user)),
    }
    assert found == expected


def test_source_of_a_hidden_and_of_a_shown_record_is_seen(analyst):
    source = SourceFactory()
    VisitFactory(**DRAFT).sources.add(source)
    assert not Source.objects.visible_to(analyst)
    MeetingFactory().sources.add(source)
    assert list(Source.objects.visible_to(analyst)) == [source]


def test_nobody_signed_in_sees_nothing():
    VisitFactory()
    MeetingFactory()
    for model in (Visit, Meeting):
        assert not model.objects.visible_to(AnonymousUser())


def test_what_follows_does_not_widen_what_is_seen(analyst):
    VisitFactory(title="Hidden", **DRAFT)
    shown = VisitFactory(title="Shown")
    assert list(Visit.objects.visible_to(analyst).between().latest_first().with_stops()) == [shown]
    assert not Visit.objects.visible_to(analyst).matching("hidden")
