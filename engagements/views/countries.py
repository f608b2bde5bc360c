"""The page of a country."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from engagements.columns.meetings import MeetingSet, VisitSet
from engagements.common.countries import country_names
from engagements.models import Meeting, Outcome, Visit, Watch
from engagements.models.participants import fetch_country_sources
from engagements.models.querysets import rows_in_order
from engagements.reports.charts.timelines import Series, YearsTimeline
from engagements.reports.documents import documents_on
from engagements.reports.party_meetings import LISTED_MEETINGS, latest_meetings
from engagements.reports.party_outcomes import party_outcomes

from .base import Context, ReadPermissionMixin

STARTED = urlencode({"progress": Visit.STARTED}, doseq=True)


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
        visits = VisitSet.visible_to(user).with_party("countries", [code])
        meetings = MeetingSet.visible_to(user).in_or_with_countries([code])
        outcomes = Outcome.objects.visible_to(user).in_or_with(*fetch_country_sources([code]))
        held = meetings.held()
        (latest,) = latest_meetings([held], user)
        series = [
            Series(heading, spans, f"{reverse(f'engagements:{name}_list')}?{query}&{progress}")
            for heading, spans, name, progress in (
                (f"Visits to or from {name}", visits.started().spans(), "visit", STARTED),
                (f"Meetings in or with {name}", held.spans(), "meeting", "progress=held"),
            )
        ]
        return super().get_context_data(
            **kwargs,
            name=name,
            watch=Watch.of(user, "country", code),
            documents=documents_on("countries", code),
            timeline=YearsTimeline(series),
            visits=rows_in_order(
                Visit.objects.visible_to(user).with_stops().with_delegation(),
                visits.pks()[:LISTED_MEETINGS].tolist(),
            ),
            party_outcomes=party_outcomes(outcomes, query, meetings.pks(), user),
            latest=[(f"Meetings held in or with {name}", f"{query}&progress=held", *latest)],
            any_meeting=series[1].number,
        ) | {"section": "countries"}
