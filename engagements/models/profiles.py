"""What users say about themselves."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .organizations import Organization
from .watches import Watch

DAYS_BETWEEN_MAILS = {"day": 1, "week": 7}


class MailInterval(models.TextChoices):
    DAY = "day", "every day"
    WEEK = "week", "once a week"
    NEVER = "never", "never"


class ProfileQuerySet(models.QuerySet["Profile"]):
    def asking_for_mail(self) -> Self:
        """Those of active users who want the digest, or watch something, and have a mail address."""
        watching = Exists(Watch.objects.filter(user=OuterRef("user")))
        asking = self.filter(Q(digest=True) | Q(watching), user__is_active=True)
        return asking.exclude(user__email="").exclude(mail_interval=MailInterval.NEVER)


class Profile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    # What concerns it comes first on the dashboard and in the digest; it gives no right to see anything.
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="+")
    digest = models.BooleanField(default=False, help_text="All outcomes that are overdue or soon due.")
    mail_interval = models.CharField(
        max_length=5, choices=MailInterval, default=MailInterval.DAY, help_text="At most so often, if at all."
    )
    digest_sent_on = models.DateField(null=True, editable=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_mail_interval_known", condition=Q(mail_interval__in=MailInterval.values)
            ),
        ]

    def __str__(self) -> str:
        return f"Profile {self.pk}"

    @classmethod
    def for_user(cls, user: User) -> "Profile":
        """Return the profile of ``user``, an empty one that is not saved where there is none."""
        return cls.objects.select_related("organization").filter(user=user).first() or cls(user=user)

    def mail_is_due(self, day: datetime.date) -> bool:
        """Return whether a mail of ``day`` is far enough from the last one."""
        sent, days = self.digest_sent_on, DAYS_BETWEEN_MAILS.get(self.mail_interval)
        return days is not None and (sent is None or day - sent >= datetime.timedelta(days))

    def claim_digest(self, day: datetime.date) -> bool:
        """Note that the mail of ``day`` is sent; False where it was noted before."""
        another_day = Q(digest_sent_on=None) | ~Q(digest_sent_on=day)
        return bool(Profile.objects.filter(another_day, pk=self.pk).update(digest_sent_on=day))
