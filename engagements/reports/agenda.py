"""What is ahead, and what waits for somebody: for the first page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import F

from engagements.common.dates import Exactness
from engagements.models import Meeting, Publication, Visit
from engagements.models.statuses import CALLED_OFF
from engagements.services.publishing import may_enter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AGENDA_DAYS = 7  # today is the first
AGENDA_LIMIT = 30
DRAFTS_LIMIT = 5


def meetings_ahead(user: User, today: date) -> tuple[list[tuple[date, list[Meeting]]], bool]:
    """Return (day, its meetings by their times) of the week from ``today``, and if there are more.

    Of meetings that have a day of their own and were not called off; two queries.
    """
    ahead = Meeting.objects.visible_to(user).between(today, today + timedelta(AGENDA_DAYS - 1))
    ahead = ahead.filter(dates=Exactness.EXACT, start_date__gte=today).exclude(progress__in=CALLED_OFF)
    by_time = F("start_time").asc(nulls_first=True)
    ahead = ahead.narrowed().select_related("place").order_by("start_date", by_time, "pk")
    meetings = list(ahead[: AGENDA_LIMIT + 1])
    days = groupby(meetings[:AGENDA_LIMIT], key=lambda meeting: meeting.start_date)
    return [(day, list(of_day)) for day, of_day in days if day], len(meetings) > AGENDA_LIMIT


def own_drafts(user: User) -> list[tuple[str, list[Visit | Meeting], bool]]:
    """Return (plural, drafts that ``user`` entered, last changed first, if there are more) of each kind."""
    drafts = []
    for model in (Visit, Meeting):
        if not may_enter(user, "add", model._meta.model_name or ""):
            continue
        own = model.objects.visible_to(user).filter(publication=Publication.DRAFT, created_by=user)
        rows: list[Visit | Meeting] = list(own.order_by("-changed_at", "-pk")[: DRAFTS_LIMIT + 1])
        if rows:
            plural = str(model._meta.verbose_name_plural)
            drafts.append((plural, rows[:DRAFTS_LIMIT], len(rows) > DRAFTS_LIMIT))
    return drafts
