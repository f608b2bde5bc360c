"""What the documents of both databases share: the statements that select ids and words of records."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .contents import DocumentContents


def table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


def column(model: type[models.Model], name: str) -> str:
    return f'"{concrete_field(model, name).column}"'


def concrete_field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.name == name)


def named_model(model: type[models.Model], name: str) -> type[models.Model]:
    """Return the model that the foreign key ``name`` points to."""
    field = concrete_field(model, name)
    assert isinstance(field, models.ForeignKey)  # noqa: S101
    return field.remote_field.model


def folded(model: type[models.Model], alias: str) -> str:
    """Return the expression for what is folded of ``model``, "''" where it has nothing to fold."""
    has = any(field.name == "folded" for field in model._meta.fields)
    return f"coalesce({alias}.folded, '')" if has else "''"


def text_of(model: type[models.Model], names: Iterable[str], alias: str) -> tuple[str, str]:
    """Return the expression and the joins for the text of ``model`` and of what it names."""
    parts, joins = [folded(model, alias)], ""
    for number, name in enumerate(names):
        other = named_model(model, name)
        named = f"{alias}{number}"
        joins += f" LEFT JOIN {table(other)} {named} ON {named}.id = {alias}.{column(model, name)}"
        parts.append(folded(other, named))
    return " || ' ' || ".join(parts), joins


class SearchIndex:
    """Makes tables and triggers for `DOCUMENT_CONTENTS`; one subclass for each database."""

    aggregate: ClassVar[str]
    triggers: ClassVar[str]  # the statement that gives name and table of the triggers that are there

    def __init__(self, connection: BaseDatabaseWrapper, contents: DocumentContents) -> None:
        self.connection, self.contents = connection, contents
        self.record = contents.model.__name__.lower()
        self.name = contents.document._meta.db_table

    def words(self, text: str) -> str:
        """Return the expression for ``text`` as the table holds it."""
        raise NotImplementedError

    def create(self) -> None:
        """Create the table, empty."""
        raise NotImplementedError

    def create_triggers(self) -> None:
        raise NotImplementedError

    def drop_trigger(self, name: str, on: str) -> None:
        raise NotImplementedError

    def execute(self, sql: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def ids(self, line: type[models.Model], alias: str) -> str:
        return f"{alias}.{column(line, self.record)}"

    def select(self) -> str:
        """Return the statement that gives id and text of records; a condition on ``r`` may follow."""
        text, joins = text_of(self.contents.model, self.contents.names, "r")
        if self.contents.by_parts:
            text += " || r.sounds"
        for line, names in self.contents.lines.items():
            line_text, line_joins = text_of(line, names, "l")
            text += (
                f" || ' ' || coalesce((SELECT {self.aggregate}({line_text}, ' ') FROM {table(line)} l"
                f"{line_joins} WHERE {self.ids(line, 'l')} = r.id), '')"
            )
        return f"SELECT r.id, {self.words(text)} FROM {table(self.contents.model)} r{joins}"

    def ids_by_named_model(self) -> dict[type[models.Model], str]:
        """Return, by model that documents name, the selects of the ids of records that name row {}."""
        selects_by_model: dict[type[models.Model], list[str]] = {}
        for name in self.contents.names:
            other = named_model(self.contents.model, name)
            ids = f"SELECT r.id FROM {table(self.contents.model)} r"
            selects_by_model.setdefault(other, []).append(
                f"{ids} WHERE r.{column(self.contents.model, name)} {{}}"
            )
        for line, names in self.contents.lines.items():
            for name in names:
                other = named_model(line, name)
                ids = f"SELECT {self.ids(line, 'l')} FROM {table(line)} l"
                selects_by_model.setdefault(other, []).append(f"{ids} WHERE l.{column(line, name)} {{}}")
        return {other: " UNION ".join(selects) for other, selects in selects_by_model.items()}

    def install(self) -> None:
        """Put up the triggers; make and fill the table where it is missing. Safe to call again."""
        tables = self.connection.introspection.table_names()
        needed = {model._meta.db_table for model in (self.contents.model, *self.contents.lines)}
        if not needed.issubset(tables) or not self.has_sounds():  # while migrating backwards
            self.remove()
            return
        new = self.name not in tables
        # All or nothing: a table that was left empty would be kept so, and nothing found.
        with transaction.atomic(self.connection.alias):
            if new:
                self.create()
            self.create_triggers()
            if new:
                self.fill()
                self.index()

    def has_sounds(self) -> bool:
        """Return whether the table of the records has their sounds, if they are looked for by them."""
        if not self.contents.by_parts:
            return True
        with self.connection.cursor() as cursor:
            columns = self.connection.introspection.get_table_description(
                cursor, self.contents.model._meta.db_table
            )
        return "sounds" in {column.name for column in columns}

    def remove(self) -> None:
        """Take down the triggers and the table, where there is one."""
        if self.name not in self.connection.introspection.table_names():
            return
        with self.connection.cursor() as cursor:
            cursor.execute(self.triggers, [f"{self.name}\\_%"])
            triggers = cursor.fetchall()
        for trigger, on in triggers:
            self.drop_trigger(trigger, on)
        self.execute(f"DROP TABLE {self.name}")

    def index(self) -> None:
        """Index the words, once they are there, as that is faster than to do so at each; if need be."""

    def fill(self) -> None:
        """Write the documents of all records anew."""
        self.execute(f"DELETE FROM {self.name}")
        self.execute(f"INSERT INTO {self.name} (rowid, words) {self.select()}")
