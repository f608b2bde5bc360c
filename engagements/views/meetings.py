"""The list of meetings, its facets, and the page of one."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.vary import vary_on_headers

from engagements.filters.addresses import query_string
from engagements.filters.meetings import MeetingFilterSet
from engagements.models import Meeting, Outcome, Participant
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.meetings import MeetingQuerySet
from engagements.reports.documents import documents_on
from engagements.reports.facets import MeetingFacets

from .base import Context, FilteredView, RecordDetailView, RecordListView

OUTCOMES_PREFETCH = Prefetch(
    "outcomes", Outcome.objects.select_related("owner_official", "owner_organization")
)


class MeetingListView(RecordListView):
    model = Meeting
    filterset_class = MeetingFilterSet

    def arrange(self, queryset: MeetingQuerySet) -> MeetingQuerySet:
        return queryset.for_list()

    def get_context_data(self, **kwargs: Any) -> Context:
        facets = reverse("engagements:meeting_facets") + query_string(self.request.GET)
        return super().get_context_data(facets_address=facets, **kwargs)


class MeetingFacetsView(FilteredView):
    """The most frequent values within a list: a page, or a part that the list loads after itself."""

    model = Meeting
    filterset_class = MeetingFilterSet

    def get_template_names(self) -> list[str]:
        part = self.request.headers.get("HX-Request") == "true"
        return ["engagements/_facets.html" if part else "engagements/facets.html"]

    @method_decorator(vary_on_headers("HX-Request"))
    def get(self, request: HttpRequest) -> HttpResponseBase:
        filterset = MeetingListView.filtered(request.GET, self.user)
        form = filterset.form
        facets = MeetingFacets(filterset.qs, request.GET) if form.is_valid() else None
        return self.render_to_response(
            self.get_context_data(
                form=form,
                facets=facets,
                list_address=reverse("engagements:meeting_list") + query_string(request.GET),
            )
        )


class MeetingDetailView(RecordDetailView):
    model = Meeting

    def get_queryset(self) -> Any:
        participants = Participant.objects.for_display(self.user)
        return (
            super()
            .get_queryset()
            .select_related("visit", "visit__organization", "place")
            .prefetch_related(
                Prefetch("participants", participants), OUTCOMES_PREFETCH, "topics", "sources", "attachments"
            )
        )

    def get_context_data(self, **kwargs: Any) -> Context:
        meeting = self.object
        documents = documents_on("meetings", meeting.pk)
        if meeting.progress == MeetingProgress.PLANNED and meeting.start_date:
            address = reverse("engagements:meeting_invitation", args=[meeting.pk])
            documents.append(("Invitation (ICS)", address))
        passages = meeting.passages.visible_to(self.user).for_display()
        return super().get_context_data(
            documents=documents, passages=passages, **self.place_in_visit(), **kwargs
        )

    def place_in_visit(self) -> Context:
        """Return number, total, previous and next among the visible meetings of the visit."""
        if not self.object.visit:
            return {}
        siblings = list(
            self.object.visit.meetings.visible_to(self.user).earliest_first().only("title", "visit")
        )
        index = siblings.index(self.object)
        return {
            "number": index + 1,
            "total": len(siblings),
            "previous": siblings[index - 1] if index else None,
            "next": siblings[index + 1] if index + 1 < len(siblings) else None,
        }
