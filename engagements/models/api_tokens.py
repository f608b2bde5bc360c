"""Tokens: secrets that programs send in the stead of a user, to read."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from engagements.common.tokens import hash_token, new_token

from .saved_views import SavedView

TOKEN_DAYS_LIMIT = 366


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of_secret(self, secret: str) -> Self:
        """The token whose secret this is, ended or not."""
        return self.filter(token_hash=hash_token(secret))

    def count_call(self, limit: int) -> bool:
        """Count a call of one token; return whether that is one of the first ``limit`` in this minute.

        In one statement of the database, so that all workers count together.
        """
        now = timezone.now()
        minute = int(now.timestamp()) // 60
        calls = Case(When(minute=minute, then=F("calls") + 1), default=Value(1))
        within = self.exclude(minute=minute, calls__gte=limit)
        return within.update(calls=calls, minute=minute, used_at=now) > 0


class ApiToken(models.Model):
    """A token of a user, by its name. Its secret is shown once; what is kept is a hash."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(
        max_length=100, help_text="What it is for, such as “statistics of the press office”."
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Without its view, a token that was bound to it could read everything.
    saved_view = models.ForeignKey(
        SavedView,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="api_tokens",
        help_text="Where one is chosen, the token reads what that view lists and nothing else.",
    )
    made_on = models.DateField(default=timezone.localdate, editable=False)
    ends_on = models.DateField("last day", help_text="At most a year from today.")
    used_at = models.DateTimeField(null=True, editable=False)
    minute = models.PositiveBigIntegerField(default=0, editable=False, help_text="In which it was used last.")
    calls = models.PositiveIntegerField(default=0, editable=False, help_text="In that minute.")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "API token"
        default_permissions = ()
        permissions = [
            ("use_api_tokens", "Can have tokens for the API"),
            ("token_restricted_records", "Can read restricted records by tokens, which ask for no login"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="api_token_name_once",
                violation_error_message="You have a token of this name already.",
            ),
            models.CheckConstraint(name="api_token_ends_after_start", condition=Q(ends_on__gte=F("made_on"))),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def latest_end(cls) -> datetime.date:
        return timezone.localdate() + datetime.timedelta(days=TOKEN_DAYS_LIMIT)

    @property
    def has_ended(self) -> bool:
        return self.ends_on < timezone.localdate()

    def give_secret(self) -> str:
        """Give it a secret, which is not kept, and return it."""
        secret = new_token()
        self.token_hash = hash_token(secret)
        return secret
