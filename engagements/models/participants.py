"""Who took part in a meeting, on which side."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.db.models.functions import NullIf
from django_countries.fields import CountryField

from engagements.common.folding import fold

from .appointments import Appointment
from .capacity_lines import CapacityLine
from .check_constraints import FieldCheckConstraint
from .folded_models import FoldedQuerySet
from .history import History
from .meeting_progress import NOT_HELD
from .officials import Official
from .organizations import Organization
from .places import Place
from .sources import Source
from .visibility import Viewer, meeting_visible_to


class Side(models.TextChoices):
    DELEGATION = "delegation", "delegation"
    ACCOMPANYING = "accompanying", "accompanying"
    COUNTERPART = "counterpart", "counterpart"
    THIRD_PARTY = "third_party", "third party"


# Neither side is "home": the delegation of an inbound visit is the foreign one.
DELEGATION_SIDE = (Side.DELEGATION, Side.ACCOMPANYING)
COUNTERPART_SIDE = (Side.COUNTERPART, Side.THIRD_PARTY)

# A participant stands for up to three parties: an official, an organization and a country. Kinds
# of party go by the names that they have in `search.suggestions.SUGGESTERS`; a key is an id, or
# the code of a country.
PARTY_FIELDS = {"officials": "official", "organizations": "organization"}


def fetch_party_condition(kind: str, keys: Collection[Any]) -> Q:
    """Return the condition that a participant stands for one of the parties ``keys``.

    Of countries, asks at once for the ids of their organizations: for a join in an "or",
    databases read all participants.
    """
    if kind != "countries":
        return Q(**{f"{PARTY_FIELDS[kind]}__in": keys})
    organizations = Organization.objects.fetch_ids_of_countries(keys)
    # Of more than a hundred codes PostgreSQL can't tell that none is empty, as in the index.
    own = Q(country__in=keys) & ~Q(country="")
    return own | Q(country="", organization__in=organizations)


def party_key(kind: str, path: str = "") -> F | NullIf:
    """Return an expression: the key of the party of ``kind`` that the participant at ``path`` stands for.

    NULL where it stands for none.
    """
    if kind != "countries":
        return F(f"{path}{PARTY_FIELDS[kind]}")
    country, of_organization = F(f"{path}country"), F(f"{path}organization__country")
    return NullIf(Case(When(**{f"{path}country": ""}, then=of_organization), default=country), Value(""))


class ParticipantQuerySet(FoldedQuerySet["Participant"]):
    def visible_to(self, user: Viewer) -> Self:
        """Lines of the meetings that ``user`` may see."""
        return self.filter(meeting_visible_to(user, "meeting__"))

    def standing_for(self, kind: str, keys: Collection[Any]) -> Self:
        """Lines, on whichever side, that stand for one of the parties ``keys``: of held meetings, contact.

        The sides are named one by one: else SQLite looks through all lines of a party for each meeting.
        """
        return self.filter(fetch_party_condition(kind, keys), side__in=Side.values)

    def held(self) -> Self:
        """Lines of the meetings that count as having met."""
        return self.filter(~Q(meeting__progress__in=NOT_HELD))

    def for_display(self, user: Viewer) -> Self:
        """With names, and with the source of a title where ``user`` may see it, else without one."""
        seen = Prefetch("title_source", Source.objects.visible_to(user))
        return self.select_related("official", "organization").prefetch_related(seen)


class Participant(CapacityLine):
    """One line of who took part: a person, an office without a name, or a description alone.

    Title and organization are what they were then; later appointments never change them.
    """

    folded_from = ("title", "description")
    LIST_FIELDS = (
        *("meeting", "side", "title", "description"),
        *("official__honorific", "official__name", "organization__name", "organization__acronym"),
    )

    # Foreign keys without an index of their own are first in one of those below.
    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="participants", db_index=False)
    side = models.CharField(max_length=12, choices=Side)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="participations", db_index=False
    )
    title = models.CharField("title at the time", max_length=250, blank=True)
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
        max_length=250, blank=True, help_text="For those whom the source does not name: “private industry”."
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
            FieldCheckConstraint(
                name="participant_side_known", condition=Q(side__in=Side.values), field="side"
            ),
            FieldCheckConstraint(
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

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.who, self.capacity)))

    @property
    def who(self) -> str:
        """The name; for an office without one the office, else the description."""
        if self.official:
            return str(self.official)
        if self.title:
            return f"{self.title}, {self.organization}" if self.organization else self.title
        return self.description or str(self.organization)

    @property
    def capacity(self) -> str:
        """Title and organization of a named person, as they were then."""
        if not self.official:
            return ""
        organization = self.organization.short_name if self.organization else ""
        return ", ".join(filter(None, (self.title, organization)))

    def agrees_with(self, appointment: Appointment) -> bool:
        """Whether what the line says does not contradict ``appointment``."""
        return (not self.title or fold(self.title) == fold(appointment.title)) and (
            self.organization_id in (None, appointment.organization_id)
        )


def fetch_country_sources(codes: Collection[str]) -> tuple[list[int], ParticipantQuerySet]:
    """Return the ids of the places in the countries, and the lines that stand for one; two queries."""
    lines = Participant.objects.standing_for("countries", codes)
    return Place.objects.fetch_ids_of_countries(codes), lines
