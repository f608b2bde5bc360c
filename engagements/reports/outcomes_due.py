"""How many outcomes are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q

from engagements.models import Outcome
from engagements.models.outcome_owners import OwedBy

from .counts import capped_count

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import Organization

OWED = (OwedBy.US, OwedBy.THEM)
DUE_SOON = timedelta(days=30)


def count_outcomes_due(user: User, organization: Organization | None, today: date) -> dict[str, int | str]:
    """Return how many outcomes are ``overdue`` and due ``soon``, of all and of ``organization``."""
    due = Outcome.objects.visible_to(user).due_by(today + DUE_SOON)
    outcomes = {"overdue": due.filter(due_date__lt=today), "soon": due.filter(due_date__gte=today)}
    if organization:
        outcomes |= {
            f"own_{name}": rows.filter(owner_organization=organization) for name, rows in outcomes.items()
        }
    return {name: capped_count(rows) for name, rows in outcomes.items()}


def count_owed_due(
    user: User, today: date, due: dict[str, int | str]
) -> list[tuple[OwedBy, int | None, int | None]]:
    """Return (owed by us or to us, how many are overdue, how many due soon); one query at most.

    Empty where no home country is set. None stands for a number where ``due``, of all, is not known either.
    """
    if not settings.HOME_COUNTRY:
        return []
    if not all(isinstance(due[name], int) for name in ("overdue", "soon")):
        return [(owner, None, None) for owner in OWED]
    rows: Any = Outcome.objects.visible_to(user).due_by(today + DUE_SOON).with_owed_by().order_by()
    late = Count("pk", filter=Q(due_date__lt=today))
    counted = rows.values_list("owed_by").annotate(late=late, all=Count("pk"))
    counts = {owner: (overdue, total) for owner, overdue, total in counted}
    owed = [(owner, *counts.get(owner, (0, 0))) for owner in OWED]
    return [(owner, overdue, total - overdue) for owner, overdue, total in owed]
