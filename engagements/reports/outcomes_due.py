"""How many outcomes are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from engagements.models import Outcome

from .counts import capped_count

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import Organization

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
