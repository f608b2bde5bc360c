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
    BEFORE_RANKS,
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
    r"(?:the )?delegation(?: members)?|(?:mission|team|party) members|members of the (?:mission|team|party)|travell?ers|(?:composition|members) of the (?:[\w.-]+ ){0,3}delegation(?:, .{2,40})?|(?:list of )?(?:participants|attendees|members)(?: list)?(?: of the .{2,40})?|present|in attendance|attendance|attending|attended by|"
    r"(?:composition|members|membership) of (?:the |our |his |her )?(?:\w+ ){0,2}delegation(?:,.{2,60})?|(?:i|we|he|she|they|the \w+) (?:was|were|am|is|are|will be)(?: \w+){0,3} (?:joined|accompanied) by|"
    r"(?:record|list) of attendance|(?:participants|attendees|attendance|present),? (?:(?:at|on|in) .{2,40}|(?:\w+ )?\d{1,2}.{0,20})|"
    r"(?:the )?(?:following|delegation|those)(?: .{2,60})? (?:took part|participated|attended|were present|comprised|included|members)",
    re.IGNORECASE,
)
TRAVELLING = re.compile(
    r"delegation|mission|\bteam|\bparty|travell?ers|(?:joined|accompanied) by$", re.IGNORECASE
)
# Below these stand those who did not take part.
ABSENT = re.compile(r"(?:apologies|regrets|absent|excused|not present|cc|copy|distribution)\b", re.IGNORECASE)
LABEL = re.compile(r"(?P<words>[A-Z][^:|;,]{1,60}?) ?:(?: |$)")
SIDE = re.compile(
    r"^(?:present |attending |participating |participants |attendees )?(?:for|from|on behalf of|on)?\s*(?:the )?(?:government of (?:the )?)?(?P<name>.+?)(?:'s)?"
    r"(?:\s+(?:side|delegation|participants|team|representatives|party))?(?: (?:was|were|included))?$",
    re.IGNORECASE,
)
OF_PEOPLE = re.compile(
    r"(?:participants|attendees|representatives)$|^(?:present|attending|participating) (?:for|from|on)\b",
    re.IGNORECASE,
)
LEADS = re.compile(r"(?<!deputy )\b(?:head|leader) of (?:the )?delegation$", re.IGNORECASE)
OF_DELEGATION = re.compile(
    r"(?: and |^)(?:(?:deputy )?(?:head|leader)|member) of (?:the )?delegation$", re.IGNORECASE
)
THIRD = re.compile(
    r"(?:private sector|observers?|civil society|industry|international organi[sz]ations|others?)\b", re.I
)
HEADER = {"name": "name", "names": "name", "participant": "name", "title": "title", "position": "title", "function": "title",
          "designation": "title", "organization": "organization", "organisation": "organization", "institution": "organization",
          "affiliation": "organization", "agency": "organization", "ministry": "organization", "country": "country", "party": "country",
          "full name": "name", "role": "title", "post": "title", "rank title": "title", "name and rank": "name", "rank and name": "name",
          "office": "organization", "entity": "organization", "delegation": "country", "side": "country"}  # fmt: skip
ENTRY = re.compile(
    r"\s*;\s*(?:and )?|(?<=\)), (?=[A-Z][^,;()]{3,40} \()|, (?=(?:Mr|Ms|Mrs|Dr|Prof|H\.E|Amb|Gen|Hon)\.? [A-Z])"
)
PART = re.compile(r"\s*(?:,(?! ?(?:Jr|Sr))|\||\s-{1,2}\s|;)\s*")
# "Captain (N) Roe"
OF_SERVICE = re.compile(r"(?<=\w) \((?:N|RN|USN|Navy|Army|ret\.?|retd|rtd)\)", re.IGNORECASE)
# "Attendees (Bahamas): ..."
SIDE_OF_PEOPLE = re.compile(
    r"(?P<people>[\w ]+?) ?(?:\((?P<side>[^()]{2,60})\)|(?:/| - ?)(?P<after>[^()]{2,60}))$"
)
OF_ACRONYM = re.compile(r"[A-Z][\w.&/-]*[A-Z][\w.&/-]*")  # "PoR", "USAID/E&E"
BRACKETS = re.compile(r"\s*\(([^()]+)\)")
ROLES = (
    "chair", "co-chair", "host", "moderator", "interpreter", "notetaker", "note-taker", "rapporteur", "facilitator",
    "observer", "head", "leader",
)  # fmt: skip
BEFORE_NAMES = ("h.e", "the", "senator", "hon")
NO_NAMES = (ORGANIZATION_WORDS | HEADS | {*PLURAL_HEADS}) - PARTICLES
IS_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|to (?!the\b|an?\b)(?=[a-z]))\b")
LONGEST_ENTRY = 160
MOST_NAME_WORDS = 6


class ListFinder:
    """Follows the lines of a text; tells which are entries of a list of people, and of which side."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.in_list = self.is_absent = self.is_delegation = False
        self.country = self.section = self.organization = ""
        self.columns: list[str] = []
        for sentence in sentences:
            self.read(sentence)

    def read(self, sentence: Sentence) -> None:
        begin = self.begin_of_entries(sentence)
        if begin is None or not self.in_list:
            return
        entries = list(self.entries(sentence, begin))
        mentions = [mention for mention in entries if mention is not None]
        names_office = not HEADS.isdisjoint(fold(sentence.text).split())
        if not mentions and sentence.is_heading and not names_office:
            self.in_list = False
        if names_office and None in entries and not self.is_absent and not self.is_delegation:
            sentence.is_prose_entry = True
        elif mentions:
            sentence.entries = [] if self.is_absent else mentions
            sentence.is_delegation = self.is_delegation

    def begin_list(self, is_delegation: bool = False) -> None:
        """Take what follows for entries, of the side that was named last."""
        self.in_list, self.is_absent, self.is_delegation, self.columns = True, False, is_delegation, []
        self.country = self.section = self.organization = ""

    def begin_of_entries(self, sentence: Sentence) -> int | None:
        """Return where in a line its entries begin; None for a line that only heads others, or is no entry."""
        text = sentence.text
        if "|" in text:
            return self.begin_of_row(sentence)
        label = LABEL.match(text)
        words = label["words"] if label else text.rstrip(":")
        rest = label.end() if label else 0
        after_label = sentence.start + rest if 0 < rest < len(text.rstrip()) else None
        if ABSENT.match(words) and (label or len(text) < LONGEST_ENTRY // 4):
            self.is_absent = self.in_list = True
            return sentence.start + rest
        if PEOPLE.fullmatch(words) and (
            label or sentence.is_heading or text.endswith(":") or len(text) < LONGEST_ENTRY // 4
        ):
            self.begin_list(is_delegation=bool(TRAVELLING.search(words)))
            return after_label
        if label and self.begins_side(words):
            return after_label
        if (
            not self.in_list
            and OF_PEOPLE.search(words)
            and (label or sentence.is_heading)
            and self.is_side(words)
        ):
            # "U.S. Participants:"
            self.begin_list()
            self.is_side(words)
            return after_label
        if not self.in_list:
            return None
        if self.is_side(words) and (label or not sentence.is_bullet):
            self.is_absent = self.is_delegation = False
            return after_label
        if label and self.is_organization(words, text[rest:]):
            return after_label
        if label or (text.endswith(".") and (len(text.split()) > 8 or IS_SENTENCE.search(text))):
            self.in_list = False
            return None
        return sentence.start

    def begins_side(self, words: str) -> bool:
        """Begin a list of the people of one side: "Attendees (Bahamas)", "Present (Coast Guard)"."""
        match = SIDE_OF_PEOPLE.match(words)
        if not match or not PEOPLE.fullmatch(match["people"]):
            return False
        self.begin_list()
        side = match["side"] or match["after"]
        if not self.is_side(side):
            self.organization, self.section = side, "other"
        return True

    def is_organization(self, words: str, rest: str) -> bool:
        """Take the label of a line for the organization of those in it: "URA: Ms. Jane Roe, Manager"."""
        first = read_entry(ENTRY.split(rest)[0])
        is_name = OF_ACRONYM.fullmatch(words) or not ORGANIZATION_WORDS.isdisjoint(words.lower().split())
        if not (is_name and first and first.get("name")):
            return False
        self.organization, self.country, self.section, self.is_absent = words, "", "other", False
        return True

    def begin_of_row(self, sentence: Sentence) -> int | None:
        """Return where a row of a table begins that is of somebody; None for its head, or the name of a side."""
        cells = cells_of(sentence.text)
        columns = [column_of(cell) for cell in cells]
        if "name" in columns and len(set(columns)) > 1:
            if not self.in_list:
                self.begin_list()
            self.columns = columns
            return None
        texts = [cell for cell in cells if any(map(str.isalnum, cell))]
        if not texts or (len(texts) == 1 and self.is_side(texts[0])):
            return None
        return sentence.start if self.in_list else None

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
        mention.section, mention.is_listed, mention.organization = self.section, True, self.organization
        for name, value in entry.items():
            setattr(mention, name, value)
        return mention


def read_entry(text: str, columns: Sequence[str] = ()) -> dict[str, str] | None:
    """Return what an entry of a list says of somebody: name, title, organization; None where it is none."""
    if "|" in text and columns:
        return read_row(cells_of(text), columns)
    text = OF_SERVICE.sub("", text.strip(" .;,*-•|"))
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
    if any(LEADS.search(part) for part in parts):
        role = role or "head of delegation"
    parts = [OF_DELEGATION.sub("", part) for part in parts]
    title, organization = title_and_organization([part for part in parts if part])
    entry = {"honorific": honorific, "name": name, "title": title, "organization": organization, "role": role}
    return with_country(entry)


def read_row(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str] | None:
    """Return what a row of a table says of somebody, or None where it names nobody."""
    fields = {
        key: BRACKETS.sub("", cell).strip() for key, cell in zip(columns, cells, strict=False) if key and cell
    }
    honorific, name = split_honorific(fields.pop("name", ""))
    of_whom = fields.pop("country", "")
    country = place_names().countries.get(fold(of_whom), "")
    organization = fields.pop("organization", "" if country else of_whom)
    if not name or name.islower():  # "represented"
        return {"organization": organization} if organization else None
    title, of_title = fields.pop("title", ""), ""
    if not organization:
        title, of_title = title_and_organization([part for part in PART.split(title) if part])
    entry = {"honorific": honorific, "name": name, "title": title, "country": country} | fields
    return with_country(entry | {"organization": organization or of_title})


def column_of(cell: str) -> str:
    """Return what a column holds, by its head: "Country / body" is of countries first."""
    names = (HEADER.get(fold(part).strip(), "") for part in (cell, *re.split(r"[/&]|\b(?:and|or)\b", cell)))
    return next(filter(None, names), "")


def cells_of(row: str) -> list[str]:
    """Return the cells of a row of a table, without the marks around them."""
    return [cell.strip(" *") for cell in row.strip().strip("|").split("|")]


def split_honorific(text: str) -> tuple[str, str]:
    words = text.split()
    lows = [word.lower().rstrip(".,") for word in words]
    count = 0
    while count < len(words) and (
        lows[count] in ALWAYS_HONORIFIC
        or lows[count] in RANKS
        or lows[count] in BEFORE_NAMES
        or (lows[count] in BEFORE_RANKS and not RANKS.isdisjoint(lows[count + 1 : count + 2]))
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
    if NO_NAMES.isdisjoint(lows) and fold(text) not in place_names().countries:
        return all(
            word[0].isupper() or low in PARTICLES or word.startswith("al-")
            for word, low in zip(words, lows, strict=True)
        ) and PLAIN_WORDS.isdisjoint(low for low in lows if len(low) > 1)
    return False


def title_and_organization(parts: Sequence[str]) -> tuple[str, str]:
    if not parts:
        return "", ""
    *before, last = parts
    for number, part in enumerate(before):
        if number and part.lower().startswith(("ministry ", "department ")):
            # "Ministry of Police, National Security and Prisons"
            return ", ".join(before[:number]), ", ".join(parts[number:])
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
