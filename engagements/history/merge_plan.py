"""What merging two records moves and drops.

Everything that points at a record is found by walking its relations, so that a relation
which is added later is moved as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model, UniqueConstraint
from django.utils.text import capfirst

from engagements.models import FileText
from engagements.models.records import Record
from engagements.models.uids import UidModel
from engagements.services.naming import RecordNames

from .line_choices import LineDifference, describe_line, lines_differ, merged_values
from .lines import AnyField, RecordKey, Reference, may_see_lines, owner_fields
from .merge_choices import is_blank
from .packing import field_of


def referring_fields(model: type[Model]) -> list[Reference]:
    """Return the fields of all tables that point at ``model``, those of many-to-many fields included.

    What the database does not hold to point at something that is there is history, and stays.
    Texts for search are taken anew of what is saved.
    """
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)  # of many classes
    return [
        relation.field
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and relation.field.db_constraint
        and relation.related_model is not FileText
    ]


def unique_with(model: type[Model], name: str) -> list[list[str]]:
    """Return the sets of other fields that may be there once only for each value of the field ``name``."""
    options = model._meta
    unique_sets: list[Sequence[str]] = [
        constraint.fields for constraint in options.constraints if isinstance(constraint, UniqueConstraint)
    ]
    unique_sets += [*options.unique_together, *([field.name] for field in options.fields if field.unique)]
    return [[other for other in names if other != name] for names in unique_sets if name in names]


def values_in(row: Model, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, field_of(type(row), name).attname) for name in names)


@cache
def content_fields(model: type[Model], owner: Reference) -> list[AnyField]:
    """Return what a line says beside that it is a line of ``owner``."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field is not owner and field.name != "order"
    ]


@dataclass
class RelationMove:
    """A row that points at the record to be merged, by ``field``.

    ``twin`` is the row of the record to be kept that says the same already; then this one is dropped,
    as it is when it would make the record point at itself (``is_loop``). With ``fills_twin``, what only
    the dropped one says is taken over.
    """

    field: Reference
    row: Model
    twin: Model | None = None
    fills_twin: bool = False
    is_loop: bool = False

    @property
    def is_dropped(self) -> bool:
        return self.is_loop or self.twin is not None

    @property
    def contents(self) -> list[AnyField]:
        return content_fields(type(self.row), self.field)

    @property
    def choice_name(self) -> str:
        """What the choice between the row and its twin is called."""
        return f"line-{self.row._meta.model_name}-{self.row.pk}"

    @property
    def is_question(self) -> bool:
        """Whether the twin says something else, so that somebody has to choose between the two."""
        return self.twin is not None and self.fills_twin and lines_differ(self.twin, self.row, self.contents)

    def values_for_twin(self, choice: str = "kept") -> dict[str, Any]:
        """Return what the twin takes over, by attribute: all of the row that it does not say.

        With the ``choice`` "other", also what it says otherwise.
        """
        if not self.fills_twin or self.twin is None:
            return {}
        lines = (self.row, self.twin) if choice == "other" else (self.twin, self.row)
        values = merged_values(*lines, self.contents)
        return {name: value for name, value in values.items() if value != getattr(self.twin, name)}


