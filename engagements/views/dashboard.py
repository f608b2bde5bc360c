"""The first page."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from engagements.columns.meetings import MeetingSet
from engagements.models import Meeting, Outcome, Profile, SavedView, Visit
from engagements.models.visits import VisitQuerySet
from engagements.operations.example import example_visits
from engagements.reports.agenda import meetings_ahead, own_drafts
from engagements.reports.charts.meetings_by_month import meetings_by_month
from engagements.reports.counts import capped_count
from engagements.reports.last_contacts import last_contacts
from engagements.reports.outcomes_due import DUE_SOON, count_due
from engagements.reports.waiting import waiting_for
from engagements.reports.watched_contacts import watched_contacts

from .base import Context, ReadPermissionMixin

LISTED_UNCONFIRMED = 5


def arranged(visits: VisitQuerySet) -> VisitQuerySet:
    """Return ``visits`` with what a row of them shows."""
    return visits.with_stops().with_delegation()


class DashboardView(ReadPermissionMixin, TemplateView):
    model = Meeting
    template_name = "engagements/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        user, today = self.user, timezone.localdate()
        office = Profile.for_user(user).organization
        all_visits = Visit.objects.visible_to(user)
        visits = arranged(all_visits.upcoming(today).earliest_first())
        held = self.get_queryset().held()
        meetings = list(held.latest_first().for_list()[:10])
        latest_visits = [] if meetings else list(arranged(all_visits.latest_first())[:10])
        held_in_columns = MeetingSet.visible_to(user).held()
        contacts = last_contacts(held_in_columns)
        due_by = today + DUE_SOON
        due = Outcome.objects.visible_to(user).due_by(due_by)
        due_counts = count_due(user, office, today)
        agenda, agenda_more = meetings_ahead(user, today)
        views = list(SavedView.objects.visible_to(user).own_first(user)[:10])
        is_new = not user.watches.exists() and not any(view.owner_id == user.pk for view in views)
        return super().get_context_data(
            agenda=agenda,
            agenda_more=agenda_more,
            drafts=own_drafts(user),
            waiting=waiting_for(user),
            visits=visits[:10],
            meetings=meetings,
            latest_visits=latest_visits,
            any_meeting=bool(meetings) or self.get_queryset().exists(),
            unconfirmed=[
                (noun, capped_count(records), records.latest_first()[:LISTED_UNCONFIRMED])
                for noun, records in (
                    ("visit", all_visits.unconfirmed()),
                    ("meeting", self.get_queryset().unconfirmed()),
                )
            ],
            office=office,
            today=today,
            due_by=due_by,
            due=due_counts.numbers,
            owed=due_counts.owed,
            outcomes=due.own_first(office).for_list()[:5],
            months=meetings_by_month(held_in_columns, today),
            longest_ago=contacts[:10],
            latest=contacts[10:][:-11:-1],
            watched=watched_contacts(user, today),
            views=views,
            is_new=is_new,
            example=example_visits(user).first() if is_new else None,
            readout_address=self.readout_address,
            add_visit_address=self.entry("add", Visit),
            add_meeting_address=self.entry("add", Meeting),
            **kwargs,
        ) | {"section": "dashboard"}
