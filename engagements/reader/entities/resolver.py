"""Who is who: which mentions of an account are one person, and whom of the directory they are."""

import re
from dataclasses import dataclass, field

from engagements.common.folding import fold
from engagements.reader.proposals import Candidate, Confidence, Organization, Passage
from engagements.reader.words import INTERNATIONAL, MISSION_WORDS, ORGANIZATION_WORDS, SUBNATIONAL_HEADS


@dataclass(eq=False)
class Person:
    """A person, an office, a group or an organization of the account: one, however often it is named."""

    kind: str
    name: str = ""
    honorific: str = ""
    native_name: str = ""
    title: str = ""
    head: str = ""
    acting: bool = False
    role: str = ""
    organization: str = ""
    country: str = ""
    country_reason: str = ""
    description: str = ""
    aliases: set = field(default_factory=set)
    tentative: bool = False
    is_third_party: bool = False
    known: object = None
    candidates: list = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    @property
    def of_a_mission(self):
        title = self.title.lower()
        return bool(set(re.split(r"[\s-]+", title)) & MISSION_WORDS) or title.startswith(
            "high commissioner to"
        )

    @property
    def is_international(self):
        return fold(self.organization) in INTERNATIONAL

    def take(self, mention):
        """Add what another mention says; what is known already stays."""
        for attribute in (
            "name",
            "honorific",
            "native_name",
            "organization",
            "country",
            "description",
            "role",
        ):
            setattr(self, attribute, getattr(self, attribute) or getattr(mention, attribute))
        if mention.title and len(mention.title.split()) > len(self.title.split()):
            self.title, self.head = mention.title, mention.head
        self.acting = self.acting or mention.acting
        self.tentative = self.tentative and mention.tentative
        if mention.name:
            self.aliases.add(mention.name)
        self.passages.append(mention.passage)


SPELLED_OUT = {
    "Pres": "President",
    "Gov": "Governor",
    "Sen": "Senator",
    "Amb": "Ambassador",
    "Rep": "Representative",
    "Sec": "Secretary",
    "Min": "Minister",
}


def expand(person):
    """Spell out a title, and take an honorific that is an office for the title where there is no other."""
    for short in (f"{person.title}", f"{person.title}."):
        person.title = SPELLED_OUT.get(short.rstrip("."), person.title)
    rank = person.honorific.rstrip(".")
    if not person.title and SPELLED_OUT.get(rank, rank) in (
        "Ambassador",
        "Senator",
        "Governor",
        "Representative",
    ):
        person.title, person.head, person.honorific = SPELLED_OUT.get(rank, rank), rank.lower(), ""


def name_words(name):
    return [word for word in fold(name).split() if len(word) > 1 or not word.isascii()]


