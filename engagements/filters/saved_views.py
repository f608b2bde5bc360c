"""The filter set of each list that can be saved as a view."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict

from engagements.models import Meeting, Official, Organization, Outcome, SavedView, Visit

from .base import ListFilterSet
from .directory import OfficialFilterSet, OrganizationFilterSet
from .meetings import MeetingFilterSet
from .outcomes import OutcomeFilterSet
from .visits import VisitFilterSet

# By the value of `SavedView.list`: the model and the filter set of that list.
SAVED_LISTS: dict[str, tuple[Any, type[ListFilterSet]]] = {
    SavedView.List.VISIT: (Visit, VisitFilterSet),
    SavedView.List.MEETING: (Meeting, MeetingFilterSet),
    SavedView.List.OUTCOME: (Outcome, OutcomeFilterSet),
    SavedView.List.OFFICIAL: (Official, OfficialFilterSet),
    SavedView.List.ORGANIZATION: (Organization, OrganizationFilterSet),
}


def saved_filterset(view: SavedView, user: User, rows: QuerySet[Any] | None = None) -> ListFilterSet:
    """Return the filter set of ``view`` as it is for ``user``; over ``rows`` alone where these are given."""
    model, filterset_class = SAVED_LISTS[view.list]
    if rows is None:
        rows = model.objects.visible_to(user).for_ordered_scan()
    return filterset_class(QueryDict(view.query), rows, user=user)
