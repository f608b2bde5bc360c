"""What came of the meetings with a country, an organization or an official, and who owes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count

from engagements.models import Outcome
from engagements.models.outcome_owners import OwedBy
from engagements.models.querysets import FEW_ROWS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.columns.parties import Ints
    from engagements.models.outcomes import OutcomeQuerySet

LISTED_OUTCOMES = 5
SEARCHED_MEETINGS = 1_000  # of a party that has many


@dataclass
class PartyOutcomes:
    """The ``latest`` outcomes of a party, newest first, and (words, number, query) of each list of them.

    There are no numbers (None) where they are too many to be counted on a page.
    """

    latest: list[Outcome]
    links: list[tuple[str, int | None, str]]


def party_outcomes(outcomes: OutcomeQuerySet, query: str, meetings: Ints, user: User) -> PartyOutcomes:
    """Return the `PartyOutcomes` of ``outcomes``, in a fixed number of queries.

    ``query`` is that of their list, ``meetings`` are the ids of those of the party, the latest first. Of a
    party that has many it is not asked how many outcomes there are, and the latest are those of the latest.
    """
    if len(meetings) <= FEW_ROWS:
        outcomes = outcomes.narrowed()
    numbers: dict[str, int] = {}
    listed = outcomes
    if outcomes.has_few_rows:
        counted: Any = outcomes.with_owed_by().order_by()
        numbers = dict(counted.values_list("owed_by").annotate(Count("pk")))
    else:
        listed = Outcome.objects.visible_to(user).filter(meeting__in=meetings[:SEARCHED_MEETINGS].tolist())
    query = f"{query}&sort=-date"
    total = sum(numbers.values())
    links = [(f"outcome{'' if total == 1 else 's'}", total if numbers else None, query)]
    if settings.HOME_COUNTRY:
        links += [
            (owner.label, numbers.get(owner) if numbers else None, f"{query}&owed={owner}")
            for owner in OwedBy
            if not numbers or owner in numbers
        ]
    return PartyOutcomes(list(listed.latest_first().for_list()[:LISTED_OUTCOMES]), links)
