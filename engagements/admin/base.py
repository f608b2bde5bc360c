"""What all admin pages of records and of the directory have in common."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.search import queries

from .deleted_records import DeletedRecordsMixin
from .deletion import VisibleDeletionMixin
from .duplicates_link import DuplicatesLinkMixin
from .hardening import HardenedModelAdmin, user_of
from .inlines import KeyboardEntryMixin


class EngagementsAdmin(
    VisibleDeletionMixin, DeletedRecordsMixin, DuplicatesLinkMixin, KeyboardEntryMixin, HardenedModelAdmin
):
    """Starts from what the user may see, and finds folded text."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        js = [
            "admin/js/jquery.init.js",
            "engagements/entry.js",
            "engagements/pasting.js",
            "engagements/dates.js",
            "engagements/unsaved.js",
        ]

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the page's own address: Django's redirect would tell that a hidden record exists."""
        return obj.get_absolute_url() if obj is not None and self.view_on_site else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        visible_to: Callable[[User], QuerySet[Any]] | None = getattr(queryset, "visible_to", None)
        return visible_to(user_of(request)) if visible_to else queryset

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str, words: list[str]
    ) -> tuple[QuerySet[Any], bool]:
        """Find as the lists of readers do."""
        return queries.filter_by_words(queryset, [words], user_of(request)).narrowed(), False
