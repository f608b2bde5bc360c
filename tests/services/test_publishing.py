import pytest

from engagements.models import Meeting
from engagements.services.publishing import (
    may_change,
    may_enter,
    may_publish,
    may_restrict,
    missing_sides_problem,
    publication_problem,
    publish,
    return_to_draft,
)
from tests.factories import MeetingFactory, ParticipantFactory, VisitFactory

NO_DELEGATION = "A published meeting needs at least one participant of the delegation or accompanying it."
NO_COUNTERPART = "A published meeting needs at least one counterpart or third party."


@pytest.mark.parametrize(
    ("sides", "problem"),
    [
        ([], NO_DELEGATION),
        (["counterpart", "third_party"], NO_DELEGATION),
        (["delegation", "accompanying"], NO_COUNTERPART),
        (["delegation", "counterpart"], ""),
        (["accompanying", "third_party"], ""),
    ],
)
def test_missing_sides(sides, problem):
    assert missing_sides_problem(sides) == problem


@pytest.mark.django_db
def test_who_may_publish_restrict_and_change(staff, editor, cleared, administrator):
    users = (staff, editor, cleared, administrator)
    assert [may_publish(user) for user in users] == [False, True, False, True]
    assert [may_restrict(user) for user in users] == [False, False, True, True]
    draft, published = VisitFactory.build(publication="draft"), VisitFactory.build()
    assert [may_change(user, draft) for user in users] == [True, True, True, True]
    assert [may_change(user, published) for user in users] == [False, True, False, True]
    assert [may_enter(user, "change", "visit", draft) for user in users] == [True, True, False, True]
    assert [may_enter(user, "change", "visit", published) for user in users] == [False, True, False, True]
    assert [may_enter(user, "delete", "visit", draft) for user in users] == [False, True, False, True]


@pytest.fixture
def drafts(db):
    """A draft that can be published, and one without a counterpart."""
    complete, lacking = MeetingFactory.create_batch(2, publication="draft")
    for meeting, sides in ((complete, ("delegation", "counterpart")), (lacking, ("delegation",))):
        for side in sides:
            ParticipantFactory(meeting=meeting, side=side)
    return complete, lacking


def test_publication_problem(drafts):
    assert [publication_problem(meeting) for meeting in drafts] == ["", NO_COUNTERPART]


def test_a_visit_can_always_be_published():
    assert publication_problem(VisitFactory.build(organization=None)) == ""


def test_publish_and_return_to_draft(drafts, editor):
    complete, lacking = drafts
    published, problems = publish(Meeting.objects.all(), editor)
    assert published == [complete]
    assert problems == {lacking: NO_COUNTERPART}
    complete.refresh_from_db()
    lacking.refresh_from_db()
    assert (complete.publication, complete.version, complete.changed_by) == ("published", 2, editor)
    assert (lacking.publication, lacking.version) == ("draft", 1)

    assert return_to_draft(Meeting.objects.all(), editor, "Which hotel?") == [complete]
    complete.refresh_from_db()
    assert (complete.publication, complete.version) == ("draft", 3)
    remark = complete.remarks.get()
    assert (remark.text, remark.author, remark.returned_version) == ("Which hotel?", editor, 3)
    assert [row.publication for row in complete.history.all()][:2] == ["draft", "published"]
