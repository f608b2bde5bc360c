"""Whom a text names, however often it does."""

import re
from dataclasses import dataclass, field

from engagements.common.folding import fold
from engagements.reader.directory import DirectoryEntry
from engagements.reader.mentions.mention import Mention, MentionKind
from engagements.reader.proposals import Candidate, Passage
from engagements.reader.words import INTERNATIONAL, MISSION_WORDS

# Of these, what is known already stays.
TEXT_FIELDS = ("name", "honorific", "native_name", "organization", "country", "description", "role")

OFFICER_ABROAD = re.compile(r"^(?:economic|political|consular|public affairs|cultural|commercial) officer\b")
HIGH_COMMISSIONER = re.compile(r"(?:acting |deputy )?high commissioner(?: to\b|$)")


@dataclass(eq=False)
class Entity:
    """A person, an office, a group or an organization that a text names."""

    kind: MentionKind
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
    aliases: set[str] = field(default_factory=set)
    is_tentative: bool = False
    is_listed: bool = False  # in a list of people, entry by entry
    is_third_party: bool = False
    known: DirectoryEntry | None = None
    candidates: list[Candidate] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    @property
    def is_of_mission(self) -> bool:
        title = self.title.lower()
        # The United Nations have High Commissioners for something.
        return (
            not MISSION_WORDS.isdisjoint(re.split(r"[\s-]+", title))
            or bool(HIGH_COMMISSIONER.match(title) or OFFICER_ABROAD.match(title))
            or self.organization.startswith("Embassy")
        )

    @property
    def is_international(self) -> bool:
        return fold(self.organization) in INTERNATIONAL

    def add(self, mention: Mention) -> None:
        """Add what another mention says; of two titles the longer one is kept."""
        for name in TEXT_FIELDS:
            setattr(self, name, getattr(self, name) or getattr(mention, name))
        if mention.title and len(mention.title.split()) > len(self.title.split()):
            self.title, self.head = mention.title, mention.head
        self.is_listed = self.is_listed or mention.is_listed
        self.acting = self.acting or mention.acting
        self.is_tentative = self.is_tentative and mention.is_tentative
        if mention.name:
            self.aliases.add(mention.name)
        self.passages.append(mention.passage)
