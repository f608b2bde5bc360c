"""Meetings: who took part, on which side, and what came of it."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.db.models.functions import NullIf
from django.utils import timezone
from django.utils.timesince import timesince
from django_countries.fields import CountryField

from engagements.common.addresses import address_of
from engagements.common.dates import Exactness, describe_date, validate_year
from engagements.common.folding import fold

from .directory import Appointment, InCapacity, Official, Organization, Place
from .folded import Folded, FoldedQuerySet
from .history import History
from .querysets import LongQuerySet
from .records import Identified, Record, RecordQuerySet, open_to
from .sources import Source, Topic
from .visits import Visit


class Side(models.TextChoices):
    DELEGATION = "delegation", "delegation"
    ACCOMPANYING = "accompanying", "accompanying"
    COUNTERPART = "counterpart", "counterpart"
    THIRD_PARTY = "third_party", "third party"


class Hand:
    """The two hands of "who met whom": each side belongs to one."""

    HOME = (Side.DELEGATION, Side.ACCOMPANYING)
    AWAY = (Side.COUNTERPART, Side.THIRD_PARTY)


class Progress(models.TextChoices):
    PLANNED = "planned", "planned"
    HELD = "held", "held"
    POSTPONED = "postponed", "postponed"
    CANCELLED = "cancelled", "cancelled"


def meeting_open_to(user, path=""):
    """Return the condition under which ``user`` may see a meeting, or the one at ``path`` from a line of it.

    As of any record; and a meeting of a visit that may not be seen may not be seen. By joins: of
    a subquery, databases list all meetings, or all visits, before they look at the first row.
    """
    if not user.has_perm("engagements.view_meeting"):
        return Q(pk__in=[])
    condition, without_visit = open_to(user, path), Q(**{f"{path}visit": None})
    if not user.has_perm("engagements.view_visit"):
        return condition & without_visit
    of_visit = open_to(user, f"{path}visit__")
    return condition & (without_visit | of_visit) if of_visit else condition


# What counts as having met is said by what does not: nearly all are held, but SQLite would
# take an index by progress for the shortest way to them.
NOT_HELD = [progress for progress in Progress if progress != Progress.HELD]


class MeetingQuerySet(RecordQuerySet):
    def visible_to(self, user):
        return self.filter(meeting_open_to(user))

    def held(self):
        """Only these count as having met."""
        return self.filter(~Q(progress__in=NOT_HELD))

    def where_participant(self, hand, **lookups):
        """Meetings in which one participant on ``hand`` (an iterable of sides) fits ``lookups``."""
        return self.named_by("meeting", Participant.objects.filter(side__in=hand, **lookups))

    def where_party(self, hand, kind, keys):
        """Meetings in which one of the parties ``keys`` took part on ``hand``; see `ParticipantQuerySet`."""
        return self.named_by("meeting", Participant.objects.filter(side__in=hand).of(kind, keys))

    def in_or_with_country(self, codes):
        """Meetings that took place in one of the countries, or with somebody of one."""
        with_them = Participant.objects.filter(side__in=Hand.AWAY).of("countries", codes)
        there = Q(place__in=list(Place.objects.filter(country__in=codes).values_list("pk", flat=True)))
        return self.chosen(
            there | self.standing_in("meeting", with_them),
            (with_them, "meeting"),
            (Meeting.objects.filter(there), "pk"),
        )

    def with_participants(self):
        """Fetch who took part, by name and title alone: for lists, which have hundreds of them."""
        lines = Participant.objects.select_related("official", "organization")
        return self.prefetch_related(Prefetch("participants", lines.only(*Participant.IN_LISTS)))

    def for_list(self):
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

    folded_from = ("title", "summary", "venue")

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
    progress = models.CharField(max_length=9, choices=Progress, default=Progress.HELD)
    start_time = models.TimeField(null=True, blank=True, help_text="Only for an exact date.")
    timezone = models.CharField(
        "time zone",
        max_length=40,
        blank=True,
        help_text="Such as America/Mexico_City; empty: as at the place.",
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="meetings")
    venue = models.CharField(max_length=200, blank=True, help_text="The building or room.")
    summary = models.TextField(blank=True)
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
            models.CheckConstraint(
                name="meeting_time_of_exact_date",
                condition=Q(start_time__isnull=True) | Q(dates=Exactness.EXACT),
                violation_error_message="A time can be given for an exact date alone.",
            ),
        ]

    def __str__(self):
        return self.title or "Meeting without a title"

    def get_absolute_url(self):
        return address_of("meeting_detail", self.pk)

    def clean(self):
        super().clean()
        if self.start_time and self.dates != Exactness.EXACT:
            raise ValidationError({"start_time": "A time can be given for an exact date alone."})
        if self.timezone and self.timezone not in zoneinfo.available_timezones():
            raise ValidationError(
                {"timezone": "There is no such time zone; write it like America/Mexico_City."}
            )

    def participants_by_side(self):
        """Return (side, participants) for each side, in order; reads what was prefetched."""
        everyone = list(self.participants.all())
        return [(side, [one for one in everyone if one.side == side]) for side in Side]

    def participants_on(self, hand):
        """The participants on ``hand`` (a sequence of sides), in its order; reads what was prefetched."""
        return sorted(
            (one for one in self.participants.all() if one.side in hand), key=lambda one: hand.index(one.side)
        )

    @property
    def home_participants(self):
        return self.participants_on(Hand.HOME)

    @property
    def away_participants(self):
        return self.participants_on(Hand.AWAY)

    @property
    def delegation_organizations(self):
        """The organizations of the delegation, each once; the visit's sender where none is named."""
        named = {
            one.organization_id: one.organization
            for one in self.participants_on([Side.DELEGATION])
            if one.organization
        }
        if not named and self.visit and self.visit.organization:
            return [self.visit.organization]
        return list(named.values())

    @staticmethod
    def missing_hands(sides):
        """Say what ``sides`` (of the participants) lack for the meeting to be published; "" for nothing."""
        sides = set(sides)
        if not sides.intersection(Hand.HOME):
            return "A published meeting needs at least one participant of the delegation or accompanying it."
        if not sides.intersection(Hand.AWAY):
            return "A published meeting needs at least one counterpart or third party."
        return ""

    def publication_problem(self):
        """Say why the meeting can't be published yet; "" when it can."""
        return self.missing_hands(one.side for one in self.participants.all())

    def title_from_participants(self):
        """Return a title such as "Troy Miller with Roberto Velasco and 2 others"."""

        def names(participants):
            first, *others = [one.who for one in participants] or ["(not named)"]
            return first + (f" and {len(others)} other{'s' if len(others) > 1 else ''}" if others else "")

        return f"{names(self.home_participants)} with {names(self.away_participants)}"[:300]

    def warnings(self):
        """Return sentences on what looks wrong and may yet be right; two queries."""
        found = []
        if self.visit and not self.lies_in(self.visit):
            found.append(f"The meeting ({self.when}) lies outside its visit ({self.visit.when}).")
        if not self.start_date:
            return found
        appointments = {}
        held = Appointment.objects.during(self.start_date, self.end_date).filter(
            official__participations__meeting=self
        )
        for appointment in held.select_related("organization"):
            appointments.setdefault(appointment.official_id, []).append(appointment)
        for one in self.participants.select_related("official", "organization"):
            posts = appointments.get(one.official_id, [])
            if posts and not any(one.agrees_with(post) for post in posts):
                known = "; ".join(map(str, posts))
                found.append(
                    f"{one.official} is entered as {one.capacity or 'without a post'}, "
                    f"but held another post then: {known}."
                )
        return found

    def lies_in(self, visit):
        """Whether the dates can lie in those of ``visit``; true where either is unknown."""
        if self.dates == Exactness.EXACT and visit.dates == Exactness.EXACT:
            return visit.start_date <= self.start_date and self.end_date <= visit.end_date
        return self.overlaps(visit)


