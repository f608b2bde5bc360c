"""The lines of exported records: participants, stops and the like."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from engagements.models import Meeting, Visit

from .nested import source, topic


class LineReader:
    """Reads the lines of one kind that records have.

    ``queryset``: a function of the user; ``record``: the field that leads to the record; ``fields``:
    what is read; ``key`` sorts lines for which the databases have no order in common.
    """

    def __init__(
        self,
        queryset: Callable[[User], QuerySet[Any]],
        record: str,
        *fields: str,
        key: Callable[[Any], Any] | None = None,
    ) -> None:
        self.queryset, self.record, self.key = queryset, record, key
        self.fields = dict.fromkeys([record, *fields])

    def rows(self, pks: Iterable[int], user: User) -> Iterable[Any]:
        lines = self.queryset(user).filter(**{f"{self.record}__in": pks})
        return lines.values_list(*self.fields, named=True)

    def by_record(self, pks: Iterable[int], user: User) -> dict[int, list[Any]]:
        """Return the lines of the records ``pks`` by record."""
        rows = self.rows(pks, user)
        lines = defaultdict(list)
        for row in sorted(rows, key=self.key) if self.key else rows:
            lines[row[0]].append(row)
        return lines


def seen_with_record(queryset: QuerySet[Any]) -> Callable[[User], QuerySet[Any]]:
    """Return a function of the user: lines that are seen by whoever sees their record."""
    return lambda user: queryset


def topic_and_source_lines(model: type[Meeting | Visit], name: str) -> dict[str, LineReader]:
    """Return the lines that visits and meetings both have; ``name`` is the field that leads to the record."""
    topics, sources = model.topics.through, model.sources.through
    return {
        "topics": LineReader(
            seen_with_record(topics.objects.all()), name, *topic.paths, key=attrgetter("topic__name")
        ),
        "sources": LineReader(
            seen_with_record(sources.objects.all()),
            name,
            *source.paths,
            key=lambda line: tuple(str(value or "") for value in (*line[2:], line[1])),
        ),
    }
