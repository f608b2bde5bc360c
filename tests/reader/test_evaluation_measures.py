"""How results are compared with facts: what counts as the same, and how it is counted."""

import json

import pytest

from engagements.reader.evaluation import (
    Judge,
    Score,
    evaluate,
    facts_of,
    pair,
    pair_meetings,
    same_name,
    same_outcome,
    same_participant,
    same_phrase,
    same_title,
    same_visit,
    score,
    stems,
    total,
)

from .probes import read_text


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        ((3, 4, 6), 0.75, 0.5, 0.6),
        ((0, 0, 0), 1, 1, 1),
        ((0, 2, 0), 0, 0, 0),
        ((0, 0, 2), 0, 0, 0),
        ((2, 2, 2), 1, 1, 1),
    ],
)
def test_scores(counts, precision, recall, f1):
    counted = Score(*counts)
    assert (counted.precision, counted.recall, round(counted.f1, 9)) == (precision, recall, f1)


def test_scores_add_up():
    assert Score(1, 2, 3) + Score(10, 20, 30) == Score(11, 22, 33)
    empty = Judge(facts(), facts())
    visit = {"relation": "main", "countries": ["GH"], "dates": {}}
    missed = Judge(facts(visits=[visit, visit]), facts())
    assert total({"a": empty, "b": missed, "c": missed})["visits"] == Score(0, 0, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("migrations of the migrants", {"migr"}),
        ("exporting exports", {"export"}),
        ("policies for policy", {"polic"}),
        ("s es", {"s", "es"}),
        ("", set()),
    ],
)
def test_stems(text, expected):
    assert stems(text) == expected


@pytest.mark.parametrize(
    ("phrase", "other", "expected"),
    [
        ("tea exports", "exporting tea", True),
        ("tea", "fish", False),
        ("", "fish", False),
        ("of the", "of the", False),
        ("tea fish gas oil coal", "tea fish gas", True),
        ("tea fish gas ports roads", "tea fish gas water health", True),
        ("tea fish ports roads salt", "tea fish gas water health", False),
        ("tea", "tea fish gas", False),
        ("tea", "tea fish", True),
    ],
)
def test_phrases(phrase, other, expected):
    assert same_phrase(phrase, other) is expected
    assert same_phrase(other, phrase) is expected


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Jane Roe", "jane roe", True),
        ("Jane Roe", "Roe Jane", True),
        ("Jane Roe", "John Doe", False),
        ("Jane Roe", "", False),
        ("", "", False),
        ("Garduño Yáñez", "Francisco Garduno Yanez", True),
    ],
)
def test_names(name, other, expected):
    assert same_name(name, other) is expected


@pytest.mark.parametrize(
    ("participant", "other", "expected"),
    [
        ({"name": "Jane Roe"}, {"name": "Jane Roe", "title": "Minister"}, True),
        ({"name": "Jane Roe"}, {"title": "Minister"}, False),
        ({"title": "Minister"}, {"name": "Jane Roe"}, False),
        ({"description": "private industry"}, {"description": "the private industry"}, True),
        ({"description": "private industry"}, {"title": "Minister"}, False),
        ({"title": "Minister"}, {"description": "private industry"}, False),
        ({"title": "Minister", "country": "NO"}, {"title": "Minister", "country": "NO"}, True),
        ({"title": "Minister", "country": "NO"}, {"title": "Minister"}, True),
        ({"title": "Minister", "country": "NO"}, {"title": "Minister", "country": "KE"}, False),
        ({"title": "Minister"}, {"title": "Governor"}, False),
        ({"organization": "World Bank"}, {"organization": "World Bank"}, True),
        (
            {"title": "Governor", "organization": "Oslo"},
            {"title": "Governor", "organization": "Accra"},
            False,
        ),
        ({"title": "Governor", "organization": "Oslo"}, {"title": "Governor"}, True),
        ({"title": "Governor", "organization": "Oslo"}, {"organization": "Oslo"}, False),
    ],
)
def test_participants(participant, other, expected):
    assert same_participant(participant, other) is expected


def test_titles_visits_and_outcomes():
    assert same_title({"title": "Foreign Minister"}, {"title": "Minister, Foreign"})
    assert not same_title({"title": "Foreign Minister"}, {"title": "Prime Minister"})
    assert not same_title({"title": ""}, {"title": ""})
    assert not same_title({}, {"title": "Minister"})
    visit = {"relation": "main", "countries": ["GH", "KE"]}
    assert same_visit(visit, {"relation": "main", "countries": ["KE", "GH"]})
    assert not same_visit(visit, {"relation": "later", "countries": ["KE", "GH"]})
    assert not same_visit(visit, {"relation": "main", "countries": ["KE"]})
    assert same_outcome({"kind": "request", "text": "help"}, {"kind": "request", "text": "helps"})
    assert not same_outcome({"kind": "request", "text": "help"}, {"kind": "commitment", "text": "help"})
    assert not same_outcome({"kind": "request", "text": "help"}, {"kind": "request", "text": "money"})


def test_each_is_used_once():
    assert pair([1, 1, 2], [1, 2, 3], lambda one, other: one == other) == [(1, 1), (2, 2)]


