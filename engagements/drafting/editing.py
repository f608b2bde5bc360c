"""Acts on a draft while somebody reads: chosen words become a line, meetings are split and joined, undo.

Each act takes what was sent and changes it; the page shows it again, and nothing is kept. An act is written
as "name:value:value": "participant:counterpart", "split:participant-3", "join:meeting-1".
"""

import datetime
import re
from collections.abc import Callable
from contextlib import suppress

from django.core import signing
from django.http import QueryDict
from django_countries import countries

from engagements.common.ids import read_id
from engagements.models import Side
from engagements.reader.outcomes import find_outcomes
from engagements.reader.proposals import Passage
from engagements.reader.selection import read_day, read_party, read_place
from engagements.reader.text.sentences import Sentence

SALT = "draft"
MOST_STATES = 20  # that can be undone
NOT_OF_STATE = ("text", "csrfmiddlewaretoken", "act", "before", "selection", "words")
LINES_OF_MEETING = ("participant", "topic", "outcome")
LINES_OF_VISIT = ("stop", "member", "topic")


class EditError(Exception):
    """Why an act can't be done, in words."""


class DraftEditor:
    """What was sent of a draft, and what may be done to it; ``data`` is what it comes to."""

    def __init__(self, text: str, data: QueryDict) -> None:
        self.text, self.data = text, data.copy()
        self.focus = ""  # the prefix of the row that was made or changed
        self.acts: dict[str, Callable[..., object]] = {
            "participant": self.add_participant,
            "member": self.add_member,
            "topic": self.add_topic,
            "outcome": self.add_outcome,
            "place": self.set_place,
            "date": self.set_dates,
            "meeting": self.add_meeting,
            "split": self.split,
            "join": self.join,
            "sides": self.set_sides,
            "accept": self.accept,
            "arrange": lambda: None,
        }

    def act(self, words: str) -> str:
        """Do an act; return why it can't be done, or ""."""
        name, *values = words.split(":")
        if name == "undo":
            return self.undo()
        before = self.with_state(self.data)
        try:
            self.acts[name](*values)
        except EditError as error:
            return str(error)
        except (KeyError, TypeError):
            return "There is no such act."
        self.data["before"] = before
        return ""

    # --- Undo

    def states(self) -> list[str]:
        with suppress(signing.BadSignature, ValueError):
            states: list[str] = signing.loads(self.data.get("before", ""), salt=SALT)
            return states
        return []

    def with_state(self, data: QueryDict) -> str:
        """Return the states that can be undone, with ``data`` as the last."""
        state = data.copy()
        for key in NOT_OF_STATE:
            state.pop(key, None)
        return signing.dumps([*self.states(), state.urlencode()][-MOST_STATES:], salt=SALT, compress=True)

    def undo(self) -> str:
        *states, last = self.states() or [""]
        if not last:
            return "There is nothing to undo."
        text = self.data.get("text", "")
        self.data = QueryDict(last, mutable=True)
        self.data["text"] = text
        self.data["before"] = signing.dumps(states, salt=SALT, compress=True)
        return ""

    # --- Rows

    def count(self, kind: str) -> int:
        return read_id(self.data.get(f"{kind}-TOTAL_FORMS", "")) or 0

    def prefixes(self, kind: str) -> list[str]:
        return [f"{kind}-{number}" for number in range(self.count(kind))]

    def add(self, kind: str, parent: str, passage: Passage | None, /, **values: str) -> str:
        """Add a row that is accepted, with the record that it belongs to; return its prefix."""
        number = self.count(kind)
        prefix = f"{kind}-{number}"
        passages = f"{passage.start}-{passage.end}" if passage else ""
        fields = {"accept": "on", "parent": parent, "passages": passages, "confidence": "certain"}
        for name, value in (fields | {"reason": "chosen by hand"} | values).items():
            self.data[f"{prefix}-{name}"] = value
        if parent:
            self.data[f"{parent}-accept"] = "on"
        self.data[f"{kind}-TOTAL_FORMS"] = self.data[f"{kind}-INITIAL_FORMS"] = str(number + 1)
        self.focus = prefix
        return prefix

    @property
    def hand(self) -> str:
        """The prefix of the meeting in hand, or of the visit where the draft has no meeting."""
        known = [*self.prefixes("meeting"), *self.prefixes("visit")]
        chosen = self.data.get("hand", "")
        if chosen in known:
            return chosen
        if known:
            return known[0]
        raise EditError("Add a meeting first.")

    @property
    def meeting(self) -> str:
        hand = self.hand
        if not hand.startswith("meeting"):
            raise EditError("Take a meeting in hand first, or add one.")
        return hand

    def chosen(self) -> tuple[str, Passage | None]:
        """Return the words that were chosen or typed, in one line, and where they stand."""
        start, _, end = self.data.get("selection", "").partition("-")
        passage = Passage(read_id(start) or 0, read_id(end) or 0)
        if passage.start < passage.end <= len(self.text):
            return " ".join(self.text[passage.start : passage.end].split()), passage
        words = self.data.get("words", "").split()
        if not words:
            raise EditError("Choose some words of the text first, or type them.")
        match = re.search(r"\s+".join(map(re.escape, words)), self.text)
        return " ".join(words), Passage(*match.span()) if match else None

    def offered(self, kind: str, offsets: str) -> tuple[str, Passage | None]:
        """Return words that were offered, which they are no longer; the chosen words where none are named."""
        if offsets:
            self.data["selection"] = offsets
            offers = [
                offer for offer in self.data.get("offers", "").split() if not offer.endswith(f":{offsets}")
            ]
            self.data["offers"] = " ".join(offers)
        return self.chosen()

    # --- Words become something

    def add_participant(self, side: str) -> None:
        words, passage = self.chosen()
        if side not in Side.values:
            raise EditError("There is no such side.")
        self.add("participant", self.meeting, passage, side=side, **party_values(words))

    def add_member(self) -> None:
        words, passage = self.chosen()
        values = party_values(words)
        values.pop("country", None)
        values["official"] = values.get("official") or values.pop("description", "") or words
        self.add("member", self.visit(), passage, role="member", **values)

    def visit(self) -> str:
        """Return the prefix of the visit in hand; one is added where there is none."""
        hand = self.data.get("hand", "")
        parent = self.data.get(f"{hand}-parent", "")
        known = self.prefixes("visit")
        for prefix in (hand, parent, *known):
            if prefix in known:
                return prefix
        return self.add(
            "visit", "", None, relation="main", dates="unknown", progress="completed", title="Visit"
        )

    def add_topic(self, offsets: str = "") -> None:
        words, passage = self.offered("topic", offsets)
        self.add("topic", self.hand, passage, name=words)

    def add_outcome(self, offsets: str = "") -> None:
        words, passage = self.offered("outcome", offsets)
        read = find_outcomes(Sentence(words, 0, len(words)))
        kind, text = (str(read[0].kind), read[0].text) if read else ("agreement", words)
        self.add(
            "outcome", self.meeting, passage, kind=kind, text=text, due_text=read[0].due_text if read else ""
        )

    def set_place(self) -> None:
        words, passage = self.chosen()
        place = read_place(words)
        name = words
        if place and place.country:
            name = ", ".join(filter(None, (place.name, countries.name(place.country))))
        if self.hand.startswith("visit"):
            self.add("stop", self.hand, passage, place=name)
        else:
            self.change(self.hand, "place", passage, place=name)

    def set_dates(self) -> None:
        words, passage = self.chosen()
        published = self.data.get("source-published_on", "")
        text_date = None
        with suppress(ValueError):
            text_date = datetime.date.fromisoformat(published)
        date = read_day(words, text_date)
        if date is None:
            raise EditError("No day can be told from these words; type it into the fields.")
        exactness = "within" if date.length and self.hand.startswith("meeting") else str(date.dates)
        self.change(
            self.hand, "dates", passage,
            start_date=str(date.start), end_date=str(date.end), dates=exactness,
        )  # fmt: skip

    def change(self, prefix: str, field: str, passage: Passage | None, **values: str) -> None:
        """Set values of a row, and the passage that they come from."""
        for name, value in values.items():
            self.data[f"{prefix}-{name}"] = value
        kept = [
            pair
            for pair in self.data.get(f"{prefix}-passages", "").split()
            if not pair.startswith(f"{field}:")
        ]
        if passage:
            kept.append(f"{field}:{passage.start}-{passage.end}")
        self.data[f"{prefix}-passages"] = " ".join(kept)
        self.data[f"{prefix}-accept"] = "on"
        self.focus = prefix

    # --- Meetings

    def add_meeting(self, like: str = "") -> str:
        """Add a meeting; its fields are those of the meeting ``like``."""
        visit = self.data.get(f"{like}-parent") or next(iter(self.prefixes("visit")), "")
        names = ("dates", "start_date", "end_date", "place", "format", "progress")
        defaults = {"dates": "unknown", "format": "bilateral", "progress": "held"}
        values = {name: self.data.get(f"{like}-{name}", defaults.get(name, "")) for name in names}
        prefix = self.add("meeting", visit, None, **values)
        self.data["hand"] = prefix
        return prefix

    def split(self, row: str) -> None:
        """Move a line into a meeting of its own, like the one that it is in; the delegation goes along."""
        meeting = self.data.get(f"{row}-parent", "")
        if not row.startswith("participant") or meeting not in self.prefixes("meeting"):
            raise EditError("Only a participant can be split off.")
        prefix = self.add_meeting(meeting)
        for other in self.prefixes("participant"):
            is_beside = self.data.get(f"{other}-parent") == meeting and other != row
            if is_beside and self.data.get(f"{other}-side") == Side.DELEGATION:
                self.copy(other, "participant", prefix)
        self.data[f"{row}-parent"] = prefix
        self.focus = row

    def copy(self, row: str, kind: str, parent: str) -> None:
        names = [key.removeprefix(f"{row}-") for key in list(self.data) if key.startswith(f"{row}-")]
        values = {name: str(self.data[f"{row}-{name}"]) for name in names}
        number = self.count(kind)
        for name, value in (values | {"parent": parent}).items():
            self.data[f"{kind}-{number}-{name}"] = value
        self.data[f"{kind}-TOTAL_FORMS"] = self.data[f"{kind}-INITIAL_FORMS"] = str(number + 1)

    def join(self, meeting: str) -> None:
        """Make a meeting one with that before it: its lines go there, each person once."""
        meetings = [prefix for prefix in self.prefixes("meeting") if self.data.get(f"{prefix}-accept")]
        if meeting not in meetings[1:]:
            raise EditError("There is no meeting before it to join it to.")
        other = meetings[meetings.index(meeting) - 1]
        present = {self.who(row) for row in self.prefixes("participant") if self.parent(row) == other}
        for kind in LINES_OF_MEETING:
            for row in self.prefixes(kind):
                if self.parent(row) != meeting:
                    continue
                self.data[f"{row}-parent"] = other
                if kind == "participant" and self.who(row) in present:
                    self.data.pop(f"{row}-accept", None)
        self.data.pop(f"{meeting}-accept", None)
        self.data["hand"] = self.focus = other

    def parent(self, row: str) -> str:
        return str(self.data.get(f"{row}-parent", ""))

    def who(self, row: str) -> tuple[str, ...]:
        return tuple(
            self.data.get(f"{row}-{name}", "") for name in ("official", "description", "organization")
        )

    def accept(self, record: str) -> None:
        """Tick a visit or a meeting with all its lines, but for participants of no side."""
        kinds = {"visit": LINES_OF_VISIT, "meeting": LINES_OF_MEETING}[record.partition("-")[0]]
        if record not in (*self.prefixes("visit"), *self.prefixes("meeting")):
            raise EditError("There is no such visit or meeting.")
        lines = [row for kind in kinds for row in self.prefixes(kind) if self.parent(row) == record]
        for row in [record, *lines]:
            if not row.startswith("participant") or self.data.get(f"{row}-side"):
                self.data[f"{row}-accept"] = "on"
        self.focus = record

    def set_sides(self, meeting: str, side: str) -> None:
        """Give all of a meeting that are accepted or have no side the one side."""
        if side not in Side.values:
            raise EditError("There is no such side.")
        for row in self.prefixes("participant"):
            if self.parent(row) == meeting and (
                self.data.get(f"{row}-accept") or not self.data.get(f"{row}-side")
            ):
                self.data[f"{row}-side"], self.data[f"{row}-accept"] = side, "on"
        self.focus = meeting


def party_values(words: str) -> dict[str, str]:
    """Return the fields of a participant or member from the words that name them."""
    party = read_party(words)
    values = {
        "official": party.get("name", ""),
        "title": party.get("title", ""),
        "organization": party.get("organization", ""),
        "description": party.get("description", ""),
        "country": str(countries.name(party["country"])) if party.get("country") else "",
    }
    if not values["official"] and not values["organization"] and not values["description"]:
        values["description"] = words  # an office alone
    return values
