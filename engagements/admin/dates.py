"""A form field for a date that may be known to the month or the year alone."""

import datetime
from typing import NamedTuple

from django import forms

from engagements.models import Precision

FORMATS = {
    Precision.YEAR: ["%Y"],
    Precision.MONTH: ["%Y-%m", "%B %Y", "%b %Y"],
}


class PartialDate(NamedTuple):
    date: datetime.date
    precision: str

    def __str__(self):
        return self.date.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


class PartialDateField(forms.DateField):
    """Takes "2021", "2021-12", "December 2021" or a whole date; gives a `PartialDate` or None."""

    widget = forms.TextInput(attrs={"placeholder": "YYYY, YYYY-MM or YYYY-MM-DD", "size": 26})

    def to_python(self, value):
        value = (value or "").strip() if isinstance(value, str | None) else str(value)
        for precision, formats in FORMATS.items():
            for format_ in formats:
                try:
                    return PartialDate(datetime.datetime.strptime(value, format_).date(), precision)
                except ValueError:
                    continue
        date = super().to_python(value)
        return date and PartialDate(date, Precision.DAY)

    def run_validators(self, value):
        super().run_validators(value and value.date)

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value
