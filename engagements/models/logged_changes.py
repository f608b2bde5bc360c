"""Which record was changed in which order, for whoever follows the changes by the API.

Triggers write a row whenever a record is made, changed or deleted, or is seen by others than before,
whoever writes. The order is one in which nothing comes late: on SQLite, where one writes after the
other, that of the ids; on PostgreSQL, where a transaction may commit after a later one, that of the
transactions, of which none is read before all that began earlier are over.

Old rows are deleted, see `prune`. A row of no change notes until when.
"""

import datetime
from collections.abc import Collection
from functools import lru_cache
from typing import Self
from uuid import UUID

from django.db import connections, models, transaction
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from .sources import Source
from .visibility import Viewer, visibility_key

# What a user may have to be allowed to see a record. A level is a sum: one of what it is, and of its state
# these two; a mask has a bit a level.
DRAFT, RESTRICTED = 1, 2
STATES = range(DRAFT + RESTRICTED + 1)
VISIT, MEETING, MEETING_IN_VISIT, ENTRY = 0, 4, 8, 12  # an entry of the directory has no state
PERMISSIONS = {
    VISIT: ("view_visit",),
    MEETING: ("view_meeting",),
    MEETING_IN_VISIT: ("view_meeting", "view_visit"),
}
PRUNED = -1  # what the row that notes how far was pruned has as its transaction


def levels_visible_to(user: Viewer) -> int:
    """Return the mask of the levels of records that ``user`` may see."""

    def may(name: str) -> bool:
        return user.has_perm(f"engagements.{name}")

    needed = {DRAFT: "view_draft_records", RESTRICTED: "view_restricted_records"}
    hidden = sum(bit for bit, name in needed.items() if not may(name))
    states = [state for state in STATES if not state & hidden]
    kinds = [kind for kind, names in PERMISSIONS.items() if all(may(name) for name in names)]
    return sum(1 << kind + state for kind in kinds for state in states) + (1 << ENTRY)


@lru_cache(maxsize=1_000)
def sees_source(user: Viewer, key: str, uid: UUID, change: int) -> bool:
    """Whether ``user``, of `visibility_key` ``key``, may see the source of ``change``, the last one there is.

    Where that becomes otherwise, there is a later change.
    """
    return Source.objects.visible_to(user).filter(uid=uid).exists()


class LoggedChangeQuerySet(models.QuerySet["LoggedChange"]):
    def settled(self) -> Self:
        """Those before which no other can come any more, in their order."""
        queryset = self.order_by("transaction", "pk")
        connection = connections[self.db]
        if connection.vendor == "sqlite":
            return queryset
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, "
                "CASE WHEN NOT pg_is_in_recovery() THEN pg_current_xact_id_if_assigned()::text::bigint END"
            )
            horizon, own = cursor.fetchone()
        return queryset.filter(Q(transaction__lt=horizon) | Q(transaction=own))

    def after(self, change: "LoggedChange") -> Self:
        later = Q(transaction=change.transaction, pk__gt=change.pk)
        return self.filter(later | Q(transaction__gt=change.transaction))

    def before(self, change: "LoggedChange") -> Self:
        earlier = Q(transaction=change.transaction, pk__lt=change.pk)
        return self.filter(earlier | Q(transaction__lt=change.transaction))

    def concerning(self, user: Viewer, kinds: Collection[str]) -> Self:
        """Those of records of ``kinds`` that ``user`` might see before or after.

        Whether a source is seen depends on more than the levels of records; where sources are asked for,
        those count that are seen now.
        """
        seen = Q(common__gt=0)
        if "source" in kinds:
            seen |= Q(Exists(Source.objects.visible_to(user).filter(uid=OuterRef("uid"))), kind="source")
        return self.with_common_levels(user).filter(seen, kind__in=kinds)

    def with_common_levels(self, user: Viewer) -> Self:
        """With ``common``: the levels that a record had and ``user`` may see."""
        return self.annotate(common=F("levels").bitand(levels_visible_to(user)))

    def last_concerning(self, user: Viewer, kinds: Collection[str]) -> "LoggedChange | None":
        """Return the last of those of `concerning`.

        Who may see a source takes longer to ask than all else, and so is asked of the last change first.
        """
        last = self.with_common_levels(user).filter(Q(common__gt=0) | Q(kind="source"), kind__in=kinds).last()
        if last and last.kind == "source" and not sees_source(user, visibility_key(user), last.uid, last.pk):
            return self.concerning(user, kinds).last()
        return last

    def pruned_until(self) -> datetime.datetime | None:
        """Return the time from which on all changes are there; None: from the start of the log."""
        return self.filter(transaction=PRUNED).values_list("at", flat=True).first()

    @transaction.atomic
    def prune(self, before: datetime.datetime) -> int:
        """Delete the changes from before a time; return how many there were.

        But not the last one of each kind and levels: who has read all has come as far as that, and who
        has not meets it first, and so notices that changes before it may be missing.
        """
        in_order = self.exclude(transaction=PRUNED).order_by("transaction", "pk")
        kept = in_order.filter(at__gte=before).first()
        old = in_order.before(kept) if kept else in_order
        latest_first = Window(
            RowNumber(),
            partition_by=["kind", "levels"],
            order_by=[F("transaction").desc(), F("pk").desc()],
        )
        superseded = old.annotate(rank=latest_first).filter(rank__gt=1)
        count, _ = self.filter(pk__in=superseded.values("pk")).delete()
        until = max(before, self.pruned_until() or before)
        no_change = {"kind": "", "uid": UUID(int=0), "levels": 0, "at": until}
        self.update_or_create(transaction=PRUNED, defaults=no_change)
        return count


class LoggedChange(models.Model):
    kind = models.CharField(max_length=12)
    uid = models.UUIDField()
    levels = models.PositiveSmallIntegerField(help_text="Mask of the levels that it had before and after.")
    transaction = models.BigIntegerField(help_text="0 on SQLite.")
    at = models.DateTimeField()

    objects = LoggedChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["transaction", "id"], name="logged_change_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
