"""In which capacity officials are known, in a few words: what tells namesakes apart."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.utils import timezone

from engagements.models import (
    Appointment,
    DelegationMember,
    Official,
    Organization,
    Participant,
)
from engagements.models.visibility import Viewer, meeting_visible_to, visit_visible_to

POSTS_PREFETCH = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())
LINES: tuple[tuple[Any, str, Callable[[Viewer, str], Q]], ...] = (
    (Participant, "meeting", meeting_visible_to),
    (DelegationMember, "visit", visit_visible_to),
)


def describe_capacities(officials: Sequence[Official], user: Viewer) -> dict[int, str]:
    """Return post, organization and country of today, or the last that are known, by the id of the official.

    For those without a post, it is what lines that ``user`` may see say; "" where nothing does.
    """
    prefetch_related_objects(officials, POSTS_PREFETCH)
    details = {official.pk: describe_post(official.appointments.all()) for official in officials}
    for model, name, visible_to in LINES:
        unknown = [pk for pk, detail in details.items() if not detail]
        details |= {
            line.official_id: describe(line) for line in last_lines(model, name, visible_to, unknown, user)
        }
    return details


def describe_post(posts: Iterable[Appointment]) -> str:
    """Return the first of ``posts``, the latest first, that is held today, else the latest of all."""
    today, latest = timezone.localdate(), None
    for post in posts:
        if (post.start_date or today) <= today <= (post.end_date or today):
            return describe(post)
        latest = latest or post
    return f"{describe(latest)} ({latest.when})" if latest else ""


def describe(held: Any) -> str:
    """Return title, organization and country of a post or line."""
    title = held.capacity if isinstance(held, Appointment) else held.title
    organization = held.organization
    country = getattr(held, "country", None) or (organization and organization.country)
    return ", ".join(filter(None, (title, organization and organization.name, country and country.name)))


class LastCapacity(NamedTuple):
    """What the last line on somebody says, and when that was."""

    title: str
    organization: Organization | None
    words: str  # such as "6 December 2021: Minister, Ministry of Trade, Ghana"


def last_capacity(official: Official, until: datetime.date, user: Viewer) -> LastCapacity | None:
    """Return what the latest line on ``official`` says that ``user`` may see, up to a day, or None."""
    lines = [
        (getattr(line, name), line)
        for model, name, visible_to in LINES
        for line in last_lines(model, name, visible_to, [official.pk], user, until)
    ]
    if not lines:
        return None
    record, line = max(lines, key=lambda pair: pair[0].start_date)
    return LastCapacity(line.title, line.organization, f"{record.when}: {describe(line)}")


def last_lines(
    model: Any,
    name: str,
    visible_to: Callable[[Viewer, str], Q],
    pks: Sequence[int],
    user: Viewer,
    until: datetime.date | None = None,
) -> list[Any]:
    """Return the latest line of each official of ``pks`` that says a title or an organization.

    With ``until``, of the records that began by then.
    """
    if not pks:
        return []
    officials = Official.objects.filter(pk__in=pks).order_by()
    began = {f"{name}__start_date__lte": until} if until else {}
    lines = (
        model.objects.filter(~Q(title="") | Q(organization__isnull=False), official=OuterRef("pk"), **began)
        .filter(visible_to(user, f"{name}__"))
        .order_by(F(f"{name}__start_date").desc(nulls_last=True), "-pk")
    )
    latest = Subquery(lines.values("pk")[:1])
    line_pks = [pk for pk in officials.values_list(latest, flat=True) if pk]
    return list(model.objects.select_related("organization", name).order_by().in_bulk(line_pks).values())
