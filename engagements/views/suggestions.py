"""What search boxes ask for while somebody types."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.generic import View

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
        try:
            suggestions = SUGGESTERS[kind].search(request.GET.get("q", ""), self.user, SUGGESTIONS_LIMIT)
        except ValidationError:
            suggestions = []
        return JsonResponse({"results": [suggestion.as_json() for suggestion in suggestions]})
