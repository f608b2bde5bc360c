"""Changes in plain words."""

from dataclasses import dataclass

from django.db.models.fields.files import FileField
from django.db.models.fields.related import ForeignKey, ManyToManyField
from django.utils import timezone
from django.utils.formats import localize
from django.utils.text import capfirst
from django_countries import countries
from django_countries.fields import CountryField

from engagements.common.dates import describe_date

from .compare import shown_fields, targets
from .lines import owner_fields
from .naming import Names, call, want_row

EMPTY = "empty"


@dataclass
class Entry:
    """A `Change` in words; ``details`` are (what, before, after)."""

    action: str
    noun: str
    name: str
    details: list


def want_names(change, names):
    want_row(change.named, names)
    for state in filter(None, (change.before, change.after)):
        for one in shown_fields(change.model, change.owner):
            for pk in targets(one, state[one]):
                names.want(one.related_model, pk)


def in_words(change, names):
    """Return the `Entry` of a `Change`; None where nothing changed of which people are told."""
    fields = shown_fields(change.model, change.owner)
    before, after = change.before, change.after
    if before is None and after is None:
        return None  # added and removed in one act
    details = []
    for one in fields:
        old = say(one, before[one], names) if before else EMPTY
        new = say(one, after[one], names) if after else EMPTY
        if (before and after and before[one] != after[one]) or (not (before and after) and old != new):
            details.append((capfirst(one.verbose_name), old, new))
    if change.action == "changed" and not details:
        return None
    return Entry(change.action, str(change.model._meta.verbose_name), call(change.named, names), details)


def say(one, value, names):
    """Return ``value`` of the field ``one`` as people read it."""
    if isinstance(one, ManyToManyField | ForeignKey):
        return "; ".join(sorted(names.name(one.related_model, pk) for pk in targets(one, value))) or EMPTY
    if value in (None, ""):
        return EMPTY
    if isinstance(one, CountryField):
        return countries.name(str(value)) or str(value)
    if isinstance(one, FileField):
        return "a file"
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    if value is True or value is False:
        return "yes" if value else "no"
    if hasattr(value, "year"):
        return localize(timezone.localtime(value)) if hasattr(value, "hour") else describe_date(value)
    return localize(value) if not isinstance(value, str) else value


DONE = {"+": "added", "~": "changed", "-": "deleted"}


def sentences(rows, user):
    """Return what each of the history ``rows``, as (model, row), tells, for ``user`` to read.

    What the user may not see comes to one sentence, whatever it is.
    """
    names, found = Names(user), []
    for model, row in rows:
        want_row(row.instance, names)
        if not owner_fields(model):
            names.want(model, row.id)
    names.fetch()
    for model, row in rows:
        owners = [
            (one.related_model, pk) for one in owner_fields(model) if (pk := getattr(row, one.attname))
        ] or [(model, row.id)]
        if not all(names.knows(*owner) for owner in owners):
            found.append("A record that is gone or that you may not see was changed.")
            continue
        of = f" of “{names.name(*owners[0])}”" if owner_fields(model) else ""
        found.append(
            f"{capfirst(model._meta.verbose_name)} “{call(row.instance, names)}”{of} was "
            f"{DONE[row.history_type]} by {row.history_user or 'a command'} on "
            f"{localize(timezone.localtime(row.history_date))}."
        )
    return list(dict.fromkeys(found))
