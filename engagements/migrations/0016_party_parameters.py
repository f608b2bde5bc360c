"""Saved views of meetings name parties by the parameters that addresses have now."""

from django.db import migrations
from django.http import QueryDict

NAMES = {
    "home_official": "by_official",
    "home_organization": "by_organization",
    "home_country": "by_country",
    "away_official": "with_official",
    "away_organization": "with_organization",
    "away_country": "with_country",
}


def rename(apps, names):
    views = apps.get_model("engagements", "SavedView").objects.filter(list="meeting")
    for view in views.only("query"):
        query, renamed = QueryDict(view.query), QueryDict(mutable=True)
        if names.keys().isdisjoint(query):
            continue
        for name, values in query.lists():
            renamed.setlistdefault(names.get(name, name)).extend(values)
        view.query = renamed.urlencode()
        view.save(update_fields=["query"])


def rename_parameters(apps, schema_editor):
    rename(apps, NAMES)


def name_as_before(apps, schema_editor):
    rename(apps, {new: old for old, new in NAMES.items()})


class Migration(migrations.Migration):
    dependencies = [("engagements", "0015_by_end")]

    operations = [migrations.RunPython(rename_parameters, name_as_before)]
