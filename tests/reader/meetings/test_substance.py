"""To which meeting topics and outcomes belong, or to the visit."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in, visits_in


def all_in(text, **options):
    return visits_in(text, **options) + meetings_in(text, **options)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and discussed coffee, and met with Ugandan Foreign Minister Ann Poe and discussed fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG", "  topic: fish"]),
        ("Minister of Trade Jane Roe discussed coffee when she met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. They discussed coffee. She pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee", "  commitment: help"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nMany discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nDoe asked for ships.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  request: ships [John Doe]"]),
        ("Minister of Trade Jane Roe visited Ghana to discuss coffee.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  topic: coffee"]),
        ("Minister of Trade Jane Roe visited Ghana. Many discussed coffee.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  topic: coffee"]),
        ("Minister of Trade Jane Roe visited Ghana and met with Kenyan President John Doe. They discussed coffee.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe. During the meeting on the visit to Ghana, they discussed coffee.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Talks on coffee\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nTalks on coffee", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Many discussed coffee. Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Many discussed coffee.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Oslo. This meeting in Accra focused on coffee.", {"home": "NO"}, ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The meeting in Accra focused on coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. This meeting at Accra focused on coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Accra hosted this meeting on coffee, with a focus on fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. This Kenyan meeting in Kenyan Accra focused on coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe visited Ghana, and was invited to visit Peru. She pledged help.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  commitment: help"]),
    ],
)  # fmt: skip
def test_what_belongs_where(text, options, expected):
    assert all_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe will meet with Kenyan President John Doe to discuss coffee.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She will visit the port in June.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe will hold talks with Dr. Moe of the Bank.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Dr. Moe, [Bank]"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and will visit the port.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. She will visit Peru and return.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (later planned), no date", "  stop: PE", "  head: Jane Roe, NO"]),
    ],
)  # fmt: skip
def test_what_is_no_outcome(text, options, expected):
    assert all_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. President Doe pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: help [John Doe]"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: help"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The World Bank pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: help"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Officials of Kenya pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: help"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The Kenyan Minister pledged help.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: help [Minister]"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Help was pledged by President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_who_owes_it(text, options, expected):
    assert all_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. They pledged to discuss fish, including coffee and coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee", "  commitment: discuss fish, including coffee and coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. They pledged fish, coffee and coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  commitment: fish, coffee and coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on port security.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: port security"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe spoke on fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
    ],
)  # fmt: skip
def test_topics_are_no_people(text, options, expected):
    assert all_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year the Nordic ministers discussed fishing.", []),
        ("In 2019 the United States requested that a port be built.", []),
        ("Two years ago they discussed coffee.", []),
        ("On 1 May they discussed coffee.", ["  topic: coffee"]),
        ("In 2023 they discussed coffee.", ["  topic: coffee"]),
        ("Human Rights Watch urged the ministers to release prisoners.", []),
        ("Kenya Navy urged the ministers to release prisoners.", ["  request: release prisoners"]),
        ("They discussed energy. Energy was discussed at length. They also discussed energy and Ukraine.", ["  topic: energy", "  topic: Ukraine"]),
        ("They pledged help. Again they pledged help.", ["  commitment: help"]),
    ],
)  # fmt: skip
def test_what_is_of_the_meeting(text, expected):
    met = "Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2023."
    assert all_in(f"{met} {text}", home="NO")[3:] == expected
