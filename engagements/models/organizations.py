"""Organizations: ministries, agencies, missions, companies and the rest of who sends and receives."""

from django.db import models
from django.db.models import F, Q
from django_countries.fields import CountryField

from engagements.common.addresses import address_of

from .check_constraints import FieldCheckConstraint
from .directory import ALIASES_HELP, NATIVE_HELP, DirectoryModel, DirectoryQuerySet
from .history import History
from .tree import Tree
from .uids import UidModel


class Organization(DirectoryModel, UidModel, Tree):
    class Kind(models.TextChoices):
        MINISTRY = "ministry", "ministry"
        AGENCY = "agency", "agency"
        SUBNATIONAL = "subnational", "subnational government"
        MISSION = "mission", "mission"
        INTERNATIONAL = "international", "international organization"
        COMPANY = "company", "company"
        CIVIL_SOCIETY = "civil_society", "civil society"
        OTHER = "other", "other"

    folded_from = ("name", "acronym", "native_name", "aliases")

    name = models.CharField(max_length=250)
    acronym = models.CharField(max_length=30, blank=True)
    native_name = models.CharField(max_length=250, blank=True, help_text=NATIVE_HELP)
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.OTHER)
    country = CountryField(blank=True, help_text="Empty for an international organization.")
    # A parent is not deleted from above its children: move them first.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    aliases = models.TextField(blank=True, help_text=ALIASES_HELP)
    notes = models.TextField(blank=True)

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="organization_by_name")]
        constraints = [
            FieldCheckConstraint(
                name="organization_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="An organization can't be its own parent.",
                field="parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("organization_detail", self.pk)

    @property
    def short_name(self) -> str:
        return self.acronym or self.name
