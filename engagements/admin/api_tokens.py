"""The tokens of all users, to look at and to end; nobody sees a secret here, which is not kept."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.accounts.audit import record
from engagements.models import ApiToken, AuditEvent

from .hardening import HardenedModelAdmin, user_of


@admin.register(ApiToken)
class ApiTokenAdmin(HardenedModelAdmin):
    """Superusers end tokens; people start their own, on the page of their access."""

    search_fields = ["owner__username", "name"]
    list_display = ["name", "owner", "saved_view", "made_on", "ends_on", "used_at"]
    list_filter = ["ends_on", "used_at"]
    list_select_related = ["owner", "saved_view"]
    fields = ["name", "owner", "saved_view", "made_on", "ends_on", "used_at"]
    ordering = ["owner__username", "name"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return user_of(request).is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: ApiToken) -> None:
        super().delete_model(request, obj)
        record(request, AuditEvent.TOKEN, f"“{obj}” of {obj.owner} ended")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset.select_related("owner"):
            self.delete_model(request, token)
