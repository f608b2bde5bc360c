"""The account of a visit to Mexico in December 2021: what it says, and nothing that it does not."""

import datetime
import uuid

from django.core.management.base import BaseCommand
from django.db import transaction

from engagements.models import (
    Appointment,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Source,
    Stop,
    Topic,
    Visit,
)

# Records are known again by uids made from their names below, so that a second
# run finds them, also after somebody has renamed or corrected them.
NAMESPACE = uuid.UUID("6a2f2c0e-6d0f-4c53-9a5e-2d8c5f0b8e11")

WITHIN_THE_VISIT = {
    "start_date": datetime.date(2021, 12, 6),
    "end_date": datetime.date(2021, 12, 8),
    "dates": "within",
}
PUBLISHED = {"publication": "published"}

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
    "customs": {
        "name": "Mexican Customs",
        "native_name": "Aduanas",
        "kind": "agency",
        "country": "MX",
    },
    "sre": {
        "name": "Ministry of Foreign Affairs of Mexico",
        "acronym": "SRE",
        "native_name": "Secretaría de Relaciones Exteriores",
        "kind": "ministry",
        "country": "MX",
    },
    **{
        state: {"name": f"Government of {state}", "aliases": state, "kind": "subnational", "country": "MX"}
        for state in ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León")
    },
}

