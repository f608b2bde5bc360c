"""The form of the source that a draft is made from."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from engagements.filters.date_fields import DayField
from engagements.models import Handling, Source
from engagements.services.publishing import may_restrict


class DraftSourceForm(forms.ModelForm):
    published_on = DayField(label="Published on", required=False)
    url = forms.URLField(label="Address", required=False, max_length=500, assume_scheme="https")
    keep = forms.BooleanField(required=False, label="keep the text of the readout with the source")
    handling = forms.ChoiceField(choices=Handling, label="Handling of what is made of it")

    use_required_attribute = False

    class Meta:
        model = Source
        fields = ["title", "publisher", "published_on", "url"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_restrict(user):
            del self.fields["handling"]
