"""Two records made one, and taken apart again.

Everything that points at a record is found by walking its relations, so that a relation
which is added later is moved as well.
"""

from collections import defaultdict
from functools import cache, cached_property

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Min, Q, TextField, UniqueConstraint
from django.utils import timezone

from engagements.models import Meeting, Merge, Official, Organization, Place, Visit
from engagements.models.history import ChangeChannel, change_set
from engagements.models.imported_records import ImportedRecord
from engagements.models.records import Record
from engagements.models.tree import Tree
from engagements.models.uids import UidModel
from engagements.services.bulk_history import update_in_bulk
from engagements.services.changes import mark_changed, save_changed

from .trail import Names, call, line_fields, owner_fields, seen, sentences, want_row

# Locked in this order, whoever merges what, so that no two wait for each other.
LOCKED = (Organization, Official, Place, Visit, Meeting)


class CannotMerge(Exception):
    """Says in words why two records can't be merged, or a merge not be undone."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def references(model):
    """Return the fields of all tables that point at ``model``, those of many-to-many fields included.

    What the database does not hold to point at something that is there is history, and stays.
    """
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and relation.field.db_constraint
    ]


def unique_sets(model, name):
    """Return the sets of other fields that may be there once only for each value of the field ``name``."""
    options = model._meta
    sets = [one.fields for one in options.constraints if isinstance(one, UniqueConstraint)]
    sets += [*options.unique_together, *([one.name] for one in options.fields if one.unique)]
    return [[one for one in fields if one != name] for fields in sets if name in fields]


def values_of(row, names):
    return tuple(getattr(row, type(row)._meta.get_field(name).attname) for name in names)


def is_blank(value):
    return value is None or value == ""


class Move:
    """A row that points at the record to be merged, by ``field``.

    ``stays`` is the row of the record to be kept that says the same already; then this one is
    dropped, as it is when it would make the record point at itself (``loops``).
    """

    def __init__(self, field, row, stays=None, fills=False, loops=False):
        self.field, self.row, self.stays, self.loops = field, row, stays, loops
        self.fills = fills

    @property
    def is_dropped(self):
        return self.loops or self.stays is not None

    def filled(self):
        """Return what the row that stays takes over: field and value."""
        if not self.fills:
            return {}
        return {
            one.attname: getattr(self.row, one.attname)
            for one in comparable(type(self.row), self.field)
            if is_blank(getattr(self.stays, one.attname)) and not is_blank(getattr(self.row, one.attname))
        }


@cache
def comparable(model, field):
    """Return what a line says beside that it is a line of ``field``."""
    return [
        one
        for one in model._meta.concrete_fields
        if one.editable and not one.primary_key and one is not field and one.name != "order"
    ]


class Plan:
    """What merging ``other`` into ``kept`` moves; read from the database once, at the first use."""

    def __init__(self, kept, other):
        self.kept, self.other, self.model = kept, other, type(kept)

    @cached_property
    def moves(self):
        return [move for field in references(self.model) for move in self.moves_of(field)]

    def moves_of(self, field):
        rows = field.model._base_manager.order_by("pk")
        theirs = rows.filter(**{field.name: self.other})
        if field.model is self.model:  # what the two say of each other is settled with their fields
            theirs = theirs.exclude(pk__in=[self.kept.pk, self.other.pk])
        theirs = list(theirs)
        ours = list(rows.filter(**{field.name: self.kept})) if theirs else []
        once = unique_sets(field.model, field.name)
        taken = {(number, values_of(row, names)): row for number, names in enumerate(once) for row in ours}
        nearby = defaultdict(list)
        for row in ours:
            nearby[self.owners(row, field)].append(row)
        for row in theirs:
            if self.loops(row, field):
                yield Move(field, row, loops=True)
                continue
            keys = ((number, values_of(row, names)) for number, names in enumerate(once))
            if twin := next((taken[key] for key in keys if key in taken), None):
                yield Move(field, row, stays=twin, fills=True)
            else:
                yield Move(field, row, stays=self.says_the_same(row, field, nearby))

    def loops(self, row, field):
        """Whether the row of a many-to-many field leads from one of the two to the other."""
        if not field.model._meta.auto_created:
            return False
        ends = [one for one in field.model._meta.fields if one.related_model is self.model]
        return (
            all(getattr(row, one.attname) in (self.kept.pk, self.other.pk) for one in ends) and len(ends) > 1
        )

    def owners(self, row, field):
        return tuple(getattr(row, one.attname) for one in owner_fields(field.model) if one is not field)

    def says_the_same(self, row, field, nearby):
        """Return the line beside ``row`` that says all that it says, if it is a line and not a record."""
        model = field.model
        if not hasattr(model, "history") or issubclass(model, UidModel) or model is self.model:
            return None
        fields = [one.attname for one in comparable(model, field)]
        for one in nearby.get(self.owners(row, field), ()):
            if all(
                is_blank(getattr(row, name)) or getattr(row, name) == getattr(one, name) for name in fields
            ):
                return one
        return None

    @property
    def moved(self):
        return [move for move in self.moves if not move.is_dropped]

    @property
    def dropped(self):
        return [move for move in self.moves if move.is_dropped]

    @property
    def touched(self):
        """The visits and meetings, as (model, key), of which a line or a relation changes; not the two."""
        found = set()
        for move in self.moves:
            found |= records_of(move.row)
        return found - {(self.model, self.kept.pk), (self.model, self.other.pk)}

    def in_words(self, moves, user):
        """Return (what, texts) for those of ``moves`` that ``user`` may know of.

        Of others not even the number is told: it would say that there are hidden records.
        """
        names, found = Names(user), defaultdict(list)
        for move in moves:
            want_row(move.row, names)
            names.want(*self.told_by(move))
        names.fetch()
        for move in moves:
            model, pk = self.told_by(move)
            if names.knows(model, pk):
                found[self.noun(move.field)].append(self.tell(move, names))
        return [(noun, sorted(texts)) for noun, texts in found.items()]

    def told_by(self, move):
        """Return (model, key) of the record that says where ``move`` takes place.

        What is a line of the two themselves is told by the record that it points at, if any.
        """
        row, field = move.row, move.field
        others = [one for one in owner_fields(field.model) if one is not field]
        if field.model._meta.auto_created:
            others = [one for one in field.model._meta.fields if one.related_model and one is not field]
        for one in others:
            if pk := getattr(row, one.attname):
                return one.related_model, pk
        if owner_fields(field.model):
            return self.model, self.kept.pk
        return type(row), row.pk

    def noun(self, field):
        model = field.model
        if model._meta.auto_created:
            for one in self.model._meta.many_to_many:
                if one.remote_field.through is model:
                    return str(one.verbose_name)
        return str(model._meta.verbose_name_plural)

    def tell(self, move, names):
        record = self.told_by(move)
        where = names.name(*record)
        if move.field.model._meta.auto_created or record == (type(move.row), move.row.pk):
            return where
        line = call(move.row, names)
        return line if record[0] is self.model else f"{line}: {where}"

    def number(self, user):
        """Return how much points at the other record, as far as ``user`` may know."""
        return sum(len(texts) for _, texts in self.in_words(self.moves, user))


def may_know(user, merge):
    """Whether ``user`` may know of the record that ``merge`` did away with."""
    other = unpack(merge.snapshot)
    return not (
        isinstance(other, Record)
        and (
            (other.is_restricted and not user.has_perm("engagements.view_restricted_records"))
            or (other.is_draft and not user.has_perm("engagements.view_draft_records"))
        )
    )


def records_of(row):
    """Return the visits and meetings, as (model, key), that ``row`` is of, or is itself."""
    if isinstance(row, Record):
        return {(type(row), row.pk)}
    found = {(one.related_model, getattr(row, one.attname)) for one in owner_fields(type(row))}
    return {(model, pk) for model, pk in found if pk and issubclass(model, Record)}


# What the two say themselves


# A field, and those that are chosen with it.
TOGETHER = {
    (Visit, "start_date"): ("end_date", "dates"),
    (Official, "name"): ("sort_name",),
}


class Difference:
    """Fields that belong together, in which the two records differ."""

    def __init__(self, kept, other, fields):
        self.kept, self.other, self.fields = kept, other, fields
        self.name = fields[0].name
        self.label = "dates" if self.name == "start_date" else str(fields[0].verbose_name)

    @property
    def joins(self):
        """Whether both texts may stand one below the other."""
        return (
            isinstance(self.fields[0], TextField)
            and not is_blank(getattr(self.kept, self.name))
            and not is_blank(getattr(self.other, self.name))
        )

    @property
    def usual(self):
        """The choice that needs no thought: the kept record's own, unless it says nothing there."""
        if self.name == "handling":  # what was restricted is not opened by a merge
            return "kept" if self.kept.is_restricted else "other"
        return "other" if is_blank(getattr(self.kept, self.name)) else "kept"

    def text(self, record):
        if self.name == "start_date":
            return record.when
        shown = []
        for one in self.fields:
            display = getattr(record, f"get_{one.name}_display", None)
            value = display() if display and one.choices else getattr(record, one.name)
            shown.append("(empty)" if is_blank(value) else str(value))
        return ", listed as ".join(dict.fromkeys(shown))

    def values(self, choice):
        """Return the values by field for ``choice``: kept, other or both."""
        if choice == "both":
            texts = [str(getattr(record, self.name)) for record in (self.kept, self.other)]
            return {self.name: "\n\n".join(texts)}
        record = {"kept": self.kept, "other": self.other}[choice]
        return {one.attname: getattr(record, one.attname) for one in self.fields}