class ParticipantQuerySet(FoldedQuerySet):
    """A line stands for up to three parties: an official, an organization and a country.

    Kinds of party go by the names that they have in `choices.CHOICES`; a key is an id, or the
    code of a country.
    """

    FIELDS = {"officials": "official", "organizations": "organization"}

    def visible_to(self, user):
        """Lines of the meetings that ``user`` may see."""
        return self.filter(meeting_open_to(user, "meeting__"))

    def held(self):
        """Lines of the meetings that count as having met."""
        return self.filter(~Q(meeting__progress__in=NOT_HELD))

    def for_reading(self, user):
        """With names, and with the source of a title where ``user`` may see it, else without one."""
        seen = Prefetch("title_source", Source.objects.visible_to(user))
        return self.select_related("official", "organization").prefetch_related(seen)

    def of(self, kind, keys):
        """Lines that stand for one of the parties ``keys``."""
        if kind == "countries":
            # By their ids: for a join in an "or", databases read all lines.
            theirs = Organization.objects.filter(country__in=keys).values_list("pk", flat=True)
            # Of more than a hundred codes PostgreSQL can't tell that none is empty, as in the index.
            own = Q(country__in=keys) & ~Q(country="")
            return self.filter(own | Q(country="", organization__in=list(theirs)))
        return self.filter(**{f"{self.FIELDS[kind]}__in": keys})

    @classmethod
    def party(cls, kind, path=""):
        """Return an expression: the key of the party of ``kind`` that the line at ``path`` stands for.

        NULL where it stands for none.
        """
        if kind == "countries":
            country, of_organization = F(f"{path}country"), F(f"{path}organization__country")
            return NullIf(
                Case(When(**{f"{path}country": ""}, then=of_organization), default=country), Value("")
            )
        return F(f"{path}{cls.FIELDS[kind]}")


