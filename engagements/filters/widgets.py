"""Widgets of a filter form: they render what the address says."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date

from engagements.common.periods import Month, Week

if TYPE_CHECKING:
    from .fields import ParsedValue

Context = dict[str, Any]  # what a template is rendered with


class ValuesWidget(forms.Widget):
    """Renders what the address says; empty values are as good as none."""

    choices: Iterable[tuple[str, str]] = ()  # of those that offer some

    def value_from_datadict(  # type: ignore[override]  # the data of a filter form is always a query
        self, data: QueryDict, files: object, name: str
    ) -> list[str]:
        return [value.strip() for value in data.getlist(name) if value.strip()]


class InputsWidget(ValuesWidget):
    """A box for each value, and at least one."""

    template_name = "engagements/widgets/inputs.html"

    def __init__(self, input_type: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.input_type = input_type

    def get_context(self, name: str, value: list[str], attrs: dict[str, Any] | None) -> Context:
        context = super().get_context(name, value, attrs)
        (kind, first), *others = ((self.type_for(text), text) for text in value or [""])
        context["widget"] |= {"type": kind, "first": first, "others": others}
        return context

    def type_for(self, text: str) -> str:
        """Return the type of the box of ``text``: one for dates would not show what is no date."""
        read = READERS.get(self.input_type)
        return "text" if read and text and not read(text) else self.input_type


def parse_iso(text: str) -> datetime.date | None:
    """Return the date that ``text`` is as a browser's box for dates writes it, else None."""
    try:
        return parse_date(text)
    except ValueError:
        return None


READERS: dict[str, Callable[[str], object]] = {"date": parse_iso, "month": Month.read, "week": Week.read}


class CheckboxesWidget(ValuesWidget):
    """A box to tick for each of ``choices``, folded away unless one is ticked."""

    template_name = "engagements/widgets/checkboxes.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: list[str], attrs: dict[str, Any] | None) -> Context:
        context = super().get_context(name, value, attrs)
        context["widget"]["options"] = [(key, label, key in (value or ())) for key, label in self.choices]
        return context


class SelectWidget(CheckboxesWidget):
    """One of ``choices``, of which the first is left out of the address."""

    template_name = "engagements/widgets/select.html"
    use_fieldset = False

    def id_for_label(self, id_: str) -> str:
        return id_


class UnrenderedWidget(ValuesWidget):
    """Shows nothing: what the address says is not carried on."""

    input_type = "hidden"

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, *args: object, **kwargs: object) -> str:  # type: ignore[override]  # nothing of it is used
        return ""


class SearchBoxWidget(ValuesWidget):
    """What is chosen, each removable, and a box to find more; see pages.js.

    Without scripts the box sends what is typed, which the field takes for a name.
    """

    template_name = "engagements/widgets/search_box.html"
    kind = ""  # a key of `SUGGESTERS`

    def get_context(self, name: str, value: list[ParsedValue], attrs: dict[str, Any] | None) -> Context:
        context = super().get_context(name, value, attrs)
        unknown = [parsed.text for parsed in value if parsed.value is None]
        context["widget"] |= {
            "kind": self.kind,
            "chosen": {parsed.value: parsed.label for parsed in value if parsed.value is not None},
            "unknown": unknown[:-1],
            "typed": unknown[-1:],
        }
        return context
