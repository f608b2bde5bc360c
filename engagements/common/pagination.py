"""Pages of lists of any length: how many rows there are, as far as that is cheap, and the way to the last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.paginator import EmptyPage, InvalidPage, Page, Paginator
from django.db.models import QuerySet

PAGE_SIZE = 50
# Of so many rows in a whole table, each can be looked at.
COUNTABLE_ROWS = 10_000
# So many pages can be asked for by number, from the start or from the end: each looks at those before it.
MAX_NUMBERED_PAGES = 200
PAGE_NAME = re.compile("([0-9]{1,18})|last(?:-([0-9]{1,18}))?")


def read_page(paginator: Paginator[Any], values: list[str]) -> tuple[Page[Any] | None, str]:
    """Return the page that ``values`` of the address ask for, and no error; or None and what is wrong."""
    name = values[-1] if values else "1"
    if name == "last" and not isinstance(paginator, LongPaginator):
        return paginator.page(paginator.num_pages), ""
    if PAGE_NAME.fullmatch(name) and len(values) < 2:
        try:
            return paginator.page(name), ""
        except InvalidPage:
            pass
        if isinstance(paginator, LongPaginator) and paginator.more:
            limit = f"Pages are numbered up to {MAX_NUMBERED_PAGES}."
            return None, f"{limit} Filter the list, or sort it the other way."
    return None, f"There is no page “{name[:20]}”."


class LongPage(Page):  # type: ignore[type-arg] # Django's is not generic when it runs
    """A page; one that is counted from the end of a long list goes by "last", "last-1" and so on.

    ``steps`` are the pages before it, with ``backwards`` those after it; ``beyond`` is whether
    there is one on the other side.
    """

    number: Any  # or its name, from the end
    object_list: list[Any]
    paginator: LongPaginator

    def __init__(
        self, rows: list[Any], paginator: LongPaginator, steps: int, backwards: bool, beyond: bool
    ) -> None:
        super().__init__(rows, steps + 1, paginator)
        if backwards:
            self.number = name_from_end(steps)
        self.steps, self.backwards, self.beyond = steps, backwards, beyond

    def has_next(self) -> bool:
        return bool(self.steps) if self.backwards else self.beyond

    def has_previous(self) -> bool:
        return self.beyond if self.backwards else bool(self.steps)

    def next_page_number(self) -> Any:  # as `number`
        return name_from_end(self.steps - 1) if self.backwards else self.steps + 2

    def previous_page_number(self) -> Any:
        return name_from_end(self.steps + 1) if self.backwards else self.steps

    @property
    def where(self) -> str:
        """Which page it is, in words."""
        if not self.paginator.more:
            return f"Page {self.number} of {self.paginator.num_pages}"
        if not self.backwards:
            return f"Page {self.number}"
        return f"Page {self.steps + 1} from the end" if self.steps else "Last page"


def name_from_end(steps: int) -> str:
    return f"last-{steps}" if steps else "last"


class LongPaginator(Paginator):  # type: ignore[type-arg] # as above
    """Pages of a list that may be too long to be counted; one query for the ids of all before the page.

    ``arrange`` gives a queryset of the rows of a page all that they show. Once a page was asked
    for, ``count`` is how many rows there are, or that there are `more`.
    """

    more = False
    object_list: QuerySet[Any]

    def __init__(self, queryset: QuerySet[Any], arrange: Callable[[QuerySet[Any]], QuerySet[Any]]) -> None:
        super().__init__(queryset, PAGE_SIZE)
        self.arrange = arrange
        self.rows = queryset.model._default_manager.order_by()
        # A queryset that knows that it leaves few rows says so.
        countable = getattr(queryset, "has_few_rows", False) or not self.rows[COUNTABLE_ROWS:][:1].exists()
        self.counted = COUNTABLE_ROWS if countable else PAGE_SIZE

    def page(self, name: int | str) -> LongPage:
        """Return the page that goes by ``name``: "3", "last", "last-1"; raise EmptyPage for none."""
        match = PAGE_NAME.fullmatch(str(name))
        if match is None:
            raise EmptyPage
        number, from_last = match.groups()
        backwards, steps = number is None, int(from_last or 0) if number is None else int(number) - 1
        end = (steps + 1) * self.per_page
        # What is asked for beyond the pages that have numbers may still be the end of what is counted.
        wanted = max(self.counted, end if 0 <= steps < MAX_NUMBERED_PAGES else 0)
        all_pks = self.object_list.values_list("pk", flat=True)
        pks = list((all_pks.reverse() if backwards else all_pks)[: wanted + 1])
        self.more = len(pks) > self.counted
        self.count = min(len(pks), self.counted)
        if backwards and not self.more:
            pks.reverse()
            backwards, steps = False, self.num_pages - 1 - steps
            end = (steps + 1) * self.per_page
        page_pks = pks[max(0, end - self.per_page) : end]
        if (steps and not page_pks) or not 0 <= steps < MAX_NUMBERED_PAGES:
            raise EmptyPage
        if backwards:
            page_pks.reverse()
        rows = {row.pk: row for row in self.arrange(self.rows.filter(pk__in=page_pks))}
        return LongPage([rows[pk] for pk in page_pks if pk in rows], self, steps, backwards, len(pks) > end)