def differences(kept, other):
    """Return where two records differ in what people enter, but for their other names and parents."""
    model, found = type(kept), []
    settled = {"aliases", "parent"}
    for one in model._meta.concrete_fields:
        if not one.editable or one.primary_key or one.name in settled:
            continue
        fields = [one, *(model._meta.get_field(name) for name in TOGETHER.get((model, one.name), ()))]
        settled |= {field.name for field in fields}
        if any(getattr(kept, field.attname) != getattr(other, field.attname) for field in fields):
            found.append(Difference(kept, other, fields))
    return found


def possible_parents(kept, other):
    """Return the keys of the parents that the merged record can have, that of ``kept`` first.

    A record that lies below the other takes its place; what lies below either can't be above both.
    """
    below = type(kept).descendant_ids(kept.pk, other.pk)
    found = [pk for pk in (kept.parent_id, other.parent_id) if pk and pk not in below]
    return list(dict.fromkeys(found))


def all_names(kept, other, values):
    """Return the aliases of the merged record: every name of the two but those that it has elsewhere."""
    fields = [name for name in type(kept).folded_from if name != "aliases"]
    final = {values.get(name, getattr(kept, name)) for name in fields}
    names = []
    for record in (kept, other):
        names += [*(getattr(record, name) for name in fields), *map(str.strip, record.aliases.splitlines())]
    return "\n".join(name for name in dict.fromkeys(names) if name and name not in final)


