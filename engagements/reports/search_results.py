"""What is found by one text in everything that a user may see, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from engagements.common.folding import fold
from engagements.models import ContactDetail, Meeting, Outcome, SavedView
from engagements.search.queries import filter_by_words, words_of
from engagements.search.ranking import Match, Suggestion
from engagements.search.suggestions import RECORD_SUGGESTERS, SUGGESTERS

from .documents import documents_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTED_RESULTS = 8  # of each kind
# The kinds of `SUGGESTERS` that have a list which finds by words.
LISTS = {"officials": "official_list", "organizations": "organization_list", "visits": "visit_list"}


@dataclass(frozen=True)
class SearchResult:
    """Something that was found: ``detail`` tells it from others, ``acts`` are (label, address)."""

    name: str
    address: str
    detail: str = ""
    is_near: bool = False
    acts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ResultGroup:
    """The results of one kind; ``more`` is the address of all of them, where there are more."""

    heading: str
    results: list[SearchResult]
    more: str = ""


def search_everything(text: str, user: User) -> list[ResultGroup]:
    """Return what holds every word of ``text``, and of names what is near to it, without empty groups.

    A fixed number of queries. Raises ValidationError where it can't be searched for.
    """
    words = words_of(text)
    groups = [*directory_groups(text, user), *record_groups(text, words, user)]
    groups = [group for group in groups if group.results]
    # What is near alone is of use where nothing else is found.
    sure = [group for group in groups if not all(result.is_near for result in group.results)]
    # What is called so stands first.
    return sorted(
        sure or groups,
        key=lambda group: not any(fold(result.name) == fold(text) for result in group.results),
    )


def directory_groups(text: str, user: User) -> Iterator[ResultGroup]:
    for kind in ("countries", "officials", "organizations", "visits", "places", "topics"):
        if not user.has_perm(SUGGESTERS[kind].permission):
            continue
        suggestions = SUGGESTERS[kind].search(text, user, LISTED_RESULTS + 1)
        more = f"{reverse(f'engagements:{LISTS[kind]}')}?{urlencode({'q': text})}" if kind in LISTS else ""
        yield ResultGroup(
            kind.capitalize(),
            [result_of(kind, suggestion) for suggestion in suggestions[:LISTED_RESULTS]],
            more if len(suggestions) > LISTED_RESULTS else "",
        )


def result_of(kind: str, suggestion: Suggestion) -> SearchResult:
    if suggester := RECORD_SUGGESTERS.get(kind):
        address = suggester.queryset.model(pk=suggestion.key).get_absolute_url()
    else:
        address = reverse("engagements:country_detail", args=[suggestion.key])
    is_near = suggestion.match == Match.NEAR
    return SearchResult(
        suggestion.name, address, suggestion.detail, is_near, documents_on(kind, suggestion.key)
    )


def record_groups(text: str, words: list[str], user: User) -> Iterator[ResultGroup]:
    query = urlencode({"q": text})
    scan = Meeting.objects.visible_to(user).for_ordered_scan()
    meetings = filter_by_words(scan, [words]).narrowed().latest_first()[: LISTED_RESULTS + 1]
    yield group_of("Meetings", "meeting_list", query, [(meeting, meeting.when) for meeting in meetings])
    if user.has_perm("engagements.view_outcome"):
        outcomes = Outcome.objects.visible_to(user).matching(" ".join(words)).select_related("meeting")
        latest = outcomes.order_by("-pk")[: LISTED_RESULTS + 1]
        yield group_of("Outcomes", "outcome_list", query, [(row, str(row.meeting)) for row in latest])
    yield ResultGroup("Contact details", contact_results(words, user))
    views = SavedView.objects.visible_to(user).own_first(user)
    # They have no folded names, and of one user there are few.
    named = [view for view in views if all(word in fold(view.name) for word in words)]
    yield group_of("Saved views", "saved_list", "", [(view, view.get_list_display()) for view in named])


def contact_results(words: list[str], user: User) -> list[SearchResult]:
    """Return the officials and organizations whose contact details, as far as seen, hold all ``words``."""
    details = ContactDetail.objects.visible_to(user).matching(" ".join(words))
    rows = details.select_related("official", "organization")[:LISTED_RESULTS]
    return [SearchResult(str(row.owner), row.owner.get_absolute_url(), str(row)) for row in rows]


def group_of(heading: str, listing: str, query: str, records: list[tuple[Any, str]]) -> ResultGroup:
    results = [SearchResult(str(record), record.get_absolute_url(), detail) for record, detail in records]
    address = reverse(f"engagements:{listing}") + (f"?{query}" if query else "")
    return ResultGroup(heading, results[:LISTED_RESULTS], address if len(results) > LISTED_RESULTS else "")
