"""What the search boxes of a filter form offer: entries of the directory, visits, countries."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db.models import Case, Prefetch, Value, When
from django_countries import countries

from engagements.common.folding import fold
from engagements.common.ids import read_id
from engagements.models import Appointment, Official, Organization, Place, Topic, Visit
from engagements.models.visibility import Viewer
from engagements.services.naming import acronym_and_country

from .queries import filter_by_words


class RecordSuggester:
    """Records of one model; ``detail(record)`` tells it from its namesakes."""

    def __init__(self, queryset: Any, detail: Callable[[Any], str]) -> None:
        self.queryset, self.detail = queryset, detail
        self.permission = f"engagements.view_{queryset.model._meta.model_name}"
        self.noun = queryset.model._meta.verbose_name

    def is_key(self, text: str) -> bool:
        """Whether ``text`` means a record by its id, be there one or not."""
        return text.isascii() and text.isdigit()

    def get(self, texts: Iterable[str], user: Viewer) -> dict[str, tuple[Any, str]]:
        """Return id and name, by text, for those of ``texts`` that ``user`` may see; one query."""
        ids = {text: read_id(text) for text in texts}
        wanted = [pk for pk in ids.values() if pk]
        records = self.queryset.model.objects.visible_to(user).in_bulk(wanted) if wanted else {}
        return {text: (pk, str(records[pk])) for text, pk in ids.items() if pk in records}

    def search(self, words: list[str], user: Viewer, limit: int) -> list[tuple[Any, str, str]]:
        """Return (id, name, detail) of those that hold every word, the most likely first."""
        queryset = self.queryset.visible_to(user)
        if words:
            queryset = self.matching(queryset, words)
        return [(record.pk, str(record), self.detail(record)) for record in queryset[:limit]]

    def matching(self, queryset: Any, words: list[str]) -> Any:
        """Those of ``queryset`` that hold every word, names that begin so first."""
        begins = Case(When(folded__startswith=" ".join(words), then=Value(0)), default=Value(1))
        return queryset.matching(" ".join(words)).order_by(begins, *queryset.model._meta.ordering)


class VisitSuggester(RecordSuggester):
    """Visits, found by all that their documents hold, the latest first."""

    def matching(self, queryset: Any, words: list[str]) -> Any:
        return filter_by_words(queryset.for_ordered_scan(), [words]).narrowed()


class CountrySuggester:
    """Countries, by their codes."""

    permission = "engagements.view_place"
    noun = "country"

    @staticmethod
    @cache
    def names() -> dict[str, str]:
        """Return the name of each country by its code."""
        return {country.code: country.name for country in countries}

    @classmethod
    @cache
    def folded_names(cls) -> dict[str, str]:
        """Return what each country is found by, by its code."""
        return {code: fold(f"{name} {code}") for code, name in cls.names().items()}

    def is_key(self, text: str) -> bool:
        return text in self.names()

    def get(self, texts: Iterable[str], user: Viewer) -> dict[str, tuple[Any, str]]:
        return {text: (text, self.names()[text]) for text in texts if text in self.names()}

    def search(self, words: list[str], user: Viewer, limit: int) -> list[tuple[Any, str, str]]:
        matches = [
            (code, self.names()[code], code)
            for code, folded in self.folded_names().items()
            if all(word in folded for word in words)
        ]
        return sorted(matches, key=lambda match: not fold(match[1]).startswith(" ".join(words)))[:limit]


def latest_post(official: Official) -> str:
    return str(next(iter(official.appointments.all()), ""))


POSTS_PREFETCH = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())

RECORD_SUGGESTERS = {
    "officials": RecordSuggester(Official.objects.prefetch_related(POSTS_PREFETCH), latest_post),
    "organizations": RecordSuggester(Organization.objects.all(), acronym_and_country),
    "places": RecordSuggester(Place.objects.all(), lambda place: ""),
    "topics": RecordSuggester(Topic.objects.all(), lambda topic: ""),
    "visits": VisitSuggester(Visit.objects.latest_first(), lambda visit: visit.when),
}
SUGGESTERS: dict[str, RecordSuggester | CountrySuggester] = {
    **RECORD_SUGGESTERS,
    "countries": CountrySuggester(),
}
