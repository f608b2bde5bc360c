"""Officials: persons, under one name as it is written."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from engagements.common.addresses import address_of

from .directory import ALIASES_HELP, NATIVE_HELP, DirectoryModel, DirectoryQuerySet
from .history import History
from .uids import UidModel

if TYPE_CHECKING:
    from .appointments import AppointmentQuerySet


class Official(DirectoryModel, UidModel):
    folded_from = ("name", "native_name", "aliases")

    name = models.CharField(
        max_length=200, help_text="As it is written, without honorific: one field for all cultures."
    )
    sort_name = models.CharField(
        max_length=200,
        blank=True,
        help_text="As it is listed, such as “Garduño Yáñez, Francisco”; empty: as the name.",
    )
    honorific = models.CharField(max_length=60, blank=True, help_text="Such as Dr., H.E., Dame.")
    native_name = models.CharField(max_length=200, blank=True, help_text=NATIVE_HELP)
    aliases = models.TextField(blank=True, help_text=ALIASES_HELP)
    notes = models.TextField(blank=True)

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="official_by_name")]

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    def names_to_sort(self) -> list[str]:
        return [self.sort_name or self.name]

    def get_absolute_url(self) -> str:
        return address_of("official_detail", self.pk)

    def appointments_on(self, date: datetime.date) -> "AppointmentQuerySet":
        """The posts that this official may have held on ``date``, the latest begun first."""
        return self.appointments.during(date, date).latest_first()
