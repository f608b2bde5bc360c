"""Takes one file in, whatever it is: what became of it, or why nothing did."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from engagements.reader.files import Contents, UnreadableFile, read_file

from .calendars.events import MAX_EVENTS
from .cards import CardReceipt, read_cards_in, receive_card
from .invitations import Receipt, RefusedInvitation, read_events, receive
from .vcards import MAX_CARDS, UnreadableCards

ItemT = TypeVar("ItemT")


@dataclass
class FileReceipt:
    """What became of one file: meetings, officials, a text to draft from, or why nothing."""

    name: str
    receipts: list[Receipt] = field(default_factory=list)
    cards: list[CardReceipt] = field(default_factory=list)
    contents: Contents | None = None  # to be read
    problems: list[str] = field(default_factory=list)


def take_file(receipt: FileReceipt, content: bytes, user: User, seconds: float) -> None:
    """Take a file in, within ``seconds`` of processor time; note in ``receipt`` what became of it."""
    suffix = PurePath(receipt.name).suffix.lower()
    beginning = content.lstrip()[:15].upper()
    if suffix == ".vcf" or beginning.startswith(b"BEGIN:VCARD"):
        take_cards(receipt, content, user, seconds)
    elif suffix == ".ics" or beginning == b"BEGIN:VCALENDAR":
        take_calendar(receipt, content, user, seconds)
    else:
        try:
            contents = read_file(content, receipt.name, seconds=seconds, with_attached=True)
        except UnreadableFile as error:
            receipt.problems.append(str(error))
            return
        calendars = [item for item in contents.attached if item.name.lower().endswith(".ics")]
        for calendar in calendars[:1]:  # programs send the same one twice, as text and as a file
            take_calendar(receipt, calendar.content, user, seconds)
        if not calendars:
            receipt.contents = contents


def in_time(items: Sequence[ItemT], seconds: float, receipt: FileReceipt) -> Iterator[ItemT]:
    """Yield ``items`` until so many seconds of processor time went by; note how many are left then.

    Sent again, what was taken is known, which takes little time.
    """
    started = time.thread_time()
    for number, item in enumerate(items):
        if time.thread_time() - started > seconds:
            left = f"{len(items) - number} of {len(items)} in it were not taken"
            receipt.problems.append(f"{left}: it took too long. Send it again.")
            return
        yield item


def take_calendar(receipt: FileReceipt, content: bytes, user: User, seconds: float) -> None:
    try:
        events, is_cut = read_events(content, seconds)
    except RefusedInvitation as error:
        receipt.problems.append(str(error))
        return
    if is_cut:
        receipt.problems.append(f"There are more than {MAX_EVENTS} meetings in it: only these were taken.")
    for event in in_time(events, seconds, receipt):
        try:
            receipt.receipts.append(receive(event, user))
        except RefusedInvitation as error:
            receipt.problems.append(str(error))
        except IntegrityError:
            receipt.problems.append("Somebody has just sent the same. Send it again.")


def take_cards(receipt: FileReceipt, content: bytes, user: User, seconds: float) -> None:
    try:
        cards, is_cut = read_cards_in(content, seconds)
    except UnreadableCards as error:
        receipt.problems.append(str(error))
        return
    if is_cut:
        receipt.problems.append(f"There are more than {MAX_CARDS} cards in it: only these were taken.")
    for card in in_time(cards, seconds, receipt):
        try:
            receipt.cards.append(receive_card(card, user))
        except ValidationError as error:
            receipt.problems.append(" ".join([f"{card.name}:" * bool(card.name), *error.messages]).strip())
        except IntegrityError:
            receipt.problems.append(f"{card.name}: somebody has just added the same. Send it again.")
