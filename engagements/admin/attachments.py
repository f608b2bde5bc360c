from django import forms
from django.contrib.admin.widgets import AdminFileWidget

from engagements.common.file_types import KINDS, SUFFIXES, limit_in_words
from engagements.models import Attachment


class AttachmentWidget(AdminFileWidget):
    """Says what is taken, and links to the page that hands a file over, not to where it is kept."""

    template_name = "engagements/widgets/attachment.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["hint"] = f"At most {limit_in_words()}: {KINDS}."
        return context


class AttachmentForm(forms.ModelForm):
    class Meta:
        model = Attachment
        fields = ["title", "file"]
        widgets = {"file": AttachmentWidget(attrs={"accept": ",".join(sorted(SUFFIXES))})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # not there for who may only look
            self.fields["file"].max_length = None  # its name is not kept, however long
