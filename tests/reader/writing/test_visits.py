"""Visits as they are proposed: stops, titles, reasons."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import read_text, visits_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Accra and Kumasi in Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Oslo.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She spoke in Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe near Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Accra and Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Accra, and Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Qaxbo and Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Qaxbo GH", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with the Mayor of Accra in Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana, in Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. In Accra it was warm.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She had visited Accra. She met with Kenyan President John Doe in Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Accra (earlier completed), no date", "  stop: Accra GH", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Qaxbo. She met with Kenyan President John Doe in Oslo.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe visited Ghana and Kenya. She met with Kenyan President John Doe in Qaxbo.", {"home": "NO"}, ["Visit to Ghana and Kenya by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  stop: KE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana and Kenya. In Kenya she was tired. She met with Kenyan President John Doe in Qaxbo.", {"home": "NO"}, ["Visit to Ghana and Kenya by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Qaxbo KE", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe was in Accra on 3 and 4 May 2021 and in Nairobi on 5 May 2021.", {"home": "NO"}, ["Visit to Ghana and Kenya by Jane Roe (main completed outbound), 2021-05-03/2021-05-05 exact; from Ministry of Trade", "  stop: Accra GH, 2021-05-03/2021-05-04 exact", "  stop: Nairobi KE, 2021-05-05 exact", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. A stop in Tema was dropped, and so was a walk in Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe in Accra.\n\nIn Accra, 3 May 2021", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana from 3 to 4 May 2021.\n\n3 May 2021, Accra\n\nShe met with Kenyan President John Doe.\n\n4 May 2021, Kumasi\n\nShe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-04 exact; from Ministry of Trade", "  stop: Accra GH, 2021-05-03 exact", "  stop: Kumasi GH, 2021-05-04 exact", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana.\n\nTuesday, Accra\n\nShe met with Kenyan President John Doe.\n\nOn Tuesday, 4 May 2021, Kumasi\n\nShe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH, 2021-05-04 exact", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("ACCRA, 3 May 2021 - Minister of Trade Jane Roe visited Ghana and met many people of the country in a meeting.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("ACCRA, Ghana - Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("OSLO, Norway - Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Accra, 3 May 2021\n\nMinister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She toured the mill in Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Kumasi GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. Snow forced the cancellation of the walk in Kumasi.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met Minister Kofi Ansah at the Castle, Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Agogo, in Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Agogo GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
    ],
)  # fmt: skip
def test_stops(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana and Kenya.", {"home": "NO"}, ["Visit to Ghana and Kenya by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  stop: KE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Accra.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: Accra GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Qaxbo.", {"home": "NO"}, []),
        ("The Norwegian Foreign Minister visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Foreign Minister (main completed outbound), no date; from Ministry of Foreign Affairs", "  stop: GH", "  head: Foreign Minister, [Ministry of Foreign Affairs], NO"]),
        ("CBP Commissioner Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from CBP", "  stop: GH", "  head: Jane Roe, Commissioner, [CBP], NO"]),
        ("The World Bank visited Ghana.", {"home": "NO"}, ["Visit to Ghana by World Bank (main completed), no date; from World Bank", "  stop: GH"]),
        ("Norwegian Police visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Norwegian Police (main completed outbound), no date; from Norwegian Police", "  stop: GH"]),
        ("Dr. Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Roe (main completed outbound), no date", "  stop: GH", "  head: Dr. Roe, NO"]),
        ("Kenyan President John Doe visited Norway.", {"home": "NO"}, ["Visit to Norway by John Doe (main completed inbound), no date", "  stop: NO", "  head: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. Earlier she had visited Accra and Peru. Kenyan President John Doe had visited Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Accra (earlier completed), no date", "  stop: Accra GH", "  head: Jane Roe, NO", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: Jane Roe, NO"]),
    ],
)  # fmt: skip
def test_titles_and_senders(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana.", {"home": ""}, ["Visit to Ghana by Jane Roe (main completed), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade]"]),
    ],
)  # fmt: skip
def test_of_no_home_country(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana. They discussed coffee. She pledged help.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  topic: coffee", "  commitment: help"]),
    ],
)  # fmt: skip
def test_topics_and_outcomes(text, options, expected):
    assert visits_in(text, **options) == expected


def test_a_visit_of_an_office_alone():
    (visit,) = read_text("The Norwegian Minister visited Ghana.", home="NO").visits
    assert [(member.name, member.title) for member in visit.members] == [("", "Minister")]
    assert visit.dates.reason == "the account gives no date"


def test_a_visit_in_passing():
    (visit,) = read_text(
        "Minister Jane Roe met with Kenyan President John Doe, who had visited Peru.", home="NO"
    ).visits
    assert (visit.id, visit.relation, visit.reason) == ("v1", "earlier", "the account names it in passing")


def test_a_town_by_its_context_is_of_the_one_country_visited():
    (visit,) = read_text(
        "Minister Jane Roe visited Ghana. She met with President John Doe in Qaxbo.", home="NO"
    ).visits
    (stop,) = visit.stops
    assert (stop.name, stop.country) == ("Qaxbo", "GH")
    assert (stop.confidence, stop.reason) == ("open", "where it stands makes it a town")
