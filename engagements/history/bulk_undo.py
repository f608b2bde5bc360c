"""Takes a bulk change back, as one."""

import datetime
from collections import defaultdict
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from engagements.models.history import ChangeChannel, change_set
from engagements.models.records import Record
from engagements.models.visibility import rows_visible_to
from engagements.services.publishing import may_change, may_restrict

from .bulk_changes import CannotChangeInBulk, write_changes
from .compare import RecordChange, referenced_pks, shown_fields
from .lines import line_fields, owner_fields
from .locking import lock_records
from .trail import ChangeReader, TrailTable
from .undo import later_rows
from .wording import ChangeEntry, history_sentences

HIDDEN = "A record that is gone or that you may not see was changed by it, too."


class BulkUndo:
    """What undoing the bulk change ``uid`` of records of ``model`` comes to, for ``user``."""

    def __init__(self, model: type[Model], uid: UUID, user: User) -> None:
        self.model, self.uid, self.user = model, uid, user
        tables = [model, *(owner.model for owner in line_fields(model))]
        reader = ChangeReader(user)
        self.rows: list[Any] = []  # of the history
        self.changes: list[RecordChange] = []
        for table in tables:
            for row, change in reader.changes_in(TrailTable(table, {}, ""), [uid]):
                if row.door == ChangeChannel.BULK:
                    self.rows.append(row)
                    self.changes.append(change)
        entries = reader.in_words(self.changes)
        self.pks = [self.record_pk(change) for change in self.changes]
        self.records: dict[int, Model] = rows_visible_to(user, model).in_bulk(set(self.pks))
        self.entries: dict[Model, list[ChangeEntry]] = {record: [] for record in self.records.values()}
        for pk, entry in zip(self.pks, entries, strict=True):
            if entry and pk in self.records:
                self.entries[self.records[pk]].append(entry)

    def record_pk(self, change: RecordChange) -> int:
        """Return the id of the record that ``change`` is of."""
        if change.model is self.model:
            return int(change.record.pk)
        owner = next(owner for owner in owner_fields(change.model) if owner.related_model is self.model)
        pk: int = getattr(change.record, owner.attname)
        return pk

    @property
    def at(self) -> datetime.datetime:
        at: datetime.datetime = self.rows[0].history_date
        return at

    @property
    def who(self) -> str:
        return str(self.rows[0].history_user or "by a script")

    @cached_property
    def problems(self) -> list[str]:
        """Sentences on why it can't be undone; a fixed number of queries."""
        problems = [] if len(self.records) == len(set(self.pks)) else [HIDDEN]
        if not all(change.before and change.after for change in self.changes):
            problems.append("What there was before is not known of all.")  # written without its history
        problems += self.missing_permissions()
        pks_by_model = defaultdict(set)
        for change in self.changes:
            pks_by_model[change.model].add(change.record.pk)
        later = []
        for model, pks in pks_by_model.items():
            later += later_rows(self.uid, self.at, model, Q(id__in=pks), {self.uid})
        return [*problems, *history_sentences(later, self.user), *self.deleted_references()]

    def missing_permissions(self) -> list[str]:
        records = [record for record in self.records.values() if isinstance(record, Record)]
        published = any(not may_change(self.user, record) for record in records)
        handling = any(
            concrete.name == "handling" and change.before and value != change.before[concrete]
            for change in self.changes
            for concrete, value in (change.after or {}).items()
        )
        return [
            *(["A record is published: only an editor may change it."] if published else []),
            *(
                ["You may not change the handling of records."]
                if handling and not may_restrict(self.user)
                else []
            ),
        ]

    def deleted_references(self) -> list[str]:
        """Say what would be named again and was deleted or merged."""
        referenced: defaultdict[type[Model], set[int]] = defaultdict(set)
        for change in self.changes:
            before, after = change.before or {}, change.after or {}
            for field, value in before.items():
                if field.related_model and value != after.get(field):
                    referenced[field.related_model].update(referenced_pks(field, value))
        return [
            f"An entry among the {model._meta.verbose_name_plural} that it needs was deleted or merged."
            for model, pks in referenced.items()
            if model._base_manager.filter(pk__in=pks).count() < len(pks)
        ]

    def run(self) -> list[Model]:
        """Undo it; one change set, one transaction. Returns the records; raises `CannotChangeInBulk`."""
        try:
            with transaction.atomic(), change_set(ChangeChannel.RESTORE, self.user):
                locked = lock_records((self.model, pk) for pk in self.pks)
                undo = BulkUndo(self.model, self.uid, self.user)  # as it is now
                if undo.problems:
                    raise CannotChangeInBulk(*undo.problems)
                write_changes(undo.reversed_changes(), locked, self.user)
        except IntegrityError as error:
            raise CannotChangeInBulk("It would break a rule of the database by now.") from error
        return list(self.records.values())

    def reversed_changes(self) -> list[RecordChange]:
        """Return the change of each row back to what it was; of the record, not what nobody enters."""
        rows: dict[type[Model], dict[int, Model]] = {}
        for model in {change.model for change in self.changes}:
            pks = [change.record.pk for change in self.changes if change.model is model]
            rows[model] = model._base_manager.in_bulk(pks)
        return [
            change._replace(
                record=rows[change.model][change.record.pk],
                before={field: change.after[field] for field in shown_fields(change.model, "")},
                after={field: change.before[field] for field in shown_fields(change.model, "")},
            )
            for change in self.changes
            if change.before and change.after
        ]
