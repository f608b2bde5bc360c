"""The audit log, to read alone."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from engagements.models import AuditEntry
from engagements.search import queries

from .base import EngagementsAdmin
from .hardening import ReadOnlyAdminMixin, user_of


def in_entry(word: str) -> Q:
    return Q(who__icontains=word) | Q(detail__icontains=word) | Q(address__icontains=word)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdminMixin, EngagementsAdmin):
    """Superusers read it; nobody changes it here."""

    search_fields = ["who"]  # makes the search box; `get_search_results` says what it finds
    list_display = ["at", "event", "who", "address", "detail"]
    list_filter = ["event", "at"]
    list_display_links = None
    actions = None
    ordering = ["-pk"]
    view_on_site = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find every word as it is written: folding would change addresses."""
        words = search_term.split()
        if len(search_term) > queries.MAX_LENGTH or len(words) > queries.MAX_WORDS or "\0" in search_term:
            return queryset.none(), False
        return queryset.filter(queries.all_words(words, in_entry)), False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return user_of(request).is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser
