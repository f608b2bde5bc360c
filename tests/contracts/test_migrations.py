"""A database of version 0.1.0 (migration 0015) keeps every row on the way to today's."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from engagements.models import Official, Place, SavedView, Source, Topic

APP = "engagements"
OLD = "0015_by_end"
DAY = datetime.date(2021, 12, 6)
OLD_QUERY = "q=home_official&home_official=1&home_official=2&away_country=MX&sort=title"
OLD_TOKEN = "a" * 43
NEW_QUERY = "q=home_official&by_official=1&by_official=2&with_country=MX&sort=title"

# Columns that are no more, by table.
DROPPED = {"engagements_savedview": {"token"}}

# Made by triggers of what the other tables hold.
DOCUMENTS = {"VisitDocument", "MeetingDocument", "FileTextDocument"}

# What constraints demand and no field alone tells; by model and field.
VALUES = {
    "Organization": {"parent": None},
    "Topic": {"parent": None},
    "Outcome": {"progress": "done"},
    "DuplicatePair": {"first": 1, "second": 2},
    "SavedView": {"list": "meeting", "query": OLD_QUERY, "token": OLD_TOKEN},
    "Attachment": {"meeting": None},
    "FileText": {"attachment": None},
    "Passage": {"start": 0, "end": 3, "meeting": None},
}


@pytest.fixture
def old_database(transactional_db):
    """The database as of `OLD`, with the models of then; afterwards it is as of today again."""
    migrate(OLD)
    yield MigrationExecutor(connection).loader.project_state([(APP, OLD)]).apps
    migrate(latest())


def latest():
    ((_, name),) = MigrationExecutor(connection).loader.graph.leaf_nodes(APP)
    return name


def migrate(name):
    # By the command: on SQLite it takes the triggers down, which would stand in the way.
    call_command("migrate", APP, name, verbosity=0)


def value_for(field, rows):
    """Return a value that ``field`` can hold and that is not its default, where it has one."""
    if field.is_relation:
        return rows.get(field.related_model._meta.label)
    if field.choices:
        return field.flatchoices[0][0]
    kinds = {
        models.DateTimeField: timezone.now(),
        models.DateField: DAY,
        models.TimeField: datetime.time(9, 30),
        models.UUIDField: uuid.uuid4(),
        models.BooleanField: not field.default,
        models.JSONField: [{"ü": [1, None]}],
        models.GenericIPAddressField: "2001:db8::7",
        models.EmailField: "ann@example.org",
        models.IntegerField: 1,
        models.CharField: "MX" if field.max_length and field.max_length <= 3 else f"ü {field.name}",
        models.FileField: "attachments/ü.txt",
        models.TextField: f"ü {field.name}",
    }
    return next(value for kind, value in kinds.items() if isinstance(field, kind))


def fill(apps):
    """Write a row into each table of the app; return the models in the order of that."""
    user = apps.get_model("auth", "User").objects.create(username="ann", password="!")
    rows = {"auth.User": user}
    waiting = [
        model
        for model in apps.get_app_config(APP).get_models(include_auto_created=True)
        if model.__name__ not in DOCUMENTS
    ]
    filled = []
    while waiting:
        ready = [model for model in waiting if not needed(model) & {other._meta.label for other in waiting}]
        assert ready, waiting
        for model in ready:
            values = {
                field.name: value_for(field, rows)
                for field in model._meta.concrete_fields
                if not isinstance(field, models.AutoField)
            }
            row = model._base_manager.create(**(values | VALUES.get(model.__name__, {})))
            rows[model._meta.label] = row
            filled.append(model)
            waiting.remove(model)
    return filled


def needed(model):
    """Return the labels of the models that a row of ``model`` points at, but for itself."""
    relations = {
        field.related_model._meta.label for field in model._meta.concrete_fields if field.is_relation
    }
    return relations - {model._meta.label}


def read(filled):
    """Return all rows as the database has them, by table and column."""
    tables = {}
    with connection.cursor() as cursor:
        for model in filled:
            dropped = DROPPED.get(model._meta.db_table, set())
            columns = [field.column for field in model._meta.concrete_fields if field.column not in dropped]
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
            tables[model._meta.db_table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return tables


def test_every_row_of_an_old_database_is_kept(old_database):
    filled = fill(old_database)
    before = read(filled)
    assert all(before.values()), [table for table, rows in before.items() if not rows]
    migrate(latest())
    (view,) = before["engagements_savedview"]
    assert view["query"] == OLD_QUERY
    view["query"] = NEW_QUERY
    after = read(filled)
    # Text is folded anew; what is derived so is in no row of history before the record is saved.
    for table, rows in before.items():
        if "_historical" not in table and "folded" in rows[0]:
            assert all(row.pop("folded") == "ü folded" for row in rows)
            assert all(row.pop("folded").startswith("u ") for row in after[table])
    assert after == before
    assert SavedView.objects.of_feed(OLD_TOKEN, DAY).get().pk == view["id"]
    for model in (Place, Topic, Source):
        row = model.objects.get()
        assert set(model.history.filter(id=row.pk).values_list("uid", flat=True)) <= {row.uid}


def test_directory_is_found_by_its_sounds_and_sorted(old_database):
    official = old_database.get_model(APP, "Official").objects.create(
        name="Émile Zola", sort_name="Žola, Émile"
    )
    place = old_database.get_model(APP, "Place").objects.create(name="Åmål", country="SE", aliases="Amal")
    migrate(latest())
    for model, pk in ((Official, official.pk), (Place, place.pk)):
        record = model.objects.get(pk=pk)
        migrated = {name: getattr(record, name) for name in model.derived_fields}
        record.refold()
        assert migrated == {name: getattr(record, name) for name in model.derived_fields}
