"""Documents in a virtual table of FTS5 on SQLite."""

from django.db import models

from .base_index import SearchIndex, column, table


class SQLiteSearchIndex(SearchIndex):
    aggregate = "group_concat"
    triggers = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\\'"

    def drop_trigger(self, name: str, on: str) -> None:
        self.execute(f"DROP TRIGGER IF EXISTS {name}")

    def words(self, text: str) -> str:
        return text

    def create(self) -> None:
        # The words are folded already; the marks that are left belong to them.
        how = "prefix='2 3', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""
        if self.contents.by_parts:
            how = "tokenize='trigram'"
        self.execute(f"CREATE VIRTUAL TABLE {self.name} USING fts5(words, {how})")

    def trigger(self, model: type[models.Model], event: str, ids: str, when: str = "") -> None:
        what = f"{event.split(maxsplit=1)[0].lower()}_{model._meta.db_table}"
        name = f"{self.name}_{what}"
        self.drop_trigger(name, model._meta.db_table)
        self.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {table(model)} {when} BEGIN "
            f"DELETE FROM {self.name} WHERE rowid IN ({ids}); "
            f"INSERT INTO {self.name} (rowid, words) {self.select()} WHERE r.id IN ({ids}); END"
        )

    def create_triggers(self) -> None:
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
