import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from engagements.accounts.roles import update_roles


class Migration(migrations.Migration):
    """Likely duplicates, merges, and a place's other names."""

    dependencies = [
        ("engagements", "0005_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalplace",
            name="aliases",
            field=models.TextField(blank=True, help_text="Other names and spellings, one a line."),
        ),
        migrations.AddField(
            model_name="place",
            name="aliases",
            field=models.TextField(blank=True, help_text="Other names and spellings, one a line."),
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "officials"),
                            ("organization", "organizations"),
                            ("place", "places"),
                            ("visit", "visits"),
                        ],
                        max_length=12,
                    ),
                ),
                ("first", models.PositiveBigIntegerField(help_text="The lower key of the two.")),
                ("second", models.PositiveBigIntegerField()),
                (
                    "score",
                    models.PositiveSmallIntegerField(help_text="0 to 100: how much they look like one."),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "to be looked at"), ("not_the_same", "not the same")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "likely duplicate",
                "ordering": ["-score", "kind", "first", "second"],
                "permissions": [("merge_records", "Can merge two records into one, and undo it")],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["state", "-score"], name="duplicate_pair_best"),
                    models.Index(fields=["kind", "second"], name="duplicate_pair_second"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "first", "second"), name="duplicate_pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="duplicate_pair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["official", "organization", "place", "visit"])),
                        name="duplicate_pair_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "officials"),
                            ("organization", "organizations"),
                            ("place", "places"),
                            ("visit", "visits"),
                        ],
                        max_length=12,
                    ),
                ),
                ("kept", models.PositiveBigIntegerField()),
                ("other", models.PositiveBigIntegerField()),
                ("other_uid", models.UUIDField(null=True)),
                ("other_name", models.CharField(max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("act", models.UUIDField(help_text="The act of this merge in the history.", unique=True)),
                (
                    "snapshot",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="The record that was merged.",
                    ),
                ),
                (
                    "before",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="The one that was kept, as it was.",
                    ),
                ),
                (
                    "moved",
                    models.JSONField(
                        help_text="Model, field, and the keys of the rows that pointed at the other."
                    ),
                ),
                (
                    "dropped",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="Lines that were there twice.",
                    ),
                ),
                (
                    "filled",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="Lines that took over from a dropped one, as they were.",
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_act", models.UUIDField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "kept"], name="merge_kept")],
            },
        ),
        migrations.RunPython(update_roles, migrations.RunPython.noop),
    ]
