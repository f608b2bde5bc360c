"""Earlier states brought back: of a record with its lines, and of one that was deleted."""

from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from engagements.models import Meeting, Source, Visit
from engagements.models.history import ChangeChannel, change_set
from engagements.models.records import Record
from engagements.models.visibility import record_visible_to
from engagements.services.bulk_history import m2m_fields, m2m_history_model
from engagements.services.changes import mark_changed, save_changed
from engagements.services.publishing import publication_problem

from .compare import record_of, shown_fields, targets
from .lines import row_fields
from .locking import lock, seen
from .naming import Names, call, want_row
from .trail import Trail

VERBS = {"added": "add", "changed": "change", "removed": "delete"}


class CannotRestore(Exception):
    """Says in words why a state can't be brought back."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Restore:
    """What bringing back the state ``wanted`` of ``record`` and its lines comes to, for ``user``.

    ``left`` names the fields of the record that stay as they are. Where the record is there, so do
    those that nobody enters, such as its version.
    """

    def __init__(self, record, wanted, user, left=()):
        self.model, self.pk, self.user = type(record), record.pk, user
        self.trail = Trail(record, user)
        self.now = self.trail.now()
        self.left = set(left)
        self.wanted = {key: self.settled(key, values) for key, values in wanted.items()}
        self.changes = self.trail.compare(self.now, self.wanted)

    def settled(self, key, values):
        now = self.now.get(key)
        if now is None:
            return values
        model = key[0]
        left = self.left if model is self.model else ()
        found = now | {one: values[one] for one in shown_fields(model, "") if one.name not in left}
        for one in m2m_fields(model):  # what the user may not see is not taken away
            if issubclass(one.related_model, Record):
                shown = one.related_model.objects.visible_to(self.user).filter(pk__in=now[one])
                found[one] |= now[one] - set(shown.values_list("pk", flat=True))
        return found

    @cached_property
    def entries(self):
        """What would change, in words."""
        return list(filter(None, self.trail.in_words(self.changes)))

    @cached_property
    def problems(self):
        """Sentences on what can't be brought back; a fixed number of queries."""
        if (self.model, self.pk) not in self.wanted:
            return ["It was not there then."]
        return [*self.not_allowed(), *self.elsewhere(), *self.missing()]

    def not_allowed(self):
        nouns = {
            (VERBS[change.action], change.model._meta)
            for change in self.changes
            if change.model is not self.model
        }
        return sorted(
            f"You may not {verb} a {options.verbose_name}."
            for verb, options in nouns
            if not self.user.has_perm(f"engagements.{verb}_{options.model_name}")
        )

    def elsewhere(self):
        """Lines that a merge made lines of another record."""
        gone = defaultdict(set)
        for change in self.changes:
            if change.action == "added":
                gone[change.model].add(change.named.pk)
        for model, pks in gone.items():
            if number := model._base_manager.filter(pk__in=pks).count():
                noun = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
                yield f"{number} {noun} of then {'is' if number == 1 else 'are'} of another record now."

    def missing(self):
        """References to what is gone, or may not be seen."""
        new = []
        for change in self.changes:
            for one, value in (change.after or {}).items():
                if one.is_relation and one.name != change.owner:
                    before = targets(one, change.before[one]) if change.before else ()
                    new += [(change, one, pk) for pk in sorted({*targets(one, value)} - {*before})]
        names, wanted = Names(self.user), defaultdict(set)
        for change, one, pk in new:
            wanted[one.related_model].add(pk)
            names.want(one.related_model, pk)
            want_row(change.named, names)
        names.fetch()
        there = {model: self.reachable(model, pks) for model, pks in wanted.items()}
        for change, one, pk in new:
            if pk not in there[one.related_model]:
                noun, line = capfirst(change.model._meta.verbose_name), call(change.named, names)
                gone = names.name(one.related_model, pk)
                said = f"“{gone}”, which was deleted" if names.knows(one.related_model, pk) else f"a {gone}"
                yield f"{noun} “{line}”: {one.verbose_name} was {said}."

    def reachable(self, model, pks):
        records = model._default_manager.all()
        if hasattr(records, "visible_to"):
            records = records.visible_to(self.user)
        return set(records.filter(pk__in=pks).values_list("pk", flat=True))

    def run(self, as_seen):
        """Bring the state back; one act, one transaction. Raises `CannotRestore`, having changed nothing.

        ``as_seen`` is what `seen` returned when the user looked at what would change.
        """
        try:
            with transaction.atomic(), change_set(ChangeChannel.RESTORE, self.user):
                return self.write(as_seen)
        except IntegrityError as error:
            raise CannotRestore(
                "It would break a rule of the database, such as a name that is taken by now."
            ) from error

    def write(self, as_seen):
        record = self.model._base_manager.select_for_update().filter(pk=self.pk).first()
        if as_seen != seen(self.model(pk=self.pk)) or bool(record) != bool(self.now):
            raise CannotRestore("It was changed while you looked at it. This is how it is now.")
        if self.problems:
            raise CannotRestore(*self.problems)
        lines = [change for change in self.changes if change.model is not self.model]
        for change in lines:  # first, as another line may stand in their place
            if change.action == "removed":
                change.named.delete()
        restored = record_of(self.model, self.wanted[self.model, self.pk])
        if isinstance(restored, Record):
            mark_changed(restored, self.user)
        save(restored, is_new=record is None)
        for change in lines:
            if change.after:
                save(change.named, is_new=change.action == "added")
        for one in m2m_fields(self.model):
            getattr(restored, one.name).set(self.wanted[self.model, self.pk][one])
        if record is None:
            self.back_into_sets(restored)
        is_published = isinstance(restored, Record) and not restored.is_draft
        if is_published and (problem := publication_problem(restored)):
            raise CannotRestore(problem)
        return restored

    def back_into_sets(self, restored):
        """Put a record that was deleted into the sets that it fell out of, if nobody changed those since."""
        for model, one, pks in sets_with(restored):
            if model is self.model:  # a relation of two of a kind changes both by itself
                getattr(restored, one.name).add(*pks)
            else:
                getattr(restored, one.remote_field.get_accessor_name()).add(*pks)
                save_changed(lock({(model, pk) for pk in pks}).values(), self.user)


