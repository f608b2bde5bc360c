from django.db import migrations, models
from django_countries import countries

from engagements.common.folding import fold
from engagements.common.name_likeness import sounds_of
from engagements.common.sorting import sort_key
from engagements.search.index import search_indexes

# What each model is found by; officials are listed as their field says, all others by the first of these.
FOLDED_FROM = {
    "visit": ("title", "purpose"),
    "meeting": ("title", "summary", "points", "venue"),
    "delegationmember": ("title",),
    "participant": ("title", "description"),
    "outcome": ("text", "due_text", "note"),
    "programmeitem": ("what", "note"),
    "source": ("title", "publisher"),
    "official": ("name", "native_name", "aliases"),
    "organization": ("name", "acronym", "native_name", "aliases"),
    "place": ("name", "country", "aliases"),
    "topic": ("name",),
}
DIRECTORY = {"official", "organization", "place", "topic"}
BATCH_SIZE = 5000


def derive(apps, schema_editor):
    """Fold all text as it is folded now, and derive sounds and sort keys of the directory."""
    connection = schema_editor.connection
    # Far faster than to keep each document true; `install_indexes` makes them again after the migration.
    for index in search_indexes(connection.alias):
        index.remove()
    for name, fields in FOLDED_FROM.items():
        rows = apps.get_model("engagements", name).objects.using(connection.alias).order_by("pk")
        listed_by = ("sort_name",) if name == "official" else ()
        derived = ("folded", "sounds", "sort_key") if name in DIRECTORY else ("folded",)
        columns = ", ".join(f"{column} = %s" for column in derived)
        update = f"UPDATE {rows.model._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608
        last = 0
        while batch := list(
            rows.filter(pk__gt=last).values("pk", "folded", *fields, *listed_by)[:BATCH_SIZE]
        ):
            last = batch[-1]["pk"]
            changes = []
            for row in batch:
                values = derived_values(name, row, fields)
                if name in DIRECTORY or values[0] != row["folded"]:
                    changes.append((*values, row["pk"]))
            with connection.cursor() as cursor:
                cursor.executemany(update, changes)


def derived_values(name, row, fields):
    """Return what is folded of ``row``, and of an entry of the directory its sounds and its sort key."""
    texts = [row[field] for field in fields]
    if name == "place" and row["country"]:
        texts[1] = countries.name(str(row["country"]))
    folded = " | ".join(filter(None, map(fold, "\n".join(map(str, texts)).splitlines())))
    if name not in DIRECTORY:
        return (folded,)
    listed_by = [row.get("sort_name") or texts[0], *(texts[1:2] if name == "place" else ())]
    return folded, sounds_of(folded), sort_key(*map(str, listed_by))


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0019_programme"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="official",
            options={"ordering": ["sort_key", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="organization",
            options={"ordering": ["sort_key", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="place",
            options={"ordering": ["sort_key", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="topic",
            options={"ordering": ["sort_key", "pk"]},
        ),
        migrations.RemoveIndex(
            model_name="official",
            name="official_by_name",
        ),
        migrations.RemoveIndex(
            model_name="organization",
            name="organization_by_name",
        ),
        migrations.AddField(
            model_name="historicalofficial",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalofficial",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalorganization",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalorganization",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalplace",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicalplace",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicaltopic",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicaltopic",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="official",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="official",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="organization",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="organization",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="place",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="place",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="topic",
            name="sort_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="topic",
            name="sounds",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="official",
            index=models.Index(fields=["sort_key", "id"], name="official_by_name"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["sort_key", "id"], name="organization_by_name"),
        ),
        migrations.RunPython(derive, migrations.RunPython.noop, elidable=True),
    ]