class Participant(InCapacity):
    """One line of who took part: a person, an office without a name, or a description alone.

    Title and organization are what they were then; later appointments never change them.
    """

    folded_from = ("title", "description")
    IN_LISTS = (
        *("meeting", "side", "title", "description"),
        *("official__honorific", "official__name", "organization__name", "organization__acronym"),
    )

    # Foreign keys without an index of their own are first in one of those below.
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants", db_index=False)
    side = models.CharField(max_length=12, choices=Side)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="participations", db_index=False
    )
    title = models.CharField("title then", max_length=250, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        db_index=False,
    )
    country = CountryField(blank=True, help_text="Where it is not that of the organization.")
    description = models.CharField(
        max_length=250, blank=True, help_text="For those whom the account does not name: “private industry”."
    )
    role = models.CharField(
        max_length=100, blank=True, help_text="Such as chair, host, interpreter, note-taker."
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="Such as “and staff”, or what another source says."
    )
    title_source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The source that gives this title.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = ParticipantQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["order", "pk"]
        indexes = [
            models.Index(fields=["official", "side", "meeting"], name="participant_official"),
            models.Index(fields=["organization", "side", "meeting"], name="participant_organization"),
            models.Index(
                fields=["country", "side", "meeting"], name="participant_country", condition=~Q(country="")
            ),
        ]
        constraints = [
            models.CheckConstraint(name="participant_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="participant_is_somebody",
                condition=Q(official__isnull=False) | Q(organization__isnull=False) | ~Q(description=""),
                violation_error_message="Give an official, an organization or a description.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "official"],
                name="participant_once",
                violation_error_message="This official takes part already.",
            ),
        ]

    def __str__(self):
        return ", ".join(filter(None, (self.who, self.capacity)))

    @property
    def who(self):
        """The name; for an office without one the office, else the description."""
        if self.official:
            return str(self.official)
        if self.title:
            return f"{self.title}, {self.organization}" if self.organization else self.title
        return self.description or str(self.organization)

    @property
    def capacity(self):
        """Title and organization of a named person, as they were then."""
        if not self.official:
            return ""
        return ", ".join(filter(None, (self.title, self.organization and self.organization.short_name)))

    def agrees_with(self, appointment):
        """Whether what the line says does not contradict ``appointment``."""
        return (not self.title or fold(self.title) == fold(appointment.title)) and (
            self.organization_id in (None, appointment.organization_id)
        )


class OutcomeQuerySet(LongQuerySet, FoldedQuerySet):
    def visible_to(self, user):
        """Outcomes of the meetings that ``user`` may see."""
        return self.filter(meeting_open_to(user, "meeting__"))

    def in_state(self, states):
        """Outcomes in one of ``states``: each a progress, or "overdue", that is open too late."""
        late = Q(progress=Outcome.Progress.OPEN, due_date__lt=timezone.localdate())
        return self.filter(Q(progress__in=states) | (late if "overdue" in states else Q(pk__in=[])))

    def due_by(self, day):
        """Open ones that are due on ``day`` or before."""
        return self.filter(progress=Outcome.Progress.OPEN, due_date__lte=day)

    def own_first(self, organization):
        """By due date, those that ``organization`` (None for none) is to see to first."""
        own = Case(When(owner_organization=organization, then=Value(0)), default=Value(1))
        by_date = F("due_date").asc(nulls_last=True), "pk"
        return self.order_by(own, *by_date) if organization else self.order_by(*by_date)

    def for_list(self):
        """All that a row of a list shows, in one query."""
        return self.select_related("meeting", "owner_organization", "owner_official")


class Outcome(Folded, Identified):
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

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes")
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
    progress = models.CharField(max_length=7, choices=Progress, default=Progress.OPEN)
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
            models.CheckConstraint(
                name="outcome_open_is_not_closed",
                condition=Q(closed_on__isnull=True) | ~Q(progress="open"),
                violation_error_message="An open outcome has no closing date.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:80]}"

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#outcome-{self.pk}"

    @property
    def is_restricted(self):
        """Whether its meeting is, or the visit of that."""
        visit = self.meeting.visit
        return self.meeting.is_restricted or bool(visit and visit.is_restricted)

    @property
    def due(self):
        """When it is due, in words; "" where nothing is said of it."""
        return " ".join(filter(None, (self.due_date and describe_date(self.due_date), self.due_text)))

    @property
    def owners(self):
        """Who is to see to it; "" where nobody is named."""
        return ", ".join(str(one) for one in (self.owner_official, self.owner_organization) if one)

    @property
    def overdue(self):
        """For how long it has been due, in words; "" where it is not, or is not open any more."""
        today = timezone.localdate()
        if self.progress != self.Progress.OPEN or not self.due_date or self.due_date >= today:
            return ""
        return timesince(self.due_date, today)
