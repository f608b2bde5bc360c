import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from engagements.accounts.roles import update_roles


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0008_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("ready", "to be looked at"),
                            ("importing", "being imported"),
                            ("done", "imported"),
                            ("failed", "can’t be imported"),
                        ],
                        default="reading",
                        max_length=9,
                    ),
                ),
                ("message", models.TextField(blank=True, help_text="Why it can't be imported.")),
                (
                    "files",
                    models.JSONField(default=list, help_text="The name of each, as its owner gave it."),
                ),
                ("mapping_name", models.CharField(max_length=200, verbose_name="mapping")),
                ("mapping_text", models.TextField()),
                ("skip_bad_rows", models.BooleanField(default=False)),
                (
                    "digest",
                    models.CharField(blank=True, help_text="Of the plan that was looked at.", max_length=64),
                ),
                (
                    "preview",
                    models.JSONField(default=dict, help_text="What the plan comes to, for the page."),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to="engagements.importrun",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sheet to import",
                "verbose_name_plural": "sheets to import",
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.RunPython(update_roles, migrations.RunPython.noop),
    ]
