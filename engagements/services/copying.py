"""Copies of visits and meetings, as drafts: the people, and not what happened."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User

from engagements.models import Appointment, Meeting, Topic, Visit
from engagements.models.dates import Span
from engagements.models.participants import COUNTERPART_SIDE, DELEGATION_SIDE
from engagements.models.records import Record
from engagements.models.statuses import PLANNED

from .changes import mark_created
from .titles import title_of_sides

VISIT_FIELDS = ("visit_type", "organization", "purpose", "handling")
MEETING_FIELDS = ("visit", "format", "place", "venue", "timezone", "handling")
TIME_FIELDS = ("start_time", "end_time")
SPAN_FIELDS = ("start_date", "end_date", "dates")


def new_like(record: Record, field_names: Iterable[str], span: Span, user: User) -> Any:
    """Return an unsaved draft with the values of ``record`` in some fields, and the dates of ``span``."""
    values = {name: getattr(record, name) for name in field_names}
    copy = type(record)(**values, **{name: getattr(span, name) for name in SPAN_FIELDS})
    copy.progress = copy.status_by_dates() if copy.start_date else PLANNED
    mark_created(copy, user)
    return copy


def copy_lines(lines: Sequence[Any], owner: str, record: Record) -> None:
    """Copy ``lines`` to ``record``: each with the post held at its dates, else in the capacity of before."""
    posts: dict[int, Appointment] = {}
    if record.start_date and record.end_date:
        during = Appointment.objects.during(record.start_date, record.end_date).latest_first()
        for post in during.filter(official__in=[line.official_id for line in lines]):
            posts.setdefault(post.official_id, post)
    for line in lines:
        values = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields}
        for name in ("id", "title_source_id"):  # a source tells of the meeting before
            values.pop(name, None)
        if held := posts.get(line.official_id):
            values |= {"title": held.title, "organization_id": held.organization_id}
        type(line).objects.create(**values | {f"{owner}_id": record.pk})


def copy_visit(visit: Visit, title: str, span: Span, user: User) -> Visit:
    """Make the next visit: sender, type, purpose, topics, delegation and places, at other dates."""
    copy: Visit = new_like(visit, VISIT_FIELDS, span, user)
    copy.title = title
    copy.save()
    copy.topics.set(Topic.objects.visible_to(user).filter(visits=visit))
    for place in visit.stops.values_list("place", flat=True):
        copy.stops.create(place_id=place)
    copy_lines(list(visit.members.all()), "visit", copy)
    return copy


def copy_meetings(
    meeting: Meeting, participants: Collection[int], days: Iterable[Span], user: User
) -> list[Meeting]:
    """Copy ``meeting`` to ``days``: of its kind, at its place, with those ``participants`` (ids).

    Where all take part, its title is the same.
    """
    lines = list(meeting.participants.select_related("official", "organization"))
    chosen = [line for line in lines if line.pk in participants]
    title = meeting.title
    if len(chosen) < len(lines):
        sides = (
            [line for line in chosen if line.side in side] for side in (DELEGATION_SIDE, COUNTERPART_SIDE)
        )
        title = title_of_sides(*sides)
    topics = list(Topic.objects.visible_to(user).filter(meetings=meeting))
    copies = []
    for span in days:
        copy: Meeting = new_like(meeting, [*MEETING_FIELDS, *TIME_FIELDS], span, user)
        copy.title = title
        copy.save()
        copy.topics.add(*topics)
        copy_lines(chosen, "meeting", copy)
        copies.append(copy)
    return copies
