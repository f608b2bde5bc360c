"""Querysets of tables that may be long: the plan for few rows and the one for many."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import IsNull

# Up to so many rows are fetched by their ids and sorted; of more, each row is looked at in the
# order of the list until a page is full. Both take milliseconds there, however many there are.
FEW = 4_000
# Of so many, the latest, tell pages what they draw and count.
RECENT_LIMIT = 300


def among(rows, key, column):
    """Return the condition that what is in ``column`` stands in ``key`` of ``rows``."""
    if hasattr(rows, "among"):
        return rows.among(key, column)
    return Exists(rows.filter(**{key: OuterRef(column)}))


def without_index(condition):
    """Return ``condition`` so that no index is used: SQLite would, however many that leaves to be sorted."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def ids_if_few(sources, others=()):
    """Return the ids in ``sources``, pairs of rows and a column, as far as in each of ``others``, or None.

    None where there are more than `FEW`. Several rows may be of one record: what is counted is what was read.
    """
    ids = []
    for rows, column in sources:
        for other in others:
            rows = rows.filter(reduce(or_, (among(one, key, column) for one, key in other)))
        rows = rows if rows.query.order_by else rows.order_by()  # not by what the model is sorted by
        ids += rows.values_list(column, flat=True)[: FEW + 1]
        if len(ids) > FEW:
            return None
    return sorted(set(ids))


class AdaptiveQuerySet(models.QuerySet):
    is_few = is_cut = is_in_order = False
    _sources = ()

    def _clone(self):
        clone = super()._clone()
        clone.is_few, clone.is_cut, clone.is_in_order = self.is_few, self.is_cut, self.is_in_order
        clone._sources = self._sources
        return clone

    def in_order(self):
        """Return these rows, to be looked at in the order of a list until a page is full; filters follow."""
        found = self._chain()
        found.is_in_order = True
        return found

    def referenced_by(self, column, lines, definite=None):
        """Records whose id stands in ``column`` of ``lines``, a queryset; see `filter_adaptively`.

        ``definite`` are some of these lines that are found sooner: where they are many, so are all.
        """
        return self.filter_adaptively(self.exists_in(column, lines), (lines, column), definite=definite)

    def exists_in(self, column, lines):
        """Return the condition that the id of a record stands in ``column`` of ``lines``."""
        condition = among(lines, column, "pk")
        if self.is_in_order and isinstance(condition, Exists):
            # PostgreSQL turns an EXISTS round, reads all the lines, and sorts what they name.
            named = lines.filter(**{column: OuterRef("pk")})
            return IsNull(Subquery(named.order_by().values("pk")[:1]), False)
        return without_index(condition) if self.is_in_order else condition

    def one_of(self, field, values):
        """Records whose ``field`` is one of ``values``; see `filter_adaptively`."""
        condition = Q(**{f"{field}__in": values})
        found = self.model._base_manager.filter(condition)
        if self.is_in_order:
            condition = without_index(condition)
        return self.filter_adaptively(condition, (found, "pk"))

    def filter_adaptively(self, condition, *sources, definite=None):
        """Records for which ``condition`` holds: those whose id is in a column of ``sources`` (pairs).

        Databases choose one plan for a party of ten meetings and for one of a tenth of them all, and
        it is wrong for either. So this asks at once for the ids: where they are few, they are what
        is looked for (`is_few` then says so); else each record is looked at in the order of the list.
        """
        found = self.filter(condition)
        if self.is_few:
            return found
        # Many of each, they may be few of all. Filters come in about the order of how few they leave.
        first, *others = found._sources = (*self._sources, sources)
        if definite is not None and not others and definite[FEW : FEW + 1].exists():
            return found
        ids = ids_if_few(first, others)
        return found if ids is None else self.with_ids(ids)

    def with_ids(self, ids):
        """Return those of these rows that have one of ``ids``, which are few."""
        found = self.filter(pk__in=ids)
        found.is_few = True
        return found

    def recent(self):
        """Return the latest `RECENT_LIMIT` of these rows, `is_cut` where there are more; asks at once."""
        pks = list(self.latest_first().values_list("pk", flat=True)[: RECENT_LIMIT + 1])
        found = self.model.objects.filter(pk__in=pks[:RECENT_LIMIT])
        found.is_few, found.is_cut = True, len(pks) > RECENT_LIMIT
        return found
