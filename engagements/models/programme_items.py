"""What happens when in a visit, beside its meetings: arrivals, transfers, meals, wreaths, press."""

from typing import ClassVar

from django.db import models
from django.db.models import F

from engagements.common.dates import times_in_words, validate_year

from .check_constraints import FieldCheckConstraint
from .dates import dates_in_range, times_in_order
from .folded_models import FoldedModel
from .history import History
from .places import Place


class ProgrammeItem(FoldedModel):
    folded_from: ClassVar[tuple[str, ...]] = ("what", "note")

    visit = models.ForeignKey("Visit", models.CASCADE, related_name="programme_items")
    day = models.DateField(validators=[validate_year])
    start_time = models.TimeField("from", null=True, blank=True, help_text="Local time at the place.")
    end_time = models.TimeField("until", null=True, blank=True)
    what = models.CharField(
        max_length=300, help_text="Such as “Arrival”, “Transfer to the hotel” or “Lunch given by the mayor”."
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="programme_items")
    note = models.CharField(
        max_length=500, blank=True, help_text="For your own side: not in the programme for the other."
    )

    history = History()

    class Meta:
        verbose_name = "programme item"
        ordering = ["day", F("start_time").asc(nulls_first=True), "pk"]
        constraints = [
            FieldCheckConstraint(
                name="programme_item_day_in_range",
                condition=dates_in_range("day"),
                violation_error_message="The dates are too far from today to be right.",
                field="day",
            ),
            FieldCheckConstraint(
                name="programme_item_times_in_order",
                condition=times_in_order("start_time", "end_time"),
                violation_error_message="The end is before the start, or there is an end without a start.",
                field="end_time",
            ),
        ]

    @property
    def time_of_day(self) -> str:
        """The times in words, such as "09:30–11:00"; "" where none is known."""
        return times_in_words(self.start_time, self.end_time) if self.start_time else ""

    def __str__(self) -> str:
        return self.what
