"""What visits and meetings share: who may see them, who changed them, which version they are."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .check_constraints import FieldCheckConstraint
from .dates import Span, SpanQuerySet, overlapping
from .folded_models import FoldedModel, FoldedQuerySet
from .querysets import AdaptiveQuerySet, Condition, IdSource, ModelT, without_index
from .statuses import UNCONFIRMED, StatusMixin, unconfirmed_condition
from .uids import UidModel
from .visibility import Handling, Publication, Viewer, record_changeable_by


class RecordQuerySet(AdaptiveQuerySet[ModelT], FoldedQuerySet[ModelT], SpanQuerySet[ModelT]):  # type: ignore[override] # each has its own as_manager()
    def changeable_by(self, user: Viewer) -> Self:
        """The records that ``user`` may see, and change by their form."""
        return self.filter(record_changeable_by(user, str(self.model._meta.model_name)))

    def between(self, start: datetime.date | None = None, end: datetime.date | None = None) -> Self:
        """Records whose span overlaps ``start`` to ``end``; see `overlapping`.

        With other filters these dates are not counted: most times have very many records, or few.
        """
        condition: Condition = overlapping(start, end)
        if self.has_few_rows or not condition:
            return self.filter(condition)
        # From the bound on: those beyond the other one are passed over within the index.
        rows = self.model._base_manager.filter(condition).order_by("end_date" if start else "start_date")
        if start and (self.is_ordered_scan or not end):
            condition = overlapping(None, end) & without_index(overlapping(start, None))
        return self.filter_with_sources(condition, IdSource(rows, "pk"), is_joint=False)

    def with_progress(self, statuses: Collection[str]) -> Self:
        """Records in one of ``statuses``: those that are stored, and `UNCONFIRMED`."""
        if UNCONFIRMED not in statuses:
            return self.field_in("progress", statuses)
        condition: Condition = Q(progress__in={*statuses} - {UNCONFIRMED}) | unconfirmed_condition()
        source = IdSource(self.model._base_manager.filter(condition), "pk")
        return self.filter_with_sources(
            without_index(condition) if self.is_ordered_scan else condition, source
        )

    def on_topics(self, ids: Collection[int]) -> Self:
        """Records that have one of the topics ``ids``, as such."""
        model: Any = self.model
        return self.referenced_by(model._meta.model_name, model.topics.through.objects.filter(topic__in=ids))

    def unconfirmed(self) -> Self:
        """Records that were planned, or under way, and are past."""
        # By their ids, as in `VisitQuerySet.upcoming`.
        return self.filter(pk__in=self.model._base_manager.filter(unconfirmed_condition()).values("pk"))

    def latest_first(self) -> Self:
        """Newest first; what has no date comes last."""
        return self.order_by(models.F("start_date").desc(nulls_last=True), "-pk")

    def earliest_first(self) -> Self:
        """Oldest first; what has no date comes last."""
        return self.order_by(models.F("start_date").asc(nulls_last=True), "pk")


class Record(StatusMixin, FoldedModel, UidModel, Span):
    """A visit or a meeting: dated, published or not, restricted or not, and versioned."""

    publication = models.CharField(max_length=9, choices=Publication, default=Publication.DRAFT)
    handling = models.CharField(
        max_length=10,
        choices=Handling,
        default=Handling.OPEN,
        help_text="Restricted records are seen only by those with the permission for them.",
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Goes up at every change; stops one editor from overwriting another.",
    )
    # Accounts that entered records are deactivated, not deleted.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects: Any  # each kind of record has a manager of its own

    class Meta(Span.Meta):
        abstract = True
        # What lists are sorted by; the database adds the latest first, see migration 0014.
        indexes = [
            models.Index(fields=["start_date", "id"], name="%(class)s_by_date"),
            models.Index(fields=["end_date", "start_date"], name="%(class)s_by_end"),
            models.Index(fields=["title", "id"], name="%(class)s_by_title"),
            models.Index(fields=["progress"], name="%(class)s_by_progress"),
            # What waits to be published is looked for on the first page.
            models.Index(
                fields=["changed_at"], condition=Q(publication=Publication.DRAFT), name="%(class)s_drafts"
            ),
        ]
        constraints = [
            *Span.Meta.constraints,
            FieldCheckConstraint(
                name="%(class)s_publication_known",
                condition=Q(publication__in=Publication.values),
                field="publication",
            ),
            FieldCheckConstraint(
                name="%(class)s_handling_known",
                condition=Q(handling__in=Handling.values),
                field="handling",
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.publication == Publication.DRAFT

    @property
    def is_restricted(self) -> bool:
        return self.handling == Handling.RESTRICTED
