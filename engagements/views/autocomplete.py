"""What boxes of forms offer while somebody types: as all other boxes do, page by page."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse

from engagements.common.ids import read_id
from engagements.models import Visit
from engagements.search.queries import words_of
from engagements.search.suggestions import SUGGESTERS_BY_MODEL
from engagements.search.used_in_visit import used_first

from .suggestions import SUGGESTIONS_LIMIT


class RankedAutocompleteView(AutocompleteJsonView):
    """Exact names first; each with what tells it from its namesakes."""

    paginate_by = SUGGESTIONS_LIMIT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.term, self.model_admin, self.source_field, _ = self.process_request(request)
        suggester = SUGGESTERS_BY_MODEL.get(self.model_admin.model)
        if suggester is None or not self.has_perm(request):
            return super().get(request, *args, **kwargs)  # which refuses who may not
        words = self.words
        self.object_list = self.get_queryset()
        if words:
            self.object_list = suggester.rank(self.object_list, words)
        if visit := self.visit:
            self.object_list = used_first(self.object_list, visit, self.request.user, bool(words))
        context = self.get_context_data()
        user = self.request.user
        suggestions = suggester.suggestions(list(context["object_list"]), words, user)
        if words and not suggestions:
            queryset = suggester.queryset.visible_to(user)
            suggestions = suggester.near(queryset, words, user, SUGGESTIONS_LIMIT)
        results = [
            {
                "id": str(suggestion.key),
                "text": suggestion.name,
                "hint": suggestion.hint,
                "match": suggestion.match.name.lower(),
            }
            for suggestion in suggestions
        ]
        return JsonResponse({"results": results, "pagination": {"more": context["page_obj"].has_next()}})

    @property
    def visit(self) -> Visit | None:
        """The visit that the form is about, if its address says so."""
        pk = read_id(self.request.GET.get("visit", ""))
        return Visit.objects.visible_to(self.request.user).filter(pk=pk).first() if pk else None

    @property
    def words(self) -> list[str]:
        try:
            return words_of(self.term) if self.term else []
        except ValidationError:
            return []
