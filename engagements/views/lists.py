"""The filtered lists."""

from django.db.models import Prefetch
from django.utils import timezone

from .. import reports
from ..filters import MeetingFilter, OfficialFilter, OrganizationFilter, VisitFilter
from ..models import Appointment, Meeting, Official, Organization, Visit
from .base import ListPage


class MeetingList(ListPage):
    model = Meeting
    filterset_class = MeetingFilter

    def arrange(self, queryset):
        return queryset.for_list()


class VisitList(ListPage):
    model = Visit
    filterset_class = VisitFilter

    def arrange(self, queryset):
        return queryset.with_stops().with_delegation()

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_address=self.reading_address, **kwargs)

    def complete(self, rows):
        counts = reports.meetings_of_visits(rows, self.request.user)
        for visit in rows:
            visit.meeting_count = counts.get(visit.pk, 0)


class OfficialList(ListPage):
    model = Official
    filterset_class = OfficialFilter

    def arrange(self, queryset):
        today = timezone.localdate()
        posts = Appointment.objects.during(today, today).select_related("organization").latest_first()
        return queryset.prefetch_related(Prefetch("appointments", posts, to_attr="posts_now"))

    def complete(self, rows):
        met = reports.met(rows, self.request.user)
        for official in rows:
            official.last_met = met.get(official.pk)


class OrganizationList(ListPage):
    model = Organization
    filterset_class = OrganizationFilter

    def arrange(self, queryset):
        return queryset.select_related("parent")

    def complete(self, rows):
        counts = reports.meetings_of_organizations(rows, self.request.user)
        for organization in rows:
            organization.meeting_count = counts.get(organization.pk, 0)
