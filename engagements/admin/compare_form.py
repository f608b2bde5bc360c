"""The form that asks which two states of a record are compared."""

from typing import Any

from django import forms

from engagements.history.trail import Trail

NOW = "now"


class CompareForm(forms.Form):
    """Each state is that which a change set left, or the current one."""

    before = forms.ChoiceField(label="From")
    after = forms.ChoiceField(label="to")

    def __init__(self, data: Any, trail: Trail) -> None:
        self.trail = trail
        uids = list(trail.moments)
        super().__init__(data, initial={"before": uids[1] if uids[1:] else NOW, "after": NOW})
        choices = [(NOW, "as it is now"), *((str(uid), str(moment)) for uid, moment in trail.moments.items())]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def differences(self) -> list[Any] | None:
        """Return an entry for each difference; None where the form is not valid."""
        if not self.is_valid():
            return None
        uids = {str(uid): uid for uid in self.trail.moments}
        before, after = (
            self.trail.current_state() if choice == NOW else self.trail.state(uids[choice])
            for choice in (self.cleaned_data["before"], self.cleaned_data["after"])
        )
        return self.trail.differences(before, after)
