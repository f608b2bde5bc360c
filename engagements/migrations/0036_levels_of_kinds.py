"""Changes that are logged say of which kind of record they tell: of a meeting, or of an entry of the directory."""

from django.db import migrations
from django.db.models import F

STATES, IN_VISIT = (
    0b1111,
    0b11110000,
)  # the masks of all states, and of all of a meeting in a visit, until now


def tell_kinds_apart(apps, schema_editor):
    changes = apps.get_model("engagements", "LoggedChange").objects.using(schema_editor.connection.alias)
    levels = F("levels")
    changes.filter(kind__in=["meeting", "outcome"]).update(levels=levels.bitleftshift(4))
    changes.filter(kind__in=["official", "organization", "place", "topic"]).update(levels=1 << 12)
    # Of which kind of record the source was is not known any more where it was in no visit.
    changes.filter(kind="source").update(
        levels=levels.bitand(STATES)
        + levels.bitand(STATES).bitleftshift(4)
        + levels.bitand(IN_VISIT).bitleftshift(4)
    )


class Migration(migrations.Migration):
    dependencies = [("engagements", "0035_remarks_by_scripts")]

    operations = [migrations.RunPython(tell_kinds_apart, migrations.RunPython.noop)]
