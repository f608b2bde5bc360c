"""What users say about themselves."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from .organizations import Organization


class ProfileQuerySet(models.QuerySet["Profile"]):
    def asking_for_digest(self) -> Self:
        """Those of active users who want the digest and have an address that it can go to."""
        return self.filter(digest=True, user__is_active=True).exclude(user__email="")


class Profile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    # What concerns it comes first on the dashboard and in the digest; it gives no right to see anything.
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="+")
    digest = models.BooleanField(default=False)
    digest_sent_on = models.DateField(null=True, editable=False)

    objects = ProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Profile {self.pk}"

    @classmethod
    def for_user(cls, user: User) -> "Profile":
        """Return the profile of ``user``, an empty one that is not saved where there is none."""
        return cls.objects.select_related("organization").filter(user=user).first() or cls(user=user)

    def claim_digest(self, day: datetime.date) -> bool:
        """Note that the digest of ``day`` is sent; False where it was noted before."""
        another_day = Q(digest_sent_on=None) | ~Q(digest_sent_on=day)
        return bool(Profile.objects.filter(another_day, pk=self.pk).update(digest_sent_on=day))
