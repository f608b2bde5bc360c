from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagements", "0007_saved_views")]

    operations = []
