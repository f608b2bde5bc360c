"""The lists and the records of the API, each over the filters of its page and `visible_to`."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, QueryDict
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from engagements.models import SavedView

from .following import changes_after, latest_position, successors
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

    @property
    def bound_view(self) -> SavedView | None:
        """The saved view that the token of the request is bound to."""
        return self.request.auth.saved_view if self.request.auth else None

    def kinds(self) -> dict[str, ApiKind]:
        """Return the kinds of which the user may see records, by the names of their models."""
        bound = self.bound_view
        names = {str(kind.model._meta.model_name): kind for kind in API_KINDS.values()}
        return {
            name: kind
            for name, kind in names.items()
            if self.user.has_perm(kind.permission) and (bound is None or bound.list == name)
        }

    def visible(self, kind: ApiKind) -> Any:
        """Return the records that the user may see; by a token that is bound to a view, those of the view."""
        visible, view = kind.model.objects.visible_to(self.user), self.bound_view
        if view is None:
            return visible
        if kind.model._meta.model_name != view.list:
            raise PermissionDenied
        return valid_filterset(kind.filterset, QueryDict(view.query), visible, self.user).qs

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
        return self.visible(self.kind)


class ApiListView(RecordView):
    """A list, filtered and sorted as the page of the same name; with ``changed_since``, what was changed."""

    def get(self, request: Request) -> Response:
        kind, query = self.kind, request.GET.copy()
        in_lists = [name for name in kind.fields if name not in kind.serializer.DETAIL_FIELDS]
        fields, size = take_fields(query, kind, in_lists), take_size(query)
        since, cursor = take(query, "changed_since"), take(query, "cursor")
        if since and cursor:
            raise bad_query("cursor", "What was changed is read on by its position.")
        records = self.records().for_ordered_scan()
        filterset = valid_filterset(kind.filterset, query, records, self.user)
        if since:
            return self.changed(filterset.qs, since, size, fields)
        # Before the list is read: what is changed while it is read is then given once more.
        position = None if cursor else latest_position(self.kinds(), self.user)
        try:
            page = keyset_page(filterset.qs, str(filterset.sort), cursor, size)
        except ValidationError as error:
            raise bad_query("cursor", error) from error
        rows = kind.rows(kind.model._base_manager.filter(pk__in=page.pks), fields, self.user)
        rows.sort(key=lambda row: page.pks.index(row.pk))
        following = self.address_with(cursor=page.cursor) if page.cursor else None
        return self.answer(rows, fields, following, position)

    def changed(self, queryset: Any, since: str, size: int, fields: set[str]) -> Response:
        """Answer with the records of ``queryset`` that were changed, in the order of their last change."""
        name = str(self.kind.model._meta.model_name)
        changes = changes_after("changed_since", since, [name], size, self.user)
        latest_first = list(dict.fromkeys(reversed(changes.uids.get(name, []))))
        rows = self.kind.rows(queryset.order_by().filter(uid__in=latest_first), fields, self.user)
        rows.sort(key=lambda row: -latest_first.index(row.uid))
        following = self.address_with(changed_since=changes.position) if changes.more else None
        return self.answer(rows, fields, following, changes.position)

    def answer(
        self, rows: list[Any], fields: set[str], following: str | None, position: str | None
    ) -> Response:
        return Response({"results": self.kind.data(rows, fields), "next": following, "position": position})


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


class GoneView(DataView):
    """The uids of what was deleted, merged, or may not be seen any more by who asks, and was before."""

    @property
    def permissions(self) -> list[str]:
        return []

    def get(self, request: Request) -> Response:
        query = request.GET.copy()
        since, size = take(query, "since"), take_size(query)
        if query:
            raise bad_query(next(iter(query)), "There is no such parameter here.")
        if not since:
            raise bad_query("since", "Say since when: a position, or a time.")
        kinds = self.kinds()
        changes = changes_after("since", since, kinds, size, self.user)
        results = []
        for name, uids in changes.uids.items():
            visible = self.visible(kinds[name])
            seen = set(visible.filter(uid__in=uids).values_list("uid", flat=True))
            missing = [uid for uid in dict.fromkeys(uids) if uid not in seen]
            into = successors(name, missing, visible) if missing else {}
            results += [{"kind": kinds[name].name, "uid": uid, "into": into.get(uid)} for uid in missing]
        following = self.address_with(since=changes.position) if changes.more else None
        return Response({"results": results, "next": following, "position": changes.position})
