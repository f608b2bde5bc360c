"""Which deletions are told to whom."""

import pytest

from engagements.history.deletions import deleted_rows
from engagements.history.merge import merge
from engagements.models import Meeting, Official, Source, Visit
from tests.factories import MeetingFactory, OfficialFactory, SourceFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def users(analyst, cleared, staff, stranger):
    return {user.username: user for user in (analyst, cleared, staff, stranger)}


def told(model, users):
    """Return the users who are told of a deletion, by name."""
    return {name for name, user in users.items() if deleted_rows(model, user)}


@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
@pytest.mark.parametrize(
    ("publication", "handling", "names"),
    [
        ("published", "open", {"analyst", "cleared", "staff"}),
        ("draft", "open", {"staff"}),
        ("published", "restricted", {"cleared"}),
        ("draft", "restricted", set()),
    ],
)
def test_deleted_record_is_told_to_those_who_saw_it(users, factory, publication, handling, names):
    record = factory(publication=publication, handling=handling)
    model = type(record)
    assert told(model, users) == set()  # it is there
    record.delete()
    assert told(model, users) == names


@pytest.mark.parametrize("is_deleted", [False, True])
def test_meeting_of_a_hidden_visit_is_hidden_whether_that_is_deleted_or_not(users, is_deleted):
    meeting = MeetingFactory(visit=VisitFactory(handling="restricted"))
    visit = meeting.visit
    meeting.delete()
    if is_deleted:
        visit.delete()
    assert told(Meeting, users) == {"cleared"}


@pytest.mark.parametrize("is_deleted", [False, True])
def test_source_is_told_with_the_visit_that_it_was_of(users, is_deleted):
    source, visit = SourceFactory(), VisitFactory(handling="restricted")
    visit.sources.add(source)
    visit.save()
    visit.sources.clear()
    source.delete()
    if is_deleted:
        visit.delete()
    assert told(Source, users) == {"cleared"}


def test_source_of_nothing_is_told_to_whoever_entered_it_and_to_those_cleared(users):
    SourceFactory(created_by=users["staff"]).delete()
    assert told(Source, users) == {"cleared", "staff"}


def test_record_that_was_brought_back_or_merged_is_not_deleted(users, editor):
    official = OfficialFactory()
    pk = official.pk
    official.delete()
    Official(pk=pk, name="Ann").save(force_insert=True)
    merge(OfficialFactory(), OfficialFactory(), {}, editor)
    assert told(Official, users) == set()


def test_latest_deletion_comes_first(staff):
    for title in ("First", "Second"):
        VisitFactory(title=title).delete()
    assert [row.title for row in deleted_rows(Visit, staff)] == ["Second", "First"]
