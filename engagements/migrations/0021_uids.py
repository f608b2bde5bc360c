"""Places, topics and sources get a uid, and so do the rows of their history."""

import uuid
from itertools import islice

from django.db import migrations, models

BATCH_SIZE = 1000
MODELS = ("place", "topic", "source")


def give_uids(apps, schema_editor):
    """Give each record a uid, and the rows of its history the same; those of one deleted have one in common."""
    for name in MODELS:
        uids = {}
        for prefix in ("", "historical"):
            rows = apps.get_model("engagements", f"{prefix}{name}").objects.only("id")
            batches = batched(rows.order_by("pk").iterator(chunk_size=BATCH_SIZE), BATCH_SIZE)
            for batch in batches:
                for row in batch:
                    row.uid = uids.setdefault(row.id, uuid.uuid4())
                rows.bulk_update(batch, ["uid"])


def batched(rows, size):
    while batch := list(islice(rows, size)):
        yield batch


def unique_uid():
    return models.UUIDField(default=uuid.uuid4, editable=False, unique=True)


def uid_of_history():
    return models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0020_spellings"),
    ]

    operations = [
        *(
            migrations.AddField(f"{prefix}{name}", "uid", models.UUIDField(null=True, editable=False))
            for name in MODELS
            for prefix in ("", "historical")
        ),
        migrations.RunPython(give_uids, migrations.RunPython.noop, elidable=True),
        *(migrations.AlterField(name, "uid", unique_uid()) for name in MODELS),
        *(migrations.AlterField(f"historical{name}", "uid", uid_of_history()) for name in MODELS),
    ]
