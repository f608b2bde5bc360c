"""Earlier states brought back: of a record with its lines, and of one that was deleted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef
from django.utils.functional import cached_property

from engagements.models import Meeting, Visit
from engagements.models.history import ChangeChannel, change_set
from engagements.models.records import Record
from engagements.models.visibility import rows_visible_to
from engagements.services.bulk_history import history_of, m2m_fields, m2m_history_model
from engagements.services.changes import mark_changed, save_changed
from engagements.services.naming import RecordNames, noun_for, with_noun
from engagements.services.publishing import publication_problem

from .compare import State, Values, referenced_pks, shown_fields, unsaved_record
from .lines import RecordKey
from .locking import history_token, lock_records
from .trail import Trail
from .wording import ChangeEntry

PERMISSION_VERBS = {"added": "add", "changed": "change", "removed": "delete"}


class CannotRestore(Exception):
    """Says in words why a state can't be brought back."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Restore:
    """What bringing back the state ``wanted`` of ``record`` and its lines comes to, for ``user``.

    ``left`` names the fields of the record that stay as they are. Where the record is there, so do
    those that nobody enters, such as its version.
    """

    def __init__(self, record: Model, wanted: State, user: User, left: Iterable[str] = ()) -> None:
        self.model, self.pk, self.user = type(record), record.pk, user
        self.trail = Trail(record, user)
        self.current = self.trail.current_state()
        self.left = set(left)
        self.wanted = {key: self.values_to_restore(key, values) for key, values in wanted.items()}
        self.changes = self.trail.compare(self.current, self.wanted)

    def values_to_restore(self, key: RecordKey, values: Values) -> Values:
        """Return ``values`` but for what stays as it is now."""
        current = self.current.get(key)
        if current is None:
            return values
        model, _ = key
        left = self.left if model is self.model else ()
        restored = current | {
            field: values[field] for field in shown_fields(model, "") if field.name not in left
        }
        for field in m2m_fields(model):  # what the user may not see is not taken away
            if issubclass(field.related_model, Record):
                visible = field.related_model.objects.visible_to(self.user).filter(pk__in=current[field])
                restored[field] |= current[field] - set(visible.values_list("pk", flat=True))
        return restored

    @cached_property
    def entries(self) -> list[ChangeEntry]:
        """What would change, in words."""
        return [entry for entry in self.trail.in_words(self.changes) if entry]

    @cached_property
    def problems(self) -> list[str]:
        """Sentences on what can't be brought back; a fixed number of queries."""
        if (self.model, self.pk) not in self.wanted:
            return ["It was not there then."]
        return [*self.missing_permissions(), *self.moved_lines(), *self.missing_references()]

    def missing_permissions(self) -> list[str]:
        acts = {
            (PERMISSION_VERBS[change.action], change.model._meta)
            for change in self.changes
            if change.model is not self.model
        }
        return sorted(
            f"You may not {verb} a {options.verbose_name}."
            for verb, options in acts
            if not self.user.has_perm(f"engagements.{verb}_{options.model_name}")
        )

    def moved_lines(self) -> Iterator[str]:
        """Say which lines a merge made lines of another record."""
        added = defaultdict(set)
        for change in self.changes:
            if change.action == "added":
                added[change.model].add(change.record.pk)
        for model, pks in added.items():
            if number := model._base_manager.filter(pk__in=pks).count():
                noun = noun_for(number, model)
                yield f"{number} {noun} of then {'is' if number == 1 else 'are'} of another record now."

    def missing_references(self) -> Iterator[str]:
        """Say which references are to what is gone, or may not be seen."""
        new = []
        for change in self.changes:
            for field, value in (change.after or {}).items():
                model = field.related_model
                if model and field.name != change.owner:
                    before = referenced_pks(field, change.before[field]) if change.before else ()
                    pks = set(referenced_pks(field, value)) - set(before)
                    new += [(change, field, model, pk) for pk in sorted(pks)]
        names, pks_by_model = RecordNames(self.user), defaultdict(set)
        for change, _, model, pk in new:
            pks_by_model[model].add(pk)
            names.add(model, pk)
            names.add_references(change.record)
        names.fetch()
        visible = {model: self.visible_pks(model, pks) for model, pks in pks_by_model.items()}
        for change, field, model, pk in new:
            if pk not in visible[model]:
                line = with_noun(change.model, names.call(change.record))
                name = names.name(model, pk)
                what = f"“{name}”, which was deleted" if names.knows(model, pk) else f"a {name}"
                yield f"{line}: {field.verbose_name} was {what}."

    def visible_pks(self, model: type[Model], pks: Collection[int]) -> set[int]:
        return set(rows_visible_to(self.user, model).filter(pk__in=pks).values_list("pk", flat=True))

    def run(self, seen_token: str | None) -> Model:
        """Bring the state back; one change set, one transaction.

        ``seen_token`` is what `history_token` returned when the user looked at what would change. Returns
        the record; raises `CannotRestore`, having changed nothing.
        """
        try:
            with transaction.atomic(), change_set(ChangeChannel.RESTORE, self.user):
                return self.write(seen_token)
        except IntegrityError as error:
            raise CannotRestore(
                "It would break a rule of the database, such as a name that is taken by now."
            ) from error

    def write(self, seen_token: str | None) -> Model:
        is_present = self.model._base_manager.select_for_update().filter(pk=self.pk).first() is not None
        if seen_token != history_token(self.model(pk=self.pk), user=self.user) or is_present != bool(
            self.current
        ):
            raise CannotRestore("It was changed while you looked at it. This is how it is now.")
        if self.problems:
            raise CannotRestore(*self.problems)
        values = self.wanted[self.model, self.pk]
        lines = [change for change in self.changes if change.model is not self.model]
        for change in lines:  # first, as another line may stand in their place
            if change.action == "removed":
                change.record.delete()
        restored = unsaved_record(self.model, values)
        if isinstance(restored, Record):
            mark_changed(restored, self.user)
        save(restored, is_new=not is_present)
        for change in lines:
            if change.after:
                save(change.record, is_new=change.action == "added")
        for field in m2m_fields(self.model):
            getattr(restored, field.name).set(values[field])
        if not is_present:
            self.restore_references_to(restored)
        problem = (
            publication_problem(restored) if isinstance(restored, Record) and not restored.is_draft else ""
        )
        if problem:
            raise CannotRestore(problem)
        return restored

    def restore_references_to(self, restored: Model) -> None:
        """Add a record that was deleted to the many-to-many fields that had it, unless changed since."""
        for model, field, pks in m2m_fields_with(restored):
            if model is self.model:  # a relation of two of a kind changes both by itself
                getattr(restored, field.name).add(*pks)
            else:
                getattr(restored, field.remote_field.get_accessor_name()).add(*pks)
                owners = lock_records((model, pk) for pk in pks).values()
                save_changed((owner for owner in owners if isinstance(owner, Record)), self.user)


