"""Who travelled where and when, and who went along: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import visits_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        # whose visit it was
        ("Minister of Trade Jane Roe's visit to Ghana went well.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Ugandan Minister Ann Poe spoke. Minister of Trade Jane Roe's  visit to Ghana went well.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Ugandan Minister Ann Poe spoke. Minister of Trade Jane Roe's   visit to Ghana went well.", {"home": "NO"}, []),
        ("The Minister's visit to Ghana began when Minister Jane Roe of Norway arrived.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date", "  stop: GH", "  head: Jane Roe, Minister, NO"]),
        ("Kenyan President John Doe's staff prepared the visit to Ghana by Minister of Trade Jane Roe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        # by whom
        ("The visit to Ghana by Minister of Trade Jane Roe was short.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The visit to Ghana of the Norwegian Minister was short.", {"home": "NO"}, ["Visit to Ghana by Minister (main completed outbound), no date", "  stop: GH", "  head: Minister, NO"]),
        ("The visit to Ghana, by Minister of Trade Jane Roe, was short.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Kenyan President John Doe praised the visit to Ghana by Minister of Trade Jane Roe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("A visit to Ghana with Minister of Trade Jane Roe was short.", {"home": "NO"}, []),
        ("The visit to Ghana by the World Bank was short.", {"home": "NO"}, []),
        # who is named after it
        ("During a visit to Ghana, Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("On the visit to Ghana, Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, []),
        ("Minister Ann Poe said that during a visit to Ghana Minister of Trade Jane Roe met them.", {"home": "NO"}, ["Visit to Ghana by Ann Poe (main completed outbound), no date", "  stop: GH", "  head: Ann Poe, Minister, NO"]),
        # who is named within it
        ("The visit of Minister of Trade Jane Roe to Ghana was short.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The trip by Minister of Trade Jane Roe to Ghana was short.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Kenyan President John Doe led a delegation of Minister of Trade Jane Roe to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        # the first or last named before it
        ("Kenyan President John Doe welcomed Minister of Trade Jane Roe on her visit to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Kenyan President John Doe received Minister of Trade Jane Roe, who visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe was received by Kenyan President John Doe when she visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("At the invitation of Kenyan President John Doe, Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe, at the invitation of Kenyan President John Doe, visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Kenyan President John Doe, invited by Minister of Trade Jane Roe, visited Ghana.", {"home": "NO"}, ["Visit to Ghana by John Doe (main completed inbound), no date", "  stop: GH", "  head: John Doe, President, KE"]),
        ("A guest of Kenyan President John Doe, Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("On behalf of Kenyan President John Doe, Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("A guest of the xxxxxxxxxxxxxxxxxxxxxxxxxx Kenyan President John Doe and Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("A guest of the xxxxxxxxxxxxxxxxxxxxxxxxx Kenyan President John Doe and Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Representatives of the World Bank, with Minister of Trade Jane Roe, visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The World Bank visited Ghana.", {"home": "NO"}, ["Visit to Ghana by World Bank (main completed), no date; from World Bank", "  stop: GH"]),
        ("CBP and Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Roe spoke. visited Ghana.", {"home": "NO"}, []),
        # who was named before
        ("Minister of Trade Jane Roe spoke in Oslo. Many visited Ghana.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The Minister visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. They visited Kenya.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  stop: KE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("She visited Ghana.", {"home": "NO"}, []),
        ("A visit to Ghana was short.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe spoke of her recent trip to Peru. She visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  topic: trip to Peru", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: Jane Roe, NO"]),
    ],
)  # fmt: skip
def test_who_travelled(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe will visit Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main planned outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe will visit Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main planned outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The upcoming visit of Minister of Trade Jane Roe to Ghana is long. She met with Kenyan President John Doe.", {"home": "NO"}, ["Visit to Ghana (later planned), no date", "  stop: GH", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe recently visited Peru.", {"home": "NO"}, ["Visit to Peru by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: PE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She had visited Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She will visit Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She will visit Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (later planned), no date", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. The Minister will visit Accra and Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Accra (later planned), no date", "  stop: Accra GH", "  head: Jane Roe, NO", "Visit to Peru (later planned), no date", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. Kenyan President John Doe had visited Peru, and had visited Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: John Doe, KE"]),
        ("Minister of Trade Jane Roe visited Ghana and was invited to visit Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Visit of Minister of Trade Jane Roe to Ghana. Minister Roe visited Kenya.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  stop: KE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe paid a visit to Ghana. It was a working visit to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound working), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The Ministry visited Ghana. Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
    ],
)  # fmt: skip
def test_which_visit_it_is(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana from 3 to 5 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-05 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("On 3 May 2021 Minister of Trade Jane Roe visited Ghana from 4 to 6 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-04/2021-05-06 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana on 3 May 2021 and met them on 4 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana by 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe postponed her visit to Ghana planned for 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main postponed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe postponed her visit to Ghana on 1 May 2021, planned for 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main postponed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana and she visited Kenya on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  stop: KE", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana in May 2021. She visited Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana on 3 May 2021. She visited Ghana from 3 to 6 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-06 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana from 3 to 6 May 2021. She visited Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-06 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana on 3 May 2021. She visited Ghana in May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana in May 2021. She visited Ghana in June 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-01/2021-05-31 within; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        # of a visit in passing the date is right behind it
        ("Minister of Trade Jane Roe visited Ghana. She had visited Peru in 2019.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), 2019-01-01/2019-12-31 within", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She had visited Peru, where she stayed, in 2019.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. In 2019 she had visited Peru.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), no date", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She had visited Peru and so in 2019.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), 2019-01-01/2019-12-31 within", "  stop: PE", "  head: Jane Roe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She had visited Peru and ver in 2019.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "Visit to Peru (earlier completed), 2019-01-01/2019-12-31 within", "  stop: PE", "  head: Jane Roe, NO"]),
        # the days of a visit are counted
        ("Minister of Trade Jane Roe began a three-day visit to Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-05 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a 4-day visit to Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-06 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a two-day visit to Ghana in May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-01/2021-05-31 within; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a five-day visit to Ghana on 3 to 5 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-05 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a nine-day visit to Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a SIX-DAY visit to Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-08 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe began a seven-day visit to Ghana on 3 May 2021.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), 2021-05-03/2021-05-09 exact; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
    ],
)  # fmt: skip
def test_when_it_was(text, options, expected):
    assert visits_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana. Members of the delegation were Dr. Ann Poe, Minister Roe and Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Ann Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana, accompanied by Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Ann Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She was joined by Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Ann Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. It was warm. She was joined by Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana and met with Kenyan President John Doe. She was joined by Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. Also traveling with her was Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Ann Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe, accompanied by Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe, and the delegation included Dr. Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Ann Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Ambassador Ann Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Ann Poe, Ambassador, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included the World Bank and Dr. Poe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Dr. Poe, visited the port and Dr. Moe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Poe, NO"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Dr. Poe, paid a call on Dr. Moe.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  member: Dr. Poe, NO"]),
        ("A delegation headed by Minister Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date", "  stop: GH", "  head: Jane Roe, Minister, NO"]),
        ("A delegation led by the Minister visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Minister (main completed outbound), no date", "  stop: GH", "  head: Minister, NO"]),
        ("A Norwegian delegation headed by Dr. Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date", "  stop: GH", "  head: Dr. Jane Roe, NO"]),
        ("A Norwegian parliamentary delegation led by Dr. Jane Roe visited Ghana. The Minister visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date", "  stop: GH", "  head: Dr. Jane Roe, NO"]),
        ("A delegation of the World Bank, led by Dr. Jane Roe, visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed), no date; from World Bank", "  stop: GH", "  head: Dr. Jane Roe, [World Bank]"]),
        ("A Norwegian delegation with Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("A Norwegian trade and health delegation with Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("A Norwegian trade and health and sport delegation with Minister of Trade Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("The delegation of a Norwegian, Minister of Trade Jane Roe, visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from Ministry of Trade", "  stop: GH", "  head: Jane Roe, Minister of Trade, [Ministry of Trade], NO"]),
        ("Kenyan Minister Jane Roe visited Ghana with a Norwegian delegation.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed inbound), no date", "  stop: GH", "  head: Jane Roe, Minister, KE"]),
        ("Dr. Jane Roe led a World Bank delegation to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed), no date; from World Bank", "  stop: GH", "  head: Dr. Jane Roe, [World Bank]"]),
        ("Dr. Jane Roe led the Bank of Kenya delegation to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed inbound), no date; from Bank of Kenya", "  stop: GH", "  head: Dr. Jane Roe, [Bank of Kenya], KE"]),
        ("CBP Commissioner Jane Roe led a World Bank delegation to Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed outbound), no date; from CBP", "  stop: GH", "  head: Jane Roe, Commissioner, [CBP], NO"]),
        ("A delegation from the City of Rotterdam with Dr. Jane Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Jane Roe (main completed inbound), no date; from City of Rotterdam", "  stop: GH", "  head: Dr. Jane Roe, [City of Rotterdam], NL"]),
        ("A team of the Bank of Kenya with Dr. Roe visited Ghana.", {"home": "NO"}, ["Visit to Ghana by Roe (main completed inbound), no date; from Bank of Kenya", "  stop: GH", "  head: Dr. Roe, [Bank of Kenya], KE"]),
    ],
)  # fmt: skip
def test_who_went_along(text, options, expected):
    assert visits_in(text, **options) == expected
