"""The page of a country."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from engagements.common.countries import country_names
from engagements.models import Meeting, Outcome, Visit
from engagements.models.participants import fetch_country_sources
from engagements.models.records import RECENT_LIMIT
from engagements.reports.charts.timelines import Series, YearsTimeline
from engagements.reports.party_meetings import LISTED_MEETINGS, latest_meetings
from engagements.reports.party_outcomes import party_outcomes

from .base import Context, ReadPermissionMixin

STARTED = "progress=under_way&progress=completed"  # as `VisitQuerySet.started()`


class CountryDetailView(ReadPermissionMixin, TemplateView):
    """What happened in a country and with it, on whichever side; it has no record of its own."""

    model = Meeting
    template_name = "engagements/country_detail.html"

    def get_permission_required(self) -> list[str]:
        return ["engagements.view_meeting", "engagements.view_visit"]

    def get_context_data(self, **kwargs: Any) -> Context:
        code: str = kwargs["code"]
        if code not in country_names():
            raise Http404
        user, query, name = self.user, f"country={code}", country_names()[code]
        visits = Visit.objects.visible_to(user).concerning([code]).narrowed()
        started = visits.started().narrowed_to_recent()
        sources = fetch_country_sources([code])
        meetings = Meeting.objects.visible_to(user).in_or_with(*sources).narrowed()
        outcomes = Outcome.objects.visible_to(user).in_or_with(*sources)
        held = meetings.held().narrowed_to_recent()
        latest = latest_meetings(held)
        series = [
            Series(
                heading,
                records.order_by().values_list("start_date", "end_date", "dates"),
                f"{reverse(f'engagements:{name}_list')}?{query}&{progress}",
                RECENT_LIMIT if records.is_truncated else 0,
            )
            for heading, records, name, progress in (
                (f"Visits to or from {name}", started, "visit", STARTED),
                (f"Meetings in or with {name}", held, "meeting", "progress=held"),
            )
        ]
        return super().get_context_data(
            **kwargs,
            name=name,
            timeline=YearsTimeline(series),
            visits=visits.latest_first().with_stops().with_delegation()[:LISTED_MEETINGS],
            party_outcomes=party_outcomes(
                outcomes, query, held.values_list("pk", flat=True), meetings.has_few_rows, user
            ),
            latest=[(f"Meetings held in or with {name}", f"{query}&progress=held", *latest)],
            any_meeting=series[1].number,
        ) | {"section": "countries"}
