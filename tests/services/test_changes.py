import pytest
from django.utils import timezone

from engagements.models import Visit
from engagements.services.bulk_history import DISTINCT_VALUES_LIMIT
from engagements.services.changes import mark_changed, mark_created, save_changed
from tests.factories import TopicFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_mark_created_names_who_creates(staff):
    visit = VisitFactory.build(organization=None)
    mark_created(visit, staff)
    assert (visit.version, visit.created_by, visit.changed_by) == (1, staff, staff)


def test_mark_changed_sets_version_who_and_when(staff, editor):
    visit = VisitFactory(created_by=staff, changed_by=staff)
    before = timezone.now()
    mark_changed(visit, editor)
    visit.save()
    visit.refresh_from_db()
    assert (visit.version, visit.created_by, visit.changed_by) == (2, staff, editor)
    assert before <= visit.changed_at <= timezone.now()


def test_mark_changed_by_a_command_names_nobody(staff):
    visit = VisitFactory(changed_by=staff)
    mark_changed(visit, None)
    assert (visit.version, visit.changed_by) == (2, None)


@pytest.mark.parametrize("number", [1, DISTINCT_VALUES_LIMIT + 1])
def test_save_changed_writes_many_with_their_history(editor, number):
    topic = TopicFactory()
    visits = VisitFactory.create_batch(number, organization=None)
    for version, visit in enumerate(visits, start=1):
        visit.topics.add(topic)
        visit.version, visit.title = version, f"Changed {version}"
    save_changed(visits, editor, ["title"])
    for version, visit in enumerate(Visit.objects.order_by("pk"), start=1):
        assert (visit.version, visit.changed_by, visit.title) == (version + 1, editor, f"Changed {version}")
        latest = visit.history.latest("history_id")
        assert (latest.version, latest.changed_by, latest.title) == (visit.version, editor, visit.title)
        assert [pair.topic for pair in latest.topics.all()] == [topic]


def test_save_changed_asks_as_much_for_few_as_for_one(editor, django_assert_num_queries):
    first, *others = VisitFactory.create_batch(6, organization=None)
    with django_assert_num_queries(5):  # the update, the history, and three many-to-many fields
        save_changed([first], editor)
    with django_assert_num_queries(5):
        save_changed(others, editor)


def test_a_relation_changes_both_visits():
    one, other = VisitFactory.create_batch(2)
    one.related_visits.add(other)
    other.refresh_from_db()
    assert other.version == 2
    assert [pair.to_visit for pair in other.history.latest("history_id").related_visits.all()] == [one]


def test_a_relation_to_a_restricted_visit_does_not_change_the_open_one():
    restricted, open_visit = VisitFactory(handling="restricted"), VisitFactory()
    restricted.related_visits.add(open_visit)
    open_visit.refresh_from_db()
    assert open_visit.version == 1
    open_visit.related_visits.remove(restricted)
    restricted.refresh_from_db()
    assert restricted.version == 2
