"""What a model sees of a mention: the words around it, and who is named beside it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.mentions.mention import Mention
from engagements.reader.places.finding import PlaceMention

if TYPE_CHECKING:
    from engagements.reader.journeys.reader import JourneyReader

THIS = "<this>"
NEXT_WORDS, NEAR_WORDS = 4, 10  # words on each side whose place counts, and which count at all
MOST_YEARS = 3  # before its text, in which a meeting may have been
REACH = 40  # words on each side of a mention that are looked at
WORDS_BEFORE_DATE = 3
NEAR_SENTENCES = 3  # before a meeting, in which its date may stand
MOST = 4  # from here on a number is "many"
PRONOUNS = ("he", "she", "i")
FLAGS = (
    "is_definite", "is_possessive", "is_tentative", "in_heading", "is_listed", "acting", "is_counterpart",
    "is_third_party", "is_vague", "is_usable",
)  # fmt: skip


class FeatureReader:
    """Tells the features of the mentions of one text."""

    def __init__(self, context: ReadoutContext, journeys: "JourneyReader | None" = None) -> None:
        self.context = context
        self.words: dict[AnnotatedSentence, list[tuple[str, Mention | PlaceMention | None]]] = {}
        self.delegation = set(journeys.delegation) if journeys else set()
        self.visitor = journeys.visitor if journeys else None
        self.visited = journeys.visited if journeys else set()

    def features_of(self, mention: Mention, sentence: AnnotatedSentence) -> set[str]:
        """Return the names of what holds of ``mention``."""
        return {
            *self.features_of_words(mention, sentence),
            *self.features_of_sentence(mention.start, mention.end, sentence),
            *self.features_of_person(mention, sentence),
        }

    def features_of_place(self, place: PlaceMention, sentence: AnnotatedSentence) -> set[str]:
        """Return the names of what holds of a place."""
        return {
            *self.features_of_words(place, sentence),
            *self.features_of_sentence(place.passage.start, place.passage.end, sentence),
            f"place {'town' if place.is_town else 'people' if place.is_demonym else 'country'}",
            f"within a name {sentence.is_within_mention(place)}",
            f"home {place.country == self.context.result.home_country}",
            f"dateline {sentence.is_dateline}",
        }

    def features_of_pair(
        self, mention: Mention, sentence: AnnotatedSentence, before: Mention, of_before: AnnotatedSentence
    ) -> set[str]:
        """Return the names of what holds of a mention and the one ``before`` it, of somebody else."""
        entity, other = self.context.entity(mention), self.context.entity(before)
        distance = sentence.number - of_before.number
        opening = self.words_of(sentence, mention)[:2]
        features = {
            *self.features_of_words(mention, sentence),
            *self.features_of_sentence(mention.start, mention.end, sentence),
            f"sentences between {min(distance, MOST)}",
            f"paragraphs between {min(sentence.paragraph - of_before.paragraph, MOST)}",
            f"kinds {before.kind} {mention.kind}",
            f"opens {' '.join(opening)}",
            f"opens {opening[0]}",
        }
        if distance == 0:
            between = sentence.words[before.last : mention.first]
            words = [word.lower for word in between if not word.is_capital]
            features.update(f"between {word}" for word in words)
            features.add(f"between {' '.join(words[:3])}")
        if entity.country and other.country:
            features.add("of one country" if entity.country == other.country else "of two countries")
        if sentence.dates:
            features.add("another date" if distance else "a date beside")
        days = [date for date in sentence.dates if before.end <= date.passage.start < mention.start]
        if days and not distance:
            features.add("a date between")
        if entity.organization and entity.organization == other.organization:
            features.add("of one organization")
        return features

    def features_of_date(
        self, date: DateMention, of_date: AnnotatedSentence, mention: Mention, sentence: AnnotatedSentence
    ) -> set[str]:
        """Return the names of what holds of a date and the meeting with somebody who is mentioned."""
        distance = sentence.number - of_date.number
        where = "beside" if not distance else "before" if distance > 0 else "below"
        start, end = sorted((date.passage, mention.passage))
        features = {f"{where} {min(abs(distance), MOST)}", f"{where}, grain {date.grain}"}
        if date is sentence.heading_date:
            where = "heading"
        first = of_date.word_at(date.passage.start)
        before = of_date.words[max(0, first - WORDS_BEFORE_DATE) : first]
        near = ["<name>" if word.is_capital else word.lower for word in before][::-1]
        features.update(f"{where}, word before {word}" for word in near)
        features.add(f"{where}, {' '.join(near[:2])}")
        features.update(f"{where}, {trigger.kind}" for trigger in of_date.triggers)
        features.update(f"{where}, told by {trigger.kind}" for trigger in sentence.triggers)
        features.update(
            f"{where}, {name}"
            for name, holds in (
                ("is there", True),
                ("planned", date.is_planned),
                ("of days", bool(date.length)),
                ("first", date in of_date.dates[:1]),
                ("alone", len(of_date.dates) == 1),
                ("the sentence is dated", bool(sentence.dates)),
                ("after the mention", date.passage > mention.passage),
                ("in a heading", of_date.is_heading),
                ("one paragraph", of_date.paragraph == sentence.paragraph),
                ("of the text", date.start == self.context.date_context.text_date),
            )
            if holds
        )
        if where == "beside":
            between = [word for word in sentence.words if start.end <= word.start < end.start]
            features.add(f"{where}, {min(len(between) // 4, MOST)} words between")
            features.update(f"between {word.lower}" for word in between if not word.is_capital)
            nearer = sum(
                abs(other.passage.start - mention.start) < abs(date.passage.start - mention.start)
                for other in sentence.dates
            )
            features.add(f"{where}, {nearer} nearer")
            others = sum(start.end <= other.start < end.start for other in sentence.mentions)
            features.add(f"{where}, {min(others, MOST)} others between")
            verbs = sum(start.end <= trigger.start < end.start for trigger in sentence.triggers)
            features.add(f"{where}, {min(verbs, MOST)} verbs between")
        return features

    def dates_near(self, sentence: AnnotatedSentence) -> Iterator[tuple[DateMention, AnnotatedSentence]]:
        """Yield the dates that may be of a meeting which ``sentence`` tells of, and where they stand."""
        at = sentence.number
        for other in self.context.sentences[max(0, at - NEAR_SENTENCES) : at + 2]:
            yield from ((date, other) for date in other.dates if date.start and self.may_be_of_meeting(date))
        if heading := sentence.heading_date:
            yield (
                heading,
                next(
                    other
                    for other in self.context.sentences
                    if other.start <= heading.passage.start < other.end
                ),
            )

    def may_be_of_meeting(self, date: DateMention) -> bool:
        """Whether a date is no day on which something is due, nor of years before the text."""
        written = self.context.date_context.text_date
        is_old = (
            written is not None and date.start is not None and date.start.year < written.year - MOST_YEARS
        )
        return not date.is_due and not is_old

    def is_of_delegation(self, mention: Mention) -> bool:
        return self.context.entity(mention) in self.delegation

    def words_of(self, sentence: AnnotatedSentence, this: Mention | PlaceMention) -> list[str]:
        """Return the words of a sentence, with what kind of thing it names in place of names."""
        if sentence not in self.words:
            self.words[sentence] = list(self.words_and_things(sentence))
        words = self.words[sentence]
        if all(thing is not this for _, thing in words):  # it begins within another
            words = list(self.words_and_things(sentence, this))
        return [THIS if thing is this else word for word, thing in words]

    def words_and_things(
        self, sentence: AnnotatedSentence, this: Mention | PlaceMention | None = None
    ) -> Iterator[tuple[str, Mention | PlaceMention | None]]:
        """Yield each word, or the kind of thing in its place, and that thing; ``this`` comes first."""
        things: dict[int, Mention | PlaceMention] = dict(sentence.places)
        things |= {mention.first: mention for mention in reversed(sentence.mentions)}
        if this:
            things[this.first] = this
        days = [(date.passage.start, date.passage.end) for date in sentence.dates]
        number, last = 0, ""
        while number < len(sentence.words):
            word = sentence.words[number]
            following = number + 1
            thing = things.get(number)
            if thing:
                last = self.kind_of(thing)
                following = max(thing.last, following)
                if this and number < this.first:
                    following = min(following, this.first)
            elif any(start <= word.start < end for start, end in days):
                if last == "<date>":
                    number = following
                    continue
                last = "<date>"
            elif word.lower[0].isdigit():
                last = "<number>"
            else:
                is_name = word.is_capital and last and len(word.text) > 1 and word.lower not in PRONOUNS
                last = "<name>" if is_name else word.lower
            yield last, thing
            if isinstance(thing, Mention) and thing.is_possessive:
                yield "'s", None
            number = following

    def kind_of(self, thing: Mention | PlaceMention) -> str:
        if isinstance(thing, PlaceMention):
            return "<place>"
        return "<delegate>" if self.is_of_delegation(thing) else f"<{thing.kind}>"

    def features_of_words(self, this: Mention | PlaceMention, sentence: AnnotatedSentence) -> Iterator[str]:
        words = self.words_of(sentence, this)
        at = words.index(THIS)
        words, at = words[max(0, at - REACH) : at + REACH], min(at, REACH)
        for side, near in (("before", words[:at][::-1]), ("after", words[at + 1 :])):
            next_words = [*near[:NEXT_WORDS], *["<end>"] * (NEXT_WORDS - len(near))]
            for number, word in enumerate(next_words, start=1):
                yield f"{side} {number} {word}"
            for length in (2, 3):
                yield f"{side} {' '.join(next_words[:length])}"
            for word in near[:NEAR_WORDS]:
                yield f"{side} {word}"
        for word in words:
            yield f"with {word}"
        for word, following in pairwise(words):
            yield f"with {word} {following}"

    def features_of_sentence(self, start: int, end: int, sentence: AnnotatedSentence) -> Iterator[str]:
        yield f"sentence {min(sentence.number, MOST)}"
        if sentence.is_heading:
            yield "in a heading"
        if sentence.is_bullet:
            yield "in a list"
        if sentence.entries is not None:
            yield "an entry"
        if sentence.dates:
            yield "dated"
        before = sentence.plain[sentence.start : start]
        if before.count('"') % 2:
            yield "quoted"
        for trigger in sentence.triggers:
            yield f"verb {trigger.kind}"
        earlier = [trigger for trigger in sentence.triggers if trigger.end <= start + 1]
        later = [trigger for trigger in sentence.triggers if trigger.start >= end - 1]
        if earlier:
            people = [other for other in sentence.mentions if other.kind in ("person", "office")]
            between = sum(earlier[-1].end <= other.start < start for other in people)
            yield f"after verb {earlier[-1].kind}"
            yield f"after verb {earlier[-1].kind}, {min(between, 2)} before"
        else:
            yield "after no verb"
        yield f"before verb {later[0].kind}" if later else "before no verb"
        if sentence.number:
            for trigger in self.context.sentences[sentence.number - 1].triggers:
                yield f"verb before {trigger.kind}"

    def features_of_person(self, mention: Mention, sentence: AnnotatedSentence) -> Iterator[str]:
        entity = self.context.entity(mention)
        others = [other for other in sentence.mentions if other is not mention]
        people = sum(other.kind in ("person", "office") for other in others)
        yield f"beside {min(people, MOST)}"
        delegates = [other for other in others if self.is_of_delegation(other)]
        if delegates:
            yield "beside the delegation"
        if any(other.start < mention.start for other in delegates):
            yield "after the delegation"
        yield f"kind {mention.kind}"
        yield f"section {mention.section}"
        if mention.title:
            yield f"office {mention.head}"
        if entity.title:
            yield "has an office"
        if mention.organization:
            yield "has an organization"
        for flag in FLAGS:
            if getattr(mention, flag):
                yield flag
        country = entity.country or mention.country
        visitor = self.visitor
        if country:
            known = {
                "home": self.context.result.home_country,
                "the delegation": visitor.country if visitor else "",
            }
            matches = [name for name, code in known.items() if code == country]
            matches += ["the host"] if country in self.visited else []
            for name in matches or ["another"]:
                yield f"of {name}"
        else:
            yield "of a country not said"
        if entity in self.delegation:
            yield "travels"
        if entity is visitor:
            yield "leads"
        if entity.is_of_mission:
            yield "of a mission"
        if entity.is_international:
            yield "international"
        yield f"named {min(len(entity.passages), MOST)} times"
        yield "named first" if mention.passage in entity.passages[:1] else "named again"
        yield "a visit is told" if visitor else "no visit is told"
