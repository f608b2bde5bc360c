"""Posts that are known because a visit or meeting says so."""

from collections.abc import Iterable
from typing import Any

from engagements.common.dates import Precision
from engagements.models import Appointment
from engagements.models.dates import Span


def add_seen_post(line: Any, span: Span, is_acting: bool = False) -> Appointment | None:
    """Make a post of what ``line``, of a record of the dates ``span``, says of its official; return it.

    It counts for these dates alone. None where the line or its dates say too little, or where any other
    post is known then.
    """
    if not (line.official_id and line.title and line.organization_id and span.start_date):
        return None
    if line.post_during(span):
        return None
    return Appointment.objects.create(
        official=line.official,
        organization=line.organization,
        title=line.title,
        acting=is_acting,
        start_date=span.start_date,
        end_date=span.end_date,
        start_precision=Precision.SEEN,
        end_precision=Precision.SEEN,
    )


def latest_held(posts: Iterable[Appointment], span: Span) -> Appointment | None:
    """Return the first of ``posts`` (the latest first) that was held during ``span``; None without a date."""
    if not span.start_date:
        return None
    start, end = span.start_date, span.end_date or span.start_date
    for post in posts:
        if (post.start_date or end) <= end and (post.end_date or start) >= start:
            return post
    return None
