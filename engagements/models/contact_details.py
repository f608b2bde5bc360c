"""How officials and organizations are reached: seen by those alone who have the permission for it."""

import re
from typing import ClassVar, Self
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q

from .check_constraints import FieldCheckConstraint
from .folded_models import FoldedModel, FoldedQuerySet
from .history import History
from .officials import Official
from .organizations import Organization
from .uids import UidModel
from .visibility import Viewer

SEE_CONTACT_DETAILS = "engagements.view_contactdetail"
NUMBERS = ("phone", "mobile")


class ContactDetailQuerySet(FoldedQuerySet["ContactDetail"]):
    def visible_to(self, user: Viewer) -> Self:
        """All of them, for whoever may see contact details and whose they are."""
        condition = Q(pk__in=[])
        if user.has_perm(SEE_CONTACT_DETAILS):
            for owner in ("official", "organization"):
                if user.has_perm(f"engagements.view_{owner}"):
                    condition |= Q(**{f"{owner}__isnull": False})
        return self.filter(condition)


class ContactDetail(FoldedModel, UidModel):
    """One way to reach an official or an organization."""

    class Kind(models.TextChoices):
        EMAIL = "email", "email"
        PHONE = "phone", "phone"
        MOBILE = "mobile", "mobile phone"
        ADDRESS = "address", "postal address"
        WEBSITE = "website", "website"
        OTHER = "other", "other"

    folded_from: ClassVar[tuple[str, ...]] = ("value", "note")

    official = models.ForeignKey(
        Official, models.CASCADE, null=True, blank=True, related_name="contact_details"
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="contact_details"
    )
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.EMAIL)
    value = models.CharField(max_length=500, help_text="As it is dialled, written to or opened.")
    note = models.CharField(max_length=300, blank=True, help_text="Such as “private office, mornings”.")

    objects = ContactDetailQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = "contact detail"
        ordering = ["kind", "value", "uid"]
        constraints = [
            FieldCheckConstraint(
                name="contact_detail_of_one",
                condition=Q(official__isnull=False, organization__isnull=True)
                | Q(official__isnull=True, organization__isnull=False),
                violation_error_message="A contact detail is of one official or of one organization.",
            ),
            FieldCheckConstraint(
                name="contact_detail_kind_known",
                condition=Q(kind__in=["email", "phone", "mobile", "address", "website", "other"]),
                field="kind",
            ),
            models.UniqueConstraint(fields=["official", "kind", "value"], name="official_contact_once"),
            models.UniqueConstraint(
                fields=["organization", "kind", "value"], name="organization_contact_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    @property
    def owner(self) -> Official | Organization:
        """Whose it is."""
        owner = self.official or self.organization
        assert owner is not None  # noqa: S101 - by a constraint
        return owner

    @property
    def address(self) -> str:
        """The address that writes, dials or opens it; "" where there is none."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{quote(self.value, safe='@')}"
        if self.kind in NUMBERS:
            number = re.sub(r"[^\d+]", "", self.value)
            return f"tel:{number}" if number else ""
        is_page = self.kind == self.Kind.WEBSITE and self.value.startswith(("https://", "http://"))
        return self.value if is_page else ""

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.EMAIL:
            try:
                validate_email(self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from None

    def names_to_fold(self) -> list[str]:
        """Return value and note, and of a number its digits, as it may be typed without spaces."""
        digits = [re.sub(r"\D", "", self.value)] if self.kind in NUMBERS else []
        return [*super().names_to_fold(), *digits]
