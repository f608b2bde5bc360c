from django.contrib import admin
from django.db.models import Q

from engagements.models import AuditEntry
from engagements.search import queries

from .base import EngagementsAdmin


def in_entry(word):
    return Q(who__icontains=word) | Q(detail__icontains=word) | Q(address__icontains=word)


@admin.register(AuditEntry)
class AuditEntryAdmin(EngagementsAdmin):
    """Read by superusers; nobody adds to it, changes it or deletes from it here."""

    search_fields = ["who"]  # that there is a search box; what it finds is told below
    list_display = ["at", "event", "who", "address", "detail"]
    list_filter = ["event", "at"]
    list_display_links = None
    actions = None
    ordering = ["-pk"]
    view_on_site = False

    def get_search_results(self, request, queryset, search_term):
        """Find every word as it is written: folded, an address would be none any more."""
        words = search_term.split()
        if len(search_term) > queries.MAX_LENGTH or len(words) > queries.MAX_WORDS or "\0" in search_term:
            return queryset.none(), False
        return queryset.filter(queries.each(words, in_entry)), False

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
