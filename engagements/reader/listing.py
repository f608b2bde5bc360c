"""Lists of who took part, line by line: bullets, tables, "For Kenya: A, Director; B, Counsellor"."""

# ruff: noqa: E501, SIM905 (patterns and words are read more easily so)

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from engagements.common.folding import fold

from .mentions.details import is_latin
from .mentions.mention import Mention
from .mentions.person_names import AFTER_NAMES
from .places.place_names import place_names
from .text.sentences import Sentence
from .words import (
    ALWAYS_HONORIFIC,
    BEFORE_RANKS,
    COMPANY_ENDINGS,
    DOMAIN,
    HEADS,
    INTERNATIONAL,
    MODIFIERS,
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
    r"^(?P<before>(?:present |attending |participating |participants |attendees )?(?:for|from|on behalf of|on|representing)?\s*(?:the )?(?:(?:members|composition) of (?:the )?)?(?:delegation (?:of|from) )?)(?:the )?(?:government of (?:the )?)?(?P<name>.+?)(?:'s)?"
    r"(?P<after>(?:\s+(?:side|delegation|participants|team|representatives|party))?(?: (?:was|were|included|comprise[sd]|consist(?:s|ed) of|(?:is|was) (?:composed|made up) of))?)$",
    re.IGNORECASE,
)
# Sides that are told without a country.
HOSTS_AND_GUESTS = {
    "host": "hosts", "hosts": "hosts", "hosting": "hosts",
    "guest": "guests", "guests": "guests", "visiting": "guests", "visitors": "guests",
}  # fmt: skip
COMPANY_WORDS = frozenset("company corporation inc ltd llc plc gmbh".split())
# Of these who has one is of a company, where its name alone does not say so.
COMPANY_TITLE = re.compile(
    r"\b(?:ceo|cfo|coo|founder|owner|managing director|vice president|chief executive)\b", re.I
)
# A title that is no office by its words, and no company.
OCCUPATION = re.compile(
    r"engineer|analyst|counsel|intern|lawyer|interpreter|expert|assistant|consultant|researcher|advocate|translator|photographer|journalist|student|technician|planner|aide|rapporteur|captain|doctor",
    re.I,
)
# Plain words that are first names before another name.
FIRST_NAMES = frozenset("per will may june april".split())
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
    "chair", "co chair", "host", "moderator", "interpreter", "notetaker", "note taker", "rapporteur", "facilitator",
    "observer", "head", "leader",
)  # fmt: skip
# "Wang Yi (王毅)"
TWO_NAMES = re.compile(r"([^,;|()]+?) ?\(([^()]+)\)")
BEFORE_NAMES = ("h.e", "the", "senator", "hon")
NO_NAMES = (ORGANIZATION_WORDS | HEADS | {*PLURAL_HEADS}) - PARTICLES
IS_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|to (?!the\b|an?\b)(?=[a-z]))\b")
LONGEST_ENTRY = 160
MOST_NAME_WORDS = 6


class ListSide(NamedTuple):
    """A side of a list: of a country, of an organization, or "third", "hosts" or "guests"."""

    country: str = ""
    section: str = "other"
    organization: str = ""


