from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagements", "0008_audit")]

    operations = []
