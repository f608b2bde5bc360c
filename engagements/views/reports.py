"""Who met whom: the matrix, and the relationship of two parties."""

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.generic import TemplateView

from engagements.common.pagination import read_page
from engagements.exports import docx
from engagements.exports import matrix as matrix_files
from engagements.filters.fields import PageField
from engagements.filters.filter_sets import BriefingFilter, MatrixFilter, PairFilter, address, naming
from engagements.models import Meeting
from engagements.reports.briefing import Briefing
from engagements.reports.matrix import LARGEST, SHADES, Matrix
from engagements.reports.parties import parties
from engagements.reports.relationship import Relationship

from .base import Reading

MEETINGS = 20  # of a relationship on one page


class Parties(Reading):
    """Names officials and organizations, and so is for those who may read both."""

    model = Meeting

    def get_permission_required(self):
        return [f"engagements.view_{name}" for name in ("meeting", "official", "organization")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"section": "who met whom"}


class Counting(Parties):
    """Counts how often each party met each other, by a filter that says ``by`` which kind of party."""

    def matrix(self, filterset, pages, *size):
        asked = filterset.form.cleaned_data
        chosen = [asked[name] for name in MatrixFilter.NAMES[asked["by"]]]
        return Matrix(filterset.qs, asked["by"], chosen, pages, *size)

    def add_links(self, matrix):
        """Let each number lead to exactly the meetings that it counts.

        Where rows are chosen in the address, a row is one of them, and so may stand in their stead.
        """
        home, away = MatrixFilter.NAMES[matrix.kind]
        pair = reverse("engagements:relationship") + "?"

        def meetings(*but):
            changes = dict.fromkeys(("by", *but)) | {"progress": ["held"]}
            return reverse("engagements:meeting_list") + address(self.request.GET, **changes)

        matrix.meetings, of_row, of_column, of_cell = (
            meetings(),
            meetings(home),
            meetings(away),
            meetings(home, away),
        )
        for column in matrix.columns:
            column.sum.meetings = f"{of_column}&{away}={column.party.key}"
        for row in matrix.rows:
            row.sum.meetings = f"{of_row}&{home}={row.party.key}"
            for cell in row.met:
                both = naming(row.party, cell.party)
                cell.meetings, cell.relationship = f"{of_cell}&{both}", f"{pair}{both}"

    def kinds(self, form):
        """Return (kind, label, address of this page by it) of each kind of party."""
        return [
            (key, label, address(form.data, by=[key])) for key, label in form.fields["by"].choices.items()
        ]


class WhoMetWhom(Counting, TemplateView):
    """The matrix over what the filters of the meetings list leave, of what was held."""

    template_name = "engagements/who_met_whom.html"

    def get(self, request):
        filterset = MatrixFilter(request.GET, self.get_queryset(), request=request)
        form, found = filterset.form, {}
        if form.is_valid():
            asked = form.cleaned_data
            if asked["export"]:
                matrix = self.matrix(filterset, (1, 1), LARGEST)
                return matrix_files.respond(matrix, asked["export"], self.about(form))
            matrix = self.matrix(filterset, (asked["rows"], asked["columns"]))
            self.add_links(matrix)
            pages = {}
            for name, count in (("rows", matrix.row_count), ("columns", matrix.column_count)):
                try:
                    pages[name] = Paginator(range(count), matrix.size).page(asked[name])
                except EmptyPage:
                    form.add_error(name, PageField.missing(asked[name]))
            found = {"matrix": matrix, "pages": pages}
        return self.render_to_response(self.get_context_data(filter=filterset, form=form, **found))

    def about(self, form):
        """Return in words what an export is over."""
        return [
            "Who met whom: meetings held, the delegation and those accompanying it by counterparts and third "
            "parties. A sum counts each meeting once.",
            *(f"{label}: {value}" for label, value, _ in form.chips()),
            f"As {self.request.user} may see it on {timezone.localdate():%Y-%m-%d}.",
        ]

    def get_context_data(self, form, **kwargs):
        return super().get_context_data(
            form=form,
            valid=form.is_valid(),
            kinds=self.kinds(form),
            kind=form.cleaned_data.get("by"),
            never="no meeting fits" if form.chips() else "never met",
            shades=range(1, SHADES + 1),
            largest=LARGEST,
            **kwargs,
        )


class RelationshipPage(Parties, TemplateView):
    """Two parties, each named by one parameter: ``home_official``, ``away_country`` and so on.

    Which of them is "home" and which "away" only says which stands first: what is shown is
    how they met, whichever led the delegation.
    """

    template_name = "engagements/relationship.html"

    def get(self, request):
        form = PairFilter(request.GET, self.get_queryset(), request=request).form
        found = {}
        if form.is_valid() and form.pair:
            relationship = relationship_of(form.pair, request.user)
            paginator = Paginator(relationship.meetings.latest_first(), MEETINGS)
            page, page_error = read_page(paginator, request.GET.getlist("page"))
            if page:
                page.object_list = list(page.object_list.for_list())
            found = {
                "relationship": relationship,
                "page": page,
                "page_error": page_error,
                "paginator": paginator,
                "briefing": reverse("engagements:briefing") + address(request.GET),
            }
        return self.render_to_response(self.get_context_data(form=form, valid=form.is_valid(), **found))


class BriefingPage(Parties, TemplateView):
    """The relationship as a document for a principal: to be printed, or as a file by ``format=docx``."""

    template_name = "engagements/briefing.html"

    def get(self, request):
        form = BriefingFilter(request.GET, self.get_queryset(), request=request).form
        found = {}
        if form.is_valid() and form.pair:
            relationship = relationship_of(form.pair, request.user)
            briefing = Briefing(relationship, request.user, form.cleaned_data["principal"])
            if form.cleaned_data["format"]:
                return self.file(briefing)
            found = {"briefing": briefing, "relationship": relationship}
        return self.render_to_response(self.get_context_data(form=form, valid=form.is_valid(), **found))

    def file(self, briefing):
        name = f"{slugify(f'briefing {briefing.title}')[:100]}-{briefing.made_on:%Y-%m-%d}.docx"
        headers = {
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "Cache-Control": "private, no-store",
        }
        content = docx.write_briefing(briefing)
        return HttpResponse(content, content_type=docx.CONTENT_TYPE, headers=headers)


def relationship_of(pair, user):
    """Return the relationship of two parties, each given as (kind, key)."""
    home, away = (parties(kind, [key])[key] for kind, key in pair)
    relationship = Relationship(home, away, user)
    for way in relationship.ways:
        way.meetings = f"{reverse('engagements:meeting_list')}?{naming(way.home, way.away)}&progress=held"
    return relationship
