"""Lists of who took part: a case for each shape."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in, read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Name | Position | Organization |\n|---|---|---|\n| **Norway** | | |\n| RADM Jane Roe | Commander | Coast Guard |\n| **Kenya** | | |\n| Mr. John Doe | Director, Ports | Ministry of Trade |", ["bilateral held, no date", "  delegation: RADM Jane Roe, Commander, [Coast Guard], NO", "  counterpart: Mr. John Doe, Director, Ports, [Ministry of Trade], KE"]),
        ("Name\tTitle\tSide\nJane Roe\tDirector\tNorway\nJohn Doe\tMayor\tKenya", ["bilateral held, no date", "  delegation: Jane Roe, Director, NO", "  counterpart: John Doe, Mayor, KE"]),
        ("Present for Norway: Jane Roe (Director, Port Office, Coast Guard); Ann Moe\nPresent for Kenya: John Doe\nObserver: Tom Poe, Bridge Association", ["bilateral held, no date", "  delegation: Jane Roe, Director, Port Office, [Coast Guard], NO", "  delegation: Ann Moe, NO", "  counterpart: John Doe, KE", "  third_party: Tom Poe, [Bridge Association]"]),
        ("Norwegian Minister Jane Roe met Kenyan Minister John Doe in Oslo.\n\nAttending on the Kenyan side were:\n- Mr. Tom Poe, Director\n- Ms. Sue Coe, Adviser\n\nOn the Norwegian side:\n- Dr. Ann Moe, Director", ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister, NO", "  accompanying: Dr. Ann Moe, Director, NO", "  counterpart: John Doe, Minister, KE", "  counterpart: Mr. Tom Poe, Director, KE", "  counterpart: Ms. Sue Coe, Adviser, KE"]),
        ("FM: AMEMBASSY NAIROBI\nTO: OSLO\nDATE: May 9, 2021\nSUBJECT: PORTS\n\n1. Norwegian Minister Jane Roe met Kenyan Minister John Doe on May 3, 2021.\n\n2. Participants, May 3:\n\nNorway\nJane Roe, Minister\nAnn Moe, Director\n\nKenya\nJohn Doe, Minister\n\n3. Minister Roe has cleared it.", ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister, NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, Minister, KE"]),
        ("Participants:\nMr. John Doe, Director, head of delegation\nMs. Jane Roe, Chair and leader of the delegation\nNorway\nMr. Ole Moe, Director", ["bilateral held, no date", "  delegation: Mr. Ole Moe, Director, NO", "  counterpart: Mr. John Doe, Director, head of delegation", "  counterpart: Ms. Jane Roe, Chair, head of delegation"]),
        ("Participants:\nNorway: Jane Roe, Director\nKenya: John Doe, Permanent Secretary, Ministry of Police, Security and Prisons", ["bilateral held, no date", "  delegation: Jane Roe, Director, NO", "  counterpart: John Doe, Permanent Secretary, [Ministry of Police, Security and Prisons], KE"]),
        ("Participants\n\n| Name | Title | Organization |\n|---|---|---|\n| Jane Roe | Director | Port Office |\n| Ann Moe | Engineer | Port Office |\n| John Doe | Chair | Sea Board |", ["bilateral held, no date", "  delegation: Jane Roe, Director, [Port Office], NO", "  delegation: Ann Moe, Engineer, [Port Office]", "  counterpart: John Doe, Chair, [Sea Board]"]),
        ("Minister Ann Moe of Norway visited Kenya on 3 May 2021.\n\nShe was joined by:\n\n- Jane Roe, Director, Port Office\n- Ole Lie, Engineer\n\nOn 3 May 2021 she met Kenyan Minister John Doe.", ["bilateral held, 2021-05-03 exact", "  delegation: Ann Moe, Minister, NO", "  counterpart: John Doe, Minister, KE"]),
        ("Present\nNPA: Ms. Jane Roe, Port Manager; Mr. Ole Moe, Director\nHarbour Board: Ann Poe (CEO), John Doe (Director)", ["bilateral held, no date", "  delegation: Ms. Jane Roe, Port Manager, [NPA], NO", "  delegation: Mr. Ole Moe, Director, [NPA]", "  counterpart: Ann Poe, CEO, [Harbour Board]", "  counterpart: John Doe, Director, [Harbour Board]"]),
        ("Participants:\nNorway\nMr. Per Hansen, Director\nJane Roe (Co-Chair), Director\nChina\nWang Yi (王毅), Minister\nHe Lifeng, Vice Premier\nLi Lu, Interpreter", ["bilateral held, no date", "  delegation: Mr. Per Hansen, Director, NO", "  delegation: Jane Roe, Director, NO, Co-Chair", "  counterpart: Wang Yi 王毅, Minister, CN", "  counterpart: He Lifeng, Vice Premier, CN", "  counterpart: Li Lu, Interpreter, CN"]),
    ],
)  # fmt: skip
def test_lists(text, expected):
    assert meetings_in(text, home="NO") == expected


HEAD = "Meeting in Oslo, 3 June 2024\n\n"
US = "John Smith, Director, State Department\nJane Doe, Adviser, State Department\n"
NORWAY = "Kari Nordmann, Chief, Trade Ministry\nOla Hansen, Adviser, Trade Ministry\n"
TABLE = "Name | Title | Organization\n"
US_ROWS, NORWAY_ROWS = US.replace(", ", " | "), NORWAY.replace(", ", " | ")
TWO_SIDES = [
    "bilateral held, 2024-06-03 exact, Oslo NO",
    "  delegation: John Smith, Director, [State Department], US",
    "  delegation: Jane Doe, Adviser, [State Department], US",
    "  counterpart: Kari Nordmann, Chief, [Trade Ministry], NO",
    "  counterpart: Ola Hansen, Adviser, [Trade Ministry], NO",
]


def marked(people, mark):
    return "".join(f"{mark} {line}\n" for line in people.splitlines())


def with_side(rows, side):
    return "".join(f"{row} | {side}\n" for row in rows.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        f"US side:\n{US}\nNorwegian side:\n{NORWAY}",
        f"US SIDE\n{US}\nNORWEGIAN SIDE\n{NORWAY}",
        f"For the United States:\n{US}\nFor Norway:\n{NORWAY}",
        f"From the United States:\n{US}\nFrom Norway:\n{NORWAY}",
        f"Representing the United States:\n{US}\nRepresenting Norway:\n{NORWAY}",
        f"On behalf of the Government of the United States:\n{US}\nOn behalf of the Government of Norway:\n{NORWAY}",
        f"Delegation of the United States\n{US}\nDelegation of Norway\n{NORWAY}",
        f"Members of the US delegation:\n{US}\nMembers of the Norwegian delegation:\n{NORWAY}",
        f"The Norwegian delegation comprised:\n{NORWAY}\nThe US delegation was composed of:\n{US}",
        f"U.S. participants:\n{US}\nNorwegian participants:\n{NORWAY}",
        f"Host side:\n{NORWAY}\nVisiting side:\n{US}",
        f"Hosts:\n{NORWAY}\nGuests:\n{US}",
        f"Embassy of the United States:\n{US}\nTrade Ministry:\n{NORWAY}",
        f"United States\n{marked(US, '-')}\nNorway\n{marked(NORWAY, '-')}",
        f"US side:\n{marked(US, '1.')}\nNorwegian side:\n{marked(NORWAY, '2.')}",
        f"**US side**\n{marked(US, '*')}\n**Norwegian side**\n{marked(NORWAY, '*')}",
        f"US side\n{TABLE}{US_ROWS}\nNorwegian side\n{TABLE}{NORWAY_ROWS}",
        f"US side\n{TABLE}{US_ROWS}\nNorwegian side\n{TABLE}{NORWAY_ROWS}".replace(" | ", "\t"),
        f"Name | Title | Organization | Side\n{with_side(US_ROWS, 'US')}{with_side(NORWAY_ROWS, 'Norwegian')}",
        "US side | Norwegian side\n" + "".join(f"{ours} | {theirs}\n" for ours, theirs in zip(US.splitlines(), NORWAY.splitlines(), strict=True)),
        "US side: " + US.strip().replace("\n", "; ") + "\nNorwegian side: " + NORWAY.strip().replace("\n", "; "),
        f"US side:\n{US}\nNorwegian side:\n{NORWAY}\nAbsent:\nTom Poe, Adviser, Finance Ministry\n",
        f"US side:\n{US}\nNorwegian side:\n{NORWAY}\nApologies:\nTom Poe, Adviser, Finance Ministry\n",
        "US side:\nDirector John Smith, State Department\nAdviser Jane Doe, State Department\n\nNorwegian side:\nChief Kari Nordmann, Trade Ministry\nAdviser Ola Hansen, Trade Ministry\n",
    ],
)  # fmt: skip
def test_two_sides(text):
    assert meetings_in(HEAD + text) == TWO_SIDES


@pytest.mark.parametrize(
    "text",
    [
        "US side: John Smith, Jane Doe\nNorwegian side: Kari Nordmann, Ola Hansen",
        "US: John Smith; Jane Doe\nNorway: Kari Nordmann; Ola Hansen",
    ],
)
def test_two_sides_of_names_alone(text):
    assert meetings_in(HEAD + text) == [
        "bilateral held, 2024-06-03 exact, Oslo NO",
        "  delegation: John Smith, US",
        "  delegation: Jane Doe, US",
        "  counterpart: Kari Nordmann, NO",
        "  counterpart: Ola Hansen, NO",
    ]


@pytest.mark.parametrize(
    "company", ["Ola Hansen (Statoil)", "Ola Hansen, CEO, Statoil", "Ola Hansen, Geologist, Equinor ASA"]
)
def test_who_is_of_a_company_is_of_no_government(company):
    text = f"Participants:\nJohn Smith, Director, State Department\nKari Nordmann, Chief, Norwegian Trade Ministry\n{company}\nTopics: gas"
    (meeting,) = read_text(text).meetings
    assert [(party.name, party.side) for party in meeting.participants] == [
        ("John Smith", "delegation"),
        ("Kari Nordmann", "counterpart"),
        ("Ola Hansen", "third_party"),
    ]


@pytest.mark.parametrize("first", ["Per", "Will", "June"])
def test_a_plain_word_may_be_a_first_name(first):
    text = f"{HEAD}US side:\n{first} Moe, Director of the Office\nNorwegian side:\nOla Hansen, Adviser"
    (meeting,) = read_text(text).meetings
    assert meeting.participants[0].name == f"{first} Moe"
