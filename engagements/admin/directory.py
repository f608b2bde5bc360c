"""The admin of officials with their posts, of organizations and of places."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse

from engagements.common.dates import Precision
from engagements.filters.date_fields import DayField, PartialDateField
from engagements.imports.reading.periods import CellPeriod
from engagements.models import Appointment, ContactDetail, Official, Organization, Place
from engagements.search.capacities import LastCapacity, last_capacity
from engagements.services.naming import acronym_and_country

from .deletion import ClearedDeletionMixin
from .distinct_names import DistinctNameAdmin, DistinctNameForm
from .hardening import user_of
from .inlines import TabularLinesInline
from .organization_proposals import organization_proposal_view
from .pasted_lists import pasted_list_view
from .typed_filters import CountryListFilter
from .versioned import VersionedAdmin


class AppointmentForm(forms.ModelForm):
    """Each end is typed into one field, as precisely as it is known."""

    start_date = PartialDateField(label="from", required=False)
    end_date = PartialDateField(label="to", required=False)

    fields_set_by_others = ("start_precision", "end_precision")

    class Meta:
        model = Appointment
        fields = ["title", "organization", "acting", "start_date", "end_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for end in ("start", "end"):
            if date := getattr(self.instance, f"{end}_date"):
                precision = getattr(self.instance, f"{end}_precision")
                self.initial[f"{end}_date"] = CellPeriod(date, date, precision == Precision.DAY, precision)

    def clean_start_date(self) -> datetime.date | None:
        return self.set_precision("start")

    def clean_end_date(self) -> datetime.date | None:
        return self.set_precision("end")

    def set_precision(self, end: str) -> datetime.date | None:
        """Set the precision of one end on the instance; return the date alone."""
        value: CellPeriod | None = self.cleaned_data[f"{end}_date"]
        if not value:
            return None
        if f"{end}_date" in self.changed_data:  # else it may be a day on which the post was seen
            setattr(self.instance, f"{end}_precision", value.precision)
        return value.start


class AppointmentInline(TabularLinesInline):
    model = Appointment
    form = AppointmentForm
    autocomplete_fields = ["organization"]
    verbose_name = "post"
    verbose_name_plural = "posts held, as far as known"


class NewPostInline(TabularLinesInline):
    """For the form of an organization: who holds a post there. Those known may be many: see its page."""

    model = Appointment
    form = AppointmentForm
    fields = ["official", "title", "acting", "start_date", "end_date"]
    autocomplete_fields = ["official"]
    verbose_name = "post"
    verbose_name_plural = "posts to add"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).none()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "official":
            field.widget.attrs["data-pasted"] = reverse("admin:engagements_official_pasted")
        return field


class ContactDetailInline(TabularLinesInline):
    """For those alone who may see contact details."""

    model = ContactDetail
    fields = ["kind", "value", "note"]


class OfficialForm(DistinctNameForm):
    def describe(self, entry: Official) -> str:
        return "; ".join(map(str, entry.appointments.select_related("organization")[:2]))


@admin.register(Official)
class OfficialAdmin(DistinctNameAdmin):
    form = OfficialForm
    inlines = [AppointmentInline, ContactDetailInline]
    search_fields = ["folded"]
    search_help_text = "Names and aliases, with or without accents."
    list_display = ["name", "honorific", "native_name", "posts"]
    list_filter = [("appointments__organization__country", CountryListFilter)]
    fields = ["distinct", ("honorific", "name", "sort_name", "native_name"), ("aliases", "notes")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Official]:
        posts = Appointment.objects.select_related("organization")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", posts))

    @admin.display(description="posts")
    def posts(self, official: Official) -> str:
        return "; ".join(map(str, official.appointments.all()))

    def get_urls(self) -> list[URLPattern]:
        posts = path(
            "<int:pk>/posts/",
            self.admin_site.admin_view(self.posts_view),
            name="engagements_official_posts",
        )
        pasted = path(
            "pasted/", self.admin_site.admin_view(pasted_list_view), name="engagements_official_pasted"
        )
        return [posts, pasted, *super().get_urls()]

    def posts_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Answer with the posts that an official held between ``start`` and ``end``, the likeliest first.

        The dates are as typed into a form; without a start that can be read there are no posts. Where
        there are none, ``offer`` is what the last line by then says, of records that the user may see.
        """
        start, end = typed_date(request, "start"), typed_date(request, "end")
        official = self.get_queryset(request).filter(pk=pk).first()
        if not (start and official and self.has_view_permission(request)):
            return JsonResponse({"posts": []})
        during = official.appointments.during(start, end or start)
        posts = list(during.latest_first().select_related("organization"))
        last = None if posts else last_capacity(official, end or start, user_of(request))
        return JsonResponse(
            {
                "posts": [capacity_as_json(post) for post in posts],
                "offer": last and {**capacity_as_json(last), "words": last.words},
                "may_keep": not posts and request.user.has_perm("engagements.add_appointment"),
            }
        )


def capacity_as_json(held: Appointment | LastCapacity) -> dict[str, Any]:
    """Return title and organization of a post or of a line, as boxes take them."""
    organization = held.organization
    return {
        "title": held.title,
        "organization": organization and {"id": organization.pk, "text": str(organization)},
    }


def typed_date(request: HttpRequest, name: str) -> datetime.date | None:
    try:
        date: datetime.date | None = DayField(required=False).clean(request.GET.get(name))
    except forms.ValidationError:
        return None
    return date


class OrganizationForm(DistinctNameForm):
    name_fields = ("name", "native_name", "acronym")

    def describe(self, entry: Organization) -> str:
        return acronym_and_country(entry)


@admin.register(Organization)
class OrganizationAdmin(DistinctNameAdmin):
    form = OrganizationForm
    bulk_fields = ["kind", "country", "parent"]
    inlines = [NewPostInline, ContactDetailInline]
    search_fields = ["folded"]
    search_help_text = "Names, acronyms and aliases, with or without accents."
    list_display = ["name", "acronym", "kind", "country", "parent"]
    list_filter = ["kind", ("country", CountryListFilter)]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    fields = [
        "distinct",
        ("name", "acronym", "native_name"),
        ("kind", "country", "parent"),
        ("aliases", "notes"),
    ]

    def get_urls(self) -> list[URLPattern]:
        proposal = path(
            "proposal/",
            self.admin_site.admin_view(organization_proposal_view),
            name="engagements_organization_proposal",
        )
        return [proposal, *super().get_urls()]


@admin.register(Place)
class PlaceAdmin(ClearedDeletionMixin, VersionedAdmin):
    bulk_fields = ["country"]
    fields = [("name", "country")]
    search_fields = ["folded"]
    list_display = ["__str__", "name", "country"]
    list_filter = [("country", CountryListFilter)]
