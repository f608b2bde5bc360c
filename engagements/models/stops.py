"""Stops of a visit: where it went."""

from django.db import models

from engagements.common.dates import describe_dates, validate_year

from .check_constraints import FieldCheckConstraint
from .dates import dates_in_order, dates_in_range
from .history import History
from .places import Place


class Stop(models.Model):
    visit = models.ForeignKey("Visit", models.CASCADE, related_name="stops")
    place = models.ForeignKey(Place, models.PROTECT, related_name="stops")
    start_date = models.DateField("from", null=True, blank=True, validators=[validate_year])
    end_date = models.DateField("to", null=True, blank=True, validators=[validate_year])

    history = History()

    class Meta:
        ordering = [models.F("start_date").asc(nulls_last=True), "pk"]
        constraints = [
            FieldCheckConstraint(
                name="stop_span_in_order",
                condition=dates_in_order("start_date", "end_date"),
                violation_error_message="The end is before the start.",
                field="end_date",
            ),
            FieldCheckConstraint(
                name="stop_span_in_range",
                condition=dates_in_range("start_date", "end_date"),
                violation_error_message="The dates are too far from today to be right.",
                field="start_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def when(self) -> str:
        """The dates in words, or "" where the stop has none of its own."""
        if self.start_date and self.end_date:
            return describe_dates(self.start_date, self.end_date)
        if self.start_date:
            return f"from {describe_dates(self.start_date, self.start_date)}"
        return f"until {describe_dates(self.end_date, self.end_date)}" if self.end_date else ""
