"""Read an account and print what it proposes to record; nothing is written."""

import argparse
import datetime
import json
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from engagements.common.dates import Exactness, describe_dates
from engagements.drafting.directory import directory_for
from engagements.reader import read
from engagements.reader.files import UnreadableFile, text_of
from engagements.reader.schema import as_json, schema


def day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2021-12-06.") from None


class Command(BaseCommand):
    help = (
        "Read an account (text, HTML, DOCX or PDF; - for standard input) and print the visit, meetings, "
        "participants, topics and outcomes that it proposes, each with its confidence. Nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", nargs="?")
        parser.add_argument("--json", action="store_true", help="all of it as JSON, see docs/reader.md")
        parser.add_argument("--schema", action="store_true", help="print the JSON schema and do nothing else")
        parser.add_argument("--home", default=settings.HOME_COUNTRY, metavar="CODE", help="the home country")
        parser.add_argument(
            "--dated", type=day, metavar="YYYY-MM-DD", help="the account's date, if it bears none"
        )
        parser.add_argument("--user", help="know only what this user may see, not the whole directory")

    def handle(self, *args, file, json: bool, schema: bool, home, dated, user, **options):
        if schema:
            self.print_json(get_schema())
            return
        if not file:
            raise CommandError("Name a file to read, or - for standard input.")
        text = self.text(file)
        reading = read(text, directory=directory_for(self.reader(user), text), home_country=home, dated=dated)
        if json:
            self.print_json(as_json(reading, text))
        else:
            self.print_words(reading)

    def text(self, file):
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            return text_of(content, file)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(str(error)) from None

    def reader(self, username):
        """Return the user whose directory is known to the reader; None for one who may see all."""
        if not username:
            return None
        user = get_user_model().objects.filter(username=username).first()
        if not user:
            raise CommandError(f"There is no user “{username}”.")
        return user

    def print_json(self, value):
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))

    def print_words(self, reading):
        for note in reading.notes:
            self.stdout.write(f"Note: {note}")
        for visit in reading.visits:
            self.stdout.write(f"\n{visit.title} ({visit.relation}, {visit.progress}), {when(visit.dates)}")
            self.entry(
                "places", ", ".join(" ".join(filter(None, (one.name, one.country))) for one in visit.stops)
            )
            for one in visit.members:
                self.entry(one.role, line(one))
            self.substance(visit)
        for meeting in reading.meetings:
            where = f", {meeting.place.name or meeting.place.country}" if meeting.place else ""
            self.stdout.write(
                f"\nMeeting ({meeting.format}, {meeting.progress}), {when(meeting.dates)}{where}"
            )
            for one in meeting.participants:
                self.entry(one.side.replace("_", " "), line(one))
            self.substance(meeting)

    def substance(self, record):
        for topic in record.topics:
            self.entry("topic", topic.name)
        for outcome in record.outcomes:
            self.entry(outcome.kind.replace("_", " "), outcome.text)

    def entry(self, label, words):
        self.stdout.write(f"  {label + ':':<14} {words}")


def when(dates):
    if not dates.start:
        return "date not known"
    words = describe_dates(dates.start, dates.end)
    return f"within {words}" if dates.dates == Exactness.WITHIN else words


def line(party):
    """Return a line on somebody, and how sure it is."""
    organization = party.organization.name if party.organization else ""
    name = f"{party.honorific} {party.name}".strip()
    capacity = f"{party.title} (acting)" if party.acting else party.title
    words = ", ".join(
        filter(None, (name, capacity, organization, party.country, party.description, party.note))
    )
    if party.known:
        words += f" = {party.known.name}"
    elif party.candidates:
        words += f" (is this {' or '.join(one.name for one in party.candidates)}?)"
    return f"{words} [{party.confidence}]"


# The option of this name hides the function within `handle`.
get_schema = schema
