"""The lines of exported records: participants, stops and the like."""

from collections import defaultdict
from operator import attrgetter

from .nested import source


class Lines:
    """Lines of one kind that records have: a queryset, where it leads to the record, what is read."""

    def __init__(self, queryset, record, *fields, key=None):
        """``queryset``: a function of the user; ``key`` sorts lines that the database can't sort alike."""
        self.queryset, self.record, self.key = queryset, record, key
        self.fields = dict.fromkeys([record, *fields])

    def rows(self, records, user):
        lines = self.queryset(user).filter(**{f"{self.record}__in": records})
        return lines.values_list(*self.fields, named=True)

    def of(self, records, user):
        """Return the lines of ``records`` (ids) by record."""
        lines, found = self.rows(records, user), defaultdict(list)
        for line in sorted(lines, key=self.key) if self.key else lines:
            found[line[0]].append(line)
        return found


def everyone(queryset):
    """Lines that are seen by whoever sees their record."""
    return lambda user: queryset


def tagged(model):
    """Return the lines that visits and meetings both have: topics and sources."""
    name = model._meta.model_name
    topics, sources = model.topics.through, model.sources.through
    return {
        "topics": Lines(everyone(topics.objects.all()), name, "topic__name", key=attrgetter("topic__name")),
        "sources": Lines(
            everyone(sources.objects.all()),
            name,
            *source.paths,
            key=lambda line: tuple(str(value or "") for value in line[1:]),
        ),
    }
