"""What people write beside a visit or a meeting: corrections and remarks."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from .meetings import Meeting
from .records import Record
from .visibility import Viewer, meeting_visible_to, record_changeable_by, record_visible_to, visible_history
from .visits import Visit

ReferenceT = TypeVar("ReferenceT", bound="RecordReference")

KINDS_OF_RECORDS: dict[str, type[Visit | Meeting]] = {"visit": Visit, "meeting": Meeting}


class RecordReferenceQuerySet(models.QuerySet[ReferenceT]):
    def about(self, record: Record) -> Self:
        return self.filter(**{str(record._meta.model_name): record.pk})

    def of_changeable(self, user: Viewer) -> Self:
        """What is about records that ``user`` may see and change."""
        return self.filter(changeable_condition(user))


def present(kind: str) -> Q:
    """Return the condition that the record is there, by a join; its id is kept when it is deleted."""
    return Q(**{f"{kind}__version__isnull": False})


def changeable_condition(user: Viewer) -> Q:
    condition = Q(pk__in=[])
    for kind in KINDS_OF_RECORDS:
        condition |= present(kind) & record_changeable_by(user, kind, f"{kind}__")
    return condition


def seen_condition(user: Viewer) -> Q:
    """Return the condition under which ``user`` may see the record, or might have when it was deleted."""
    condition = Q(pk__in=[])
    for kind, model in KINDS_OF_RECORDS.items():
        if not user.has_perm(f"engagements.view_{kind}"):
            continue
        visible = record_visible_to if kind == "visit" else meeting_visible_to
        rows = model.history.model.objects.filter(id=models.OuterRef(f"{kind}_id"), history_type="-")
        deleted = ~present(kind) & Q(models.Exists(visible_history(model, user, rows)))
        condition |= (present(kind) & visible(user, f"{kind}__")) | deleted
    return condition


class RecordReference(models.Model):
    """Is about one visit or meeting, and hidden with it.

    It outlives the record, which may be brought back, and so names it by its id alone; a merge lets it
    follow (history/merge.py).
    """

    visit = models.ForeignKey(
        Visit, models.DO_NOTHING, null=True, db_constraint=False, related_name="%(class)ss", editable=False
    )
    meeting = models.ForeignKey(
        Meeting, models.DO_NOTHING, null=True, db_constraint=False, related_name="%(class)ss", editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_of_one_record",
                condition=Q(visit__isnull=True, meeting__isnull=False)
                | Q(visit__isnull=False, meeting__isnull=True),
            ),
        ]

    @property
    def kind(self) -> str:
        return "visit" if self.visit_id else "meeting"

    @property
    def record_pk(self) -> int:
        return self.visit_id or self.meeting_id or 0

    @property
    def record(self) -> Any:
        """The visit or meeting; None where it was deleted. Fetched before, or by a query."""
        field: Any = self._meta.get_field(self.kind)
        if field.is_cached(self):
            return field.get_cached_value(self)
        return KINDS_OF_RECORDS[self.kind]._base_manager.filter(pk=self.record_pk).first()
