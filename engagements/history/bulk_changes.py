"""Changes of many records at once: what a choice comes to for each of them, and carrying it out as one."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField, Model, Q

from engagements.models import Appointment, Meeting, Official, Organization, Participant, Source
from engagements.models.capacity_lines import CapacityLine
from engagements.models.dates import Span
from engagements.models.history import ChangeChannel, change_set
from engagements.models.records import Record
from engagements.models.visibility import rows_visible_to
from engagements.services.bulk_history import WRITE_BATCH_SIZE, m2m_fields
from engagements.services.naming import reference_fields
from engagements.services.posts import latest_held
from engagements.services.publishing import may_change
from engagements.services.titles import is_made_of_participants, title_from_participants

from .compare import RecordChange, field_values
from .lines import AnyField, RecordKey, Reference, line_fields
from .locking import lock_records
from .merge_plan import record_keys
from .row_updates import RowUpdates, raise_versions

IS_PUBLISHED = "It is published: only an editor may change it."
IS_UNCHANGED = "Nothing in it would change."
WAS_CHANGED = "It was changed since you looked at it."

NewValues = dict[str, Any]  # by attribute


class CannotChangeInBulk(Exception):
    """Says in words why a bulk change, or its undo, can't be carried out."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass
class BulkChoices:
    """What shall change.

    ``values`` are of the record, by attribute; ``added`` and ``removed`` are ids, by the name of a
    many-to-many field. ``official`` and ``organization`` are replaced, the first by the second, wherever the
    record or a line of it names them. ``organization_of``: on the lines of an official, the organization.
    """

    values: NewValues = field(default_factory=dict)
    added: Mapping[str, Collection[int]] = field(default_factory=dict)
    removed: Mapping[str, Collection[int]] = field(default_factory=dict)
    official: tuple[Official, Official] | None = None
    keeps_capacity: bool = False  # whether title and organization stay where the official is replaced
    organization: tuple[Organization, Organization] | None = None
    organization_of: tuple[Official, Organization] | None = None

    @property
    def m2m_names(self) -> set[str]:
        return {*self.added, *self.removed}


def fields_to(model: type[Model], target: type[Model]) -> list[Reference]:
    """Return the fields in which a row of ``model`` names one of ``target``; not its parent."""
    return [
        reference
        for reference in reference_fields(model)
        if reference.related_model is target and target is not model
    ]


def lines_that_name(model: type[Model], *targets: type[Model]) -> list[Reference]:
    """Return the fields by which lines that name one of ``targets`` lead to a record of ``model``."""
    return [
        reference
        for reference in line_fields(model)
        if any(fields_to(reference.model, target) for target in targets)
    ]


