"""The book for a visit or a meeting to come, as a page and as a file."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from engagements.exports.responses import document_response
from engagements.models import Meeting, Visit
from engagements.reports.visit_book import PARTS, VisitBook
from engagements.reports.visit_book_docx import write_visit_book

from .base import Context, RecordDetailView


class VisitBookForm(forms.Form):
    """What the address asks for: the parts in their order, all where none is named."""

    part = forms.MultipleChoiceField(
        label="Parts", choices=[*PARTS.items()], required=False, widget=forms.CheckboxSelectMultiple
    )
    format = forms.ChoiceField(choices=[("docx", "Word document")], required=False)


class BookView(RecordDetailView):
    """The parts that ``part=`` names, in that order; as a file by ``format=docx``."""

    template_name = "engagements/visit_book.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        query = request.GET.copy()
        query.setlistdefault("part", list(PARTS))
        form = VisitBookForm(query)
        errors = [(form[name].label, "", error) for name, errors in form.errors.items() for error in errors]
        content: Context = {"form": form, "errors": errors}
        if form.is_valid():
            book = VisitBook(self.object, self.user, dict.fromkeys(form.cleaned_data["part"]))
            if form.cleaned_data["format"]:
                name = f"{slugify(book.title)[:100]}-{book.made_on:%Y-%m-%d}.docx"
                return document_response(write_visit_book(book), name)
            content["book"] = book
        return self.render_to_response(self.get_context_data(**content))


class VisitBookView(BookView):
    model = Visit

    def get_queryset(self) -> Any:
        return super().get_queryset().with_stops().with_delegation().with_direction()


class MeetingBookView(BookView):
    model = Meeting
