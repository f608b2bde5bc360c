"""Members of the delegation of a visit."""

from django.db import models
from django.db.models import Case, Value, When

from .capacity_lines import CapacityLine
from .folded_models import FoldedQuerySet
from .history import History
from .officials import Official
from .organizations import Organization


class DelegationRole(models.TextChoices):
    """A member's place in the delegation, in order of precedence."""

    HEAD = "head", "head"
    DEPUTY = "deputy", "deputy head"
    MEMBER = "member", "member"
    ADVISER = "adviser", "adviser"
    SUPPORT = "support", "support"


class DelegationMember(CapacityLine):
    visit = models.ForeignKey("Visit", models.CASCADE, related_name="members")
    official = models.ForeignKey(Official, models.PROTECT, related_name="delegations")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="delegation_members"
    )
    title = models.CharField("title at the time", max_length=250, blank=True)
    role = models.CharField(max_length=7, choices=DelegationRole, default=DelegationRole.MEMBER)

    objects = FoldedQuerySet["DelegationMember"].as_manager()
    history = History()

    class Meta:
        ordering = [
            Case(*(When(role=role, then=Value(rank)) for rank, role in enumerate(DelegationRole.values))),
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "official"],
                name="delegation_member_once",
                violation_error_message="This official is in the delegation already.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (str(self.official), self.title)))
