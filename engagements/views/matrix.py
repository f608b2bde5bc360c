"""Who met whom: the matrix."""

from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from engagements.columns.meetings import MeetingSet
from engagements.filters.addresses import query_string
from engagements.filters.base import ListFilterSet
from engagements.filters.charts import MatrixFilterSet
from engagements.filters.fields import PageNumberField
from engagements.filters.forms import FilterForm
from engagements.filters.parties import PARTY_PARAMETERS, pair_query
from engagements.models import Meeting
from engagements.reports.matrix import EXPORT_SIZE, Matrix
from engagements.reports.matrix_files import matrix_response

from .base import Context, FilteredView, ReadPermissionMixin


class PartyPermissionMixin(ReadPermissionMixin):
    """Names officials and organizations, and so is for those who may read both."""

    model = Meeting

    def get_permission_required(self) -> list[str]:
        return [f"engagements.view_{name}" for name in ("meeting", "official", "organization")]

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(**kwargs) | {"section": "who met whom"}


class MatrixMixin(PartyPermissionMixin):
    """Counts how often each party met each other, by a filter that says ``by`` which kind of party."""

    def matrix(self, filterset: ListFilterSet, pages: tuple[int, int], *size: int) -> Matrix:
        asked = filterset.form.cleaned_data
        chosen = [asked[name] for name in PARTY_PARAMETERS[asked["by"]]]
        meetings = filterset.filter_queryset(MeetingSet.visible_to(self.user))
        return Matrix(meetings, asked["by"], chosen, pages, *size)

    def add_links(self, matrix: Matrix) -> None:
        """Let each number lead to exactly the meetings that it counts.

        Where rows are chosen in the address, a row is one of them, and so may stand in their stead.
        """
        by, with_ = PARTY_PARAMETERS[matrix.kind]
        relationship = reverse("engagements:relationship")

        def meetings(*without: str) -> str:
            changes: dict[str, list[str] | None] = dict.fromkeys(("by", *without))
            changes["progress"] = ["held"]
            return reverse("engagements:meeting_list") + query_string(self.request.GET, **changes)

        matrix.meetings, of_row, of_column, of_cell = (
            meetings(),
            meetings(by),
            meetings(with_),
            meetings(by, with_),
        )
        for column in matrix.columns:
            column.sum.meetings = f"{of_column}&{with_}={column.party.key}"
        for row in matrix.rows:
            row.sum.meetings = f"{of_row}&{by}={row.party.key}"
            for cell in row.filled_cells:
                query = pair_query(row.party, cell.party)
                cell.meetings, cell.relationship = f"{of_cell}&{query}", f"{relationship}?{query}"


class MatrixView(MatrixMixin, FilteredView):
    """The matrix over what the filters of the meetings list leave, of what was held."""

    template_name = "engagements/who_met_whom.html"
    filterset_class = MatrixFilterSet

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filterset = self.get_filterset()
        form, drawing = filterset.form, {}
        if form.is_valid():
            asked = form.cleaned_data
            if asked["export"]:
                matrix = self.matrix(filterset, (1, 1), EXPORT_SIZE)
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

    def about(self, form: FilterForm) -> list[str]:
        """Return in words what an export is over."""
        return [
            "Who met whom: meetings held, the delegation and those accompanying it by counterparts and third "
            "parties. A sum counts each meeting once.",
            *(f"{label}: {value}" for label, value, _ in form.chips()),
            f"As {self.user} may see it on {timezone.localdate():%Y-%m-%d}.",
        ]

    def get_context_data(self, **kwargs: Any) -> Context:
        form: FilterForm = kwargs["form"]
        return super().get_context_data(
            valid=form.is_valid(),
            kinds=form.choice_links("by"),
            kind=form.cleaned_data.get("by"),
            never="no meeting fits" if form.chips() else "never met",
            largest=EXPORT_SIZE,
            **kwargs,
        )
