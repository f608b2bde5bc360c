"""A filter of the admin's lists by a country, typed by any name that it goes by."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.common.countries import country_names, find_country
from engagements.search.country_suggestions import hint_at_candidates


class CountryListFilter(admin.FieldListFilter):
    """A box with suggestions, where Django lists all 249 as links."""

    template = "admin/engagements/country_filter.html"

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        self.parameter = f"{field_path}__exact"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = "country"
        values: Any = self.used_parameters.get(self.parameter) or [""]
        self.typed = str(values[-1]).strip()

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.typed:
            return queryset
        code = find_country(self.typed)
        if code is None:
            hint = hint_at_candidates(self.typed)
            messages.error(request, f"There is no country of the name “{self.typed[:60]}”{hint}.")
            return queryset.none()
        return queryset.filter(**{self.parameter: code})

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield the one link that a filter has here: to the list without it."""
        without = changelist.get_query_string(remove=[self.parameter])
        self.other_parameters = parse_qsl(without.removeprefix("?"))
        yield {"selected": not self.typed, "query_string": without, "display": "All"}

    @property
    def value(self) -> str:
        """What was typed, or the name of the country whose code it is."""
        return country_names().get(self.typed, self.typed)

    @property
    def countries(self) -> list[str]:
        return list(country_names().values())
