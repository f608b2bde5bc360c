"""Querysets of tables that may be long: the plan for few rows and the one for many."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q

# Up to so many rows are fetched by their ids and sorted; of more, each row is looked at in the
# order of the list until a page is full. Both take milliseconds there, however many there are.
FEW = 5_000


class LongQuerySet(models.QuerySet):
    is_few = False
    _chosen = ()

    def _clone(self):
        clone = super()._clone()
        clone.is_few, clone._chosen = self.is_few, self._chosen
        return clone

    def named_by(self, column, lines):
        """Records whose id stands in ``column`` of ``lines``, a queryset; see `chosen`."""
        return self.chosen(Exists(lines.filter(**{column: OuterRef("pk")})), (lines, column))

    def one_of(self, field, values):
        """Records whose ``field`` is one of ``values``; see `chosen`."""
        condition = Q(**{f"{field}__in": values})
        return self.chosen(condition, (self.model._base_manager.filter(condition), "pk"))

    def chosen(self, condition, *sources):
        """Records for which ``condition`` holds: those whose id is in a column of ``sources`` (pairs).

        Databases choose one plan for a party of ten meetings and for one of a tenth of them all, and
        it is wrong for either. So this asks at once for the ids: where they are few, they are what
        is looked for (`is_few` then says so); else each record is looked at in the order of the list.
        """
        found = self.filter(condition)
        if self.is_few:
            return found
        ids = set()
        for rows, column in sources:
            for others in self._chosen:  # many of each, they may be few of both
                rows = rows.filter(
                    reduce(or_, (Exists(one.filter(**{key: OuterRef(column)})) for one, key in others))
                )
            ids.update(rows.order_by().values_list(column, flat=True)[: FEW + 1])
        if len(ids) <= FEW:
            found = self.filter(pk__in=sorted(ids))
            found.is_few = True
        else:
            found._chosen = (*self._chosen, sources)
        return found
