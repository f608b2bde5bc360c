"""The list of officials, and the page of one."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from engagements.filters.directory import OfficialFilterSet
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Appointment, Official, Outcome
from engagements.reports.charts.timelines import Series, YearsTimeline
from engagements.reports.companions import met_together_with, travels_with
from engagements.reports.counts import set_last_met
from engagements.reports.documents import documents_on
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
        countries = [post.organization.country.code for post in appointments]
        set_last_met("officials", [official], self.user)
        meeting_list = reverse("engagements:meeting_list")
        series = [
            Series(
                heading,
                meetings.on(sides).held().spans(),
                f"{meeting_list}?{parameter}={official.pk}&progress=held",
            )
            for parameter, heading, sides in MEETING_LISTS
        ]
        return super().get_context_data(
            appointments=appointments,
            documents=documents_on("officials", official.pk, countries),
            contact_details=official.contact_details.visible_to(self.user),
            timeline=YearsTimeline(series, appointments),
            met=[
                ("Whom they met", *meetings.parties_met("officials", official)),
                ("Organizations they met", *meetings.parties_met("organizations", official)),
            ],
            companions=[
                ("Travels with", "visits", "engagements:visit_list", *travels_with(official.pk, self.user)),
                (
                    "Met together with",
                    "meetings held",
                    "engagements:meeting_list",
                    *met_together_with(meetings, official.pk),
                ),
            ],
            party_outcomes=party_outcomes(
                outcomes,
                f"official={official.pk}",
                meetings.all.pks(),
                self.user,
            ),
            latest=[
                (heading, f"{parameter}={official.pk}", *listed)
                for (parameter, heading, _), listed in zip(MEETING_LISTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total in latest),
            **kwargs,
        )
