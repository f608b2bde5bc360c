"""Phrases that tell of a journey: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.annotation import AnnotatedSentence, annotate_mentions
from engagements.reader.directory import Directory
from engagements.reader.journeys.phrases import find_journeys
from tests.reader.probes import sentence_of


def journeys_in(text):
    """Return the words, places and kind of each journey."""
    (sentence,) = annotated(text)
    return [
        "; ".join(
            (
                text[journey.passage.start : journey.passage.end],
                ", ".join(place.name or place.country for place in journey.places),
                f"{journey.relation} {journey.progress} {journey.visit_type}".strip(),
                "noun" if journey.is_noun else "verb",
            )
        )
        for journey in find_journeys(sentence)
    ]


def annotated(text):
    sentences = [AnnotatedSentence.of(sentence_of(text))]
    annotate_mentions(sentences, Directory())
    return sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the visit of Minister Roe to Ghana", ["the visit of Minister Roe to Ghana; GH; main completed; noun"]),
        ("a visit to Ghana", ["a visit to Ghana; GH; main completed; noun"]),
        ("the mission to Ghana", ["the mission to Ghana; GH; main completed; noun"]),
        ("Her trip by train to Ghana", ["Her trip by train to Ghana; GH; main completed; noun"]),
        ("She revisited Ghana.", []),
        ("She visited the port.", []),
        ("She visited ghana.", []),
        ("visited the Ghana", ["visited the Ghana; GH; main completed; verb"]),
        ("She visited the Australian police.", []),
        ("She visited Ghana and the Australian Police", ["visited Ghana; GH; main completed; verb"]),
        ("of trips to Colombia and Panama", ["of trips to Colombia and Panama; CO, PA; main completed; noun"]),
        ("in transit through Oslo she visited Ghana", ["visited Ghana; GH; main completed transit; verb"]),
        ("She is in Ghana on a trip.", ["is in Ghana; GH; main under_way; verb"]),
        ("the visit to the port and to Ghana", []),
        ("visits by Roe, Doe and others of the Ministry to Ghana", ["visits by Roe, Doe and others of the Ministry to Ghana; GH; main completed; noun"]),
        ("a trip to northern Ghana", ["a trip to northern Ghana; GH; main completed; noun"]),
        ("a team would be in Ghana", []),
        ("a large and useful visit to Ghana", ["a large and useful visit to Ghana; GH; main completed; noun"]),
        ("a working visit to the city of Accra", ["a working visit to the city of Accra; Accra; main completed working; noun"]),
        ("a trip to the neighbouring Republic of Ghana", ["a trip to the neighbouring Republic of Ghana; GH; main completed; noun"]),
        ("Roe left Oslo this morning for Accra.", ["left Oslo this morning for Accra; Accra; main completed; verb"]),
        ("Roe, bound for Ghana, waved.", ["bound for Ghana; GH; main completed; verb"]),
        ("Roe left the room for a while.", []),
        ("The delegation goes to Tarija.", ["goes to Tarija; Tarija; main completed; verb"]),
        ("Roe is on travel in Accra.", ["is on travel in Accra; Accra; main completed; verb"]),
        ("Roe issued the following statement after leading a delegation to Ghana.", ["leading a delegation to Ghana; GH; main completed; verb"]),
        ("Roe intends travelling to Ghana.", ["travelling to Ghana; GH; later planned; verb"]),
        ("Roe is expected in Ghana.", ["expected in Ghana; GH; later planned; verb"]),
        ("The visit to the Hall and the visit to Ghana", ["the visit to Ghana; GH; main completed; noun"]),
        ("The visit to the Hall of the Minister to Ghana", []),
        ("The visits to the Hall by the Minister of Trade to Ghana", []),
    ],
)  # fmt: skip
def test_verbs_and_nouns(text, expected):
    assert journeys_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She traveled to Ghana to meet them.", ["traveled to Ghana; GH; main completed; verb"]),
        ("She visited Ghana or Kenya.", ["visited Ghana; GH; main completed; verb"]),
        ("She visited Ghana and Kenyan towns.", ["visited Ghana; GH; main completed; verb"]),
        ("She visited Ghana, and met", ["visited Ghana; GH; main completed; verb"]),
        ("She visited Ghana and, Kenya", ["visited Ghana and, Kenya; GH, KE; main completed; verb"]),
    ],
)  # fmt: skip
def test_places_in_a_row(text, expected):
    assert journeys_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("after his visit to Ghana", ["his visit to Ghana; GH; earlier completed; noun"]),
        ("The previous visit to Ghana went well.", ["The previous visit to Ghana; GH; earlier completed; noun"]),
        ("her upcoming visit to Ghana", ["her upcoming visit to Ghana; GH; later planned; noun"]),
        ("He urged citizens to visit Ghana.", []),
        ("visas for tourists who visited Ghana", []),
        ("an invitation to visit Ghana", ["visit Ghana; GH; invitation completed; verb"]),
        ("the Minister, ahead of the visit to Ghana", ["the visit to Ghana; GH; later planned; noun"]),
        ("last, she visited Ghana", ["visited Ghana; GH; main completed; verb"]),
        ("last xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx visited Ghana", ["visited Ghana; GH; main completed; verb"]),
        ("last xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx visited Ghana", ["visited Ghana; GH; earlier completed; verb"]),
    ],
)  # fmt: skip
def test_earlier_later_or_the_one(text, expected):
    assert journeys_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The visit to Ghana was called off.", ["The visit to Ghana; GH; main cancelled; noun"]),
        ("The visit to Ghana was put off.", ["The visit to Ghana; GH; main postponed; noun"]),
        ("a state visit to Ghana", ["a state visit to Ghana; GH; main completed state; noun"]),
        ("an official working visit to Ghana", ["an official working visit to Ghana; GH; main completed official_working; noun"]),
        ("an official visit to Ghana", ["an official visit to Ghana; GH; main completed official; noun"]),
        ("a working visit to Ghana", ["a working visit to Ghana; GH; main completed working; noun"]),
        ("a private visit to Ghana", ["a private visit to Ghana; GH; main completed private; noun"]),
        ("She visited Ghana in transit.", ["visited Ghana; GH; main completed transit; verb"]),
        ("A STATE VISIT TO Ghana", ["A STATE VISIT TO Ghana; GH; main completed state; noun"]),
        ("She visited Ghana on a stopover.", ["visited Ghana; GH; main completed transit; verb"]),
        ("She cancelled and postponed her visit to Ghana", ["her visit to Ghana; GH; main cancelled; noun"]),
    ],
)  # fmt: skip
def test_progress_and_kind(text, expected):
    assert journeys_in(text) == expected


@pytest.mark.parametrize(
    "verb",
    [
        "was in",
        "were in",
        "is in",
        "has been in",
        "will be in",
        "visits",
        "visit",
        "visiting",
        "traveled to",
        "travelled to",
        "travels to",
        "traveling to",
        "travelling on to",
        "travels back to",
        "arrives in",
        "arrived at",
        "arriving in",
        "went to",
        "leads a team to",
        "headed the mission of firms to",
        "leading his staff to",
        "heading her staff to",
        "pays a visit to",
        "made a trip to",
        "makes the journey to",
        "undertook a tour of",
        "undertakes their travel to",
        "conducted a mission to",
        "concludes her trips to",
        "completed a visit to",
        "begins her visit in",
        "started a visit to",
        "wrapped up her visit to",
        "was on a visit to",
        "on the visit to",
        "had been expected in",
        "stayed in",
        "came to",
        "landed in",
        "touched down in",
        "proceeded to",
        "spent three days in",
        "came home from a useful trip to",
        "ends a trade mission to",
    ],
)
def test_verbs_of_travel(verb):
    assert len(journeys_in(f"She {verb} Ghana.")) == 1


KINDS = (
    "state official working private courtesy brief short first second historic recent previous earlier last past "
    "upcoming next three two four five one week-long high-level high level fact-finding inaugural joint return "
    "reciprocal planned two-day three-day four-day five-day bilateral introductory successful productive latest "
    "prior follow-up technical study multi-country regional goodwill"
)


@pytest.mark.parametrize("kind", KINDS.split())
def test_kinds_of_journeys(kind):
    (journey,) = journeys_in(f"their {kind} visit to Ghana")
    assert journey.startswith(f"their {kind} visit to Ghana; ")


@pytest.mark.parametrize(
    "words",
    [
        "a recent",
        "the previous",
        "an earlier",
        "his last",
        "a past",
        "a prior",
        "it builds on the",
        "it built on the",
        "it follows the",
        "following the",
        "since her",
        "after the",
        "the latest",
        "he first visited and then made a",
        "she recalled the",
        "it comes after a",
    ],
)
def test_words_of_earlier_journeys(words):
    (journey,) = journeys_in(f"{words} visit to Ghana")
    assert "; earlier completed; " in journey


@pytest.mark.parametrize(
    "words",
    [
        "will make a",
        "the upcoming",
        "the next",
        "a forthcoming",
        "a future",
        "plans to make a",
        "a planned",
        "ahead of the",
        "an invitation to a",
        "intends to make a",
        "looks forward to a",
        "later this year a",
        "to pay a",
        "is expected to make a",
        "is due to make a",
        "before his",
        "accepted a",
        "an onward",
        "continue on a",
    ],
)
def test_words_of_later_journeys(words):
    (journey,) = journeys_in(f"she {words} visit to Ghana")
    assert "; later planned; " in journey


@pytest.mark.parametrize("words", ["pay a visit to the city", "lead a delegation on a visit"])
def test_who_was_invited_did_not_travel(words):
    journeys = journeys_in(f"In Accra, Ghana, where the Governor invited her counterpart to {words}")
    assert not any("main" in journey for journey in journeys)
