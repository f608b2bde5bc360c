"""The first page, files, and what search boxes ask for."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import FileResponse, Http404, JsonResponse
from django.utils import timezone
from django.views.generic import TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from .. import search
from ..choices import CHOICES
from ..models import Attachment, Meeting, Visit
from .base import Reading

SUGGESTIONS = 20


class Dashboard(Reading, TemplateView):
    model = Meeting
    template_name = "engagements/dashboard.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        visits = (
            Visit.objects.visible_to(user)
            .filter(progress__in=[Visit.Progress.PLANNED, Visit.Progress.UNDER_WAY])
            .filter(Q(end_date__isnull=True) | Q(end_date__gte=timezone.localdate()))
        )
        meetings = self.get_queryset().held().latest_first().for_list()
        return super().get_context_data(
            visits=visits.earliest_first().with_stops().with_delegation()[:10],
            meetings=meetings[:10],
            read_address=self.reading_address,
            add_visit_address=self.entry("add", Visit),
            add_meeting_address=self.entry("add", Meeting),
            **kwargs,
        ) | {"section": "dashboard"}


class Download(Reading, SingleObjectMixin, View):
    """Hands a file over to be saved, whatever it is: never to be run or shown by the browser."""

    model = Attachment

    def get(self, request, *args, **kwargs):
        attachment = self.get_object()
        try:
            file = attachment.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        return FileResponse(
            file,
            as_attachment=True,
            filename=self.name_for(attachment),
            content_type="application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff"},
        )

    def name_for(self, attachment):
        """Return the title as the name of a file, without what turns its end around or leads to a folder."""
        name = "".join(c for c in " ".join(attachment.title.split()) if c.isprintable())
        name = name.replace("/", "-").replace("\\", "-").strip(". ")
        suffix = PurePath(attachment.file.name).suffix
        return name if suffix and name.lower().endswith(suffix) else name + suffix


class Suggest(Reading, View):
    """Answers a search box: at most 20 entries as JSON, none where the text can't be searched for."""

    def get_permission_required(self):
        if self.kwargs["kind"] not in CHOICES:
            raise Http404
        return [CHOICES[self.kwargs["kind"]].permission]

    def get(self, request, kind):
        text = request.GET.get("q", "").strip()
        try:
            words = search.words_of(text) if text else []
        except ValidationError:
            return JsonResponse({"results": []})
        found = CHOICES[kind].search(words, request.user, SUGGESTIONS)
        return JsonResponse(
            {"results": [{"id": key, "name": name, "hint": hint} for key, name, hint in found]}
        )