class ListFinder:
    """Follows the lines of a text; tells which are entries of a list of people, and of which side."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.in_list = self.is_absent = self.is_delegation = False
        self.country = self.section = self.organization = ""
        self.columns: list[str] = []
        self.column_sides: list[ListSide] = []
        self.heads = heads_of_sides(sentences)
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
        self.in_list, self.is_absent, self.is_delegation = True, False, is_delegation
        self.columns, self.column_sides = [], []
        self.country = self.section = self.organization = ""

    def begin_of_entries(self, sentence: Sentence) -> int | None:
        """Return where in a line its entries begin; None for a line that only heads others, or is no entry."""
        text = sentence.text
        if sentence.number not in self.heads and "|" in text:
            return self.begin_of_row(sentence)
        label = LABEL.match(text)
        words = label["words"] if label else text.rstrip(":")
        rest = label.end() if label else 0
        after_label = sentence.start + rest if 0 < rest < len(text.rstrip()) else None
        if side := self.heads.get(sentence.number):
            has_others = len(set(self.heads.values())) > 1
            self.begin_list(is_delegation=not has_others and bool(TRAVELLING.search(words)))
            self.country, self.section, self.organization = side
            return after_label
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
        if label and self.section and is_office(words) and names_somebody(text):
            return sentence.start
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
        sides = [side for side in map(side_of, cells) if side and side.section != "third"]
        if len(sides) == len(cells) > 1 and len(set(sides)) > 1:
            self.begin_list()
            self.column_sides = sides
            return None
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
        side = side_of(words)
        if side:
            self.country, self.section, self.organization = side
        return side is not None

    def entries(self, sentence: Sentence, begin: int) -> Iterator[Mention | None]:
        plain, stop = sentence.plain, sentence.end
        position = begin
        between = re.compile(r"\s*\|\s*") if self.column_sides else ENTRY
        if begin > sentence.start and self.section == "country" and are_names(plain[begin:stop]):
            between = re.compile(r",\s*(?:and )?")
        ends = [(match.start(), match.end()) for match in between.finditer(plain, begin, stop)]
        sides = iter(self.column_sides)
        for end, following in [*ends, (stop, stop)]:
            self.country, self.section, self.organization = next(
                sides, (self.country, self.section, self.organization)
            )
            entry = read_entry(plain[position:end], self.columns, is_of_side=bool(self.section))
            yield None if entry is None else self.mention(sentence, position, end, entry)
            position = following

    def mention(self, sentence: Sentence, start: int, end: int, entry: dict[str, str]) -> Mention:
        first, last = sentence.word_at(start), sentence.word_at(end)
        country = entry.pop("country", "") or self.country
        kind = "person" if entry.get("name") else "group" if entry.get("description") else "organization"
        mention = Mention(first, last, start, end, kind, country=country, sentence_end=sentence.end)  # type: ignore[arg-type]
        is_of_company = not (country or self.section) and is_company(entry)
        mention.section = "third" if is_of_company else self.section
        mention.is_listed, mention.organization = True, self.organization
        for name, value in entry.items():
            setattr(mention, name, value)
        return mention


def side_of(words: str) -> ListSide | None:
    """Return the side that a line heads, or None: "Kenya", "For the United States", "Host side"."""
    words = words.strip(" *#_:")
    match = SIDE.match(words)
    name = fold(match["name"]) if match else ""
    names = place_names()
    if country := names.countries.get(name) or names.demonyms.get(name):
        return ListSide(country, "country")
    if THIRD.fullmatch(words):
        return ListSide(section="third")
    if name in HOSTS_AND_GUESTS:
        return ListSide(section=HOSTS_AND_GUESTS[name])
    return ListSide() if name in INTERNATIONAL else None


def heads_of_sides(sentences: Sequence[Sentence]) -> dict[int, ListSide]:
    """Return, by their numbers, the lines that head the people of a side, which stand in it or below.

    A line that names no more than a country, or an organization, is such a one only where there are others.
    """
    sides: dict[int, ListSide] = {}
    certain: set[int] = set()
    for sentence, following in zip_longest(sentences, sentences[1:]):
        text = sentence.text
        label = LABEL.match(text)
        rest = text[label.end() :].strip() if label else ""
        words = (label["words"] if label else text).strip(" *#_:")
        people = rest or (following.text if following else "")
        if not (label or sentence.is_heading) or ABSENT.match(words) or not names_somebody(people):
            continue
        match = SIDE.match(words)
        side = side_of(words)
        is_apart = match and "," not in words and (match["before"] or not rest)
        if not side and match and is_apart and is_organization(match["name"]):
            entry = with_country({"organization": match["name"]})
            side = ListSide(entry.get("country", ""), "other", match["name"])
        if side and side.section != "third" and side != ListSide():
            sides[sentence.number] = side
            if match and (match["before"] or match["after"]) and side.section == "country":
                certain.add(sentence.number)
    if len(set(sides.values())) > 1:
        return sides
    return {number: side for number, side in sides.items() if number in certain}


def names_somebody(text: str) -> bool:
    """Whether a line is an entry of somebody, or the head of a table of people."""
    if "|" in text:
        return "name" in map(column_of, cells_of(text))
    if text.endswith(".") and IS_SENTENCE.search(text):
        return False
    entry = read_entry(ENTRY.split(text)[0], is_of_side=True)
    return bool(entry and entry.get("name"))


def names_listed(sentence: Sentence) -> int:
    """Return how many people a line of a list names, also of a list that is not read as such."""
    if sentence.entries is not None:
        return sum(mention.kind == "person" for mention in sentence.entries)
    is_line = (sentence.is_heading or sentence.is_bullet) and "|" not in sentence.text
    entries = ENTRY.split(sentence.text) if is_line else []
    named = (read_entry(text, is_of_side=True) for text in entries)
    return sum(bool(entry and entry.get("name") and entry.get("title")) for entry in named)


def are_names(text: str) -> bool:
    """Whether all between the commas are names of people."""
    parts = re.split(r",\s*(?:and )?", text.strip(" ."))
    return len(parts) > 1 and all(
        is_name(name, bool(honorific)) and name.split()[-1] not in COMPANY_ENDINGS
        for honorific, name in map(split_honorific, parts)
    )


def is_company(entry: dict[str, str]) -> bool:
    """Whether somebody is of a company, by its name, or by the title and no word of a public body."""
    organization, title = entry.get("organization", ""), entry.get("title", "")
    words = organization.split()
    lows = {fold(word) for word in words}
    if not words or not entry.get("name"):
        return False
    if lows & COMPANY_WORDS or (len(words) > 1 and words[-1] in COMPANY_ENDINGS):
        return True
    names = place_names()
    return (
        (not title or bool(COMPANY_TITLE.search(title)))
        and len(words) <= 2
        and all(word[0].isupper() for word in words)
        and not OF_ACRONYM.fullmatch(organization)
        and not OCCUPATION.search(organization)
        and lows.isdisjoint(ORGANIZATION_WORDS | DOMAIN | HEADS | {*PLURAL_HEADS})
        and not any({fold(organization), *lows} & table.keys() for table in names)
    )


def read_entry(text: str, columns: Sequence[str] = (), is_of_side: bool = False) -> dict[str, str] | None:
    """Return what an entry of a list says of somebody: name, title, organization; None where it is none.

    In a list of a side the title may stand first: "Director Jane Roe, Port Office", "Director: Jane Roe".
    """
    if "|" in text and columns:
        return read_row(cells_of(text), columns)
    text, native_name = split_native_name(OF_SERVICE.sub("", text.strip(" .;,*-•|")))
    role = ""
    inside = ""
    if brackets := BRACKETS.search(text):
        inside = brackets[1].strip()
        role = inside if fold(inside) in ROLES else ""
        text = (text[: brackets.start()] + ("" if role else f", {inside}") + text[brackets.end() :]).strip(
            " ,"
        )
    name, *parts = PART.split(text)
    if is_of_side:
        before, name = split_title(name)
        parts = [*before, *parts]
    honorific, name = split_honorific(name)
    if not is_name(name, bool(honorific), bool(parts) and is_office(parts[0])):
        return other_entry(text)
    if any(LEADS.search(part) for part in parts):
        role = role or "head of delegation"
    parts = [OF_DELEGATION.sub("", part) for part in parts]
    title, organization = title_and_organization([part for part in parts if part])
    entry = {"honorific": honorific, "name": name, "native_name": native_name, "title": title, "role": role}
    return with_country(entry | {"organization": organization})


def read_row(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str] | None:
    """Return what a row of a table says of somebody, or None where it names nobody."""
    fields = {
        key: BRACKETS.sub("", cell).strip() for key, cell in zip(columns, cells, strict=False) if key and cell
    }
    honorific, name = split_honorific(fields.pop("name", ""))
    of_whom = fields.pop("country", "")
    side = side_of(of_whom) if of_whom else None
    country = side.country if side else ""
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


def split_title(text: str) -> tuple[list[str], str]:
    """Part the title from the name after it; none where there is no title, or no whole name."""
    title, colon, name = text.partition(": ")
    if colon:
        return ([title], name) if is_office(title) else ([], text)
    words = text.split()
    count = next(
        (number for number, word in enumerate(words) if fold(word) not in HEADS | MODIFIERS), len(words)
    )
    while count and fold(words[count - 1]) not in HEADS | {"general"}:
        count -= 1
    is_title = (
        0 < count < len(words) - 1 and fold(words[0]) not in RANKS and is_office(" ".join(words[:count]))
    )
    return ([" ".join(words[:count])], " ".join(words[count:])) if is_title else ([], text)


def split_native_name(text: str) -> tuple[str, str]:
    """Part the name in another script from "Wang Yi (王毅), Minister" or "王毅 (Wang Yi), Minister"."""
    names = TWO_NAMES.match(text)
    if not names:
        return text, ""
    latin, native = sorted(names.groups(), key=is_in_other_script)
    honorific, name = split_honorific(latin)
    is_person = is_name(name, bool(honorific), has_office=True)
    if not is_person or is_in_other_script(latin) or not is_in_other_script(native):
        return text, ""
    return latin + text[names.end() :], native


def is_in_other_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and not any(map(is_latin, letters))


def is_name(text: str, has_honorific: bool, has_office: bool = False) -> bool:
    """Whether some words are written like the name of a person.

    With an honorific or an office beside it, a name may hold plain words: "He Lifeng".
    """
    words = text.split()
    if not (2 - has_honorific <= len(words) <= MOST_NAME_WORDS):
        return False
    lows = [word.lower().strip(".'") for word in words]
    if NO_NAMES.isdisjoint(lows) and fold(text) not in place_names().countries:
        plain = [low for low in lows[lows[0] in FIRST_NAMES :] if len(low) > 1 and low in PLAIN_WORDS]
        return all(
            word[0].isupper() or low in PARTICLES or word.startswith("al-")
            for word, low in zip(words, lows, strict=True)
        ) and (not plain or ((has_honorific or has_office) and len(plain) < len(words)))
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
        return (last, "") if is_office(last) or fold(last) in ROLES else ("", last)
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