# Rows as they are kept for an undo


def pack(row):
    """Return ``row`` as JSON can hold it without loss."""
    values = {one: one.value_from_object(row) for one in row._meta.concrete_fields}
    return {
        "model": row._meta.label_lower,
        "pk": row.pk,
        "fields": {
            one.attname: None if value is None else one.value_to_string(row) for one, value in values.items()
        },
    }


def unpack(data):
    model = apps.get_model(data["model"])
    return model(**{name: unpack_value(model, name, value) for name, value in data["fields"].items()})


def unpack_value(model, name, value):
    return None if value is None else model._meta.get_field(name).to_python(value)


class Rows:
    """Rows to be changed, written a table at a time, with what they held before."""

    def __init__(self):
        self.rows = defaultdict(dict)
        self.fields = defaultdict(set)
        self.before = defaultdict(list)

    def set(self, row, name, value):
        """Set the field of the attribute ``name``; a row that comes a second time is changed further."""
        model = type(row)
        row = self.rows[model].setdefault(row.pk, row)
        old = getattr(row, name)
        kept = (
            old
            if old is None or isinstance(old, int | str)
            else model._meta.get_field(name).value_to_string(row)
        )
        self.before[model._meta.label_lower].append([row.pk, name, kept])
        setattr(row, name, value)
        self.fields[model].add(model._meta.get_field(name).name)

    def write(self, user):
        for model, rows in self.rows.items():
            rows = list(rows.values())
            if issubclass(model, Record):
                save_changed(rows, user, self.fields[model])
            else:
                if hasattr(model, "refold"):
                    for row in rows:
                        row.refold()
                    self.fields[model].add("folded")
                update_in_bulk(rows, list(self.fields[model]))

    def keys(self):
        return {(model, pk) for model, rows in self.rows.items() for pk in rows}


def lock(keys):
    """Lock the records ``keys``, as (model, key); return those that are there."""
    found = {}
    for model in LOCKED:
        pks = [pk for one, pk in keys if one is model]
        if pks:
            rows = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
            found |= {(model, row.pk): row for row in rows}
    return found


def touch(keys, locked, user):
    """Raise the versions of the visits and meetings ``keys``, whose lines changed."""
    save_changed((locked[key] for key in keys if key in locked), user)


