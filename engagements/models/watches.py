"""What users watch: they are mailed what changes there."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_countries.fields import CountryField

from .officials import Official
from .organizations import Organization
from .saved_views import SavedView
from .visibility import Viewer
from .visits import Visit

# The kind of what is watched (a field of `Watch`) -> that kind as party of meetings.
PARTY_KINDS = {"official": "officials", "organization": "organizations", "country": "countries"}
TARGETS = (*PARTY_KINDS, "visit", "saved_view")


def is_set(name: str) -> Q:
    return ~Q(country="") if name == "country" else Q(**{f"{name}__isnull": False})


def only_target(name: str) -> Q:
    """Return the condition that ``name``, of `TARGETS`, is set and no other."""
    return Q(is_set(name), *(~is_set(other) for other in TARGETS if other != name))


class UnseenFor(models.IntegerChoices):
    """Months without a meeting."""

    QUARTER = 3, "3 months"
    HALF_YEAR = 6, "6 months"
    YEAR = 12, "1 year"
    TWO_YEARS = 24, "2 years"


class WatchQuerySet(models.QuerySet["Watch"]):
    def visible_to(self, user: Viewer) -> Self:
        """Those of ``user`` whose target they may see now."""
        if not isinstance(user, User):
            return self.none()
        visible = Q(pk__in=[])
        for name in ("official", "organization"):
            if user.has_perm(f"engagements.view_{name}"):
                visible |= Q(**{f"{name}__isnull": False})
        if user.has_perms(["engagements.view_meeting", "engagements.view_visit"]):
            visible |= ~Q(country="")
        visible |= Q(visit__in=Visit.objects.visible_to(user))
        lists = [choice for choice in SavedView.List if user.has_perm(choice.permission)]
        visible |= Q(saved_view__in=SavedView.objects.visible_to(user).filter(list__in=lists))
        return self.filter(visible, user=user)

    def of_parties(self, kinds: Collection[str] = tuple(PARTY_KINDS)) -> Self:
        """Those of officials, organizations and countries, or of some of these."""
        watched = Q(pk__in=[])
        for name in kinds:
            watched |= is_set(name)
        return self.filter(watched)

    def with_targets(self) -> Self:
        return self.select_related("official", "organization", "visit", "saved_view").order_by("pk")


class Watch(models.Model):
    """A user watches one official, organization, country, visit or saved view."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    official = models.ForeignKey(Official, models.CASCADE, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="+")
    country: Any = CountryField(blank=True)  # django_countries has no types
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, blank=True, related_name="+")
    saved_view = models.ForeignKey(SavedView, models.CASCADE, null=True, blank=True, related_name="+")
    unseen_for = models.PositiveSmallIntegerField(
        "not seen for longer than",
        choices=UnseenFor,
        null=True,
        blank=True,
        help_text="Months without a meeting, after which it is mailed; for people, organizations, countries.",
    )
    covered_until = models.DateTimeField(
        default=timezone.now, editable=False, help_text="What changes after this is still to be mailed."
    )
    due_covered_on = models.DateField(
        null=True,
        editable=False,
        help_text="What was due and not seen for long on this day was mailed; none: nothing yet.",
    )

    objects = WatchQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "watches"
        constraints = [
            models.CheckConstraint(
                name="watch_of_one_target",
                condition=Q(*map(only_target, TARGETS), _connector=Q.OR),
                violation_error_message="Choose one thing to watch.",
            ),
            models.CheckConstraint(
                name="watch_unseen_for_known",
                condition=Q(unseen_for__isnull=True) | Q(unseen_for__in=UnseenFor.values),
            ),
            *(
                models.UniqueConstraint(
                    fields=["user", name],
                    condition=is_set(name),
                    name=f"watch_{name}_once",
                    violation_error_message="You watch this already.",
                )
                for name in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return self.country.name if self.country else str(self.target)

    def get_absolute_url(self) -> str:
        """The page of what is watched."""
        if self.country:
            return reverse("engagements:country_detail", args=[self.country.code])
        return str(self.target.get_absolute_url())

    @property
    def kind(self) -> str:
        """Which of `TARGETS` it is of."""
        return next(name for name in TARGETS if (self.country if name == "country" else self.key_of(name)))

    def key_of(self, name: str) -> Any:
        return self.country.code if name == "country" else getattr(self, f"{name}_id")

    @property
    def key(self) -> Any:
        """The id of what is watched; of a country its code."""
        return self.key_of(self.kind)

    @property
    def target(self) -> Any:
        """The record that is watched; of a country the country itself."""
        return getattr(self, self.kind)

    @property
    def is_of_party(self) -> bool:
        """Whether it can be met: an official, an organization or a country."""
        return self.kind in PARTY_KINDS

    @classmethod
    def of(cls, user: User, kind: str, key: Any) -> "Watch":
        """Return the watch of ``user`` on a target, one that is not saved where there is none; one query."""
        field = kind if kind == "country" else f"{kind}_id"
        return cls.objects.filter(user=user, **{field: key}).first() or cls(user=user, **{field: key})

    def cover(self, until: datetime.datetime, day: datetime.date) -> None:
        """Note that what changed ``until`` then, and was due on ``day``, was mailed."""
        type(self).objects.filter(pk=self.pk).update(covered_until=until, due_covered_on=day)
