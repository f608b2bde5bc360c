"""What every page of readers does: permission, what may be seen, filters, pages."""

from types import SimpleNamespace

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.views.generic import DetailView, TemplateView

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.pagination import LongPaginator, read_page
from engagements.exports.responses import export_response
from engagements.models.records import Record
from engagements.services.publishing import may_enter


class ReadPermissionMixin(PermissionRequiredMixin):
    """Reads records of ``model``; for those who may view it. Login is asked for by the middleware."""

    http_method_names = ["get", "head"]
    model = None

    def get_permission_required(self):
        return [f"engagements.view_{self.model._meta.model_name}"]

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def entry(self, verb, model, record=None):
        """Return the address of the admin's form to ``verb`` (add, change), "" for who may not use it."""
        name = model._meta.model_name
        allowed = may_enter(self.request.user, verb, name, record if isinstance(record, Record) else None)
        args = [record.pk] if record else []
        return reverse(f"admin:engagements_{name}_{verb}", args=args) if allowed else ""

    @property
    def reading_address(self):
        """The address where accounts are read, "" for who may not enter all that one may tell of."""
        return reverse("engagements:read_account") if may_draft_from_readout(self.request.user) else ""

    def get_context_data(self, **kwargs):
        options = self.model._meta
        return super().get_context_data(
            section=options.verbose_name_plural, noun=options.verbose_name, **kwargs
        )


class RecordDetailView(ReadPermissionMixin, DetailView):
    template_name_suffix = "_detail"

    def get_context_data(self, **kwargs):
        return super().get_context_data(edit_address=self.entry("change", self.model, self.object), **kwargs)


class RecordListView(ReadPermissionMixin, TemplateView):
    """A filtered, sorted, paged list; its address is all of its state."""

    template_name = "engagements/list.html"
    filterset_class = None
    added_alone = True  # whether there is a form to add one

    def arrange(self, queryset):
        """Return ``queryset`` with all that a row shows."""
        return queryset

    def complete(self, rows):
        """Give the rows of one page what no queryset can."""

    @classmethod
    def filtered(cls, query, user):
        """Return the filter set for ``query`` (a QueryDict) over what ``user`` may see."""
        visible = cls.model.objects.visible_to(user).in_order()
        return cls.filterset_class(query, visible, request=SimpleNamespace(user=user))

    def get(self, request, *args, **kwargs):
        filterset = self.filtered(request.GET, request.user)
        form = filterset.form
        if form.is_valid() and (file_format := form.cleaned_data["export"]):
            try:
                return export_response(filterset.qs, file_format, request, request.user)
            except ValidationError as error:
                form.add_error("export", error)
        return self.render_to_response(self.get_context_data(filterset=filterset))

    def get_context_data(self, filterset, **kwargs):
        form = filterset.form
        valid = form.is_valid()
        paginator = LongPaginator(filterset.qs if valid else self.model.objects.none(), self.arrange)
        page, page_error = read_page(paginator, self.request.GET.getlist("page"))
        if page is not None:
            self.complete(page.object_list)
        return super().get_context_data(
            table=f"engagements/_{self.model._meta.model_name}_table.html",
            filter=filterset,
            form=form,
            valid=valid,
            page=page,
            page_error=page_error,
            paginator=paginator,
            add_address=self.entry("add", self.model) if self.added_alone else "",
            save_as=self.model._meta.model_name,
            **kwargs,
        )