class MergePlan:
    """What merging ``other`` into ``kept`` moves; read from the database once, at the first use."""

    def __init__(self, kept: Model, other: Model) -> None:
        self.kept, self.other, self.model = kept, other, type(kept)

    @cached_property
    def moves(self) -> list[RelationMove]:
        return [move for field in referring_fields(self.model) for move in self.moves_of(field)]

    def moves_of(self, field: Reference) -> Iterator[RelationMove]:
        queryset = field.model._base_manager.order_by("pk")
        others = queryset.filter(**{field.name: self.other})
        if field.model is self.model:  # what the two say of each other is settled with their fields
            others = others.exclude(pk__in=[self.kept.pk, self.other.pk])
        rows = list(others)
        kept_rows = list(queryset.filter(**{field.name: self.kept})) if rows else []
        unique_sets = unique_with(field.model, field.name)
        taken = {
            (number, values_in(row, names)): row
            for number, names in enumerate(unique_sets)
            for row in kept_rows
        }
        siblings = defaultdict(list)
        for row in kept_rows:
            siblings[self.owner_pks(row, field)].append(row)
        for row in rows:
            keys = ((number, values_in(row, names)) for number, names in enumerate(unique_sets))
            if self.is_loop(row, field):
                yield RelationMove(field, row, is_loop=True)
            elif twin := next((taken[key] for key in keys if key in taken), None):
                # What nobody enters in a record, such as who watches it, is no question to who merges.
                yield RelationMove(field, row, twin, fills_twin=hasattr(field.model, "history"))
            else:
                lines = siblings.get(self.owner_pks(row, field), [])
                yield RelationMove(field, row, self.find_twin(row, field, lines))

    def is_loop(self, row: Model, field: Reference) -> bool:
        """Return whether the row of a many-to-many field leads from one of the two to the other."""
        if not field.model._meta.auto_created:
            return False
        ends = [end for end in field.model._meta.fields if end.related_model is self.model]
        both = (self.kept.pk, self.other.pk)
        return len(ends) > 1 and all(getattr(row, end.attname) in both for end in ends)

    def owner_pks(self, row: Model, field: Reference) -> tuple[int | None, ...]:
        return tuple(getattr(row, owner.attname) for owner in owner_fields(field.model) if owner is not field)

    def find_twin(self, row: Model, field: Reference, lines: Iterable[Model]) -> Model | None:
        """Return which of ``lines`` says all that ``row`` says, if that is a line and not a record."""
        model = field.model
        if not hasattr(model, "history") or issubclass(model, UidModel) or model is self.model:
            return None
        names = [content.attname for content in content_fields(model, field)]
        for line in lines:
            if all(
                is_blank(getattr(row, name)) or getattr(row, name) == getattr(line, name) for name in names
            ):
                return line
        return None

    @property
    def rows_to_move(self) -> list[RelationMove]:
        return [move for move in self.moves if not move.is_dropped]

    @property
    def rows_to_drop(self) -> list[RelationMove]:
        return [move for move in self.moves if move.is_dropped]

    @property
    def rows_in_both(self) -> list[RelationMove]:
        """Those that are dropped without a question: nothing that they say is lost."""
        return [move for move in self.rows_to_drop if not move.is_question]

    def line_differences(self, user: User | AnonymousUser) -> list[LineDifference]:
        """Return what ``user`` has to choose between: lines of records that they may see."""
        questions = [move for move in self.moves if move.is_question and may_see_lines(type(move.row), user)]
        names = RecordNames(user)
        for move in questions:
            names.add(*self.context_key(move))
            for line in (move.row, move.twin):
                if line is not None:
                    names.add_references(line)
        names.fetch()
        return [
            LineDifference(
                move.choice_name,
                f"{capfirst(move.row._meta.verbose_name)} of “{names.name(*self.context_key(move))}”",
                *(describe_line(line, move.contents, names) for line in (move.twin, move.row) if line),
            )
            for move in questions
            if names.knows(*self.context_key(move))
        ]

    @property
    def changed_records(self) -> set[RecordKey]:
        """The visits and meetings of which a line or a relation changes; not the two."""
        keys = {key for move in self.moves for key in record_keys(move.row)}
        return keys - {(self.model, self.kept.pk), (self.model, self.other.pk)}

    def describe(
        self, moves: Sequence[RelationMove], user: User | AnonymousUser
    ) -> list[tuple[str, list[str]]]:
        """Return (what, texts) for those of ``moves`` that ``user`` may know of.

        Of others not even the number is said: it would tell that there are hidden records.
        """
        names, texts = RecordNames(user), defaultdict(list)
        for move in moves:
            names.add_references(move.row)
            names.add(*self.context_key(move))
        names.fetch()
        for move in moves:
            if names.knows(*self.context_key(move)) and may_see_lines(type(move.row), user):
                texts[self.noun(move.field)].append(self.move_text(move, names))
        return [(noun, sorted(of_noun)) for noun, of_noun in texts.items()]

    def context_key(self, move: RelationMove) -> RecordKey:
        """Return the key of the record that says where ``move`` takes place.

        What is a line of the two themselves is told by the record that it points at, if any.
        """
        row, field = move.row, move.field
        references: list[Any] = [owner for owner in owner_fields(field.model) if owner is not field]
        if field.model._meta.auto_created:
            references = [end for end in field.model._meta.fields if end.related_model and end is not field]
        for reference in references:
            if pk := getattr(row, reference.attname):
                return reference.related_model, pk
        if owner_fields(field.model):
            return self.model, self.kept.pk
        return type(row), row.pk

    def noun(self, field: Reference) -> str:
        model = field.model
        if model._meta.auto_created:
            for m2m_field in self.model._meta.many_to_many:
                if m2m_field.remote_field.through is model:
                    return str(m2m_field.verbose_name)
        return str(model._meta.verbose_name_plural)

    def move_text(self, move: RelationMove, names: RecordNames) -> str:
        key = self.context_key(move)
        context = names.name(*key)
        if move.field.model._meta.auto_created or key == (type(move.row), move.row.pk):
            return context
        line = names.call(move.row)
        return line if key[0] is self.model else f"{line}: {context}"

    def visible_count(self, user: User | AnonymousUser) -> int:
        """Return how much points at the other record, as far as ``user`` may know."""
        return sum(len(texts) for _, texts in self.describe(self.moves, user))


def record_keys(row: Model) -> set[RecordKey]:
    """Return the keys of the visits and meetings that ``row`` is of, or is itself."""
    if isinstance(row, Record):
        return {(type(row), row.pk)}
    owners = {(field.related_model, getattr(row, field.attname)) for field in owner_fields(type(row))}
    return {(model, pk) for model, pk in owners if pk and issubclass(model, Record)}
