"""Exports and feeds of visits and meetings as iCalendar (RFC 5545)."""

import datetime
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress

from engagements.common.dates import times_in_words
from engagements.common.timezones import known_timezones, timezone_of_country
from engagements.models import ContactDetail, Exactness, Handling, Meeting, Participant, Publication
from engagements.models.contact_details import SEE_CONTACT_DETAILS

from .columns.kinds import EXPORT_KINDS
from .columns.lines import LineReader
from .columns.records import ExportedRecord, ExportKind
from .columns.words import country_name, join_filled

DAY = datetime.timedelta(days=1)
TENTATIVE_PROGRESS = ("planned", "postponed")
DESCRIBED_COLUMNS = ("delegation", "accompanying", "counterparts", "third_parties", "topics")


def write_calendar(
    kind: ExportKind, queryset: QuerySet[Any], user: User, absolute: Callable[[str], str], title: str
) -> Iterator[bytes]:
    """Yield a calendar of ``queryset``; what has no date can't be in it, and its head says so.

    ``absolute`` makes a whole address of a path.
    """
    if queryset.model is Meeting and user.has_perm(SEE_CONTACT_DETAILS):
        kind = replace(kind, lines=kind.lines | ATTENDEE_LINES)
    undated = queryset.filter(start_date=None).count()
    head, foot = head_and_foot(title or kind.name.capitalize(), kind.name, undated)
    yield head
    for record in kind.read(queryset.exclude(start_date=None), user):
        yield event_of(kind, record, absolute).to_ical()
    yield foot


