"""The status of a record follows its dates, and is asked about where the two disagree."""

from typing import Any

from django import forms

from .span_form import SpanForm

BY_DATES = ("", "as the dates say")


class StatusForm(SpanForm):
    """Gives a record without a status that of its dates, and asks once about one that contradicts them."""

    status_agreed = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="It is right: save it like this"
    )
    status_question = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("progress")
        if field and not self.instance.pk:
            field.required = False
            field.choices = [BY_DATES, *field.choices]
            self.initial["progress"] = kwargs.get("initial", {}).get("progress", "")

    def clean(self) -> None:
        super().clean()
        if "progress" not in self.cleaned_data:
            return
        record = self._meta.model(
            **{name: self.cleaned_data.get(name) for name in ("start_date", "end_date", "progress")}
        )
        if not record.progress:
            record.progress = self.cleaned_data["progress"] = record.status_by_dates()
        is_asked = {"start_date", "end_date", "progress"} & {*self.changed_data}
        if is_asked and not self.cleaned_data.get("status_agreed"):
            self.status_question = record.status_question()
        if self.status_question:
            self.fields["status_agreed"].widget = forms.CheckboxInput()
            self.add_error("progress", self.status_question)
