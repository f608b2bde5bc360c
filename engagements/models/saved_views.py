"""Saved views: filters of a list that a user gave a name, each with a calendar feed of its own."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """The views of ``user``, and those shared with everyone of lists that ``user`` may open."""
        lists = [choice for choice in SavedView.List if user.has_perm(choice.permission)]
        return self.filter(Q(owner=user) | Q(shared=True, list__in=lists))

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
    # Kept as it is and not as a hash: the owner is shown it again.
    token = models.CharField(max_length=43, unique=True, null=True, blank=True, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_once",
                violation_error_message="You have a view of this name already.",
            ),
            models.CheckConstraint(
                name="saved_view_token_not_empty",
                condition=Q(token__isnull=True) | ~Q(token=""),
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
    def feed_address(self) -> str:
        """The path of its feed; "" where it has none."""
        return reverse("engagements:feed", args=[self.token]) if self.token else ""
