"""Copies of visits and meetings, as drafts: the people, and not what happened."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User

from engagements.models import Meeting, Topic, Visit
from engagements.models.capacity_lines import CapacityLine
from engagements.models.dates import Span
from engagements.models.records import Record
from engagements.models.statuses import PLANNED

from .changes import mark_created
from .titles import add_missing_title

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


def copy_lines(lines: Iterable[CapacityLine], owner: str, record: Record) -> None:
    """Copy ``lines`` to ``record``: each with the post held at its dates, else in the capacity of before."""
    for line in lines:
        title, organization = line.title, line.organization
        line.pk, line._state.adding = None, True
        setattr(line, owner, record)
        if hasattr(line, "title_source"):
            line.title_source = None  # which tells of the meeting before
        if post := line.post_during(record):
            title, organization = post.title, post.organization
        line.title, line.organization = title, organization
        line.save()


def copy_visit(visit: Visit, title: str, span: Span, user: User) -> Visit:
    """Make the next visit: sender, type, purpose, topics, delegation and places, at other dates."""
    copy: Visit = new_like(visit, VISIT_FIELDS, span, user)
    copy.title = title
    copy.save()
    copy.topics.set(Topic.objects.visible_to(user).filter(visits=visit))
    for place in visit.stops.values_list("place", flat=True):
        copy.stops.create(place_id=place)
    copy_lines(visit.members.select_related("official", "organization"), "visit", copy)
    return copy


def copy_meeting(meeting: Meeting, participants: Collection[int], span: Span, user: User) -> Meeting:
    """Make a meeting of the same kind and place with those ``participants`` (ids), at other dates.

    Where all take part, its title is the same.
    """
    names = [*MEETING_FIELDS, *(TIME_FIELDS if span.is_one_day else ())]
    copy: Meeting = new_like(meeting, names, span, user)
    lines = meeting.participants.select_related("official", "organization")
    chosen = [line for line in lines if line.pk in participants]
    copy.title = meeting.title if len(chosen) == len(lines) else ""
    copy.save()
    copy.topics.set(Topic.objects.visible_to(user).filter(meetings=meeting))
    copy_lines(chosen, "meeting", copy)
    add_missing_title(copy)
    return copy
