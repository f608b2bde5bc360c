"""Publishing, restricting, returning to draft and deleting: who may, and what has to hold.

What may be seen is decided in models/visibility.py, which group has which permission in accounts/roles.py.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models, transaction

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Publication
from engagements.models.records import Record

from .changes import mark_changed
from .remarks import add_remark

AnyRecord = TypeVar("AnyRecord", bound=Record)


def may_publish(user: User | AnonymousUser) -> bool:
    """Return whether ``user`` may publish records, return them to draft, and change published ones."""
    return user.has_perm("engagements.publish_records")


def may_restrict(user: User | AnonymousUser) -> bool:
    """Return whether ``user`` may restrict records, and open them: those alone who see restricted ones."""
    return user.has_perm("engagements.view_restricted_records")


def may_change(user: User | AnonymousUser, record: Record) -> bool:
    """Return whether ``user``, who may change records of that kind, may change ``record`` as it is now."""
    return record.is_draft or may_publish(user)


def may_enter(user: User | AnonymousUser, verb: str, name: str, record: Record | None = None) -> bool:
    """Return whether ``user`` may use the form to ``verb`` (add, change, delete) records of a model.

    ``record`` is the visit or meeting that it is or belongs to, if there is one.
    """
    allowed = user.is_staff and user.has_perm(f"engagements.{verb}_{name}")
    return allowed and (record is None or may_change(user, record))


def missing_sides_problem(sides: Iterable[str]) -> str:
    """Say what ``sides``, those of its participants, lack for a meeting to be published; "" for nothing."""
    sides = set(sides)
    if not sides.intersection(DELEGATION_SIDE):
        return "A published meeting needs at least one participant of the delegation or accompanying it."
    if not sides.intersection(COUNTERPART_SIDE):
        return "A published meeting needs at least one counterpart or third party."
    return ""


def publication_problem(record: Record) -> str:
    """Say why ``record`` can't be published yet; "" when it can. Reads the participants of a meeting."""
    if isinstance(record, Meeting):
        return missing_sides_problem(participant.side for participant in record.participants.all())
    return ""


@transaction.atomic
def publish(records: models.QuerySet[AnyRecord], user: User) -> tuple[list[AnyRecord], dict[AnyRecord, str]]:
    """Publish the drafts among ``records`` that can be; return them, and of each other draft its problem."""
    drafts = records.filter(publication=Publication.DRAFT)
    if issubclass(records.model, Meeting):
        drafts = drafts.prefetch_related("participants")
    locked = list(drafts.select_for_update(of=("self",)))
    problems = {record: problem for record in locked if (problem := publication_problem(record))}
    published = [record for record in locked if record not in problems]
    for record in published:
        set_publication(record, Publication.PUBLISHED, user)
    return published, problems


@transaction.atomic
def return_to_draft(records: models.QuerySet[AnyRecord], user: User, reason: str) -> list[AnyRecord]:
    """Make drafts of the published ones among ``records``, with a remark that says why; return them."""
    published = list(records.filter(publication=Publication.PUBLISHED).select_for_update(of=("self",)))
    for record in published:
        set_publication(record, Publication.DRAFT, user)
        add_remark(record, user, reason, record.version)
    return published


def set_publication(record: Record, publication: Publication, user: User) -> None:
    record.publication = publication
    mark_changed(record, user)
    record.save()
