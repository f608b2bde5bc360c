"""Posts that officials hold, from a date to a date."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from engagements.common.dates import (
    Precision,
    describe_date,
    describe_period,
    last_day_of_month,
    validate_year,
)

from .check_constraints import FieldCheckConstraint
from .dates import dates_in_order, dates_in_range
from .history import History
from .officials import Official
from .organizations import Organization

WIDENED = (Precision.MONTH, Precision.YEAR)


def describe_end(date: datetime.date, precision: str, beyond: str) -> str:
    """Return one end of a post in words; ``beyond`` is what a day that it was seen on leaves open."""
    words = describe_date(date, precision)
    return f"{words} {beyond}" if precision == Precision.SEEN else words


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def during(self, start: datetime.date, end: datetime.date) -> Self:
        """Appointments that nothing known says were not held between ``start`` and ``end``."""
        return self.filter(
            Q(start_date__isnull=True) | Q(start_date__lte=end),
            Q(end_date__isnull=True) | Q(end_date__gte=start),
        )

    def latest_first(self) -> Self:
        return self.order_by(
            F("start_date").desc(nulls_last=True), F("end_date").desc(nulls_first=True), "-pk"
        )


class Appointment(models.Model):
    """A post that an official held at an organization.

    A date known to the month or the year alone is kept as the widest reading: a start
    as the first day of it, an end as the last. A post that is known from a meeting alone is "seen" then:
    it counts for these days, until somebody gives it dates.
    """

    official = models.ForeignKey(Official, models.CASCADE, related_name="appointments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments")
    title = models.CharField(max_length=250)
    acting = models.BooleanField(default=False)
    start_date = models.DateField("from", null=True, blank=True, validators=[validate_year])
    start_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    end_date = models.DateField("to", null=True, blank=True, validators=[validate_year])
    end_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)

    objects = AppointmentQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = [F("start_date").desc(nulls_last=True), "-pk"]
        constraints = [
            FieldCheckConstraint(
                name="appointment_span_in_order",
                condition=dates_in_order("start_date", "end_date"),
                violation_error_message="The post ends before it starts.",
                field="end_date",
            ),
            FieldCheckConstraint(
                name="appointment_span_in_range",
                condition=dates_in_range("start_date", "end_date"),
                violation_error_message="The dates are too far from today to be right.",
                field="start_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity}, {self.organization}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.widen()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.widen()

    def widen(self) -> None:
        """Set each date to the widest reading of its precision."""
        if self.start_date and self.start_precision in WIDENED:
            month = 1 if self.start_precision == Precision.YEAR else self.start_date.month
            self.start_date = self.start_date.replace(month=month, day=1)
        if self.end_date and self.end_precision in WIDENED:
            month = 12 if self.end_precision == Precision.YEAR else self.end_date.month
            self.end_date = last_day_of_month(datetime.date(self.end_date.year, month, 1))

    @property
    def capacity(self) -> str:
        """The title, and whether it was held for the time being; never part of the title itself."""
        return f"{self.title} (acting)" if self.acting else self.title

    @property
    def when(self) -> str:
        """The time in post, in words."""
        if self.start_date and self.end_date and self.start_precision == self.end_precision == Precision.SEEN:
            return f"seen {describe_period(self.start_date, self.end_date)}"
        start = self.start_date and describe_end(self.start_date, self.start_precision, "or earlier")
        end = self.end_date and describe_end(self.end_date, self.end_precision, "or later")
        if start and end:
            return f"{start} – {end}"
        if start:
            return f"from {start}"
        return f"until {end}" if end else "dates not known"
