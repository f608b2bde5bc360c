from django.db import migrations

from engagements.accounts.roles import update_roles


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # The groups stay when this is undone: people may be in them.
    operations = [migrations.RunPython(update_roles, migrations.RunPython.noop)]
