"""What an import may do in the name of a user."""

from django.contrib.auth.models import User
from django.db import models

from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import RecordData
from engagements.models import Handling, Publication
from engagements.models.records import Record
from engagements.services.publishing import may_change, may_publish, may_restrict


def permission_problem(user: User | None, kind: str, data: RecordData, record: models.Model | None) -> str:
    """Return why ``user`` may not do this to ``record`` (None: one to be made), or "".

    ``user`` is None for the command line, which may do all.
    """
    if user is None:
        return ""
    verb = "change" if record else "add"
    if not user.has_perm(f"engagements.{verb}_{RECORD_KINDS[kind].model._meta.model_name}"):
        return f"you may not {verb} a {kind}"
    if kind not in ("visit", "meeting"):
        return ""
    fields = data["fields"]
    if isinstance(record, Record) and not type(record).objects.visible_to(user).filter(pk=record.pk).exists():
        return "the record of this key is none that you may change"
    publishes = fields.get("publication") == Publication.PUBLISHED and not may_publish(user)
    if publishes or (isinstance(record, Record) and not may_change(user, record)):
        return "you may not publish, nor change what is published"
    if fields.get("handling") == Handling.RESTRICTED and not may_restrict(user):
        return "you may not restrict what you could not see afterwards"
    return ""
