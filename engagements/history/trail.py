"""The history of a record as it is read: act by act, what changed from what to what, in plain words.

What belongs to a record and goes with it when it is deleted are its lines: their history is
part of that of the record.

A state is a record and its lines as they were at one time: their values by field, by (model, key).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.db import models
from django.db.models import CASCADE, Exists, Max, OuterRef, Subquery
from django.db.models.fields.files import FieldFile, FileField
from django.db.models.fields.related import ForeignKey, ManyToManyField
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django_countries import countries
from django_countries.fields import CountryField

from engagements.common.dates import describe_date
from engagements.models.directory import DirectoryQuerySet
from engagements.models.history import ChangeChannel
from engagements.services.bulk_history import m2m_fields, m2m_history_model

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


def seen(*records):
    """Return what changes whenever one of ``records`` or its lines do, to be compared later."""
    model, pks = type(records[0]), [record.pk for record in records]
    tables = [(model, "id"), *((field.model, field.attname) for field in line_fields(model))]
    return ".".join(
        str(one.history.filter(**{f"{name}__in": pks}).aggregate(last=Max("history_id"))["last"] or 0)
        for one, name in tables
    )


class Change(NamedTuple):
    """What became of one record or line: its values before and after, None where it was not there.

    ``owner`` is the field that leads to what it is a line of; ``named`` the record by which it is called.
    """

    model: type
    owner: str
    before: dict | None
    after: dict | None
    named: models.Model

    @property
    def action(self):
        return "changed" if self.before and self.after else "added" if self.after else "removed"


class Moment(NamedTuple):
    """An act as one of many: when it ended, by whom and through which door."""

    at: object
    who: str
    door: str

    def __str__(self):
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return f"{when}, {self.who or 'nobody signed in'} ({self.door})"


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


def values_of(row, fields, sets):
    return {one: plain(getattr(row, one.attname)) for one in fields} | sets


def plain(value):
    return str(value) if isinstance(value, FieldFile) else value


def state_of(row, sets):
    """Return the values that a history ``row`` keeps, by field; None for one of a deletion."""
    if row is None or row.history_type == "-":
        return None
    return values_of(row, row.tracked_fields, sets)


def record_of(model, values):
    """Return a record of ``model``, not saved, with ``values`` by field but those of its sets."""
    return model(**{one.attname: values[one] for one in model._meta.concrete_fields})


def shown_fields(model, owner):
    """Return the fields of which people are told: what can be entered."""
    fields = [one for one in model._meta.fields if one.editable and not one.primary_key and one.name != owner]
    return [*fields, *m2m_fields(model)]


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
    def moments(self):
        """The `Moment` of each act by its uid, the newest first; one query a table."""
        latest = {}
        for model, condition, _ in self.tables:
            rows = model.history.filter(**condition).order_by()
            rows = rows.values_list("act", "history_user__username", "door")
            for act, who, door, at, number in rows.annotate(Max("history_date"), Max("history_id")):
                moment = (at, number, who or "", str(ChangeChannel(door).label))
                latest[act] = max(latest.get(act, moment), moment)
        newest = sorted(latest, key=latest.get, reverse=True)
        return {act: Moment(latest[act][0], *latest[act][2:]) for act in newest}

    @property
    def acts(self):
        return list(self.moments)

    def read(self, uids):
        """Return an `Act` for each of ``uids``; a fixed number of queries."""
        changes = [change for table in self.tables for change in self.changes(*table, uids)]
        entries = self.in_words([change for _, change in changes])
        acts = {}
        for (row, _), entry in zip(changes, entries, strict=True):
            act = acts.setdefault(
                row.act,
                Act(row.act, row.history_date, str(row.history_user or ""), ChangeChannel(row.door).label),
            )
            if entry:
                act.entries.append(entry)
        return [acts[uid] for uid in uids if uid in acts]

    def in_words(self, changes):
        """Return an `Entry` for each of ``changes``, or None; a fixed number of queries."""
        names = Names(self.user)
        for change in changes:
            want_names(change, names)
        names.fetch()
        return [in_words(change, names) for change in changes]

    def changes(self, model, condition, owner, uids):
        """Return what each of the acts ``uids`` changed in one table, with its last row of history."""
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
            values = state_of(past, sets[past.pk] if past else {})
            found.append((row, Change(model, owner, values, state_of(row, sets[row.pk]), row.instance)))
        return found

    def state(self, act, before=False):
        """Return the state that the act of the uid ``act`` left, or with ``before`` the one that it found."""
        state = {}
        for model, condition, _ in self.tables:
            rows = model.history.model.objects.filter(history_date__lte=self.moments[act].at)
            if before:
                rows = rows.exclude(act=act)
            later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
            rows = list(rows.filter(~Exists(later), **condition).exclude(history_type="-").order_by("id"))
            sets = self.sets(model, {row.pk for row in rows})
            state |= {(model, row.id): state_of(row, sets[row.pk]) for row in rows}
        return state

    def now(self):
        """Return the state as the database has it; nothing where the record is gone."""
        state = {}
        for model, condition, _ in self.tables:
            rows = {row.pk: row for row in model._base_manager.filter(**condition).order_by("pk")}
            sets = {pk: {one: frozenset() for one in m2m_fields(model)} for pk in rows}
            for one in m2m_fields(model):
                source = one.m2m_field_name()
                pairs = one.remote_field.through._base_manager.filter(**{f"{source}__in": list(rows)})
                for pk, other in pairs.values_list(f"{source}_id", f"{one.m2m_reverse_field_name()}_id"):
                    sets[pk][one] |= {other}
            fields = model._meta.concrete_fields
            state |= {(model, pk): values_of(row, fields, sets[pk]) for pk, row in rows.items()}
        return state

    def compare(self, before, after):
        """Return a `Change` for the record and each line in which the states differ."""
        owners = {model: owner for model, _, owner in self.tables}
        return [
            Change(model, owners[model], old, new, record_of(model, new or old))
            for model in owners
            for key in sorted({one for one in (*before, *after) if one[0] is model}, key=lambda one: one[1])
            if (old := before.get(key)) != (new := after.get(key))
        ]

    def differences(self, before, after):
        """Return an `Entry` for each `Change` between two states of which people are told."""
        return list(filter(None, self.in_words(self.compare(before, after))))

    def sets(self, model, numbers):
        """Return what the many-to-many fields held, by history row and field."""
        found = {number: {one: frozenset() for one in m2m_fields(model)} for number in numbers}
        for one in m2m_fields(model):
            kept = m2m_history_model(model, one)
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
    want_row(change.named, names)
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
