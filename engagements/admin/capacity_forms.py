"""The forms of lines that say in which capacity an official took part."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import capfirst

from engagements.history.lines import owner_fields

ACTING = "acting"


class UncountedMixin(forms.Field):
    """What makes no line that is filled in."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class UncountedNumberField(UncountedMixin, forms.IntegerField):
    pass


class UncountedChoiceField(UncountedMixin, forms.ChoiceField):
    pass


class CapacityLineForm(forms.ModelForm):
    """Another official on a saved line does not keep the title and organization of the one before.

    Where both were left as they were, they are filled in anew, or cleared, and shown before anything is
    saved. ``kept_for`` is the id of an official for whom somebody has looked at them; ``as_post`` says
    whether what the line says is to be a post of the official. entry.js sets both.
    """

    kept_for = UncountedNumberField(required=False, widget=forms.HiddenInput, label="looked at for")
    as_post = UncountedChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[("", "no"), ("post", "a post"), (ACTING, "a post held for the time being")],
        label="keep as",
    )
    data: Any

    def clean(self) -> None:
        super().clean()
        official = self.cleaned_data.get("official")
        if not (self.instance.pk and "official" in self.changed_data and official):
            return
        is_looked_at = self.cleaned_data.get("kept_for") == official.pk
        if is_looked_at or {"title", "organization"} & set(self.changed_data):
            return
        former = ", ".join(map(str, filter(None, (self.instance.title, self.instance.organization))))
        if former:
            self.fill_anew(official, former)

    def fill_anew(self, official: Model, former: str) -> None:
        """Show what ``official`` held then in the place of ``former``, and ask to look at it."""
        model: Any = type(self.instance)
        (record, *_) = owner_fields(model)
        post = model(official=official).post_during(getattr(self.instance, record.name))
        self.data = self.data.copy()
        self.data[self.add_prefix("title")] = post.title if post else ""
        self.data[self.add_prefix("organization")] = str(post.organization_id) if post else ""
        self.data[self.add_prefix("kept_for")] = str(official.pk)
        filled = "what the new one held then" if post else "empty, as no post of the new one is known then"
        self.add_error(
            "official",
            f"{capfirst(former)} was said of another official. Title and organization are now {filled}: "
            "look at them, and save again.",
        )
