"""What search boxes ask for while somebody types."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.generic import View

from engagements.search import queries
from engagements.search.suggestions import SUGGESTERS

from .base import ReadPermissionMixin

SUGGESTIONS_LIMIT = 20


class SuggestionsView(ReadPermissionMixin, View):
    """Answers a search box: at most 20 entries as JSON, none where the text can't be searched for."""

    def get_permission_required(self) -> list[str]:
        if self.kwargs["kind"] not in SUGGESTERS:
            raise Http404
        return [SUGGESTERS[self.kwargs["kind"]].permission]

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        text = request.GET.get("q", "").strip()
        try:
            words = queries.words_of(text) if text else []
        except ValidationError:
            return JsonResponse({"results": []})
        matches = SUGGESTERS[kind].search(words, self.user, SUGGESTIONS_LIMIT)
        return JsonResponse(
            {"results": [{"id": key, "name": name, "hint": hint} for key, name, hint in matches]}
        )
