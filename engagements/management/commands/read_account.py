"""Read a readout and print what it proposes to record; nothing is written."""

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from engagements.common.dates import Exactness, describe_dates
from engagements.drafting.directory import directory_for
from engagements.reader import read
from engagements.reader.files import Contents, UnreadableFile, fill_source, read_file
from engagements.reader.proposals import Meeting, ProposedDates, ProposedParty, ReaderResult, Visit
from engagements.reader.schema import as_json, schema


def parse_date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2021-12-06.") from None


class Command(BaseCommand):
    help = (
        "Read a readout (text, HTML, DOCX, ODT, RTF, PDF or mail; - for standard input) and print the "
        "visit, meetings, participants, topics and outcomes that it proposes, each with its confidence. "
        "Nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?")
        parser.add_argument("--json", action="store_true", help="all of it as JSON, see docs/reader.md")
        parser.add_argument("--schema", action="store_true", help="print the JSON schema and do nothing else")
        parser.add_argument("--home", default=settings.HOME_COUNTRY, metavar="CODE", help="the home country")
        parser.add_argument(
            "--dated", type=parse_date, metavar="YYYY-MM-DD", help="the date of the text, if it doesn't say"
        )
        parser.add_argument("--user", help="know only what this user may see, not the whole directory")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.print_json(schema())
            return
        if not options["file"]:
            raise CommandError("Name a file to read, or - for standard input.")
        contents = self.contents_of(options["file"])
        text, dated = contents.text, options["dated"] or contents.date
        directory = directory_for(self.user_named(options["user"]), text)
        result = read(text, directory=directory, home_country=options["home"], dated=dated)
        fill_source(result.source, contents)
        if contents.is_cut:
            result.notes.insert(0, contents.cut_note)
        if options["json"]:
            self.print_json(as_json(result, text))
        else:
            self.print_words(result)

    def contents_of(self, file: str) -> Contents:
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            return read_file(content, file)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(str(error)) from None

    def user_named(self, username: str | None) -> User | None:
        """Return the user whose directory is known to the reader; None for one who may see all."""
        if not username:
            return None
        user = User.objects.filter(username=username).first()
        if not user:
            raise CommandError(f"There is no user “{username}”.")
        return user

    def print_json(self, value: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))

    def print_words(self, result: ReaderResult) -> None:
        for note in result.notes:
            self.stdout.write(f"Note: {note}")
        for visit in result.visits:
            dates = describe_proposed_dates(visit.dates)
            self.stdout.write(f"\n{visit.title} ({visit.relation}, {visit.progress}), {dates}")
            stops = (" ".join(filter(None, (stop.name, stop.country))) for stop in visit.stops)
            self.print_entry("places", ", ".join(stops))
            for member in visit.members:
                self.print_entry(member.role, describe_party(member))
            self.print_substance(visit)
        for meeting in result.meetings:
            place = f", {meeting.place.name or meeting.place.country}" if meeting.place else ""
            dates = describe_proposed_dates(meeting.dates)
            self.stdout.write(f"\nMeeting ({meeting.format}, {meeting.progress}), {dates}{place}")
            for participant in meeting.participants:
                self.print_entry(participant.side.replace("_", " "), describe_party(participant))
            self.print_substance(meeting)

    def print_substance(self, record: Visit | Meeting) -> None:
        for topic in record.topics:
            self.print_entry("topic", topic.name)
        for outcome in record.outcomes:
            self.print_entry(outcome.kind.replace("_", " "), outcome.text)

    def print_entry(self, label: str, words: str) -> None:
        self.stdout.write(f"  {label + ':':<14} {words}")


def describe_proposed_dates(dates: ProposedDates) -> str:
    if not (dates.start and dates.end):
        return "date not known"
    words = describe_dates(dates.start, dates.end)
    return f"within {words}" if dates.dates == Exactness.WITHIN else words


def describe_party(party: ProposedParty) -> str:
    """Return a line on somebody, and how sure it is."""
    organization = party.organization.name if party.organization else ""
    name = f"{party.honorific} {party.name}".strip()
    title = f"{party.title} (acting)" if party.acting else party.title
    parts = (name, title, organization, party.country, party.description, party.note)
    words = ", ".join(filter(None, parts))
    if party.known:
        words += f" = {party.known.name}"
    elif party.candidates:
        words += f" (is this {' or '.join(candidate.name for candidate in party.candidates)}?)"
    return f"{words} [{party.confidence}]"
