"""What may be known of a merged record, and how it is kept until the merge is undone."""

import datetime
from uuid import UUID

import pytest

from engagements.history.merge import CannotMerge, merge
from engagements.history.packing import pack, unpack
from engagements.history.undo import may_know_merged, undo
from engagements.models import Appointment, Merge, Official, Visit
from tests.factories import OfficialFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("publication", "handling", "who"),
    [
        ("published", "open", {"analyst", "cleared", "staff"}),
        ("draft", "open", {"staff"}),
        ("published", "restricted", {"cleared"}),
        ("draft", "restricted", set()),
    ],
)
def test_who_may_know_of_a_merged_visit(analyst, cleared, staff, publication, handling, who):
    snapshot = pack(VisitFactory(publication=publication, handling=handling))
    merge = Merge(kind="visit", snapshot=snapshot)
    users = {"analyst": analyst, "cleared": cleared, "staff": staff}
    assert {name for name, user in users.items() if may_know_merged(user, merge)} == who
    assert {name for name, user in users.items() if Visit.objects.visible_to(user)} == who


def test_merged_entries_of_the_directory_may_be_known(stranger):
    assert may_know_merged(stranger, Merge(kind="official", snapshot=pack(OfficialFactory())))


@pytest.mark.parametrize(
    "record",
    [
        Appointment(pk=3, official_id=1, title="ü", acting=True, start_date=datetime.date(2021, 12, 6)),
        Official(pk=4, uid=UUID(int=1), name="Ann"),
        Visit(pk=5, created_at=datetime.datetime(2021, 12, 6, 1, 2, 3, 4, tzinfo=datetime.UTC)),
    ],
)
def test_row_that_was_packed_is_the_same_again(record):
    again = unpack(pack(record))
    assert type(again) is type(record)
    for field in record._meta.concrete_fields:
        assert getattr(again, field.attname) == getattr(record, field.attname), field.name


def test_undone_visit_keeps_when_and_by_whom_it_was_entered(editor, staff):
    kept, other = VisitFactory(), VisitFactory(created_by=staff)
    created_at = datetime.datetime(2021, 12, 6, tzinfo=datetime.UTC)
    Visit.objects.filter(pk=other.pk).update(created_at=created_at, version=7)
    other.refresh_from_db()
    undo(merge(kept, other, {}, editor), editor)
    other = Visit.objects.get(pk=other.pk)
    assert (other.created_at, other.created_by, other.changed_by) == (created_at, staff, editor)
    assert other.version == 8


def test_merge_is_undone_once(editor):
    made = merge(OfficialFactory(), OfficialFactory(), {}, editor)
    undo(made, editor)
    with pytest.raises(CannotMerge, match="undone already"):
        undo(made, editor)


def test_merge_after_it_that_was_undone_is_no_obstacle(editor):
    kept, first, second = OfficialFactory(), OfficialFactory(), OfficialFactory()
    made = merge(kept, first, {}, editor)
    kept.refresh_from_db()
    later = merge(kept, second, {}, editor)
    with pytest.raises(CannotMerge):
        undo(made, editor)
    undo(later, editor)
    undo(made, editor)
    assert Official.objects.count() == 3
