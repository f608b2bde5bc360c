import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagements", "0007_saved_views")]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="when"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("login", "signed in"),
                            ("failed", "wrong password"),
                            ("lockout", "locked out"),
                            ("logout", "signed out"),
                            ("second", "second factor"),
                            ("account", "account changed"),
                            ("refused", "refused"),
                            ("export", "export"),
                            ("download", "download"),
                            ("pruned", "log pruned"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "who",
                    models.CharField(blank=True, help_text="Empty where it is not known.", max_length=150),
                ),
                ("user_number", models.PositiveBigIntegerField(blank=True, null=True)),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                ("detail", models.CharField(blank=True, max_length=1000, verbose_name="what")),
            ],
            options={
                "verbose_name_plural": "audit log",
                "ordering": ["-pk"],
                "permissions": [("needs_second_factor", "Has to sign in with a second factor")],
                "default_permissions": (),
            },
        ),
    ]
