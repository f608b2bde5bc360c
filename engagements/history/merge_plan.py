"""What merging two records moves and drops.

Everything that points at a record is found by walking its relations, so that a relation
which is added later is moved as well.
"""

from collections import defaultdict
from functools import cache, cached_property

from django.db.models import UniqueConstraint

from engagements.models.records import Record
from engagements.models.uids import UidModel

from .lines import owner_fields
from .merge_choices import is_blank
from .naming import Names, call, want_row


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


def records_of(row):
    """Return the visits and meetings, as (model, key), that ``row`` is of, or is itself."""
    if isinstance(row, Record):
        return {(type(row), row.pk)}
    found = {(one.related_model, getattr(row, one.attname)) for one in owner_fields(type(row))}
    return {(model, pk) for model, pk in found if pk and issubclass(model, Record)}
