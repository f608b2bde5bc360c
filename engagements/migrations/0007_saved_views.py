from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagements", "0006_merges")]

    operations = []
