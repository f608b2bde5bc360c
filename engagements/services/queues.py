"""What waits for somebody: drafts, what came back, what is to be published, corrections, remarks.

Each is a number on the first page, and the list that it leads to.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from engagements.models import CorrectionStatus, Publication, Remark
from engagements.models.corrections import CorrectionQuerySet
from engagements.models.remarks import RemarkQuerySet

from .publishing import may_publish

Records = QuerySet[Any]  # visits or meetings, such as somebody may see


def is_returned(records: Records) -> Exists:
    """Return the condition that a draft was returned to draft, and not changed since."""
    kind = str(records.model._meta.model_name)
    returned_version = OuterRef("version")
    return Exists(Remark.objects.filter(**{kind: OuterRef("pk")}, returned_version=returned_version))


def own_drafts(records: Records, user: User) -> Records:
    return records.filter(publication=Publication.DRAFT, created_by=user)


def returned_drafts(records: Records, user: User) -> Records:
    """What ``user`` entered and an editor returned, with a reason."""
    return own_drafts(records, user).filter(is_returned(records))


def to_be_published(records: Records, user: User) -> Records:
    """The drafts that wait for ``user`` to publish them: not those that wait for who entered them."""
    if not may_publish(user):
        return records.none()
    return records.filter(~is_returned(records), publication=Publication.DRAFT)


def corrections_to_decide(corrections: CorrectionQuerySet, user: User) -> CorrectionQuerySet:
    return corrections.of_changeable(user).open()


def decided_corrections(corrections: CorrectionQuerySet, user: User) -> CorrectionQuerySet:
    """Those that ``user`` sent and that were decided, until marked as read."""
    return corrections.filter(sent_by=user, is_read=False).exclude(status=CorrectionStatus.OPEN)


def sent_corrections(corrections: CorrectionQuerySet, user: User) -> CorrectionQuerySet:
    return corrections.filter(sent_by=user)


def remarks_to(remarks: RemarkQuerySet, user: User) -> RemarkQuerySet:
    return remarks.filter(waits_for=user)
