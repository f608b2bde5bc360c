"""The link from the list of records to their likely duplicates."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from engagements.models.duplicate_pairs import MergeableKind

from .hardening import user_of


def changeable_kinds(user: User) -> list[MergeableKind]:
    """Return the kinds of records of which ``user`` may decide about duplicates."""
    return [kind for kind in MergeableKind if user.has_perm(f"engagements.change_{kind}")]


class DuplicatesLinkMixin(admin.ModelAdmin):
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        has_link = self.opts.model_name in changeable_kinds(user_of(request))
        return super().changelist_view(
            request, {"may_look_for_duplicates": has_link, **(extra_context or {})}
        )