def save(row: Model, is_new: bool) -> None:
    """Check and write ``row``, with what Django would fill in itself as it was; raise `CannotRestore`."""
    row._state.adding = is_new
    check(row)
    if not is_new:
        row.save(force_update=True)
        return
    names = [field.attname for field in row._meta.fields if getattr(field, "auto_now_add", False)]
    dates = {name: getattr(row, name) for name in names}
    row.save(force_insert=True)
    if dates:
        for name, value in dates.items():
            setattr(row, name, value)
        row.save()


def check(row: Model) -> None:
    """Raise `CannotRestore` where a rule is newer than ``row``, or ``row`` is in conflict with another."""
    try:
        row.clean_fields(
            [field.name for field in row._meta.fields if field.is_relation or not field.editable]
        )
        row.clean()
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        line = with_noun(type(row), row)
        raise CannotRestore(*(f"{line}: {message}" for message in error.messages)) from error


def m2m_fields_with(record: Model) -> Iterator[tuple[type[Record], Any, set[int]]]:
    """Yield (model, field, keys) of visits and meetings whose latest history has ``record`` in a field."""
    for owner in (Visit, Meeting):
        history = history_of(owner).model.objects
        for field in m2m_fields(owner):
            if field.related_model is not type(record):
                continue
            pair_history = m2m_history_model(owner, field)
            later = history.filter(id=OuterRef("history__id"), history_id__gt=OuterRef("history"))
            target = pair_history._meta.get_field(field.m2m_reverse_field_name()).attname
            pairs = pair_history.objects.filter(~Exists(later), **{target: record.pk})
            owners = owner._base_manager.filter(pk__in=pairs.values("history__id"))
            yield owner, field, set(owners.values_list("pk", flat=True))
