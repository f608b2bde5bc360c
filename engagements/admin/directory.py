from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.http import JsonResponse
from django.urls import path

from engagements.common.dates import validate_year
from engagements.models import Appointment, Official, Organization, Place
from engagements.services.naming import acronym_and_country

from .base import DistinctNameAdmin, DistinctNameForm, EngagementsAdmin, TabularInline
from .dates import PartialDate, PartialDateField


class AppointmentForm(forms.ModelForm):
    """Each end is typed into one field, as precisely as it is known."""

    start_date = PartialDateField(label="from", required=False, validators=[validate_year])
    end_date = PartialDateField(label="to", required=False, validators=[validate_year])

    class Meta:
        model = Appointment
        fields = ["title", "organization", "acting", "start_date", "end_date"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for end in ("start", "end"):
            if date := getattr(self.instance, f"{end}_date"):
                self.initial[f"{end}_date"] = PartialDate(date, getattr(self.instance, f"{end}_precision"))

    def clean_start_date(self):
        return self.take("start")

    def clean_end_date(self):
        return self.take("end")

    def take(self, end):
        """Keep the precision on the instance; return the date for the form."""
        typed = self.cleaned_data[f"{end}_date"]
        if typed:
            setattr(self.instance, f"{end}_precision", typed.precision)
        return typed and typed.date


class AppointmentInline(TabularInline):
    model = Appointment
    form = AppointmentForm
    autocomplete_fields = ["organization"]
    verbose_name = "post"
    verbose_name_plural = "posts held, as far as known"


class OfficialForm(DistinctNameForm):
    def describe(self, entry):
        return "; ".join(map(str, entry.appointments.select_related("organization")[:2]))


@admin.register(Official)
class OfficialAdmin(DistinctNameAdmin):
    form = OfficialForm
    inlines = [AppointmentInline]
    search_fields = ["folded"]
    search_help_text = "Names and aliases, with or without accents."
    list_display = ["name", "honorific", "native_name", "posts"]
    list_filter = ["appointments__organization__country"]
    fields = ["distinct", ("honorific", "name", "sort_name", "native_name"), ("aliases", "notes")]

    def get_queryset(self, request):
        posts = Appointment.objects.select_related("organization")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", posts))

    @admin.display(description="posts")
    def posts(self, official):
        return "; ".join(map(str, official.appointments.all()))

    def get_urls(self):
        posts = path(
            "<int:pk>/posts/",
            self.admin_site.admin_view(self.posts_during),
            name="engagements_official_posts",
        )
        return [posts, *super().get_urls()]

    def posts_during(self, request, pk):
        """Answer with the posts that an official held between ``start`` and ``end``, the likeliest first.

        The dates are as typed into a form; without a start that can be read there are no posts.
        """
        typed = {end: self.typed_date(request.GET.get(end)) for end in ("start", "end")}
        start = typed["start"]
        official = self.get_queryset(request).filter(pk=pk).first()
        if not (start and official and self.has_view_permission(request)):
            return JsonResponse({"posts": []})
        posts = official.appointments.during(start, typed["end"] or start).latest_first()
        return JsonResponse(
            {
                "posts": [
                    {
                        "title": post.title,
                        "organization": {"id": post.organization_id, "text": str(post.organization)},
                    }
                    for post in posts.select_related("organization")
                ]
            }
        )

    @staticmethod
    def typed_date(text):
        try:
            return forms.DateField(required=False).clean(text)
        except forms.ValidationError:
            return None


class OrganizationForm(DistinctNameForm):
    names = ("name", "native_name", "acronym")

    def describe(self, entry):
        return acronym_and_country(entry)


@admin.register(Organization)
class OrganizationAdmin(DistinctNameAdmin):
    form = OrganizationForm
    search_fields = ["folded"]
    search_help_text = "Names, acronyms and aliases, with or without accents."
    list_display = ["name", "acronym", "kind", "country", "parent"]
    list_filter = ["kind", "country"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    fields = [
        "distinct",
        ("name", "acronym", "native_name"),
        ("kind", "country", "parent"),
        ("aliases", "notes"),
    ]


@admin.register(Place)
class PlaceAdmin(EngagementsAdmin):
    fields = [("name", "country")]
    search_fields = ["folded"]
    list_display = ["__str__", "name", "country"]
    list_filter = ["country"]
