"""The programme of a visit, as a page and as a file."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from engagements.exports.responses import document_response
from engagements.models import Visit
from engagements.reports.programme import Programme
from engagements.reports.programme_docx import write_programme

from .base import Context, RecordDetailView


class ProgrammeForm(forms.Form):
    """What the address asks for."""

    version = forms.ChoiceField(
        choices=[("ours", "For us"), ("theirs", "For the other side")], required=False
    )
    format = forms.ChoiceField(choices=[("docx", "Word document")], required=False)


class VisitProgrammeView(RecordDetailView):
    """For one's own side, and by ``version=theirs`` for the other; as a file by ``format=docx``."""

    model = Visit
    template_name = "engagements/programme.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().with_delegation().select_related("organization")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = ProgrammeForm(request.GET)
        errors = [(form[name].label, "", error) for name, errors in form.errors.items() for error in errors]
        content: Context = {"form": form, "errors": errors}
        if form.is_valid():
            programme = Programme(self.object, self.user, form.cleaned_data["version"] == "theirs")
            if form.cleaned_data["format"]:
                name = f"{slugify(programme.title)[:100]}-{programme.made_on:%Y-%m-%d}.docx"
                return document_response(write_programme(programme), name)
            content["programme"] = programme
        return self.render_to_response(self.get_context_data(**content))
