"""How likely somebody met, came, or travelled along, by the words around their name."""

from typing import TYPE_CHECKING

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.mentions.mention import Mention
from engagements.reader.places.finding import PlaceMention

from .features import FeatureReader
from .model import Question, probability

if TYPE_CHECKING:
    from engagements.reader.journeys.reader import JourneyReader

EVEN = 0.5  # from which on something is taken to be so


class Likelihood:
    """Answers questions on one text; before its ``journeys`` are read, those on the visit alone."""

    def __init__(self, context: ReadoutContext, journeys: "JourneyReader | None" = None) -> None:
        self.reader = FeatureReader(context, journeys)
        # As they were when first asked for, sentence by sentence, in training as in reading: later
        # sentences may tell more of somebody.
        self.features: dict[Mention, set[str]] = {}

    def of(self, question: Question, mention: Mention, sentence: AnnotatedSentence) -> float:
        """Return how likely, from 0 to 1, the answer is yes for a mention of ``sentence``."""
        if mention not in self.features:
            self.features[mention] = self.reader.features_of(mention, sentence)
        return probability(question, self.features[mention])

    def is_visited(self, place: PlaceMention, sentence: AnnotatedSentence) -> bool:
        """Whether a place of ``sentence`` is likely in a country that the visit is to."""
        return probability("visited", self.reader.features_of_place(place, sentence)) > EVEN

    def are_together(
        self, mention: Mention, sentence: AnnotatedSentence, before: Mention, of_before: AnnotatedSentence
    ) -> bool:
        """Whether two who were met, named one after the other, likely were at one meeting."""
        features = self.reader.features_of_pair(mention, sentence, before, of_before)
        return probability("together", features) > EVEN

    def date_of(self, mention: Mention, sentence: AnnotatedSentence) -> DateMention | None:
        """Return the date on which somebody likely was met, or None."""
        dates = [
            (probability("dated", self.reader.features_of_date(date, other, mention, sentence)), date)
            for date, other in self.reader.dates_near(sentence)
        ]
        likely, date = max(dates, default=(0.0, None), key=lambda date: date[0])
        return date if likely > EVEN else None
