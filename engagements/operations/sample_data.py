"""Invented engagements, as many as are asked for: for benchmarks and trials, never for a real database.

The same seed gives the same records, but for the times at which they were entered.
"""

import calendar
import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from random import Random
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model

from engagements.common.folding import fold
from engagements.models import (
    Appointment,
    ContactDetail,
    DelegationMember,
    Exactness,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    ProgrammeItem,
    Side,
    Source,
    Stop,
    Topic,
    Visit,
)
from engagements.models.delegation_members import DelegationRole
from engagements.models.folded_models import FoldedModel
from engagements.models.meeting_progress import MeetingProgress

from .sample_vocabulary import (
    CULTURES,
    FILLER_WORDS,
    ORGANIZATION_NAMES,
    POLICY_FIELDS,
    SUBJECT_ASPECTS,
    SUBJECTS,
    TITLES,
)

HOME_CODE = "US"
FIRST_YEAR, LAST_YEAR = 1976, 2026
ROW_BATCH_SIZE = 5_000

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


class Post(NamedTuple):
    title: str
    organization: Organization


def country_code(index: int) -> str:
    return list(CULTURES)[index % len(CULTURES)]


def uid_of(*words: str) -> uuid.UUID:
    """Return the uid of an entry that is the same in all sample data."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join(words))


class SampleData:
    """Makes the records, kind by kind; each kind needs those before it.

    ``progress`` is called with a noun and a number of rows whenever some are written.
    """

    def __init__(
        self, meetings: int, seed: int, progress: Callable[[str, int], None] = lambda noun, rows: None
    ) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing here is secret
        self.progress = progress
        self.meeting_count = meetings
        self.visit_count = max(1, meetings // 5)
        self.official_count = max(20, meetings // 20)
        self.organization_count = max(20, meetings // 200)

    def build(self) -> None:
        """Write all of it; the caller decides on the transaction."""
        self.make_directory()
        self.make_officials()
        self.make_visits()
        self.make_meetings()

    # What chance decides

    def uid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def popular(self, items: Sequence[Item]) -> Item:
        """Return one of ``items``: the first ones very often, the last ones hardly ever."""
        return items[int(len(items) * self.random.random() ** 2)]

    def popular_items(self, items: Sequence[Item], limit: int) -> list[Item]:
        """Return one to ``limit`` different ``items``, few more often than many."""
        number = 1 + int(limit * self.random.random() ** 3)
        return list(dict.fromkeys(self.popular(items) for _ in range(number)))

    def day(self) -> datetime.date:
        """Return a date; later years have more."""
        years = LAST_YEAR - FIRST_YEAR + 1
        year = FIRST_YEAR + int(years * self.random.random() ** 0.6)
        return datetime.date(year, 1, 1) + datetime.timedelta(days=self.random.randrange(365))

    def inexact(self, day: datetime.date) -> dict[str, Any]:
        """Return dates that are only as certain as most sheets have them."""
        chance = self.random.random()
        if chance < 0.84:
            return {"start_date": day, "end_date": day, "dates": "exact"}
        if chance < 0.99:
            last = calendar.monthrange(day.year, day.month)[1]
            return {"start_date": day.replace(day=1), "end_date": day.replace(day=last), "dates": "within"}
        return {"start_date": None, "end_date": None, "dates": "unknown"}

    def publication(self) -> dict[str, str]:
        return {
            "publication": "draft" if self.random.random() < 0.05 else "published",
            "handling": "restricted" if self.random.random() < 0.03 else "open",
        }

    # What is written

    def write(self, model: type[Row], rows: Iterable[Row]) -> list[Row]:
        """Write ``rows`` in batches, folded; return them."""
        iterator = iter(rows)
        written: list[Row] = []
        while batch := list(islice(iterator, ROW_BATCH_SIZE)):
            for row in batch:
                if isinstance(row, FoldedModel):
                    row.refold()
            model._base_manager.bulk_create(batch)
            written += batch
            self.progress(str(model._meta.verbose_name_plural), len(batch))
        return written

    def link(self, descriptor: Any, pairs: Iterable[tuple[Model, Model]]) -> None:
        """Fill the table of a many-to-many relation with ``pairs`` of records."""
        through = descriptor.through
        source, target = descriptor.field.m2m_field_name(), descriptor.field.m2m_reverse_field_name()
        self.write(
            through,
            (through(**{f"{source}_id": record.pk, f"{target}_id": other.pk}) for record, other in pairs),
        )

    def make_directory(self) -> None:
        self.topics = self.write(
            Topic,
            (
                Topic(name=subject + aspect, uid=uid_of("topic", subject + aspect))
                for aspect in SUBJECT_ASPECTS
                for subject in SUBJECTS
            ),
        )
        self.places = self.write(
            Place,
            (
                Place(name=town, country=code, uid=uid_of("place", code, town))
                for code, culture in CULTURES.items()
                for town in culture.towns
            ),
        )
        self.sources = self.write(
            Source,
            (
                Source(title=f"Readout {number}", uid=uid_of("source", str(number)))
                for number in range(max(10, self.visit_count // 10))
            ),
        )
        organizations = self.write(Organization, map(self.organization, range(self.organization_count)))
        self.home_organizations = [body for body in organizations if body.country == HOME_CODE]
        self.foreign_organizations = [body for body in organizations if body.country != HOME_CODE]

    def organization(self, number: int) -> Organization:
        code = HOME_CODE if number % 8 == 0 else country_code(number)
        kind = self.random.choice(list(ORGANIZATION_NAMES))
        field = self.random.choice(POLICY_FIELDS)
        name = self.random.choice(ORGANIZATION_NAMES[kind]).format(field)
        return Organization(
            uid=self.uid(),
            name=f"{name} of {code} {number}",
            acronym=f"{''.join(word[0] for word in name.split())}{number}"[:30],
            kind=kind,
            country=code,
        )

    def make_officials(self) -> None:
        officials = self.write(Official, map(self.official, range(self.official_count)))
        self.delegates = [official for number, official in enumerate(officials) if number % 8 == 0]
        self.counterparts = [official for number, official in enumerate(officials) if number % 8]
        employers = [(official, self.popular(self.home_organizations)) for official in self.delegates]
        employers += [(official, self.popular(self.foreign_organizations)) for official in self.counterparts]
        self.posts = {
            official.pk: Post(self.random.choice(TITLES), organization)
            for official, organization in employers
        }
        self.write(Appointment, (self.appointment(official) for official, _ in employers))
        self.write(ContactDetail, map(contact_detail_of, officials))

    def official(self, number: int) -> Official:
        culture = CULTURES[HOME_CODE if number % 8 == 0 else country_code(number)]
        names = [
            self.random.choice(culture.given_names),
            self.random.choice(culture.family_names),
            self.random.choice(culture.family_names),
        ]
        latin = [name.partition("|")[0] for name in names]
        native = [name.partition("|")[2] for name in names]
        return Official(
            uid=self.uid(),
            name=" ".join(latin),
            sort_name=f"{' '.join(latin[1:])}, {latin[0]}",
            honorific=self.random.choice(["", "", "", "Dr.", "H.E."]),
            native_name=" ".join(native) if all(native) else "",
        )

    def appointment(self, official: Official) -> Appointment:
        start, post = self.day(), self.posts[official.pk]
        return Appointment(
            official=official,
            organization=post.organization,
            title=post.title,
            start_date=start,
            end_date=start + datetime.timedelta(days=1500) if self.random.random() < 0.7 else None,
        )

    def make_visits(self) -> None:
        self.towns: dict[uuid.UUID, list[Place]] = {}
        self.subjects: dict[uuid.UUID, list[Topic]] = {}
        self.members: dict[int, list[Official]] = {}
        self.visits = self.write(Visit, map(self.visit, range(self.visit_count)))
        self.write(
            Stop,
            (Stop(visit=visit, place=place) for visit in self.visits for place in self.towns[visit.uid]),
        )
        self.write(ProgrammeItem, (item for visit in self.visits for item in programme_of(visit)))
        self.write(DelegationMember, (line for visit in self.visits for line in self.delegation(visit)))
        self.link(
            Visit.topics, ((visit, topic) for visit in self.visits for topic in self.subjects[visit.uid])
        )
        self.link(Visit.sources, ((visit, self.popular(self.sources)) for visit in self.visits))

    def visit(self, number: int) -> Visit:
        start = self.day()
        end = start + datetime.timedelta(days=self.random.randrange(6))
        dates = {"start_date": start, "end_date": end, "dates": "exact"}
        if self.random.random() < 0.1:
            dates = self.inexact(start)
        towns, subjects = self.popular_items(self.places, 3), self.popular_items(self.topics, 3)
        visit = Visit(
            uid=self.uid(),
            title=f"Visit to {towns[0].name} on {subjects[0].name} ({number})",
            visit_type=self.random.choice(Visit.Type.values),
            organization=self.popular(self.home_organizations),
            purpose=" ".join(self.random.sample(FILLER_WORDS, 12)),
            **dates,
            **self.publication(),
        )
        self.towns[visit.uid], self.subjects[visit.uid] = towns, subjects
        return visit

    def delegation(self, visit: Visit) -> Iterator[DelegationMember]:
        members = self.popular_items(self.delegates, 6)
        self.members[visit.pk] = members
        for number, official in enumerate(members):
            yield DelegationMember(
                visit=visit,
                official=official,
                title=self.posts[official.pk].title,
                organization=self.posts[official.pk].organization,
                role=DelegationRole.HEAD if number == 0 else DelegationRole.MEMBER,
            )

    def make_meetings(self) -> None:
        """Write the meetings with their lines, a batch at a time: a million do not fit in memory well."""
        for start in range(0, self.meeting_count, ROW_BATCH_SIZE):
            self.subjects = {}
            numbers = range(start, min(start + ROW_BATCH_SIZE, self.meeting_count))
            meetings = self.write(Meeting, map(self.meeting, numbers))
            self.write(Participant, (line for meeting in meetings for line in self.participants(meeting)))
            self.write(Outcome, (line for meeting in meetings for line in self.outcomes(meeting)))
            self.link(
                Meeting.topics,
                ((meeting, topic) for meeting in meetings for topic in self.subjects[meeting.uid]),
            )
            self.link(
                Meeting.sources,
                ((meeting, self.popular(self.sources)) for meeting in meetings if self.random.random() < 0.3),
            )

    def meeting(self, number: int) -> Meeting:
        visit = self.visits[number // 4 % len(self.visits)] if self.random.random() < 0.8 else None
        if visit and visit.start_date and self.random.random() < 0.7:
            dates = {"start_date": visit.start_date, "end_date": visit.end_date, "dates": "within"}
        else:
            dates = self.inexact((visit and visit.start_date) or self.day())
        subjects = self.popular_items(self.topics, 4)
        place = self.random.choice(self.towns[visit.uid]) if visit else self.popular(self.places)
        meeting = Meeting(
            uid=self.uid(),
            visit=visit,
            title=f"Meeting on {subjects[0].name} ({number})",
            format=self.random.choice(Meeting.Format.values),
            progress=MeetingProgress.HELD
            if self.random.random() < 0.94
            else self.random.choice(MeetingProgress.values),
            place=place if self.random.random() < 0.9 else None,
            summary=" ".join(self.random.sample(FILLER_WORDS, 15)),
            **dates,
            **self.publication(),
        )
        self.subjects[meeting.uid] = subjects
        return meeting

    def participants(self, meeting: Meeting) -> Iterator[Participant]:
        delegates = (
            self.members[meeting.visit_id] if meeting.visit_id else self.popular_items(self.delegates, 3)
        )
        counterparts = self.popular_items(self.counterparts, 8)
        order = count(1)
        for side, officials in ((Side.DELEGATION, delegates), (Side.COUNTERPART, counterparts)):
            for official in officials:
                yield self.participant(meeting, side, official, next(order))
        if self.random.random() < 0.15:
            office = self.popular(self.foreign_organizations)
            yield Participant(
                meeting=meeting,
                side=Side.COUNTERPART,
                title="Governor",
                organization=office,
                order=next(order),
            )
        if self.random.random() < 0.1:
            yield Participant(
                meeting=meeting, side=Side.THIRD_PARTY, description="private industry", order=next(order)
            )
        guest = self.popular(self.delegates)
        if self.random.random() < 0.3 and guest not in delegates:
            yield self.participant(meeting, Side.ACCOMPANYING, guest, next(order))

    def participant(self, meeting: Meeting, side: str, official: Official, order: int) -> Participant:
        post = self.posts[official.pk]
        return Participant(
            meeting=meeting,
            side=side,
            official=official,
            title=post.title,
            organization=post.organization,
            order=order,
        )

    def outcomes(self, meeting: Meeting) -> Iterator[Outcome]:
        if self.random.random() < 0.3:
            yield Outcome(
                uid=self.uid(),
                meeting=meeting,
                kind=self.random.choice(Outcome.Kind.values),
                text=" ".join(self.random.sample(FILLER_WORDS, 10)),
                owner_organization=self.popular(self.home_organizations),
                due_date=meeting.end_date and meeting.end_date + datetime.timedelta(days=90),
                progress=self.random.choice(Outcome.Progress.values),
            )


def programme_of(visit: Visit) -> list[ProgrammeItem]:
    """Return what frames the meetings of a visit whose days are known."""
    if visit.dates != Exactness.EXACT or not (visit.start_date and visit.end_date):
        return []
    arrival, departure = datetime.time(9), datetime.time(18, 30)
    return [
        ProgrammeItem(visit=visit, day=visit.start_date, start_time=arrival, what="Arrival at the airport"),
        ProgrammeItem(visit=visit, day=visit.end_date, start_time=departure, what="Departure"),
    ]


def contact_detail_of(official: Official) -> ContactDetail:
    """Return an address that nobody has."""
    name = fold(official.name).replace(" ", ".")
    return ContactDetail(
        uid=uid_of("contact detail", str(official.uid)), official=official, value=f"{name}@example.org"
    )
