"""Widgets of a filter form: they render what the address says."""

from django import forms
from django.utils.dateparse import parse_date

from engagements.common.periods import Month, Week


class ValuesWidget(forms.Widget):
    """Renders what the address says; empty values are as good as none."""

    def value_from_datadict(self, data, files, name):
        return [value.strip() for value in data.getlist(name) if value.strip()]


class InputsWidget(ValuesWidget):
    """A box for each value, and at least one."""

    template_name = "engagements/widgets/inputs.html"

    def __init__(self, input_type, attrs=None):
        super().__init__(attrs)
        self.input_type = input_type

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        (kind, first), *others = ((self.type_for(text), text) for text in value or [""])
        context["widget"] |= {"type": kind, "first": first, "others": others}
        return context

    def type_for(self, text):
        """A box for dates shows nothing where the text is none, and what was typed would be lost."""
        read = READERS.get(self.input_type)
        return "text" if read and text and not read(text) else self.input_type


def parse_iso(text):
    """Return the date that ``text`` is as a browser's box for dates writes it, else None."""
    try:
        return parse_date(text)
    except ValueError:
        return None


READERS = {"date": parse_iso, "month": Month.read, "week": Week.read}


class CheckboxesWidget(ValuesWidget):
    """A box to tick for each of ``choices``, folded away unless one is ticked."""

    template_name = "engagements/widgets/checkboxes.html"
    use_fieldset = True
    choices = ()

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["options"] = [(key, label, key in (value or ())) for key, label in self.choices]
        return context


class SelectWidget(CheckboxesWidget):
    """One of ``choices``, of which the first is left out of the address."""

    template_name = "engagements/widgets/select.html"
    use_fieldset = False

    def id_for_label(self, id_):
        return id_


class UnrenderedWidget(ValuesWidget):
    """Shows nothing: what the address says is not carried on."""

    input_type = "hidden"
    choices = ()

    def id_for_label(self, id_):
        return ""

    def render(self, *args, **kwargs):
        return ""


class SearchBoxWidget(ValuesWidget):
    """What is chosen, each removable, and a box to find more; see pages.js.

    Without scripts the box sends what is typed, which the field takes for a name.
    """

    template_name = "engagements/widgets/search_box.html"
    kind = ""
    names = {}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = dict(self.names[text] for text in value or () if text in self.names)
        unknown = [text for text in value or () if text not in self.names]
        context["widget"] |= {
            "kind": self.kind,
            "chosen": chosen,
            "unknown": unknown[:-1],
            "typed": unknown[-1:],
        }
        return context
