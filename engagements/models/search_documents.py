"""What visits and meetings are searched in; search/index.py keeps it true."""

from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, OuterRef, Q
from django.db.models.sql.compiler import SQLCompiler

from .querysets import ModelT

NO_LIMIT = 2**31  # so that SQLite makes a list of what is selected


class WordsField(models.TextField):  # type: ignore[type-arg] # Django's is not generic when it runs
    """The words of a document, in the form in which the database can search them."""


@WordsField.register_lookup
class PrefixLookup(models.Lookup):
    """``words__prefix=texts``: all words of one of ``texts``, lists of folded words, begin a word."""

    lookup_name = "prefix"
    prepare_rhs = False
    beginning_on_sqlite, beginning = "*", ":*"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return self.matching(compiler, "{} MATCH %s", f'"{{}}"{self.beginning_on_sqlite}', " AND ", " OR ")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return self.matching(compiler, "{} @@ %s::tsquery", f"'{{}}'{self.beginning}", " & ", " | ")

    def matching(
        self, compiler: SQLCompiler, condition: str, word: str, both: str, either: str
    ) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, compiler.connection)
        texts = (both.join(map(word.format, words)) for words in self.rhs)
        return condition.format(column), [*params, either.join(f"({text})" for text in texts)]


@WordsField.register_lookup
class ExactLookup(PrefixLookup):
    """``words__exact=texts``: as ``prefix``, of whole words alone, which are found many times as fast."""

    lookup_name = "exact"
    beginning_on_sqlite = beginning = ""


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


class FileTextDocument(Document):
    class Meta(Document.Meta):
        db_table = "engagements_file_text_document"
