"""One search over everything."""

from typing import Any

from django.core.exceptions import ValidationError
from django.views.generic import TemplateView

from engagements.models import Meeting
from engagements.reports.search_results import search_everything
from engagements.search.files import find_in_files
from engagements.search.queries import words_of

from .base import Context, ReadPermissionMixin


class SearchView(ReadPermissionMixin, TemplateView):
    """Shows what holds the words of ``q``; works without scripts."""

    model = Meeting
    template_name = "engagements/search.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        text = self.request.GET.get("q", "").strip()
        content: Context = {}
        try:
            content["groups"] = search_everything(text, self.user) if text else []
            content["file_hits"] = find_in_files(self.user, [words_of(text)]) if text else None
        except ValidationError as error:
            content["errors"] = [("Search", "search", message) for message in error.messages]
        content |= {"text": text, "section": "", "add_address": self.entry("add", Meeting)}
        return super().get_context_data(**kwargs) | content
