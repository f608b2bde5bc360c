"""The filtered lists."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.vary import vary_on_headers
from django.views.generic import TemplateView

from engagements import reports
from engagements.filters.filter_sets import (
    MeetingFilter,
    OfficialFilter,
    OrganizationFilter,
    VisitFilter,
    address,
)
from engagements.models import Appointment, Meeting, Official, Organization, Visit
from engagements.reports.facets import Facets

from .base import ListPage, Reading


class MeetingList(ListPage):
    model = Meeting
    filterset_class = MeetingFilter

    def arrange(self, queryset):
        return queryset.for_list()

    def get_context_data(self, **kwargs):
        facets = reverse("engagements:meeting_facets") + address(self.request.GET)
        return super().get_context_data(facets_address=facets, **kwargs)


class MeetingFacets(Reading, TemplateView):
    """The most frequent values within a list: a page, or a part that the list loads after itself."""

    model = Meeting

    def get_template_names(self):
        part = self.request.headers.get("HX-Request") == "true"
        return ["engagements/_facets.html" if part else "engagements/facets.html"]

    @method_decorator(vary_on_headers("HX-Request"))
    def get(self, request):
        filterset = MeetingList.filtered(request.GET, request.user)
        form = filterset.form
        facets = Facets(filterset.qs, request.GET) if form.is_valid() else None
        return self.render_to_response(
            self.get_context_data(
                form=form,
                facets=facets,
                list_address=reverse("engagements:meeting_list") + address(request.GET),
            )
        )


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
        return reports.with_meetings(queryset.select_related("parent"), self.request.user)