# Key: name, honorific, as it is listed, aliases, organization, title, acting.
OFFICIALS = {
    "miller": (
        "Troy Miller",
        "",
        "Miller, Troy",
        "SOPDOC Miller",
        "cbp",
        "Senior Official Performing the Duties of the Commissioner",
        True,
    ),
    "garduno": (
        "Francisco Garduño Yáñez",
        "Dr.",
        "Garduño Yáñez, Francisco",
        "",
        "inm",
        "Commissioner",
        False,
    ),
    "duarte": (
        "Horacio Duarte Olivares",
        "",
        "Duarte Olivares, Horacio",
        "",
        "customs",
        "General Administrator",
        False,
    ),
    "velasco": (
        "Roberto Velasco",
        "",
        "Velasco, Roberto",
        "",
        "sre",
        "Director General for North America",
        False,
    ),
    "syptak": (
        "Stephanie Syptak-Ramnath",
        "",
        "Syptak-Ramnath, Stephanie",
        "",
        "embassy",
        "Deputy Chief of Mission",
        False,
    ),
    "salazar": ("Ken Salazar", "", "Salazar, Ken", "", "embassy", "Ambassador to Mexico", False),
    "lee": ("Thea Lee", "", "Lee, Thea", "", "labor", "Deputy Assistant Secretary", False),
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

# Key: title, fields, topics, participants as (side, official, office, organization, other fields), outcomes.
MEETINGS = {
    "inm": (
        "Troy Miller with the Commissioner of the INM",
        {"summary": "On the present flows of irregular migrants, and the work under way to meet them."},
        ("irregular migration", "air environment"),
        [("counterpart", "garduno", "", "", {"note": "and staff"})],
        [
            (
                "request",
                "More support in key areas, above all the air environment, which irregular migrants use "
                "to reach the southwestern border.",
            )
        ],
    ),
    "customs": (
        "Troy Miller with the General Administrator of Mexican Customs",
        {"summary": "On making legitimate trade and travel across the southwest border easier."},
        ("legitimate trade and travel",),
        [("counterpart", "duarte", "", "", {})],
        [("commitment", "To go on working together.")],
    ),
    "velasco": (
        "Troy Miller with the Director General for North America",
        {"summary": "On visa requirements for migrants, as far as they bear on CBP's work at the border."},
        ("visa requirements", "irregular migration"),
        [("accompanying", "syptak", "", "", {}), ("counterpart", "velasco", "", "", {})],
        [],
    ),
    "summit": (
        "Summit with the governors of north-eastern Mexico",
        {
            "format": "multilateral",
            "summary": "A regional summit: commerce in north-eastern Mexico, irregular migration, and the "
            "security of both countries; also how chances in the region's economy can bring "
            "migrants back into it.",
        },
        ("commerce", "irregular migration", "security", "reintegration of migrants"),
        [
            ("accompanying", "salazar", "", "", {}),
            (
                "accompanying",
                "lee",
                "",
                "",
                {"note": "Another account of the same visit gives another rank."},
            ),
            *(
                ("counterpart", None, "Governor", state, {})
                for state in ("Coahuila", "Tamaulipas", "San Luis Potosí", "Nuevo León")
            ),
            ("third_party", None, "", "", {"description": "international organizations"}),
            ("third_party", None, "", "", {"description": "private industry"}),
        ],
        [],
    ),
}


def uid(*key):
    return uuid.uuid5(NAMESPACE, "/".join(key))


class Command(BaseCommand):
    help = "Load the account of a visit to Mexico in 2021. What is there already is left as it is."

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        if Visit.objects.filter(uid=uid("visit", "mexico")).exists():
            if verbosity:
                self.stdout.write("The example is there already; nothing was changed.")
            return
        self.load_directory()
        visit = self.load_visits()
        for key in MEETINGS:
            self.load_meeting(visit, key)
        if verbosity:
            self.stdout.write(f"Loaded “{visit}” with its {len(MEETINGS)} meetings.")

    def load_directory(self):
        self.organizations = {
            key: Organization.objects.get_or_create(uid=uid("organization", key), defaults=fields)[0]
            for key, fields in ORGANIZATIONS.items()
        }
        self.officials = {}
        for key, (name, honorific, sort_name, aliases, organization, title, acting) in OFFICIALS.items():
            official, made = Official.objects.get_or_create(
                uid=uid("official", key),
                defaults={"name": name, "honorific": honorific, "sort_name": sort_name, "aliases": aliases},
            )
            self.officials[key] = official
            if made:
                # The account tells what each was then, not from when to when.
                Appointment.objects.create(
                    official=official,
                    organization=self.organizations[organization],
                    title=title,
                    acting=acting,
                )
        self.topics = {name: Topic.objects.get_or_create(name=name)[0] for name in TOPICS}
        self.account, _ = Source.objects.get_or_create(
            title="Account of the visit to Mexico by the Senior Official serving as Commissioner",
            publisher="U.S. Customs and Border Protection",
            # The date that the page bears; it is no date of the visit.
            published_on=datetime.date(2022, 10, 3),
        )
        self.other_account, _ = Source.objects.get_or_create(title="Another account of the same visit")

    def load_visits(self):
        cbp, miller = self.organizations["cbp"], self.officials["miller"]
        title = OFFICIALS["miller"][5]
        visit = Visit.objects.create(
            uid=uid("visit", "mexico"),
            title="Visit to Mexico by the head of CBP",
            organization=cbp,
            purpose="To meet Mexican officials and governors in Mexico City and Monterrey.",
            start_date=datetime.date(2021, 12, 6),
            end_date=datetime.date(2021, 12, 8),
            dates="exact",
            **PUBLISHED,
        )
        DelegationMember.objects.create(
            visit=visit, official=miller, organization=cbp, title=title, role="head"
        )
        for name in ("Mexico City", "Monterrey"):
            Stop.objects.create(visit=visit, place=Place.objects.get_or_create(name=name, country="MX")[0])
        visit.topics.set(self.topics.values())
        visit.sources.set([self.account, self.other_account])
        for country, code in (("Colombia", "CO"), ("Panama", "PA")):
            earlier, made = Visit.objects.get_or_create(
                uid=uid("visit", code),
                defaults={
                    "title": f"Trip to {country}",
                    "organization": cbp,
                    "purpose": "To strengthen relations with partners in the region.",
                    "dates": "unknown",
                    **PUBLISHED,
                },
            )
            if made:
                Stop.objects.create(
                    visit=earlier, place=Place.objects.get_or_create(name="", country=code)[0]
                )
                # The account does not say in which capacity he went there.
                DelegationMember.objects.create(visit=earlier, official=miller, organization=cbp, role="head")
                earlier.sources.add(self.account)
            visit.related_visits.add(earlier)
        return visit

    def load_meeting(self, visit, key):
        title, fields, topics, participants, outcomes = MEETINGS[key]
        # Of the summit alone the account says where it was.
        place = Place.objects.get(name="Monterrey", country="MX") if key == "summit" else None
        meeting = Meeting.objects.create(
            uid=uid("meeting", key),
            visit=visit,
            title=title,
            place=place,
            **WITHIN_THE_VISIT,
            **PUBLISHED,
            **fields,
        )
        meeting.topics.set(self.topics[topic] for topic in topics)
        meeting.sources.add(self.account)
        everyone = [("delegation", "miller", "", "", {}), *participants]
        for order, (side, official, office, organization, others) in enumerate(everyone, start=1):
            if official:
                organization, office = OFFICIALS[official][4:6]
            if official == "lee":
                # The two accounts differ on her rank: the line says whose it gives.
                others = {**others, "title_source": self.account}
            Participant.objects.create(
                meeting=meeting,
                side=side,
                official=self.officials.get(official),
                organization=self.organizations.get(organization),
                title=office,
                order=order,
                **others,
            )
        for number, (kind, text) in enumerate(outcomes):
            Outcome.objects.create(
                uid=uid("outcome", key, str(number)), meeting=meeting, kind=kind, text=text
            )
