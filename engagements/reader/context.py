"""What is known of an account before its meetings are read: its dates, its names, its places."""

import re

from engagements.common.folding import fold

from . import places
from .dates import finding
from .entities.resolver import People
from .meetings import triggers
from .mentions import mention_finder
from .text import splitting


class Context:
    """The account as sentences, with the moments, spots and mentions of each, by its number."""

    def __init__(self, account, directory, reading, dated):
        self.account = splitting.split(account)
        self.sentences = self.account.sentences
        self.directory, self.reading = directory, reading
        self.calendar = finding.Calendar(dated)
        self.people = People(directory)
        self.recent = []  # those of the meeting that was read last
        self.read_dates()
        self.read_names()

    def read_dates(self):
        years = [
            moment.start.year
            for sentence in self.sentences
            for moment in finding.find(sentence.text, sentence.start, finding.Calendar())
            if moment.start and moment.grain == "day"
        ]
        if years:
            self.calendar.year = max(set(years), key=years.count)
        own = finding.own_date(self.sentences, self.calendar)
        self.own_passage = own.passage if own else None
        if own:
            self.calendar.account_date = self.calendar.account_date or own.start
            self.reading.source.published_on = own.start
            self.reading.source.passages = [own.passage]
        self.moments = []
        heading = None
        for sentence in self.sentences:
            ahead = bool(re.search(r"\b(?:will|upcoming|next)\b", sentence.text, re.I))
            found = [
                moment
                for moment in finding.find(sentence.text, sentence.start, self.calendar, ahead)
                if moment.passage != self.own_passage
            ]
            exact = [
                one.start
                for one in found
                if one.start and one.grain == "day" and one.start == one.end and not one.due
            ]
            self.calendar.anchor = exact[-1] if exact else self.calendar.anchor
            self.moments.append(found)
            if sentence.is_heading and len(sentence.text) < 80:
                day = [
                    moment
                    for moment in found
                    if moment.grain == "day" and moment.start == moment.end and moment.start
                ]
                heading = day[0] if len(day) == 1 and not triggers.triggers(sentence) else heading
            sentence.day = heading
        # One such line is the date of something; several are the days of a programme.
        if len({id(one.day) for one in self.sentences if one.day}) < 2:
            for sentence in self.sentences:
                sentence.day = None

    def read_names(self):
        first = []
        for sentence in self.sentences:
            spots = places.find(sentence, self.directory)
            first.append((sentence, spots))
        surnames = set()
        found = []
        finders = []
        for sentence, spots in first:
            finders.append(mention_finder.Finder(sentence, spots, self.directory))
            mentions = finders[-1].find()
            found.append(mentions)
            for mention in mentions:
                if mention.kind == "person" and not mention.tentative:
                    parts = [word for word in mention.name.split() if word[0].isupper() and len(word) > 1]
                    surnames.update(filter(None, (fold(part) for part in parts[:1] + parts[-1:])))
                    surnames.update(fold(part) for part in parts[-2:])
        # Again, now that the family names are known by which people are named later on.
        self.mentions, self.spots, self.covered_countries = [], [], []
        for (sentence, spots), finder, mentions in zip(first, finders, found, strict=True):
            finder.names = surnames
            if finder.may_name(surnames):
                mentions = finder.find()
            taken = {
                i
                for mention in mentions
                if mention.kind != "group"
                for i in range(mention.first, mention.last)
            }
            covered = places.towns_by_context(sentence, spots, taken.__contains__)
            self.mentions.append(mentions)
            self.spots.append(spots)
            self.covered_countries.append(covered or set())
        # Full names first, so that a heading's "Secretary Hale" finds its person.
        order = [
            mention for mentions in self.mentions for mention in mentions
            if mention.kind == "person" and " " in mention.name and not mention.tentative
        ]  # fmt: skip
        self.of = {}
        for mention in order:
            self.of[id(mention)] = self.people.resolve(mention)
        for mentions in self.mentions:
            for mention in mentions:
                if id(mention) not in self.of and not (mention.kind == "office" and mention.definite):
                    self.of[id(mention)] = self.people.resolve(mention)

    def person(self, mention):
        """Return whom ``mention`` names; bare offices ("the Minister") are told last, by who went before."""
        if id(mention) not in self.of:
            self.of[id(mention)] = self.people.resolve(mention, self.recent)
        return self.of[id(mention)]

    def list_goes_on(self, number, offset):
        """Whether what follows a semicolon at ``offset`` is another name of the same list."""
        plain = self.account.plain
        if plain[offset] != ";":
            return False
        following = next((one for one in self.mentions[number] if one.start > offset and one.is_usable), None)
        return following is not None and plain[offset + 1 : following.start].strip() in (
            "",
            "and",
            "the",
            "and the",
        )
