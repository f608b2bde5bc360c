"""The history of a record as it is read: act by act, what changed from what to what, in plain words.

What belongs to a record and goes with it when it is deleted are its lines: their history is
part of that of the record.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.db.models import CASCADE, Max, OuterRef, Subquery
from django.db.models.fields.files import FileField
from django.db.models.fields.related import ForeignKey, ManyToManyField
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django_countries import countries
from django_countries.fields import CountryField

from .models.dates import describe_date
from .models.directory import DirectoryQuerySet
from .models.history import Door, traces

BATCH = 500
FEW = 20
EMPTY = "empty"


@cache
def owner_fields(model):
    """Return the fields that lead from a line to what it is a line of; none for a whole record."""
    owner = model._meta.auto_created  # of a table of pairs, the model that has the field
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.on_delete is CASCADE
        and hasattr(field.related_model, "history")
        and owner in (False, field.related_model)
    ]


def line_fields(model):
    """Return the fields by which lines that have a history lead to a record of ``model``."""
    return [
        relation.field
        for relation in model._meta.related_objects
        if relation.on_delete is CASCADE and hasattr(relation.related_model, "history")
    ]


def update_in_bulk(objects, fields):
    """Write ``fields`` of ``objects``, all of one model, with their history.

    The bulk utilities of simple_history leave many-to-many fields out: in the row that they
    write, all would look emptied.
    """
    if not objects:
        return
    model = type(objects[0])
    columns = [model._meta.get_field(name).attname for name in fields]
    by_values = defaultdict(list)
    for one in objects:
        by_values[tuple(getattr(one, column) for column in columns)].append(one.pk)
    if len(by_values) > FEW:
        model._base_manager.bulk_update(objects, fields, batch_size=BATCH)
    else:  # many times faster
        for values, pks in by_values.items():
            for start in range(0, len(pks), BATCH):
                rows = model._base_manager.filter(pk__in=pks[start : start + BATCH])
                rows.update(**dict(zip(columns, values, strict=True)))
    if hasattr(model, "history"):
        for start in range(0, len(objects), BATCH):
            batch = objects[start : start + BATCH]
            keep_sets(model, model.history.bulk_history_create(batch, update=True, **traces()))


def keep_sets(model, rows):
    """Write what the many-to-many fields hold now into the history ``rows`` of ``model``."""
    by_record = {row.id: row for row in rows}
    for one in sets_of(model):
        kept, through = set_history(model, one), one.remote_field.through
        columns = [column.attname for column in through._meta.concrete_fields]
        source = through._meta.get_field(one.m2m_field_name()).attname
        pairs = through._base_manager.filter(**{f"{source}__in": list(by_record)})
        kept.objects.bulk_create(
            (
                kept(
                    history=by_record[getattr(pair, source)],
                    **{column: getattr(pair, column) for column in columns},
                )
                for pair in pairs
            ),
            batch_size=BATCH,
        )


def sets_of(model):
    return model.history.model._history_m2m_fields


def set_history(model, one):
    """Return the model that keeps what the many-to-many field ``one`` held."""
    return getattr(model.history.model, one.name).model


class Change(NamedTuple):
    """What one act made of one record or line: its state before and after, None where it was not there."""

    act: object
    model: type
    owner: str
    before: dict | None
    after: dict | None
    row: object


@dataclass
class Entry:
    """A `Change` in words; ``details`` are (what, before, after)."""

    action: str
    noun: str
    name: str
    details: list


@dataclass
class Act:
    uid: object
    at: object
    who: str
    door: str
    entries: list = field(default_factory=list)
    merge: object = None


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


def state_of(row, sets):
    """Return the state that a history ``row`` keeps, by field; None for one of a deletion."""
    if row is None or row.history_type == "-":
        return None
    return {one: getattr(row, one.attname) for one in row.tracked_fields} | sets


def shown_fields(model, owner):
    """Return the fields of which people are told: what can be entered."""
    fields = [one for one in model._meta.fields if one.editable and not one.primary_key and one.name != owner]
    return [*fields, *sets_of(model)]


class Trail:
    """The acts that made ``record`` and its lines what they are, for ``user`` to read."""

    def __init__(self, record, user):
        self.record, self.user = record, user
        model = type(record)
        # Model, what picks its rows of history, the field that leads to the record.
        self.tables = [
            (model, {"id": record.pk}, ""),
            *((one.model, {one.attname: record.pk}, one.name) for one in line_fields(model)),
        ]

    @cached_property
    def acts(self):
        """The acts by their uid, the newest first; one query for the record and each kind of line."""
        latest = {}
        for model, condition, _ in self.tables:
            rows = model.history.filter(**condition).order_by().values_list("act")
            for act, at, number in rows.annotate(Max("history_date"), Max("history_id")):
                latest[act] = max(latest.get(act, (at, number)), (at, number))
        return sorted(latest, key=latest.get, reverse=True)

    def read(self, uids):
        """Return an `Act` for each of ``uids``; a fixed number of queries."""
        changes = [change for table in self.tables for change in self.changes(*table, uids)]
        names = Names(self.user)
        for change in changes:
            want_names(change, names)
        names.fetch()
        acts = {}
        for change in changes:
            row = change.row
            act = acts.setdefault(
                change.act,
                Act(change.act, row.history_date, str(row.history_user or ""), Door(row.door).label),
            )
            if entry := in_words(change, names):
                act.entries.append(entry)
        return [acts[uid] for uid in uids if uid in acts]

    def changes(self, model, condition, owner, uids):
        """Return what each of the acts ``uids`` changed in one table."""
        table = model.history.model
        earlier = table.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        earlier = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        rows = (
            table.objects.filter(**condition, act__in=uids)
            .annotate(earlier=earlier)
            .select_related("history_user")
            .order_by("history_id")
        )
        first, last = {}, {}
        for row in rows:
            first.setdefault((row.act, row.id), row)
            last[row.act, row.id] = row
        before = table.objects.in_bulk([row.earlier for row in first.values() if row.earlier])
        sets = self.sets(model, {*before, *(row.pk for row in last.values())})
        found = []
        for key, row in last.items():
            past = before.get(first[key].earlier)
            if past and owner and getattr(past, f"{owner}_id") != self.record.pk:
                past = None  # it came from another record
            found.append(
                Change(
                    row.act,
                    model,
                    owner,
                    state_of(past, sets[past.pk] if past else {}),
                    state_of(row, sets[row.pk]),
                    row,
                )
            )
        return found

    def sets(self, model, numbers):
        """Return what the many-to-many fields held, by history row and field."""
        found = {number: {one: frozenset() for one in sets_of(model)} for number in numbers}
        for one in sets_of(model):
            kept = set_history(model, one)
            target = kept._meta.get_field(one.m2m_reverse_field_name()).attname
            pairs = kept.objects.filter(history__in=numbers).values_list("history_id", target)
            for number, pk in pairs:
                found[number][one] |= {pk}
        return found


def targets(one, value):
    """Return the keys of the records that ``value`` of the field ``one`` names."""
    if isinstance(one, ManyToManyField):
        return value
    return [value] if isinstance(one, ForeignKey) and value is not None else []


def want_names(change, names):
    want_row(change.row.instance, names)
    for state in filter(None, (change.before, change.after)):
        for one in shown_fields(change.model, change.owner):
            for pk in targets(one, state[one]):
                names.want(one.related_model, pk)


@cache
def row_fields(model):
    return [one for one in model._meta.fields if isinstance(one, ForeignKey) and one.editable]


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
    action = "changed" if before and after else "added" if after else "removed"
    if action == "changed" and not details:
        return None
    return Entry(action, str(change.model._meta.verbose_name), call(change.row.instance, names), details)


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
