"""Sheets of the shapes in which registers come, each small, and what is in them."""

import datetime
import io
from typing import NamedTuple

import openpyxl

QUARTERLY = """Minister,Date,Name of External Organisation,Purpose of meeting
"Minister for Trade, The Rt Hon Ann Able MP",Jan-14,Atlas Trust,Introductory meeting
,Jan-14,Borealis; Cedar Fund,Skills
"Parliamentary Secretary, Ben Baker MP",Feb-14,Delta Works,Ports
"""
EU_REGISTER = """Date,Location,Subject(s),Cabinet,Representatives,Titles of representatives,Entities met
2024-11-28,Brussels,Farms,Cabinet Alba,"Bruno Anders,Clara Alba","Cabinet member,Commissioner",Farm Union
2024-11-29,Brussels,Energy,Cabinet Alba,Clara Alba,Commissioner,"Power Works,Grid Group, Inc."
2024-12-02,Strasbourg,Trade,Cabinet Bolt,"Emil Bolt,Fia Carr","Commissioner,Head of cabinet",Steel Union
"""
PARLIAMENT = """Title;Date;Place;Member's name;Capacity;Meeting with
Biodiversity law;12-03-2024;Brussels;Ada Testa;Rapporteur;Sample Union | Forest Trust
Meeting on data;14-03-2024;Strasbourg;Ada Testa;Member;Data Works
Fisheries;25-03-2024;Brussels;Ben Vale;Shadow rapporteur;Sea Fund | Sample Union
"""
POSTS = """person_id,person,title,organisation,start_date,end_date,acting
p1,Nora Ravel,Minister of Trade,Ministry of Trade,2019-05-04,2021-01-02,
p1,Nora Ravel,Envoy,Foreign Office,2021-02-01,,yes
p3,Una Beck,Secretary of State,Foreign Office,2018-03-01,2022-05-06,
"""
VISITS = """No.,Visitor,Position,Country,City,Arrival,Departure,Purpose
1,Ana Ruiz,Foreign Minister,Mexico,Puebla,05/03/2024,07/03/2024,trade talks
2,Ben Ode,Minister of Defence,Kenya,"Nairobi, Mombasa",15/04/2024,17/04/2024,security
3,Cho Min,Envoy,South Korea,Seoul,20/05/2024,20/05/2024,a conference
"""
ROW_A_PARTICIPANT = """Meeting ID,Date,Subject,Side,Participant,Position,Organization
M1,3 March 2024,Trade,host,Ann Able,Minister,Ministry of Trade
M1,3 March 2024,Trade,host,Ben Baker,Adviser,Ministry of Trade
M1,3 March 2024,Trade,guest,Carl Dorn,Minister,Ministry of Economy
M2,5 March 2024,Energy,host,Ann Able,Minister,Ministry of Trade
M2,5 March 2024,Energy,guest,Eva Fink,Director,Energy Agency
"""
ONE_CELL = """Date,Meeting,Attendees,Notes
2024-03-03,Trade talks,"Ann Able, Minister of Trade; Carl Dorn, Minister of Economy; Ben Baker",opened well
2024-03-05,Energy talks,"Eva Fink, Director; Ann Able, Minister of Trade",gas
2024-04-09,Ports,"Gil Hart, Ambassador; Ida Jory, Port Director",cranes
"""


def merged_headings():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["Official meetings 2024"],
        ["No", "Date", "Our delegation", None, "Counterpart", None, None, "Subject"],
        [None, None, "Name", "Title", "Name", "Title", "Organization"],
        [
            1,
            datetime.date(2024, 1, 11),
            "Ann Able",
            "Minister",
            "Carl Dorn",
            "Minister",
            "Trade Office",
            "tariffs",
        ],
        [2, datetime.date(2024, 2, 12), "Ben Baker", "Envoy", "Eva Fink", "Director", "Energy Agency", "gas"],
        [
            3,
            datetime.date(2024, 3, 13),
            "Ann Able",
            "Minister",
            "Gil Hart",
            "Ambassador",
            "Embassy",
            "copper",
        ],
    ]:
        sheet.append(row)
    for cells in ("A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:G2", "H2:H3"):
        sheet.merge_cells(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


class Shape(NamedTuple):
    name: str
    content: bytes
    counts: dict[str, int]  # of records made
    line: str  # of the first record that has lines


SHAPES = {
    "quarterly disclosures": Shape(
        "quarterly.csv",
        QUARTERLY.encode(),
        {"organization": 4, "official": 2, "meeting": 3},
        "Ann Able, Minister for Trade",
    ),
    "EU register": Shape(
        "register.csv",
        EU_REGISTER.encode(),
        {"organization": 6, "official": 4, "place": 2, "meeting": 3},
        "Bruno Anders, Cabinet member, Cabinet Alba",
    ),
    "parliament": Shape(
        "parliament.csv",
        PARLIAMENT.encode(),
        {"organization": 4, "official": 2, "place": 2, "meeting": 3},
        "Ada Testa, Rapporteur",
    ),
    "posts": Shape("posts.csv", POSTS.encode(), {"organization": 2, "official": 2, "appointment": 3}, ""),
    "visits": Shape(
        "visits.csv", VISITS.encode(), {"official": 3, "place": 4, "visit": 3}, "Ana Ruiz, Foreign Minister"
    ),
    "merged headings": Shape(
        "merged.xlsx",
        merged_headings(),
        {"organization": 3, "official": 5, "meeting": 3},
        "Carl Dorn, Minister, Trade Office",
    ),
    "one row a participant": Shape(
        "participants.csv",
        ROW_A_PARTICIPANT.encode(),
        {"organization": 3, "official": 4, "meeting": 2},
        "Carl Dorn, Minister, Ministry of Economy",
    ),
    "one cell for all": Shape(
        "cell.csv", ONE_CELL.encode(), {"official": 6, "meeting": 3}, "Carl Dorn, Minister of Economy"
    ),
}
