"""Saved views: filters of a list that a user gave a name, which may have a calendar feed."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from engagements.common.tokens import hash_token, new_token

# So much before its use is noted again: reading a calendar should not be writing each time.
FEED_USE_INTERVAL = datetime.timedelta(hours=1)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """The views of ``user``, and those shared with everyone of lists that ``user`` may open."""
        lists = [choice for choice in SavedView.List if user.has_perm(choice.permission)]
        return self.filter(Q(owner=user) | Q(shared=True, list__in=lists))

    def with_feed(self) -> Self:
        return self.filter(feed_hash__isnull=False)

    def of_feed(self, token: str, today: datetime.date) -> Self:
        """The view whose feed has the secret ``token``, unless the feed has ended."""
        lasting = Q(feed_ends_on__isnull=True) | Q(feed_ends_on__gte=today)
        return self.filter(lasting, feed_hash=hash_token(token))

    def end_feeds(self) -> int:
        """Let none of the views have a feed any more; return how many had one."""
        return self.with_feed().update(feed_hash=None, feed_ends_on=None, feed_used_at=None)

    def note_feed_use(self, now: datetime.datetime) -> None:
        """Note that the feeds were read ``now``, unless they were a short time ago."""
        earlier = Q(feed_used_at__isnull=True) | Q(feed_used_at__lt=now - FEED_USE_INTERVAL)
        self.filter(earlier).update(feed_used_at=now)

    def own_first(self, user: User) -> Self:
        own = Case(When(owner=user, then=Value(0)), default=Value(1))
        return self.order_by(own, "name", "pk")


class SavedView(models.Model):
    """A list and the query string of its address.

    Whoever opens a shared view sees what they may see; its feed shows what its owner may see.
    """

    class List(models.TextChoices):
        VISIT = "visit", "visits"
        MEETING = "meeting", "meetings"
        OFFICIAL = "official", "officials"
        ORGANIZATION = "organization", "organizations"
        OUTCOME = "outcome", "outcomes"

        @property
        def permission(self) -> str:
            return f"engagements.view_{self}"

    # A view is nothing without the person whose permissions its feed has.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=100)
    list = models.CharField(max_length=20, choices=List)
    query = models.TextField(blank=True, help_text="As in the address, without page and format.")
    shared = models.BooleanField(
        "share with everyone", default=False, help_text="They see in it what they may see, not what you may."
    )
    # Of the secret in the address of its feed, which is shown once; none: it has no feed.
    feed_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    feed_ends_on = models.DateField(
        null=True, editable=False, help_text="Its last day; none for a feed made before feeds had one."
    )
    feed_used_at = models.DateTimeField(null=True, editable=False, help_text="To the hour.")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        permissions = [
            (
                "feed_restricted_records",
                "Can have restricted records in calendar feeds, which ask for no login",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_once",
                violation_error_message="You have a view of this name already.",
            ),
            models.CheckConstraint(
                name="saved_view_feed_whole",
                condition=Q(feed_hash__isnull=False)
                | Q(feed_hash__isnull=True, feed_ends_on__isnull=True, feed_used_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list as it was saved."""
        address = reverse(f"engagements:{self.list}_list")
        return f"{address}?{self.query}" if self.query else address

    @property
    def has_calendar(self) -> bool:
        return self.list in (self.List.VISIT, self.List.MEETING)

    @property
    def has_feed(self) -> bool:
        return self.feed_hash is not None

    def start_feed(self, ends_on: datetime.date) -> str:
        """Give it a feed until ``ends_on``, in place of any other; return the secret, which is not kept."""
        token = new_token()
        self.feed_hash, self.feed_ends_on, self.feed_used_at = hash_token(token), ends_on, None
        self.save(update_fields=["feed_hash", "feed_ends_on", "feed_used_at"])
        return token
