"""How many outcomes are due."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from engagements.models import Outcome
from engagements.models.outcome_owners import OwedBy

from . import counts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import Organization
    from engagements.models.outcomes import OutcomeQuerySet

OWED = (OwedBy.US, OwedBy.THEM)
DUE_SOON = timedelta(days=30)


class DueCounts(NamedTuple):
    """How many outcomes are due; ``more than`` so many in words.

    ``numbers`` are those that are ``overdue`` and due ``soon``, and beginning with ``own_`` those of one's
    organization; ``owed`` says (owed by us or to us, how many are overdue, how many due soon), None where
    there are too many to tell. It is empty where no home country is set.
    """

    numbers: dict[str, int | str]
    owed: list[tuple[OwedBy, int | None, int | None]]


def count_due(user: User, organization: Organization | None, today: date) -> DueCounts:
    """Return how many outcomes are due, of all and of ``organization``; three queries at most."""
    due = Outcome.objects.visible_to(user).due_by(today + DUE_SOON)
    numbers: dict[str, int | str] = {}
    owed: list[tuple[OwedBy, int | None, int | None]] = []
    if settings.HOME_COUNTRY:
        rows: Any = due.with_owed_by().order_by()
        owners_and_days = rows.values_list("owed_by", "due_date")[: counts.COUNT_LIMIT + 1]
        due_of = Counter((owner, day < today) for owner, day in owners_and_days)
        owed = [(owner, None, None) for owner in OWED]
        if due_of.total() <= counts.COUNT_LIMIT:
            late = sum(number for (_, is_late), number in due_of.items() if is_late)
            numbers = {"overdue": late, "soon": due_of.total() - late}
            owed = [(owner, due_of[owner, True], due_of[owner, False]) for owner in OWED]
    asked = {} if numbers else by_date(due, today)
    if organization:
        own = by_date(due.filter(owner_organization=organization), today)
        asked |= {f"own_{name}": outcomes for name, outcomes in own.items()}
    for name, outcomes in asked.items():
        numbers[name] = counts.capped_count(outcomes)
    return DueCounts(numbers, owed)


def by_date(due: OutcomeQuerySet, today: date) -> dict[str, OutcomeQuerySet]:
    return {"overdue": due.filter(due_date__lt=today), "soon": due.filter(due_date__gte=today)}
