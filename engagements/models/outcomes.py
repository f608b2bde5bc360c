"""What came of a meeting."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.timesince import timesince

from engagements.common.dates import describe_date, validate_year

from .check_constraints import FieldCheckConstraint
from .folded_models import FoldedModel, FoldedQuerySet
from .history import History
from .officials import Official
from .organizations import Organization
from .outcome_owners import owed_by, owner_country
from .participants import PARTY_FIELDS, Participant, ParticipantQuerySet
from .querysets import AdaptiveQuerySet, Condition, IdSource
from .uids import UidModel
from .visibility import Viewer, meeting_visible_to


class OutcomeQuerySet(AdaptiveQuerySet["Outcome"], FoldedQuerySet["Outcome"]):  # type: ignore[override] # see RecordQuerySet
    def visible_to(self, user: Viewer) -> Self:
        """Outcomes of the meetings that ``user`` may see."""
        return self.filter(meeting_visible_to(user, "meeting__"))

    def in_state(self, states: Collection[str]) -> Self:
        """Outcomes in one of ``states``: each a progress, or "overdue", that is open too late."""
        late = Q(progress=Outcome.Progress.OPEN, due_date__lt=timezone.localdate())
        return self.filter(Q(progress__in=states) | (late if "overdue" in states else Q(pk__in=[])))

    def where_participant(self, sides: Collection[str], *conditions: Condition, **lookups: Any) -> Self:
        """Outcomes of meetings in which one participant on one of ``sides`` fits the other conditions."""
        participants = Participant.objects.filter(Q(side__in=sides), *conditions, **lookups)
        return self.filter_with_sources(
            self.exists_in("meeting", participants, "meeting"), self.source_of(participants)
        )

    def in_or_with(self, places: Collection[int], participants: ParticipantQuerySet) -> Self:
        """Outcomes of meetings at one of ``places`` (ids), or in which one of ``participants`` took part."""
        at_place = Q(meeting__place__in=places)
        return self.filter_with_sources(
            at_place | self.exists_in("meeting", participants, "meeting"),
            self.source_of(participants),
            IdSource(Outcome.objects.filter(at_place), "pk"),
        )

    def concerning(self, kind: str, keys: Collection[int]) -> Self:
        """Outcomes that officials or organizations (``kind``) own, or of meetings in which they took part."""
        owned = Q(**{f"owner_{PARTY_FIELDS[kind]}__in": keys})
        participants = Participant.objects.standing_for(kind, keys)
        return self.filter_with_sources(
            owned | self.exists_in("meeting", participants, "meeting"),
            self.source_of(participants),
            IdSource(Outcome.objects.filter(owned), "pk"),
        )

    def with_owed_by(self) -> Self:
        """With ``owed_by``, an `OwedBy`: whether it is owed by the home country, to it, or neither."""
        return self.annotate(owner_country=owner_country()).annotate(owed_by=owed_by())

    def owed(self, owners: Collection[str]) -> Self:
        """Outcomes that are owed as one of ``owners``, each an `OwedBy`."""
        return self.with_owed_by().filter(owed_by__in=owners)

    def source_of(self, participants: ParticipantQuerySet) -> IdSource:
        meetings = participants.order_by().values("meeting")
        return IdSource(Outcome.objects.filter(meeting__in=meetings), "pk")

    def due_by(self, day: datetime.date) -> Self:
        """Open ones that are due on ``day`` or before."""
        return self.filter(progress=Outcome.Progress.OPEN, due_date__lte=day)

    def latest_first(self) -> Self:
        """By their meetings, newest first; those of a meeting without a date come last."""
        return self.order_by(F("meeting__start_date").desc(nulls_last=True), "-pk")

    def own_first(self, organization: Organization | None) -> Self:
        """By due date, those that ``organization`` (None for none) is to see to first."""
        own = Case(When(owner_organization=organization, then=Value(0)), default=Value(1))
        by_date = F("due_date").asc(nulls_last=True), "pk"
        return self.order_by(own, *by_date) if organization else self.order_by(*by_date)

    def for_list(self) -> Self:
        """All that a row of a list shows, in one query."""
        return self.select_related("meeting", "owner_organization", "owner_official")


class Outcome(FoldedModel, UidModel):
    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "agreement"
        COMMITMENT = "commitment", "commitment"
        REQUEST = "request", "request"
        NEXT_STEP = "next_step", "next step"

    class Progress(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    folded_from = ("text", "due_text", "note")

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    owner_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="outcomes_owned"
    )
    owner_official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="outcomes_owned"
    )
    due_date = models.DateField(null=True, blank=True, validators=[validate_year])
    due_text = models.CharField(
        "due, in words",
        max_length=150,
        blank=True,
        help_text="Such as “by the next summit”, where there is no date.",
    )
    progress = models.CharField("status", max_length=7, choices=Progress, default=Progress.OPEN)
    closed_on = models.DateField(null=True, blank=True, validators=[validate_year])
    note = models.CharField(
        max_length=500, blank=True, help_text="What became of it, or why it was dropped or opened again."
    )

    objects = OutcomeQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["progress", "due_date"], name="outcome_due"),
            models.Index(fields=["due_date", "id"], name="outcome_by_due_date"),
        ]
        constraints = [
            FieldCheckConstraint(
                name="outcome_open_is_not_closed",
                condition=Q(closed_on__isnull=True) | ~Q(progress="open"),
                violation_error_message="An open outcome has no closing date.",
                field="closed_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:80]}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#outcome-{self.pk}"

    @property
    def is_restricted(self) -> bool:
        """Whether its meeting is, or the visit of that."""
        visit = self.meeting.visit
        return self.meeting.is_restricted or bool(visit and visit.is_restricted)

    @property
    def due(self) -> str:
        """When it is due, in words; "" where nothing is said of it."""
        date = describe_date(self.due_date) if self.due_date else ""
        return " ".join(filter(None, (date, self.due_text)))

    @property
    def owners(self) -> str:
        """Who is to see to it; "" where nobody is named."""
        owners = (self.owner_official, self.owner_organization)
        return ", ".join(str(owner) for owner in owners if owner)

    @property
    def overdue(self) -> str:
        """For how long it has been due, in words; "" where it is not, or is not open any more."""
        today = timezone.localdate()
        if self.progress != self.Progress.OPEN or not self.due_date or self.due_date >= today:
            return ""
        return timesince(self.due_date, today)
