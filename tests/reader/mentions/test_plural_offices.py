"""Offices in the plural: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.mentions.finding import find_mentions
from engagements.reader.words import HEADS
from tests.reader.probes import mentions_in, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministers Roe and Doe", ["Ministers Roe = person; name: Roe; title: Minister; head: minister", "Doe = person; name: Doe; title: Minister; head: minister"]),
        ("Ministers Jane Roe, Dr. John Doe and Ann Poe", ["Ministers Jane Roe = person; name: Jane Roe; title: Minister; head: minister", "Dr. John Doe = person; name: John Doe; honorific: Dr.; title: Minister; head: minister", "Ann Poe = person; name: Ann Poe; title: Minister; head: minister"]),
        ("Ministers Roe, Doe, and Poe", ["Ministers Roe = person; name: Roe; title: Minister; head: minister", "Doe = person; name: Doe; title: Minister; head: minister", "Poe = person; name: Poe; title: Minister; head: minister"]),
        ("Foreign Ministers Roe and Doe", ["Foreign Ministers Roe = person; name: Roe; title: Foreign Minister; head: minister", "Doe = person; name: Doe; title: Foreign Minister; head: minister"]),
        ("Kenyan Ministers Roe and Doe", ["Kenyan Ministers Roe = person; name: Roe; title: Minister; country: KE; head: minister", "Doe = person; name: Doe; title: Minister; country: KE; head: minister"]),
        ("CBP Directors Roe, Doe", ["CBP Directors Roe = person; name: Roe; title: Director; organization: CBP; head: director", "Doe = person; name: Doe; title: Director; organization: CBP; head: director"]),
        ("the Ministers Roe and Doe", ["the Ministers Roe = person; name: Roe; title: Minister; is_definite; head: minister", "Doe = person; name: Doe; title: Minister; is_definite; head: minister"]),
        ("ministers Roe and Doe", ["ministers Roe = person; name: Roe; title: Minister; head: minister", "Doe = person; name: Doe; title: Minister; head: minister"]),
        ("Ministers Roe and Ambassador Doe", ["Ministers Roe = person; name: Roe; title: Minister; head: minister", "Ambassador Doe = person; name: Doe; title: Ambassador; head: ambassador"]),
        ("Ministers Ambassador Doe", ["Ministers = group; description: Ministers", "Ambassador Doe = person; name: Doe; title: Ambassador; head: ambassador"]),
        ("Ministers", ["Ministers = group; description: Ministers"]),
        ("Ministers Roe; Doe", ["Ministers Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Ministers and Doe", ["Ministers = group; description: Ministers"]),
        ("the two Ministers", ["the two Ministers = group; description: two Ministers"]),
        ("Ministers Roe and the", ["Ministers Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Deputy Prime Ministers Roe and Doe", ["Deputy Prime Ministers Roe = person; name: Roe; title: Deputy Prime Minister; head: minister", "Doe = person; name: Doe; title: Deputy Prime Minister; head: minister"]),
        ("Directors General Roe and Doe", ["Directors General Roe = person; name: Roe; honorific: General; title: Director; head: director", "Doe = person; name: Doe; title: Director; head: director"]),
        ("Secretaries-General Roe and Doe", ["Secretaries-General Roe = person; name: Roe; title: Secretary-general; head: secretary-general", "Doe = person; name: Doe; title: Secretary-general; head: secretary-general"]),
        ("Ministers Wang (王浩) and Roe", ["Ministers Wang (王浩) = person; name: Wang; native_name: 王浩; title: Minister; head: minister", "Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Acting Ministers Roe and Doe", ["Acting Ministers Roe = person; name: Roe; title: Minister; acting; head: minister", "Doe = person; name: Doe; title: Minister; acting; head: minister"]),
        ("MPs Roe and Doe", ["MPs Roe = person; name: Roe; title: Mp; head: mp", "Doe = person; name: Doe; title: Mp; head: mp"]),
        ("Ministers Roe and Doe and their staff", ["Ministers Roe = person; name: Roe; title: Minister; head: minister", "Doe and their staff = person; name: Doe; title: Minister; note: and their staff; head: minister"]),
    ],
)  # fmt: skip
def test_several_holders(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the governors of Coahuila, Tamaulipas and Nuevo Leon", ["the governors of Coahuila = office; title: Governor; organization: Coahuila; is_definite; head: governor", "Tamaulipas = office; title: Governor; organization: Tamaulipas; is_definite; head: governor", "Nuevo Leon = office; title: Governor; organization: Nuevo Leon; is_definite; head: governor"]),
        ("governors of Coahuila", ["governors of Coahuila = office; title: Governor; organization: Coahuila; head: governor"]),
        ("the foreign ministers of Peru and Chile", ["the foreign ministers of Peru = office; title: Foreign minister; country: PE; is_definite; head: minister", "Chile = office; title: Foreign minister; country: CL; is_definite; head: minister"]),
        ("the foreign ministers of Peru & Chile", ["the foreign ministers of Peru = office; title: Foreign minister; country: PE; is_definite; head: minister", "Chile = office; title: Foreign minister; country: CL; is_definite; head: minister"]),
        ("the Ministers of Trade and Health", ["the Ministers of Trade = office; title: Minister of Trade; is_definite; head: minister", "Health = office; title: Minister of Health; is_definite; head: minister"]),
        ("the Ministers of Trade, Health, and the Interior", ["the Ministers of Trade = office; title: Minister of Trade; is_definite; head: minister", "Health = office; title: Minister of Health; is_definite; head: minister", "Interior = office; title: Minister of Interior; is_definite; head: minister"]),
        ("the mayors of Oslo and Accra", ["the mayors of Oslo = office; title: Mayor; organization: Oslo; country: NO; is_definite; head: mayor", "Accra = office; title: Mayor; organization: Accra; country: GH; is_definite; head: mayor"]),
        ("the presidents of the World Bank and the IMF", ["the presidents of the World Bank = office; title: President; organization: World Bank; is_definite; head: president", "IMF = office; title: President; organization: IMF; is_definite; head: president"]),
        ("the presidents of Ghana, Kenya, and the Gambia", ["the presidents of Ghana = office; title: President; country: GH; is_definite; head: president", "Kenya = office; title: President; country: KE; is_definite; head: president", "Gambia = office; title: President; country: GM; is_definite; head: president"]),
        ("the Presidents from Ghana and Kenya", ["the Presidents from Ghana = office; title: President; country: GH; is_definite; head: president", "Kenya = office; title: President; country: KE; is_definite; head: president"]),
        ("the Presidents to Ghana", ["the Presidents = group; description: Presidents"]),
        ("the Ministers of Ghana and Ambassador Roe", ["the Ministers of Ghana = office; title: Minister; country: GH; is_definite; head: minister", "Ambassador Roe = person; name: Roe; title: Ambassador; head: ambassador"]),
        ("the Ministers of Ghana and the Ambassador", ["the Ministers of Ghana = office; title: Minister; country: GH; is_definite; head: minister", "the Ambassador = office; title: Ambassador; is_definite; head: ambassador"]),
        ("the Ministers of Ghana and met", ["the Ministers of Ghana = office; title: Minister; country: GH; is_definite; head: minister"]),
        ("the Ministers of", ["the Ministers of = group; description: Ministers of"]),
        ("the Ministers of met", ["the Ministers of = group; description: Ministers of"]),
        ("the Ministers of the French Republic and Ghana", ["the Ministers of the French Republic = office; title: Minister; country: FR; is_definite; head: minister", "Ghana = office; title: Minister; country: GH; is_definite; head: minister"]),
        ("the Ministers of Kenyan Trade", ["the Ministers of Kenyan = office; title: Minister; organization: Kenyan; country: KE; is_definite; head: minister"]),
        ("the governors of Minister Roe", ["the governors of Minister Roe = group; description: governors of Minister Roe"]),
        ("the mayors of Roe Minister", ["the mayors of Roe = office; title: Mayor; organization: Roe; is_definite; head: mayor", "Minister = office; title: Minister; head: minister"]),
        ("the Kenyan governors of Aa and Bb", ["the Kenyan governors of Aa = office; title: Governor; organization: Aa; country: KE; is_definite; head: governor", "Bb = office; title: Governor; organization: Bb; country: KE; is_definite; head: governor"]),
        ("the ministers of The Gambia and The Hague", ["the ministers of The Gambia = office; title: Minister; country: GM; is_definite; head: minister", "Hague = office; title: Minister; organization: Hague; country: NL; is_definite; head: minister"]),
        ("Ministers of Trade Ghana", ["Ministers of Trade = office; title: Minister of Trade; head: minister"]),
        ("the ministers of Ghana or Kenya", ["the ministers of Ghana = office; title: Minister; country: GH; is_definite; head: minister"]),
        ("Ghanaian Directors of the Bank", ["Ghanaian Directors of the Bank = office; title: Director of Bank; country: GH; head: director"]),
    ],
)  # fmt: skip
def test_several_places(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("representatives of the Ministry", ["representatives of the Ministry = group; description: representatives of the Ministry"]),
        ("representatives of Ghana and Kenya", ["representatives of Ghana = office; title: Representative; country: GH; head: representative", "Kenya = office; title: Representative; country: KE; head: representative"]),
        ("the leaders of Ghana", ["the leaders of Ghana = office; title: Leader; country: GH; is_definite; head: leader"]),
        ("leaders Roe and Doe", ["leaders Roe = person; name: Roe; title: Leader; head: leader", "Doe = person; name: Doe; title: Leader; head: leader"]),
        ("members of the delegation", ["members of the delegation = group; description: members of the delegation"]),
        ("Members Jane Roe and Doe", ["Members Jane Roe = person; name: Jane Roe; title: Member; head: member", "Doe = person; name: Doe; title: Member; head: member"]),
        ("officers of the Ghana", ["officers of the Ghana = office; title: Officer; country: GH; head: officer"]),
        ("representatives Of Roe", ["representatives Of Roe = group; description: representatives Of Roe"]),
        ("deputies Roe", ["deputies Roe = person; name: Roe; title: Deputy; head: deputy"]),
        ("advisers of the Ghanaian", []),
        ("heads of the Ghana", ["heads of the Ghana = office; title: Head; country: GH; head: head"]),
    ],
)  # fmt: skip
def test_groups_that_are_no_offices(text, expected):
    assert mentions_in(text) == expected


PLURALS = (
    "ministers secretaries presidents governors commissioners directors mayors ambassadors chiefs premiers "
    "senators heads FMs undersecretaries secretaries-general speakers directors-general kings consuls envoys "
    "chancellors commanders representatives advisers advisors deputies counselors chairs leaders judges "
    "delegates CEOs officers congressmen members MPs MEPs MKs"
)


@pytest.mark.parametrize("plural", PLURALS.split())
def test_plurals(plural):
    words = words_of(f"{plural} Jane Roe and John Doe")
    mentions = find_mentions(words)
    assert [mention.name for mention in mentions] == ["Jane Roe", "John Doe"]
    assert {mention.head for mention in mentions} <= HEADS | {"deputy"}