def save(row, is_new):
    """Check and write ``row``, with what Django would fill in itself as it was."""
    row._state.adding = is_new
    check(row)
    if not is_new:
        row.save(force_update=True)
        return
    dated = [one.attname for one in row._meta.fields if getattr(one, "auto_now_add", False)]
    entered = {name: getattr(row, name) for name in dated}
    row.save(force_insert=True)
    if entered:
        for name, value in entered.items():
            setattr(row, name, value)
        row.save()


def check(row):
    """Raise `CannotRestore` where a rule has come up since, or the row stands in the way of another."""
    try:
        row.clean_fields([one.name for one in row._meta.fields if one.is_relation or not one.editable])
        row.clean()
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        line = f"{capfirst(row._meta.verbose_name)} “{row}”"
        raise CannotRestore(*(f"{line}: {message}" for message in error.messages)) from error


def sets_with(record):
    """Yield (model, field, keys) of the records whose latest history has ``record`` in a set."""
    model = type(record)
    for owner in (Visit, Meeting):
        table = owner.history.model
        for one in m2m_fields(owner):
            if one.related_model is not model:
                continue
            kept = m2m_history_model(owner, one)
            later = table.objects.filter(id=OuterRef("history__id"), history_id__gt=OuterRef("history"))
            target = kept._meta.get_field(one.m2m_reverse_field_name()).attname
            pairs = kept.objects.filter(~Exists(later), **{target: record.pk})
            found = owner._base_manager.filter(pk__in=pairs.values("history__id"))
            yield owner, one, set(found.values_list("pk", flat=True))


def deleted(model, user):
    """Return the last row of history of each deleted record of ``model`` that ``user`` might see.

    What was merged is not among them: there, the merge is undone instead.
    """
    rows = model.history.model.objects
    later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    there = model._base_manager.filter(pk=OuterRef("id"))
    found = rows.filter(~Exists(later), ~Exists(there), history_type="-").exclude(door=ChangeChannel.MERGE)
    if not user.has_perm(f"engagements.view_{model._meta.model_name}"):
        return found.none()
    if issubclass(model, Record):
        found = found.filter(record_visible_to(user))
    for one in row_fields(model):
        if issubclass(one.related_model, Record):
            shown = one.related_model.objects.visible_to(user).values("pk")
            gone = deleted(one.related_model, user).values("id")
            name = one.attname
            found = found.filter(Q(**{name: None}) | Q(**{f"{name}__in": shown}) | Q(**{f"{name}__in": gone}))
    if model is Source:  # as a source itself: only with what it tells of
        for owner in (Visit, Meeting):
            kept = m2m_history_model(owner, owner._meta.get_field("sources"))
            hidden = kept.objects.exclude(history__id__in=owner.objects.visible_to(user).values("pk"))
            hidden = hidden.exclude(history__id__in=deleted(owner, user).values("id"))
            found = found.exclude(id__in=hidden.values("source"))
    return found.order_by("-history_date", "-history_id")
