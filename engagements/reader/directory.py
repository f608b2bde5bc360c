"""What the system knows already: officials, organizations, places and topics, by every name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, likeness

from .proposals import Candidate

MOST_CANDIDATES = 5
MOST_COMPARED = 2_000  # entries that share a word

DirectoryKind = Literal["official", "organization", "place", "topic"]


class HeldPost(NamedTuple):
    """A post that an official holds or held."""

    title: str
    organization: str
    country: str  # of the organization


@dataclass(frozen=True)
class DirectoryEntry:
    """A record of the directory; ``names`` are folded, the first is the name that it goes by."""

    id: int | str
    name: str
    names: tuple[str, ...]
    country: str = ""
    kind: str = ""
    posts: tuple[HeldPost, ...] = ()  # of officials, the latest first

    @classmethod
    def from_names(cls, id: int | str, name: str, *others: str, **fields: Any) -> Self:
        return cls(id, name, tuple(dict.fromkeys(filter(None, map(fold, (name, *others))))), **fields)

    @property
    def candidate(self) -> Candidate:
        return Candidate(self.id, self.name)


class DirectoryTable:
    """The entries of one kind, by name and by each word of a name."""

    def __init__(self, entries: Iterable[DirectoryEntry]) -> None:
        self.by_name: dict[str, list[DirectoryEntry]] = defaultdict(list)
        self.by_word: dict[str, list[tuple[str, DirectoryEntry]]] = defaultdict(list)
        for entry in entries:
            for name in entry.names:
                self.by_name[name].append(entry)
                for word in set(name.split()):
                    self.by_word[word].append((name, entry))

    def look_up(self, names: list[str], country: str) -> tuple[DirectoryEntry | None, list[Candidate]]:
        """Return (the one entry that goes by one of these folded names, or None; those that may be meant)."""
        same = {
            entry.id: entry
            for name in names
            for entry in self.by_name.get(name, ())
            if may_be_of(entry, country)
        }
        if len(same) == 1:
            return next(iter(same.values())), []
        if same:
            return None, [entry.candidate for entry in same.values()][:MOST_CANDIDATES]
        return None, self.similar(names, country)

    def similar(self, names: list[str], country: str) -> list[Candidate]:
        """Return the entries whose names are spelled almost alike, the best first."""
        scores: dict[int | str, float] = {}
        entries: dict[int | str, DirectoryEntry] = {}
        for name in names:
            # The rarest words tell most, and keep a large directory quick to search.
            words = sorted(
                (word for word in name.split() if len(word) > 2),
                key=lambda word: len(self.by_word.get(word, ())),
            )
            for word in words[:2]:
                for other_name, entry in self.by_word.get(word, ())[:MOST_COMPARED]:
                    if may_be_of(entry, country):
                        score = likeness(name, other_name)
                        if score >= LIKELY and score > scores.get(entry.id, 0):
                            scores[entry.id], entries[entry.id] = score, entry
        best = sorted(scores, key=lambda id: -scores[id])[:MOST_CANDIDATES]
        return [entries[id].candidate for id in best]


def may_be_of(entry: DirectoryEntry, country: str) -> bool:
    """Whether an entry may be of a country: it is, or one of the two countries is not known."""
    return not (country and entry.country and country != entry.country)


class Directory:
    def __init__(
        self,
        officials: Sequence[DirectoryEntry] = (),
        organizations: Sequence[DirectoryEntry] = (),
        places: Sequence[DirectoryEntry] = (),
        topics: Sequence[DirectoryEntry] = (),
    ) -> None:
        self.officials, self.organizations = officials, organizations
        self.tables: dict[str, DirectoryTable] = {
            "official": DirectoryTable(officials),
            "organization": DirectoryTable(organizations),
            "place": DirectoryTable(places),
            "topic": DirectoryTable(topics),
        }
        # Towns alone: countries are known without a directory.
        self.towns = {
            name: entries[0] for name, entries in self.tables["place"].by_name.items() if len(entries) == 1
        }
        self.first_words_of_towns = {name.split()[0] for name in self.towns}
        self.holders_by_title: dict[str, list[tuple[DirectoryEntry, HeldPost]]] = defaultdict(list)
        for entry in officials:
            for post in entry.posts:
                folded = post._replace(organization=fold(post.organization))
                self.holders_by_title[fold(post.title)].append((entry, folded))

    def look_up(
        self, kind: DirectoryKind, *names: str, country: str = ""
    ) -> tuple[DirectoryEntry | None, list[Candidate]]:
        """Return (the one record that goes by a name, or None; those that may be meant).

        A record of another country is none that is meant, where both countries are known.
        """
        return self.tables[kind].look_up([fold(name) for name in names if name], country)

    def holders(self, title: str, organization: str = "", country: str = "") -> list[Candidate]:
        """Return the officials who hold, or held, an office: offered where a text gives no name."""
        wanted = fold(organization)
        candidates = {
            entry.id: entry.candidate
            for entry, post in self.holders_by_title.get(fold(title), ())
            if (not wanted or wanted in post.organization or post.organization in wanted)
            and (not country or not post.country or post.country == country)
            and (wanted or country)
        }
        return list(candidates.values())[:MOST_CANDIDATES]

    def with_surname(self, name: str) -> list[Candidate]:
        """Return the officials one of whose names begins or ends with ``name``: any of them may be meant."""
        word = fold(name)
        candidates = {
            entry.id: entry.candidate
            for known, entry in self.tables["official"].by_word.get(word, ())
            if word in (known.split()[0], known.split()[-1])
        }
        return list(candidates.values())[:MOST_CANDIDATES]

    def officials_named(self, folded_name: str) -> Sequence[DirectoryEntry]:
        """Return the officials who go by this very name."""
        return self.tables["official"].by_name.get(folded_name, ())

    def has_organization(self, folded_name: str) -> bool:
        return folded_name in self.tables["organization"].by_name
