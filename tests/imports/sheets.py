"""What the tests of imports share: mappings, sheets, and the command that users type."""

import io
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from engagements.imports.mapping import read_mapping
from engagements.imports.plan import make_plan
from engagements.imports.reading import SheetFile

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the published registers are not here")

TRIPS = """
[sheet]
date_formats = ["%Y-%m-%d", "%B %Y"]

[visit]
key = "trips:{id}"
title = "{who} in {town}"
start_date = "{from}"
end_date = "{to}"
country = "{country}"
places = { from = "{town}", split = ["/"] }
organization = "Department of State"
purpose = "{why}"

[[visit.delegation]]
official = "{who}"
title = "Secretary of State"
role = "head"
"""
HEADING = "id,who,from,to,country,town,why"
ROWS = [
    "1,Ann Able,2021-12-06,2021-12-08,Mexico,Mexico City/Monterrey,talks",
    "2,Ben Baker,2022-01-10,2022-01-10,Japan,Tokyo,a conference",
    "3,Ann Able,March 2022,,Soviet Union,Moscow,",
]


def plan_of(*rows, mapping=TRIPS, heading=HEADING, name="upload.csv", **options):
    """Return the plan of importing ``rows``, as the page makes it."""
    file = SheetFile(io.BytesIO("\n".join([heading, *rows]).encode()), name)
    return make_plan([file], read_mapping(mapping, "map.toml"), **options)


class Imports:
    """Writes files into a folder of its own and imports them by the command."""

    def __init__(self, folder):
        self.folder = folder

    def file(self, content, name="sheet.csv"):
        path = self.folder / name
        if isinstance(content, list):
            content = "\n".join(content) + "\n"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *files, mapping=TRIPS, **options):
        """Import and return what the command said; its errors raise `CommandError`."""
        if "\n" in str(mapping):
            mapping = self.file(mapping, "map.toml")
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(
                "import_engagements",
                *map(str, files),
                mapping=str(mapping),
                stdout=out,
                stderr=err,
                **options,
            )
        except CommandError as error:
            error.told = err.getvalue() + str(error)
            error.out = out.getvalue()
            raise
        return out.getvalue()

    def sheet(self, *rows, heading=HEADING, name="sheet.csv", **options):
        return self.run(self.file([heading, *rows], name), **options)

    def refused(self, *files, **options):
        """Import what can't be, and return what was said; nothing may be written."""
        before = everything()
        with pytest.raises(CommandError) as raised:
            self.run(*files, **options)
        assert raised.value.returncode == 2
        assert everything() == before
        return raised.value.told


def everything():
    """Return all rows of all tables of the app, histories included, by table."""
    models = apps.get_app_config("engagements").get_models(include_auto_created=True)
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model._meta.managed
    }
