"""Invitations become drafts of planned meetings; an update changes the draft, and keeps what was edited."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from engagements.common.dates import Exactness
from engagements.common.limited_process import run_or_refuse
from engagements.common.timezones import known_timezones
from engagements.models import (
    Appointment,
    Invitation,
    Meeting,
    Official,
    Participant,
    Side,
    Source,
    Visit,
)
from engagements.models.history import ChangeChannel, change_set
from engagements.models.meeting_progress import MeetingProgress
from engagements.services.changes import mark_changed, mark_created
from engagements.services.publishing import may_enter
from engagements.services.titles import add_missing_title

from .people import Person, near_officials, officials_of

# What an invitation says of a meeting, in the words for people.
FIELD_NAMES = {
    "title": "title",
    "start_date": "first day",
    "end_date": "last day",
    "start_time": "start",
    "end_time": "end",
    "timezone": "time zone",
    "venue": "venue",
    "summary": "summary",
}


class RefusedInvitation(Exception):
    """Says in words for the user why it is not taken in."""


@dataclass
class PersonQuestion:
    """A line of which it is not sure who is meant; the likeliest of ``officials`` first."""

    line: Participant
    officials: list[Official]


@dataclass
class Receipt:
    """What became of an invitation, with the meeting, and what there is to look at."""

    outcome: str
    meeting: Meeting | None = None
    notes: list[str] = field(default_factory=list)
    questions: list[PersonQuestion] = field(default_factory=list)


def read_events(content: bytes, seconds: float) -> tuple[list[dict[str, Any]], bool]:
    """Return the events of a calendar file, by the names of `calendars.events`; and if there are more."""
    folder, damaged = Path(__file__).parent, "It is a damaged calendar file."
    answer = run_or_refuse(
        folder, "calendars.events", content, RefusedInvitation, damaged=damaged, seconds=seconds
    )
    return answer["events"], answer["is_cut"]


def receive(event: dict[str, Any], user: User) -> Receipt:
    """Make or change the draft of ``event``; raises `RefusedInvitation`."""
    if event["is_answer"]:
        raise RefusedInvitation("It is an answer to an invitation, and no invitation.")
    if not event["uid"]:
        raise RefusedInvitation("It has no identity (UID), so that it could not be told from others.")
    with transaction.atomic(), change_set(ChangeChannel.READING, user):
        known = Invitation.objects.select_for_update().filter(
            uid=event["uid"], occurrence=event["occurrence"]
        )
        invitation = known.first()
        if invitation is None:
            return make_meeting(event, user)
        return change_meeting(invitation, event, user)


def received_values(event: dict[str, Any]) -> dict[str, str]:
    """Return what an event says of the fields of a meeting, as texts."""
    values = {name: str(event.get(name, "")) for name in FIELD_NAMES}
    if values["timezone"] not in known_timezones():
        values["timezone"] = ""
    return values


def set_field(meeting: Meeting, name: str, value: str) -> None:
    if name.endswith("_date"):
        setattr(meeting, name, datetime.date.fromisoformat(value))
    elif name.endswith("_time"):
        setattr(meeting, name, datetime.time.fromisoformat(value) if value else None)
    else:
        setattr(meeting, name, value)


def field_text(meeting: Meeting, name: str) -> str:
    value = getattr(meeting, name)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def check(meeting: Meeting) -> None:
    try:
        meeting.full_clean(exclude=["title"])
    except ValidationError as error:
        raise RefusedInvitation(f"It can't be: {' '.join(error.messages)}") from None


def make_meeting(event: dict[str, Any], user: User) -> Receipt:
    if event["is_cancelled"]:
        raise RefusedInvitation("It cancels a meeting that is not here.")
    if not event.get("start_date"):
        raise RefusedInvitation("It has no date.")
    if is_uuid(event["uid"]) and Meeting.objects.visible_to(user).filter(uid=event["uid"]).exists():
        raise RefusedInvitation("It was made from a meeting that is here.")
    meeting = Meeting(progress=MeetingProgress.PLANNED, dates=Exactness.EXACT)
    values = received_values(event)
    for name, value in values.items():
        set_field(meeting, name, value)
    mark_created(meeting, user)
    check(meeting)
    meeting.save()
    people = people_in(event)
    add_participants(meeting, people, user)
    add_missing_title(meeting)
    meeting.sources.add(
        Source.objects.create(
            title=f"Invitation: {meeting.title}"[:300],
            publisher=event["organizer_name"],
            published_on=event["sent_on"] or None,
        )
    )
    Invitation.objects.create(
        uid=event["uid"],
        occurrence=event["occurrence"],
        organizer=event["organizer"],
        sequence=event["sequence"],
        values={**values, "attendees": [person.name for person in people]},
        meeting=meeting,
    )
    return Receipt(
        "A planned meeting, as a draft", meeting, notes_on(event, meeting, user), questions_on(meeting)
    )


def people_in(event: dict[str, Any]) -> list[Person]:
    """Return the organizer and those invited, each name once."""
    people: dict[str, Person] = {}
    for person in (Person(event["organizer_name"], event["organizer"]), *starmap(Person, event["attendees"])):
        if person.name:
            people.setdefault(person.name, person)
    return list(people.values())


def questions_on(meeting: Meeting) -> list[PersonQuestion]:
    """Return the lines without an official for which somebody on record may be meant."""
    lines = list(meeting.participants.filter(official=None, organization=None))
    near = near_officials([line.description for line in lines])
    taken = set(meeting.participants.values_list("official", flat=True))
    questions = [
        PersonQuestion(
            line, [official for official in near.get(line.description, ()) if official.pk not in taken]
        )
        for line in lines
    ]
    return [question for question in questions if question.officials]


def notes_on(event: dict[str, Any], meeting: Meeting, user: User) -> list[str]:
    """Return what somebody has to look at who completes the draft."""
    notes = ["Whoever is not one of ours by their post is entered as a counterpart: look at the sides."]
    unknown = meeting.participants.filter(official=None).values_list("description", flat=True)
    if unknown:
        notes.append(f"No one official on record goes by the name of: {', '.join(unknown[:20])}.")
    if len(event["dates"]) > 1:
        notes.append(f"It recurs; this is the first. The dates: {', '.join(event['dates'])}.")
    if meeting.start_date and meeting.end_date:
        visits = Visit.objects.visible_to(user).between(meeting.start_date, meeting.end_date).order_by("pk")
        notes += [f"It may belong to the visit “{visit}” ({visit.when})." for visit in visits[:3]]
    return notes


def change_meeting(invitation: Invitation, event: dict[str, Any], user: User) -> Receipt:
    meeting = Meeting.objects.visible_to(user).filter(pk=invitation.meeting_id).first()
    if meeting is None or not may_enter(user, "change", "meeting", meeting):
        raise RefusedInvitation("It was taken in before, and you can't change what became of it.")
    if event["organizer"] != invitation.organizer:
        raise RefusedInvitation("It has the identity of an invitation that came from another organizer.")
    if event["sequence"] < invitation.sequence or invitation.is_cancelled:
        return Receipt("Left as it is: a later version was taken in", meeting)
    if event["is_cancelled"]:
        invitation.is_cancelled = True
        meeting.progress = MeetingProgress.CANCELLED
        outcome, notes = "Cancelled", []
    elif event["sequence"] == invitation.sequence:
        return Receipt("Left as it is: it was taken in before", meeting)
    else:
        outcome, notes = "Changed", take_changes(invitation, meeting, event, user)
    mark_changed(meeting, user)
    check(meeting)
    meeting.save()
    invitation.sequence = event["sequence"]
    invitation.save()
    return Receipt(outcome, meeting, notes, [] if invitation.is_cancelled else questions_on(meeting))


def take_changes(invitation: Invitation, meeting: Meeting, event: dict[str, Any], user: User) -> list[str]:
    """Set what the invitation changes and nobody edited; return notes on all the rest."""
    if not event.get("start_date"):
        raise RefusedInvitation("It has no date.")
    notes = []
    values, before = received_values(event), invitation.values
    for name, value in values.items():
        if value == before.get(name):
            continue
        current = field_text(meeting, name)
        if current in (before.get(name), value):
            set_field(meeting, name, value)
            notes.append(f"The {FIELD_NAMES[name]} is now “{value[:100]}”.")
        else:
            notes.append(
                f"The {FIELD_NAMES[name]} was edited by hand and stays “{current[:100]}”; the invitation "
                f"says “{value[:100]}”."
            )
    people = people_in(event)
    names = [person.name for person in people]
    new = [person for person in people if person.name not in before["attendees"]]
    add_participants(meeting, new, user)
    notes += [f"“{person.name}” was added." for person in new]
    notes += [
        f"“{name}” is invited no more, and was left." for name in before["attendees"] if name not in names
    ]
    invitation.values = {**values, "attendees": names}
    return notes


def add_participants(meeting: Meeting, people: list[Person], user: User) -> None:
    """Add a line for each of ``people``: the one official who is meant, else the name alone."""
    officials = officials_of(people, user)
    taken = set(meeting.participants.values_list("official", flat=True))
    posts = posts_at(meeting, officials.values())
    for order, person in enumerate(people, start=len(taken)):
        official = officials.get(person.name)
        line = Participant(meeting=meeting, side=Side.COUNTERPART, description=person.name)
        if official is not None:
            if official.pk in taken:
                continue
            taken.add(official.pk)
            name_official(line, official, posts.get(official.pk))
        line.order = min(order, 32_000)
        line.save()


def posts_at(meeting: Meeting, officials: Iterable[Official]) -> dict[int, Appointment]:
    """Return the likeliest post of each of ``officials`` at the time of the meeting."""
    posts: dict[int, Appointment] = {}
    held = Appointment.objects.filter(official__in=[official.pk for official in officials])
    if meeting.start_date and meeting.end_date:
        held = held.during(meeting.start_date, meeting.end_date)
    for post in held.select_related("organization").latest_first():
        posts.setdefault(post.official_id, post)
    return posts


def name_official(line: Participant, official: Official, post: Appointment | None) -> None:
    """Let ``line`` stand for ``official``, in the post that is held."""
    line.official, line.description, line.side = official, "", side_of(post)
    if post:
        line.title, line.organization = post.title, post.organization


def answer_questions(answers: Mapping[int, int], user: User) -> list[str]:
    """Let lines stand for officials, by the ids of both; return what was not done, and why.

    Of lines that ``user`` may change, and that name nobody yet.
    """
    problems = []
    lines = Participant.objects.visible_to(user).select_related("meeting").in_bulk(answers)
    officials = Official.objects.visible_to(user).in_bulk(answers.values())
    with transaction.atomic(), change_set(ChangeChannel.READING, user):
        for pk, official_pk in answers.items():
            line, official = lines.get(pk), officials.get(official_pk)
            if line is None or official is None or not may_enter(user, "change", "meeting", line.meeting):
                problems.append("A line that you can't change, or that is gone, was left.")
            elif line.official_id or line.meeting.participants.filter(official=official).exists():
                problems.append(f"“{line}” was left: {official} is in the meeting already, or the line is.")
            else:
                name_official(line, official, posts_at(line.meeting, [official]).get(official.pk))
                line.save()
                mark_changed(line.meeting, user)
                line.meeting.save()
    return problems


def side_of(post: Appointment | None) -> Side:
    is_ours = post and settings.HOME_COUNTRY and str(post.organization.country) == settings.HOME_COUNTRY
    return Side.DELEGATION if is_ours else Side.COUNTERPART


def is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
