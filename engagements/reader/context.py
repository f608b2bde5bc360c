"""What is known of a text before its visits and meetings are read."""

import datetime
import re

from .annotation import AnnotatedSentence, annotate_dates, annotate_mentions, usual_year
from .dates.date_context import DateContext
from .dates.publication import publication_date
from .directory import Directory
from .entities.entity import Entity
from .entities.resolver import EntityResolver
from .issuer import issuer_of, spell_out_organizations
from .mentions.mention import Mention
from .places.finding import PlaceMention
from .places.towns import add_town_of_dateline, settle_towns
from .proposals import ReaderResult
from .text.splitting import split

# The head of what somebody does on one day.
SCHEDULE = re.compile(
    r"\b(?:(?:public|daily|official|press) (?:schedule|agenda|programme|program|diary)|agenda of|diary of)\b",
    re.I,
)
HEAD = 3  # sentences
LONGEST_LINE = 70  # characters of a line that holds no more than a place and a date
LATEST_WORD = 3  # of such a line that may be its town


class ReadoutContext:
    """The sentences of a text, and whom they name."""

    def __init__(
        self, text: str, directory: Directory, result: ReaderResult, text_date: datetime.date | None
    ) -> None:
        self.directory, self.result, self.text = directory, result, split(text)
        self.sentences = [AnnotatedSentence.of(sentence) for sentence in self.text.sentences]
        self.date_context = DateContext(text_date, usual_year(self.sentences))
        self.read_dates()
        annotate_mentions(self.sentences, directory)
        for sentence in filter(self.is_dated_from, self.sentences):
            add_town_of_dateline(sentence, sentence.places)
        settle_towns((sentence.places for sentence in self.sentences), result.home_country)
        self.issuer = issuer_of(self.sentences)
        spell_out_organizations(self.sentences, self.issuer)
        self.resolver = EntityResolver(directory)
        self.entities: dict[Mention, Entity] = {}
        self.recent: list[Entity] = []  # those of the meeting that was read last
        self.resolve_mentions()

    def read_dates(self) -> None:
        publication = publication_date(self.sentences, self.date_context)
        self.publication = publication
        if publication:
            self.date_context.text_date = publication.start
            self.result.source.published_on = publication.start
            self.result.source.passages = [publication.passage]
        annotate_dates(self.sentences, self.date_context, publication.passage if publication else None)
        if publication and any(SCHEDULE.search(sentence.text) for sentence in self.sentences[:HEAD]):
            for sentence in self.sentences:
                sentence.heading_date = sentence.heading_date or publication

    def bears_date(self, sentence: AnnotatedSentence) -> bool:
        """Whether a sentence holds the date of the text itself."""
        publication = self.publication
        return publication is not None and sentence.start <= publication.passage.start < sentence.end

    def is_dated_from(self, sentence: AnnotatedSentence) -> bool:
        """Whether a sentence is a dateline, or a line of a place and the date of the text."""
        return sentence.is_dateline or (self.bears_date(sentence) and len(sentence.text) < LONGEST_LINE)

    @property
    def written_at(self) -> PlaceMention | None:
        """The town in which the text was written, if it says so."""
        return next(
            (
                place
                for sentence in filter(self.is_dated_from, self.sentences)
                for place in sentence.places.values()
                if place.is_town and place.country and place.first < LATEST_WORD
            ),
            None,
        )

    def resolve_mentions(self) -> None:
        """Tell whom all mentions are of, but for bare offices ("the Minister"), told by who went before."""
        mentions = [mention for sentence in self.sentences for mention in sentence.mentions]
        # Full names first, so that a heading's "Secretary Hale" finds its person.
        for mention in mentions:
            if mention.kind == "person" and " " in mention.name and not mention.is_tentative:
                self.entity(mention)
        for mention in mentions:
            if not (mention.kind == "office" and mention.is_definite):
                self.entity(mention)

    def entity(self, mention: Mention) -> Entity:
        """Return whom ``mention`` is of."""
        if mention not in self.entities:
            self.entities[mention] = self.resolver.resolve(mention, self.recent)
        return self.entities[mention]
