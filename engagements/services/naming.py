"""What records and lines are called, as far as a user may know."""

from collections import defaultdict
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import ForeignKey, Model
from django.utils.text import capfirst

from engagements.models import Organization
from engagements.models.directory import DirectoryQuerySet
from engagements.models.visibility import rows_visible_to

from .bulk_history import history_of

NAME_FIELDS = ("name", "title", "text", "username")


@cache
def reference_fields(model: type[Model]) -> list["ForeignKey[Any, Any]"]:
    """Return the fields in which people enter what a record or line of ``model`` points at."""
    return [field for field in model._meta.fields if isinstance(field, ForeignKey) and field.editable]


def with_noun(model: type[Model], name: object) -> str:
    """Return what is called ``name`` with what it is: "Meeting “Call on the minister”"."""
    return f"{capfirst(model._meta.verbose_name)} “{name}”"


def noun_for(number: object, model: type[Model]) -> str:
    """Return what ``number`` records of ``model`` are called, such as "visits"."""
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


def acronym_and_country(organization: Organization) -> str:
    """Return what tells ``organization`` from its namesakes."""
    country: Any = organization.country  # django_countries has no types
    return ", ".join(filter(None, (organization.acronym, country.name)))


class RecordNames:
    """Names of records as ``user`` may know them.

    First `add` and `add_references` say which will be needed, then `fetch` reads them: by one query a
    model, two where some are deleted.
    """

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user
        self.added: defaultdict[type[Model], set[int]] = defaultdict(set)
        self.records: dict[type[Model], dict[int, Model]] = {}

    def add(self, model: type[Model], pk: int | None) -> None:
        if pk is not None:
            self.added[model].add(pk)

    def add_references(self, row: Model) -> None:
        """Add all that `call` needs for ``row``."""
        for field in reference_fields(type(row)):
            self.add(field.related_model, getattr(row, field.attname))

    def fetch(self) -> None:
        for model, pks in self.added.items():
            rows = rows_visible_to(self.user, model)
            is_directory = isinstance(rows, DirectoryQuerySet)
            records = rows.in_bulk(pks)
            missing = pks - records.keys()
            # Of the directory all is open to whoever may read it, so also what was deleted from it.
            if missing and is_directory and self.user.has_perm(f"engagements.view_{model._meta.model_name}"):
                deleted = history_of(model).filter(id__in=missing).order_by("history_id")
                records |= {row.id: row.instance for row in deleted}
            self.records[model] = records
        self.added.clear()

    def knows(self, model: type[Model], pk: int) -> bool:
        return pk in self.records.get(model, {})

    def record(self, model: type[Model], pk: int) -> Model:
        """Return the record, or an unsaved one that only says that it can't be named."""
        if record := self.records.get(model, {}).get(pk):
            return record
        text = f"{model._meta.verbose_name} that is gone or that you may not see"
        fields = {field.name for field in model._meta.fields}
        return model(**{next(name for name in NAME_FIELDS if name in fields): text})

    def name(self, model: type[Model], pk: int) -> str:
        return str(self.record(model, pk))

    def call(self, row: Model) -> str:
        """Return how the record or line ``row`` is called, by the names of what it points at."""
        for field in reference_fields(type(row)):
            if pk := getattr(row, field.attname):
                field.set_cached_value(row, self.record(field.related_model, pk))
            elif not field.null:  # what was typed is none of its records
                field.set_cached_value(row, field.related_model())
        return str(row)
