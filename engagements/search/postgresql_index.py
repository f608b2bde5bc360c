"""Documents in a tsvector with a GIN index on PostgreSQL."""

from django.db import models

from engagements.models.search_documents import PART_LENGTH

from .base_index import SearchIndex, column, table


class PostgreSQLSearchIndex(SearchIndex):
    aggregate = "string_agg"
    triggers = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s"

    def drop_trigger(self, name: str, on: str) -> None:
        self.execute(f"DROP TRIGGER IF EXISTS {name} ON {on}")

    def words(self, text: str) -> str:
        if self.contents.by_parts:
            # Nobody has names of that many letters; more might not fit.
            parts = f"substr(names, start, {PART_LENGTH})"
            starts = f"generate_series(1, length(names) - {PART_LENGTH - 1}) start"
            names = f"(SELECT left({text}, 20000) names) limited"
            return f"array_to_tsvector(ARRAY(SELECT DISTINCT {parts} FROM {names}, {starts}))"
        # A word has at most 2,046 bytes there, all of them together 1 MiB.
        words = f"unnest(string_to_array(left({text}, 200000), ' ')) word"
        return f"array_to_tsvector(ARRAY(SELECT DISTINCT left(word, 100) FROM {words} WHERE word > ''))"

    def create(self) -> None:
        self.execute(f"CREATE TABLE {self.name} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")

    def index(self) -> None:
        # Else what was written lately is read through by each search: seldom asked for, but of suggestions
        # at each letter.
        how = " WITH (fastupdate = off)" if self.contents.by_parts else ""
        self.execute(f"CREATE INDEX {self.name}_words ON {self.name} USING gin (words){how}")

    def function(self, name: str, arguments: str, returns: str, body: str) -> None:
        self.execute(
            f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns} AS $$ BEGIN {body} END $$ "
            "LANGUAGE plpgsql"
        )

    def trigger(self, model: type[models.Model], old: str, new: str) -> None:
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

    def create_triggers(self) -> None:
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
