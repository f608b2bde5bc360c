"""What the tests of backup and restore share."""

from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from engagements.operations.archive import NOT_ARCHIVED
from engagements.operations.sequences import last_ids
from engagements.search.contents import DOCUMENT_CONTENTS

ROOT = Path(__file__).resolve().parent.parent.parent


def rows():
    """Return all rows of all tables, as the database itself has them, and the ids that would come next."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {table}")
            # By all that a row has: the first column of a history is the same in many.
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found | {"next": last_ids()}


def tables():
    """Return the tables of which a backup has the rows."""
    left_out = {*(model._meta.db_table for model in NOT_ARCHIVED), "django_migrations"}
    names = set(connection.introspection.table_names()) - left_out
    made = tuple(contents.document._meta.db_table for contents in DOCUMENT_CONTENTS)
    return {name for name in names if not name.startswith(made)}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def empty():
    """Bring the database to where it is after the first `migrate`."""
    call_command("flush", interactive=False, verbosity=0)
    Group.objects.bulk_create([Group(name="Analysts")])  # as a migration does, which leaves no trace


def backup(path, **options):
    call_command("backup", str(path), verbosity=0, **options)


def restore(path, **options):
    call_command("restore", str(path), verbosity=0, **options)
