"""The documents on one record: each a page, and a file for Word by ``format=docx``."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from engagements.exports.calendars import invitation
from engagements.exports.responses import EXPORT_FORMATS, attachment_headers, document_response
from engagements.models import Meeting, Visit
from engagements.models.meeting_progress import MeetingProgress
from engagements.reports.programme import Programme
from engagements.reports.programme_docx import write_programme
from engagements.reports.visit_book import PARTS, VisitBook
from engagements.reports.visit_book_docx import write_visit_book

from .base import Context, ReadPermissionMixin, RecordDetailView


class DocumentForm(forms.Form):
    """What the address asks for."""

    format = forms.ChoiceField(choices=[("docx", "Word document")], required=False)


class ProgrammeForm(DocumentForm):
    version = forms.ChoiceField(
        choices=[("ours", "For us"), ("theirs", "For the other side")], required=False
    )


class VisitBookForm(DocumentForm):
    """The parts in their order; all where none is named."""

    part = forms.MultipleChoiceField(
        label="Parts", choices=[*PARTS.items()], required=False, widget=forms.CheckboxSelectMultiple
    )


class RecordDocumentView(RecordDetailView):
    """A document that is made of a record; what the address asks for in vain is told."""

    form_class: ClassVar[type[DocumentForm]]
    context_name: ClassVar[str]  # of the document, in the template
    write: ClassVar[Callable[[Any], bytes]]

    def get_form(self, query: QueryDict) -> DocumentForm:
        return self.form_class(query)

    def make(self, wanted: dict[str, Any]) -> Any:
        """Return the document of the record, with its ``title`` and the day ``made_on``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = self.get_form(request.GET)
        errors = [(form[name].label, "", error) for name, errors in form.errors.items() for error in errors]
        content: Context = {"form": form, "errors": errors}
        if form.is_valid():
            document = self.make(form.cleaned_data)
            if form.cleaned_data["format"]:
                return document_response(type(self).write(document), document.title, document.made_on)
            content[self.context_name] = document
        return self.render_to_response(self.get_context_data(**content))


class VisitProgrammeView(RecordDocumentView):
    """For one's own side, and by ``version=theirs`` for the other."""

    model = Visit
    template_name = "engagements/programme.html"
    form_class = ProgrammeForm
    context_name = "programme"
    write = write_programme

    def get_queryset(self) -> Any:
        return super().get_queryset().with_delegation()

    def make(self, wanted: dict[str, Any]) -> Programme:
        return Programme(self.object, self.user, wanted["version"] == "theirs")


class MeetingBookView(RecordDocumentView):
    """The parts that ``part=`` names, in that order."""

    model: Any = Meeting
    template_name = "engagements/visit_book.html"
    form_class = VisitBookForm
    context_name = "book"
    write = write_visit_book

    def get_form(self, query: QueryDict) -> DocumentForm:
        query = query.copy()
        query.setlistdefault("part", list(PARTS))
        return super().get_form(query)

    def make(self, wanted: dict[str, Any]) -> VisitBook:
        return VisitBook(self.object, self.user, dict.fromkeys(wanted["part"]))


class VisitBookView(MeetingBookView):
    model = Visit

    def get_queryset(self) -> Any:
        return super().get_queryset().with_stops().with_delegation().with_direction()


class MeetingInvitationView(ReadPermissionMixin, SingleObjectMixin, View):
    """A planned meeting as a calendar file, to attach to a mail."""

    model = Meeting

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(progress=MeetingProgress.PLANNED, start_date__isnull=False)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = invitation(self.get_object(), self.user, request.build_absolute_uri)
        headers = attachment_headers("invitation.ics")
        return HttpResponse(content, content_type=EXPORT_FORMATS["ics"].content_type, headers=headers)
