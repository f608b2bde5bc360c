"""How many outcomes are due."""

from datetime import timedelta

from engagements.models import Outcome

from .counts import capped_count

SOON = timedelta(days=30)


def outcomes_due(user, organization, today):
    """Return how many outcomes are ``overdue`` and due ``soon``, of all and of ``organization``."""
    due = Outcome.objects.visible_to(user).due_by(today + SOON)
    found = {"overdue": due.filter(due_date__lt=today), "soon": due.filter(due_date__gte=today)}
    if organization:
        found |= {f"own_{name}": rows.filter(owner_organization=organization) for name, rows in found.items()}
    return {name: capped_count(rows) for name, rows in found.items()}
