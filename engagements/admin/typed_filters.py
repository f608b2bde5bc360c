"""Filters of the admin's lists that are typed: by a country, by any name that it goes by."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from engagements.common.countries import country_names, find_country
from engagements.search.country_suggestions import hint_at_candidates


class TypedListFilter(admin.FieldListFilter):
    """A box with suggestions, where Django lists all values as links."""

    template = "admin/engagements/typed_filter.html"
    title: str

    def __init__(
        self, field: Any, request: HttpRequest, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        self.parameter, title = f"{field_path}__exact", self.title
        self.visible: Any = model_admin.get_queryset(request)
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = title
        values: Any = self.used_parameters.get(self.parameter) or [""]
        self.typed = str(values[-1]).strip()

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def value_of(self, typed: str) -> str | None:
        """Return the value of the field that ``typed`` means, None where there is none."""
        raise NotImplementedError

    def suggested(self) -> Iterable[str]:
        raise NotImplementedError

    def hint(self) -> str:
        return ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.typed:
            return queryset
        value = self.value_of(self.typed)
        if value is None:
            messages.error(request, f"There is no {self.title} of the name “{self.typed[:60]}”{self.hint()}.")
            return queryset.none()
        return queryset.filter(**{self.parameter: value})

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield the one link that a filter has here: to the list without it."""
        without = changelist.get_query_string(remove=[self.parameter])
        self.other_parameters = parse_qsl(without.removeprefix("?"))
        yield {"selected": not self.typed, "query_string": without, "display": "All"}

    @property
    def value(self) -> str:
        """What the box shows."""
        return self.typed


class CountryListFilter(TypedListFilter):
    title = "country"

    def value_of(self, typed: str) -> str | None:
        return find_country(typed)

    def hint(self) -> str:
        return hint_at_candidates(self.typed)

    @property
    def value(self) -> str:
        """What was typed, or the name of the country whose code it is."""
        return country_names().get(self.typed, self.typed)

    def suggested(self) -> Iterable[str]:
        return country_names().values()