def meeting(*names, start="2021-05-03", **fields):
    participants = [{"name": name, "side": "counterpart"} for name in names]
    participants.append({"name": "Troy Miller", "side": "delegation"})
    dates = {"start": start, "end": start, "dates": "exact"}
    facts = {"dates": dates, "progress": "held", "participants": participants, "topics": [], "outcomes": []}
    return facts | fields


def test_meetings_are_paired_by_who_took_part():
    expected = [meeting("Jane Roe"), meeting("Jane Roe", "John Doe"), meeting("Ann Poe")]
    proposed = [meeting("Jane Roe", "John Doe"), meeting("Jane Roe"), meeting("Lee Wang")]
    pairs = pair_meetings(expected, proposed)
    assert [(expected.index(one.expected), proposed.index(one.proposed), one.fit) for one in pairs] == [
        (0, 1, 1.0),
        (1, 0, 1.0),
    ]
    (half,) = pair_meetings([meeting("Jane Roe")], [meeting("Jane Roe", "John Doe", "Ann Poe")])
    assert half.fit == 0.5


def test_of_two_that_fit_the_one_of_the_same_date_is_taken():
    proposed = [meeting("Jane Roe", start="2021-05-04"), meeting("Jane Roe")]
    (found,) = pair_meetings([meeting("Jane Roe")], proposed)
    assert found.proposed is proposed[1]
    assert found.has_same_dates


def facts(*meetings, visits=(), places=(), **fields):
    return {"visits": list(visits), "places": list(places), "meetings": list(meetings)} | fields


def test_what_is_counted():
    visit = {"relation": "main", "countries": ["GH"], "dates": {"start": "2021-05-03"}}
    party = {"side": "counterpart", "name": "Jane Roe", "title": "Minister", "organization": "Ministry"}
    expected = facts(
        meeting(participants=[party, {"side": "counterpart", "name": "Ann Poe"}], topics=["coffee"]),
        visits=[visit, visit | {"relation": "later"}],
        places=[["Accra", "GH"], ["accra", "GH"], ["Oslo", "NO"]],
        outcomes=[{"kind": "request", "text": "help"}],
    )
    proposed = facts(
        meeting(
            participants=[party | {"side": "accompanying"}, {"side": "counterpart", "name": "Ann Poe"}],
            topics=["coffee", "fish"],
        ),
        visits=[visit | {"dates": {"start": None}}],
        places=[["ACCRA", "GH"]],
        topics=["gas"],
    )
    assert score(expected, proposed) == {
        "visits": Score(1, 1, 2),
        "dates with exactness": Score(1, 2, 3),
        "places": Score(1, 1, 2),
        "meetings": Score(1, 1, 1),
        "persons": Score(2, 2, 2),
        "members of delegations": Score(0, 0, 0),
        "participants with side": Score(1, 2, 2),
        "titles": Score(1, 1, 1),
        "organizations": Score(1, 1, 1),
        "topics": Score(1, 3, 1),
        "outcomes": Score(0, 0, 1),
    }
    cancelled = score(expected, facts(meeting(**expected["meetings"][0] | {"progress": "cancelled"})))
    assert cancelled["meetings"] == Score(0, 1, 1)


def plain(facts):
    """Return facts without how sure they are."""
    if isinstance(facts, dict):
        hidden = ("confidence", "rule", "of head", "of organization")
        return {key: plain(value) for key, value in facts.items() if key not in hidden}
    return [plain(value) for value in facts] if isinstance(facts, list) else facts


def test_the_facts_of_a_result():
    result = facts_of(
        read_text(
            "Norwegian Minister Jane Roe visited Ghana on 3 May 2021. They discussed fish. "
            "She pledged help. She met with Kenyan President John Doe and "
            "representatives of civil society in Accra. They discussed coffee. She requested money.",
            home="NO",
        )
    )
    assert result["places"][0].sureness["rule"] == "the account names it, with a country"
    told = plain(result)
    day = {"start": "2021-05-03", "end": "2021-05-03", "dates": "exact"}
    assert told["visits"] == [
        {"relation": "main", "countries": ["GH"], "head": "Jane Roe", "dates": day, "progress": "completed",
         "members": []}
    ]  # fmt: skip
    assert told["places"] == [["Accra", "GH"], ["Accra", "GH"]]
    (held,) = told["meetings"]
    assert (held["format"], held["progress"], held["dates"]) == ("bilateral", "held", day)
    assert held["participants"][1] == {
        "side": "counterpart", "name": "John Doe", "title": "President", "organization": "", "country": "KE",
        "description": "",
    }  # fmt: skip
    assert held["participants"][2]["description"] == "representatives of civil society"
    assert held["topics"] == ["coffee"]
    assert held["outcomes"] == [{"kind": "request", "text": "money"}]
    assert told["topics"] == ["fish"]
    assert told["outcomes"] == [{"kind": "commitment", "text": "help"}]
    assert facts_of(read_text(""))["visits"] == []


def test_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Minister Jane Roe met with Kenyan President John Doe.")
    (tmp_path / "a.json").write_text(json.dumps(facts() | {"home_country": "NO", "set": "tuned"}))
    (tmp_path / "b.json").write_text(json.dumps(facts() | {"text": "a.txt"}))
    (tmp_path / "c.json").write_text(json.dumps(facts()))
    results = evaluate(tmp_path)
    assert {name: list(readouts) for name, readouts in results.items()} == {"tuned": ["a"], "": ["b"]}
    assert results["tuned"]["a"]["meetings"] == Score(0, 1, 0)
