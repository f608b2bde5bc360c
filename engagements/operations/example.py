"""Writes the example: the records of a visit to Mexico in December 2021."""

import uuid

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
from engagements.models.visibility import Viewer
from engagements.models.visits import VisitQuerySet

from .example_data import (
    EARLIER_VISITS,
    END,
    HEAD_OF_DELEGATION,
    MEETINGS,
    OFFICIALS,
    ORGANIZATIONS,
    PUBLISHED_ON,
    START,
    TOPICS,
    TOWNS,
    ExampleParticipant,
)

# Records are recognized by uids made from their keys, so that a second run finds them, also after
# somebody has renamed or corrected them.
NAMESPACE = uuid.UUID("6a2f2c0e-6d0f-4c53-9a5e-2d8c5f0b8e11")


def uid(*key: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "/".join(key))


def example_visits(user: Viewer) -> VisitQuerySet:
    """Return the visit of the example, if it is there and ``user`` may see it."""
    return Visit.objects.visible_to(user).filter(uid=uid("visit", "mexico"))


@transaction.atomic
def load_example() -> Visit | None:
    """Write the example and return its visit; None where it exists already, and nothing is written."""
    if Visit.objects.filter(uid=uid("visit", "mexico")).exists():
        return None
    return ExampleLoader().load()


def place_of(country: str, town: str = "") -> Place:
    place, _ = Place.objects.get_or_create(
        name=town, country=country, defaults={"uid": uid("place", country, town)}
    )
    return place


class ExampleLoader:
    """Leaves what exists of the directory as it is."""

    def load(self) -> Visit:
        self.load_sources()
        self.load_directory()
        visit = self.load_visit()
        for country, name in EARLIER_VISITS.items():
            visit.related_visits.add(self.load_earlier_visit(country, name))
        for key in MEETINGS:
            self.load_meeting(visit, key)
        return visit

    def load_sources(self) -> None:
        self.account, _ = Source.objects.get_or_create(
            title="Account of the visit to Mexico by the Senior Official serving as Commissioner",
            publisher="U.S. Customs and Border Protection",
            published_on=PUBLISHED_ON,
            defaults={"uid": uid("source", "account")},
        )
        self.other_account, _ = Source.objects.get_or_create(
            title="Another account of the same visit", defaults={"uid": uid("source", "other account")}
        )

    def load_directory(self) -> None:
        self.organizations = {
            key: Organization.objects.get_or_create(uid=uid("organization", key), defaults=fields)[0]
            for key, fields in ORGANIZATIONS.items()
        }
        self.officials = {key: self.load_official(key) for key in OFFICIALS}
        self.topics = {
            name: Topic.objects.get_or_create(name=name, defaults={"uid": uid("topic", name)})[0]
            for name in TOPICS
        }
        self.towns = {name: place_of("MX", name) for name in TOWNS}

    def load_official(self, key: str) -> Official:
        facts = OFFICIALS[key]
        official, created = Official.objects.get_or_create(
            uid=uid("official", key),
            defaults={
                "name": facts.name,
                "honorific": facts.honorific,
                "sort_name": facts.sort_name,
                "aliases": facts.aliases,
            },
        )
        if created:
            # The account tells what each was then, not from when to when.
            Appointment.objects.create(
                official=official,
                organization=self.organizations[facts.organization],
                title=facts.title,
                acting=facts.acting,
            )
        return official

    def load_visit(self) -> Visit:
        head = OFFICIALS[HEAD_OF_DELEGATION]
        organization = self.organizations[head.organization]
        visit = Visit.objects.create(
            uid=uid("visit", "mexico"),
            title="Visit to Mexico by the head of CBP",
            organization=organization,
            purpose="To meet Mexican officials and governors in Mexico City and Monterrey.",
            start_date=START,
            end_date=END,
            dates="exact",
            publication="published",
        )
        DelegationMember.objects.create(
            visit=visit,
            official=self.officials[HEAD_OF_DELEGATION],
            organization=organization,
            title=head.title,
            role="head",
        )
        for town in self.towns.values():
            Stop.objects.create(visit=visit, place=town)
        visit.topics.set(self.topics.values())
        visit.sources.set([self.account, self.other_account])
        return visit

    def load_earlier_visit(self, country: str, name: str) -> Visit:
        organization = self.organizations[OFFICIALS[HEAD_OF_DELEGATION].organization]
        visit, created = Visit.objects.get_or_create(
            uid=uid("visit", country),
            defaults={
                "title": f"Trip to {name}",
                "organization": organization,
                "purpose": "To strengthen relations with partners in the region.",
                "dates": "unknown",
                "publication": "published",
            },
        )
        if created:
            Stop.objects.create(visit=visit, place=place_of(country))
            # The account does not say in which capacity he went there.
            DelegationMember.objects.create(
                visit=visit,
                official=self.officials[HEAD_OF_DELEGATION],
                organization=organization,
                role="head",
            )
            visit.sources.add(self.account)
        return visit

    def load_meeting(self, visit: Visit, key: str) -> None:
        facts = MEETINGS[key]
        meeting = Meeting.objects.create(
            uid=uid("meeting", key),
            visit=visit,
            title=facts.title,
            format=facts.format,
            summary=facts.summary,
            place=self.towns.get(facts.town),
            start_date=START,
            end_date=END,
            dates="within",
            publication="published",
        )
        meeting.topics.set(self.topics[topic] for topic in facts.topics)
        meeting.sources.add(self.account)
        head = ExampleParticipant("delegation", HEAD_OF_DELEGATION)
        for order, participant in enumerate([head, *facts.participants], start=1):
            self.load_participant(meeting, order, participant)
        for number, outcome in enumerate(facts.outcomes):
            Outcome.objects.create(
                uid=uid("outcome", key, str(number)), meeting=meeting, kind=outcome.kind, text=outcome.text
            )

    def load_participant(self, meeting: Meeting, order: int, participant: ExampleParticipant) -> None:
        official = OFFICIALS.get(participant.official)
        organization = official.organization if official else participant.organization
        Participant.objects.create(
            meeting=meeting,
            side=participant.side,
            official=self.officials.get(participant.official),
            organization=self.organizations.get(organization),
            title=official.title if official else participant.title,
            title_source=self.account if participant.is_disputed else None,
            description=participant.description,
            note=participant.note,
            order=order,
        )
