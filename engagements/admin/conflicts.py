"""Two people at one record: the second to save sees both versions beside each other, and chooses."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import FileField, ManyToManyField, Model
from django.utils.functional import cached_property
from django.utils.text import capfirst

from engagements.history.compare import (
    State,
    Values,
    plain_value,
    referenced_pks,
    shown_fields,
    unsaved_record,
)
from engagements.history.lines import AnyField
from engagements.history.trail import Trail
from engagements.history.wording import EMPTY, value_in_words
from engagements.models.records import Record
from engagements.services.bulk_history import m2m_fields
from engagements.services.naming import RecordNames

from .record_forms import LineFormSet, RecordForm


class UnreadableText(str):
    """What was typed and is no value of its field."""


class ConflictRow(NamedTuple):
    """A field in words: when the form was opened, as saved meanwhile, and as typed."""

    label: str  # "" for whether a line exists
    before: str
    theirs: str
    mine: str


class ConflictEntry(NamedTuple):
    noun: str
    name: str
    rows: list[ConflictRow]


class ConflictingVersions(NamedTuple):
    """The values of a record or line in each version; None where it does not exist."""

    before: Values | None
    theirs: Values | None
    mine: Values | None

    def name_giver(self, model: type[Model]) -> Model:
        """Return the record by which it is called: as it is now, else as it was, else as typed."""
        empty = model()
        values = {field: plain_value(getattr(empty, field.attname)) for field in model._meta.concrete_fields}
        known = self.theirs or self.before or self.mine or {}
        readable = {field: value for field, value in known.items() if not isinstance(value, UnreadableText)}
        return unsaved_record(model, values | readable)


def typed_values(form: Any, known: Values) -> Values:
    """Return the values of a form by field; of fields that it does not have, those ``known``."""
    values = dict(known)
    for field in shown_fields(form._meta.model, ""):
        if field.name in getattr(form, "fields_set_by_others", ()):
            values[field] = getattr(form.instance, field.name)
        if field.name not in form.fields:
            continue
        if field.name not in form.cleaned_data:
            raw = form[field.name].value()
            values[field] = UnreadableText("; ".join(map(str, raw)) if isinstance(raw, list) else raw or "")
            continue
        value = form.cleaned_data[field.name]
        if isinstance(field, ManyToManyField):
            values[field] = frozenset(record.pk for record in value)
        elif field.is_relation:
            values[field] = value and value.pk
        elif isinstance(field, FileField):
            values[field] = str(value or "")
        else:
            values[field] = value
    return values


class Conflict:
    """What ``form`` and its ``formsets`` would write, beside what somebody else wrote since it was opened.

    Or since ``seen_version``, as `version_of` gives it.
    """

    def __init__(
        self, form: RecordForm, formsets: Iterable[LineFormSet], user: User, seen_version: str = ""
    ) -> None:
        record: Any = form.instance
        self.trail = Trail(record, user)
        self.names = RecordNames(user)
        uids = self.trail.change_set_uids
        since = self.trail.since(seen_version or form.cleaned_data.get("seen_version") or "")
        self.acts = self.trail.read(since)
        self.theirs = self.trail.current_state()
        # None where the form names a version that never was.
        self.before = self.trail.state(uids[len(since)]) if uids[len(since) :] else None
        key = type(record), record.pk
        self.mine: State = {key: typed_values(form, self.theirs[key])}
        for formset in formsets:
            self.add_lines(formset)
        # A line that somebody added is in none of these forms, and stays.
        known = self.mine if self.before is None else self.before
        self.mine |= {key: values for key, values in self.theirs.items() if key not in known}

    def add_lines(self, formset: Any) -> None:
        for number, form in enumerate(formset.forms):
            pk = form.instance.pk or formset.deleted_pks.get(number)
            is_entered = pk or form.has_changed()
            if is_entered and not formset._should_delete_form(form):
                # A new line has no id yet.
                key: Any = (formset.model, pk or f"{formset.prefix} {number}")
                self.mine[key] = typed_values(form, self.theirs.get(key) or {})

    @cached_property
    def by(self) -> str:
        """Return who changed the record meanwhile."""
        return ", ".join(dict.fromkeys(act.who or "somebody" for act in self.acts)) or "somebody"

    @cached_property
    def entries(self) -> list[ConflictEntry]:
        """Return the record and each line that is not the same in all versions."""
        states = [self.theirs if self.before is None else self.before, self.theirs, self.mine]
        compared = []
        for table in self.trail.tables:
            for key in dict.fromkeys(key for state in states for key in state):
                if key[0] is table.model:
                    versions = ConflictingVersions(*(state.get(key) for state in states))
                    compared.append((table, versions, versions.name_giver(table.model)))
        for _, versions, name_giver in compared:
            self.add_names(versions, name_giver)
        self.names.fetch()
        entries = [
            ConflictEntry(
                capfirst(str(table.model._meta.verbose_name)),
                self.names.call(name_giver),
                list(self.rows(table.model, table.owner, versions)),
            )
            for table, versions, name_giver in compared
        ]
        return [entry for entry in entries if entry.rows]

    @property
    def proposed_entries(self) -> list[ConflictEntry]:
        """Return what would change in the record as it is now."""
        entries = [
            entry._replace(rows=[row for row in entry.rows if row.theirs != row.mine])
            for entry in self.entries
        ]
        return [entry for entry in entries if entry.rows]

    def add_names(self, versions: ConflictingVersions, name_giver: Model) -> None:
        """Ask for the names of all records that the versions mention."""
        self.names.add_references(name_giver)
        for values in filter(None, versions):
            for field, value in values.items():
                if not isinstance(value, UnreadableText):
                    model: Any = field.related_model
                    for pk in referenced_pks(field, value):
                        self.names.add(model, pk)

    def rows(self, model: type[Model], owner: str, versions: ConflictingVersions) -> Iterator[ConflictRow]:
        existing = [values for values in versions if values is not None]
        is_in_all = len(existing) == len(versions)
        if not is_in_all:
            yield ConflictRow("", *("not there" if values is None else "there" for values in versions))
        for field in shown_fields(model, owner):
            compared = [self.comparable(field, values.get(field)) for values in existing]
            if is_in_all and all(value == compared[0] for value in compared):
                continue
            texts = self.texts(field, versions)
            if len(set(texts)) > 1 or is_in_all:
                yield ConflictRow(capfirst(str(field.verbose_name)), *texts)

    def texts(self, field: AnyField, versions: Sequence[Values | None]) -> list[str]:
        return [EMPTY if values is None else self.text(field, values.get(field)) for values in versions]

    def comparable(self, field: AnyField, value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("\r\n", "\n")
        related_model: Any = field.related_model
        if field in m2m_fields(field.model) and issubclass(related_model, Record):
            # A form does not know of records that the user may not see.
            return {pk for pk in value or () if self.names.knows(related_model, pk)}
        return value if value is not None else ""

    def text(self, field: AnyField, value: Any) -> str:
        if isinstance(value, UnreadableText):
            return f"{value} (can't be read)".strip()
        shown = self.comparable(field, value) if isinstance(value, frozenset) else value
        return value_in_words(field, shown, self.names)
