"""Exports and feeds of visits and meetings as iCalendar (RFC 5545)."""

import datetime
import zoneinfo

from django.urls import reverse
from icalendar import Calendar, Event

from engagements.models import Exactness, Handling, Publication

from .columns.words import country_name, joined

DAY = datetime.timedelta(days=1)
TENTATIVE = ("planned", "postponed")
PARTS = ("delegation", "accompanying", "counterparts", "third_parties", "topics")


def write(kind, queryset, user, absolute, title):
    """Yield a calendar of ``queryset``; what has no date can't be in it, and its head says so."""
    undated = queryset.filter(start_date=None).count()
    head, foot = frame(title or kind.name.capitalize(), kind.name, undated)
    yield head
    for one in kind.read(queryset.exclude(start_date=None), user):
        yield event(kind, one, absolute).to_ical()
    yield foot


def frame(title, noun, undated):
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


def event(kind, one, absolute):
    row, values = one.row, dict(zip(kind.columns, kind.cells(one), strict=True))
    found = Event()
    found.add("uid", str(row.uid))
    found.add("dtstamp", row.changed_at)
    found.add("last-modified", row.changed_at)
    found.add("sequence", row.version)
    found.add("summary", clean(summary(kind, row)))
    found.add("status", status(row))
    if row.handling == Handling.RESTRICTED:
        found.add("class", "CONFIDENTIAL")
    add_dates(found, row, values.get("start_time"), values.get("timezone"))
    if where := clean(location(values)):
        found.add("location", where)
    found.add("description", clean(description(kind, row, values)))
    page = f"engagements:{kind.model._meta.model_name}_detail"
    found.add("url", absolute(reverse(page, args=[row.pk])))
    return found


def summary(kind, row):
    marks = [row.progress.capitalize()] if row.progress in ("postponed", "cancelled") else []
    marks += ["Draft"] if row.publication == Publication.DRAFT else []
    return ": ".join([*marks, str(kind.model(title=row.title))])


def status(row):
    if row.progress == "cancelled":
        return "CANCELLED"
    inexact = row.dates != Exactness.EXACT
    return "TENTATIVE" if inexact or row.progress in TENTATIVE else "CONFIRMED"


def add_dates(found, row, time, zone):
    """A time where one is known on one exact day, else whole days from the first to the last."""
    if time and row.start_date == row.end_date:
        found.add("dtstart", moment(row.start_date, time, zone))
        return
    found.add("dtstart", row.start_date)
    found.add("dtend", row.end_date + DAY)  # the first day after
    # Nobody is busy for the whole of a span in which something took place some time.
    found.add("transp", "OPAQUE" if row.dates == Exactness.EXACT else "TRANSPARENT")


def moment(day, time, zone):
    """Return the instant, in UTC so that no definition of a zone is needed; without a zone, local time."""
    local = datetime.datetime.combine(day, time)
    try:
        return local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC) if zone else local
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return local


def location(values):
    if "stops" in values:
        return values["stops"]
    country = values["country"] and country_name(values["country"])
    return joined(values["venue"], values["place"], country)


def description(kind, row, values):
    """Return the dates in words, never more certain than what is known, and who and what."""
    when = kind.model(dates=row.dates, start_date=row.start_date, end_date=row.end_date).when
    if row.dates != Exactness.EXACT:
        when += " (the exact date is not known)"
    time = values.get("start_time")
    lines = [joined(when, time and f"{time:%H:%M} {values['timezone'] or 'local time'}")]
    lines += [f"{name.replace('_', ' ').capitalize()}: {values[name]}" for name in PARTS if values.get(name)]
    lines += [f"Visit: {values['visit']}"] if values.get("visit") else []
    return "\n".join([*lines, values.get("summary") or values.get("purpose") or ""]).rstrip()


def clean(text):
    """Return ``text`` with line feeds as its only line ends, and without control characters."""
    lines = "\n".join((text or "").splitlines())
    return "".join(c for c in lines if c in "\t\n" or (ord(c) > 31 and ord(c) != 127))
