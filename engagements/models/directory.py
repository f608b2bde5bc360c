"""Who and where: organizations, officials, the posts they hold, places."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django_countries import countries
from django_countries.fields import CountryField

from engagements.common.addresses import address_of
from engagements.common.dates import Precision, describe_date, last_day_of_month, validate_year

from .dates import in_order, in_range
from .folded import Folded, FoldedQuerySet
from .history import History
from .records import Identified

ALIASES_HELP = "Other names and spellings, one a line."
NATIVE_HELP = "The name in its own language or script."


class DirectoryQuerySet(FoldedQuerySet):
    is_few = True  # beside records; see `LongQuerySet`

    def in_order(self):
        return self

    def visible_to(self, user):
        """The entries that ``user`` may see: all, for whoever may read the directory."""
        if user.has_perm(f"engagements.view_{self.model._meta.model_name}"):
            return self
        return self.none()


class Tree(models.Model):
    """A model whose records may have a parent; a chain of parents has no loop.

    ``parent`` is held by a trigger in the database (see ``parent_loops.py``), since a
    loop can't be seen from one row.
    """

    class Meta:
        abstract = True

    @classmethod
    def below(cls, *roots):
        """Return the ids of ``roots`` and of all that descends from them, as a set."""
        children = {}
        for pk, parent in cls._default_manager.filter(parent__isnull=False).values_list("pk", "parent"):
            children.setdefault(parent, []).append(pk)
        found, waiting = set(), list(roots)
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting.extend(children.get(pk, ()))
        return found

    def clean(self):
        super().clean()
        if self.pk and self.parent_id in self.below(self.pk):
            raise ValidationError({"parent": f"{self.parent} is, or lies under, {self} itself."})


class Organization(Folded, Identified, Tree):
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
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="organization_by_name")]
        constraints = [
            models.CheckConstraint(
                name="organization_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="An organization can't be its own parent.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("organization_detail", self.pk)

    @property
    def short_name(self):
        return self.acronym or self.name


class Official(Folded, Identified):
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
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"], name="official_by_name")]

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()

    def save(self, *args, **kwargs):
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address_of("official_detail", self.pk)

    def appointments_on(self, date):
        """The posts that this official may have held on ``date``, the latest begun first."""
        return self.appointments.during(date, date).latest_first()


class AppointmentQuerySet(models.QuerySet):
    def during(self, start, end):
        """Appointments that nothing known says were not held between ``start`` and ``end``."""
        return self.filter(
            Q(start_date__isnull=True) | Q(start_date__lte=end),
            Q(end_date__isnull=True) | Q(end_date__gte=start),
        )

    def latest_first(self):
        return self.order_by(
            F("start_date").desc(nulls_last=True), F("end_date").desc(nulls_first=True), "-pk"
        )


class InCapacity(Folded):
    """A line that says in which post an official took part: ``official, title, organization``."""

    folded_from = ("title",)

    class Meta:
        abstract = True

    def fill_from_appointment(self, span):
        """Set title and organization from the post held during ``span``, where neither is given."""
        if self.title or self.organization_id or not (self.official and span.start_date):
            return
        post = self.official.appointments.during(span.start_date, span.end_date).latest_first().first()
        if post:
            self.title, self.organization = post.title, post.organization


class Appointment(models.Model):
    """A post that an official held at an organization.

    A date known to the month or the year alone is kept as the widest reading: a start
    as the first day of it, an end as the last.
    """

    official = models.ForeignKey(Official, models.CASCADE, related_name="appointments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments")
    title = models.CharField(max_length=250)
    acting = models.BooleanField(default=False)
    start_date = models.DateField("from", null=True, blank=True, validators=[validate_year])
    start_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    end_date = models.DateField("to", null=True, blank=True, validators=[validate_year])
    end_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)

    objects = AppointmentQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = [F("start_date").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_span_in_order",
                condition=in_order("start_date", "end_date"),
                violation_error_message="The post ends before it starts.",
            ),
            models.CheckConstraint(
                name="appointment_span_in_range",
                condition=in_range("start_date", "end_date"),
                violation_error_message="The dates are too far from today to be right.",
            ),
        ]

    def __str__(self):
        return f"{self.capacity}, {self.organization}"

    def save(self, *args, **kwargs):
        self.widen()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.widen()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": "The post ends before it starts."})

    def widen(self):
        """Set each date to the widest reading of its precision."""
        if self.start_date and self.start_precision != Precision.DAY:
            month = 1 if self.start_precision == Precision.YEAR else self.start_date.month
            self.start_date = self.start_date.replace(month=month, day=1)
        if self.end_date and self.end_precision != Precision.DAY:
            month = 12 if self.end_precision == Precision.YEAR else self.end_date.month
            self.end_date = last_day_of_month(datetime.date(self.end_date.year, month, 1))

    @property
    def capacity(self):
        """The title, and whether it was held for the time being; never part of the title itself."""
        return f"{self.title} (acting)" if self.acting else self.title

    @property
    def when(self):
        """The time in post, in words."""
        start = self.start_date and describe_date(self.start_date, self.start_precision)
        end = self.end_date and describe_date(self.end_date, self.end_precision)
        if start and end:
            return f"{start} – {end}"
        if start:
            return f"from {start}"
        return f"until {end}" if end else "dates not known"


class Place(Folded):
    """A town, or a country as a whole where the account gives no town."""

    name = models.CharField(max_length=200, blank=True, help_text="Empty: somewhere in the country.")
    country = CountryField(blank=True)
    aliases = models.TextField(blank=True, help_text=ALIASES_HELP)

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name", "country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="place_unique",
                violation_error_message="This place is there already.",
            ),
            models.CheckConstraint(
                name="place_says_something",
                condition=~Q(name="", country=""),
                violation_error_message="Give a name, a country or both.",
            ),
        ]

    def __str__(self):
        return ", ".join(filter(None, (self.name, self.country_name)))

    def get_absolute_url(self):
        return f"{address_of('meeting_list')}?place={self.pk}"

    @property
    def country_name(self):
        return countries.name(self.country.code) if self.country else ""

    def names_to_fold(self):
        return [self.name, self.country_name, *self.aliases.splitlines()]
