from django.contrib.auth.management import create_permissions
from django.db import migrations

from engagements.permissions import create_roles


def create(apps, schema_editor):
    # Permissions are otherwise made after the last migration, too late for this one.
    config = apps.get_app_config("engagements")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    create_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # The groups stay when this is undone: people may be in them.
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
