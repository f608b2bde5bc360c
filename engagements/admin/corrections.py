"""The list of corrections: to be decided, sent, and what came back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from engagements.models import Correction, CorrectionStatus
from engagements.services.publishing import may_enter

from .hardening import HardenedModelAdmin, user_of
from .list_permissions import ListForEntryMixin
from .queue_filter import CorrectionQueueFilter


@admin.register(Correction)
class CorrectionAdmin(ListForEntryMixin, HardenedModelAdmin):
    """Each leads to the form of its record with the correction in it: to decide on it, or send it again."""

    list_display = ["title", "sent_by", "sent_at", "note", "status", "decided_by", "decided_at", "answer"]
    list_filter = [CorrectionQueueFilter, "status"]
    list_select_related = ["sent_by", "decided_by"]
    ordering = ["-sent_at", "-pk"]
    actions = ["mark_read"]

    def page_of(self, request: HttpRequest, correction: Any) -> str:
        record, kind = correction.record, correction.kind
        if record is None:
            messages.warning(request, f"{correction}: the record was deleted, and the correction is closed.")
            return reverse("admin:engagements_correction_changelist")
        page = "change" if may_enter(user_of(request), "change", kind, record) else "correct"
        address = reverse(f"admin:engagements_{kind}_{page}", args=[record.pk])
        return f"{address}?correction={correction.pk}"

    @admin.action(description="Mark the selected corrections as read")
    def mark_read(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        decided = Correction.objects.filter(pk__in=queryset.values("pk"), sent_by=user_of(request))
        number = decided.exclude(status=CorrectionStatus.OPEN).update(is_read=True)
        messages.success(request, f"Marked as read: {number}.")
