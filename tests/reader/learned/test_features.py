"""What a model sees: words and kinds of things, and no names."""

import pytest

from engagements.reader.context import ReadoutContext
from engagements.reader.directory import Directory
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.learned.features import FeatureReader
from engagements.reader.proposals import ReaderResult

TEXT = (
    "Norwegian Minister of Trade Jane Roe visited Ghana from 3 to 5 May 2021. "
    "In Accra she met President John Doe on 4 May, and then Ann Poe of the Fjord Bank. "
    "They will meet again in Tema."
)


@pytest.fixture
def reader():
    context = ReadoutContext(TEXT, Directory(), ReaderResult(home_country="NO"), None)
    return FeatureReader(context, JourneyReader(context))


def features_by_name(reader):
    sentences = reader.context.sentences
    return {
        mention.name: reader.features_of(mention, sentence)
        for sentence in sentences
        for mention in sentence.mentions
        if mention.name
    }


def test_no_feature_holds_a_name(reader):
    context = reader.context
    features = set().union(*features_by_name(reader).values())
    for sentence in context.sentences:
        for mention in sentence.mentions:
            features |= reader.features_of_pair(mention, sentence, mention, sentence)
            for date, other in reader.dates_near(sentence):
                features |= reader.features_of_date(date, other, mention, sentence)
        for place in sentence.places.values():
            features |= reader.features_of_place(place, sentence)
    words = {word.lower().strip(",") for feature in features for word in feature.split()}
    assert words.isdisjoint(
        {"jane", "roe", "john", "doe", "ann", "poe", "fjord", "accra", "ghana", "tema", "may"}
    )


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("John Doe", "before 1 met"),
        ("John Doe", "before 3 <place>"),  # a place is known by its kind
        ("John Doe", "after 1 on"),
        ("John Doe", "after 2 <date>"),
        ("John Doe", "dated"),
        ("John Doe", "after verb met"),
        ("Jane Roe", "of the delegation"),
        ("Jane Roe", "leads"),
        ("Ann Poe", "named 1 times"),
    ],
)
def test_what_holds_of_a_mention(reader, name, feature):
    assert feature in features_by_name(reader)[name]


def test_who_stands_beside_whom(reader):
    sentence = reader.context.sentences[1]
    doe, poe = (mention for mention in sentence.mentions if mention.name in ("John Doe", "Ann Poe"))
    features = reader.features_of_pair(poe, sentence, doe, sentence)
    assert {"sentences between 0", "between then", "a date between"} <= features


def test_the_dates_that_may_be_of_a_meeting_stand_near_it(reader):
    sentence = reader.context.sentences[1]
    assert [date.words for date, _ in reader.dates_near(sentence)] == ["3 to 5 May 2021", "4 May"]
