"""Files in, drafts out: mails, invitations and readouts, several at once."""

import resource
import time
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.views.generic import FormView

from engagements.accounts.roles import may_draft_from_readout
from engagements.common.ids import read_id
from engagements.common.limited_process import SECONDS_IN_REQUEST
from engagements.intake.cards import CardForm, CardReceipt, card_in
from engagements.intake.files import FileReceipt, take_file
from engagements.intake.invitations import answer_questions
from engagements.intake.mailbox import received_texts
from engagements.reader.files import LARGEST_FILE

from .base import Context, SignedInMixin

MAX_FILES = 20
SECONDS_FOR_ALL = 6.0  # of processor time; each of the files has `SECONDS_IN_REQUEST` of it at most
ACCEPTED = ".eml,.msg,.ics,.vcf,.txt,.md,.docx,.odt,.rtf,.pdf,.html,.htm"


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Cleans to a list of uploaded files, at least one."""

    widget = SeveralFilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(SeveralFilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MAX_FILES:
            raise ValidationError(f"At most {MAX_FILES} files are taken at once.")
        return files


class IntakeForm(forms.Form):
    uploads = SeveralFilesField(
        label="Files",
        help_text="Invitations (ICS), mails (EML, MSG), cards (VCF) and readouts (text, DOCX, ODT, RTF, PDF, "
        "HTML).",
    )


class IntakeView(PermissionRequiredMixin, SignedInMixin, FormView):
    """Each file for itself: one that can't be read loses no other. Nothing is published."""

    template_name = "engagements/intake.html"
    form_class = IntakeForm
    http_method_names = ["get", "head", "post"]

    def has_permission(self) -> bool:
        return may_draft_from_readout(self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "people" in request.POST:
            return self.answer_people()
        if "card" in request.POST:
            return self.answer_card()
        return super().post(request, *args, **kwargs)

    def answer_people(self) -> HttpResponse:
        """Let lines of invitations stand for the officials that were chosen."""
        answers = {
            pk: official
            for name, value in self.request.POST.items()
            if name.startswith("line-")
            and (pk := read_id(name.removeprefix("line-")))
            and (official := read_id(str(value)))
        }
        problems = answer_questions(answers, self.user)
        return self.show(answered=len(answers) - len(problems), problems=problems)

    def answer_card(self) -> HttpResponse:
        """Take the card that was asked about, or ask again."""
        try:
            card = card_in(self.request.POST["card"])
            form = CardForm(self.request.POST, user=self.user, card=card)
            receipt = form.take() if form.is_valid() else CardReceipt(card.name, form=form)
        except ValidationError as error:
            return self.show(problems=error.messages)
        except IntegrityError:
            return self.show(problems=["Somebody has just added the same. Send the file again."])
        return self.show(file_receipts=[FileReceipt("Card", cards=[receipt])])

    def show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=IntakeForm(), **context))

    def form_valid(self, form: Any) -> HttpResponse:
        begun = seconds_spent()
        file_receipts = []
        for file in form.cleaned_data["uploads"]:
            remaining = SECONDS_FOR_ALL - (seconds_spent() - begun)
            file_receipts.append(self.take(file, min(SECONDS_IN_REQUEST, remaining)))
        return self.show(file_receipts=file_receipts)

    def take(self, file: UploadedFile, seconds: float) -> FileReceipt:
        receipt = FileReceipt(file.name or "")
        if (file.size or 0) > LARGEST_FILE:
            receipt.problems.append(f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
        elif seconds < 0.1:
            receipt.problems.append("It was not read: those before it took too long. Send it again.")
        else:
            take_file(receipt, file.read(), self.user, seconds)
        return receipt

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(section="meetings", received=received_texts(self.user), **kwargs)


def seconds_spent() -> float:
    """Return the processor time of this thread, and of the processes in which files are read."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime + time.thread_time()
