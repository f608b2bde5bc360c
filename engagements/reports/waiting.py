"""What waits for somebody who enters or edits, as counts that lead to lists: for the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

from engagements.models import Correction, Meeting, Remark, Visit
from engagements.services import queues
from engagements.services.naming import noun_for
from engagements.services.publishing import may_enter, may_publish

from .counts import capped_count

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


class WaitingCount(NamedTuple):
    """A number in words, such as "2 visits", and the list that it leads to."""

    text: str
    address: str


def waiting_count(rows: QuerySet[Any], queue: str) -> WaitingCount | None:
    number, options = capped_count(rows), rows.model._meta
    text = f"{number} {noun_for(number, rows.model)}"
    address = reverse(f"admin:engagements_{options.model_name}_changelist")
    return WaitingCount(text, f"{address}?queue={queue}") if number else None


def waiting_for(user: User) -> list[tuple[str, list[WaitingCount]]]:
    """Return (what, counts) for all that waits for ``user``; nothing for whoever only reads."""
    models = [model for model in (Visit, Meeting) if may_enter(user, "change", str(model._meta.model_name))]
    if not models:
        return []
    records = [model.objects.visible_to(user) for model in models]
    corrections, remarks = Correction.objects.visible_to(user), Remark.objects.visible_to(user)
    waiting: list[tuple[str, str, list[QuerySet[Any]]]] = [
        ("Your drafts", "drafts", [queues.own_drafts(rows, user) for rows in records]),
        (
            "Came back to you",
            "returned",
            [
                *(queues.returned_drafts(rows, user) for rows in records),
                queues.decided_corrections(corrections, user),
            ],
        ),
        ("To be decided", "decide", [queues.corrections_to_decide(corrections, user)]),
        ("Remarks to you", "mine", [queues.remarks_to(remarks, user)]),
    ]
    if may_publish(user):
        to_publish = [queues.to_be_published(rows, user) for rows in records]
        waiting.insert(2, ("To be published", "publish", to_publish))
    counts = [
        (label, [count for rows in querysets if (count := waiting_count(rows, queue))])
        for label, queue, querysets in waiting
    ]
    return [(label, numbers) for label, numbers in counts if numbers]
