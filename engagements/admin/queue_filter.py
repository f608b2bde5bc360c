"""The filter of the admin's lists by what waits for the user; the first page leads to each with a count."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.services import queues

from .hardening import user_of


class QueueFilter(admin.SimpleListFilter):
    title = "what waits for you"
    parameter_name = "queue"
    queues: ClassVar[dict[str, tuple[str, Callable[..., QuerySet[Any]]]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in self.queues.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        name = self.value()
        if name is None:
            return queryset
        if name not in self.queues:
            messages.error(request, "The address asked for what this list can't be filtered by.")
            raise IncorrectLookupParameters(f"There is no queue “{name[:60]}”.")
        _, waiting = self.queues[name]
        return waiting(queryset, user_of(request))


class RecordQueueFilter(QueueFilter):
    queues = {
        "drafts": ("My drafts", queues.own_drafts),
        "returned": ("Came back to me", queues.returned_drafts),
        "publish": ("To be published", queues.to_be_published),
    }


class CorrectionQueueFilter(QueueFilter):
    queues = {
        "decide": ("To be decided", queues.corrections_to_decide),
        "returned": ("Came back to me", queues.decided_corrections),
        "mine": ("Sent by me", queues.sent_corrections),
    }


class RemarkQueueFilter(QueueFilter):
    queues = {"mine": ("To me", queues.remarks_to)}
