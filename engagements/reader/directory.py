"""What the system knows already: officials, organizations, places and topics, by every name."""

from collections import defaultdict
from dataclasses import dataclass, field

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, likeness

from .proposals import Candidate

MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Entry:
    """A record of the directory; ``names`` are folded, the first is the name that it goes by."""

    id: int | str
    name: str
    names: tuple[str, ...]
    country: str = ""
    kind: str = ""
    # Of officials: (title, organization's name, its country) of each post, the latest first.
    posts: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def named(cls, id, name, *others, **fields):
        return cls(id, name, tuple(dict.fromkeys(filter(None, map(fold, (name, *others))))), **fields)

    @property
    def candidate(self):
        return Candidate(self.id, self.name)


@dataclass
class Directory:
    officials: list[Entry] = field(default_factory=list)
    organizations: list[Entry] = field(default_factory=list)
    known_places: list[Entry] = field(default_factory=list)
    topics: list[Entry] = field(default_factory=list)

    def __post_init__(self):
        self.tables = {
            kind: Table(entries)
            for kind, entries in (
                ("official", self.officials),
                ("organization", self.organizations),
                ("place", self.known_places),
                ("topic", self.topics),
            )
        }
        # Towns alone: countries are known without a directory.
        by_name = defaultdict(list)
        for entry in self.known_places:
            for name in entry.names:
                by_name[name].append(entry)
        self.places = {name: entries[0] for name, entries in by_name.items() if len(entries) == 1}
        self.by_post = defaultdict(list)
        for entry in self.officials:
            for title, organization, country in entry.posts:
                self.by_post[fold(title)].append((entry, fold(organization), country))
        self.place_words = {name.split()[0] for name in self.places}

    def look_up(self, kind, *names, country=""):
        """Return (the one record that goes by a name, or None; those that may be meant).

        A record of another country is none that is meant, where both countries are known.
        """
        return self.tables[kind].look_up([fold(name) for name in names if name], country)

    def holders(self, title, organization="", country=""):
        """The officials who hold, or held, the office: offered where the account gives no name."""
        wanted = fold(organization)
        found = {
            entry.id: entry.candidate
            for entry, name, code in self.by_post.get(fold(title), ())
            if (not wanted or wanted in name or name in wanted)
            and (not country or not code or code == country)
            and (wanted or country)
        }
        return list(found.values())[:MOST_CANDIDATES]

    def with_surname(self, name):
        """The officials one of whose names begins or ends with ``name``: any of them may be meant."""
        word = fold(name)
        found = {
            entry.id: entry.candidate
            for known, entry in self.tables["official"].by_word.get(word, ())
            if word in (known.split()[0], known.split()[-1])
        }
        return list(found.values())[:MOST_CANDIDATES]

    def organization_named(self, words):
        """Whether these folded words are a name of an organization."""
        return words in self.tables["organization"].by_name


class Table:
    def __init__(self, entries):
        self.by_name, self.by_word = defaultdict(list), defaultdict(list)
        for entry in entries:
            for name in entry.names:
                self.by_name[name].append(entry)
                for word in set(name.split()):
                    self.by_word[word].append((name, entry))

    def look_up(self, names, country):
        def may_be(entry):
            return not (country and entry.country and country != entry.country)

        exact = {entry.id: entry for name in names for entry in self.by_name.get(name, ()) if may_be(entry)}
        if len(exact) == 1:
            return next(iter(exact.values())), []
        if exact:
            return None, [entry.candidate for entry in exact.values()][:MOST_CANDIDATES]
        scores = {}
        for name in names:
            # The rarest words tell most, and keep a large directory quick to search.
            words = sorted(
                (word for word in name.split() if len(word) > 2), key=lambda w: len(self.by_word.get(w, ()))
            )
            for word in words[:2]:
                for other, entry in self.by_word.get(word, ())[:2000]:
                    if may_be(entry):
                        score = likeness(name, other)
                        if score >= LIKELY and score > scores.get(entry.id, (0,))[0]:
                            scores[entry.id] = (score, entry)
        best = sorted(scores.values(), key=lambda pair: -pair[0])[:MOST_CANDIDATES]
        return None, [entry.candidate for _, entry in best]
