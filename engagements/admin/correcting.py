"""Sending a correction by the form of a published record, and deciding on it by the same form."""

import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse

from engagements.common.ids import read_id
from engagements.models import Correction, CorrectionStatus, Remark
from engagements.services.corrections import decide, send_correction
from engagements.services.publishing import may_enter

from .conflicts import Conflict
from .correction_data import Changes, CorrectedForm, is_same, typed_changes
from .hardening import url_name, user_of
from .new_entries import NewEntries
from .record_forms import LOOK
from .sources import AttachmentInline
from .versioned import VersionedAdmin

DECLINE = "_decline"  # the button


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For the editor: where you know it from. Files can't be sent with it.",
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Answer to the sender",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed to decline: the reason.",
    )

    def clean(self) -> None:
        super().clean()
        if DECLINE in self.data and not self.cleaned_data.get("answer"):
            self.add_error("answer", "Say why it is declined.")


class EnteredCorrection(Exception):
    """The form of a correction is valid. Raised in place of saving it, so that nothing of it is saved."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.changes = changes


def is_sent_here(request: HttpRequest) -> bool:
    """Return whether this is the page on which a correction is entered."""
    return url_name(request).endswith("_correct")


def is_of_correction(request: HttpRequest) -> bool:
    """Return whether the form is that of a correction, to be sent or to be decided on."""
    return is_sent_here(request) or (url_name(request).endswith("_change") and "correction" in request.GET)


def as_request(request: HttpRequest, method: str, data: QueryDict) -> Any:
    """Return ``request`` as if it were another one to the same address."""
    files = request.FILES  # read before: with the first use of it, Django sets POST anew
    other: Any = copy.copy(request)
    other.resolver_match = request.resolver_match
    other.method, other.POST, other._files = method, data, files
    other.__dict__.pop("new_entries", None)
    return other


def as_sent(request: HttpRequest, data: QueryDict) -> Any:
    """Return ``request`` as if ``data`` were sent by it: the form is shown with it, and not saved."""
    data = data.copy()
    data[LOOK] = "1"
    return as_request(request, "POST", data)


class CorrectionsMixin(VersionedAdmin):
    """For the admin of records: whoever may enter corrects published ones, too, if an editor takes it.

    In the forms of corrections, files, publishing and handling are left out.
    """

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.correct_view)
        name = f"engagements_{self.opts.model_name}_correct"
        return [path("<int:object_id>/correct/", view, name=name), *super().get_urls()]

    def address(self, page: str, pk: int) -> str:
        return reverse(f"admin:engagements_{self.opts.model_name}_{page}", args=[pk])

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        inlines = super().get_inlines(request, obj)
        return [
            inline for inline in inlines if not (is_of_correction(request) and inline is AttachmentInline)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "publication", "handling"] if is_of_correction(request) else fields

    # --- Sending

    def correct_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        record: Any = self.get_queryset(request).filter(pk=object_id).first()
        is_post = request.method == "POST"
        if record and record.is_draft and not is_post:
            return HttpResponseRedirect(self.address("change", object_id))
        sent = self.own_correction(request, object_id)
        note = NoteForm(request.POST if is_post else None, initial={"note": sent.note if sent else ""})
        context: dict[str, Any] = {"title": "Suggest a correction", "subtitle": str(record)}
        context |= {"note": note, "sent": sent, "is_sent_here": True}
        if sent and not is_post:
            request = self.with_correction(request, object_id, sent)
        elif is_post and not note.is_valid():
            request = as_sent(request, request.POST)
        try:
            return self.form_of_correction(request, object_id, context)
        except EnteredCorrection as entered:
            changes = entered.changes
        if not changes:
            messages.warning(request, "Nothing is changed in the form, so there is nothing to send.")
            return self.form_of_correction(as_sent(request, request.POST), object_id, context)
        with transaction.atomic():
            send_correction(record, user_of(request), changes, note.cleaned_data["note"])
        messages.success(
            request, f"The correction of “{record}” is sent. You find what becomes of it on the first page."
        )
        return HttpResponseRedirect(record.get_absolute_url())

    def form_of_correction(self, request: HttpRequest, object_id: int, context: Any) -> HttpResponse:
        buttons = {"show_save_and_continue": False, "show_save_and_add_another": False, "show_delete": False}
        return super().changeform_view(request, str(object_id), extra_context=buttons | context)

    def own_correction(self, request: HttpRequest, object_id: int) -> Correction | None:
        """Return the correction that the address names, else the open one, if the user sent it."""
        own = Correction.objects.visible_to(user_of(request)).filter(
            sent_by=user_of(request), **{str(self.opts.model_name): object_id}
        )
        if pk := read_id(request.GET.get("correction", "")):
            return own.filter(pk=pk).first()
        return own.open().first()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the record as it was read, and locked where it is to be saved, to show the correction."""
        opened = getattr(request, "opened_record", None)
        return opened or super().get_object(request, object_id, from_field)

    def with_correction(self, request: HttpRequest, object_id: int, correction: Correction) -> Any:
        """Return ``request`` as if the form, as it is now, were sent with ``correction`` typed into it."""
        opening = as_request(request, "GET", QueryDict())
        record = self.get_object(request, str(object_id))
        if record is None:
            return request
        request.opened_record = record  # type: ignore[attr-defined]  # read by `get_object`
        fields = flatten_fieldsets(self.get_fieldsets(opening, record))
        form = self.get_form(opening, record, change=True, fields=fields)(instance=record)
        formsets, _ = self._create_formsets(opening, record, change=True)  # type: ignore[attr-defined]  # private
        return as_sent(request, CorrectedForm(form, formsets, correction.changes).data)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not is_sent_here(request):
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if is_sent_here(request):
            entries = NewEntries.of(request, self.admin_site)
            raise EnteredCorrection(typed_changes(form, formsets, entries))
        super().save_related(request, form, formsets, change)
        if correction := getattr(request, "correction", None):
            self.take(request, correction)

    # --- Deciding

    @transaction.atomic
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if object_id is None or not is_of_correction(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        pk = read_id(object_id) or 0
        record = self.get_queryset(request).filter(pk=pk).first()
        if record is None or not self.has_change_permission(request, record):
            return super().changeform_view(request, object_id, form_url, extra_context)
        correction = self.correction_named(request, pk)
        is_post = request.method == "POST"
        if correction is None or not correction.is_open:
            outcome = f"is {correction.outcome_in_words}" if correction else "is not there"
            messages.warning(request, f"The correction {outcome}; this is the record as it is now.")
            if not is_post or DECLINE in request.POST:
                return HttpResponseRedirect(request.path)
            return super().changeform_view(request, object_id, form_url, extra_context)
        shown = self.with_correction(request, pk, correction)
        answer = AnswerForm(request.POST if is_post else None)
        request.correction = correction  # type: ignore[attr-defined]  # read when it is saved
        context: dict[str, Any] = {"title": "Decide on a correction", "subtitle": str(record)}
        context |= {"answer": answer, "correction": correction}
        if not is_post:
            request = shown
        elif not answer.is_valid():
            request = as_sent(request, request.POST)
        elif DECLINE in request.POST:
            return self.decline(request, correction, answer.cleaned_data["answer"])
        else:
            is_as_sent = is_same(request.POST, shown.POST)
            request.decision = (  # type: ignore[attr-defined]
                CorrectionStatus.TAKEN if is_as_sent else CorrectionStatus.CHANGED,
                answer.cleaned_data["answer"],
            )
        return self.form_of_correction(request, pk, context)

    def correction_named(self, request: HttpRequest, object_id: int) -> Correction | None:
        """Return the correction that the address names, if it is of the record."""
        pk = read_id(request.GET["correction"])
        corrections = Correction.objects.visible_to(user_of(request)).select_related("sent_by", "decided_by")
        return corrections.filter(pk=pk, **{str(self.opts.model_name): object_id}).first() if pk else None

    def decline(self, request: HttpRequest, correction: Correction, answer: str) -> HttpResponse:
        if decide(correction, user_of(request), CorrectionStatus.DECLINED, answer):
            messages.success(request, f"The correction by {correction.sent_by} is declined.")
        else:
            messages.warning(request, "Somebody decided on this correction meanwhile.")
        return HttpResponseRedirect(reverse("admin:engagements_correction_changelist") + "?queue=decide")

    def take(self, request: HttpRequest, correction: Correction) -> None:
        status, answer = request.decision  # type: ignore[attr-defined]  # set with the correction
        if decide(correction, user_of(request), status, answer):
            messages.success(request, f"The correction by {correction.sent_by} is {status.label}.")
        else:
            messages.warning(request, "It is saved. Somebody decided on this correction meanwhile.")

    def render_change_form(  # type: ignore[override]  # hands on what else Django gives
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        record, form = kwargs.get("obj"), context["adminform"].form
        correction = context.get("correction") or context.get("sent")
        if correction and form.is_bound and not form.is_overtaken:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            version = str(correction.version)
            context["comparison"] = Conflict(form, formsets, user_of(request), version).proposed_entries
        elif record and not is_of_correction(request):
            self.add_links(request, context, record)
        return super().render_change_form(request, context, **kwargs)

    def add_links(self, request: HttpRequest, context: dict[str, Any], record: Any) -> None:
        if self.has_change_permission(request, record):
            context["remarks_address"] = self.address("remarks", record.pk)
            context["remark_count"] = Remark.objects.about(record).count()
            corrections = Correction.objects.about(record).open().select_related("sent_by")
            address = self.address("change", record.pk)
            context["corrections"] = [
                (correction, f"{address}?correction={correction.pk}") for correction in corrections
            ]
        elif may_enter(request.user, "change", str(self.opts.model_name)):
            context["correct_address"] = self.address("correct", record.pk)
