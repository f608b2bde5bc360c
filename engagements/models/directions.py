"""Which way a visit went, as seen from `HOME_COUNTRY`."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from .delegation_members import DelegationMember
from .organizations import Organization
from .stops import Stop


class VisitDirection(models.TextChoices):
    OUTBOUND = "outbound", "outbound"
    INBOUND = "inbound", "inbound"


WITHOUT_COUNTRY = Q(organization=None) | Q(organization__country="")


def lines_of_visit(model: type[Stop | DelegationMember], path: str) -> tuple[Exists, Exists]:
    """Return the conditions that a line of a visit is of the home country, and of another one."""
    lines: Any = model._default_manager.filter(visit=OuterRef("pk")).order_by()
    home = Q(**{path: settings.HOME_COUNTRY})
    return Exists(lines.filter(home)), Exists(lines.filter(~home, **{f"{path}__gt": ""}))


def direction_condition(direction: str) -> Q:
    """Return the condition that a visit goes in ``direction``; none does where no home country is set.

    The sender says whose delegation it is, or where none with a country is named, its members: one of the
    home country makes it that of the home country. Nothing is said of a delegation that stays in its
    own country, or of one from abroad that is known to go elsewhere.
    """
    if not settings.HOME_COUNTRY:
        return Q(pk__in=[])
    own_member, foreign_member = lines_of_visit(DelegationMember, "organization__country")
    stop_at_home, stop_abroad = lines_of_visit(Stop, "place__country")
    sent_from_home = Q(organization__country=settings.HOME_COUNTRY)
    if direction == VisitDirection.OUTBOUND:
        return (sent_from_home | WITHOUT_COUNTRY & Q(own_member)) & Q(stop_abroad | ~stop_at_home)
    sent_from_abroad = ~sent_from_home & Q(organization__country__gt="")
    return (sent_from_abroad | WITHOUT_COUNTRY & Q(foreign_member) & Q(~own_member)) & Q(
        stop_at_home | ~stop_abroad
    )


def any_direction(directions: Collection[str]) -> Q:
    return reduce(or_, map(direction_condition, directions))


def fetch_candidates(directions: Collection[str]) -> list[Q]:
    """Return conditions, each with an index, that hold together for all that `any_direction` allows.

    Asks at once for the ids of the organizations that may have sent such a visit.
    """
    home = Q(country=settings.HOME_COUNTRY)
    of_direction = {VisitDirection.OUTBOUND: home, VisitDirection.INBOUND: ~home}
    of_directions = reduce(or_, (of_direction[VisitDirection(direction)] for direction in directions))
    organizations = Organization.objects.order_by()
    senders, unknown = organizations.filter(of_directions, country__gt=""), organizations.filter(country="")
    return [
        Q(organization__in=list(senders.values_list("pk", flat=True))),
        Q(organization=None),
        Q(organization__in=list(unknown.values_list("pk", flat=True))),
    ]


def direction_in_words() -> Case:
    """Return an expression: the direction of a visit, "" where none is known."""
    whens = (
        When(direction_condition(direction), then=Value(direction.value)) for direction in VisitDirection
    )
    return Case(*whens, default=Value(""))
