"""The admin of topics and of sources, and the lines for attached files."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.models import Attachment, Source, Topic

from .attachments import AttachmentForm
from .deletion import ClearedDeletionMixin
from .hardening import user_of
from .inlines import TabularLinesInline
from .typed_filters import TypedListFilter
from .versioned import VersionedAdmin

SUGGESTED_PUBLISHERS = 500


@admin.register(Topic)
class TopicAdmin(ClearedDeletionMixin, VersionedAdmin):
    search_fields = ["folded"]
    bulk_fields = ["parent"]
    list_display = ["name", "parent"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]


class PublisherListFilter(TypedListFilter):
    """By publisher, of whom there may be thousands."""

    title = "publisher"

    def value_of(self, typed: str) -> str | None:
        return typed

    def suggested(self) -> Iterable[str]:
        sources = self.visible.exclude(publisher="").order_by("publisher")
        publishers: QuerySet[Source, str] = sources.values_list("publisher", flat=True).distinct()
        return publishers[:SUGGESTED_PUBLISHERS]


@admin.register(Source)
class SourceAdmin(ClearedDeletionMixin, VersionedAdmin):
    search_fields = ["folded"]
    bulk_fields = ["publisher"]
    list_display = ["title", "publisher", "published_on"]
    list_filter = [("publisher", PublisherListFilter)]
    fields = ["title", ("publisher", "url"), ("published_on", "retrieved_on"), "text"]
    view_on_site = False  # a source is shown on the pages of its visits and meetings

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = user_of(request)
        super().save_model(request, obj, form, change)


class AttachmentInline(TabularLinesInline):
    model = Attachment
    form = AttachmentForm
    extra = 0
    fields = ["title", "file"]
    view_on_site = False
