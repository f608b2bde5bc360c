from django.db import migrations, models

from engagements.common.folding import fold

LINES = {"delegationmember": ("title",), "participant": ("title", "description")}


def fill(apps, schema_editor):
    for name, fields in LINES.items():
        lines = apps.get_model("engagements", name).objects
        for line in lines.iterator():
            folded = " | ".join(filter(None, (fold(getattr(line, field)) for field in fields)))
            lines.filter(pk=line.pk).update(folded=folded)


class Migration(migrations.Migration):
    """Titles and descriptions, too, are found however they are typed."""

    dependencies = [("engagements", "0002_roles")]

    operations = [
        *(
            migrations.AddField(name, "folded", models.TextField(default="", editable=False))
            for name in LINES
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
