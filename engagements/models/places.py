"""Places: towns, or whole countries."""

from django.db import models
from django.db.models import Q
from django_countries import countries
from django_countries.fields import CountryField

from engagements.common.addresses import address_of

from .check_constraints import FieldCheckConstraint
from .directory import ALIASES_HELP, DirectoryModel, DirectoryQuerySet
from .history import History
from .uids import UidModel


class Place(DirectoryModel, UidModel):
    """A town, or a country as a whole where the source gives no town."""

    name = models.CharField(max_length=200, blank=True, help_text="Empty: somewhere in the country.")
    country = CountryField(blank=True)
    aliases = models.TextField(blank=True, help_text=ALIASES_HELP)

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="place_unique",
                violation_error_message="This place is there already.",
            ),
            FieldCheckConstraint(
                name="place_says_something",
                condition=~Q(name="", country=""),
                violation_error_message="Give a name, a country or both.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.country_name)))

    def get_absolute_url(self) -> str:
        return f"{address_of('meeting_list')}?place={self.pk}"

    @property
    def country_name(self) -> str:
        return countries.name(str(self.country)) if self.country else ""

    def names_to_fold(self) -> list[str]:
        return [self.name, self.country_name, *self.aliases.splitlines()]

    def names_to_sort(self) -> list[str]:
        return [self.name, self.country_name]
