"""The list of visits, and the page of one."""

from typing import Any

from engagements.filters.visits import VisitFilterSet
from engagements.models import Meeting, Visit
from engagements.models.visits import VisitQuerySet
from engagements.reports.charts.timelines import visit_timeline
from engagements.reports.counts import meeting_counts
from engagements.reports.documents import documents_on

from .base import Context, RecordDetailView, RecordListView
from .meetings import OUTCOMES_PREFETCH


class VisitListView(RecordListView):
    model = Visit
    filterset_class = VisitFilterSet

    def arrange(self, queryset: VisitQuerySet) -> VisitQuerySet:
        return queryset.with_stops().with_delegation()

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(readout_address=self.readout_address, **kwargs)

    def complete(self, rows: list[Any]) -> None:
        counts = meeting_counts(rows, self.user)
        for visit in rows:
            visit.meeting_count = counts.get(visit.pk, 0)


class VisitDetailView(RecordDetailView):
    model = Visit

    def get_queryset(self) -> Any:
        return (
            super()
            .get_queryset()
            .with_stops()
            .with_delegation()
            .with_direction()
            .with_topics()
            .prefetch_related("sources", "attachments")
        )

    def get_context_data(self, **kwargs: Any) -> Context:
        user = self.user
        meetings = self.object.meetings.visible_to(user).earliest_first().for_list()
        meetings = list(meetings.prefetch_related(OUTCOMES_PREFETCH))
        return super().get_context_data(
            documents=documents_on("visits", self.object.pk),
            meetings=meetings,
            timeline=visit_timeline(self.object, meetings),
            meetings_with_outcomes=[meeting for meeting in meetings if meeting.outcomes.all()],
            add_meeting_address=self.entry("add", Meeting),
            related_visits=self.object.related_visits.visible_to(user).latest_first(),
            passages=self.object.passages.visible_to(user).for_display(),
            **kwargs,
        )