class BulkPlan:
    """What ``choices`` come to for those of the records ``pks`` that ``user`` may see, in that order.

    ``changes`` has what would change, by record; ``left_out`` why nothing would. A fixed number of queries.
    """

    def __init__(self, model: type[Model], pks: Sequence[int], choices: BulkChoices, user: User) -> None:
        self.model, self.choices, self.user = model, choices, user
        records = rows_visible_to(user, model).in_bulk(pks)
        self.records: list[Any] = [records[pk] for pk in pks if pk in records]
        self.pks = [record.pk for record in self.records]
        self.changes: dict[Model, list[RecordChange]] = {}
        self.left_out: dict[Model, str] = {}
        for record in self.records:
            changes = list(self.changes_of(record))
            if problem := self.problem(record) or (not changes and IS_UNCHANGED):
                self.left_out[record] = problem
            else:
                self.changes[record] = changes

    # --- What is read

    @cached_property
    def lines(self) -> dict[int, list[tuple[Reference, Any]]]:
        """The lines that name what is replaced, each with the field that leads to its record, by its id."""
        lines = defaultdict(list)
        of_official = (self.choices.official, self.choices.organization_of)
        pks_by_target: dict[type[Model], set[int]] = {
            Official: {pair[0].pk for pair in of_official if pair},
            Organization: {self.choices.organization[0].pk} if self.choices.organization else set(),
        }
        for owner in lines_that_name(self.model, Official, Organization):
            condition = Q()
            for target, pks in pks_by_target.items():
                for reference in fields_to(owner.model, target):
                    if pks:
                        condition |= Q(**{f"{reference.name}__in": pks})
            if condition:
                rows = owner.model._base_manager.filter(condition, **{f"{owner.name}__in": self.pks})
                for row in rows.order_by("pk"):
                    lines[getattr(row, owner.attname)].append((owner, row))
        return lines

    @cached_property
    def m2m_values(self) -> dict[tuple[int, str], set[int]]:
        """What the many-to-many fields that shall change hold, by record and name."""
        values = defaultdict(set)
        for m2m in m2m_fields(self.model) if self.choices.m2m_names else ():
            if m2m.name in self.choices.m2m_names:
                source, target = f"{m2m.m2m_field_name()}_id", f"{m2m.m2m_reverse_field_name()}_id"
                pairs = m2m.remote_field.through._base_manager.filter(**{f"{source}__in": self.pks})
                for pk, chosen in pairs.values_list(source, target):
                    values[pk, m2m.name].add(chosen)
        return values

    @cached_property
    def posts(self) -> list[Appointment]:
        """The posts of the new official, the latest first."""
        return list(self.choices.official[1].appointments.latest_first()) if self.choices.official else []

    @cached_property
    def with_new_official(self) -> set[int]:
        """The ids of the records in which the new official has a line already."""
        pks: set[int] = set()
        for owner in lines_that_name(self.model, Official) if self.choices.official else ():
            if self.choices.official and issubclass(owner.model, CapacityLine):
                lines: Any = owner.model._base_manager
                rows = lines.filter(official=self.choices.official[1])
                pks.update(
                    rows.filter(**{f"{owner.name}__in": self.pks}).values_list(owner.attname, flat=True)
                )
        return pks

    @cached_property
    def visible_title_sources(self) -> set[int]:
        rows = [row for _, row in chain(*self.lines.values())]
        pks = {pk for row in rows if (pk := getattr(row, "title_source_id", None))}
        sources = Source.objects.visible_to(self.user).filter(pk__in=pks) if pks else Source.objects.none()
        return set(sources.values_list("pk", flat=True))

    @cached_property
    def named_after_lines(self) -> dict[int, Meeting]:
        """The meetings whose title is made of their participants, with these, by id."""
        pks = [
            pk for pk, lines in self.lines.items() if any(isinstance(row, Participant) for _, row in lines)
        ]
        if self.model is not Meeting or not pks:
            return {}
        meetings = Meeting.objects.filter(pk__in=pks).with_participants()
        return {meeting.pk: meeting for meeting in meetings if is_made_of_participants(meeting)}

    @cached_property
    def parents_above(self) -> set[int]:
        """The ids of the new parent and all above it: none of them can lie under it."""
        entries: Any = self.model._default_manager
        pk, pks = self.choices.values.get("parent_id"), set[int]()
        while pk and pk not in pks:
            pks.add(pk)
            pk = entries.filter(pk=pk).values_list("parent", flat=True).first()
        return pks

    # --- What follows

    def problem(self, record: Any) -> str:
        """Say why ``record`` can't be changed so; "" where it can."""
        if isinstance(record, Record) and not may_change(self.user, record):
            return IS_PUBLISHED
        if (status := self.choices.values.get("progress")) and status != record.progress:
            changed = self.model(start_date=record.start_date, end_date=record.end_date, progress=status)
            if isinstance(changed, Record) and (question := changed.status_question()):
                return f"{question} Change it on its own form."
        if record.pk in self.parents_above:
            return "It is the new parent, or above it."
        if self.choices.official and record.pk in self.with_new_official and self.names_former(record):
            return f"{self.choices.official[1]} is in it already."
        return ""

    def names_former(self, record: Model) -> bool:
        """Return whether a line of ``record`` is of the official who is replaced."""
        former = self.choices.official and self.choices.official[0].pk
        return any(
            isinstance(row, CapacityLine) and getattr(row, "official_id", None) == former
            for _, row in self.lines.get(record.pk, ())
        )

    def changes_of(self, record: Any) -> Iterator[RecordChange]:
        """Yield what changes in ``record`` and each of its lines."""
        values = dict(self.choices.values) | self.replaced_organizations(record)
        lines = [
            (owner, row, self.values_of_line(row, record)) for owner, row in self.lines.get(record.pk, ())
        ]
        if title := self.title_after(record, [(row, new) for _, row, new in lines]):
            values["title"] = title
        yield from self.change(record, "", values)
        for owner, row, new in lines:
            yield from self.change(row, owner.name, new)

    def change(self, row: Model, owner: str, values: NewValues) -> Iterator[RecordChange]:
        """Yield the change of ``row`` by ``values``, if it is one."""
        model = type(row)
        m2m_before: dict[AnyField, Any] = {m2m: frozenset() for m2m in m2m_fields(model)}
        m2m_after = dict(m2m_before)
        for m2m in () if owner else m2m_before:
            current, name = self.m2m_values.get((row.pk, m2m.name), set()), m2m.name
            m2m_before[m2m] = frozenset(current)
            m2m_after[m2m] = frozenset(
                {*current, *self.choices.added.get(name, ())} - {*self.choices.removed.get(name, ())}
            )
        before = field_values(row, model._meta.concrete_fields, m2m_before)
        after = {concrete: values.get(concrete.attname, before[concrete]) for concrete in before} | m2m_after
        if before != after:
            yield RecordChange(model, owner, before, after, row)

    def replaced_organizations(self, row: Model) -> NewValues:
        if not self.choices.organization:
            return {}
        former, new = self.choices.organization
        names = [reference.attname for reference in fields_to(type(row), Organization)]
        return {name: new.pk for name in names if getattr(row, name) == former.pk}

    def values_of_line(self, line: Any, record: Any) -> NewValues:
        """Return what ``line`` says anew."""
        values = self.replaced_organizations(line)
        if self.choices.organization_of and isinstance(line, CapacityLine):
            official, organization = self.choices.organization_of
            if getattr(line, "official_id", None) == official.pk:
                values["organization_id"] = organization.pk
        if self.choices.official:
            former, new = self.choices.official
            names = [reference.attname for reference in fields_to(type(line), Official)]
            replaced = {name: new.pk for name in names if getattr(line, name) == former.pk}
            if replaced and isinstance(line, CapacityLine) and not self.choices.keeps_capacity:
                values = self.capacity_of_new_official(line, record) | values
            values |= replaced
        return values

    def capacity_of_new_official(self, line: CapacityLine, span: Span) -> NewValues:
        """Return title and organization as the new official had them then; empty where no post is known.

        No source that the user may see is said to give that title.
        """
        post = latest_held(self.posts, span)
        values: NewValues = {
            "title": post.title if post else "",
            "organization_id": post.organization_id if post else None,
        }
        if (
            values["title"] != line.title
            and getattr(line, "title_source_id", None) in self.visible_title_sources
        ):
            values["title_source_id"] = None
        return values

    def title_after(self, record: Model, lines: Sequence[tuple[Any, NewValues]]) -> str:
        """Return the title of a meeting that is called after who took part; "" where it isn't."""
        changed = {line.pk: values for line, values in lines if values and isinstance(line, Participant)}
        if not changed or record.pk not in self.named_after_lines:
            return ""
        pairs = (self.choices.official, self.choices.organization, self.choices.organization_of)
        chosen: dict[Any, Model] = {(type(new), new.pk): new for _, new in filter(None, pairs)}
        meeting = self.named_after_lines[record.pk]
        for participant in meeting.participants.all():
            for reference in (*fields_to(Participant, Official), *fields_to(Participant, Organization)):
                pk = changed.get(participant.pk, {}).get(reference.attname)
                if new := chosen.get((reference.related_model, pk)):
                    setattr(participant, reference.name, new)
        return title_from_participants(meeting)

    def token(self, record: Model) -> str:
        """Return what changes whenever ``record``, or what would become of it, does."""
        states = [
            sorted(
                (concrete.name, sorted(value) if isinstance(value, frozenset) else str(value))
                for concrete, value in (values or {}).items()
            )
            for change in self.changes.get(record, ())
            for values in (change.before, change.after)
        ]
        return hashlib.sha256(repr((getattr(record, "version", ""), states)).encode()).hexdigest()[:12]


