"""What a readout of a visit to Mexico in December 2021 says, and nothing that it does not."""

import datetime
from typing import NamedTuple


class ExampleOfficial(NamedTuple):
    name: str
    sort_name: str
    organization: str  # a key of ORGANIZATIONS
    title: str
    acting: bool = False
    honorific: str = ""
    aliases: str = ""


class ExampleParticipant(NamedTuple):
    """An official (a key of OFFICIALS), or somebody by title and organization, or by a description."""

    side: str
    official: str = ""
    title: str = ""
    organization: str = ""
    description: str = ""
    note: str = ""
    is_disputed: bool = False  # whether another account gives another title


class ExampleOutcome(NamedTuple):
    kind: str
    text: str


class ExampleMeeting(NamedTuple):
    title: str
    summary: str
    topics: tuple[str, ...]
    participants: list[ExampleParticipant]  # apart from the head of the delegation
    outcomes: tuple[ExampleOutcome, ...] = ()
    format: str = "bilateral"
    town: str = ""


START, END = datetime.date(2021, 12, 6), datetime.date(2021, 12, 8)
PUBLISHED_ON = datetime.date(2022, 10, 3)  # the date that the page bears; it is no date of the visit
TOWNS = ("Mexico City", "Monterrey")
EARLIER_VISITS = {"CO": "Colombia", "PA": "Panama"}
STATES = ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León")

ORGANIZATIONS = {
    "cbp": {
        "name": "U.S. Customs and Border Protection",
        "acronym": "CBP",
        "kind": "agency",
        "country": "US",
    },
    "labor": {"name": "U.S. Department of Labor", "acronym": "DOL", "kind": "ministry", "country": "US"},
    "embassy": {"name": "Embassy of the United States in Mexico", "kind": "mission", "country": "US"},
    "inm": {
        "name": "National Migration Institute",
        "acronym": "INM",
        "native_name": "Instituto Nacional de Migración",
        "kind": "agency",
        "country": "MX",
    },
    "customs": {"name": "Mexican Customs", "native_name": "Aduanas", "kind": "agency", "country": "MX"},
    "sre": {
        "name": "Ministry of Foreign Affairs of Mexico",
        "acronym": "SRE",
        "native_name": "Secretaría de Relaciones Exteriores",
        "kind": "ministry",
        "country": "MX",
    },
    **{
        state: {"name": f"Government of {state}", "aliases": state, "kind": "subnational", "country": "MX"}
        for state in STATES
    },
}

HEAD_OF_DELEGATION = "miller"
OFFICIALS = {
    HEAD_OF_DELEGATION: ExampleOfficial(
        "Troy Miller",
        "Miller, Troy",
        "cbp",
        "Senior Official Performing the Duties of the Commissioner",
        acting=True,
        aliases="SOPDOC Miller",
    ),
    "garduno": ExampleOfficial(
        "Francisco Garduño Yáñez", "Garduño Yáñez, Francisco", "inm", "Commissioner", honorific="Dr."
    ),
    "duarte": ExampleOfficial(
        "Horacio Duarte Olivares", "Duarte Olivares, Horacio", "customs", "General Administrator"
    ),
    "velasco": ExampleOfficial(
        "Roberto Velasco", "Velasco, Roberto", "sre", "Director General for North America"
    ),
    "syptak": ExampleOfficial(
        "Stephanie Syptak-Ramnath", "Syptak-Ramnath, Stephanie", "embassy", "Deputy Chief of Mission"
    ),
    "salazar": ExampleOfficial("Ken Salazar", "Salazar, Ken", "embassy", "Ambassador to Mexico"),
    "lee": ExampleOfficial("Thea Lee", "Lee, Thea", "labor", "Deputy Assistant Secretary"),
}

TOPICS = (
    "irregular migration",
    "air environment",
    "legitimate trade and travel",
    "visa requirements",
    "commerce",
    "security",
    "reintegration of migrants",
)

MEETINGS = {
    "inm": ExampleMeeting(
        title="Troy Miller with the Commissioner of the INM",
        summary="On the present flows of irregular migrants, and the work under way to meet them.",
        topics=("irregular migration", "air environment"),
        participants=[ExampleParticipant("counterpart", "garduno", note="and staff")],
        outcomes=(
            ExampleOutcome(
                "request",
                "More support in key areas, above all the air environment, which irregular migrants use "
                "to reach the southwestern border.",
            ),
        ),
    ),
    "customs": ExampleMeeting(
        title="Troy Miller with the General Administrator of Mexican Customs",
        summary="On making legitimate trade and travel across the southwest border easier.",
        topics=("legitimate trade and travel",),
        participants=[ExampleParticipant("counterpart", "duarte")],
        outcomes=(ExampleOutcome("commitment", "To go on working together."),),
    ),
    "velasco": ExampleMeeting(
        title="Troy Miller with the Director General for North America",
        summary="On visa requirements for migrants, as far as they bear on CBP's work at the border.",
        topics=("visa requirements", "irregular migration"),
        participants=[
            ExampleParticipant("accompanying", "syptak"),
            ExampleParticipant("counterpart", "velasco"),
        ],
    ),
    "summit": ExampleMeeting(
        title="Summit with the governors of north-eastern Mexico",
        format="multilateral",
        town="Monterrey",  # the only meeting of which the account says where it was
        summary="A regional summit: commerce in north-eastern Mexico, irregular migration, and the "
        "security of both countries; also how chances in the region's economy can bring "
        "migrants back into it.",
        topics=("commerce", "irregular migration", "security", "reintegration of migrants"),
        participants=[
            ExampleParticipant("accompanying", "salazar"),
            ExampleParticipant(
                "accompanying",
                "lee",
                note="Another account of the same visit gives another rank.",
                is_disputed=True,
            ),
            *(ExampleParticipant("counterpart", title="Governor", organization=state) for state in STATES),
            ExampleParticipant("third_party", description="international organizations"),
            ExampleParticipant("third_party", description="private industry"),
        ],
    ),
}