def merge(kept, other, choices, user, parent=None, as_seen=None):
    """Merge ``other`` into ``kept`` and return the `Merge`; one act, one transaction.

    ``choices`` say by the name of a `Difference` whose value is kept; ``as_seen`` is what
    `seen` returned when the user looked at the two. Raises `CannotMerge`.
    """
    try:
        with transaction.atomic(), change_set(ChangeChannel.MERGE, user) as act:
            return MergeOperation(kept, other, user, act).run(choices, parent, as_seen)
    except IntegrityError as error:
        raise CannotMerge(
            "Together they would break a rule of the database, such as a name that is taken."
        ) from error


class MergeOperation:
    def __init__(self, kept, other, user, act):
        self.model, self.user, self.act = type(kept), user, act
        both = {(self.model, kept.pk), (self.model, other.pk)}
        self.locked = lock(Plan(kept, other).touched | both)
        self.kept = self.locked.get((self.model, kept.pk))
        self.other = self.locked.get((self.model, other.pk))

    def run(self, choices, parent, as_seen):
        kept, other = self.kept, self.other
        if not (kept and other):
            raise CannotMerge("One of the two is no longer there.")
        if as_seen is not None and as_seen != seen(kept, other):
            raise CannotMerge(
                "One of the two was changed while you looked at them. This is how they are now."
            )
        plan = Plan(kept, other)
        self.locked |= lock(plan.touched - self.locked.keys())
        record = Merge(
            kind=self.model._meta.model_name,
            kept=kept.pk,
            other=other.pk,
            other_uid=getattr(other, "uid", None),
            other_name=str(other)[:300],
            user=self.user,
            act=self.act.uid,
            before=pack(kept),
            snapshot=pack(other),
            dropped=[pack(move.row) for move in plan.dropped],
        )
        values = self.values(choices, parent)
        self.move(plan, record, values)
        other.delete()
        for name, value in values.items():
            setattr(kept, name, value)
        if isinstance(kept, Record):
            mark_changed(kept, self.user)
        kept.save()
        record.save()
        return record

    def values(self, choices, parent):
        """Return what the kept record will say, by attribute, where it differs from what it says now."""
        values = {}
        for one in differences(self.kept, self.other):
            values |= one.values(choices.get(one.name) or one.usual)
        if hasattr(self.kept, "aliases"):
            values["aliases"] = all_names(self.kept, self.other, values)
        if issubclass(self.model, Tree):
            possible = possible_parents(self.kept, self.other)
            values["parent_id"] = parent if parent in possible else next(iter(possible), None)
        return values

    def move(self, plan, record, values):
        if "parent_id" in values:  # first, or the children to come might close a loop
            self.model._base_manager.filter(pk=self.kept.pk).update(parent=values["parent_id"])
        filled, moved = Rows(), Rows()
        for move in plan.dropped:
            for name, value in move.filled().items():
                filled.set(move.stays, name, value)
            if move.stays:
                follow_imports(move.row, move.stays, moved)
            move.row.delete()
        filled.write(self.user)
        for move in plan.moved:
            moved.set(move.row, move.field.attname, self.kept.pk)
        follow_imports(self.other, self.kept, moved)
        moved.write(self.user)
        touch(plan.touched - moved.keys(), self.locked, self.user)
        record.moved, record.filled = dict(moved.before), dict(filled.before)


def follow_imports(gone, stays, moved):
    """Let the keys by which imports know the record ``gone`` lead to the one that ``stays``."""
    known = ImportedRecord.objects.filter(kind=gone._meta.model_name, object_id=gone.pk)
    for one in known:
        moved.set(one, "object_id", stays.pk)


# Taking apart


def undo(merge, user):
    """Take apart what ``merge`` made one; one act, one transaction. Raises `CannotMerge`."""
    try:
        with transaction.atomic(), change_set(ChangeChannel.RESTORE, user) as act:
            UndoMerge(merge, user, act).run()
    except IntegrityError as error:
        raise CannotMerge("Something new stands where the old record stood.") from error


