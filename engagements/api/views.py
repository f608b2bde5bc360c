"""The lists and the records of the API, each over the filters of its page and `visible_to`."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .kinds import API_KINDS, ApiKind
from .pages import keyset_page
from .queries import bad_query, take, take_fields, take_size, valid_filterset


class ReadPermission(BasePermission):
    """As the pages of the same records have it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_authenticated and request.user.has_perms(view.permissions))


@method_decorator(conditional_page, name="dispatch")
class DataView(APIView):
    """Answers with data, which may be kept if it is asked each time whether it still holds."""

    http_method_names = ["get", "head", "options"]
    permission_classes = [ReadPermission]

    @property
    def permissions(self) -> list[str]:
        raise NotImplementedError

    @property
    def user(self) -> User:
        """The user who asks."""
        return cast(User, self.request.user)  # `ReadPermission` refuses everybody else

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    def address_with(self, **parameters: str | None) -> str:
        """Return the address that was asked for, with other ``parameters``; None leaves one out."""
        query = self.request.GET.copy()
        for name, value in parameters.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return str(self.request.build_absolute_uri(f"?{query.urlencode()}"))


class RecordView(DataView):
    """Answers with records of one kind."""

    kind: ClassVar[ApiKind] = API_KINDS["visits"]  # each address has its own

    @property
    def permissions(self) -> list[str]:
        return [self.kind.permission]

    def records(self) -> Any:
        """Return the records that the user may see."""
        return self.kind.model.objects.visible_to(self.user)


class ApiListView(RecordView):
    """A list, filtered and sorted as the page of the same name."""

    def get(self, request: Request) -> Response:
        kind, query = self.kind, request.GET.copy()
        in_lists = [name for name in kind.fields if name not in kind.serializer.DETAIL_FIELDS]
        fields = take_fields(query, kind, in_lists)
        cursor, size = take(query, "cursor"), take_size(query)
        filterset = valid_filterset(kind.filterset, query, self.records().for_ordered_scan(), self.user)
        try:
            page = keyset_page(filterset.qs, str(filterset.sort), cursor, size)
        except ValidationError as error:
            raise bad_query("cursor", error) from error
        rows = kind.rows(kind.model._base_manager.filter(pk__in=page.pks), fields, self.user)
        rows.sort(key=lambda row: page.pks.index(row.pk))
        following = self.address_with(cursor=page.cursor) if page.cursor else None
        return Response({"results": kind.data(rows, fields), "next": following})


class ApiDetailView(RecordView):
    """One record, by its uid."""

    def get(self, request: Request, uid: UUID) -> Response:
        kind, query = self.kind, request.GET.copy()
        fields = take_fields(query, kind, kind.fields)
        if query:
            raise bad_query(next(iter(query)), "A record has no such parameter.")
        rows = kind.rows(self.records().filter(uid=uid), fields, self.user)
        if not rows:
            raise Http404
        return Response(kind.data(rows, fields)[0])
