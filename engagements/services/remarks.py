"""Remarks: writing one, and whom it waits for."""

import re

from django.contrib.auth.models import User
from django.db.models import Q
from django.db.models.functions import Lower

from engagements.models import Remark
from engagements.models.records import Record
from engagements.models.remarks import RemarkQuerySet

MENTION = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")  # what a name of an account is made of
LAST_OF_SENTENCE = ".-+@"


def named_users(text: str, record: Record) -> tuple[list[User], list[str]]:
    """Return who is named in ``text`` by @name and may edit ``record``; and the names of all others."""
    names = list(dict.fromkeys(MENTION.findall(text)))
    spellings = {name: {name.lower(), name.rstrip(LAST_OF_SENTENCE).lower()} for name in names}
    wanted = set().union(*spellings.values())
    known = User.objects.annotate(lower=Lower("username")).filter(Q(lower__in=wanted) | Q(username__in=names))
    records = type(record).objects.filter(pk=record.pk)
    users = {
        user.username.lower(): user
        for user in (known.filter(is_active=True) if names else ())
        if records.changeable_by(user).exists()
    }
    unknown = [name for name in names if not spellings[name] & users.keys()]
    return list(users.values()), [name.rstrip(LAST_OF_SENTENCE) or name for name in unknown]


def add_remark(record: Record, author: User | None, text: str, returned_version: int | None = None) -> Remark:
    """Add a remark, which answers all that waited for ``author`` in the thread; return it.

    ``author`` is None where a script returns the record to draft, which is ``returned_version`` then.
    """
    if author:
        mark_as_read(Remark.objects.about(record), author)
    remark = Remark(author=author, text=text, returned_version=returned_version)
    setattr(remark, str(record._meta.model_name), record)
    remark.save()
    users, _ = named_users(text, record)
    if others := [user for user in users if user != author]:
        remark.waits_for.set(others)
    return remark


def mark_as_read(remarks: RemarkQuerySet, user: User) -> int:
    """Let none of ``remarks`` wait for ``user`` any more; return how many did."""
    waiting = Remark.waits_for.through.objects.filter(user=user, remark__in=remarks)
    number, _ = waiting.delete()
    return number
