"""What the status of a visit or meeting says, beside its dates."""

import datetime
from collections.abc import Callable
from typing import ClassVar

from django.db.models import Q
from django.utils import timezone

from .querysets import without_index

PLANNED, UNDER_WAY = "planned", "under_way"
PENDING = (PLANNED, UNDER_WAY)
CALLED_OFF = ("postponed", "cancelled")

# What was pending and is past. It is told, and asked for in addresses, and never stored.
UNCONFIRMED = "unconfirmed"
UNCONFIRMED_LABEL = "to be confirmed"


def unconfirmed_condition() -> Q:
    # SQLite would take the index by end for the shortest way, though nearly all are past.
    return Q(progress__in=PENDING) & Q(without_index(Q(end_date__lt=timezone.localdate())))


class StatusMixin:
    """A record that is planned, took place or was called off, at dates that may be ahead or behind."""

    TOOK_PLACE: ClassVar[str]  # the status of what did

    progress: str
    start_date: datetime.date | None
    end_date: datetime.date | None
    get_progress_display: Callable[[], str]

    @property
    def is_ahead(self) -> bool:
        return bool(self.start_date and self.start_date > timezone.localdate())

    @property
    def is_past(self) -> bool:
        end = self.end_date or self.start_date
        return bool(end and end < timezone.localdate())

    @property
    def is_unconfirmed(self) -> bool:
        return self.progress in PENDING and self.is_past

    @property
    def is_called_off(self) -> bool:
        return self.progress in CALLED_OFF

    @property
    def status_mark(self) -> str:
        """What lists and pictures say beside a record; "" of what took place."""
        if self.is_unconfirmed:
            return UNCONFIRMED_LABEL
        return "" if self.progress == self.TOOK_PLACE else self.get_progress_display()

    def status_by_dates(self) -> str:
        """Return the status that goes with the dates, where nobody says more."""
        return PLANNED if self.is_ahead else self.TOOK_PLACE

    def status_question(self) -> str:
        """Return what is to be asked where the status is not what the dates let expect, else ""."""
        if self.is_ahead and self.progress in (self.TOOK_PLACE, UNDER_WAY):
            return f"The date is ahead. Is it “{self.get_progress_display()}” already?"
        if self.is_unconfirmed:
            return f"The date is past. Is it still “{self.get_progress_display()}”?"
        return ""
