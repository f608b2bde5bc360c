"""Files in, drafts out: mails, invitations and readouts, several at once."""

import resource
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.views.generic import FormView

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.limited_process import SECONDS_IN_REQUEST
from engagements.intake.invitations import Receipt, RefusedInvitation, read_events, receive
from engagements.reader.files import LARGEST_FILE, Contents, UnreadableFile, read_file

from .base import Context, SignedInMixin

MAX_FILES = 20


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Cleans to a list of uploaded files, at least one."""

    widget = SeveralFilesInput(attrs={"accept": ".eml,.ics,.txt,.md,.docx,.odt,.rtf,.pdf,.html,.htm"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(SeveralFilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MAX_FILES:
            raise ValidationError(f"At most {MAX_FILES} files are taken at once.")
        return files


class IntakeForm(forms.Form):
    uploads = SeveralFilesField(
        label="Files",
        help_text="Invitations (ICS), mails (EML) and readouts (text, DOCX, ODT, RTF, PDF, HTML).",
    )


@dataclass
class FileReceipt:
    """What became of one file: meetings, a text to draft from, or why nothing."""

    name: str
    receipts: list[Receipt] = field(default_factory=list)
    contents: Contents | None = None  # to be read
    problems: list[str] = field(default_factory=list)


class IntakeView(PermissionRequiredMixin, SignedInMixin, FormView):
    """Each file for itself: one that can't be read loses no other. Nothing is published."""

    template_name = "engagements/intake.html"
    form_class = IntakeForm
    http_method_names = ["get", "head", "post"]

    def has_permission(self) -> bool:
        return may_draft_from_readout(self.user)

    def form_valid(self, form: Any) -> HttpResponse:
        begun = children_seconds()
        file_receipts = []
        for file in form.cleaned_data["uploads"]:
            seconds = SECONDS_IN_REQUEST - (children_seconds() - begun)
            file_receipts.append(self.take(file, seconds))
        return self.render_to_response(self.get_context_data(form=IntakeForm(), file_receipts=file_receipts))

    def take(self, file: UploadedFile, seconds: float) -> FileReceipt:
        receipt = FileReceipt(file.name or "")
        if (file.size or 0) > LARGEST_FILE:
            receipt.problems.append(f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
        elif seconds < 0.1:
            receipt.problems.append("It was not read: those before it took too long. Send it again.")
        else:
            self.take_content(receipt, file.read(), seconds)
        return receipt

    def take_content(self, receipt: FileReceipt, content: bytes, seconds: float) -> None:
        suffix = PurePath(receipt.name).suffix.lower()
        if suffix == ".vcf":
            receipt.problems.append("Cards are not taken yet: enter the official by hand.")
        elif suffix == ".ics" or content.lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
            self.take_calendar(receipt, content, seconds)
        else:
            try:
                contents = read_file(content, receipt.name, seconds=seconds, with_attached=True)
            except UnreadableFile as error:
                receipt.problems.append(str(error))
                return
            calendars = [item for item in contents.attached if item.name.lower().endswith(".ics")]
            for calendar in calendars[:1]:  # programs send the same one twice, as text and as a file
                self.take_calendar(receipt, calendar.content, seconds)
            if not calendars:
                receipt.contents = contents

    def take_calendar(self, receipt: FileReceipt, content: bytes, seconds: float) -> None:
        try:
            events = read_events(content, seconds)
        except RefusedInvitation as error:
            receipt.problems.append(str(error))
            return
        for event in events:
            try:
                receipt.receipts.append(receive(event, self.user))
            except RefusedInvitation as error:
                receipt.problems.append(str(error))
            except IntegrityError:
                receipt.problems.append("Somebody has just sent the same. Send it again.")

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(section="meetings", **kwargs)


def children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
