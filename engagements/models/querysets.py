"""Querysets of tables that may be long: one plan for few rows, another for many.

Databases choose one plan for a party of ten meetings and for one of a tenth of them all, and it is
wrong for either. So a filter notes where the ids of the records stand that it leaves, and
`AdaptiveQuerySet.narrowed()` asks for them: few are what is looked for from then on; of many, each
record is looked at in the order of the list until a page is full.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any, Generic, NamedTuple, Self, TypeVar

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull

# Up to so many rows are fetched by their ids and sorted; of more, each row is looked at in the
# order of the list until a page is full. Both take milliseconds there, however many there are.
FEW_ROWS = 4_000

Condition = Q | Combinable
ModelT = TypeVar("ModelT", bound=models.Model)
QuerySetT = TypeVar("QuerySetT", bound="AdaptiveQuerySet[Any]")


class IdSource(NamedTuple):
    """Rows in whose ``column`` the ids of records stand, each any number of times."""

    rows: models.QuerySet[Any]
    column: str


def exists_condition(rows: models.QuerySet[Any], column: str, outer: str) -> Condition:
    """Return the condition that one of ``rows`` has in ``column`` what the record has in ``outer``."""
    if hasattr(rows, "exists_condition"):
        condition: Condition = rows.exists_condition(column, outer)
        return condition
    return Exists(rows.filter(**{column: OuterRef(outer)}))


def without_index(condition: Condition) -> Case:
    """Return ``condition`` so that no index is used: SQLite would, however many that leaves to be sorted."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def fetch_ids_if_few(
    sources: Iterable[IdSource], others: Iterable[tuple[IdSource, ...]] = ()
) -> list[int] | None:
    """Return the ids in one of ``sources``, and of each of ``others``; None for more than `FEW_ROWS`.

    Several rows may be of one record: what is counted is what was read.
    """
    ids: list[int] = []
    for source in sources:
        rows, column = source
        for alternatives in others:
            rows = rows.filter(
                reduce(or_, (exists_condition(other.rows, other.column, column) for other in alternatives))
            )
        rows = rows if rows.query.order_by else rows.order_by()  # not by what the model is sorted by
        ids += rows.values_list(column, flat=True)[: FEW_ROWS + 1]
        if len(ids) > FEW_ROWS:
            return None
    return sorted(set(ids))


def rows_in_order(rows: models.QuerySet[ModelT], pks: Collection[int]) -> list[ModelT]:
    """Return those of ``rows`` that have one of ``pks``, in the order of these."""
    by_pk = rows.in_bulk(pks)
    return [by_pk[pk] for pk in pks if pk in by_pk]


class NotedFilter(NamedTuple, Generic[QuerySetT]):
    """The last filter of a queryset: the rows ``before`` it, and what `filter_with_sources` was told."""

    before: QuerySetT
    sources: tuple[IdSource, ...]
    definite: models.QuerySet[Any] | None
    is_joint: bool


class AdaptiveQuerySet(models.QuerySet[ModelT]):
    """Rows that filters leave without asking the database; `narrowed` asks at once.

    A filter notes its sources: where the ids of the records stand that it leaves.
    """

    has_few_rows = is_ordered_scan = False
    _noted_sources: tuple[tuple[IdSource, ...], ...] = ()
    _last_filter: NotedFilter[Self] | None = None  # for this queryset alone, and none that is made of it

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc] # a hook that the stubs leave out
        clone.has_few_rows, clone.is_ordered_scan = self.has_few_rows, self.is_ordered_scan
        clone._noted_sources = self._noted_sources
        return clone

    def for_ordered_scan(self) -> Self:
        """Return these rows, to be looked at in the order of a list until a page is full; filters follow."""
        queryset = self.all()
        queryset.is_ordered_scan = True
        return queryset

    def referenced_by(
        self, column: str, lines: models.QuerySet[Any], definite: models.QuerySet[Any] | None = None
    ) -> Self:
        """Records whose id stands in ``column`` of ``lines``.

        ``definite`` are some of these lines that are found sooner: where they are many, so are all.
        """
        condition = self.exists_in(column, lines)
        return self.filter_with_sources(condition, IdSource(lines, column), definite=definite)

    def exists_in(self, column: str, lines: models.QuerySet[Any], outer: str = "pk") -> Condition:
        """Return the condition that what a record has in ``outer`` stands in ``column`` of ``lines``."""
        condition = exists_condition(lines, column, outer)
        if self.is_ordered_scan and isinstance(condition, Exists):
            # PostgreSQL turns an EXISTS round, reads all the lines, and sorts what they name.
            matches = lines.filter(**{column: OuterRef(outer)})
            return IsNull(Subquery(matches.order_by().values("pk")[:1]), False)
        return without_index(condition) if self.is_ordered_scan else condition

    def field_in(self, field: str, values: Collection[Any]) -> Self:
        """Records whose ``field`` is one of ``values``."""
        condition: Condition = Q(**{f"{field}__in": values})
        source = IdSource(self.model._base_manager.filter(condition), "pk")
        return self.filter_with_sources(
            without_index(condition) if self.is_ordered_scan else condition, source
        )

    def filter_with_sources(
        self,
        condition: Condition,
        *sources: IdSource,
        definite: models.QuerySet[Any] | None = None,
        is_joint: bool = True,
    ) -> Self:
        """Records for which ``condition`` holds: those whose id stands in one of ``sources``.

        ``definite`` are some rows of them that are found sooner: where they are many, so are all.
        A filter that is not ``is_joint`` is counted without the others.
        """
        queryset = self.filter(condition)
        if not self.has_few_rows:
            queryset._last_filter = NotedFilter(self, sources, definite, is_joint)
            if is_joint:
                queryset._noted_sources = (*self._noted_sources, sources)
        return queryset

    def narrowed(self) -> Self:
        """Return these rows, by their ids where they are few; asks at once. To be called after each filter.

        What is asked is how many the last filter leaves; of many, how many it and those before it do.
        """
        if self._last_filter is None:
            return self
        before, sources, definite, is_joint = self._last_filter
        # Many of each filter, they may be few of all. Filters come in about the order of how few they leave.
        first, *others = self._noted_sources if is_joint else (sources,)
        if definite is not None and not others and definite[FEW_ROWS : FEW_ROWS + 1].exists():
            return self.all()
        ids = fetch_ids_if_few(first, others)
        return self.all() if ids is None else before.with_ids(ids)

    def id_sources(self) -> tuple[IdSource, ...]:
        """Return where the ids of these rows stand; for rows of one filter alone."""
        return self._last_filter.sources if self._last_filter else (IdSource(self, "pk"),)

    def with_ids(self, ids: Collection[int]) -> Self:
        """Return those of these rows that have one of ``ids``, which are few."""
        queryset = self.filter(pk__in=ids)
        queryset.has_few_rows = True
        return queryset
