"""What the search boxes of a filter form offer: entries of the directory, visits, countries."""

from functools import cache

from django.db.models import Case, Prefetch, Value, When
from django_countries import countries

from engagements.common.folding import fold
from engagements.common.ids import read_id
from engagements.models import Appointment, Official, Organization, Place, Topic, Visit

from .queries import find


class Records:
    """Records of one model; ``hint(record)`` tells it from its namesakes."""

    def __init__(self, queryset, hint):
        self.queryset, self.hint = queryset, hint
        self.permission = f"engagements.view_{queryset.model._meta.model_name}"
        self.noun = queryset.model._meta.verbose_name

    def is_key(self, text):
        """Whether ``text`` means a record by its id, be there one or not."""
        return text.isascii() and text.isdigit()

    def get(self, texts, user):
        """Return id and name, by text, for those of ``texts`` that ``user`` may see; one query."""
        ids = {text: read_id(text) for text in texts}
        wanted = [pk for pk in ids.values() if pk]
        found = self.queryset.model.objects.visible_to(user).in_bulk(wanted) if wanted else {}
        return {text: (pk, str(found[pk])) for text, pk in ids.items() if pk in found}

    def search(self, words, user, limit):
        """Return (id, name, hint) of those that hold every word, the most likely first."""
        found = self.queryset.visible_to(user)
        if words:
            found = self.holding(found, words)
        return [(record.pk, str(record), self.hint(record)) for record in found[:limit]]

    def holding(self, queryset, words):
        """Those of ``queryset`` that hold every word, names that begin so first."""
        begins = Case(When(folded__startswith=" ".join(words), then=Value(0)), default=Value(1))
        return queryset.matching(" ".join(words)).order_by(begins, *queryset.model._meta.ordering)


class Visits(Records):
    """Visits, found by all that their documents hold, the latest first."""

    def holding(self, queryset, words):
        return find(queryset.in_order(), [words])


class Countries:
    """Countries, by their codes."""

    permission = "engagements.view_place"
    noun = "country"

    @staticmethod
    @cache
    def all():
        return {country.code: (country.name, fold(f"{country.name} {country.code}")) for country in countries}

    def is_key(self, text):
        return text in self.all()

    def get(self, texts, user):
        return {text: (text, self.all()[text][0]) for text in texts if text in self.all()}

    def search(self, words, user, limit):
        found = [
            (code, name, code)
            for code, (name, folded) in self.all().items()
            if all(word in folded for word in words)
        ]
        return sorted(found, key=lambda country: not fold(country[1]).startswith(" ".join(words)))[:limit]


def latest_post(official):
    return str(next(iter(official.appointments.all()), ""))


POSTS = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())

CHOICES = {
    "officials": Records(Official.objects.prefetch_related(POSTS), latest_post),
    "organizations": Records(
        Organization.objects.all(), lambda one: ", ".join(filter(None, (one.acronym, one.country.name)))
    ),
    "places": Records(Place.objects.all(), lambda place: ""),
    "topics": Records(Topic.objects.all(), lambda topic: ""),
    "visits": Visits(Visit.objects.latest_first(), lambda visit: visit.when),
    "countries": Countries(),
}
