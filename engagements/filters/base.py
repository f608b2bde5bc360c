"""What the filter sets of all lists share.

Values of one parameter are alternatives; different parameters must all hold.
"""

import django_filters
from django.db.models import F

from engagements.models import Topic
from engagements.search import queries

from .forms import FilterForm


class ListFilterSet(django_filters.FilterSet):
    """Filters that more than one list has."""

    class Meta:
        form = FilterForm

    @property
    def form(self):
        form = super().form
        for field in form.fields.values():
            field.user = self.request.user
        return form

    @property
    def sort(self):
        """The order that is in force; None while the form has an error there."""
        return self.form.cleaned_data.get("sort") if self.form.is_bound else None

    @property
    def default_sort(self):
        return self.form.fields["sort"].default

    def by_text(self, queryset, name, texts):
        return queries.find(queryset, texts)

    def by_date(self, queryset, name, dates):
        after, before = (self.form.cleaned_data[bound] for bound in ("date_after", "date_before"))
        if name == "date_before" and after:
            return queryset  # both bounds are seen to together
        return queryset.between(after and min(after), before and max(before))

    def by_topic(self, queryset, name, ids):
        model = queryset.model
        through = model.topics.through.objects.filter(topic__in=Topic.descendant_ids(*ids))
        return queryset.referenced_by(model._meta.model_name, through)


BY_DATE_AND_TITLE = {
    "-date": ("date, latest first", [F("start_date").desc(nulls_last=True), "-pk"]),
    "date": ("date, earliest first", [F("start_date").asc(nulls_last=True), "pk"]),
    "title": ("title", ["title", "pk"]),
    "-title": ("title, from the end", ["-title", "-pk"]),
}


LOOKED_FOR = "In any order, with or without accents."
OVERLAP = "Dates that are not known are left out."
