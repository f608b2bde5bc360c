"""Tags and filters of templates: dates, sorted columns, addresses."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from engagements.common.dates import shorten_months
from engagements.filters import parties
from engagements.filters.addresses import query_string
from engagements.filters.base import ListFilterSet
from engagements.filters.meetings import MeetingFilterSet
from engagements.models import Exactness, Participant
from engagements.models.dates import Span

register = template.Library()

# The pages that show the meetings that a filter leaves, by the names of their addresses.
MEETING_VIEWS = {
    "meeting_list": "List",
    "calendar": "Calendar",
    "who_met_whom": "Who met whom",
    "network": "Network",
    "map": "Map",
    "over_time": "Over time",
}


@register.filter
def when(span: Span, length: str = "") -> str:
    """Return the dates of a visit or meeting; exact ones are machine-readable, the others are emphasized.

    With the ``length`` "short", months have three letters.
    """
    words = shorten_months(span.when) if length == "short" else span.when
    if span.dates != Exactness.EXACT:
        return format_html('<em class="inexact">{}</em>', words)
    if span.start_date is None or span.start_date != span.end_date:
        return words
    return format_html('<time datetime="{}">{}</time>', span.start_date.isoformat(), words)


@register.filter
def link(record: Any) -> SafeString:
    """The name of ``record``, which leads to its page; a source has none."""
    if not hasattr(record, "get_absolute_url"):
        return format_html("{}", record)
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)


@register.filter
def link_as_then(line: Participant) -> str:
    """Who ``line`` stands for, with title and organization then; an office or a description has no name."""
    official, organization, title = line.official, line.organization, line.title
    if not official:
        if not organization:
            return line.who
        return format_html("{}, {}", title, link(organization)) if title else link(organization)
    links = link(official)
    if title:
        links += format_html(", {}", title)
    if organization:
        address, name = organization.get_absolute_url(), organization.short_name
        links += format_html(', <a class="quiet" href="{}">{}</a>', address, name)
    return links


@register.simple_tag
def sort_header(filterset: ListFilterSet, name: str, label: str) -> SafeString:
    """The head of a column: a link that sorts by it, and turns the order round where it is in force.

    The first click gives the default order of the list where that is one of this column's.
    """
    current, default = filterset.sort, filterset.default_sort
    directions = {name: "ascending", f"-{name}": "descending"}
    first, second = sorted(directions, key=lambda order: order != default)
    wanted = second if current == first else first
    link = query_string(filterset.data, sort=None if wanted == default else [wanted])
    state = format_html(' aria-sort="{}"', directions[current]) if current in directions else ""
    # By its id, the link that was followed has the focus also in the list that comes in its place.
    return format_html(
        '<th scope="col"{}><a id="sort_{}" href="{}" hx-boost="true">{}</a></th>', state, name, link, label
    )


@register.filter
def pair_query(met: Any) -> str:
    """The query that names both parties of ``met``, each on its side."""
    return parties.pair_query(met.delegation_party, met.counterpart_party)


@register.filter
def web_address(url: str) -> str:
    """``url`` if a browser may follow it, else "": an address may come from anywhere."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@register.inclusion_tag("engagements/_meeting_views.html", takes_context=True)
def meeting_views(context: Context) -> dict[str, list[tuple[str, str, bool]]]:
    """Link the pages that show the same meetings, with the filters that all of them have."""
    request = context["request"]
    dropped = dict.fromkeys(request.GET.keys() - MeetingFilterSet.base_filters.keys() | {"column"})
    here = request.resolver_match.url_name
    return {
        "views": [
            (label, reverse(f"engagements:{name}") + query_string(request.GET, **dropped), name == here)
            for name, label in MEETING_VIEWS.items()
        ]
    }
