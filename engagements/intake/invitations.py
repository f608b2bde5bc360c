"""Invitations become drafts of planned meetings; an update changes the draft, and keeps what was edited."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from engagements.common.dates import Exactness
from engagements.common.folding import fold
from engagements.common.limited_process import LimitExceededError, ProcessFailedError, run_limited
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
class Receipt:
    """What became of an invitation, with the meeting, and what there is to look at."""

    outcome: str
    meeting: Meeting | None = None
    notes: list[str] = field(default_factory=list)


def read_events(content: bytes, seconds: float) -> list[dict[str, Any]]:
    """Return the events of a calendar file, by the names of `calendars.events`."""
    try:
        answer = run_limited(Path(__file__).parent, "calendars.events", content, seconds=seconds)
    except LimitExceededError:
        raise RefusedInvitation("It takes too long to read, or too much memory.") from None
    except ProcessFailedError:
        raise RefusedInvitation("It is a damaged calendar file.") from None
    if "error" in answer:
        raise RefusedInvitation(answer["error"])
    events: list[dict[str, Any]] = answer["events"]
    return events


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
    meeting = Meeting(progress=MeetingProgress.PLANNED, dates=Exactness.EXACT)
    values = received_values(event)
    for name, value in values.items():
        set_field(meeting, name, value)
    mark_created(meeting, user)
    check(meeting)
    meeting.save()
    names = add_participants(meeting, [event["organizer_name"], *event["attendees"]])
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
        values={**values, "attendees": names},
        meeting=meeting,
    )
    return Receipt("A planned meeting, as a draft", meeting, notes_on(event, meeting, user))


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
        outcome, notes = "Changed", take_changes(invitation, meeting, event)
    mark_changed(meeting, user)
    check(meeting)
    meeting.save()
    invitation.sequence = event["sequence"]
    invitation.save()
    return Receipt(outcome, meeting, notes)


def take_changes(invitation: Invitation, meeting: Meeting, event: dict[str, Any]) -> list[str]:
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
    names = [event["organizer_name"], *event["attendees"]]
    new = [name for name in names if name not in before["attendees"]]
    add_participants(meeting, new)
    notes += [f"“{name}” was added." for name in dict.fromkeys(filter(None, new))]
    notes += [
        f"“{name}” is invited no more, and was left." for name in before["attendees"] if name not in names
    ]
    invitation.values = {**values, "attendees": list(dict.fromkeys(filter(None, names)))}
    return notes


def add_participants(meeting: Meeting, names: list[str]) -> list[str]:
    """Add a line for each of ``names``: the one official of that name, else the name alone. Return them."""
    names = list(dict.fromkeys(filter(None, names)))
    officials = officials_named(names)
    taken = set(meeting.participants.values_list("official", flat=True))
    posts: dict[int, Appointment] = {}
    held = Appointment.objects.filter(official__in=[official.pk for official in officials.values()])
    if meeting.start_date and meeting.end_date:
        held = held.during(meeting.start_date, meeting.end_date)
    for post in held.select_related("organization").latest_first():
        posts.setdefault(post.official_id, post)
    for order, name in enumerate(names, start=len(taken)):
        official = officials.get(name)
        if official is None:
            line = Participant(meeting=meeting, side=Side.COUNTERPART, description=name)
        elif official.pk in taken:
            continue
        else:
            taken.add(official.pk)
            held_post = posts.get(official.pk)
            line = Participant(meeting=meeting, side=side_of(held_post), official=official)
            if held_post:
                line.title, line.organization = held_post.title, held_post.organization
        line.order = min(order, 32_000)
        line.save()
    return names


def side_of(post: Appointment | None) -> Side:
    is_ours = post and settings.HOME_COUNTRY and str(post.organization.country) == settings.HOME_COUNTRY
    return Side.DELEGATION if is_ours else Side.COUNTERPART


def officials_named(names: list[str]) -> dict[str, Official]:
    """Return the official by each name that is exactly that of one of them, or an alias."""
    names_by_folded: dict[str, list[str]] = {}
    for name in names:
        names_by_folded.setdefault(fold(name), []).append(name)
    pks: dict[str, set[int]] = {}
    for pk, folded in Official.objects.order_by().values_list("pk", "folded").iterator(chunk_size=5_000):
        for part in folded.split(" | "):
            for name in names_by_folded.get(part, ()):
                pks.setdefault(name, set()).add(pk)
    single = {name: next(iter(name_pks)) for name, name_pks in pks.items() if len(name_pks) == 1}
    officials = Official.objects.in_bulk(single.values())
    return {name: officials[pk] for name, pk in single.items()}