class BulkResult(NamedTuple):
    uid: UUID  # of the change set
    changed: list[Any]
    left_out: dict[Model, str]


def change_in_bulk(
    model: type[Model], tokens: Mapping[int, str], choices: BulkChoices, user: User
) -> BulkResult:
    """Carry out ``choices`` for the records that are still as ``user`` saw them; one change set.

    ``tokens`` has by id what `BulkPlan.token` returned when the user looked. Raises `CannotChangeInBulk`.
    """
    try:
        with transaction.atomic(), change_set(ChangeChannel.BULK, user) as changes:
            locked = lock_records((model, pk) for pk in tokens)
            plan = BulkPlan(model, list(tokens), choices, user)
            left_out = dict(plan.left_out)
            for record in plan.changes:
                if plan.token(record) != tokens[record.pk]:
                    left_out[record] = WAS_CHANGED
            planned = {record: planned for record, planned in plan.changes.items() if record not in left_out}
            write_changes(chain(*planned.values()), locked, user)
            return BulkResult(changes.uid, list(planned), left_out)
    except IntegrityError as error:
        raise CannotChangeInBulk(
            "It would break a rule of the database, such as a name that is taken. Nothing was changed."
        ) from error


def write_changes(changes: Iterable[RecordChange], locked: Mapping[RecordKey, Model], user: User) -> None:
    """Write what differs in each of ``changes``, and mark their records, which are ``locked``, as changed.

    The record of each is its row as it is now. Many-to-many fields first: the history of a record keeps them.
    """
    updates, keys = RowUpdates(), set[RecordKey]()
    pairs: defaultdict[Any, set[tuple[int, int, bool]]] = defaultdict(set)
    for change in changes:
        keys |= record_keys(change.record)
        before, after = change.before or {}, change.after or {}
        for changed in [name for name, value in after.items() if value != before[name]]:
            if isinstance(changed, ManyToManyField):
                for target in before[changed] ^ after[changed]:
                    pairs[changed].add((change.record.pk, target, target in after[changed]))
            else:
                updates.assign(change.record, changed.attname, after[changed])
    for m2m, chosen in pairs.items():
        write_pairs(m2m, chosen)
    updates.write(user)
    raise_versions(keys - updates.keys(), locked, user)


def write_pairs(m2m: Any, pairs: Collection[tuple[int, int, bool]]) -> None:
    """Add or remove (record, target, whether it is added) in a many-to-many field: a query a target."""
    through = m2m.remote_field.through._base_manager
    source, target = f"{m2m.m2m_field_name()}_id", f"{m2m.m2m_reverse_field_name()}_id"
    rows = [through.model(**{source: pk, target: chosen}) for pk, chosen, is_added in pairs if is_added]
    through.bulk_create(rows, batch_size=WRITE_BATCH_SIZE)
    removed = defaultdict(list)
    for pk, chosen, is_added in pairs:
        if not is_added:
            removed[chosen].append(pk)
    for chosen, pks in removed.items():
        through.filter(**{target: chosen, f"{source}__in": pks}).delete()
