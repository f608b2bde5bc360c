"""The form by which two records are merged."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model

from engagements.history.line_choices import LineDifference
from engagements.history.locking import history_token
from engagements.history.merge_choices import field_differences, possible_parents
from engagements.models.tree import Tree


class MergeForm(forms.Form):
    """For each field in which two records differ, whose value is kept."""

    data: Any

    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)  # the state of both as it was shown

    def __init__(
        self, data: Any, kept: Model, other: Model, user: User, lines: Sequence[LineDifference] = ()
    ) -> None:
        self.user = user
        self.differences = field_differences(kept, other)
        super().__init__(data, initial={"seen": history_token(kept, other, user=user)})
        for difference in self.differences:
            choices = [("kept", difference.text(kept)), ("other", difference.text(other))]
            if difference.can_join:
                choices.append(("both", "both, one below the other"))
            self.fields[difference.name] = forms.ChoiceField(
                choices=choices,
                initial=difference.default_choice,
                label=difference.label,
                required=False,  # where they came to differ after the page was opened
                widget=forms.RadioSelect,
            )
        for line in lines:  # nothing is chosen before somebody has looked at both
            self.fields[line.name] = forms.ChoiceField(
                choices=[("kept", line.kept), ("other", line.other)],
                label=line.place,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose which of the two lines stays."},
            )
        if isinstance(kept, Tree) and isinstance(other, Tree):
            self.add_parent(kept, other)

    def add_parent(self, kept: Tree, other: Tree) -> None:
        pks = possible_parents(kept, other)
        parents = type(kept)._default_manager.in_bulk(pks)
        if len(parents) > 1:
            self.fields["parent"] = forms.TypedChoiceField(
                choices=[(pk, str(parents[pk])) for pk in pks],
                initial=kept.parent_id,
                coerce=int,
                required=False,
                widget=forms.RadioSelect,
            )

    def take_over_current(self, kept: Model, other: Model, lines: Sequence[LineDifference]) -> None:
        """Ask about the records as they are now: to send the form once more is to agree to it."""
        current = MergeForm(None, kept, other, self.user, lines)
        for line in lines:
            self.fields[line.name] = current.fields[line.name]
        self.data = self.data.copy()
        for name, field in current.fields.items():
            if field.initial is not None:
                self.data.setdefault(name, field.initial)
        self.data["seen"] = current.initial["seen"]
