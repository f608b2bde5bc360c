"""Remarks: the thread of a record on a page of its own, and the list of those to oneself."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from engagements.models import Remark
from engagements.models.records import Record
from engagements.services.remarks import add_remark, mark_as_read, named_users

from .hardening import HardenedModelAdmin, user_of
from .history import HistoryMixin
from .list_permissions import ListForEntryMixin
from .queue_filter import RemarkQueueFilter

TEXT_LIMIT = 5_000  # letters


class RemarkForm(forms.Form):
    text = forms.CharField(
        label="Remark",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="@name tells somebody who may edit the record of it: they find it on their first page.",
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        _, unknown = named_users(text, self.record)
        if unknown:
            names = ", ".join(f"“@{name}”" for name in unknown)
            raise ValidationError(f"Nobody of this name may edit the record: {names}.")
        return text


class RemarksMixin(HistoryMixin):
    """For the admin of records: a short thread for those who may change the record."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.remarks_view)
        name = f"engagements_{self.opts.model_name}_remarks"
        return [path("<int:pk>/remarks/", view, name=name), *super().get_urls()]

    def remarks_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record, user = self.changeable_record(request, pk), user_of(request)
        remarks = Remark.objects.about(record)
        is_read = "read" in request.POST
        form = RemarkForm(request.POST if request.method == "POST" and not is_read else None, record=record)
        if is_read:
            mark_as_read(remarks, user)
        elif form.is_valid():
            with transaction.atomic():
                add_remark(record, user, form.cleaned_data["text"])
        if is_read or form.is_valid():
            return HttpResponseRedirect(request.path)
        context = {
            "title": f"Remarks on “{record}”",
            "remarks": remarks.select_related("author"),
            "is_waiting": remarks.filter(waits_for=user).exists(),
            "form": form,
        }
        return self.render_history(request, "admin/engagements/remarks.html", record, context)


@admin.register(Remark)
class RemarkAdmin(ListForEntryMixin, HardenedModelAdmin):
    """Remarks on all records that the user may change; each leads to its thread."""

    list_display = ["__str__", "about", "author", "written_at"]
    list_filter = [RemarkQueueFilter]
    list_select_related = ["visit", "meeting", "author"]
    ordering = ["-written_at", "-pk"]
    actions = ["mark_read"]

    @admin.display(description="record")
    def about(self, remark: Remark) -> str:
        return str(remark.record)

    def page_of(self, request: HttpRequest, remark: Any) -> str:
        return reverse(f"admin:engagements_{remark.kind}_remarks", args=[remark.record_pk])

    @admin.action(description="Mark the selected remarks as read")
    def mark_read(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        number = mark_as_read(Remark.objects.filter(pk__in=queryset.values("pk")), user_of(request))
        messages.success(request, f"Marked as read: {number}.")
