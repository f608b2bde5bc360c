"""Places as they are proposed: the words that they were read from."""

from pathlib import Path

import pytest

from engagements.common.folding import fold
from engagements.reader import read
from tests.reader.probes import read_text

READER = Path(__file__).parent.parent
VENUES = {"department of state", "un headquarters", "pentagon"}  # known to stand in one town


def words_of_towns(text, result):
    """Return each town that was read in ``text``, with the words that it was read from."""
    stops = [stop for visit in result.visits for stop in visit.stops]
    places = [*stops, *(meeting.place for meeting in result.meetings if meeting.place)]
    return [
        (fold(place.name), fold(text[passage.start : passage.end]))
        for place in places
        if place.name
        for passage in place.passages
    ]


@pytest.mark.parametrize("folder", ["calibration", "cases"])
def test_the_passage_of_a_town_is_its_name_or_a_venue_there(folder):
    for path in sorted((READER / folder).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for name, words in words_of_towns(text, read(text, home_country="US")):
            assert words == name or words in VENUES, path.name


@pytest.mark.parametrize(
    ("text", "options", "towns"),
    [
        (
            "Visit of Ms. Jane Roe, Minister of Trade of Norway\nNairobi, 3 May 2021\n\n"
            "09h30  Arrival\n10h30  Talks",
            {"home": "NO"},
            [("nairobi", "nairobi")],
        ),
        (
            "ACCRA, 3 May 2021 - Norwegian Minister of Trade Jane Roe began a visit to the country.",
            {"home": "GH"},
            [("accra", "accra")],
        ),
    ],
)
def test_a_town_from_another_sentence_has_its_words_there(text, options, towns):
    assert words_of_towns(text, read_text(text, **options)) == towns
