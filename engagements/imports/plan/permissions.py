"""What an import may do in the name of a user."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import RecordData
from engagements.models import Handling, Publication
from engagements.models.records import Record
from engagements.models.visibility import rows_visible_to
from engagements.services.publishing import may_change, may_publish, may_restrict

# No more than this: what the record is, or whether it would change, may not be seen.
HIDDEN_RECORD_PROBLEM = (
    "the record of this key is none that you may change: leave it out, or ask an administrator"
)


def visible_records(user: User | None, model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the records of ``model`` that an import for ``user`` may know of."""
    return model._default_manager.all() if user is None else rows_visible_to(user, model)


def visible_pks(user: User | None, model: type[models.Model], pks: Collection[int]) -> set[int]:
    """Return those of ``pks`` (of records that are there) that an import for ``user`` may know of."""
    if user is None:
        return set(pks)
    return set(visible_records(user, model).filter(pk__in=pks).values_list("pk", flat=True))


def may_view(user: User | None, model: type[models.Model]) -> bool:
    """Return whether ``user`` may see records of that kind, if not each of them."""
    return user is None or user.has_perm(f"engagements.view_{model._meta.model_name}")


def permission_problem(user: User | None, kind: str, data: RecordData, record: models.Model | None) -> str:
    """Return why ``user`` may not do this to ``record`` (None: one to be made), or "".

    ``user`` is None for the command line, which may do all.
    """
    if user is None:
        return ""
    verb = "change" if record else "add"
    if not user.has_perm(f"engagements.{verb}_{RECORD_KINDS[kind].model._meta.model_name}"):
        return f"you may not {verb} a {kind}: ask an administrator"
    if kind not in ("visit", "meeting"):
        return ""
    fields = data["fields"]
    publishes = fields.get("publication") == Publication.PUBLISHED and not may_publish(user)
    if publishes or (isinstance(record, Record) and not may_change(user, record)):
        return "you may not publish, nor change what is published: import it as a draft"
    if fields.get("handling") == Handling.RESTRICTED and not may_restrict(user):
        return "you may not restrict what you could not see afterwards: ask an administrator"
    return ""
