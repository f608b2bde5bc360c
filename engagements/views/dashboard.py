"""The first page."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from engagements.models import Meeting, Outcome, Profile, SavedView, Visit
from engagements.reports.charts.meetings_by_month import meetings_by_month
from engagements.reports.last_contacts import last_contacts
from engagements.reports.outcomes_due import DUE_SOON, count_outcomes_due

from .base import Context, ReadPermissionMixin


class DashboardView(ReadPermissionMixin, TemplateView):
    model = Meeting
    template_name = "engagements/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        user, today = self.user, timezone.localdate()
        office = Profile.for_user(user).organization
        visits = Visit.objects.visible_to(user).upcoming(today)
        held = self.get_queryset().held()
        contacts, contacts_at = last_contacts(user)
        due_by = today + DUE_SOON
        due = Outcome.objects.visible_to(user).due_by(due_by)
        return super().get_context_data(
            visits=visits.earliest_first().with_stops().with_delegation()[:10],
            meetings=held.latest_first().for_list()[:10],
            office=office,
            today=today,
            due_by=due_by,
            due=count_outcomes_due(user, office, today),
            outcomes=due.own_first(office).for_list()[:5],
            months=meetings_by_month(held, user, today),
            longest_ago=contacts[:10],
            latest=contacts[10:][:-11:-1],
            contacts_at=contacts_at,
            views=SavedView.objects.visible_to(user).own_first(user)[:10],
            readout_address=self.readout_address,
            add_visit_address=self.entry("add", Visit),
            add_meeting_address=self.entry("add", Meeting),
            **kwargs,
        ) | {"section": "dashboard"}
