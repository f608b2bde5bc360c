"""Widgets of a draft as HTML: it may have thousands, and a template for each takes most of the time."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

INPUTS = {f"django/forms/widgets/{name}.html" for name in ("text", "date", "checkbox")}
SELECT = "django/forms/widgets/select.html"  # no draft has options in groups


class DraftRenderer(TemplatesSetting):
    """Renders inputs and selects as Django's templates do, without them."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in INPUTS:
            html = input_html(context["widget"])
        elif template_name == SELECT:
            html = select_html(context["widget"])
        else:
            return super().render(template_name, context, request)
        return mark_safe(html)  # noqa: S308 - every value is escaped in `tag`


def input_html(widget: dict[str, Any]) -> str:
    value = [] if widget["value"] is None else [("value", widget["value"])]
    return tag(
        "input", [("type", widget["type"]), ("name", widget["name"]), *value, *widget["attrs"].items()]
    )


def select_html(widget: dict[str, Any]) -> str:
    options = (
        f"{tag('option', [('value', option['value']), *option['attrs'].items()])}"
        f"{escape(str(option['label']))}</option>"
        for _, group_options, _ in widget["optgroups"]
        for option in group_options
    )
    return f"{tag('select', [('name', widget['name']), *widget['attrs'].items()])}{''.join(options)}</select>"


def tag(name: str, attrs: Iterable[tuple[str, Any]]) -> str:
    """Return a tag that opens; an attribute that is True has no value, one that is False is left out."""
    written = (
        f" {key}" if value is True else f' {key}="{escape(str(value))}"'
        for key, value in attrs
        if value is not False
    )
    return f"<{name}{''.join(written)}>"
