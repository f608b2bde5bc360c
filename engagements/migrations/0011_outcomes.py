from django.db import migrations, models

from engagements.common.folding import fold


def fill(apps, schema_editor):
    outcomes = apps.get_model("engagements", "outcome").objects
    for outcome in outcomes.iterator():
        folded = " | ".join(filter(None, map(fold, f"{outcome.text}\n{outcome.due_text}".splitlines())))
        outcomes.filter(pk=outcome.pk).update(folded=folded)


class Migration(migrations.Migration):
    """Outcomes are found by their words, and a note says what became of each."""

    dependencies = [
        ("engagements", "0010_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicaloutcome",
            name="folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="historicaloutcome",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="What became of it, or why it was dropped or opened again.",
                max_length=500,
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="outcome",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="What became of it, or why it was dropped or opened again.",
                max_length=500,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["progress", "due_date"], name="outcome_due"),
        ),
    ]
