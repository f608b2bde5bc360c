"""The form by which a file is attached to a visit or a meeting."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget

from engagements.common.file_types import ACCEPTED_KINDS, SUFFIXES, limit_in_words
from engagements.models import Attachment


class AttachmentWidget(AdminFileWidget):
    """Says which files are accepted, and links to the download page of a file, not to where it is stored."""

    template_name = "engagements/widgets/attachment.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["hint"] = f"At most {limit_in_words()}: {ACCEPTED_KINDS}."
        return context


class AttachmentForm(forms.ModelForm):
    class Meta:
        model = Attachment
        fields = ["title", "file"]
        widgets = {"file": AttachmentWidget(attrs={"accept": ",".join(sorted(SUFFIXES))})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # not there for who may only look
            # The name that it has is not kept, however long.
            self.fields["file"].max_length = None  # type: ignore[attr-defined]  # a FileField
