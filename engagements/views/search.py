"""One search over everything."""

from typing import Any

from django.core.exceptions import ValidationError
from django.views.generic import TemplateView

from engagements.models import Meeting
from engagements.reports.search_results import search_everything

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
        except ValidationError as error:
            content["errors"] = [("Search", "search", message) for message in error.messages]
        content |= {"text": text, "section": "", "add_address": self.entry("add", Meeting)}
        return super().get_context_data(**kwargs) | content
