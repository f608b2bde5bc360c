import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("engagements", "0004_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "running"), ("done", "done"), ("failed", "failed")],
                        default="running",
                        max_length=7,
                    ),
                ),
                (
                    "files",
                    models.JSONField(default=list, help_text="Name, SHA-256 and number of rows of each."),
                ),
                ("mapping_name", models.CharField(max_length=200, verbose_name="mapping")),
                ("mapping_text", models.TextField()),
                (
                    "counts",
                    models.JSONField(default=dict, help_text="By kind of record: made, changed, left, kept."),
                ),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_left_out", models.PositiveIntegerField(default=0)),
                (
                    "act",
                    models.UUIDField(help_text="The act in the history that this import was.", null=True),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=250)),
                ("object_id", models.BigIntegerField()),
                ("values", models.JSONField(default=dict)),
                (
                    "run",
                    models.ForeignKey(
                        help_text="The last import that wrote it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="engagements.importrun",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="imported_record_of")],
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="imported_key_once")],
            },
        ),
    ]
