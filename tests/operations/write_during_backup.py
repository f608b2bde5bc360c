"""Writes a backup while another connection adds a source before each table is read.

write_during_backup.py FILE       prints how many were added, and how many sources are in the backup
"""

import sys
import uuid
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402

from engagements.operations.backup import write_backup  # noqa: E402

other = connection.copy()
written = 0


def add_source(rows, **about):
    global written
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO engagements_source (uid, title, folded, publisher, url, text) "
            "VALUES (%s, '', '', '', '', '')",
            [uuid.uuid4().hex],
        )
    written += 1
    return rows


add_source(())
manifest = write_backup(Path(sys.argv[1]), track=add_source)
print(written, manifest["tables"]["engagements_source"]["rows"])
