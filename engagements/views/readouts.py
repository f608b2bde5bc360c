"""Drafting from a readout: paste or upload it, look at what is proposed, make drafts of it."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.views.generic import FormView

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.ids import read_id
from engagements.drafting.directory import directory_for
from engagements.drafting.draft_form import DraftForm
from engagements.drafting.editing import DraftEditor
from engagements.drafting.marked_text import marked_text, quotes, shorten
from engagements.filters.date_fields import DayField
from engagements.models import Source
from engagements.reader import read
from engagements.reader.files import (
    LARGEST_FILE,
    LONGEST_TEXT,
    Contents,
    UnreadableFile,
    fill_source,
    read_file,
)

from .base import Context, SignedInMixin

MAX_LENGTH = 4_000_000  # characters that are taken in; those that are read are far fewer


def plain(text: str) -> str:
    """Return ``text`` as its passages are counted, cut: browsers send ends of lines as they like."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]


class ReadoutForm(forms.Form):
    """A readout, pasted or as a file, with what is known of it as a source."""

    text = forms.CharField(
        label="Text of the readout",
        required=False,
        strip=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True}),
    )
    file = forms.FileField(
        label="or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.eml,.docx,.odt,.rtf,.pdf,.html,.htm"}),
        help_text="Text, DOCX, ODT, RTF, PDF, HTML or a mail (EML).",
    )
    published_on = DayField(
        label="Date of the text, if it doesn’t say",
        required=False,
        help_text="“On Tuesday” and “6 December” are told by it.",
    )

    # What the intake knows of a mail.
    title = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    publisher = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(f"At most {filesizeformat(LARGEST_FILE)} are read.")
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        pasted, file = cleaned["text"], cleaned["file"]
        if bool(pasted.strip()) == bool(file):
            self.add_error("text", "Give one readout: paste its text, or choose a file.")
        else:
            contents = self.contents_of(file) if file else self.pasted_contents(pasted)
            contents.title = contents.title or cleaned["title"]
            contents.sender = contents.sender or cleaned["publisher"]
            contents.pages = [plain(contents.text)]
            cleaned["contents"], cleaned["text"] = contents, contents.text
        return cleaned

    def pasted_contents(self, text: str) -> Contents:
        return Contents([text], is_cut=len(text) > LONGEST_TEXT)

    def contents_of(self, file: UploadedFile) -> Contents:
        try:
            return read_file(file.read(), file.name or "")
        except UnreadableFile as error:
            self.add_error("file", str(error))
            return Contents([])


class ReadoutView(PermissionRequiredMixin, SignedInMixin, FormView):
    """Nothing is kept from one step to the next: the form carries the readout and its draft along."""

    template_name = "engagements/readout.html"
    form_class = ReadoutForm
    http_method_names = ["get", "head", "post"]

    def has_permission(self) -> bool:
        return may_draft_from_readout(self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "make" in request.POST:
            return self.make()
        if "act" in request.POST:
            return self.edit()
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Return what a source says that the address names, such as a mail that was taken in."""
        if "source" not in self.request.GET:
            return super().get_initial()
        sources = Source.objects.visible_to(self.user)
        source = get_object_or_404(sources, pk=read_id(self.request.GET["source"]))
        names = ("text", "title", "publisher", "published_on")
        return {name: getattr(source, name) for name in names}

    def edit(self) -> HttpResponse:
        """Change the draft as it was sent, and show it again."""
        data = self.request.POST
        text = plain(data.get("text", ""))
        editor = DraftEditor(text, data)
        why_not = editor.act(data["act"])
        draft = DraftForm(self.user, text, editor.data)
        draft.is_checked, draft.focus = False, editor.focus
        draft.notes += filter(None, [why_not])
        return self.show(draft)

    def form_valid(self, form: Any) -> HttpResponse:
        text, user, contents = form.cleaned_data["text"], self.user, form.cleaned_data["contents"]
        reading = read(
            text,
            directory=directory_for(user, text),
            home_country=settings.HOME_COUNTRY,
            dated=form.cleaned_data["published_on"] or contents.date,
        )
        fill_source(reading.source, contents)
        if contents.is_cut:
            reading.notes.insert(0, f"{contents.cut_note} So much is kept, too.")
        if reading.is_empty:
            return self.render_to_response(self.get_context_data(form=form, notes=reading.notes))
        file = form.cleaned_data["file"]
        source = {
            "title": reading.source.title or (PurePath(file.name).stem if file else shorten(text, 100)),
            "publisher": reading.source.publisher,
            "published_on": form.cleaned_data["published_on"] or reading.source.published_on,
            "keep": True,
        }
        return self.show(DraftForm(user, text, reading=reading, source=source))

    def make(self) -> HttpResponse:
        """Make what was accepted, or come back with all that was typed."""
        data = self.request.POST
        text = plain(data.get("text", ""))
        draft = DraftForm(self.user, text, data)
        if not draft.is_valid:
            return self.show(draft)
        try:
            record = draft.save()
        except IntegrityError:  # somebody made the same meanwhile
            again = DraftForm(self.user, text, data)
            again.notes.append("Somebody has just made one of the new entries. Look at them, and try again.")
            return self.show(again)
        messages.success(
            self.request,
            format_html(
                'Made as drafts. <a href="{}">See “{}” as readers will</a>.',
                record.get_absolute_url(),
                record,
            ),
        )
        return redirect(f"admin:engagements_{record._meta.model_name}_change", record.pk)

    def show(self, draft: DraftForm) -> HttpResponse:
        rows = draft.row_forms
        for row in rows:
            row.quotes = quotes(draft.text, row)
        readout = marked_text(draft.text, rows)
        return self.render_to_response(self.get_context_data(form=None, draft=draft, readout=readout))

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(section="visits", **kwargs)
