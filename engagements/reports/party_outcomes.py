"""What came of the meetings with a country, an organization or an official, and who owes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count

from engagements.models import Outcome
from engagements.models.outcome_owners import OwedBy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models.outcomes import OutcomeQuerySet

LISTED_OUTCOMES = 10


@dataclass
class PartyOutcomes:
    """The ``latest`` outcomes of a party, newest first, and (words, number, query) of each list of them.

    There are no numbers (None) where they are too many to be counted on a page.
    """

    latest: list[Outcome]
    links: list[tuple[str, int | None, str]]


def party_outcomes(
    outcomes: OutcomeQuerySet, query: str, meetings: Iterable[int], has_few_meetings: bool, user: User
) -> PartyOutcomes:
    """Return the `PartyOutcomes` of ``outcomes``, in a fixed number of queries.

    ``query`` is that of their list. Of many, the latest are those of ``meetings``, the ids of the latest; of
    a party that has many meetings it is not asked how many outcomes there are.
    """
    if has_few_meetings:
        outcomes = outcomes.narrowed()
    numbers: dict[str, int] = {}
    listed = outcomes
    if outcomes.has_few_rows:
        counted: Any = outcomes.with_owed_by().order_by()
        numbers = dict(counted.values_list("owed_by").annotate(Count("pk")))
    else:
        listed = Outcome.objects.visible_to(user).filter(meeting__in=meetings)
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
