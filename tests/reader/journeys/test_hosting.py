"""Who was received, where nobody is said to travel: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import visits_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (
            "Minister of Trade Jane Roe received the visiting Kenyan Minister of Health Ann Poe.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound), no date; from Ministry of Health",
                "  stop: NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health], KE",
            ],
        ),
        ("Minister of Trade Jane Roe is visiting Kenyan Minister of Health Ann Poe.", {"home": "NO"}, []),
        (
            "Minister of Trade Jane Roe met a delegation of the Kenyan Parliament headed by Senator Ann Poe.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound), no date; from Kenyan Parliament",
                "  stop: NO",
                "  head: Ann Poe, Senator, [Kenyan Parliament], KE",
            ],
        ),
        (
            "Minister of Trade Jane Roe met a delegation of the Kenyan Parliament chaired by Senator Ann Poe in Lima.",
            {"home": "NO"},
            [],
        ),
        (
            "Minister of Trade Jane Roe held a video call with a Kenyan delegation headed by Senator Ann Poe.",
            {"home": "NO"},
            [],
        ),
        (
            "Minister of Trade Jane Roe received Kenyan Minister Ann Poe and her accompanying delegation.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound), no date",
                "  stop: NO",
                "  head: Ann Poe, Minister, KE",
            ],
        ),
        ("Minister of Trade Jane Roe received the visiting Kenyan Ambassador Ann Poe.", {"home": "NO"}, []),
        (
            "Joint Commission\nAccra, 3 May 2024\n\nPresent\n\nFor Ghana:\nKofi Ansah, Director (head of delegation)\n\nFor Norway:\nJane Roe, Director (head of delegation)\nAnn Poe, Adviser\nTom Low, Attaché",
            {"home": "NO"},
            [
                "Visit to Ghana by Jane Roe (main completed outbound), 2024-05-03 exact",
                "  stop: Accra GH",
                "  head: Jane Roe, Director, NO",
                "  member: Ann Poe, Adviser, NO",
            ],
        ),
        (
            "Joint Commission\nAccra, 3 May 2024\n\nPresent\n\nFor Ghana:\nKofi Ansah, Director\n\nFor Norway:\nJane Roe, Director\nAnn Poe, Adviser",
            {"home": "NO"},
            [],
        ),
        (
            "Joint Commission, by video\nAccra, 3 May 2024\n\nPresent\n\nFor Ghana:\nKofi Ansah, Director (head of delegation)\n\nFor Norway:\nJane Roe, Director",
            {"home": "NO"},
            [],
        ),
        (
            "A delegation of the Kenyan Parliament, headed by Senator Ann Poe, visited Parliament on 3 May 2024.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main completed inbound), 2024-05-03 exact; from Kenyan Parliament",
                "  stop: NO",
                "  head: Ann Poe, Senator, [Kenyan Parliament], KE",
            ],
        ),
        (
            "Minister of Trade Jane Roe met Kenyan Minister of Health Ann Poe, who is paying a working visit in Norway.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound working), no date; from Ministry of Health",
                "  stop: NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health], KE",
            ],
        ),
        (
            "Minister of Trade Jane Roe received Kenyan Minister of Health Ann Poe. Minister Poe arrived in the country on Tuesday for talks.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound), no date; from Ministry of Health",
                "  stop: NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health], KE",
            ],
        ),
        (
            "A Kenyan delegation visited Oslo. The guests, headed by Minister of Health Ann Poe, met Mayor Bo Fry.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main completed inbound), no date; from Ministry of Health",
                "  stop: Oslo NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health], KE",
            ],
        ),
        (
            "Mayor Bo Fry hosted a delegation from Kenya. Kenya was represented by Minister of Health Ann Poe.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way), no date; from Ministry of Health",
                "  stop: NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health]",
            ],
        ),
        (
            "Mayor Bo Fry received Kenyan Minister of Health Ann Poe, along with her delegation.",
            {"home": "NO"},
            [
                "Visit to Norway by Ann Poe (main under_way inbound), no date; from Ministry of Health",
                "  stop: NO",
                "  head: Ann Poe, Minister of Health, [Ministry of Health], KE",
            ],
        ),
        ("A team would travel to Ghana.", {"home": "NO"}, []),
    ],
)
def test_guests(text, options, expected):
    assert visits_in(text, **options) == expected
