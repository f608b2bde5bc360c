from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from engagements.common.tokens import hash_token


def hash_tokens(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep of each address its hash alone; the addresses work on."""
    SavedView = apps.get_model("engagements", "SavedView")
    for view in SavedView.objects.filter(token__isnull=False):
        SavedView.objects.filter(pk=view.pk).update(feed_hash=hash_token(view.token))


class Migration(migrations.Migration):
    dependencies = [("engagements", "0017_meeting_timezone")]

    operations = [
        migrations.AlterModelOptions(
            name="savedview",
            options={
                "ordering": ["name", "pk"],
                "permissions": [
                    (
                        "feed_restricted_records",
                        "Can have restricted records in calendar feeds, which ask for no login",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="savedview",
            name="feed_ends_on",
            field=models.DateField(
                editable=False,
                help_text="Its last day; none for a feed made before feeds had one.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="feed_hash",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="savedview",
            name="feed_used_at",
            field=models.DateTimeField(editable=False, help_text="To the hour.", null=True),
        ),
        # Undone, all feeds are without an address: a hash tells of none.
        migrations.RunPython(hash_tokens, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="savedview", name="saved_view_token_not_empty"),
        migrations.RemoveField(model_name="savedview", name="token"),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=Q(feed_hash__isnull=False)
                | Q(feed_hash__isnull=True, feed_ends_on__isnull=True, feed_used_at__isnull=True),
                name="saved_view_feed_whole",
            ),
        ),
    ]
