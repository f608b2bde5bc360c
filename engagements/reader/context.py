"""What is known of a text before its visits and meetings are read."""

import datetime

from .annotation import AnnotatedSentence, annotate_dates, annotate_mentions, usual_year
from .dates.date_context import DateContext
from .dates.publication import publication_date
from .directory import Directory
from .entities.entity import Entity
from .entities.resolver import EntityResolver
from .mentions.mention import Mention
from .proposals import ReaderResult
from .text.splitting import split


class ReadoutContext:
    """The sentences of a text, and whom they name."""

    def __init__(
        self, text: str, directory: Directory, result: ReaderResult, text_date: datetime.date | None
    ) -> None:
        self.directory, self.result = directory, result
        self.sentences = [AnnotatedSentence.of(sentence) for sentence in split(text).sentences]
        self.date_context = DateContext(text_date, usual_year(self.sentences))
        self.read_dates()
        annotate_mentions(self.sentences, directory)
        self.resolver = EntityResolver(directory)
        self.entities: dict[Mention, Entity] = {}
        self.recent: list[Entity] = []  # those of the meeting that was read last
        self.resolve_mentions()

    def read_dates(self) -> None:
        publication = publication_date(self.sentences, self.date_context)
        self.publication = publication
        self.publication_passage = publication.passage if publication else None
        if publication:
            self.date_context.text_date = publication.start
            self.result.source.published_on = publication.start
            self.result.source.passages = [publication.passage]
        annotate_dates(self.sentences, self.date_context, self.publication_passage)

    def bears_date(self, sentence: AnnotatedSentence) -> bool:
        """Whether a sentence holds the date of the text itself."""
        passage = self.publication_passage
        return passage is not None and sentence.start <= passage.start < sentence.end

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
