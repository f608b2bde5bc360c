"""Merges on the history page of the record that was kept: what was merged, and undoing it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from engagements.common.ids import read_id
from engagements.history.merge import CannotMerge
from engagements.history.trail import RecordedChangeSet
from engagements.history.undo import may_know_merged, undo
from engagements.models import Merge
from engagements.models.duplicate_pairs import MERGEABLE_MODELS

from .hardening import user_of

MERGE_PERMISSION = "engagements.merge_records"


class ShownMerge(NamedTuple):
    merge: Merge
    name: str  # of the record that was merged, as far as the user may know it
    may_undo: bool


class UndoMergeMixin(admin.ModelAdmin):
    def merges_into(self, record: Model) -> QuerySet[Merge]:
        if self.opts.model_name not in MERGEABLE_MODELS:
            return Merge.objects.none()
        return Merge.objects.filter(kind=self.opts.model_name, kept=record.pk).select_related("undone_by")

    def with_merges(
        self, request: HttpRequest, record: Model, acts: Iterable[RecordedChangeSet]
    ) -> list[tuple[RecordedChangeSet, ShownMerge | None]]:
        """Return each change set with the merge that it was; None where it was none."""
        user = user_of(request)
        merges = self.merges_into(record).filter(act__in=[act.uid for act in acts])
        shown = {}
        for merge in merges:
            may_know = may_know_merged(user, merge)
            name = merge.other_name if may_know else f"a {self.opts.verbose_name} that you may not see"
            may_undo = user.has_perm(MERGE_PERMISSION) and may_know and not merge.undone_at
            shown[merge.act] = ShownMerge(merge, name, may_undo)
        return [(act, shown.get(act.uid)) for act in acts]

    def undo_merge(self, request: HttpRequest, record: Any) -> HttpResponseRedirect:
        user, pk = user_of(request), read_id(request.POST.get("undo", ""))
        merge = self.merges_into(record).filter(pk=pk).first() if pk else None
        if merge is None:
            messages.error(request, "There is no such merge to undo.")
            return redirect(request.path)
        if not (user.has_perm(MERGE_PERMISSION) and may_know_merged(user, merge)):
            raise PermissionDenied
        try:
            undo(merge, user)
        except CannotMerge as error:
            messages.error(request, "The merge can't be undone, as something was changed since:")
            for reason in error.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, f"“{merge.other_name}” is there again, with all that was its own.")
        return redirect(request.path)
