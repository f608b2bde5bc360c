"""What the documents of both databases share: the statements that select ids and words of records."""

from django.db import transaction


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
    """Makes tables and triggers for `DOCUMENT_CONTENTS`; one subclass for each database."""

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
