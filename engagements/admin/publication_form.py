"""The form of a record that may be returned to draft, with a reason."""

from django import forms

from engagements.models import Publication

from .status_form import StatusForm


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever entered it finds it on the first page, among what came back.",
    )


class PublicationForm(StatusForm):
    return_reason = forms.CharField(
        required=False,
        label="Reason to return it",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where the record is returned to draft; a remark on it.",
    )

    @property
    def is_returned(self) -> bool:
        return (
            bool(self.instance.pk)
            and "publication" in self.changed_data
            and self.cleaned_data.get("publication") == Publication.DRAFT
        )

    def clean(self) -> None:
        super().clean()
        if self.is_returned and not self.cleaned_data.get("return_reason"):
            self.add_error("return_reason", "Say why it is returned to draft.")
