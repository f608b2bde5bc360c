import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def fill_from_history(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name who made each source, in its history too: an earlier state may be brought back."""
    history = apps.get_model("engagements", "HistoricalSource").objects
    for rows, pk in ((apps.get_model("engagements", "Source").objects, "pk"), (history, "id")):
        first = history.filter(id=OuterRef(pk), history_type="+").order_by("history_id")
        rows.update(created_by=Subquery(first.values("history_user")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0024_file_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="passage",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="engagements.source",
            ),
        ),
        migrations.RunPython(fill_from_history, migrations.RunPython.noop),
    ]