class UndoMerge:
    def __init__(self, merge, user, act):
        self.merge = Merge.objects.select_for_update().get(pk=merge.pk)
        self.user, self.act, self.model = user, act, merge.model
        self.gone = [unpack(data) for data in self.merge.dropped]
        rows = [*self.rows(self.merge.moved), *self.rows(self.merge.filled)]
        keys = set().union(*(records_of(row) for row, _, _ in rows), *map(records_of, self.gone))
        self.touched = keys - {(self.model, self.merge.kept), (self.model, self.merge.other)}
        self.locked = lock(self.touched | {(self.model, self.merge.kept)})
        self.kept = self.locked.get((self.model, self.merge.kept))

    @staticmethod
    def rows(packed):
        """Yield the rows that are there of those ``packed``, with the attribute and what it held."""
        for label, changes in packed.items():
            model = apps.get_model(label)
            found = model._base_manager.in_bulk([pk for pk, _, _ in changes])
            for pk, name, old in changes:
                if pk in found:
                    yield found[pk], name, unpack_value(model, name, old)

    def run(self):
        if self.merge.undone_at:
            raise CannotMerge("This merge is undone already.")
        if reasons := obstacles(self.merge, self.user):
            raise CannotMerge(*reasons)
        before = {
            name: value for name, value in self.values(self.merge.before).items() if name not in BY_WHOM_IDS
        }
        # First what may stand in the way of the other's name, last what may point at it.
        plain = {
            name: value
            for name, value in before.items()
            if not isinstance(self.model._meta.get_field(name), ForeignKey)
        }
        self.model._base_manager.filter(pk=self.kept.pk).update(**plain)
        other = unpack(self.merge.snapshot)
        entered = getattr(other, "created_at", None)
        other.save(force_insert=True)
        moved = Rows()
        for packed in (self.merge.moved, self.merge.filled):
            for row, name, old in self.rows(packed):
                moved.set(row, name, old)
        moved.write(self.user)
        for row in self.gone:
            row.save(force_insert=True)
        for name, value in before.items():
            setattr(self.kept, name, value)
        if isinstance(other, Record):
            other.created_at = entered
            for record in (self.kept, other):
                mark_changed(record, self.user)
            other.save()  # once more: now it has its relations
        self.kept.save()
        touch(self.touched - moved.keys(), self.locked, self.user)
        self.merge.undone_at, self.merge.undone_by, self.merge.undone_act = (
            timezone.now(),
            self.user,
            self.act.uid,
        )
        self.merge.save()

    def values(self, data):
        row = unpack(data)
        return {name: getattr(row, name) for name in data["fields"] if name != row._meta.pk.attname}


BY_WHOM_IDS = ("version", "changed_by_id", "changed_at", "created_at", "created_by_id")


def obstacles(merge, user):
    """Return sentences on what was changed since ``merge`` and stands in the way of undoing it."""
    model = merge.model
    if not model._base_manager.filter(pk=merge.kept).exists():
        return ["The record that was kept is no longer there."]
    undone = Merge.objects.filter(pk__gt=merge.pk, undone_at__isnull=False).values_list("act", "undone_act")
    own = {merge.act, *(act for acts in undone for act in acts)}
    involved = defaultdict(set)
    involved[model].add(merge.kept)
    for label, changes in (*merge.moved.items(), *merge.filled.items()):
        table = apps.get_model(label)
        involved[table] |= {pk for pk, _, _ in changes}
        if table._meta.auto_created:  # its rows have no history but that of the record they are of
            for row in table._base_manager.filter(pk__in=involved[table]):
                for one, pk in records_of(row):
                    involved[one].add(pk)
    later = []
    for table, pks in involved.items():
        if hasattr(table, "history"):
            later += later_rows(merge, table, Q(id__in=pks), own)
    for field in line_fields(model):
        later += later_rows(merge, field.model, Q(**{field.attname: merge.kept}), own)
    return [*sentences(later, user), *missing(merge)]


def later_rows(merge, model, condition, own):
    """Return the last row of history of each record that was changed since ``merge``."""
    first = model.history.filter(act=merge.act).aggregate(first=Min("history_id"))["first"]
    since = Q(history_id__gt=first) if first else Q(history_date__gt=merge.at)
    rows = model.history.filter(condition, since).exclude(act__in=own).select_related("history_user")
    last = {row.id: row for row in rows.order_by("history_id")}
    return [(model, row) for row in last.values()]


def missing(merge):
    """Say what the record and the lines to be brought back point at that is gone."""
    wanted = defaultdict(set)
    for data in (merge.snapshot, *merge.dropped):
        row = unpack(data)
        for one in row._meta.concrete_fields:
            if isinstance(one, ForeignKey) and (pk := getattr(row, one.attname)):
                wanted[one.related_model].add(pk)
    wanted[merge.model].discard(merge.other)
    gone = [
        model for model, pks in wanted.items() if model._base_manager.filter(pk__in=pks).count() < len(pks)
    ]
    return [
        f"An entry among the {model._meta.verbose_name_plural} that it needs was deleted." for model in gone
    ]
