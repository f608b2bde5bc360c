"""Visits: trips by a delegation, with their stops and members."""

import datetime
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q

from engagements.common.addresses import address_of

from .delegation_members import DelegationMember, DelegationRole
from .directions import any_direction, direction_in_words, fetch_candidates
from .history import History
from .organizations import Organization
from .places import Place
from .querysets import IdSource
from .records import Record, RecordQuerySet
from .sources import Source
from .stops import Stop
from .topics import Topic
from .visibility import Viewer, visit_visible_to


class VisitQuerySet(RecordQuerySet["Visit"]):  # type: ignore[override] # see RecordQuerySet
    def visible_to(self, user: Viewer) -> Self:
        """The visits that ``user`` may see. Every list, count and page starts from this."""
        return self.filter(visit_visible_to(user))

    def with_delegation_of(self, organizations: Collection[int]) -> Self:
        """Visits that one of the ``organizations`` (ids) sent, or of which a member is of one."""
        sent = Q(organization__in=organizations)
        members = DelegationMember.objects.filter(organization__in=organizations)
        return self.filter_with_sources(
            sent | self.exists_in("visit", members),
            IdSource(members, "visit"),
            IdSource(Visit.objects.filter(sent), "pk"),
        )

    def concerning(self, codes: Collection[str]) -> Self:
        """Visits with a stop in one of the countries, or whose sender or a member is of one."""
        organizations = Organization.objects.fetch_ids_of_countries(codes)
        stops = Stop.objects.filter(place__in=Place.objects.fetch_ids_of_countries(codes))
        sent = Q(organization__in=organizations)
        members = DelegationMember.objects.filter(organization__in=organizations)
        return self.filter_with_sources(
            sent | self.exists_in("visit", stops) | self.exists_in("visit", members),
            IdSource(stops, "visit"),
            IdSource(members, "visit"),
            IdSource(Visit.objects.filter(sent), "pk"),
        )

    def from_countries(self, codes: Collection[str]) -> Self:
        """Visits whose sender or a member is of one of the countries."""
        return self.with_delegation_of(Organization.objects.fetch_ids_of_countries(codes))

    def in_directions(self, directions: Collection[str]) -> Self:
        """Visits that go in one of the directions."""
        condition = any_direction(directions)
        candidates = (Visit.objects.filter(candidate) for candidate in fetch_candidates(directions))
        return self.filter_with_sources(
            condition, *(IdSource(visits.filter(condition), "pk") for visits in candidates)
        )

    def with_direction(self) -> Self:
        return self.annotate(direction=direction_in_words())

    def with_stops(self) -> Self:
        return self.prefetch_related(Prefetch("stops", Stop.objects.select_related("place")))

    def with_delegation(self) -> Self:
        return self.select_related("organization").prefetch_related(
            Prefetch("members", DelegationMember.objects.select_related("official", "organization"))
        )

    def started(self) -> Self:
        """Visits that began: neither planned nor called off."""
        return self.filter(progress__in=Visit.STARTED)

    def upcoming(self, today: datetime.date) -> Self:
        """Visits that are planned or under way, but for those that are over on ``today`` (a date)."""
        # By their ids, as they are few: in the order of the list, SQLite would look at all visits.
        states = [Visit.Progress.PLANNED, Visit.Progress.UNDER_WAY]
        return self.filter(
            Q(end_date__isnull=True) | Q(end_date__gte=today),
            pk__in=Visit.objects.filter(progress__in=states).values("pk"),
        )

    def stopping_in(self, codes: Collection[str]) -> Self:
        """Visits with a stop in one of the countries."""
        return self.referenced_by("visit", Stop.objects.filter(place__country__in=codes))

    def with_topics(self) -> Self:
        return self.prefetch_related("topics")


class Visit(Record):
    class Type(models.TextChoices):
        STATE = "state", "state visit"
        OFFICIAL = "official", "official visit"
        OFFICIAL_WORKING = "official_working", "official working visit"
        WORKING = "working", "working visit"
        PRIVATE = "private", "private visit"
        TRANSIT = "transit", "transit"
        CONFERENCE = "conference", "conference"
        TECHNICAL = "technical", "technical visit"

    class Progress(models.TextChoices):
        PLANNED = "planned", "planned"
        UNDER_WAY = "under_way", "under way"
        COMPLETED = "completed", "completed"
        POSTPONED = "postponed", "postponed"
        CANCELLED = "cancelled", "cancelled"

    TOOK_PLACE = Progress.COMPLETED
    STARTED = (Progress.UNDER_WAY, Progress.COMPLETED)
    folded_from = ("title", "purpose")

    title = models.CharField(max_length=300)
    visit_type = models.CharField(
        "type",
        max_length=16,
        choices=Type,
        blank=True,
        help_text="Leave empty when the source does not say.",
    )
    progress = models.CharField("status", max_length=9, choices=Progress, default=Progress.COMPLETED)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_sent",
        verbose_name="sent by",
    )
    purpose = models.TextField(blank=True)
    related_visits = models.ManyToManyField("self", blank=True, help_text="Shown on both.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="visits")
    sources = models.ManyToManyField(Source, blank=True, related_name="visits")

    objects = VisitQuerySet.as_manager()
    history = History(m2m_fields=["related_visits", "topics", "sources"])

    class Meta(Record.Meta):
        permissions = [
            ("view_draft_records", "Can see drafts of visits and meetings"),
            ("view_restricted_records", "Can see restricted visits and meetings"),
            ("publish_records", "Can publish visits and meetings, and change published ones"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("visit_detail", self.pk)

    def status_by_dates(self) -> str:
        status = super().status_by_dates()
        is_today = bool(self.start_date) and not self.is_ahead and not self.is_past
        return Visit.Progress.UNDER_WAY if is_today else status

    def heads(self) -> list[DelegationMember]:
        """The heads of the delegation; reads what ``with_delegation()`` prefetched."""
        return [member for member in self.members.all() if member.role == DelegationRole.HEAD]

    def warnings(self, user: Viewer) -> list[str]:
        """Return sentences for ``user`` on what looks wrong and may yet be right; one query."""
        return [
            f"The meeting “{meeting}” ({meeting.when}) lies outside this visit ({self.when})."
            for meeting in self.meetings.visible_to(user)
            if not meeting.lies_in(self)
        ]

    def only_place(self) -> Place | None:
        """The place of the visit when it has exactly one, else None."""
        places = list(Place.objects.filter(stops__visit=self).distinct()[:2])
        return places[0] if len(places) == 1 else None
