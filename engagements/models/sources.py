"""Where facts come from: readouts, cables, press reports, registers."""

from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from engagements.common.dates import validate_year

from .folded_models import FoldedModel, FoldedQuerySet
from .history import History
from .uids import UidModel
from .visibility import (
    Viewer,
    meeting_visible_to,
    record_visible_to,
    sees_all_records,
    visibility_key,
    visible_history,
)


class SourceQuerySet(FoldedQuerySet["Source"]):
    def visible_to(self, user: Viewer) -> Self:
        """The sources that ``user`` may see; see `source_visible_to`."""
        return self.filter(source_visible_to(user))


def source_visible_to(user: Viewer, path: str = "pk") -> Q:
    """Return the condition under which ``user`` may see the source whose id is at ``path``.

    One that is, or was, among the sources of a record is seen by whoever may see such a record, in
    the state that named it. One that no record ever had among its sources is seen with the lines whose
    title it gives, and the records that passages of it are of. What nothing ever named is seen by
    whoever entered it, and by those who may see restricted records.
    """
    if sees_all_records(user):
        return Q()
    decides = (visibility_key(user), user.pk, path)
    if decides not in CONDITIONS:  # it takes 6 ms to put together
        CONDITIONS[decides] = make_condition(user, path)
    return CONDITIONS[decides]


CONDITIONS: dict[tuple[str, int | None, str], Q] = {}  # for each user who signed in


def make_condition(user: Viewer, path: str) -> Q:
    models_by_name: Any = apps.get_app_config("engagements").models  # they import this module
    participant, passage = models_by_name["participant"], models_by_name["passage"]
    named, seen = Q(), Q()
    for model in (models_by_name["visit"], models_by_name["meeting"]):
        through = model.sources.through
        name = model._meta.model_name
        pairs = through._base_manager.filter(source=OuterRef(path))
        past = model.history.model.objects.filter(**{f"historical{name}_sources__source": OuterRef(path)})
        named |= Q(Exists(pairs)) | Q(Exists(past))
        visible = model.objects.visible_to(user).filter(pk=OuterRef(f"{name}_id"))
        seen |= Q(Exists(pairs.filter(Exists(visible))))
        seen |= Q(Exists(visible_history(model, user, past)))
    titles = participant.objects.filter(title_source=OuterRef(path))
    past_titles = participant.history.model.objects.filter(title_source=OuterRef(path))
    passages = passage.objects.filter(source=OuterRef(path))
    seen_passages = Q(record_visible_to(user, "visit__"), visit__isnull=False)
    if not user.has_perm("engagements.view_visit"):
        seen_passages = Q(pk__in=[])
    seen_passages |= Q(meeting_visible_to(user, "meeting__"), meeting__isnull=False)
    seen_lines = Q(Exists(titles.visible_to(user))) | Q(Exists(passages.filter(seen_passages)))
    unnamed = Q(~Exists(titles), ~Exists(passages))
    if not user.has_perm("engagements.view_restricted_records"):
        entered = Q(created_by=user.pk) if user.pk else Q(pk__in=[])
        unnamed &= Q(~Exists(past_titles)) & entered
    return seen | (~named & (seen_lines | unnamed))


class Source(FoldedModel, UidModel):
    """A readout, cable, press report or register; its dates are no dates of a visit."""

    folded_from = ("title", "publisher")

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True, validators=[validate_year])
    retrieved_on = models.DateField(null=True, blank=True, validators=[validate_year])
    text = models.TextField(blank=True, help_text="What it says, where it may be kept.")
    # Sees it while nothing names it.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SourceQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
