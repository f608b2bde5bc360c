"""The form by which two records are merged."""

from django import forms

from engagements.history.locking import history_token
from engagements.history.merge_choices import field_differences, possible_parents


class MergeForm(forms.Form):
    """For each field in which two records differ, whose value is kept."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, data, kept, other):
        self.differences = field_differences(kept, other)
        super().__init__(data, initial={"seen": history_token(kept, other)})
        for one in self.differences:
            choices = [("kept", one.text(kept)), ("other", one.text(other))]
            if one.can_join:
                choices.append(("both", "both, one below the other"))
            self.fields[one.name] = forms.ChoiceField(
                choices=choices,
                initial=one.default_choice,
                label=one.label,
                required=False,  # where they came to differ after the page was opened
                widget=forms.RadioSelect,
            )
        if hasattr(kept, "parent_id"):
            parents = type(kept).objects.in_bulk(possible_parents(kept, other))
            if len(parents) > 1:
                self.fields["parent"] = forms.TypedChoiceField(
                    choices=[(pk, str(parents[pk])) for pk in possible_parents(kept, other)],
                    initial=kept.parent_id,
                    coerce=int,
                    required=False,
                    widget=forms.RadioSelect,
                )

    def seen_again(self, kept, other):
        """Take over what there is now: to send the form once more is to agree to it."""
        now = MergeForm(None, kept, other)
        self.data = self.data.copy()
        for name, field in now.fields.items():
            self.data.setdefault(name, field.initial)
        self.data["seen"] = now.initial["seen"]
