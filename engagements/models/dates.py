"""Spans of dates that may be only partly known, and what it is to overlap."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from engagements.common.dates import (
    EARLIEST_DATE,
    LATEST_DATE,
    Exactness,
    describe_dates,
    describe_period,
    validate_year,
)

from .check_constraints import Explanation, FieldCheckConstraint
from .querysets import ModelT


def dates_in_order(start: str, end: str) -> Q:
    """Condition: ``start`` is not after ``end``; holds when either is empty."""
    return Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__isnull": True}) | Q(**{f"{start}__lte": F(end)})


def dates_in_range(*fields: str) -> Q:
    """Condition: every date of ``fields`` is empty or of a plausible year."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(
            **{f"{field}__gte": EARLIEST_DATE, f"{field}__lte": LATEST_DATE}
        )
    return condition


def times_in_order(start: str, end: str) -> Q:
    """Condition: there is no time ``end``, or there is a time ``start`` that is not after it."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{start}__isnull": False, f"{start}__lte": F(end)})


# Condition: all of the span lies in one month.
IN_ONE_MONTH = Q(start_date__year=F("end_date__year"), start_date__month=F("end_date__month"))


def overlapping(start: datetime.date | None, end: datetime.date | None) -> Q:
    """Condition: the span overlaps ``start`` to ``end`` (dates, both included; None is open).

    It does not hold for an unknown date, unless both bounds are None.
    """
    condition = Q()
    if start:
        condition &= Q(end_date__gte=start)
    if end:
        condition &= Q(start_date__lte=end)
    return condition


class SpanQuerySet(models.QuerySet[ModelT]):
    def lying_in(self, start: datetime.date, end: datetime.date) -> Self:
        """Records whose whole span lies in ``start`` to ``end``, both included."""
        # Each of both bounds, though one follows from the other: else an index is read to its end.
        return self.filter(start_date__range=(start, end), end_date__range=(start, end))

    def over_months(self) -> Self:
        """Records whose span reaches over more than one month."""
        return self.filter(~IN_ONE_MONTH, start_date__isnull=False)


class Span(models.Model):
    """The dates of a record, and how they are to be read."""

    start_date = models.DateField("from", null=True, blank=True, validators=[validate_year])
    end_date = models.DateField(
        "to", null=True, blank=True, validators=[validate_year], help_text="Leave empty for one day."
    )
    dates = models.CharField(
        "date precision",
        max_length=7,
        choices=Exactness,
        default=Exactness.EXACT,
        help_text="Say “within” when the source gives a period and not the day itself.",
    )

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                name="%(class)s_dates_as_said",
                condition=Q(dates=Exactness.UNKNOWN, start_date__isnull=True, end_date__isnull=True)
                | Q(
                    dates__in=[Exactness.EXACT, Exactness.WITHIN],
                    start_date__isnull=False,
                    end_date__isnull=False,
                ),
                violation_error_message="Give both dates, or say that the dates are not known.",
                field="end_date",
                explanations=[
                    Explanation(
                        Q(dates=Exactness.UNKNOWN),
                        "dates",
                        "Dates are given, so they are exact or within; or empty both.",
                    ),
                    Explanation(
                        Q(start_date__isnull=True),
                        "start_date",
                        "Give the first date, or say that the dates are not known.",
                    ),
                ],
            ),
            FieldCheckConstraint(
                name="%(class)s_span_in_order",
                condition=dates_in_order("start_date", "end_date"),
                violation_error_message="The end is before the start.",
                field="end_date",
            ),
            FieldCheckConstraint(
                name="%(class)s_span_in_range",
                condition=dates_in_range("start_date", "end_date"),
                violation_error_message="The dates are too far from today to be right.",
                field="start_date",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.start_date and not self.end_date:
            self.end_date = self.start_date

    @property
    def is_one_day(self) -> bool:
        return bool(self.start_date) and self.start_date == self.end_date and self.dates == Exactness.EXACT

    @property
    def when(self) -> str:
        """The dates in words; never more certain than what is known."""
        if self.start_date and self.end_date:
            if self.dates == Exactness.EXACT:
                return describe_dates(self.start_date, self.end_date)
            if self.dates == Exactness.WITHIN:
                return f"within {describe_period(self.start_date, self.end_date)}"
        return "date not known"

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a day; true where either is unknown."""
        if not (self.start_date and self.end_date and other.start_date and other.end_date):
            return True
        return self.start_date <= other.end_date and other.start_date <= self.end_date
