"""The database is the last line: each rule holds also against who goes past forms and ``clean()``."""

import datetime
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from engagements.models import Attachment
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

DAY, NEXT = datetime.date(2021, 12, 6), datetime.date(2021, 12, 7)
FAR = datetime.date(9021, 12, 6)
SPANS = [
    {"start_date": NEXT, "end_date": DAY},
    {"start_date": FAR, "end_date": FAR},
    {"start_date": datetime.date(1, 1, 1)},
    {"start_date": None},
    {"end_date": None},
    {"start_date": None, "end_date": None},
    {"dates": "within", "start_date": None, "end_date": None},
    {"dates": "unknown"},
    {"dates": "unknown", "end_date": None},
    {"dates": "roughly"},
    {"publication": "leaked"},
    {"handling": "secret"},
]
BAD_ROWS = [
    *((factory, bad) for factory in (VisitFactory, MeetingFactory) for bad in SPANS),
    (MeetingFactory, {"dates": "within", "start_time": datetime.time(9)}),
    *((factory, SPANS[0]) for factory in (StopFactory, AppointmentFactory)),
    *((factory, SPANS[1]) for factory in (StopFactory, AppointmentFactory)),
    (ParticipantFactory, {"official": None}),
    (ParticipantFactory, {"official": None, "title": "Governor"}),
    (ParticipantFactory, {"side": "elsewhere"}),
    (OutcomeFactory, {"closed_on": DAY}),
    (PlaceFactory, {"name": "", "country": ""}),
]


@contextmanager
def refused():
    """Expect the database to refuse; in a savepoint, since PostgreSQL ends the transaction."""
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


@pytest.mark.parametrize(("factory", "bad"), BAD_ROWS)
def test_bad_row_is_refused_by_update_and_by_insert(factory, bad):
    good = factory()
    model = type(good)
    with refused():
        model.objects.filter(pk=good.pk).update(**bad)
    copy = factory()
    model.objects.filter(pk=copy.pk).delete()
    for field, value in {**bad, "pk": None}.items():
        setattr(copy, field, value)
    with refused():
        model.objects.bulk_create([copy])


def test_rows_that_are_half_known_are_stored():
    """So that the rows above are refused for what is wrong with them alone."""
    for factory in (VisitFactory, MeetingFactory):
        factory(dates="unknown", start_date=None, end_date=None)
        factory(dates="within", end_date=NEXT)
    for factory in (StopFactory, AppointmentFactory):
        factory()
        factory(start_date=DAY)
        factory(end_date=DAY)
        factory(start_date=DAY, end_date=DAY)
    ParticipantFactory(official=None, organization=OrganizationFactory())
    ParticipantFactory(official=None, description="private industry")
    PlaceFactory(name="")


@pytest.mark.parametrize(("factory", "of"), [(MemberFactory, "visit"), (ParticipantFactory, "meeting")])
def test_official_is_listed_once(factory, of):
    line, other = factory(), factory()
    copy = type(line)(**{of: getattr(line, of), "official": line.official})
    with refused():
        type(line).objects.bulk_create([copy])
    with refused():
        type(line).objects.filter(pk=other.pk).update(**{of: getattr(line, of), "official": line.official})


def test_those_without_a_name_are_listed_as_often_as_they_are():
    meeting = MeetingFactory()
    for _ in range(2):
        ParticipantFactory(meeting=meeting, official=None, description="a governor")
    assert meeting.participants.count() == 2


def test_attachment_is_of_one_record():
    for records in ({}, {"visit": VisitFactory(), "meeting": MeetingFactory()}):
        with refused():
            Attachment.objects.bulk_create([Attachment(title="Both or none", file="x", **records)])


@pytest.mark.parametrize("factory", [OrganizationFactory, TopicFactory])
@pytest.mark.parametrize("length", [1, 2, 3])
def test_no_chain_of_parents_has_a_loop(factory, length):
    chain = [factory()]
    for _ in range(length - 1):
        chain.append(factory(parent=chain[-1]))
    model, top, bottom = type(chain[0]), chain[0], chain[-1]
    with refused():
        model.objects.filter(pk=top.pk).update(parent=bottom)
    with refused():
        top.parent = bottom
        model.objects.bulk_update([top], ["parent"])
    assert model.objects.get(pk=top.pk).parent is None


@pytest.mark.parametrize("factory", [OrganizationFactory, TopicFactory])
def test_a_branch_may_be_moved_within_its_tree(factory):
    top = factory()
    left, right = factory(parent=top), factory(parent=top)
    type(top).objects.filter(pk=right.pk).update(parent=left)
    assert type(top).descendant_ids(left.pk) == {left.pk, right.pk}
