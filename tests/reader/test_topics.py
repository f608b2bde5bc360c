"""What was talked about: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.proposals import Passage
from engagements.reader.topics import add_topics, find_topics
from tests.reader.probes import sentence_of


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
    return [f"{topic.name}: {topic.reason}" for topic in topics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed coffee.", ["coffee: it follows “discussed”"]),
        ("They discussed with Doe.", []),
        ("The port and the price of fish were also discussed.", ["port: it were also discussed", "price of fish: it were also discussed"]),
        ("During the talks, coffee came under discussion.", ["coffee: it came under discussion"]),
        ("The case was reviewed by Doe.", []),
        ("They discussed coffee, in addition to fish, and confirmed the date.", ["coffee: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed the building of a hospital and the training of doctors.", ["building of a hospital: it follows “discussed”", "training of doctors: it follows “discussed”"]),
        ("They talked about coffee.", ["coffee: it follows “talked about”"]),
        ("Discussions on coffee", ["coffee: it follows “discussions on”"]),
        ("They focused on the issue of coffee.", ["coffee: it follows “focused on the issue of”"]),
        ("They covered coffee.", ["coffee: it follows “covered”"]),
        ("They exchanged views on coffee.", ["coffee: it follows “exchanged views on”"]),
        ("They spoke of coffee.", ["coffee: it follows “spoke of”"]),
        ("regarding coffee", ["coffee: it follows “regarding”"]),
        ("It was addressed by Doe.", []),
        ("Issues discussed included coffee.", ["coffee: it follows “issues discussed included”"]),
        ("Topics: coffee", ["coffee: it follows “topics:”"]),
        ("Topics: fish, meat and bread; coffee", ["fish, meat and bread: it follows “topics:”", "coffee: it follows “topics:”"]),
        ("They looked at air links.", ["air links: it follows “looked at”"]),
        ("The lunch was devoted to air links.", ["air links: it follows “devoted to”"]),
        ("The subject of the meeting will be air links.", ["air links: it follows “subject of the meeting will be”"]),
        ("The agenda of the Accra talks includes air links.", ["air links: it follows “agenda of the accra talks includes”"]),
        ("They went over air links.", ["air links: it follows “went over”"]),
        ("He gave an account of the harvest.", ["harvest: it follows “gave an account of”"]),
        ("Issues such as fish were handled.", ["fish: it follows “issues such as”"]),
        ("Fish quotas were in the focus of the talks.", ["fish quotas: it were in the focus"]),
        ("on the agenda were coffee", ["coffee: it follows “on the agenda were”"]),
        ("the agenda included coffee", ["coffee: it follows “agenda included”"]),
        ("cooperation in the fields of coffee", ["coffee: it follows “cooperation in the fields of”"]),
        ("They briefed the President on coffee.", ["coffee: it follows “briefed the president on”"]),
        ("with a focus on coffee", ["coffee: it follows “focus on”"]),
        ("discussing: coffee", ["coffee: it follows “discussing:”"]),
        ("They DISCUSSED coffee.", ["coffee: it follows “discussed”"]),
        # about and including need somebody who talks
        ("They spoke about coffee.", ["coffee: it follows “spoke about”"]),
        ("A book about coffee", []),
        ("efforts including coffee", ["coffee: it follows “including”"]),
        ("The port, including coffee", []),
        ("They discussed fish, including coffee.", ["fish: it follows “discussed”", "coffee: it follows “discussed”"]),
        ("A port was built including coffee", []),
        ("They discussed discussed fish.", ["fish: it follows “discussed”"]),
        ("discussed", []),
        ("discussed coffee. discussed", ["coffee. discussed: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_after_words_that_announce_them(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed coffee, fish and the supply of steel.", ["coffee: it follows “discussed”", "fish: it follows “discussed”", "supply of steel: it follows “discussed”"]),
        ("They discussed coffee, fish, and steel.", ["coffee: it follows “discussed”", "fish: it follows “discussed”", "steel: it follows “discussed”"]),
        ("They discussed coffee; fish.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee as well as fish.", ["coffee: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee, as well as fish and steel.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee along with fish.", ["coffee: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee, or fish.", ["coffee: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee (green, black) and the fish.", ["coffee (green, black): it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee), fish", ["coffee): it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee and fish.", ["coffee and fish: it follows “discussed”"]),
        ("They discussed trade in coffee and the supply of steel.", ["trade in coffee: it follows “discussed”", "supply of steel: it follows “discussed”"]),
        ("They discussed green coffee and black coffee.", ["green coffee: it follows “discussed”", "black coffee: it follows “discussed”"]),
        ("They discussed green coffee & black coffee.", ["green coffee: it follows “discussed”", "black coffee: it follows “discussed”"]),
        ("They discussed political and economic reform.", ["political and economic reform: it follows “discussed”"]),
        ("They discussed coffee, political and economic reform.", ["coffee: it follows “discussed”", "political and economic reform: it follows “discussed”"]),
        ("They discussed coffee, fish and steel quotas.", ["coffee: it follows “discussed”", "fish: it follows “discussed”", "steel quotas: it follows “discussed”"]),
        ("They discussed coffee trade and how to fish.", ["coffee trade: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed coffee and how to fish.", ["coffee and how to fish: it follows “discussed”"]),
        ("They discussed the trade in coffee and fish.", ["trade in coffee and fish: it follows “discussed”"]),
        ("They discussed  and fish.", ["fish: it follows “discussed”"]),
        ("They discussed coffee, fish, steel and wheat and coal", ["coffee: it follows “discussed”", "fish: it follows “discussed”", "steel: it follows “discussed”", "wheat: it follows “discussed”", "coal: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_lists(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed coffee; it was warm.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee, which was warm.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee, and she agreed.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee before lunch.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee while eating.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee - it was warm.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee, noting fish.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee with the Minister.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee and agreed to go.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee during lunch.", ["coffee: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_where_a_list_ends(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They discussed the issue of coffee.", ["coffee: it follows “discussed”"]),
        ("They discussed ways to expand trade.", ["trade: it follows “discussed”"]),
        ("They discussed issues of mutual interest.", []),
        ("They discussed other issues.", []),
        ("They discussed the other issues.", []),
        ("They discussed it.", []),
        ("They discussed progress.", []),
        ("They discussed coffee in the north of Ghana.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee across the region.", ["coffee: it follows “discussed”"]),
        ("They discussed coffee today.", ["coffee: it follows “discussed”"]),
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
        ("They discussed \"coffee\".", ["coffee: it follows “discussed”"]),
        ("They discussed the importance of.", []),
        ("They discussed coffee , fish.", ["coffee: it follows “discussed”", "fish: it follows “discussed”"]),
        ("They discussed ab c.", ["ab c: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_what_says_nothing_of_a_topic(text, expected):
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
        ("They discussed coffee, fish.", {"avoid": ["fish"]}, ["coffee: it follows “discussed”"]),
        ("They discussed coffeepots.", {"avoid": ["coffee"]}, []),
        ("They discussed the coffee.", {"avoid": ["They discussed the "]}, ["coffee: it follows “discussed”"]),
        ("They discussed coffee, and fish was discussed. Coffee was discussed.", {}, ["coffee: it follows “discussed”", "fish: it follows “discussed”", "coffee: it follows “discussed”"]),
        ("They discussed coffee. It was good.", {"avoid": ["."]}, []),
        ("They discussed coffee. They discussed fish.", {"first": 10}, ["fish: it follows “discussed”"]),
        ("Discussed coffee.", {"first": 2}, []),
    ],
)  # fmt: skip
def test_what_is_taken(text, options, expected):
    assert topics_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Topics: Coffee", ["coffee: it follows “topics:”"]),
        ("They discussed Coffee.", ["Coffee: it follows “discussed”"]),
        ("X were discussed. Coffee was discussed.", ["coffee: it follows “discussed”"]),
        ("Agenda: Coffee", ["coffee: it follows “agenda:”"]),
    ],
)  # fmt: skip
def test_names(text, expected):
    assert topics_in(text) == expected


CUES = (
    "discusses; discussing; talks about; talked on; consultations on; conversations about; an exchange on; "
    "a dialogue about; focuses on; focused upon; centered on; centred on; dwelt on; dwelled on; concentrated on; "
    "touched on; consulted on; collaborate on; cooperate on; co-operate on; concerned on; deliberated on; "
    "elaborated on; focused on the question of; covering; covers; exchange views about; share views on; "
    "exchanged good views regarding; spoke about; spoke of; concerning; reviewing; a review of; took stock of; "
    "examined; explored; explore; considered; addressed; raising; brought up; subjects such as; matters were; "
    "areas covered; fields including; priorities included; items to be covered; "
    "on the agenda was; agenda included; cooperation on; cooperation in; cooperation in the area of; "
    "collaboration in; raise awareness about; briefed the new Minister on; including discussions on; "
    "attention to; reference to; regard to; emphasis on; a focus on"
)


@pytest.mark.parametrize("cue", CUES.split("; "))
def test_words_that_announce_a_topic(cue):
    assert [line.partition(":")[0] for line in topics_in(f"They {cue} coffee.")] == ["coffee"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They compared notes on fish and coffee.", ["fish and coffee: it follows “compared notes on”"]),
        ("They exchanged points of view on coffee.", ["coffee: it follows “exchanged points of view on”"]),
        ("They met in order to evaluate the fishing season.", ["fishing season: it follows “in order to evaluate”"]),
        ("The Governor's concerns: seed; fuel.", ["seed: it follows “concerns:”", "fuel: it follows “concerns:”"]),
        ("They passed review to the fishing season.", ["fishing season: it follows “passed review to”"]),
        ("She stressed the importance of open markets.", ["open markets: it follows “stressed the importance of”"]),
        ("With the Minister, the training and accreditation of workers was also reviewed.", ["training and accreditation of workers: it was also reviewed"]),
        ("They discussed means of bolstering them.", []),
        ("They discussed ways to expand it in the field of solar power.", ["solar power: it follows “discussed”"]),
        ("She spoke with a group of women.", []),
        ("They discussed bilateral relations and cooperation in the fishing sector.", ["bilateral relations: it follows “discussed”", "fishing sector: it follows “discussed”"]),
        ("They discussed coffee, the Ministry said in a statement.", ["coffee: it follows “discussed”"]),
    ],
)  # fmt: skip
def test_more_words_that_announce_topics(text, expected):
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They did not discuss coffee.", []),
        ("They didn't discuss coffee, fish or meat.", []),
        ("They never discussed coffee.", []),
        ("They refused to discuss tariffs, and fisheries were not raised.", []),
        ("They declined to talk about coffee.", []),
        ("They parted without discussing coffee.", []),
        ("They had \"not discussed\" coffee.", []),
        ("They did not discuss coffee; they discussed fish.", ["fish"]),
        ("They discussed coffee, and fish were not raised.", ["coffee"]),
        ("Neither coffee nor fish were discussed.", []),
        ("They raised no objection.", []),
        ("Did you discuss coffee?", []),
    ],
)  # fmt: skip
def test_what_was_not_discussed(text, expected):
    assert [topic.partition(":")[0] for topic in topics_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Energy was discussed at length.", ["energy"]),
        ("They spoke for about an hour.", []),
        ("They spoke on the telephone.", []),
        ("They spoke on fish.", ["fish"]),
        ("They will look at the port.", []),
        ("They discussed topics of joint interest.", []),
        ("They talked about fish, and had a look into the port.", ["fish"]),
        ("They discussed ferries between Oslo and Bergen.", ["ferries between Oslo and Bergen"]),
        ("They discussed the return of art.", ["return of art"]),
        ("Topic: coffee", ["coffee"]),
        ("The conversation turned on coffee.", ["coffee"]),
        ("The main subject was coffee.", ["coffee"]),
    ],
)  # fmt: skip
def test_what_is_a_topic(text, expected):
    assert [topic.partition(":")[0] for topic in topics_in(text)] == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["They discussed energy.", "Energy was discussed."], ["energy"]),
        (["They discussed energy.", "They discussed energy and Ukraine."], ["energy", "Ukraine"]),
        (["They discussed energy and Ukraine.", "They discussed energy."], ["Ukraine", "energy"]),
        (["They discussed energy and Ukraine.", "They discussed fish."], ["energy and Ukraine", "fish"]),
        (["They discussed energy and Ukraine.", "They discussed Ukraine and energy."], ["energy and Ukraine", "Ukraine and energy"]),
    ],
)  # fmt: skip
def test_topics_of_a_record_are_told_apart(texts, expected):
    topics = []
    for text in texts:
        add_topics(topics, find_topics(sentence_of(text)))
    assert [topic.name for topic in topics] == expected
