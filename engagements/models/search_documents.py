"""What visits, meetings and officials are searched in; search/index.py keeps it true."""

from collections.abc import Callable
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, OuterRef, Q
from django.db.models.sql.compiler import SQLCompiler

from .querysets import ModelT

NO_LIMIT = 2**31  # so that SQLite makes a list of what is selected
PART_LENGTH = 3  # letters, of the parts that PostgreSQL keeps as FTS5 of SQLite does by itself


class WordsField(models.TextField):  # type: ignore[type-arg] # Django's is not generic when it runs
    """The words of a document, in the form in which the database can search them."""


@WordsField.register_lookup
class PrefixLookup(models.Lookup):
    """``words__prefix=texts``: all words of one of ``texts``, lists of folded words, begin a word."""

    lookup_name = "prefix"
    prepare_rhs = False
    beginning_on_sqlite, beginning = "*", ":*"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        quoted = f'"{{}}"{self.beginning_on_sqlite}'.format
        return self.matching(compiler, "{} MATCH %s", quoted, " AND ", " OR ")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        quoted = f"'{{}}'{self.beginning}".format
        return self.matching(compiler, "{} @@ %s::tsquery", quoted, " & ", " | ")

    def matching(
        self, compiler: SQLCompiler, condition: str, quoted: Callable[[str], str], within: str, between: str
    ) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, compiler.connection)
        texts = (within.join(map(quoted, words)) for words in self.rhs)
        return condition.format(column), [*params, between.join(f"({text})" for text in texts)]


@WordsField.register_lookup
class ExactLookup(PrefixLookup):
    """``words__exact=texts``: as ``prefix``, of whole words alone, which are found many times as fast."""

    lookup_name = "exact"
    beginning_on_sqlite = beginning = ""


@WordsField.register_lookup
class PartsLookup(PrefixLookup):
    """``words__parts=lists``: of each of the lists, a text of `PART_LENGTH` letters or more is in it.

    On PostgreSQL also where all parts of such a text are in it, but not side by side.
    """

    lookup_name = "parts"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return self.matching(compiler, "{} MATCH %s", '"{}"'.format, " OR ", " AND ")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return self.matching(compiler, "{} @@ %s::tsquery", parts_of, " | ", " & ")


def parts_of(text: str) -> str:
    """Return the query for all parts of ``text``."""
    starts = range(len(text) - PART_LENGTH + 1)
    return " & ".join(f"'{text[start : start + PART_LENGTH]}'" for start in starts)


class DocumentQuerySet(models.QuerySet[ModelT]):
    def exists_condition(self, column: str, outer: str) -> Q | Exists:
        """Return the condition that a document has in ``column`` what the record has in ``outer``.

        To look at one document, SQLite searches all of them again; so they are listed, once.
        """
        if connections[self.db].vendor == "sqlite":
            return Q(**{f"{outer}__in": self.values(column)[:NO_LIMIT]})
        return Exists(self.filter(**{column: OuterRef(outer)}))


class Document(models.Model):
    record_id = models.BigIntegerField(primary_key=True, db_column="rowid")
    words = WordsField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        abstract = True
        managed = False


class VisitDocument(Document):
    class Meta(Document.Meta):
        db_table = "engagements_visit_document"


class MeetingDocument(Document):
    class Meta(Document.Meta):
        db_table = "engagements_meeting_document"


class OfficialDocument(Document):
    """The names of an official and their sounds, by any part of them: for near spellings."""

    class Meta(Document.Meta):
        db_table = "engagements_official_document"


class FileTextDocument(Document):
    class Meta(Document.Meta):
        db_table = "engagements_file_text_document"
