"""Form fields for dates, which read whatever `read_typed_date` does."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from engagements.common.dates import describe_date
from engagements.imports.reading.periods import CellPeriod
from engagements.imports.reading.typed_dates import UnclearDateError, read_typed_date


def refusal(error: UnclearDateError) -> SafeString:
    """Return why a date is refused, with a button for each day that may be meant; a script works them."""
    buttons = format_html_join(
        "",
        ' <button type="button" class="date-reading" data-date="{}">{}</button>',
        ((day.isoformat(), describe_date(day)) for day in error.readings),
    )
    return format_html("{}{}", str(error), buttons)


class DateBox(forms.DateInput):
    """A box into which a date is typed; dates.js shows how it is read, and opens a calendar."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-date-box"] = reverse("admin:engagements_visit_typed_date")
        return context


class PartialDateField(forms.DateField):
    """Takes a day, a month or a year however it is typed; cleans to a `CellPeriod`, or None.

    ``base`` is the day from which "+3" counts, and to which a day without a year is nearest; today
    where it is None.
    """

    widget = DateBox(attrs={"placeholder": "2021, Dec 2021 or 6 Dec 2021", "size": 26})
    base: datetime.date | None = None

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return read_typed_date(str(value), self.base)
        except UnclearDateError as error:
            raise ValidationError(refusal(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, CellPeriod) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return str(self.to_python(data) or "") != str(initial or "")
        except ValidationError:
            return True


class DayField(PartialDateField):
    """Takes a day however it is typed; cleans to a date, or None."""

    widget = DateBox(attrs={"placeholder": "6 Dec 2021", "size": 16})

    def to_python(self, value: Any) -> Any:
        period = super().to_python(value)
        if period and not period.exact:
            raise ValidationError("Give the day too: this is a month or a year.", code="invalid")
        return period and period.start
