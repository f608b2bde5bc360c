"""What visits and meetings are about."""

from django.db import models
from django.db.models import F, Q

from engagements.common.addresses import address_of

from .check_constraints import FieldCheckConstraint
from .directory import DirectoryModel, DirectoryQuerySet
from .history import History
from .tree import Tree
from .uids import UidModel


class Topic(DirectoryModel, UidModel, Tree):
    name = models.CharField(max_length=150, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            FieldCheckConstraint(
                name="topic_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="A topic can't be its own parent.",
                field="parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{address_of('meeting_list')}?topic={self.pk}"
