"""Who met whom: the matrix."""

from django.core.paginator import EmptyPage, Paginator
from django.urls import reverse
from django.utils import timezone

from engagements.exports.matrix_files import matrix_response
from engagements.filters.addresses import query_string
from engagements.filters.charts import MatrixFilterSet
from engagements.filters.fields import PageNumberField
from engagements.filters.parties import PARTY_PARAMETERS, pair_query
from engagements.models import Meeting
from engagements.reports.matrix import LARGEST, SHADES, Matrix

from .base import FilteredView, ReadPermissionMixin


class PartyPermissionMixin(ReadPermissionMixin):
    """Names officials and organizations, and so is for those who may read both."""

    model = Meeting

    def get_permission_required(self):
        return [f"engagements.view_{name}" for name in ("meeting", "official", "organization")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"section": "who met whom"}


class MatrixMixin(PartyPermissionMixin):
    """Counts how often each party met each other, by a filter that says ``by`` which kind of party."""

    def matrix(self, filterset, pages, *size):
        asked = filterset.form.cleaned_data
        chosen = [asked[name] for name in PARTY_PARAMETERS[asked["by"]]]
        return Matrix(filterset.qs, asked["by"], chosen, pages, *size)

    def add_links(self, matrix):
        """Let each number lead to exactly the meetings that it counts.

        Where rows are chosen in the address, a row is one of them, and so may stand in their stead.
        """
        home, away = PARTY_PARAMETERS[matrix.kind]
        pair = reverse("engagements:relationship") + "?"

        def meetings(*but):
            changes = dict.fromkeys(("by", *but)) | {"progress": ["held"]}
            return reverse("engagements:meeting_list") + query_string(self.request.GET, **changes)

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
                both = pair_query(row.party, cell.party)
                cell.meetings, cell.relationship = f"{of_cell}&{both}", f"{pair}{both}"

    def kinds(self, form):
        """Return (kind, label, address of this page by it) of each kind of party."""
        return [
            (key, label, query_string(form.data, by=[key]))
            for key, label in form.fields["by"].choices.items()
        ]


class MatrixView(MatrixMixin, FilteredView):
    """The matrix over what the filters of the meetings list leave, of what was held."""

    template_name = "engagements/who_met_whom.html"
    filterset_class = MatrixFilterSet

    def get(self, request):
        filterset = self.get_filterset()
        form, drawing = filterset.form, {}
        if form.is_valid():
            asked = form.cleaned_data
            if asked["export"]:
                matrix = self.matrix(filterset, (1, 1), LARGEST)
                return matrix_response(matrix, asked["export"], self.about(form))
            matrix = self.matrix(filterset, (asked["rows"], asked["columns"]))
            self.add_links(matrix)
            pages = {}
            for name, count in (("rows", matrix.row_count), ("columns", matrix.column_count)):
                try:
                    pages[name] = Paginator(range(count), matrix.size).page(asked[name])
                except EmptyPage:
                    form.add_error(name, PageNumberField.missing(asked[name]))
            drawing = {"matrix": matrix, "pages": pages}
        return self.render_to_response(self.get_context_data(filter=filterset, form=form, **drawing))

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
