"""The relationship of two parties, and the briefing on it."""

from typing import cast

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from engagements.common.pagination import read_page
from engagements.exports.responses import document_response
from engagements.filters.addresses import query_string
from engagements.filters.parties import BriefingFilterSet, PairFilterSet, PairForm, PartyKey, pair_query
from engagements.models.querysets import rows_in_order
from engagements.reports.briefing import Briefing
from engagements.reports.briefing_docx import write_briefing
from engagements.reports.parties import parties_by_key
from engagements.reports.relationship import Relationship

from .base import Context, FilteredView
from .matrix import PartyPermissionMixin

MEETINGS_PAGE_SIZE = 20


class RelationshipView(PartyPermissionMixin, FilteredView):
    """Two parties, each named by one parameter: ``by_official``, ``with_country`` and so on.

    Which of them is "by" and which "with" only says which stands first: what is shown is
    how they met, whichever led the delegation.
    """

    template_name = "engagements/relationship.html"
    filterset_class = PairFilterSet

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = cast(PairForm, self.get_filterset().form)  # as the filter set declares
        content: Context = {}
        if form.is_valid() and form.pair:
            relationship = relationship_of(form.pair, self.user)
            paginator = Paginator(relationship.meetings.pks().tolist(), MEETINGS_PAGE_SIZE)
            page, page_error = read_page(paginator, request.GET.getlist("page"))
            if page:
                page.object_list = rows_in_order(self.get_queryset().for_list(), list(page.object_list))
            content = {
                "relationship": relationship,
                "page": page,
                "page_error": page_error,
                "paginator": paginator,
                "briefing": reverse("engagements:briefing") + query_string(request.GET),
            }
        return self.render_to_response(self.get_context_data(form=form, valid=form.is_valid(), **content))


class BriefingView(PartyPermissionMixin, FilteredView):
    """The relationship as a document for a principal: to be printed, or as a file by ``format=docx``."""

    template_name = "engagements/briefing.html"
    filterset_class = BriefingFilterSet

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = cast(PairForm, self.get_filterset().form)  # as the filter set declares
        content: Context = {}
        if form.is_valid() and form.pair:
            relationship = relationship_of(form.pair, self.user)
            briefing = Briefing(relationship, self.user, form.cleaned_data["principal"])
            if form.cleaned_data["format"]:
                return self.file(briefing)
            content = {"briefing": briefing, "relationship": relationship}
        return self.render_to_response(self.get_context_data(form=form, valid=form.is_valid(), **content))

    def file(self, briefing: Briefing) -> HttpResponse:
        return document_response(write_briefing(briefing), f"briefing {briefing.title}", briefing.made_on)


def relationship_of(pair: tuple[PartyKey, PartyKey], user: User) -> Relationship:
    """Return the relationship of two parties, with the addresses of the lists of their meetings."""
    by, with_ = (parties_by_key(kind, [key])[key] for kind, key in pair)
    relationship = Relationship(by, with_, user)
    for direction in relationship.directions:
        query = pair_query(direction.delegation_party, direction.counterpart_party)
        direction.meetings = f"{reverse('engagements:meeting_list')}?{query}&progress=held"
    return relationship