def invitation(meeting: Meeting, user: User, absolute: Callable[[str], str]) -> bytes:
    """Return one meeting as a file to attach to a mail, with those attendees whose address ``user`` may see.

    Without these, or where ``user`` has no address to answer to, it is for keeping, and not for answering.
    """
    kind = EXPORT_KINDS[Meeting]
    if user.has_perm(SEE_CONTACT_DETAILS) and user.email:
        kind = replace(kind, lines=kind.lines | ATTENDEE_LINES)
    (record,) = kind.read(Meeting.objects.visible_to(user).filter(pk=meeting.pk), user)
    event = event_of(kind, record, absolute)
    for name in ("description", "url", "summary"):  # what the other side has no business with
        event.pop(name)
    event.add("summary", clean(str(meeting)))
    calendar = Calendar()
    calendar.add("prodid", "-//Engagements//Visits and meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if "attendee" in event else "PUBLISH")
    if "attendee" in event:
        organizer = vCalAddress(f"mailto:{user.email}")
        organizer.params["CN"] = clean(user.get_full_name() or user.get_username())
        event.add("organizer", organizer)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def head_and_foot(title: str, noun: str, undated: int) -> tuple[bytes, bytes]:
    """Return the begin and the end of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Engagements//Visits and meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(title))
    if undated:
        calendar.add("x-wr-caldesc", f"Left out, as their dates are not known: {undated} {noun}.")
        calendar.add("x-engagements-undated", str(undated))
    end = b"END:VCALENDAR\r\n"
    return calendar.to_ical().removesuffix(end), end


def event_of(kind: ExportKind, record: ExportedRecord, absolute: Callable[[str], str]) -> Event:
    row, values = record.row, dict(zip(kind.columns, kind.cells(record), strict=True))
    event = Event()
    event.add("uid", str(row.uid))
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("sequence", row.version)
    event.add("summary", clean(summary_of(kind, row, values)))
    event.add("status", status_of(row))
    if row.handling == Handling.RESTRICTED:
        event.add("class", "CONFIDENTIAL")
    add_dates(event, row, values)
    if location := clean(location_of(values)):
        event.add("location", location)
    event.add("description", clean(description_of(row, values)))
    for line in record.lines.get(ATTENDEES, ()):
        add_attendee(event, line)
    page = f"engagements:{kind.model._meta.model_name}_detail"
    event.add("url", absolute(reverse(page, args=[row.pk])))
    return event


def visible_attendees(user: User) -> QuerySet[Any]:
    """Return the participants whose address ``user`` may see, a line for each address."""
    details = ContactDetail.objects.visible_to(user).filter(kind=ContactDetail.Kind.EMAIL)
    return Participant.objects.visible_to(user).filter(official__contact_details__in=details)


ATTENDEES = "attendees"
ATTENDEE_LINES = {
    ATTENDEES: LineReader(
        visible_attendees,
        "meeting",
        "official__uid",
        "official__name",
        "official__contact_details__value",
        key=lambda line: tuple(map(str, line[1:])),
    )
}


def add_attendee(event: Event, line: Any) -> None:
    """Add the official of ``line`` by address; what is imported may be none."""
    try:
        validate_email(line.official__contact_details__value)
    except ValidationError:
        return
    attendee = vCalAddress(f"mailto:{line.official__contact_details__value}")
    attendee.params["CN"] = clean(line.official__name)
    event.add("attendee", attendee)


def summary_of(kind: ExportKind, row: Any, values: Mapping[str, Any]) -> str:
    marks = [row.progress.capitalize()] if row.progress in ("postponed", "cancelled") else []
    marks += ["Draft"] if row.publication == Publication.DRAFT else []
    if values.get("start_time") and not zone_of(values):
        # As an instant it would be wrong wherever the reader's own zone is another.
        marks += [f"{times_in_words(values['start_time'], values['end_time'])} local time"]
    return ": ".join([*marks, str(kind.model(title=row.title))])


def zone_of(values: Mapping[str, Any]) -> str:
    """Return the time zone of a meeting: its own, or that of its country where this has one alone."""
    own = values["timezone"]
    return own if own in known_timezones() else timezone_of_country(values["country"] or "")


def status_of(row: Any) -> str:
    if row.progress == "cancelled":
        return "CANCELLED"
    inexact = row.dates != Exactness.EXACT
    return "TENTATIVE" if inexact or row.progress in TENTATIVE_PROGRESS else "CONFIRMED"


def add_dates(event: Event, row: Any, values: Mapping[str, Any]) -> None:
    """Add times where they are known on one exact day, else whole days from the first to the last."""
    if values.get("start_time") and row.start_date == row.end_date and (zone := zone_of(values)):
        event.add("dtstart", moment_of(row.start_date, values["start_time"], zone))
        if values["end_time"]:
            event.add("dtend", moment_of(row.end_date, values["end_time"], zone))
        return
    event.add("dtstart", row.start_date)
    event.add("dtend", row.end_date + DAY)  # the first day after
    # Nobody is busy for the whole of a span in which something took place some time.
    event.add("transp", "OPAQUE" if row.dates == Exactness.EXACT else "TRANSPARENT")


def moment_of(day: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    """Return the instant, in UTC so that no definition of a zone is needed."""
    return datetime.datetime.combine(day, time, zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)


def location_of(values: Mapping[str, Any]) -> str:
    if "stops" in values:
        return values["stops"]
    country = values["country"] and country_name(values["country"])
    return join_filled(values["venue"], values["place"], country)


def description_of(row: Any, values: Mapping[str, Any]) -> str:
    """Return the dates in words, never more certain than what is known, and who and what."""
    # The dates of a visit are said in the same words as those of a meeting.
    when = Meeting(dates=row.dates, start_date=row.start_date, end_date=row.end_date).when
    if row.dates != Exactness.EXACT:
        when += " (the exact date is not known)"
    time = values.get("start_time") and times_in_words(values["start_time"], values["end_time"])
    lines = [join_filled(when, time and f"{time} {values['timezone'] or 'local time'}")]
    lines += [
        f"{name.replace('_', ' ').capitalize()}: {values[name]}"
        for name in DESCRIBED_COLUMNS
        if values.get(name)
    ]
    lines += [f"Visit: {values['visit']}"] if values.get("visit") else []
    return "\n".join([*lines, values.get("summary") or values.get("purpose") or ""]).rstrip()


def clean(text: str | None) -> str:
    """Return ``text`` with line feeds as its only line ends, and without control characters."""
    lines = "\n".join((text or "").splitlines())
    return "".join(char for char in lines if char in "\t\n" or (ord(char) > 31 and ord(char) != 127))
