"""The kinds of records that the API has: their filters, their data, and how that is fetched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
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
    list_attribute,
)

# By field: a function of who asks, which returns what `prefetch_related` takes.
Loaders = Mapping[str, Callable[[User], Any]]


@dataclass(frozen=True)
class ApiKind:
    """One kind of record: ``joins`` and ``loaders`` are what is fetched for its fields, by field.

    A loader returns what `prefetch_related` takes, for the user who asks.
    """

    serializer: type[RecordSerializer]
    filterset: type[ListFilterSet]
    joins: Mapping[str, Sequence[str]] = field(default_factory=dict)
    loaders: Loaders = field(default_factory=dict)

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
        loaders = [loader(user) for name, loader in self.loaders.items() if name in fields]
        joined = queryset.select_related(*joins) if joins else queryset
        return list(joined.prefetch_related(*loaders))

    def data(self, rows: Sequence[Any], fields: set[str]) -> list[dict[str, Any]]:
        serializer = serializer_of(self.name, frozenset(fields))
        return [serializer.to_representation(row) for row in rows]


@lru_cache(maxsize=64)
def serializer_of(kind: str, fields: frozenset[str]) -> RecordSerializer:
    """Return the serializer for ``fields`` alone, which keeps nothing of a row and takes long to set up."""
    return API_KINDS[kind].serializer(only=fields)


def as_list(name: str, queryset: Any = None) -> Any:
    """Return what fetches the relation ``name`` into a list: a queryset a row takes as long as the row."""
    return Prefetch(name, queryset, to_attr=list_attribute(name))


def passages(user: User) -> Any:
    return as_list("passages", Passage.objects.visible_to(user).for_display())


def loader(name: str, model: Any = None, *joins: str) -> Callable[[User], Any]:
    """Return the loader of the relation ``name``; where its ``model`` is said, with what each line names."""
    return lambda user: as_list(name, model.objects.select_related(*joins) if model else None)


VISIT_LOADERS: Loaders = {
    "stops": loader("stops", Stop, "place"),
    "programme": loader("programme_items", ProgrammeItem, "place"),
    "delegation": loader("members", DelegationMember, "official", "organization"),
    "topics": loader("topics"),
    "sources": loader("sources"),
    "related_visits": lambda user: as_list("related_visits", Visit.objects.visible_to(user)),
    "passages": passages,
}
MEETING_LOADERS: Loaders = {
    "participants": lambda user: as_list("participants", Participant.objects.for_display(user)),
    "outcomes": loader("outcomes", Outcome, "owner_organization", "owner_official"),
    "topics": loader("topics"),
    "sources": loader("sources"),
    "passages": passages,
}
OFFICIAL_LOADERS: Loaders = {"posts": loader("appointments", Appointment, "organization")}


API_KINDS = {
    kind.name: kind
    for kind in (
        ApiKind(VisitSerializer, VisitFilterSet, {"organization": ["organization"]}, VISIT_LOADERS),
        ApiKind(
            MeetingSerializer, MeetingFilterSet, {"visit": ["visit"], "place": ["place"]}, MEETING_LOADERS
        ),
        ApiKind(
            OutcomeSerializer,
            OutcomeFilterSet,
            {name: [name] for name in ("meeting", "owner_organization", "owner_official")},
        ),
        ApiKind(OfficialSerializer, OfficialFilterSet, loaders=OFFICIAL_LOADERS),
        ApiKind(OrganizationSerializer, OrganizationFilterSet, {"parent": ["parent"]}),
        ApiKind(PlaceSerializer, PlaceFilterSet),
        ApiKind(TopicSerializer, TopicFilterSet, {"parent": ["parent"]}),
        ApiKind(SourceSerializer, SourceFilterSet),
    )
}
