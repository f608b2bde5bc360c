"""Random changes of who met whom, by whichever way there is to write them."""

import datetime

from django.db import transaction

from engagements.models import DelegationMember, Meeting, Organization, Participant, Place, Side, Stop, Visit
from tests.factories import (
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

COUNTRIES = ["US", "MX", "CA", ""]
STATES = {
    "publication": ["published", "published", "draft"],
    "handling": ["open", "open", "restricted"],
    "progress": ["held", "held", "held", "planned", "postponed", "cancelled"],
    "format": ["bilateral", "call"],
}


class RolledBack(Exception):
    pass


class World:
    """A few parties, and meetings between them that ``chance`` changes."""

    def __init__(self, chance):
        self.chance = chance
        self.officials = OfficialFactory.create_batch(6)
        self.organizations = [OrganizationFactory(country=country) for country in COUNTRIES * 2]
        self.places = [PlaceFactory(country=country) for country in COUNTRIES]
        self.visits = [VisitFactory(organization=organization) for organization in self.organizations[:3]]
        self.topic = TopicFactory()
        self.topics = [self.topic, TopicFactory(parent=self.topic), TopicFactory()]
        for _ in range(12):
            self.add_meeting()

    def any_of(self, model):
        pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return model.objects.filter(pk=self.chance.choice(pks)) if pks else model.objects.none()

    def state(self):
        return {name: self.chance.choice(values) for name, values in STATES.items()}

    def dates(self):
        if self.chance.random() < 0.2:
            return {"start_date": None, "end_date": None, "dates": "unknown"}
        start = datetime.date(2020, 1, 1) + datetime.timedelta(self.chance.randrange(60))
        end = start + datetime.timedelta(self.chance.choice([0, 0, 20]))
        return {"start_date": start, "end_date": end, "dates": "exact" if start == end else "within"}

    def line(self):
        return {
            "side": self.chance.choice(list(Side)),
            "organization": self.chance.choice([*self.organizations, None]),
            "country": self.chance.choice(["", "", *COUNTRIES]),
            "description": "somebody",
        }

    def add_meeting(self):
        place = self.chance.choice([*self.places, None])
        visit = self.chance.choice([*self.visits, None])
        meeting = MeetingFactory(place=place, visit=visit, **self.dates(), **self.state())
        officials = self.chance.sample(self.officials, 3)
        for official in [*officials[: self.chance.randrange(4)], None]:
            ParticipantFactory(meeting=meeting, official=official, **self.line())
        if self.chance.random() < 0.5:
            meeting.topics.add(self.chance.choice(self.topics))

    def add_new_party(self):
        for meeting in self.any_of(Meeting):
            ParticipantFactory(meeting=meeting, organization=OrganizationFactory(country="PA"))

    def add_lines(self):
        for meeting in self.any_of(Meeting):
            lines = [Participant(meeting=meeting, **self.line()) for _ in range(2)]
            Participant.objects.bulk_create(lines, ignore_conflicts=True)

    def change_line(self):
        self.any_of(Participant).update(**self.line())

    def move_line(self):
        for meeting in self.any_of(Meeting):
            self.any_of(Participant).filter(official=None).update(meeting=meeting)

    def delete_line(self):
        self.any_of(Participant).delete()

    def change_meeting(self):
        self.any_of(Meeting).update(**self.dates(), **self.state())

    def change_topics(self):
        for meeting in self.any_of(Meeting):
            meeting.topics.set(self.chance.sample(self.topics, self.chance.randrange(3)))

    def move_topic(self):
        Meeting.topics.through.objects.filter(topic=self.topics[1]).exclude(
            meeting__topics=self.topics[2]
        ).update(topic=self.topics[2])

    def move_meeting(self):
        visit, place = self.chance.choice([*self.visits, None]), self.chance.choice([*self.places, None])
        self.any_of(Meeting).update(visit=visit, place=place)

    def delete_meeting(self):
        self.any_of(Meeting).delete()

    def change_visit(self):
        progress = self.chance.choice(["completed", "under_way", "planned"])
        sender = self.chance.choice([*self.organizations, None])
        state = self.dates() | self.state() | {"progress": progress, "organization": sender}
        del state["format"]
        self.any_of(Visit).update(**state)

    def add_visit(self):
        visit = VisitFactory(organization=self.chance.choice([*self.organizations, None]), **self.dates())
        StopFactory(visit=visit, place=self.chance.choice(self.places))

    def add_travellers(self):
        for visit in self.any_of(Visit):
            StopFactory(visit=visit, place=self.chance.choice(self.places))
            MemberFactory(visit=visit, organization=self.chance.choice([*self.organizations, None]))

    def change_travellers(self):
        self.any_of(Stop).update(place=self.chance.choice(self.places))
        self.any_of(DelegationMember).update(organization=self.chance.choice([*self.organizations, None]))

    def move_travellers(self):
        for visit in self.any_of(Visit):
            self.any_of(Stop).update(visit=visit)
            self.any_of(DelegationMember).update(visit=visit)

    def delete_travellers(self):
        self.any_of(Stop).delete()
        self.any_of(DelegationMember).delete()

    def delete_visit(self):
        self.any_of(Visit).filter(meetings=None).exclude(pk__in=[visit.pk for visit in self.visits]).delete()

    def change_countries(self):
        organization = self.chance.choice(self.organizations)
        Organization.objects.filter(pk=organization.pk).update(country=self.chance.choice(COUNTRIES))
        self.any_of(Place).update(country=self.chance.choice([*COUNTRIES, "PA"]))

    def do_in_vain(self):
        try:
            with transaction.atomic():
                self.change()
                raise RolledBack
        except RolledBack:
            pass

    def change(self):
        """Change something."""
        getattr(self, self.chance.choice(CHANGES))()


CHANGES = [name for name in vars(World) if name.startswith(("add_", "change_", "move_", "delete_", "do_"))]
