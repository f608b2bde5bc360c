"""The first page, files, and what search boxes ask for."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, JsonResponse
from django.utils import timezone
from django.views.generic import TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from engagements.models import Attachment, Meeting, Outcome, Profile, SavedView, Visit
from engagements.reports import dashboard
from engagements.search import queries
from engagements.search.suggestions import CHOICES

from .base import Reading

SUGGESTIONS = 20


class Dashboard(Reading, TemplateView):
    model = Meeting
    template_name = "engagements/dashboard.html"

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        office = Profile.of(user).organization
        visits = Visit.objects.visible_to(user).upcoming(today)
        held = self.get_queryset().held()
        contacts, contacts_at = dashboard.last_contacts(user)
        due_by = today + dashboard.SOON
        due = Outcome.objects.visible_to(user).due_by(due_by)
        return super().get_context_data(
            visits=visits.earliest_first().with_stops().with_delegation()[:10],
            meetings=held.latest_first().for_list()[:10],
            office=office,
            today=today,
            due_by=due_by,
            due=dashboard.outcomes_due(user, office, today),
            outcomes=due.own_first(office).for_list()[:5],
            months=dashboard.by_month(held, user, today),
            longest_ago=contacts[:10],
            latest=contacts[10:][:-11:-1],
            contacts_at=contacts_at,
            views=SavedView.objects.visible_to(user).own_first(user)[:10],
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
            words = queries.words_of(text) if text else []
        except ValidationError:
            return JsonResponse({"results": []})
        found = CHOICES[kind].search(words, request.user, SUGGESTIONS)
        return JsonResponse(
            {"results": [{"id": key, "name": name, "hint": hint} for key, name, hint in found]}
        )