class People:
    """All who are named in an account."""

    def __init__(self, directory):
        self.directory = directory
        self.all = []
        self.by_word = {}
        self.by_entry = {}  # id of an official -> who goes by a name of theirs
        self.principal = None  # whom "he" and "the Minister" are taken for

    def add(self, mention):
        person = Person(mention.kind, is_third_party=mention.is_third_party, tentative=mention.tentative)
        person.take(mention)
        expand(person)
        self.all.append(person)
        if mention.kind == "person" and (entry := self.entry_of(mention.name)):
            self.by_entry.setdefault(entry, person)
        for word in set(name_words(mention.name)) if mention.kind == "person" else ():
            self.by_word.setdefault(word, []).append(person)
        return person

    def entry_of(self, name):
        """Return the id of the one official on record by that very name, or None."""
        entries = self.directory.tables["official"].by_name.get(fold(name), ())
        return entries[0].id if len(entries) == 1 else None

    def named(self, name):
        """Return the one person who goes by ``name``, whole or in part, or None."""
        words = name_words(name)
        if not words:
            return None
        fits = [
            person
            for person in self.by_word.get(words[-1], [])
            if is_part(words, name_words(person.name))
            or (is_part(name_words(person.name), words) and len(name_words(person.name)) > 1)
        ]
        return (
            fits[0] if len(fits) == 1 else next((one for one in fits if name_words(one.name) == words), None)
        )

    def first_named(self, before):
        """Return the first person with an office whom the account names before an offset, or None."""
        named = [one for one in self.all if one.name and one.title and one.passages[0].start < before]
        return min(named, key=lambda one: one.passages[0].start, default=None)

    def in_office(self, mention, recent):
        """Return the person whose office ``mention`` names again ("the Foreign Minister"), or None."""
        words = set(fold(mention.title).split())
        fits = [
            person
            for person in self.all
            if person.title
            and words <= set(fold(person.title).split())
            and may_be_of(person, mention)
            and not (mention.organization and fold(mention.organization) != fold(person.organization))
        ]
        if mention.country and any(person.country for person in fits):
            fits = [person for person in fits if person.country]
        # Those named before, but that a heading's office may be named after it.
        earlier = [person for person in fits if person.passages[0].start < mention.start]
        if not earlier and len(mention.title.split()) == 1:
            # "The Minister met Deputy Minister Doe" is of two people.
            fits = [
                person
                for person in fits
                if person.passages[0].start >= mention.until or fold(person.title) == fold(mention.title)
            ]
        fits = earlier or fits
        named = [person for person in fits if person.name] or fits
        exact = [person for person in named if fold(person.title) == fold(mention.title)]
        if len(exact) == 1 and not self.principal_fits(mention, named):
            return exact[0]
        if len(named) == 1:
            return named[0]
        if self.principal in named and self.principal_fits(mention, named):
            return self.principal
        for person in recent:
            if person in named:
                return person
        return (exact or named or [None])[0]

    def principal_fits(self, mention, named):
        """Whether a bare "the Minister" is the one whom the account is about."""
        return self.principal in named and len(mention.title.split()) == 1 and not mention.country

    def resolve(self, mention, recent=()):
        """Return the `Person` that ``mention`` names, made where there was none."""
        person = None
        if mention.kind == "person":
            person = self.named(mention.name)
            if not person:
                # "SOPDOC Miller" may be on record as another name of Troy Miller.
                person = self.by_entry.get(self.entry_of(mention.name))
            if not person:
                # "SOPDOC Miller": capitals before a name that is known.
                first, _, rest = mention.name.partition(" ")
                if rest and first.isupper() and (known := self.named(rest)):
                    known.aliases.add(mention.name)
                    known.passages.append(mention.passage)
                    return known
        elif mention.kind == "office" and mention.title and (mention.definite or not mention.organization):
            person = self.in_office(mention, recent)
            if person:
                person.country = person.country or mention.country
                person.passages.append(mention.passage)
                return person
        elif mention.kind in ("organization", "group"):
            person = next(
                (
                    one
                    for one in self.all
                    if one.kind == mention.kind
                    and fold(one.name or one.description) == fold(mention.name or mention.description)
                ),
                None,
            )
        if person is None:
            return self.add(mention)
        person.take(mention)
        return person

    def link(self):
        """Tie each person to the directory: one record, or those that may be meant."""
        for person in self.all:
            if person.kind == "office" and person.title:
                person.candidates = self.directory.holders(person.title, person.organization, person.country)
            if person.kind != "person" or not person.name:
                continue
            names = [person.name, *sorted(person.aliases - {person.name}, key=len)]
            entry, person.candidates = self.directory.look_up("official", person.name)
            if not entry and not person.candidates:
                full = [name for name in names if " " in name]
                entry, person.candidates = self.directory.look_up("official", *full)
            if not entry and not person.candidates and len(person.name.split()) == 1:
                person.candidates = self.directory.with_surname(person.name)
            if entry:
                person.known = entry
                posts = {(title, organization, country) for title, organization, country in entry.posts}
                fitting = [post for post in entry.posts if fold(post[0]) == fold(person.title)] or list(posts)
                if not person.country and len({post[2] for post in fitting}) == 1:
                    person.country = fitting[0][2]
                    person.country_reason = "from the directory"

    def organization_of(self, person):
        """Return the `Organization` that the line of ``person`` is to have, or None."""
        name, confidence, reason = person.organization, Confidence.CERTAIN, "the account names it"
        if not name and person.title:
            name = implied_by(person.title, person.country)
            confidence, reason = Confidence.OPEN, "only the office implies it"
        if not name:
            return None
        acronym = name if name.isupper() and " " not in name else ""
        country = "" if fold(name) in INTERNATIONAL else person.country
        known, candidates = self.directory.look_up(
            "organization", name, self.spelled_out(name), country=country
        )
        if not known and not candidates and person.known:
            mine = {fold(organization): organization for _, organization, _ in person.known.posts}
            if len(mine) == 1 and not person.organization:
                known, _ = self.directory.look_up("organization", *mine.values())
        kind = "subnational" if person.head in SUBNATIONAL_HEADS else kind_of(name)
        if known and confidence is Confidence.OPEN:
            confidence = Confidence.LIKELY
        return Organization(
            name=name,
            acronym=acronym,
            country=country,
            kind=kind,
            confidence=confidence,
            reason=reason,
            known=known.candidate if known else None,
            candidates=candidates,
            passages=person.passages[:1],
        )

    def spelled_out(self, acronym):
        """Return the organization of the account that ``acronym`` stands for, or ""."""
        if not acronym.isupper() or " " in acronym:
            return ""
        for person in self.all:
            initials = "".join(word[0] for word in person.organization.split() if word[0].isupper())
            if " " in person.organization and initials.endswith(acronym):
                return person.organization
        return ""

    def as_party(self, person, kind, **fields):
        """Return a proposal of ``kind`` (a `Party`) for ``person``."""
        confidence, reason = Confidence.CERTAIN, "the account names name and office"
        if person.kind != "person":
            reason = (
                "the account gives the office and no name"
                if person.kind == "office"
                else "the account gives no name"
            )
        elif person.tentative:
            confidence, reason = Confidence.OPEN, "its capitals alone make it a name"
        elif not person.title:
            confidence, reason = Confidence.LIKELY, "the account gives the name and no office"
        if fields.get("side") == "accompanying" and not person.country and not person.of_a_mission:
            confidence, reason = Confidence.OPEN, f"{reason}, and not of which side"
        if person.country_reason and person.country:
            confidence = Confidence.LIKELY if confidence is Confidence.CERTAIN else confidence
            reason = f"{reason}; the country is {person.country_reason}"
        organization = self.organization_of(person) if person.kind != "group" else None
        values = {
            "name": person.name if person.kind == "person" else "",
            "honorific": person.honorific,
            "native_name": person.native_name,
            "title": person.title,
            "acting": person.acting,
            "organization": organization,
            "country": person.country,
            "description": person.description,
            "known": Candidate(person.known.id, person.known.name) if person.known else None,
            "candidates": list(person.candidates),
            "passages": list(dict.fromkeys(person.passages)),
            "confidence": confidence,
            "reason": reason,
        }
        if person.kind == "organization":
            values["description"] = ""
        return kind(**values | fields)


