"""The form that asks which two states of a record are compared."""

from django import forms

NOW = "now"


class CompareForm(forms.Form):
    """Which two states of a record are compared: as each act left it, or as it is now."""

    before = forms.ChoiceField(label="From")
    after = forms.ChoiceField(label="to")

    def __init__(self, data, trail):
        self.trail = trail
        earlier = list(trail.moments)
        super().__init__(data, initial={"before": earlier[1] if earlier[1:] else NOW, "after": NOW})
        choices = [(NOW, "as it is now"), *((str(uid), str(one)) for uid, one in trail.moments.items())]
        for field in self.fields.values():
            field.choices = choices

    def differences(self):
        """Return an entry for what differs, None where it is not said what to compare."""
        if not self.is_valid():
            return None
        acts = {str(uid): uid for uid in self.trail.moments}
        before, after = (
            self.trail.current_state() if chosen == NOW else self.trail.state(acts[chosen])
            for chosen in (self.cleaned_data["before"], self.cleaned_data["after"])
        )
        return self.trail.differences(before, after)
