"""Copying a visit as the next one, and a meeting to other days."""

import datetime
import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from engagements.common.dates import Exactness
from engagements.filters.date_fields import DayField, PartialDateField
from engagements.imports.reading.periods import CellPeriod
from engagements.models import Meeting, Visit
from engagements.services.copying import copy_meetings, copy_visit
from engagements.services.naming import noun_for

from .hardening import HardenedModelAdmin, user_of

DAYS_LIMIT = 60  # of one copy


class CopyVisitForm(forms.Form):
    title = forms.CharField(max_length=300)
    start_date = PartialDateField(label="From", required=False, widget=DayField.widget)
    end_date = PartialDateField(
        label="To", required=False, widget=DayField.widget, help_text="Both may be left empty: not known yet."
    )

    def __init__(self, *args: Any, record: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.initial.setdefault("title", record.title)

    def clean_start_date(self) -> CellPeriod | None:
        start: CellPeriod | None = self.cleaned_data["start_date"]
        self.fields["end_date"].base = start and start.start  # type: ignore[attr-defined]  # a PartialDateField
        return start

    def clean_end_date(self) -> CellPeriod | None:
        start: CellPeriod | None = self.cleaned_data.get("start_date")
        end: CellPeriod | None = self.cleaned_data["end_date"]
        if end and not start:
            raise ValidationError("Give the first day too.")
        if start and end and end.end < start.start:
            raise ValidationError("The end is before the start.")
        return end

    @property
    def span(self) -> Visit:
        start, end = self.cleaned_data["start_date"], self.cleaned_data["end_date"]
        if not start:
            return Visit(dates=Exactness.UNKNOWN)
        is_exact = start.exact and (end is None or end.exact)
        dates = Exactness.EXACT if is_exact else Exactness.WITHIN
        return Visit(start_date=start.start, end_date=(end or start).end, dates=dates)

    def make(self, user: Any) -> list[Visit]:
        return [copy_visit(self.record, self.cleaned_data["title"], self.span, user)]


class CopyMeetingForm(forms.Form):
    days = forms.CharField(
        label="Days",
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "6 Dec 2021"}),
        help_text="One a line, typed as you like; each becomes a meeting. “+7” is a week after the meeting.",
    )
    participants = forms.MultipleChoiceField(
        label="Who takes part", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, record: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        lines = record.participants.select_related("official", "organization")
        field: Any = self.fields["participants"]
        field.choices = [(str(line.pk), f"{line} ({line.get_side_display()})") for line in lines]
        self.initial.setdefault("participants", [key for key, _ in field.choices])

    def clean_days(self) -> list[datetime.date]:
        field, days = DayField(), []
        field.base = self.record.start_date
        texts = [text for text in re.split(r"[\n;]+", self.cleaned_data["days"]) if text.strip()]
        if len(texts) > DAYS_LIMIT:
            raise ValidationError(f"Give at most {DAYS_LIMIT} days at once.")
        for text in texts:
            try:
                days.append(field.clean(text.strip()))
            except ValidationError as error:
                raise ValidationError([f"“{text.strip()[:60]}”: ", *error.messages]) from error
        return list(dict.fromkeys(days))

    def make(self, user: Any) -> list[Meeting]:
        pks = {int(pk) for pk in self.cleaned_data["participants"]}
        days = self.cleaned_data["days"]
        spans = [Meeting(start_date=day, end_date=day, dates=Exactness.EXACT) for day in days]
        return copy_meetings(self.record, pks, spans, user)


class CopyMixin(HardenedModelAdmin):
    """For the admin of records: a page that copies one."""

    copy_form: type[CopyVisitForm] | type[CopyMeetingForm]

    def get_urls(self) -> list[URLPattern]:
        name = f"engagements_{self.opts.model_name}_copy"
        return [
            path("<int:pk>/copy/", self.admin_site.admin_view(self.copy_view), name=name),
            *super().get_urls(),
        ]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        record = self.get_queryset(request).filter(pk=pk).first()
        if record is None:
            raise Http404
        form = self.copy_form(request.POST or None, record=record)
        if form.is_valid():
            with transaction.atomic():
                copies = form.make(user_of(request))
                for copy in copies:
                    self.log_addition(request, copy, [{"added": {}}])
            return self.after_copy(request, copies)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Copy “{record}”",
            "opts": self.opts,
            "original": record,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/engagements/copy.html", context)

    def after_copy(self, request: HttpRequest, copies: list[Any]) -> HttpResponse:
        """Lead to the copy, or to the list where there are several; say what was made."""
        noun = noun_for(len(copies), self.model)
        dates = ", ".join(copy.when for copy in copies)
        messages.success(request, f"{len(copies)} {noun} made, as drafts: {dates}.")
        if len(copies) == 1:
            return HttpResponseRedirect(
                reverse(f"admin:engagements_{self.opts.model_name}_change", args=[copies[0].pk])
            )
        return HttpResponseRedirect(reverse(f"admin:engagements_{self.opts.model_name}_changelist"))
