"""The kinds of records that the API has: their filters, their data, and how that is fetched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch

from engagements.filters.base import ListFilterSet
from engagements.filters.directory import (
    OfficialFilterSet,
    OrganizationFilterSet,
    PlaceFilterSet,
    SourceFilterSet,
    TopicFilterSet,
)
from engagements.filters.meetings import MeetingFilterSet
from engagements.filters.outcomes import OutcomeFilterSet
from engagements.filters.visits import VisitFilterSet
from engagements.models import (
    Appointment,
    DelegationMember,
    Outcome,
    Participant,
    Passage,
    ProgrammeItem,
    Stop,
    Visit,
)

from .serializers import (
    MeetingSerializer,
    OfficialSerializer,
    OrganizationSerializer,
    OutcomeSerializer,
    PlaceSerializer,
    RecordSerializer,
    SourceSerializer,
    TopicSerializer,
    VisitSerializer,
)

Loaders = Mapping[str, Any]  # by field, what `prefetch_related` takes


def no_loaders(user: User) -> Loaders:
    return {}


@dataclass(frozen=True)
class ApiKind:
    """One kind of record: ``joins`` and ``loaders`` are what is fetched for its fields, by field.

    A loader is what `prefetch_related` takes, for the user who asks.
    """

    serializer: type[RecordSerializer]
    filterset: type[ListFilterSet]
    joins: Mapping[str, Sequence[str]] = field(default_factory=dict)
    loaders: Callable[[User], Loaders] = no_loaders

    @property
    def model(self) -> Any:
        return self.serializer.Meta.model

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def permission(self) -> str:
        return f"engagements.view_{self.model._meta.model_name}"

    @property
    def fields(self) -> list[str]:
        return list(self.serializer.Meta.fields)

    def rows(self, queryset: Any, fields: set[str], user: User) -> list[Any]:
        """Return the rows of ``queryset`` with all that ``fields`` need; a fixed number of queries."""
        joins = [join for name, joins in self.joins.items() if name in fields for join in joins]
        loaders = [loader for name, loader in self.loaders(user).items() if name in fields]
        joined = queryset.select_related(*joins) if joins else queryset
        return list(joined.prefetch_related(*loaders))

    def data(self, rows: Sequence[Any], fields: set[str]) -> list[dict[str, Any]]:
        return list(self.serializer(rows, many=True, only=fields).data)


def passages(user: User) -> Any:
    return Prefetch("passages", Passage.objects.visible_to(user).for_display())


def visit_loaders(user: User) -> Loaders:
    return {
        "stops": Prefetch("stops", Stop.objects.select_related("place")),
        "programme": Prefetch("programme_items", ProgrammeItem.objects.select_related("place")),
        "delegation": Prefetch(
            "members", DelegationMember.objects.select_related("official", "organization")
        ),
        "topics": "topics",
        "sources": "sources",
        "related_visits": Prefetch("related_visits", Visit.objects.visible_to(user)),
        "passages": passages(user),
    }


def meeting_loaders(user: User) -> Loaders:
    outcomes = Outcome.objects.select_related("owner_organization", "owner_official")
    return {
        "participants": Prefetch("participants", Participant.objects.for_display(user)),
        "outcomes": Prefetch("outcomes", outcomes),
        "topics": "topics",
        "sources": "sources",
        "passages": passages(user),
    }


def official_loaders(user: User) -> Loaders:
    return {"posts": Prefetch("appointments", Appointment.objects.select_related("organization"))}


API_KINDS = {
    kind.name: kind
    for kind in (
        ApiKind(VisitSerializer, VisitFilterSet, {"organization": ["organization"]}, visit_loaders),
        ApiKind(
            MeetingSerializer, MeetingFilterSet, {"visit": ["visit"], "place": ["place"]}, meeting_loaders
        ),
        ApiKind(
            OutcomeSerializer,
            OutcomeFilterSet,
            {name: [name] for name in ("meeting", "owner_organization", "owner_official")},
        ),
        ApiKind(OfficialSerializer, OfficialFilterSet, loaders=official_loaders),
        ApiKind(OrganizationSerializer, OrganizationFilterSet, {"parent": ["parent"]}),
        ApiKind(PlaceSerializer, PlaceFilterSet),
        ApiKind(TopicSerializer, TopicFilterSet, {"parent": ["parent"]}),
        ApiKind(SourceSerializer, SourceFilterSet),
    )
}
