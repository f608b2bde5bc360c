"""What records and lines are called, as far as a user may know."""

from collections import defaultdict

from engagements.models.directory import DirectoryQuerySet

from .lines import row_fields


class Names:
    """Names of records as ``user`` may know them; one query a model, two where some are deleted."""

    def __init__(self, user):
        self.user = user
        self.wanted = defaultdict(set)
        self.known = {}

    def want(self, model, pk):
        if pk is not None:
            self.wanted[model].add(pk)

    def fetch(self):
        for model, pks in self.wanted.items():
            records = model._default_manager.all()
            listed = isinstance(records, DirectoryQuerySet)
            if hasattr(records, "visible_to"):
                records = records.visible_to(self.user)
            found = records.in_bulk(pks)
            missing = pks - found.keys()
            # Of the directory all is open to whoever may read it, so also what was deleted from it.
            if missing and listed and self.user.has_perm(f"engagements.view_{model._meta.model_name}"):
                rows = model.history.filter(id__in=missing).order_by("history_id")
                found |= {row.id: row.instance for row in rows}
            self.known[model] = found
        self.wanted.clear()

    def knows(self, model, pk):
        return pk in self.known.get(model, {})

    def get(self, model, pk):
        """Return the record, or one that only says that it can't be named."""
        if record := self.known.get(model, {}).get(pk):
            return record
        text = f"{model._meta.verbose_name} that is gone or that you may not see"
        names = {one.name for one in model._meta.fields}
        return model(**{next(name for name in ("name", "title", "text", "username") if name in names): text})

    def name(self, model, pk):
        return str(self.get(model, pk))


def want_row(row, names):
    """Ask ``names`` for all that `call` needs."""
    for one in row_fields(type(row)):
        names.want(one.related_model, getattr(row, one.attname))


def call(row, names):
    """Return how the record or line ``row`` is called, by what ``names`` know of what it points at."""
    for one in row_fields(type(row)):
        if pk := getattr(row, one.attname):
            one.set_cached_value(row, names.get(one.related_model, pk))
    return str(row)
