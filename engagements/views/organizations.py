"""The list of organizations, and the page of one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from engagements.filters.directory import OrganizationFilterSet
from engagements.models import COUNTERPART_SIDE, Organization, Outcome, Side
from engagements.reports.counts import set_last_met
from engagements.reports.documents import documents_on
from engagements.reports.party_meetings import PartyMeetings
from engagements.reports.party_outcomes import party_outcomes

from .base import Context, RecordDetailView, RecordListView

PEOPLE_LIMIT = 100
# Parameter of the meetings list, heading, sides.
MEETING_LISTS: tuple[tuple[str, str, Sequence[Side]], ...] = (
    ("delegation", "Meetings of its delegations", [Side.DELEGATION]),
    ("accompanying", "Meetings in which it accompanied a delegation", [Side.ACCOMPANYING]),
    ("counterpart_organization", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
)


class OrganizationListView(RecordListView):
    model = Organization
    filterset_class = OrganizationFilterSet

    def arrange(self, queryset: QuerySet[Organization]) -> QuerySet[Organization]:
        return queryset.select_related("parent")

    def complete(self, rows: list[Any]) -> None:
        set_last_met("organizations", rows, self.user)


class OrganizationDetailView(RecordDetailView):
    model = Organization

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("parent").prefetch_related("children")

    def get_context_data(self, **kwargs: Any) -> Context:
        organization, user, today = self.object, self.user, timezone.localdate()
        sub = self.request.GET.getlist("sub")
        with_sub = sub == ["1"]
        people = organization.appointments.select_related("official").order_by(
            "official__sort_key", "official", "pk"
        )
        past = Q(end_date__lt=today)
        set_last_met("organizations", [organization], user)
        meetings = listed_meetings = PartyMeetings("organizations", [organization.pk], user)
        if with_sub:
            organizations = Organization.descendant_ids(organization.pk)
            listed_meetings = PartyMeetings("organizations", organizations, user)
        outcomes = Outcome.objects.visible_to(user).concerning("organizations", [organization.pk])
        latest = listed_meetings.latest(*(sides for *_, sides in MEETING_LISTS))
        return super().get_context_data(
            documents=documents_on("organizations", organization.pk, [organization.country.code]),
            contact_details=organization.contact_details.visible_to(user),
            with_sub=with_sub,
            sub_error=bool(sub) and not with_sub,
            people_now=people.exclude(past)[:PEOPLE_LIMIT],
            people_then=people.filter(past)[:PEOPLE_LIMIT],
            most_people=PEOPLE_LIMIT,
            met=[("Whom it met", *meetings.parties_met("organizations", organization))],
            party_outcomes=party_outcomes(
                outcomes,
                f"organization={organization.pk}",
                meetings.all.pks(),
                user,
            ),
            latest=[
                (heading, f"{name}={organization.pk}{'&sub=1' if with_sub else ''}", *listed)
                for (name, heading, _), listed in zip(MEETING_LISTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total in latest),
            **kwargs,
        )
