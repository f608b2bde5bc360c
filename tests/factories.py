"""Records for tests; each is valid as made, and open and published unless said otherwise."""

import datetime

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from engagements import models


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    country = "MX"


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = models.Official

    name = factory.Sequence(lambda n: f"Official {n}")


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Appointment

    official = factory.SubFactory(OfficialFactory)
    organization = factory.SubFactory(OrganizationFactory)
    title = "Director"


class ContactDetailFactory(DjangoModelFactory):
    """Of an official, unless an organization is given."""

    class Meta:
        model = models.ContactDetail

    official = factory.Maybe("organization", None, factory.SubFactory(OfficialFactory))
    organization = None
    value = factory.Sequence(lambda n: f"person.{n}@example.org")


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Town {n}")
    country = "MX"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    name = factory.Sequence(lambda n: f"topic {n}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    title = factory.Sequence(lambda n: f"Readout {n}")


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    start_date = datetime.date(2021, 12, 6)
    end_date = factory.SelfAttribute("start_date")
    publication = "published"


class VisitFactory(RecordFactory):
    class Meta:
        model = models.Visit

    title = factory.Sequence(lambda n: f"Visit {n}")
    organization = factory.SubFactory(OrganizationFactory, country="US")


def named_source(**values):
    """Return a source that a visit names, so that everybody sees it."""
    source = SourceFactory(**values)
    VisitFactory().sources.add(source)
    return source


class StopFactory(DjangoModelFactory):
    class Meta:
        model = models.Stop

    visit = factory.SubFactory(VisitFactory)
    place = factory.SubFactory(PlaceFactory)


class ProgrammeItemFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeItem

    visit = factory.SubFactory(VisitFactory)
    day = datetime.date(2021, 12, 6)
    what = "Arrival"


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = models.DelegationMember

    visit = factory.SubFactory(VisitFactory)
    official = factory.SubFactory(OfficialFactory)


class MeetingFactory(RecordFactory):
    """A meeting without participants; `meeting_between` makes one that is whole."""

    class Meta:
        model = models.Meeting

    title = factory.Sequence(lambda n: f"Meeting {n}")


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = models.Participant

    meeting = factory.SubFactory(MeetingFactory)
    side = "counterpart"
    official = factory.SubFactory(OfficialFactory)


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    meeting = factory.SubFactory(MeetingFactory)
    kind = "commitment"
    text = "Work goes on together"


# Of each kind of record and of entry of the directory, by the name of its model.
RECORD_FACTORIES = {
    "visit": VisitFactory,
    "meeting": MeetingFactory,
    "official": OfficialFactory,
    "organization": OrganizationFactory,
    "place": PlaceFactory,
    "topic": TopicFactory,
    "source": SourceFactory,
}


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user {n}")


class CorrectionFactory(DjangoModelFactory):
    """A correction of the title of a visit, or of a meeting."""

    class Meta:
        model = models.Correction

    visit = factory.SubFactory(VisitFactory)
    meeting = None  # in the place of the visit
    title = factory.LazyAttribute(lambda made: str(made.visit or made.meeting))
    version = factory.LazyAttribute(lambda made: (made.visit or made.meeting).version)
    changes = {"fields": {"title": "Corrected"}, "lines": {}, "entries": {}}
    sent_by = factory.SubFactory(UserFactory)
    sent_at = factory.LazyFunction(timezone.now)


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = models.Remark

    visit = factory.SubFactory(VisitFactory)
    text = "Which hotel?"
    author = factory.SubFactory(UserFactory)


class WatchFactory(DjangoModelFactory):
    """Of an official, unless another target is given."""

    class Meta:
        model = models.Watch

    official = factory.Maybe("of_another", None, factory.SubFactory(OfficialFactory))

    class Params:
        of_another = factory.LazyAttribute(
            lambda watch: any(
                getattr(watch, name, None) for name in ("organization", "country", "visit", "saved_view")
            )
        )


def meeting_between(
    delegate=None, counterpart=None, *, delegation=None, counterpart_organization=None, **fields
):
    """Make a meeting with one participant on each hand, made where not given."""
    meeting = MeetingFactory(**fields)
    ParticipantFactory(
        meeting=meeting,
        side="delegation",
        official=delegate or OfficialFactory(),
        organization=delegation or OrganizationFactory(country="US"),
    )
    ParticipantFactory(
        meeting=meeting,
        side="counterpart",
        official=counterpart or OfficialFactory(),
        organization=counterpart_organization or OrganizationFactory(),
    )
    return meeting
