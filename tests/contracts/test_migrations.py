"""A database of version 0.1.0 (migration 0015) keeps every row on the way to today's.

It is taken back and brought forward once for all that is asked of the way: that takes half a minute.
"""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from engagements.models import MeetingDocument, Official, Place, SavedView, Source, Topic
from tests.factories import MeetingFactory, OfficialFactory, ParticipantFactory

APP = "engagements"
WITH_DOCUMENTS = "0010_documents"
OLD = "0015_by_end"
WITH_PARTIES = "0016_party_parameters"
DAY = datetime.date(2021, 12, 6)
OLD_QUERY = "q=home_official&home_official=1&home_official=2&away_country=MX&sort=title"
OLD_TOKEN = "a" * 43
NEW_QUERY = "q=home_official&by_official=1&by_official=2&with_country=MX&sort=title"

# Columns that are no more, by table.
DROPPED = {"engagements_savedview": {"token"}}

# Made by triggers of what the other tables hold.
DOCUMENTS = {"VisitDocument", "MeetingDocument", "FileTextDocument", "OfficialDocument"}

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
def migrate(transactional_db):
    """Return a function: the name of a migration in, the apps as of then out; at the end all are applied."""

    def to(name):
        # By the command: on SQLite it takes the triggers down, which would stand in the way.
        call_command("migrate", APP, name, verbosity=0)
        return MigrationExecutor(connection).loader.project_state([(APP, name)]).apps

    yield to
    to(latest())


def latest():
    ((_, name),) = MigrationExecutor(connection).loader.graph.leaf_nodes(APP)
    return name


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
    """Write a row into each table of the app; return the ids by model, in the order of that."""
    user = apps.get_model("auth", "User").objects.create(username="ann", password="!")
    rows = {"auth.User": user}
    waiting = [
        model
        for model in apps.get_app_config(APP).get_models(include_auto_created=True)
        if model.__name__ not in DOCUMENTS
    ]
    filled = {}
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
            filled[model] = row.pk
            waiting.remove(model)
    return filled


def needed(model):
    """Return the labels of the models that a row of ``model`` points at, but for itself."""
    relations = {
        field.related_model._meta.label for field in model._meta.concrete_fields if field.is_relation
    }
    return relations - {model._meta.label}


def read(filled):
    """Return the rows of `fill` as the database has them, by table and column."""
    tables = {}
    with connection.cursor() as cursor:
        for model, pk in filled.items():
            dropped = DROPPED.get(model._meta.db_table, set())
            columns = [field.column for field in model._meta.concrete_fields if field.column not in dropped]
            names = [*columns, model._meta.db_table, model._meta.pk.column]
            *quoted, table, key = map(connection.ops.quote_name, names)
            cursor.execute(f"SELECT {', '.join(quoted)} FROM {table} WHERE {key} = %s", [pk])
            tables[model._meta.db_table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return tables


def lengths(filled):
    """Return how many rows there are, by table."""
    counts = {}
    with connection.cursor() as cursor:
        for model in filled:
            table = model._meta.db_table
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            (counts[table],) = cursor.fetchone()
    return counts


class EveryRow:
    """A row of each table is as it was, but for what is derived or renamed; none is added or lost."""

    def write(self, apps):
        self.filled = fill(apps)
        self.before = read(self.filled)
        assert all(self.before.values()), [table for table, rows in self.before.items() if not rows]

    def count(self):
        self.lengths = lengths(self.filled)

    def check(self):
        before, after = self.before, read(self.filled)
        (view,) = before["engagements_savedview"]
        assert view["query"] == OLD_QUERY
        view["query"] = NEW_QUERY
        # Text is folded anew; what is derived so is in no row of history before the record is saved.
        for table, rows in before.items():
            if "_historical" not in table and "folded" in rows[0]:
                assert all(row.pop("folded") == "ü folded" for row in rows)
                assert all(row.pop("folded").startswith("u ") for row in after[table])
        assert after == before
        assert lengths(self.filled) == self.lengths
        assert SavedView.objects.of_feed(OLD_TOKEN, DAY).get().pk == view["id"]
        for model in (Place, Topic, Source):
            row = model.objects.get(pk=before[model._meta.db_table][0]["id"])
            assert set(model.history.filter(id=row.pk).values_list("uid", flat=True)) <= {row.uid}


class Names:
    """The directory is found by its sounds and sorted."""

    def write(self, apps):
        officials, places = (apps.get_model(APP, name).objects for name in ("Official", "Place"))
        self.official = officials.create(name="Émile Zola", sort_name="Žola, Émile")
        self.place = places.create(name="Åmål", country="SE", aliases="Amal")

    def check(self):
        for model, pk in ((Official, self.official.pk), (Place, self.place.pk)):
            record = model.objects.get(pk=pk)
            migrated = {name: getattr(record, name) for name in model.derived_fields}
            record.refold()
            assert migrated == {name: getattr(record, name) for name in model.derived_fields}


class SavedViews:
    """Saved views and their feeds name parties by the parameters of today, and back."""

    MANY = "q=x%26y&home_country=US&home_country=MX&away_organization=1"

    def __init__(self, user):
        self.user, self.official = user, OfficialFactory()
        ParticipantFactory(meeting=MeetingFactory(title="Theirs"), official=self.official, side="counterpart")
        MeetingFactory(title="Of others")

    def write(self, apps):
        self.views = apps.get_model(APP, "SavedView").objects
        queries = {
            "Feed": f"away_official={self.official.pk}",
            "Many": self.MANY,
            "Others": "q=home_official%3D1&sort=title",
        }
        for name, query in queries.items():
            token = "t" if name == "Feed" else None
            self.views.create(owner_id=self.user.pk, name=name, list="meeting", query=query, token=token)
        self.views.create(owner_id=self.user.pk, name="Visits", list="visit", query="q=home_official")

    def check_renamed(self):
        of_user = self.views.filter(owner_id=self.user.pk)
        assert dict(of_user.values_list("name", "query")) == {
            "Feed": f"with_official={self.official.pk}",
            "Many": "q=x%26y&by_country=US&by_country=MX&with_organization=1",
            "Others": "q=home_official%3D1&sort=title",
            "Visits": "q=home_official",
        }

    def check_as_before(self):
        assert self.views.get(name="Many").query == self.MANY

    def check(self, client):
        calendar = client.get("/feeds/t.ics").getvalue().decode()
        assert "Theirs" in calendar
        assert "Of others" not in calendar


def check_documents(meeting):
    """The words of a record are found as before, and those that are added to it, too."""
    assert meetings("grain") == {meeting.pk}
    ParticipantFactory(meeting=meeting, title="Envoy")
    assert meetings("envoy") == {meeting.pk}


def meetings(word):
    documents = MeetingDocument.objects.filter(words__prefix=[[word]])
    return set(documents.values_list("record_id", flat=True))


def test_a_database_in_use_is_upgraded(client, migrate, analyst):
    meeting = MeetingFactory(title="Talks on grain")
    views, names, rows = SavedViews(analyst), Names(), EveryRow()
    migrate(WITH_DOCUMENTS)
    apps = migrate(OLD)
    for story in (views, names, rows):
        story.write(apps)
    rows.count()
    migrate(WITH_PARTIES)
    views.check_renamed()
    migrate(OLD)
    views.check_as_before()
    migrate(latest())
    rows.check()
    names.check()
    views.check(client)
    check_documents(meeting)
