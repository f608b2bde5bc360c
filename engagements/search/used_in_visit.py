"""What a visit and its meetings name already: offered first while more of it is entered."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from engagements.models import Meeting, Official, Organization, Place, Topic, Visit
from engagements.models.visibility import Viewer


def used_condition(model: Any, visit: Visit, user: Viewer) -> Q | None:
    """Return the condition that ``visit``, or a meeting of it that ``user`` may see, names an entry.

    None for models that are not offered so.
    """
    meetings = Meeting.objects.visible_to(user).filter(visit=visit)
    return {
        Topic: Q(pk__in=visit.topics.values("pk")) | Q(pk__in=meetings.values("topics")),
        Place: Q(pk__in=visit.stops.values("place")) | Q(pk__in=meetings.values("place")),
        Official: Q(pk__in=visit.members.values("official"))
        | Q(pk__in=meetings.values("participants__official")),
        Organization: Q(pk=visit.organization_id)
        | Q(pk__in=visit.members.values("organization"))
        | Q(pk__in=meetings.values("participants__organization")),
    }.get(model)


def used_first(queryset: QuerySet[Any], visit: Visit, user: Viewer, is_ranked: bool) -> QuerySet[Any]:
    """Return ``queryset`` with what ``visit`` names first; of a ranked one, first among equals."""
    condition = used_condition(queryset.model, visit, user)
    if condition is None:
        return queryset
    order: Sequence[Any] = queryset.query.order_by or queryset.model._meta.ordering
    used = Case(When(condition, then=Value(0)), default=Value(1))
    head = order[:1] if is_ranked else ()
    return queryset.order_by(*head, used, *order[len(head) :])
