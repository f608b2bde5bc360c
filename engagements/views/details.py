"""One record with all that belongs to it, as far as the user may see it."""

from django.db.models import Prefetch, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from engagements import reports
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Side,
    Visit,
)
from engagements.models.querysets import RECENT
from engagements.reports import LATEST
from engagements.reports.timelines import Series, Years, course
from engagements.search.suggestions import CHOICES

from .base import DetailPage, Reading

OUTCOMES = Prefetch("outcomes", Outcome.objects.select_related("owner_official", "owner_organization"))
PEOPLE = 100
MADE = "progress=under_way&progress=completed"  # as `VisitQuerySet.started()`
# Parameter of the meetings list, heading, sides.
HANDS = (
    ("delegate", "Meetings as a delegate or accompanying", DELEGATION_SIDE),
    ("counterpart", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
)
PARTS = (
    ("delegation", "Meetings of its delegations", [Side.DELEGATION]),
    ("accompanying", "Meetings in which it accompanied a delegation", [Side.ACCOMPANYING]),
    ("counterpart_organization", "Meetings as a counterpart or third party", COUNTERPART_SIDE),
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
            timeline=course(self.object, meetings),
            meetings_with_outcomes=[meeting for meeting in meetings if meeting.outcomes.all()],
            add_meeting_address=self.entry("add", Meeting),
            related_visits=self.object.related_visits.visible_to(user).latest_first(),
            passages=self.object.passages.visible_to(user).for_reading(),
            **kwargs,
        )


class MeetingDetail(DetailPage):
    model = Meeting

    def get_queryset(self):
        participants = Participant.objects.for_reading(self.request.user)
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
        official = self.object
        encounters = reports.Encounters("officials", [official.pk], self.request.user)
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


class OrganizationDetail(DetailPage):
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
        encounters = of_all = reports.Encounters("organizations", [organization.pk], user)
        if with_sub:
            of_all = reports.Encounters("organizations", Organization.descendant_ids(organization.pk), user)
        latest = of_all.latest(*(sides for *_, sides in PARTS))
        return super().get_context_data(
            with_sub=with_sub,
            sub_error=bool(sub) and not with_sub,
            people_now=people.exclude(over)[:PEOPLE],
            people_then=people.filter(over)[:PEOPLE],
            most_people=PEOPLE,
            met=[("Whom it met", *encounters.parties("organizations", organization))],
            met_lately=encounters.cut,
            latest=[
                (heading, f"{name}={organization.pk}{'&sub=1' if with_sub else ''}", *found)
                for (name, heading, _), found in zip(PARTS, latest, strict=True)
            ],
            any_meeting=any(total for _, total, _ in latest),
            **kwargs,
        )


class CountryDetail(Reading, TemplateView):
    """What happened in a country and with it; it has no record of its own."""

    model = Meeting
    template_name = "engagements/country_detail.html"

    def get_permission_required(self):
        return ["engagements.view_meeting", "engagements.view_visit"]

    def get_context_data(self, code, **kwargs):
        if not CHOICES["countries"].is_key(code):
            raise Http404
        user, query = self.request.user, f"country={code}"
        visits = Visit.objects.visible_to(user).stopping_in([code])
        made = visits.started().recent()
        held = Meeting.objects.visible_to(user).in_or_with_country([code]).held().recent()
        latest = reports.latest(held)
        strands = [
            Series(
                heading,
                found.order_by().values_list("start_date", "end_date", "dates"),
                f"{reverse(f'engagements:{name}_list')}?{query}&{progress}",
                RECENT if found.is_cut else 0,
            )
            for heading, found, name, progress in (
                ("Visits that stopped there", made, "visit", MADE),
                ("Meetings there or with it", held, "meeting", "progress=held"),
            )
        ]
        return super().get_context_data(
            **kwargs,
            name=CHOICES["countries"].all()[code][0],
            code=code,
            timeline=Years(strands),
            visits=visits.latest_first().with_stops().with_delegation()[:LATEST],
            latest=[("Meetings held there or with it", f"{query}&progress=held", *latest)],
            any_meeting=strands[1].number,
        ) | {"section": "countries"}
