"""Offices as fresh accounts write them: who holds which, and of what organization."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.directory import Directory
from engagements.reader.mentions.finding import find_mentions
from engagements.reader.mentions.sentence_words import SentenceWords
from engagements.reader.places.finding import find_places
from tests.reader.probes import sentence_of


def holders_in(text):
    """Return name, office and organization of each mention, parted by slashes."""
    sentence = sentence_of(text)
    places = find_places(sentence, Directory())
    mentions = find_mentions(SentenceWords(sentence, places, Directory()))
    return [f"{mention.name} / {mention.title} / {mention.organization}" for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where somebody works, in small letters
        ("met plant manager Jane Roe", ["Jane Roe / plant manager / "]),
        ("Lab director Dr. Ann Poe spoke", ["Ann Poe / Lab director / "]),
        ("Col. Jane Roe, state surgeon,", ["Jane Roe / state surgeon / "]),
        ("Senate trade committee chair Jane Roe", ["Jane Roe / chair / Senate trade committee"]),
        # an officer or a manager with a name, or who is of something
        ("Chief Commercial Officer Ana Poe", ["Ana Poe / Chief Commercial Officer / "]),
        ("by the General Manager, Mr. Thierry Roe", ["Thierry Roe / General Manager / "]),
        ("a police officer", []),
        ("officer Jane Roe", ["Jane Roe /  / "]),
        # what an office is for, before it
        ("Tourism and Culture Minister Ann Poe", ["Ann Poe / Tourism and Culture Minister / "]),
        ("Health and Social Services Deputy Minister Ann Poe", ["Ann Poe / Health and Social Services Deputy Minister / "]),
        ("Utilities Director Ann Poe", ["Ann Poe / Utilities Director / "]),
        ("City Director Ann Poe", ["Ann Poe / City Director / "]),
        ("Board member Ms. Ann Poe", ["Ann Poe / Board member / "]),
        ("Finance and Economic Development MEC Ann Poe", ["Ann Poe / Finance and Economic Development MEC / "]),
        ("Customs and Border Protection Commissioner Ann Poe", ["Ann Poe / Commissioner / Customs and Border Protection"]),
        ("Botswana Defence Force commander Ann Poe", ["Ann Poe / commander / Botswana Defence Force"]),
        # the same in brackets, or after a comma
        ("Amb. Jane Roe (Head, Peace and Security Department)", ["Jane Roe / Head, Peace and Security Department / "]),
        ("Mr. Jim Poe, Director, Stability Department, Bank of Ghana", ["Jim Poe / Director, Stability Department / Bank of Ghana"]),
        ("Mr. Jim Poe, Director, Port Department", ["Jim Poe / Director / Port Department"]),
        # the name after a dash ends a line
        ("Deputy Governor for Trade - Renata Roe Lins", ["Renata Roe Lins / Deputy Governor for Trade / "]),
        ("FM: EMBASSY DAR ES SALAAM", [" / FM / ", "EMBASSY DAR ES SALAAM /  / EMBASSY DAR ES SALAAM"]),
        # a rank before the name, and the office before or after it
        ("Ambassador Jane Roe, Director for Asia, met", ["Jane Roe / Director for Asia / "]),
        ("Senator Jane Roe, the Director for Asia, and", ["Jane Roe / Senator / ", " / Director for Asia / "]),
        ("Senator Jane Roe (head of delegation)", ["Jane Roe / Senator / ", " / head / delegation"]),
        ("The Director of the National Bank, Commissioner Jim Roe,", ["Jim Roe / Director / National Bank"]),
        ("Chief Master Sgt. Dean Roe", ["Dean Roe /  / "]),
        ("Special Agent Jane Roe", ["Jane Roe /  / "]),
        ("Hon. Jane Roe, MP, and", ["Jane Roe / MP / "]),
        # what an office is of need not be a name
        ("the Rector of our university, Prof. Ann Poe", ["Ann Poe / Rector / "]),
        ("the Mayor of that city, Mr. Gerald Roe,", ["Gerald Roe / Mayor / "]),
        ("The Chairman of the Board, Mr. Jim Roe,", ["Jim Roe / Chairman of the Board / "]),
        ("the commandant of the Accra military hospital, Lt. Col. Jim Roe,", ["Jim Roe / commandant / Accra military hospital"]),
        ("the president of Ghana's rural fire agency, Jim Roe,", ["Jim Roe / president / Ghana's rural fire agency"]),
        ("Ghana's Consul General in New York, Mr. Jim Roe,", ["Jim Roe / Consul General in New York / "]),
        ("Minister of Energy and Business Ann Poe", ["Ann Poe / Minister of Energy and Business / "]),
        ("Minister of Trade, Industry and Competition, Mr Jim Roe,", ["Jim Roe / Minister of Trade, Industry and Competition / "]),
        ("Minister of Women and Early Childhood Protection, Ann Roe,", ["Ann Roe / Minister of Women and Early Childhood Protection / "]),
        ("Minister of Trade and Jane Roe", [" / Minister of Trade / ", "Jane Roe /  / "]),
        # an office after the name, of something in small letters
        ("Ann Poe, the agency's head of forecasting, said", ["Ann Poe / head of forecasting / agency"]),
        ("Ann Poe, board member for production, said", ["Ann Poe / board member for production / "]),
        ("Ann Poe, Chief Executive Officer of Export Barbados,", ["Ann Poe / Chief Executive Officer / Export Barbados"]),
        ("VP Operations Joe Roe", ["Joe Roe / VP Operations / "]),
        ("Ann Poe, Director Border, spoke", ["Ann Poe / Director Border / "]),
        ("the manager of the firm Terminales del Norte S.A., Mr. Jim Roe,", ["Jim Roe / manager / Terminales del Norte S.A"]),
        ("her counterpart, Mr. Jim Roe, Minister for Foreign Affairs,", ["Jim Roe / Minister for Foreign Affairs / "]),
        # who is sent, and by whom
        ("the Ambassador of Korea, Mr. Park Roe,", ["Park Roe / Ambassador of Korea / "]),
        ("Ann Poe, Ambassador of Kenya in Oslo,", ["Ann Poe / Ambassador of Kenya in Oslo / "]),
        ("Senators Ann Poe (Louisiana) and Tim Roe (Iowa)", ["Ann Poe / Senator / ", "Tim Roe / Senator / "]),
        # what somebody is of, in capitals, and an office of no known word
        ("Rev. Jim Roe of the Accra Interfaith Council", ["Jim Roe /  / Accra Interfaith Council"]),
        ("Mr. Jim Roe, Dijkgraaf of the Water Authority,", ["Jim Roe / Dijkgraaf / Water Authority"]),
        ("the Chief of Staff of the Kenyan Navy, Jim Roe,", ["Jim Roe / Chief of Staff / Kenyan Navy"]),
        ("in the New Capital Mr. Jim Roe", ["New Capital /  / ", "Jim Roe /  / "]),
        # names
        ("met Don Roe", ["Don Roe /  / "]),
        ('Jerome "Big Feather" Roe', ['Jerome "Big Feather" Roe /  / ']),
        ('He read "Big Feather" Roe', ["Big Feather /  / "]),
        ("Ma. Fernanda Roe", ["Ma. Fernanda Roe /  / "]),
        ("Lic. Jane Roe", ["Jane Roe /  / "]),
        ("met Donauwerk AG", ["Donauwerk AG /  / Donauwerk AG"]),
    ],
)  # fmt: skip
def test_holders_of_offices(text, expected):
    assert holders_in(text) == expected
