"""The history of a record as it is read: by change set, what changed from what to what, in plain words."""

import dataclasses
import datetime
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, Max, Model, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from engagements.models.history import ChangeChannel
from engagements.models.records import Record
from engagements.services.bulk_history import history_of, m2m_fields, m2m_history_model
from engagements.services.naming import RecordNames

from .compare import RecordChange, State, Values, field_values, history_values, unsaved_record
from .lines import line_fields
from .wording import ChangeEntry, add_names, change_in_words


class ChangeSetMoment(NamedTuple):
    """When a change set ended, by whom and through which channel."""

    at: datetime.datetime
    who: str
    channel: str

    def __str__(self) -> str:
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return f"{when}, {self.who or 'by a script'} ({self.channel})"


@dataclasses.dataclass
class RecordedChangeSet:
    uid: uuid.UUID
    at: datetime.datetime
    who: str
    channel: str
    entries: list[ChangeEntry] = dataclasses.field(default_factory=list)

    @property
    def is_bulk(self) -> bool:
        return self.channel == ChangeChannel.BULK.label


class TrailTable(NamedTuple):
    """The rows of one model that belong to a record: itself, or its lines of one kind."""

    model: type[Model]
    condition: dict[str, int]  # what picks its rows, of history as well
    owner: str  # the name of the field that leads to the record, "" for the record itself


