"""The form of a record that lasts from a date to a date, as precisely as they are known."""

import datetime
from typing import Any

from engagements.common.dates import Exactness
from engagements.filters.date_fields import DayField, PartialDateField
from engagements.imports.reading.periods import CellPeriod

from .record_forms import RecordForm


class SpanForm(RecordForm):
    """Takes months and years too: all of "Dec 2021" is "within" it.

    Where the first day is moved past the last one, which was left as it was, the last one moves along:
    ``moved_end`` is where it went.
    """

    start_date = PartialDateField(label="From", required=False, widget=DayField.widget)
    end_date = PartialDateField(
        label="To",
        required=False,
        widget=DayField.widget,
        help_text="Leave empty for one day, or for all of a month or year.",
    )
    start: CellPeriod | None = None
    is_one_date = False  # whether the last date was left empty, and so is the first
    is_whole_period = False  # whether a month or a year was typed
    moved_end: datetime.date | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_one_day:
            self.initial["end_date"] = None  # as it was typed: whoever moves it changes one date

    def clean_start_date(self) -> datetime.date | None:
        self.start = self.cleaned_data["start_date"]
        self.fields["end_date"].base = self.start and self.start.start  # type: ignore[attr-defined]  # see above
        return self.start and self.start.start

    def clean_end_date(self) -> datetime.date | None:
        end: CellPeriod | None = self.cleaned_data["end_date"]
        self.is_one_date = not end
        self.is_whole_period = any(period and not period.exact for period in (self.start, end))
        if self.start and not end:
            return self.start.end
        self.moved_end = self.end_after_move(end)
        return self.moved_end or (end and end.end)

    def end_after_move(self, end: CellPeriod | None) -> datetime.date | None:
        """Return where the last day goes with the first one; None where it stays."""
        former = self.initial.get("start_date")
        if not (self.instance.pk and former and end and self.start and self.start.exact):
            return None
        is_moved = "start_date" in self.changed_data and "end_date" not in self.changed_data
        return self.start.start + (end.end - former) if is_moved and self.start.start > end.end else None

    def clean_dates(self) -> str:
        dates: str = self.cleaned_data["dates"]
        return Exactness.WITHIN if self.is_whole_period and dates == Exactness.EXACT else dates

    def _post_clean(self) -> None:
        """Say once what is wrong with a date that was typed once."""
        super()._post_clean()  # type: ignore[misc] # a hook that the stubs leave out
        if self.is_one_date and "start_date" in self.errors:
            self.errors.pop("end_date", None)
