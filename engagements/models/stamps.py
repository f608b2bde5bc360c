"""Which meetings and visits changed since when, for those who keep what they have read (`columns`).

Triggers stamp one whenever what is kept of it changes, whoever writes. On SQLite, where one
writes after the other, a stamp is a number that goes up. On PostgreSQL, where a transaction may commit
after a later one, it is the number of the transaction: whoever read when all before a `horizon`
were over reads again what has been stamped from there on.
"""

import secrets
from typing import NamedTuple

from django.db import connections, models

# The stamp of no meeting: a negative number drawn at random, by which a database is told from another.
IDENTITY_ROW = 0


class Stamps(NamedTuple):
    """What was stamped from some horizon on, and the next ``horizon``, before which nothing can come late."""

    identity: str
    horizon: int
    by_pk: dict[int, int]


class MeetingStamp(models.Model):
    # No foreign key: a meeting that was deleted keeps its stamp. A visit stands by its id below zero.
    meeting = models.BigIntegerField(primary_key=True)
    stamp = models.BigIntegerField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.meeting}: {self.stamp}"


TABLE = MeetingStamp._meta.db_table
NEXT_STAMP = f"SELECT coalesce(max(stamp), 0) + 1 FROM {TABLE} WHERE stamp > 0"  # on SQLite
STAMPED_SINCE = "WHERE (stamp < 0 OR stamp >= %s) AND meeting * %s >= 0"
READ_STAMPS = {
    "sqlite": f"SELECT meeting, stamp, ({NEXT_STAMP}), '' FROM {TABLE} {STAMPED_SINCE}",
    # A table that was brought back from a dump has the same rows, and another number. In another cluster,
    # transactions are counted anew.
    "postgresql": "SELECT meeting, stamp, pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
    f" '{TABLE}'::regclass::oid || '-' || (SELECT system_identifier FROM pg_control_system())"
    f" FROM {TABLE} {STAMPED_SINCE}",
}


def read_stamps(using: str, horizon: int | None, of_visits: bool = False) -> Stamps:
    """Return which meetings (or visits) were stamped from ``horizon`` on; of None, only the next horizon."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(
            READ_STAMPS[connection.vendor], [2**62 if horizon is None else horizon, -1 if of_visits else 1]
        )
        rows = cursor.fetchall()
    by_pk = {abs(pk): stamp for pk, stamp, *_ in rows}
    _, _, horizon, table = rows[0]
    return Stamps(f"{-by_pk.pop(IDENTITY_ROW)}-{table}", horizon, by_pk)


def new_identity(before: str = "-") -> str:
    """Return another identity for the database that has that of ``before``."""
    return f"{1 + secrets.randbits(62)}-{before.partition('-')[2]}"


def set_identity(using: str, identity: str) -> None:
    number = int(identity.partition("-")[0])
    rows = MeetingStamp.objects.using(using)
    rows.update_or_create(meeting=IDENTITY_ROW, defaults={"stamp": -number})
