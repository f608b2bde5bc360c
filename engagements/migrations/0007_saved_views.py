import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0006_merges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("visit", "visits"),
                            ("meeting", "meetings"),
                            ("official", "officials"),
                            ("organization", "organizations"),
                            ("outcome", "outcomes"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "query",
                    models.TextField(blank=True, help_text="As in the address, without page and format."),
                ),
                (
                    "shared",
                    models.BooleanField(
                        default=False,
                        help_text="They see in it what they may see, not what you may.",
                        verbose_name="share with everyone",
                    ),
                ),
                (
                    "token",
                    models.CharField(blank=True, editable=False, max_length=43, null=True, unique=True),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"),
                        name="saved_view_name_once",
                        violation_error_message="You have a view of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("token__isnull", True),
                            models.Q(("token", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="saved_view_token_not_empty",
                    ),
                ],
            },
        ),
    ]
