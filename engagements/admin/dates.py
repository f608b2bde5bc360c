"""A form field for a date that may be known to the month or the year alone."""

import datetime
from typing import Any, NamedTuple

from django import forms

from engagements.models import Precision

PARTIAL_FORMATS = {
    Precision.YEAR: ["%Y"],
    Precision.MONTH: ["%Y-%m", "%B %Y", "%b %Y"],
}


class DateWithPrecision(NamedTuple):
    date: datetime.date
    precision: Precision

    def __str__(self) -> str:
        return self.date.isoformat()[
            : {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        ]


class PartialDateField(forms.DateField):
    """Takes "2021", "2021-12", "December 2021" or a whole date; gives a `DateWithPrecision` or None."""

    widget = forms.TextInput(attrs={"placeholder": "YYYY, YYYY-MM or YYYY-MM-DD", "size": 26})

    def to_python(self, value: Any) -> Any:
        value = (value or "").strip() if isinstance(value, str | None) else str(value)
        for precision, formats in PARTIAL_FORMATS.items():
            for format_ in formats:
                try:
                    return DateWithPrecision(datetime.datetime.strptime(value, format_).date(), precision)
                except ValueError:
                    continue
        date = super().to_python(value)
        return date and DateWithPrecision(date, Precision.DAY)

    def run_validators(self, value: DateWithPrecision | None) -> None:
        super().run_validators(value and value.date)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, DateWithPrecision) else value
