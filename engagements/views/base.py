"""What every page of readers does: permission, what may be seen, filters, pages."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse
from django.views.generic import DetailView, View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.pagination import LongPaginator, read_page
from engagements.exports.responses import export_response
from engagements.filters.addresses import renamed
from engagements.filters.base import ListFilterSet
from engagements.models import Remark, Watch
from engagements.models.directory import DirectoryModel
from engagements.models.records import Record
from engagements.models.watches import TARGETS
from engagements.search.files import find_in_files
from engagements.search.spellings import NAMED_ON_PAGES, near_names
from engagements.services.publishing import may_enter

Context = dict[str, Any]  # what a template is rendered with


class SignedInMixin(View):
    """A view for users alone."""

    @property
    def user(self) -> User:
        """The user who asks."""
        return cast(User, self.request.user)  # `LoginMiddleware` sends everybody else to the login


class ReadPermissionMixin(PermissionRequiredMixin, ContextMixin, SignedInMixin):
    """Reads records of ``model``; for those who may view it."""

    http_method_names = ["get", "head"]
    model: Any = None  # a class of models whose manager has `visible_to`

    def get_permission_required(self) -> list[str]:
        return [f"engagements.view_{self.model._meta.model_name}"]

    def get_queryset(self) -> Any:
        """Return the records that the user may see; of the type of their own querysets."""
        return self.model.objects.visible_to(self.user)

    def entry(self, verb: str, model: type[Model], record: Model | None = None) -> str:
        """Return the address of the admin's form to ``verb`` (add, change), "" for who may not use it."""
        name = str(model._meta.model_name)
        allowed = may_enter(self.user, verb, name, record if isinstance(record, Record) else None)
        args = [record.pk] if record else []
        return reverse(f"admin:engagements_{name}_{verb}", args=args) if allowed else ""

    @property
    def readout_address(self) -> str:
        """The address where readouts are read, "" for who may not enter all that one may tell of."""
        return reverse("engagements:readout") if may_draft_from_readout(self.user) else ""

    def get_context_data(self, **kwargs: Any) -> Context:
        options = self.model._meta
        return super().get_context_data(
            section=options.verbose_name_plural, noun=options.verbose_name, **kwargs
        )


class RecordDetailView(ReadPermissionMixin, DetailView):
    template_name_suffix = "_detail"

    def get_context_data(self, **kwargs: Any) -> Context:
        edit_address = self.entry("change", self.model, self.object)
        kind = str(self.model._meta.model_name)
        if kind in TARGETS:
            kwargs["watch"] = Watch.of(self.user, kind, self.object.pk)
        if isinstance(self.object, Record):
            kwargs |= self.links_beside(self.object, bool(edit_address))
        return super().get_context_data(edit_address=edit_address, **kwargs)

    def links_beside(self, record: Record, may_edit: bool) -> Context:
        """Return the links to what people write beside ``record``: remarks, and corrections of others."""
        kind = str(self.model._meta.model_name)
        if may_edit:
            address = reverse(f"admin:engagements_{kind}_remarks", args=[record.pk])
            return {"remarks_address": address, "remark_count": Remark.objects.about(record).count()}
        may_correct = may_enter(self.user, "change", kind)
        address = reverse(f"admin:engagements_{kind}_correct", args=[record.pk])
        return {"correct_address": address} if may_correct else {}


class FilteredView(ReadPermissionMixin, TemplateResponseMixin):
    """A page over the records that the filters in its address leave."""

    filterset_class: type[ListFilterSet]
    has_add_form = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect an address that has parameters by names which they had before."""
        former = self.filterset_class.FORMER_PARAMETERS
        if former.keys() & request.GET.keys():
            return HttpResponsePermanentRedirect(f"{request.path}?{renamed(request.GET, former).urlencode()}")
        return super().dispatch(request, *args, **kwargs)

    def get_filterset(self) -> ListFilterSet:
        return self.filterset_class(self.request.GET, self.get_queryset(), user=self.user)

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add where the first record of the page is entered, "" for who may not."""
        address = self.entry("add", self.model) if self.has_add_form else ""
        return super().get_context_data(add_address=address, **kwargs)


class RecordListView(FilteredView):
    """A filtered, sorted, paged list; its address is all of its state."""

    template_name = "engagements/list.html"

    def arrange(self, queryset: Any) -> QuerySet[Any]:
        """Return ``queryset`` with all that a row shows."""
        return queryset

    def complete(self, rows: list[Any]) -> None:
        """Set on the rows of one page what no queryset can give them."""

    @classmethod
    def filtered(cls, query: QueryDict, user: User) -> ListFilterSet:
        """Return the filter set for ``query`` over what ``user`` may see."""
        return cls.filterset_class(query, cls.model.objects.visible_to(user).for_ordered_scan(), user=user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        filterset = self.filtered(request.GET, self.user)
        form = filterset.form
        if form.is_valid() and (file_format := form.cleaned_data["export"]):
            try:
                return export_response(filterset.qs, file_format, request, self.user)
            except ValidationError as error:
                form.add_error("export", error)
        return self.render_to_response(self.get_context_data(filterset=filterset))

    def near_names(self, texts: list[list[str]]) -> list[tuple[str, str]]:
        """Return names near to ``texts``, which found nothing, each with the address that looks for it."""
        models = [self.model] if issubclass(self.model, DirectoryModel) else NAMED_ON_PAGES
        addresses = []
        for name in near_names(texts, self.user, models):
            query = self.request.GET.copy()
            query.pop("page", None)
            query["q"] = name
            addresses.append((name, f"?{query.urlencode()}"))
        return addresses

    def get_context_data(self, **kwargs: Any) -> Context:
        filterset: ListFilterSet = kwargs.pop("filterset")
        form = filterset.form
        valid = form.is_valid()
        paginator = LongPaginator(filterset.qs if valid else self.model.objects.none(), self.arrange)
        page, page_error = read_page(paginator, self.request.GET.getlist("page"))
        if page is not None:
            self.complete(list(page.object_list))
        if valid and form.cleaned_data.get("q") and issubclass(self.model, Record):
            kwargs["file_hits"] = find_in_files(self.user, form.cleaned_data["q"], self.model)
        if valid and paginator.count == 0:
            kwargs["near_names"] = self.near_names(form.cleaned_data["q"])
        return super().get_context_data(
            table=f"engagements/_{self.model._meta.model_name}_table.html",
            filter=filterset,
            form=form,
            valid=valid,
            page=page,
            page_error=page_error,
            paginator=paginator,
            nothing_yet=valid and paginator.count == 0 and not self.get_queryset().exists(),
            save_as=self.model._meta.model_name,
            columns=form.cleaned_data.get("column") if valid else [],
            **kwargs,
        )
