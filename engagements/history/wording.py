"""Changes in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import FileField, ForeignKey, ManyToManyField, Model
from django.utils import timezone
from django.utils.formats import localize
from django.utils.text import capfirst
from django_countries import countries
from django_countries.fields import CountryField

from engagements.common.dates import describe_date
from engagements.services.naming import RecordNames, with_noun

from .compare import RecordChange, referenced_pks, shown_fields
from .lines import AnyField, may_see_lines, owner_fields

EMPTY = "empty"
HISTORY_VERBS = {"+": "added", "~": "changed", "-": "deleted"}


class FieldChange(NamedTuple):
    label: str
    before: str
    after: str


@dataclass
class ChangeEntry:
    """A `RecordChange` in words."""

    action: str
    noun: str
    name: str
    details: list[FieldChange]


def add_names(change: RecordChange, names: RecordNames) -> None:
    """Add to ``names`` all that `change_in_words` needs for ``change``."""
    names.add_references(change.record)
    for values in filter(None, (change.before, change.after)):
        for field in shown_fields(change.model, change.owner):
            if field.related_model:
                for pk in referenced_pks(field, values[field]):
                    names.add(field.related_model, pk)


def change_in_words(change: RecordChange, names: RecordNames) -> ChangeEntry | None:
    """Return ``change`` in words; None where nothing changed that is shown."""
    before, after = change.before, change.after
    if before is None and after is None:
        return None  # added and removed in one change set
    details = []
    for field in shown_fields(change.model, change.owner):
        old = value_in_words(field, before[field], names) if before else EMPTY
        new = value_in_words(field, after[field], names) if after else EMPTY
        is_other = before[field] != after[field] if before and after else old != new
        if is_other:
            details.append(FieldChange(capfirst(str(field.verbose_name)), old, new))
    if change.action == "changed" and not details:
        return None
    return ChangeEntry(
        change.action, str(change.model._meta.verbose_name), names.call(change.record), details
    )


def value_in_words(field: AnyField, value: Any, names: RecordNames) -> str:
    """Return ``value`` of ``field`` as people read it."""
    if isinstance(field, ManyToManyField | ForeignKey):
        pks = referenced_pks(field, value)
        return "; ".join(sorted(names.name(field.related_model, pk) for pk in pks)) or EMPTY
    if value in (None, ""):
        return EMPTY
    if isinstance(field, CountryField):
        return countries.name(str(value)) or str(value)
    if isinstance(field, FileField):
        return "a file"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if value is True or value is False:
        return "yes" if value else "no"
    if hasattr(value, "year"):
        return localize(timezone.localtime(value)) if hasattr(value, "hour") else describe_date(value)
    return value if isinstance(value, str) else localize(value)


def history_sentences(rows: Iterable[tuple[type[Model], Any]], user: User | AnonymousUser) -> list[str]:
    """Return what each of the history ``rows``, as (model, row), tells, for ``user`` to read.

    What the user may not see comes to one sentence, whatever it is.
    """
    rows, names = list(rows), RecordNames(user)
    for model, row in rows:
        names.add_references(row.instance)
        if not owner_fields(model):
            names.add(model, row.id)
    names.fetch()
    return list(dict.fromkeys(history_sentence(model, row, names) for model, row in rows))


def history_sentence(model: type[Model], row: Any, names: RecordNames) -> str:
    owners = [
        (field.related_model, pk) for field in owner_fields(model) if (pk := getattr(row, field.attname))
    ] or [(model, row.id)]
    if not all(names.knows(*owner) for owner in owners) or not may_see_lines(model, names.user):
        return "A record that is gone or that you may not see was changed."
    of_owner = f" of “{names.name(*owners[0])}”" if owner_fields(model) else ""
    return (
        f"{with_noun(model, names.call(row.instance))}{of_owner} was "
        f"{HISTORY_VERBS[row.history_type]} by {row.history_user or 'a command'} on "
        f"{localize(timezone.localtime(row.history_date))}."
    )
