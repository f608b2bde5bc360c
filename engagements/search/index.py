"""Free text: all words of a visit or meeting in one indexed document, which the database keeps true.

A document holds what is folded of the record itself, of its lines and of all that they
name. Triggers keep it, whoever writes: forms, bulk imports, merges, renames. This is the
one module that knows the difference between the databases: FTS5 on SQLite, a tsvector
with a GIN index on PostgreSQL.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from engagements.models import (
    DelegationMember,
    Meeting,
    MeetingDocument,
    Participant,
    Stop,
    Visit,
    VisitDocument,
)


@dataclass(frozen=True)
class Contents:
    """What goes into the documents of ``model``: of itself, and of its ``lines`` (model -> what it names)."""

    document: type
    model: type
    names: tuple
    lines: dict


CONTENTS = (
    Contents(
        VisitDocument,
        Visit,
        ("organization",),
        {
            DelegationMember: ("official", "organization"),
            Stop: ("place",),
            Visit.topics.through: ("topic",),
        },
    ),
    Contents(
        MeetingDocument,
        Meeting,
        ("place",),
        {Participant: ("official", "organization"), Meeting.topics.through: ("topic",)},
    ),
)


def table(model):
    return f'"{model._meta.db_table}"'


def column(model, name):
    return f'"{model._meta.get_field(name).column}"'


def folded(model, alias):
    """Return the expression for what is folded of ``model``, "''" where it has nothing to fold."""
    has = any(field.name == "folded" for field in model._meta.fields)
    return f"coalesce({alias}.folded, '')" if has else "''"


def text_of(model, names, alias):
    """Return the expression and the joins for the text of ``model`` and of what it names."""
    parts, joins = [folded(model, alias)], ""
    for number, name in enumerate(names):
        other = model._meta.get_field(name).related_model
        named = f"{alias}{number}"
        joins += f" LEFT JOIN {table(other)} {named} ON {named}.id = {alias}.{column(model, name)}"
        parts.append(folded(other, named))
    return " || ' ' || ".join(parts), joins


class SearchIndex:
    """Makes tables and triggers for `CONTENTS`; one subclass for each database."""

    aggregate = None

    def __init__(self, connection, contents):
        self.connection, self.contents = connection, contents
        self.record = contents.model._meta.model_name
        self.name = contents.document._meta.db_table

    def execute(self, sql):
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def ids(self, line, alias):
        return f"{alias}.{column(line, self.record)}"

    def select(self):
        """Return the statement that gives id and text of records; a condition on ``r`` may follow."""
        text, joins = text_of(self.contents.model, self.contents.names, "r")
        for line, names in self.contents.lines.items():
            line_text, line_joins = text_of(line, names, "l")
            text += (
                f" || ' ' || coalesce((SELECT {self.aggregate}({line_text}, ' ') FROM {table(line)} l"
                f"{line_joins} WHERE {self.ids(line, 'l')} = r.id), '')"
            )
        return f"SELECT r.id, {self.words(text)} FROM {table(self.contents.model)} r{joins}"

    def ids_by_named_model(self):
        """Return, by model that documents name, the selects of the ids of records that name row {}."""
        found = {}
        for name in self.contents.names:
            other = self.contents.model._meta.get_field(name).related_model
            ids = f"SELECT r.id FROM {table(self.contents.model)} r"
            found.setdefault(other, []).append(f"{ids} WHERE r.{column(self.contents.model, name)} {{}}")
        for line, names in self.contents.lines.items():
            for name in names:
                other = line._meta.get_field(name).related_model
                ids = f"SELECT {self.ids(line, 'l')} FROM {table(line)} l"
                found.setdefault(other, []).append(f"{ids} WHERE l.{column(line, name)} {{}}")
        return {other: " UNION ".join(selects) for other, selects in found.items()}

    def install(self):
        """Put up the triggers; make and fill the table where it is missing. Safe to call again."""
        tables = self.connection.introspection.table_names()
        if self.contents.model._meta.db_table not in tables:  # while migrating backwards
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

    def remove(self):
        """Take down the triggers and the table, where there is one."""
        if self.name not in self.connection.introspection.table_names():
            return
        with self.connection.cursor() as cursor:
            cursor.execute(self.triggers, [f"{self.name}\\_%"])
            triggers = cursor.fetchall()
        for trigger, on in triggers:
            self.drop_trigger(trigger, on)
        self.execute(f"DROP TABLE {self.name}")

    def index(self):
        """Index the words, once they are there, as that is faster than to do so at each; if need be."""

    def fill(self):
        """Write the documents of all records anew."""
        self.execute(f"DELETE FROM {self.name}")
        self.execute(f"INSERT INTO {self.name} (rowid, words) {self.select()}")


class SQLiteSearchIndex(SearchIndex):
    aggregate = "group_concat"
    triggers = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\\'"

    def drop_trigger(self, name, on):
        self.execute(f"DROP TRIGGER IF EXISTS {name}")

    def words(self, text):
        return text

    def create(self):
        # The words are folded already; the marks that are left belong to them.
        self.execute(
            f"CREATE VIRTUAL TABLE {self.name} USING fts5(words, prefix='2 3', "
            "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )

    def trigger(self, model, event, ids, when=""):
        what = f"{event.split()[0].lower()}_{model._meta.db_table}"
        name = f"{self.name}_{what}"
        self.drop_trigger(name, model._meta.db_table)
        self.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {table(model)} {when} BEGIN "
            f"DELETE FROM {self.name} WHERE rowid IN ({ids}); "
            f"INSERT INTO {self.name} (rowid, words) {self.select()} WHERE r.id IN ({ids}); END"
        )

    def create_triggers(self):
        own = self.contents.model
        columns = ", ".join(["folded", *(column(own, name) for name in self.contents.names)])
        self.trigger(own, "INSERT", "NEW.id")
        self.trigger(own, f"UPDATE OF {columns}", "NEW.id")
        self.trigger(own, "DELETE", "OLD.id")
        for line in self.contents.lines:
            old, new = self.ids(line, "OLD"), self.ids(line, "NEW")
            self.trigger(line, "INSERT", new)
            self.trigger(line, "UPDATE", f"{old}, {new}")
            self.trigger(line, "DELETE", old)
        for other, ids in self.ids_by_named_model().items():
            changed = "WHEN OLD.folded <> NEW.folded"
            self.trigger(other, "UPDATE OF folded", ids.replace("{}", "= NEW.id"), changed)


class PostgreSQLSearchIndex(SearchIndex):
    aggregate = "string_agg"
    triggers = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s"

    def drop_trigger(self, name, on):
        self.execute(f"DROP TRIGGER IF EXISTS {name} ON {on}")

    def words(self, text):
        # A word has at most 2,046 bytes there, all of them together 1 MiB.
        words = f"unnest(string_to_array(left({text}, 200000), ' ')) word"
        return f"array_to_tsvector(ARRAY(SELECT DISTINCT left(word, 100) FROM {words} WHERE word > ''))"

    def create(self):
        self.execute(f"CREATE TABLE {self.name} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")

    def index(self):
        self.execute(f"CREATE INDEX {self.name}_words ON {self.name} USING gin (words)")

    def function(self, name, arguments, returns, body):
        self.execute(
            f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns} AS $$ BEGIN {body} END $$ "
            "LANGUAGE plpgsql"
        )

    def trigger(self, model, old, new):
        """Refresh the documents of the ids that ``old`` and ``new`` select from the rows of a statement.

        A statement at a time, so that a bulk import costs one refresh for each record.
        """
        name = f"{self.name}_{model._meta.db_table}"
        branches = {"INSERT": new, "UPDATE": f"{old} UNION {new}", "DELETE": old}
        tables = {
            "INSERT": "NEW TABLE AS new_rows",
            "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            "DELETE": "OLD TABLE AS old_rows",
        }
        for event, ids in branches.items():
            function = f"{name}_{event.lower()}"
            self.function(function, "", "trigger", f"PERFORM {self.name}_refresh(ARRAY({ids})); RETURN NULL;")
            self.drop_trigger(function, table(model))
            self.execute(
                f"CREATE TRIGGER {function} AFTER {event} ON {table(model)} REFERENCING {tables[event]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )

    def create_triggers(self):
        # Of two transactions that change one record, the second waits here, and then reads
        # what the first one wrote.
        self.function(
            f"{self.name}_refresh",
            "ids bigint[]",
            "void",
            f"PERFORM 1 FROM {self.name} WHERE rowid = ANY (ids) ORDER BY rowid FOR UPDATE; "
            f"DELETE FROM {self.name} WHERE rowid = ANY (ids) "
            f"AND rowid NOT IN (SELECT id FROM {table(self.contents.model)} WHERE id = ANY (ids)); "
            f"INSERT INTO {self.name} (rowid, words) {self.select()} WHERE r.id = ANY (ids) "
            "ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words;",
        )
        own = self.contents.model
        self.trigger(own, "SELECT id FROM old_rows", "SELECT id FROM new_rows")
        for line in self.contents.lines:
            ids = f"SELECT {column(line, self.record)} FROM"
            self.trigger(line, f"{ids} old_rows", f"{ids} new_rows")
        for other, ids in self.ids_by_named_model().items():
            renamed = "SELECT n.id FROM new_rows n JOIN old_rows o USING (id) WHERE o.folded <> n.folded"
            name = f"{self.name}_{other._meta.db_table}_renamed"
            self.function(
                name,
                "",
                "trigger",
                f"PERFORM {self.name}_refresh(ARRAY({ids.replace('{}', f'IN ({renamed})')})); RETURN NULL;",
            )
            self.drop_trigger(name, table(other))
            self.execute(
                f"CREATE TRIGGER {name} AFTER UPDATE ON {table(other)} REFERENCING OLD TABLE AS old_rows "
                f"NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


def search_indexes(using):
    connection = connections[using]
    index = SQLiteSearchIndex if connection.vendor == "sqlite" else PostgreSQLSearchIndex
    return [index(connection, contents) for contents in CONTENTS]


@contextmanager
def suspended_index(using=DEFAULT_DB_ALIAS):
    """Do without documents for a while; then write all anew. In one transaction of the caller's.

    For filling a whole database: that is many times faster than keeping each document
    true at every line. Others wait until the transaction is over.
    """
    indexes = search_indexes(using)
    for index in indexes:
        index.remove()
    yield
    connections[using].check_constraints()
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL, told of no officials, reads them all for each record
    for index in indexes:
        index.install()


def drop_before_migrate(using, plan, **kwargs):
    """Take the documents down before migrations; for ``pre_migrate``. `install` makes them again.

    On SQLite a change of a table removes and rebuilds it, and it refuses to rename the new one
    while triggers of other tables read from it.
    """
    if plan and connections[using].vendor == "sqlite":
        for index in search_indexes(using):
            index.remove()


def install(using, **kwargs):
    """Make the documents and the triggers that keep them; safe to call again. For ``post_migrate``.

    After every migration: on SQLite a change of a table rebuilds it, and drops its triggers.
    """
    for index in search_indexes(using):
        index.install()
