"""The history of a record as it is read: act by act, what changed from what to what, in plain words.

What belongs to a record and goes with it when it is deleted are its lines: their history is
part of that of the record.

A state is a record and its lines as they were at one time: their values by field, by (model, key).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from engagements.models.history import ChangeChannel
from engagements.services.bulk_history import m2m_fields, m2m_history_model

from .compare import Change, record_of, state_of, values_of
from .lines import line_fields
from .naming import Names
from .wording import in_words, want_names


class Moment(NamedTuple):
    """An act as one of many: when it ended, by whom and through which door."""

    at: object
    who: str
    door: str

    def __str__(self):
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return f"{when}, {self.who or 'nobody signed in'} ({self.door})"


@dataclass
class Act:
    uid: object
    at: object
    who: str
    door: str
    entries: list = field(default_factory=list)
    merge: object = None


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
