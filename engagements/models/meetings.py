"""Meetings: who took part, on which side, and what came of it."""

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.db import models
from django.db.models import F, Prefetch, Q

from engagements.common.addresses import address_of
from engagements.common.dates import Exactness, times_in_words
from engagements.common.timezones import describe_timezone, validate_timezone

from .appointments import Appointment
from .check_constraints import FieldCheckConstraint
from .dates import times_in_order
from .history import History
from .meeting_progress import NOT_HELD, MeetingProgress
from .organizations import Organization
from .participants import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Participant,
    ParticipantQuerySet,
    Side,
    fetch_country_sources,
    fetch_party_condition,
)
from .places import Place
from .querysets import Condition, IdSource
from .records import Record, RecordQuerySet
from .sources import Source
from .topics import Topic
from .visibility import Viewer, meeting_visible_to
from .visits import Visit, VisitQuerySet


class MeetingQuerySet(RecordQuerySet["Meeting"]):  # type: ignore[override] # see RecordQuerySet
    def visible_to(self, user: Viewer) -> Self:
        """The meetings that ``user`` may see. Every list, count and page starts from this."""
        return self.filter(meeting_visible_to(user))

    def held(self) -> Self:
        """Only these count as having met."""
        return self.filter(~Q(progress__in=NOT_HELD))

    def where_participant(self, sides: Collection[str], *conditions: Condition, **lookups: Any) -> Self:
        """Meetings in which one participant on one of ``sides`` fits ``conditions`` and ``lookups``."""
        participants = Participant.objects.filter(Q(side__in=sides), *conditions, **lookups)
        return self.referenced_by("meeting", participants)

    def where_party(self, sides: Collection[str], kind: str, keys: Collection[Any]) -> Self:
        """Meetings in which a participant on one of ``sides`` stands for one of the parties ``keys``."""
        return self.where_participant(sides, fetch_party_condition(kind, keys))

    def with_party(self, kind: str, keys: Collection[Any]) -> Self:
        """Meetings in which a line, on whichever side, stands for one of the parties ``keys``."""
        return self.referenced_by("meeting", Participant.objects.standing_for(kind, keys))

    def of_visits(self, visits: VisitQuerySet) -> Self:
        """Meetings of ``visits``, which are narrowed: where they are few, so may be their meetings."""
        condition = self.exists_in("pk", visits, outer="visit")
        if not visits.has_few_rows:
            return self.filter(condition)
        return self.filter_with_sources(condition, IdSource(Meeting.objects.filter(visit__in=visits), "pk"))

    def in_or_with(self, places: Collection[int], participants: ParticipantQuerySet) -> Self:
        """Meetings at one of ``places`` (ids), or in which one of ``participants`` took part."""
        at_place = Q(place__in=places)
        return self.filter_with_sources(
            at_place | self.exists_in("meeting", participants),
            IdSource(participants, "meeting"),
            IdSource(Meeting.objects.filter(at_place), "pk"),
        )

    def in_or_with_countries(self, codes: Collection[str]) -> Self:
        """Meetings at a place in one of the countries, or in which a line stands for one."""
        return self.in_or_with(*fetch_country_sources(codes))

    def with_participants(self) -> Self:
        """Fetch who took part, by name and title alone: for lists, which have hundreds of them."""
        lines = Participant.objects.select_related("official", "organization")
        return self.prefetch_related(Prefetch("participants", lines.only(*Participant.LIST_FIELDS)))

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return (
            self.select_related("visit", "visit__organization", "place")
            .with_participants()
            .prefetch_related("topics")
        )


