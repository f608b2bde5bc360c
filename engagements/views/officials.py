"""The list of officials, and the page of one."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from engagements.filters.directory import OfficialFilterSet
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Appointment, Official, Outcome
from engagements.reports.charts.timelines import Series, YearsTimeline
from engagements.reports.counts import set_last_met
from engagements.reports.party_meetings import PartyMeetings
from engagements.reports.party_outcomes import party_outcomes

from .base import Context, RecordDetailView, RecordListView

# Parameter of the meetings list, heading, sides.
MEETING_LISTS = (
    ("delegate", "Meetings as a delegate or accompanying", DELEGATION_SIDE),
    ("counterpart", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
)


class OfficialListView(RecordListView):
    model = Official
    filterset_class = OfficialFilterSet

    def arrange(self, queryset: QuerySet[Official]) -> QuerySet[Official]:
        today = timezone.localdate()
        posts = Appointment.objects.during(today, today).select_related("organization").latest_first()
        return queryset.prefetch_related(Prefetch("appointments", posts, to_attr="posts_now"))

    def complete(self, rows: list[Any]) -> None:
        set_last_met("officials", rows, self.user)


class OfficialDetailView(RecordDetailView):
    model = Official

    def get_context_data(self, **kwargs: Any) -> Context:
        official = self.object
        meetings = PartyMeetings("officials", [official.pk], self.user)
        latest = meetings.latest(*(sides for *_, sides in MEETING_LISTS))
        outcomes = Outcome.objects.visible_to(self.user).concerning("officials", [official.pk])
        appointments = list(official.appointments.select_related("organization"))
        meeting_list = reverse("engagements:meeting_list")
        series = [
            Series(
                heading,
                [row.span for row in meetings.counted_on(sides)],
                f"{meeting_list}?{parameter}={official.pk}&progress=held",
                meetings.cut,
            )
            for parameter, heading, sides in MEETING_LISTS
        ]
        return super().get_context_data(
            appointments=appointments,
            timeline=YearsTimeline(series, appointments),
            met=[
                ("Whom they met", *meetings.parties_met("officials", official)),
                ("Organizations they met", *meetings.parties_met("organizations", official)),
            ],
            party_outcomes=party_outcomes(
                outcomes,
                f"official={official.pk}",
                [row.pk for row in meetings.meetings],
                meetings.is_few,
                self.user,
            ),
            met_lately=meetings.cut,
            latest=[
                (heading, f"{parameter}={official.pk}", *listed)
                for (parameter, heading, _), listed in zip(MEETING_LISTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total, _ in latest),
            **kwargs,
        )
