"""Lists of who took part, line by line: bullets, tables, "For Kenya: A, Director; B, Counsellor"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator, Sequence

from engagements.common.folding import fold

from .mentions.mention import Mention
from .mentions.person_names import AFTER_NAMES
from .places.place_names import place_names
from .text.sentences import Sentence
from .words import (
    ALWAYS_HONORIFIC,
    HEADS,
    INTERNATIONAL,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLAIN_WORDS,
    PLURAL_HEADS,
    RANKS,
    THIRD_PARTY_WORDS,
)

PEOPLE = re.compile(
    r"(?:the )?delegation(?: members)?|(?:list of )?(?:participants|attendees|members)(?: list)?(?: of the .{2,40})?|present|in attendance|attendance|attending|attended by|"
    r"(?:the )?(?:following|delegation|those)(?: .{2,60})? (?:took part|participated|attended|were present|comprised|included|members)",
    re.IGNORECASE,
)
# Below these stand those who did not take part.
ABSENT = re.compile(r"(?:apologies|regrets|absent|excused|not present|cc|copy|distribution)\b", re.IGNORECASE)
LABEL = re.compile(r"(?P<words>[A-Z][^:|;,]{1,60}?) ?:(?: |$)")
SIDE = re.compile(
    r"^(?:for|from|on behalf of|on)?\s*(?:the )?(?P<name>.+?)(?:'s)?(?:\s+(?:side|delegation|participants|team|representatives|party))?$",
    re.IGNORECASE,
)
OF_PEOPLE = re.compile(r"(?:participants|attendees|representatives)$", re.IGNORECASE)
THIRD = re.compile(
    r"(?:private sector|observers?|civil society|industry|international organi[sz]ations|others?)\b", re.I
)
HEADER = {"name": "name", "names": "name", "participant": "name", "title": "title", "position": "title", "function": "title",
          "designation": "title", "organization": "organization", "organisation": "organization", "institution": "organization",
          "affiliation": "organization", "agency": "organization", "ministry": "organization", "country": "country", "party": "country"}  # fmt: skip
ENTRY = re.compile(r"\s*;\s*(?:and )?|, (?=(?:Mr|Ms|Mrs|Dr|Prof|H\.E|Amb|Gen|Hon)\.? [A-Z])")
PART = re.compile(r"\s*(?:,(?! ?(?:Jr|Sr))|\||\s-{1,2}\s|;)\s*")
BRACKETS = re.compile(r"\s*\(([^()]+)\)")
ROLES = frozenset(
    [
        "chair",
        "co-chair",
        "host",
        "moderator",
        "interpreter",
        "notetaker",
        "note-taker",
        "rapporteur",
        "facilitator",
        "observer",
        "head",
        "leader",
    ]
)
BEFORE_NAMES = ("h.e", "the", "senator", "hon")
LONGEST_ENTRY = 160
MOST_NAME_WORDS = 6


class ListFinder:
    """Follows the lines of a text; tells which are entries of a list of people, and of which side."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.in_list = self.is_absent = self.is_delegation = False
        self.country = self.section = ""
        self.columns: list[str] = []
        for sentence in sentences:
            self.read(sentence)

    def read(self, sentence: Sentence) -> None:
        begin = self.begin_of_entries(sentence)
        if begin is None or not self.in_list:
            return
        entries = list(self.entries(sentence, begin))
        mentions = [mention for mention in entries if mention is not None]
        if not mentions and sentence.is_heading:
            self.in_list = False
        names_office = not HEADS.isdisjoint(fold(sentence.text).split())
        if names_office and None in entries and not self.is_absent and not self.is_delegation:
            sentence.prose_entries = begin, self.country, self.section
        elif mentions:
            sentence.entries = [] if self.is_absent else mentions
            sentence.is_delegation = self.is_delegation

    def begin_of_entries(self, sentence: Sentence) -> int | None:
        """Return where in a line its entries begin; None for a line that only heads others, or is no entry."""
        text = sentence.text
        label = LABEL.match(text)
        words = label["words"] if label else text.rstrip(":")
        rest = label.end() if label else 0
        if len(text) > LONGEST_ENTRY and not label:
            self.in_list = False
            return None
        if ABSENT.match(words) and (label or len(text) < LONGEST_ENTRY // 4):
            self.is_absent = self.in_list = True
            return sentence.start + rest
        if PEOPLE.fullmatch(words) and (label or sentence.is_heading or len(text) < LONGEST_ENTRY // 4):
            self.in_list, self.is_absent, self.country, self.section, self.columns = True, False, "", "", []
            self.is_delegation = "delegation" in words.lower()
            return sentence.start + rest if label and rest < len(text.rstrip()) else None
        if (
            not self.in_list
            and OF_PEOPLE.search(words)
            and (label or sentence.is_heading)
            and self.is_side(words)
        ):
            # "U.S. Participants:"
            self.in_list, self.is_absent, self.is_delegation, self.columns = True, False, False, []
            return sentence.start + rest if label and rest < len(text.rstrip()) else None
        if not self.in_list:
            return None
        if self.is_side(words) and (label or not sentence.is_bullet):
            self.is_absent = False
            return sentence.start + rest if label and rest < len(text.rstrip()) else None
        cells = [HEADER.get(fold(cell).strip(), "") for cell in text.split("|")]
        if "name" in cells and len(cells) > 1:
            self.columns = cells
            return None
        if label or (text.endswith(".") and len(text.split()) > 8):
            self.in_list = False
            return None
        return sentence.start

    def is_side(self, words: str) -> bool:
        """Take a line for the heading of a side where it is one."""
        match = SIDE.match(words.strip())
        name = fold(match["name"]) if match else ""
        names = place_names()
        if country := names.countries.get(name) or names.demonyms.get(name):
            self.country, self.section = country, "country"
        elif name in INTERNATIONAL or THIRD.fullmatch(words.strip()):
            self.country, self.section = "", "third" if THIRD.fullmatch(words.strip()) else "other"
        else:
            return False
        return True

    def entries(self, sentence: Sentence, begin: int) -> Iterator[Mention | None]:
        plain, stop = sentence.plain, sentence.end
        position = begin
        ends = [(match.start(), match.end()) for match in ENTRY.finditer(plain, begin, stop)]
        for end, following in [*ends, (stop, stop)]:
            entry = read_entry(plain[position:end], self.columns)
            yield None if entry is None else self.mention(sentence, position, end, entry)
            position = following

    def mention(self, sentence: Sentence, start: int, end: int, entry: dict[str, str]) -> Mention:
        first, last = sentence.word_at(start), sentence.word_at(end)
        country = entry.pop("country", "") or self.country
        kind = "person" if entry.get("name") else "group" if entry.get("description") else "organization"
        mention = Mention(first, last, start, end, kind, country=country, sentence_end=sentence.end)  # type: ignore[arg-type]
        mention.section, mention.is_listed = self.section, True
        for name, value in entry.items():
            setattr(mention, name, value)
        return mention


def read_entry(text: str, columns: Sequence[str] = ()) -> dict[str, str] | None:
    """Return what an entry of a list says of somebody: name, title, organization; None where it is none."""
    text = text.strip(" .;,*-•")
    if "|" in text and columns:
        cells = [cell.strip() for cell in text.split("|")]
        fields = {key: cell for key, cell in zip(columns, cells, strict=False) if key and cell}
        honorific, name = split_honorific(fields.pop("name", ""))
        country = place_names().countries.get(fold(fields.pop("country", "")), "")
        return (
            with_country(fields | {"honorific": honorific, "name": name, "country": country})
            if name
            else None
        )
    role = ""
    inside = ""
    if brackets := BRACKETS.search(text):
        inside = brackets[1].strip()
        role = inside if fold(inside) in ROLES else ""
        text = (text[: brackets.start()] + ("" if role else f", {inside}") + text[brackets.end() :]).strip(
            " ,"
        )
    name, *parts = PART.split(text)
    honorific, name = split_honorific(name)
    if not is_name(name, bool(honorific)):
        return other_entry(text)
    title, organization = title_and_organization([part for part in parts if part])
    entry = {"honorific": honorific, "name": name, "title": title, "organization": organization, "role": role}
    return with_country(entry)


def split_honorific(text: str) -> tuple[str, str]:
    words = text.split()
    count = 0
    while count < len(words) and (
        (low := words[count].lower().rstrip(".,")) in ALWAYS_HONORIFIC or low in RANKS or low in BEFORE_NAMES
    ):
        count += 1
    end = len(words)
    while end - count > 2 and words[end - 1].strip(",") in AFTER_NAMES:
        end -= 1
    return " ".join(words[:count]), " ".join(words[count:end])


def is_name(text: str, has_honorific: bool) -> bool:
    """Whether some words are written like the name of a person."""
    words = text.split()
    if not (2 - has_honorific <= len(words) <= MOST_NAME_WORDS):
        return False
    lows = [word.lower().strip(".'") for word in words]
    if (
        not ({*lows} & (ORGANIZATION_WORDS | HEADS | {*PLURAL_HEADS})) - PARTICLES
        and fold(text) not in place_names().countries
    ):
        return all(
            word[0].isupper() or low in PARTICLES or word.startswith("al-")
            for word, low in zip(words, lows, strict=True)
        ) and PLAIN_WORDS.isdisjoint(low for low in lows if len(low) > 1)
    return False


def title_and_organization(parts: Sequence[str]) -> tuple[str, str]:
    if not parts:
        return "", ""
    *before, last = parts
    if not before:
        return (last, "") if is_office(last) else ("", last)
    if is_office(last) and not is_organization(last):
        return ", ".join(parts), ""
    if before and fold(last) in place_names().countries and len(parts) > 2:
        return ", ".join(before[:-1]), f"{before[-1]}, {last}"
    if fold(last) in place_names().countries:
        return (before[0], f", {last}") if is_office(before[0]) else ("", f"{before[0]}, {last}")
    return ", ".join(before), last


def is_office(text: str) -> bool:
    lows = text.lower().replace("-", " ").split()
    return not HEADS.isdisjoint([*lows, *text.lower().split()])


def is_organization(text: str) -> bool:
    words = text.split()
    return words[0].lower() in ORGANIZATION_WORDS or (
        words[-1].lower() in ORGANIZATION_WORDS and not is_office(text)
    )


def with_country(entry: dict[str, str]) -> dict[str, str]:
    """Take the country from an organization: "Ministry of Trade, Ghana", "High Commission of Ghana"."""
    organization = entry.get("organization", "")
    names = place_names()
    name, comma, last = organization.rpartition(",")
    if comma and (country := names.countries.get(fold(last))):
        entry["organization"], entry["country"] = name.strip(), country
    elif not entry.get("country"):
        words = fold(organization).split()
        for size in (3, 2, 1):
            tail, head = " ".join(words[-size:]), " ".join(words[:size])
            if country := names.countries.get(tail) or names.demonyms.get(head):
                entry["country"] = country
                break
    return {key: value for key, value in entry.items() if value}


def other_entry(text: str) -> dict[str, str] | None:
    """Return an entry that names no person: a group or an organization."""
    words = text.split()
    if not words or len(words) > 10 or not words[0][0].isalnum():
        return None
    lows = {word.lower().strip(",.") for word in words}
    if lows & THIRD_PARTY_WORDS and not words[-1][0].isupper():
        return {"description": text}
    return {"organization": text, "name": ""} if lows & ORGANIZATION_WORDS else None
