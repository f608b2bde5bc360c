"""The events of an iCalendar file as plain values; `main` runs in the process with limits.

The library keeps the zones of a file for the next that it reads in the same process: here each has its own.
"""

import datetime
import itertools
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

MAX_EVENTS = 50
MAX_ATTENDEES = 500
MAX_TEXT = 20_000  # characters
SHOWN_OCCURRENCES = 12

Moment = datetime.datetime | datetime.date


def main(content: bytes) -> dict[str, Any]:
    """Return ``events``, or ``error`` with why there are none."""
    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        return {"error": "It is a damaged calendar file."}
    pairs = ((event, calendar) for calendar in calendars for event in calendar.walk("VEVENT"))
    events = [
        event_values(event, str(calendar.get("METHOD", "")).upper())
        for event, calendar in itertools.islice(pairs, MAX_EVENTS)
    ]
    if not events:
        return {"error": "There is no meeting in it."}
    return {"events": events, "is_cut": next(pairs, None) is not None}


def event_values(event: Component, method: str) -> dict[str, Any]:
    start = moment(event, "DTSTART")
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    attendees = [attendee for attendee in attendees if is_person(attendee)]
    stamp = moment(event, "DTSTAMP")
    return {
        "uid": text(event, "UID")[:255],
        "occurrence": moment_key(moment(event, "RECURRENCE-ID")),
        "sequence": sequence(event),
        "is_cancelled": method == "CANCEL" or text(event, "STATUS").upper() == "CANCELLED",
        "is_answer": method in ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"),
        "title": " ".join(text(event, "SUMMARY").split())[:300],
        "summary": text(event, "DESCRIPTION")[:MAX_TEXT],
        "venue": " ".join(text(event, "LOCATION").split())[:200],
        "organizer": address(event.get("ORGANIZER")),
        "organizer_name": person(event.get("ORGANIZER")),
        "attendees": [(person(attendee), address(attendee)) for attendee in attendees[:MAX_ATTENDEES]],
        "sent_on": day(stamp).isoformat() if stamp else "",
        **(span(start, end_of(event, start), zone_named(event)) if start else {}),
        "dates": occurrences(event, start),
    }


def is_person(attendee: Any) -> bool:
    """Return whether it is no room, and nothing else that programs invite to have it booked."""
    return str(getattr(attendee, "params", {}).get("CUTYPE", "")).upper() not in ("ROOM", "RESOURCE")


def text(event: Component, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return str(value or "").replace("\0", "").strip()


def sequence(event: Component) -> int:
    try:
        return max(0, min(int(event.get("SEQUENCE", 0)), 2**31 - 1))
    except (ValueError, TypeError):
        return 0


def moment(event: Component, name: str) -> Moment | None:
    try:
        value = event.decoded(name)
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    return value if isinstance(value, datetime.date) else None


def moment_key(value: Moment | None) -> str:
    return value.isoformat() if value else ""


def day(value: Moment) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


def end_of(event: Component, start: Moment | None) -> Moment | None:
    """Return the end as the file says it: of whole days, the day after the last."""
    end = moment(event, "DTEND")
    if end or start is None:
        return end
    try:
        return start + event.decoded("DURATION")
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None


def zone_named(event: Component) -> str:
    """Return the zone that the start is in by its name, as Windows has them; "" for any other."""
    start = event.get("DTSTART")
    return WINDOWS_TO_OLSON.get(str(getattr(start, "params", {}).get("TZID", "")), "")


def span(start: Moment, end: Moment | None, named: str) -> dict[str, Any]:
    """Return dates, times and zone. A zone that the file makes up itself is given as UTC.

    Unless it says the same as the one ``named``.
    """
    if not isinstance(start, datetime.datetime):
        last = day(end) - datetime.timedelta(days=1) if end else start
        return {
            "start_date": start.isoformat(),
            "end_date": max(start, last).isoformat(),
            "start_time": "",
            "end_time": "",
            "timezone": "",
        }
    zone = getattr(start.tzinfo, "key", "")
    if not zone and named and start.replace(tzinfo=ZoneInfo(named)).utcoffset() == start.utcoffset():
        zone = named
        start = start.replace(tzinfo=ZoneInfo(named))
    if start.tzinfo is not None and not zone:
        zone, start = "UTC", start.astimezone(datetime.UTC)
    if not isinstance(end, datetime.datetime):
        end = start
    if (end.tzinfo is None) != (start.tzinfo is None):
        end = start
    elif start.tzinfo is not None:
        end = end.astimezone(start.tzinfo)
    end = end if end > start else start
    return {
        "start_date": start.date().isoformat(),
        "end_date": end.date().isoformat(),
        "start_time": start.strftime("%H:%M"),
        "end_time": end.strftime("%H:%M") if end > start else "",
        "timezone": zone,
    }


def occurrences(event: Component, start: Moment | None) -> list[str]:
    """Return the first dates of a meeting that recurs; none for one that does not."""
    rule = event.get("RRULE")
    if rule is None or start is None:
        return []
    rule = rule[0] if isinstance(rule, list) else rule
    begin = datetime.datetime.combine(day(start), datetime.time())
    try:
        dates = rrulestr(rule.to_ical().decode().split(";UNTIL")[0], dtstart=begin)
        until = rule.get("UNTIL", [None])[0]
        last = day(until) if until else datetime.date.max
        listed = itertools.islice(dates, SHOWN_OCCURRENCES)
        return [date.date().isoformat() for date in listed if date.date() <= last]
    except (ValueError, TypeError, AttributeError, IndexError):
        return []


def address(value: Any) -> str:
    """Return the address of somebody; some programs write it beside one of their own."""
    text = str(value or "").strip()
    if text[:7].lower() != "mailto:":
        text = str(getattr(value, "params", {}).get("EMAIL", text))
    return text.removeprefix("mailto:").removeprefix("MAILTO:").strip().lower()[:254]


def person(value: Any) -> str:
    """Return the name of somebody; where only the address is known, what stands before its sign."""
    name = str(getattr(value, "params", {}).get("CN", "")).strip(" '\"")
    if not name or "@" in name:
        name = address(value).partition("@")[0]
    return " ".join(name.replace("\0", "").split())[:200]
