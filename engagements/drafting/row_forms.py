"""What the forms of all rows of a draft have in common, and the rows of topics."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from engagements.reader.directory import DirectoryKind
from engagements.reader.proposals import Confidence

from .fields import EntryNameField, FieldPassage, PassagesField


class HiddenInputsMixin(forms.BaseForm):
    """Writes all hidden inputs of a form at once: there are many, and a template for each is slow."""

    @property
    def hidden_inputs(self) -> SafeString:
        return format_html_join(
            "",
            '<input type="hidden" name="{}" value="{}">',
            (
                (field.html_name, field.field.prepare_value(field.value()) or "")
                for field in self.hidden_fields()
            ),
        )


class RowForm(HiddenInputsMixin, forms.Form):
    """A row of a draft: a proposal, which is checked only if it is accepted.

    ``parents`` are the prefixes of the accepted rows of which this row may be a part; None where it
    need not be part of one.
    """

    accept = forms.BooleanField(required=False)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)  # the prefix of a row
    passages = PassagesField(required=False)
    confidence = forms.ChoiceField(
        choices=[(confidence, confidence) for confidence in Confidence], widget=forms.HiddenInput
    )
    reason = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    use_required_attribute = False
    prefix: str
    quotes: str = ""  # links to its passages in the text; the page sets it
    may_split: ClassVar[bool] = False  # into a meeting of its own
    noun: ClassVar[str]  # what a row is called
    label_fields: ClassVar[tuple[str, ...]]  # the first that is filled in is the label
    entry_kinds: ClassVar[Mapping[str, DirectoryKind]] = {}  # by field, the kind of entry that it names
    rarely_filled: ClassVar[tuple[str, ...]] = ()  # fields that are folded away while they are empty

    def __init__(self, *args: Any, parents: Collection[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = parents

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_accepted:
            self._errors = ErrorDict()

    @property
    def is_ticked(self) -> bool:
        return bool(getattr(self, "cleaned_data", {}).get("accept"))

    @property
    def is_accepted(self) -> bool:
        """Whether it is ticked, and so is the row that it has to be a part of."""
        return self.is_ticked and (self.parents is None or self.cleaned_data.get("parent") in self.parents)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that somebody fills in, but for `folded_fields`."""
        return [
            field
            for field in self.visible_fields()
            if field.name != "accept" and field not in self.folded_fields
        ]

    @cached_property
    def folded_fields(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in self.rarely_filled
            if (name == "parent" or not self.raw_value(name)) and name not in self.errors
            if not self[name].is_hidden
        ]

    def raw_value(self, name: str) -> Any:
        """Return what was sent or proposed for a field, uncleaned; "" for nothing."""
        value = self[name].value()
        return "" if value is None else value

    @property
    def field_passages(self) -> list[FieldPassage]:
        """The passages of the row; none where what was sent is not valid."""
        passages: list[FieldPassage] = []
        if not self.is_bound:
            passages = self.initial.get("passages", [])
        else:
            with suppress(ValidationError):
                passages = self.fields["passages"].clean(self["passages"].value())
        return passages

    def entry_names(self) -> Iterator[tuple[DirectoryKind, str]]:
        """Yield (kind, name) for each entry of the directory that a valid row names."""
        for field, kind in self.entry_kinds.items():
            if name := self.cleaned_data.get(field):
                yield kind, name

    @property
    def label(self) -> str:
        """What the row is about, in a few words."""
        return next(filter(None, map(str, map(self.raw_value, self.label_fields))), "")

    @property
    def caption(self) -> str:
        return f"{capfirst(self.noun)}: {self.label}"


class RecordRowForm(RowForm, forms.ModelForm):
    """A row that becomes a record, or a line of one."""


class TopicRowForm(RowForm):
    name = EntryNameField("topic", "Topic", missing="Name the topic.")

    noun = "topic"
    label_fields = ("name",)
    entry_kinds = {"name": "topic"}