class ChangeReader:
    """Reads from the history what change sets changed, for ``user``."""

    def __init__(self, user: User | AnonymousUser) -> None:
        self.user = user

    def in_words(self, changes: Sequence[RecordChange]) -> list[ChangeEntry | None]:
        """Return each of ``changes`` in words, None where it is not shown; a fixed number of queries."""
        names = RecordNames(self.user)
        for change in changes:
            add_names(change, names)
        names.fetch()
        return [change_in_words(change, names) for change in changes]

    def changes_in(self, table: TrailTable, uids: Sequence[uuid.UUID]) -> list[tuple[Any, RecordChange]]:
        """Return what each of the change sets ``uids`` changed in ``table``, with its last row of history."""
        history = history_of(table.model).model.objects
        earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        rows = (
            history.filter(**table.condition, act__in=uids)
            .annotate(earlier=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
            .select_related("history_user")
            .order_by("history_id")
        )
        first: dict[tuple[uuid.UUID, int], Any] = {}
        last: dict[tuple[uuid.UUID, int], Any] = {}
        for row in rows:
            first.setdefault((row.act, row.id), row)
            last[row.act, row.id] = row
        earlier_rows = history.in_bulk([row.earlier for row in first.values() if row.earlier])
        m2m = self.m2m_values(table.model, {*earlier_rows, *(row.pk for row in last.values())})
        changes = []
        for key, row in last.items():
            past = earlier_rows.get(first[key].earlier)
            if (
                past
                and table.owner
                and getattr(past, f"{table.owner}_id") != table.condition[f"{table.owner}_id"]
            ):
                past = None  # it came from another record
            before = history_values(past, m2m[past.pk] if past else {})
            after = history_values(row, m2m[row.pk])
            changes.append((row, RecordChange(table.model, table.owner, before, after, row.instance)))
        return changes

    def m2m_values(self, model: type[Model], history_ids: Iterable[int]) -> dict[int, Values]:
        """Return what the many-to-many fields held, by history row and field."""
        history_ids = list(history_ids)
        values: dict[int, Values] = {
            number: {field: frozenset() for field in m2m_fields(model)} for number in history_ids
        }
        for field in m2m_fields(model):
            pair_history = m2m_history_model(model, field)
            target = pair_history._meta.get_field(field.m2m_reverse_field_name()).attname
            pairs = pair_history.objects.filter(history__in=history_ids).values_list("history_id", target)
            for number, pk in pairs:
                values[number][field] |= {pk}
        return values


class Trail(ChangeReader):
    """The change sets that made ``record`` and its lines what they are, for ``user`` to read."""

    def __init__(self, record: Model, user: User | AnonymousUser) -> None:
        super().__init__(user)
        self.record = record
        self.tables = [
            TrailTable(type(record), {"id": record.pk}, ""),
            *(
                TrailTable(reference.model, {reference.attname: record.pk}, reference.name)
                for reference in line_fields(type(record), user)
            ),
        ]

    @cached_property
    def moments(self) -> dict[uuid.UUID, ChangeSetMoment]:
        """The moment of each change set by its uid, the newest first; one query a table."""
        latest: dict[uuid.UUID, tuple[datetime.datetime, int, str, str]] = {}
        for table in self.tables:
            rows = history_of(table.model).filter(**table.condition).order_by()
            rows = rows.values_list("act", "history_user__username", "door")
            for uid, who, channel, at, number in rows.annotate(Max("history_date"), Max("history_id")):
                moment = (at, number, who or "", str(ChangeChannel(channel).label))
                latest[uid] = max(latest.get(uid, moment), moment)
        newest = sorted(latest.items(), key=lambda item: item[1], reverse=True)
        return {uid: ChangeSetMoment(at, who, channel) for uid, (at, _, who, channel) in newest}

    @property
    def change_set_uids(self) -> list[uuid.UUID]:
        return list(self.moments)

    def since(self, version: str) -> list[uuid.UUID]:
        """Return the change sets after ``version``, which `version_of` gave; all where it is no such text."""
        numbers = [int(part) if re.fullmatch("[0-9]{1,18}", part) else 0 for part in version.split(".")]
        name = "version" if isinstance(self.record, Record) else "history_id"
        later = {
            uid
            for table, number in zip(self.tables, numbers, strict=False)
            for uid in history_of(table.model)
            .filter(**table.condition, **{f"{name}__gt": number})
            .values_list("act", flat=True)
        }
        uids = self.change_set_uids
        return uids[: 1 + max(map(uids.index, later))] if later else uids

    def read(self, uids: Sequence[uuid.UUID]) -> list[RecordedChangeSet]:
        """Return the change sets of ``uids``; a fixed number of queries."""
        changes = [change for table in self.tables for change in self.changes_in(table, uids)]
        entries = self.in_words([change for _, change in changes])
        change_sets: dict[uuid.UUID, RecordedChangeSet] = {}
        for (row, _), entry in zip(changes, entries, strict=True):
            channel = str(ChangeChannel(row.door).label)
            change_set = change_sets.setdefault(
                row.act, RecordedChangeSet(row.act, row.history_date, str(row.history_user or ""), channel)
            )
            if entry:
                change_set.entries.append(entry)
        return [change_sets[uid] for uid in uids if uid in change_sets]

    def state(self, uid: uuid.UUID, before: bool = False) -> State:
        """Return the state that the change set ``uid`` left, or with ``before`` the one that it found."""
        state: State = {}
        for table in self.tables:
            rows = history_of(table.model).model.objects.filter(history_date__lte=self.moments[uid].at)
            if before:
                rows = rows.exclude(act=uid)
            later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
            rows = rows.filter(~Exists(later), **table.condition).exclude(history_type="-").order_by("id")
            m2m = self.m2m_values(table.model, {row.pk for row in rows})
            for row in rows:
                if values := history_values(row, m2m[row.pk]):
                    state[table.model, row.id] = values
        return state

    def current_state(self) -> State:
        """Return the state as the database has it; nothing where the record is gone."""
        state: State = {}
        for table in self.tables:
            model = table.model
            rows = {row.pk: row for row in model._base_manager.filter(**table.condition).order_by("pk")}
            m2m: dict[int, Values] = {pk: {field: frozenset() for field in m2m_fields(model)} for pk in rows}
            for field in m2m_fields(model):
                source = field.m2m_field_name()
                pairs = field.remote_field.through._base_manager.filter(**{f"{source}__in": list(rows)})
                for pk, target in pairs.values_list(f"{source}_id", f"{field.m2m_reverse_field_name()}_id"):
                    m2m[pk][field] |= {target}
            for pk, row in rows.items():
                state[model, pk] = field_values(row, model._meta.concrete_fields, m2m[pk])
        return state

    def compare(self, before: State, after: State) -> list[RecordChange]:
        """Return what changed for the record and each line in which the states differ."""
        changes = []
        for table in self.tables:
            pks = {pk for model, pk in (*before, *after) if model is table.model}
            for pk in sorted(pks):
                old, new = before.get((table.model, pk)), after.get((table.model, pk))
                if old != new:
                    record = unsaved_record(table.model, new or old or {})
                    changes.append(RecordChange(table.model, table.owner, old, new, record))
        return changes

    def differences(self, before: State, after: State) -> list[ChangeEntry]:
        """Return in words what differs between two states, as far as it is shown."""
        return [entry for entry in self.in_words(self.compare(before, after)) if entry]
