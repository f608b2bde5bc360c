"""Who met whom, and a relationship, as data."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from engagements.columns.meetings import MeetingSet
from engagements.filters.charts import MatrixFilterSet
from engagements.filters.parties import PARTY_PARAMETERS, PairFilterSet, PairForm
from engagements.models import Meeting
from engagements.reports.matrix import Matrix
from engagements.reports.parties import parties_by_key
from engagements.reports.relationship import Relationship

from .queries import bad_query, valid_filterset
from .report_serializers import MatrixSerializer, RelationshipSerializer
from .views import DataView


class PartyDataView(DataView):
    """Names officials and organizations, and so is for those who may read both."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.bound_view:  # whose list is all that the token reads
            raise PermissionDenied

    @property
    def permissions(self) -> list[str]:
        return [f"engagements.view_{name}" for name in ("meeting", "official", "organization")]


class MatrixDataView(PartyDataView):
    """Who met whom, over what the filters of the meetings leave."""

    filterset_class = MatrixFilterSet
    serializer_class = MatrixSerializer

    def get(self, request: Request) -> Response:
        meetings = Meeting.objects.visible_to(self.user)
        filterset = valid_filterset(self.filterset_class, request.GET, meetings, self.user)
        asked = filterset.form.cleaned_data
        chosen = [asked[name] for name in PARTY_PARAMETERS[asked["by"]]]
        meetings_left = filterset.filter_queryset(MeetingSet.visible_to(self.user))
        matrix = Matrix(meetings_left, asked["by"], chosen, (asked["rows"], asked["columns"]))
        return Response(MatrixSerializer(matrix).data)


class RelationshipDataView(PartyDataView):
    """How two parties met: each is named by one parameter, ``by_official``, ``with_country`` and so on."""

    filterset_class = PairFilterSet
    serializer_class = RelationshipSerializer

    def get(self, request: Request) -> Response:
        meetings = Meeting.objects.visible_to(self.user)
        filterset = valid_filterset(self.filterset_class, request.GET, meetings, self.user)
        pair = cast(PairForm, filterset.form).pair  # as the filter set declares
        if pair is None:
            raise bad_query("query", "Name two parties, such as by_country=US&with_country=MX.")
        by, with_ = (parties_by_key(kind, [key])[key] for kind, key in pair)
        return Response(RelationshipSerializer(Relationship(by, with_, self.user)).data)