def may_be_of(person, mention):
    """Whether the country of an office that is named again is no other than the person's.

    Only a heading names the country of somebody whose country the text does not give.
    """
    if not mention.country or mention.country == person.country:
        return True
    return mention.in_heading and not person.country


def is_part(words, others):
    """Whether ``words`` stand together in ``others``, at its beginning or its end."""
    size = len(words)
    return size <= len(others) and (
        others[:size] == words
        or others[-size:] == words
        or (words == [w for w in others if w in words] and size > 1)
    )


DEPARTMENTS = ("US", "PH", "ZA")  # where a Secretary has a department
MINISTRY = re.compile(r"\b(?P<head>minister|secretary)(?: of state)? (?P<of>of|for) (?P<what>.+)$", re.I)
NOT_A_MINISTRY = re.compile(
    r"\b(?:prime|permanent|general|parliamentary|press|private|cabinet|under|executive)\b", re.I
)
PORTFOLIO = re.compile(
    r"^(?:deputy |vice |assistant |first |second |acting )*"
    r"(?P<what>foreign|defen[sc]e|interior|finance|justice|trade|health|energy|economy|environment|education|"
    r"transport|agriculture|labou?r|culture|tourism|home|development|commerce)"
    r"(?: affairs)?[ -](?:vice-|vice )?(?P<head>minister|secretary)$",
    re.I,
)


def implied_by(title, country=""):
    """Return the ministry that an office implies in so many words, or ""."""
    if country == "US" and re.search(r"\bsecretary of state$|\bsecstate$", title, re.I):
        return "Department of State"
    if title.startswith(("European Commissioner", "EU Commissioner")):
        return "European Commission"
    if title in ("FM", "DFM"):
        return "Ministry of Foreign Affairs"
    # Of two offices ("State Councilor and Foreign Minister") the first that implies one.
    offices = re.split(r" and (?=[\w ]*(?:Minister|Secretary)\b)", title)
    return next(filter(None, (ministry_of(office, country) for office in offices)), "")


def ministry_of(office, country):
    match = PORTFOLIO.match(office) or MINISTRY.search(office)
    if not match or NOT_A_MINISTRY.search(office[: match.start("head")]):
        return ""
    words = match.groupdict()
    what = words["what"]
    if "of" not in words:
        what = {"foreign": "Foreign Affairs", "home": "Home Affairs"}.get(what.lower(), what.capitalize())
    if what.lower() in ("state", "staff", "mission", "cabinet") or office.lower() == "foreign secretary":
        return ""
    if words["head"].lower() == "minister":
        noun = "Ministry"
    else:
        of = words.get("of", "of").lower() == "of"
        noun = "Department" if of and country in DEPARTMENTS else ""
    return noun and f"{noun} {words.get('of', 'of')} {what}"


KINDS = (
    ("ministry", {"ministry", "department", "treasury"}),
    ("mission", {"embassy", "consulate", "mission"}),
    (
        "agency",
        {
            "agency",
            "bureau",
            "office",
            "commission",
            "institute",
            "authority",
            "service",
            "administration",
            "customs",
            "police",
            "directorate",
        },
    ),
    ("company", {"company", "corporation", "inc", "ltd"}),
    ("civil_society", {"foundation", "association", "society", "university", "chamber"}),
)


def kind_of(name):
    """Return the kind of organization that its name tells, as the model has them."""
    if fold(name) in INTERNATIONAL:
        return "international"
    words = set(fold(name).split())
    return next(
        (kind for kind, signs in KINDS if words & signs), "other" if words & ORGANIZATION_WORDS else ""
    )
