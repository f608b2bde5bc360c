"""What was talked about: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.proposals import Passage
from engagements.reader.topics import find_topics

from .probes import sentence_of


def topics_in(text, avoid=(), after=(), first=None):
    """Return the topics; ``avoid`` are words that none may come from, ``after`` those who were met."""
    topics = find_topics(
        sentence_of(text),
        first,
        [Passage(text.index(words), text.index(words) + len(words)) for words in avoid],
        [text.index(words) + len(words) for words in after],
    )
    for topic in topics:
        (passage,) = topic.passages
        assert topic.name.lower() == " ".join(text[passage.start : passage.end].lower().split())
        assert topic.confidence == "likely"
    return [f"{topic.name}: {topic.reason}" for topic in topics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed tea.", []),
        ("They discussed with Doe.", []),
        ("They talked about tea.", []),
        ("Discussions on tea", []),
        ("They focused on the issue of tea.", []),
        ("They covered tea.", []),
        ("They exchanged views on tea.", []),
        ("They spoke of tea.", []),
        ("regarding tea", []),
        ("They reviewed tea and raised fish.", ["tea and raised fish: it follows “reviewed”"]),
        ("It was addressed by Doe.", []),
        ("Issues discussed included tea.", []),
        ("Topics: tea", []),
        ("on the agenda were tea", []),
        ("the agenda included tea", []),
        ("cooperation in the fields of tea", []),
        ("They briefed the President on tea.", []),
        ("with a focus on tea", []),
        ("discussing: tea", []),
        ("They DISCUSSED tea.", []),
        # about and including need somebody who talks
        ("They spoke about tea.", []),
        ("A book about tea", []),
        ("efforts including tea", []),
        ("The port, including tea", []),
        ("They discussed fish, including tea.", ["fish: it follows “discussed”"]),
        ("A port was built including tea", []),
        ("They discussed tea and discussed fish.", ["tea and discussed fish: it follows “discussed”"]),
        ("They discussed discussed fish.", ["fish: it follows “discussed”"]),
        ("discussed", []),
        ("discussed tea. discussed", ["tea. discussed: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_after_words_that_announce_them(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed tea, fish and the supply of gas.", ["fish: it follows “discussed”", "supply of gas: it follows “discussed”"]),
        ("They discussed tea, fish, and gas.", ["fish: it follows “discussed”"]),
        ("They discussed tea; fish.", []),
        ("They discussed tea as well as fish.", ["fish: it follows “discussed”"]),
        ("They discussed tea, as well as fish and gas.", []),
        ("They discussed tea along with fish.", ["fish: it follows “discussed”"]),
        ("They discussed tea, or fish.", ["fish: it follows “discussed”"]),
        ("They discussed tea (green, black) and the fish.", ["tea (green, black): it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed tea), fish", ["tea): it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed tea and fish.", ["tea and fish: it follows “discussed”"]),
        ("They discussed trade in tea and the supply of gas.", ["trade in tea: it follows “discussed”", "supply of gas: it follows “discussed”"]),
        ("They discussed green tea and black coffee.", ["green tea: it follows “discussed”", "black coffee: it follows “discussed”"]),
        ("They discussed green tea & black coffee.", ["green tea: it follows “discussed”", "black coffee: it follows “discussed”"]),
        ("They discussed political and economic reform.", ["political and economic reform: it follows “discussed”"]),
        ("They discussed tea, political and economic reform.", ["political and economic reform: it follows “discussed”"]),
        ("They discussed tea, fish and gas quotas.", ["fish: it follows “discussed”", "gas quotas: it follows “discussed”"]),
        ("They discussed tea trade and how to fish.", ["tea trade: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed tea and how to fish.", ["tea and how to fish: it follows “discussed”"]),
        ("They discussed the trade in tea and fish.", ["trade in tea and fish: it follows “discussed”"]),
        ("They discussed  and fish.", ["fish: it follows “discussed”"]),
        ("They discussed tea, fish, gas and oil and coal", ["fish: it follows “discussed”", "coal: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_lists(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed tea; it was warm.", []),
        ("They discussed tea, which was warm.", []),
        ("They discussed tea, and she agreed.", []),
        ("They discussed tea before lunch.", []),
        ("They discussed tea while eating.", []),
        ("They discussed tea - it was warm.", []),
        ("They discussed tea, noting fish.", []),
        ("They discussed tea with the Minister.", []),
        ("They discussed tea and agreed to go.", []),
        ("They discussed tea during lunch.", []),
    ],
)  # fmt: skip
def test_where_a_list_ends(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed the issue of tea.", []),
        ("They discussed ways to expand trade.", ["trade: it follows “discussed”"]),
        ("They discussed issues of mutual interest.", []),
        ("They discussed other issues.", []),
        ("They discussed the other issues.", []),
        ("They discussed it.", []),
        ("They discussed progress.", []),
        ("They discussed tea in the north of Ghana.", []),
        ("They discussed tea across the region.", []),
        ("They discussed tea today.", []),
        ("They discussed the across the region.", ["across the region: it follows “discussed”"]),
        ("They discussed ab.", []),
        ("They discussed abc.", []),
        ("They discussed abcd.", ["abcd: it follows “discussed”"]),
        ("They discussed EU.", []),
        ("They discussed ABC.", ["ABC: it follows “discussed”"]),
        ("They discussed 2021.", []),
        ("They discussed a b c d e f g h i j k l m n.", ["b c d e f g h i j k l m n: it follows “discussed”"]),
        ("They discussed b c d e f g h i j k l m n.", ["b c d e f g h i j k l m n: it follows “discussed”"]),
        ("They discussed b c d e f g h i j k l m n o.", ["b c d e f g h i j k l m n o: it follows “discussed”"]),
        ("They discussed b c d e f g h i j k l m n o p.", []),
        ("They discussed \"tea\".", []),
        ("They discussed the importance of.", []),
        ("They discussed tea , fish.", ["fish: it follows “discussed”"]),
        ("They discussed ab c.", ["ab c: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_what_says_nothing_of_a_topic(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met to expand trade and deepen ties.", ["trade: it follows “to expand”", "ties: it follows “to expand”"]),
        ("They agreed to expand trade.", []),
        ("They continued to expand trade.", []),
        ("a visit to promote tea", []),
        ("to strengthen tea, fish and ports", ["fish: it follows “to strengthen”", "ports: it follows “to strengthen”"]),
        ("They met to expand trade; they want to review fish.", ["trade: it follows “to expand”", "fish: it follows “to review”"]),
        ("They met To Expand trade.", ["trade: it follows “To Expand”"]),
        ("to go", []),
    ],
)  # fmt: skip
def test_aims(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea was discussed.", []),
        ("Tea and fish were also raised.", ["tea and fish: the account says that it was discussed"]),
        ("WTO rules were reviewed.", ["WTO rules: the account says that it was discussed"]),
        ("Green Tea was discussed.", ["Green Tea: the account says that it was discussed"]),
        ("It was discussed.", []),
        ("They met, and tea was covered.", []),
        ("The Tea exports were on the agenda.", ["Tea exports: the account says that it was discussed"]),
        ("abc was discussed.", []),
        ("Mr: tea was discussed.", []),
    ],
)  # fmt: skip
def test_passives(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("held talks with Roe on ports.", {"after": ["Roe"]}, ["ports: it follows “on”"]),
        ("held talks with Roe today on ports.", {"after": ["Roe"]}, ["ports: it follows “on”"]),
        ("held talks with Roe in Oslo, on ports.", {"after": ["Roe"]}, ["ports: it follows “on”"]),
        ("held talks with Roe on Tuesday.", {"after": ["Roe"]}, []),
        ("held talks with Roe on the margins of it.", {"after": ["Roe"]}, []),
        ("held talks with Roe on 3 May.", {"after": ["Roe"]}, []),
        ("held talks with Roe on his port.", {"after": ["Roe"]}, []),
        ("held talks with Roe and on ports.", {"after": ["Roe"]}, []),
        ("held talks with Roe on ports.", {}, []),
        ("met Roe on ports, Doe on fish.", {"after": ["Roe", "Doe"]}, ["ports: it follows “on”", "Doe on fish: it follows “on”"]),
    ],
)  # fmt: skip
def test_after_those_who_were_met(text, options, expected):
    assert topics_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("They discussed tea and the fish.", {"avoid": ["tea"]}, []),
        ("They discussed tea, fish.", {"avoid": ["fish"]}, []),
        ("They discussed teapots.", {"avoid": ["tea"]}, []),
        ("They discussed the tea.", {"avoid": ["They discussed the "]}, []),
        ("They discussed tea, and fish was discussed. Tea was discussed.", {}, ["fish was discussed. Tea was discussed: it follows “discussed”"]),
        ("They discussed tea. It was good.", {"avoid": ["."]}, []),
        ("They discussed tea. They discussed fish.", {"first": 10}, ["fish: it follows “discussed”"]),
        ("Discussed tea.", {"first": 2}, []),
    ],
)  # fmt: skip
def test_what_is_taken(text, options, expected):
    assert topics_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea exports were discussed.", ["tea exports: the account says that it was discussed"]),
        ("Tea Board was discussed.", ["Tea Board: the account says that it was discussed"]),
        ("They said: Tea was discussed.", []),
        ("Topics: Tea", []),
        ("They discussed Tea.", []),
        ("X were discussed. Tea was discussed.", ["tea was discussed: it follows “discussed”"]),
        ("Agenda: Tea", []),
    ],
)  # fmt: skip
def test_names(text, expected):
    assert topics_in(text) == expected
