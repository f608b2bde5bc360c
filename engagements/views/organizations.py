"""The list of organizations, and the page of one."""

from django.db.models import Q
from django.utils import timezone

from engagements.filters.directory import OrganizationFilterSet
from engagements.models import COUNTERPART_SIDE, Organization, Side
from engagements.reports.counts import with_meeting_counts
from engagements.reports.party_meetings import PartyMeetings

from .base import RecordDetailView, RecordListView

PEOPLE = 100
PARTS = (
    ("delegation", "Meetings of its delegations", [Side.DELEGATION]),
    ("accompanying", "Meetings in which it accompanied a delegation", [Side.ACCOMPANYING]),
    ("counterpart_organization", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
)


class OrganizationListView(RecordListView):
    model = Organization
    filterset_class = OrganizationFilterSet

    def arrange(self, queryset):
        return with_meeting_counts(queryset.select_related("parent"), self.request.user)


class OrganizationDetailView(RecordDetailView):
    model = Organization

    def get_queryset(self):
        return super().get_queryset().select_related("parent").prefetch_related("children")

    def get_context_data(self, **kwargs):
        organization, user, today = self.object, self.request.user, timezone.localdate()
        sub = self.request.GET.getlist("sub")
        with_sub = sub == ["1"]
        people = organization.appointments.select_related("official").order_by(
            "official__sort_name", "official", "pk"
        )
        over = Q(end_date__lt=today)
        meetings = of_all = PartyMeetings("organizations", [organization.pk], user)
        if with_sub:
            of_all = PartyMeetings("organizations", Organization.descendant_ids(organization.pk), user)
        latest = of_all.latest(*(sides for *_, sides in PARTS))
        return super().get_context_data(
            with_sub=with_sub,
            sub_error=bool(sub) and not with_sub,
            people_now=people.exclude(over)[:PEOPLE],
            people_then=people.filter(over)[:PEOPLE],
            most_people=PEOPLE,
            met=[("Whom it met", *meetings.parties_met("organizations", organization))],
            met_lately=meetings.cut,
            latest=[
                (heading, f"{name}={organization.pk}{'&sub=1' if with_sub else ''}", *found)
                for (name, heading, _), found in zip(PARTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total, _ in latest),
            **kwargs,
        )