class Meeting(Record):
    class Format(models.TextChoices):
        BILATERAL = "bilateral", "bilateral"
        MULTILATERAL = "multilateral", "multilateral"
        COURTESY_CALL = "courtesy_call", "courtesy call"
        CALL = "call", "call"
        VIDEO = "video", "video conference"
        SITE_VISIT = "site_visit", "site visit"
        RECEPTION = "reception", "reception"
        OTHER = "other", "other"

    TOOK_PLACE = MeetingProgress.HELD
    folded_from = ("title", "summary", "points", "venue")

    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        help_text="Empty for a call or any other meeting outside a visit.",
    )
    title = models.CharField(
        max_length=300, blank=True, help_text="Left empty, it is made from the participants."
    )
    format = models.CharField(max_length=13, choices=Format, default=Format.BILATERAL)
    progress = models.CharField("status", max_length=9, choices=MeetingProgress, default=MeetingProgress.HELD)
    start_time = models.TimeField(null=True, blank=True, help_text="Only for an exact date.")
    end_time = models.TimeField(null=True, blank=True, help_text="Only after a start time.")
    timezone = models.CharField(
        "time zone",
        max_length=40,
        blank=True,
        validators=[validate_timezone],
        help_text="Such as America/Mexico_City; empty: as at the place.",
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="meetings")
    venue = models.CharField(max_length=200, blank=True, help_text="The building or room.")
    summary = models.TextField(blank=True)
    points = models.TextField(
        "points to raise", blank=True, help_text="For a meeting to come; one a line. Shown in the visit book."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="meetings")
    sources = models.ManyToManyField(Source, blank=True, related_name="meetings")

    objects = MeetingQuerySet.as_manager()
    history = History(m2m_fields=["topics", "sources"])

    class Meta(Record.Meta):
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["format"], name="meeting_by_format"),
        ]
        constraints = [
            *Record.Meta.constraints,
            FieldCheckConstraint(
                name="meeting_time_of_exact_date",
                condition=Q(start_time__isnull=True) | Q(dates=Exactness.EXACT),
                violation_error_message="A time can be given for an exact date alone.",
                field="start_time",
            ),
            FieldCheckConstraint(
                name="meeting_times_in_order",
                # Over several days, the end may be earlier in its day than the start in its own.
                condition=times_in_order("start_time", "end_time")
                | Q(start_time__isnull=False, start_date__lt=F("end_date")),
                violation_error_message="The end is before the start, or there is an end without a start.",
                field="end_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Meeting without a title"

    def get_absolute_url(self) -> str:
        return address_of("meeting_detail", self.pk)

    @property
    def hours(self) -> str:
        """From when to when, such as "09:30–11:00"; "" where it is not known."""
        return times_in_words(self.start_time, self.end_time) if self.start_time else ""

    @property
    def time_of_day(self) -> str:
        """The times in words, such as "09:30–11:00 Oslo time"; "" where none is known."""
        if not self.start_time:
            return ""
        return f"{self.hours} {describe_timezone(self.timezone) or 'local time'}"

    def participants_by_side(self) -> list[tuple[Side, list[Participant]]]:
        """Return (side, participants) for each side, in order; reads what was prefetched."""
        participants = list(self.participants.all())
        return [
            (side, [participant for participant in participants if participant.side == side]) for side in Side
        ]

    def participants_on(self, sides: Sequence[str]) -> list[Participant]:
        """The participants on one of ``sides`` (a sequence), in its order; reads what was prefetched."""
        participants = [participant for participant in self.participants.all() if participant.side in sides]
        return sorted(participants, key=lambda participant: sides.index(participant.side))

    @property
    def delegation_side_participants(self) -> list[Participant]:
        return self.participants_on(DELEGATION_SIDE)

    @property
    def counterpart_side_participants(self) -> list[Participant]:
        return self.participants_on(COUNTERPART_SIDE)

    @property
    def delegation_organizations(self) -> list[Organization]:
        """The organizations of the delegation, each once; the visit's sender where none is named."""
        organizations = {
            participant.organization_id: participant.organization
            for participant in self.participants_on([Side.DELEGATION])
            if participant.organization
        }
        if not organizations and self.visit and self.visit.organization:
            return [self.visit.organization]
        return list(organizations.values())

    def warnings(self, user: Viewer) -> list[str]:
        """Return sentences for ``user`` on what looks wrong and may yet be right; two queries."""
        warnings = []
        if self.visit and not self.lies_in(self.visit):
            warnings.append(f"The meeting ({self.when}) lies outside its visit ({self.visit.when}).")
        if not (self.start_date and self.end_date):
            return warnings
        appointments: dict[int | None, list[Appointment]] = {}
        held = Appointment.objects.during(self.start_date, self.end_date).filter(
            official__participations__meeting=self
        )
        for appointment in held.select_related("organization"):
            appointments.setdefault(appointment.official_id, []).append(appointment)
        for participant in self.participants.select_related("official", "organization"):
            posts = appointments.get(participant.official_id, [])
            if posts and not any(participant.agrees_with(post) for post in posts):
                known = "; ".join(map(str, posts))
                warnings.append(
                    f"{participant.official} is entered as {participant.capacity or 'without a post'}, "
                    f"but held another post then: {known}."
                )
        return warnings

    def lies_in(self, visit: Visit) -> bool:
        """Whether the dates can lie in those of ``visit``; true where either is unknown."""
        if not (self.start_date and self.end_date and visit.start_date and visit.end_date):
            return True
        if self.dates == visit.dates == Exactness.EXACT:
            return visit.start_date <= self.start_date and self.end_date <= visit.end_date
        return self.overlaps(visit)
