"""One record with all that belongs to it, as far as the user may see it."""

from django.db.models import Prefetch, Q
from django.utils import timezone

from .. import reports
from ..models import Hand, Meeting, Official, Organization, Outcome, Participant, Side, Visit
from .base import DetailPage

OUTCOMES = Prefetch("outcomes", Outcome.objects.select_related("owner_official", "owner_organization"))
PEOPLE = 100
# Parameter of the meetings list, heading, sides.
PARTS = (
    ("delegation", "Meetings of its delegations", [Side.DELEGATION]),
    ("accompanying", "Meetings in which it accompanied a delegation", [Side.ACCOMPANYING]),
    ("counterpart_organization", "Meetings as a counterpart or third party", Hand.AWAY),
)


class VisitDetail(DetailPage):
    model = Visit

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .with_stops()
            .with_delegation()
            .with_topics()
            .prefetch_related("sources", "attachments")
        )

    def get_context_data(self, **kwargs):
        user = self.request.user
        meetings = self.object.meetings.visible_to(user).earliest_first().for_list()
        meetings = list(meetings.prefetch_related(OUTCOMES))
        return super().get_context_data(
            meetings=meetings,
            meetings_with_outcomes=[meeting for meeting in meetings if meeting.outcomes.all()],
            add_meeting_address=self.entry("add", Meeting),
            related_visits=self.object.related_visits.visible_to(user).latest_first(),
            passages=self.object.passages.visible_to(user).for_reading(),
            **kwargs,
        )


class MeetingDetail(DetailPage):
    model = Meeting

    def get_queryset(self):
        participants = Participant.objects.select_related("official", "organization", "title_source")
        return (
            super()
            .get_queryset()
            .select_related("visit", "visit__organization", "place")
            .prefetch_related(
                Prefetch("participants", participants), OUTCOMES, "topics", "sources", "attachments"
            )
        )

    def get_context_data(self, **kwargs):
        passages = self.object.passages.visible_to(self.request.user).for_reading()
        return super().get_context_data(passages=passages, **self.place_in_visit(), **kwargs)

    def place_in_visit(self):
        """Return number, total, previous and next among the visible meetings of the visit."""
        if not self.object.visit:
            return {}
        siblings = list(
            self.object.visit.meetings.visible_to(self.request.user).earliest_first().only("title", "visit")
        )
        index = siblings.index(self.object)
        return {
            "number": index + 1,
            "total": len(siblings),
            "previous": siblings[index - 1] if index else None,
            "next": siblings[index + 1] if index + 1 < len(siblings) else None,
        }


class OfficialDetail(DetailPage):
    model = Official

    def get_context_data(self, **kwargs):
        official, user = self.object, self.request.user
        meetings = Meeting.objects.visible_to(user)
        as_delegate, as_counterpart = reports.latest(
            meetings.where_participant(Hand.HOME, official=official),
            meetings.where_participant(Hand.AWAY, official=official),
        )
        return super().get_context_data(
            appointments=official.appointments.select_related("organization"),
            met=[
                ("Whom they met", *reports.whom_they_met("officials", official, user, "officials")),
                (
                    "Organizations they met",
                    *reports.whom_they_met("officials", official, user, "organizations"),
                ),
            ],
            latest=[
                ("Meetings as a delegate or accompanying", f"delegate={official.pk}", *as_delegate),
                ("Meetings as a counterpart or third party", f"counterpart={official.pk}", *as_counterpart),
            ],
            any_meeting=as_delegate[1] or as_counterpart[1],
            **kwargs,
        )


class OrganizationDetail(DetailPage):
    model = Organization

    def get_queryset(self):
        return super().get_queryset().select_related("parent").prefetch_related("children")

    def get_context_data(self, **kwargs):
        organization, user, today = self.object, self.request.user, timezone.localdate()
        sub = self.request.GET.getlist("sub")
        with_sub = sub == ["1"]
        ids = Organization.below(organization.pk) if with_sub else [organization.pk]
        meetings = Meeting.objects.visible_to(user)
        people = organization.appointments.select_related("official").order_by(
            "official__sort_name", "official", "pk"
        )
        over = Q(end_date__lt=today)
        latest = reports.latest(
            *(meetings.where_participant(sides, organization__in=ids) for _, _, sides in PARTS)
        )
        return super().get_context_data(
            with_sub=with_sub,
            sub_error=bool(sub) and not with_sub,
            people_now=people.exclude(over)[:PEOPLE],
            people_then=people.filter(over)[:PEOPLE],
            most_people=PEOPLE,
            met=[
                (
                    "Whom it met",
                    *reports.whom_they_met("organizations", organization, user, "organizations"),
                )
            ],
            latest=[
                (heading, f"{name}={organization.pk}{'&sub=1' if with_sub else ''}", *found)
                for (name, heading, _), found in zip(PARTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total in latest),
            **kwargs,
        )
