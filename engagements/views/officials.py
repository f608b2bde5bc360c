"""The list of officials, and the page of one."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from engagements.filters.directory import OfficialFilterSet
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Appointment, Official
from engagements.reports import counts
from engagements.reports.charts.timelines import Series, Years
from engagements.reports.party_meetings import Encounters

from .base import RecordDetailView, RecordListView

# Parameter of the meetings list, heading, sides.
HANDS = (
    ("delegate", "Meetings as a delegate or accompanying", DELEGATION_SIDE),
    ("counterpart", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
)


class OfficialListView(RecordListView):
    model = Official
    filterset_class = OfficialFilterSet

    def arrange(self, queryset):
        today = timezone.localdate()
        posts = Appointment.objects.during(today, today).select_related("organization").latest_first()
        return queryset.prefetch_related(Prefetch("appointments", posts, to_attr="posts_now"))

    def complete(self, rows):
        met = counts.met(rows, self.request.user)
        for official in rows:
            official.last_met = met.get(official.pk)


class OfficialDetailView(RecordDetailView):
    model = Official

    def get_context_data(self, **kwargs):
        official = self.object
        encounters = Encounters("officials", [official.pk], self.request.user)
        latest = encounters.latest(*(hand for *_, hand in HANDS))
        appointments = list(official.appointments.select_related("organization"))
        meeting_list = reverse("engagements:meeting_list")
        strands = [
            Series(
                heading,
                [one.span for one in encounters.held_on(hand)],
                f"{meeting_list}?{parameter}={official.pk}&progress=held",
                encounters.cut,
            )
            for parameter, heading, hand in HANDS
        ]
        return super().get_context_data(
            appointments=appointments,
            timeline=Years(strands, appointments),
            met=[
                ("Whom they met", *encounters.parties("officials", official)),
                ("Organizations they met", *encounters.parties("organizations", official)),
            ],
            met_lately=encounters.cut,
            latest=[
                (heading, f"{parameter}={official.pk}", *found)
                for (parameter, heading, _), found in zip(HANDS, latest, strict=True)
            ],
            any_meeting=any(total for _, total, _ in latest),
            **kwargs,
        )
