"""Filters that name the parties of "who met whom", each on its side."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from django.core.exceptions import ValidationError

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE

from .base import ListFilterSet
from .fields import ValuesBoundField
from .filters import ExportFilter, LineFilter, PartyFilter
from .forms import FilterForm


class PartyParameters(NamedTuple):
    """The parameters that name parties of one kind."""

    delegation_side: str
    counterpart_side: str


PARTY_PARAMETERS = {
    "organizations": PartyParameters("by_organization", "with_organization"),
    "officials": PartyParameters("by_official", "with_official"),
    "countries": PartyParameters("by_country", "with_country"),
}


class PartyKey(NamedTuple):
    """What a party is found by: its kind, and an id or the code of a country."""

    kind: str
    key: int | str


class HasPartyKey(Protocol):
    """A party, as reports have it."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> int | str: ...


def pair_query(delegation_party: HasPartyKey, counterpart_party: HasPartyKey) -> str:
    """Return the query that names two parties of "who met whom", each on its side."""
    by = PARTY_PARAMETERS[delegation_party.kind].delegation_side
    with_ = PARTY_PARAMETERS[counterpart_party.kind].counterpart_side
    return f"{by}={delegation_party.key}&{with_}={counterpart_party.key}"


class PartyFilterSet(ListFilterSet):
    """Names a party of each side exactly; what is counted by parties links to meetings by these."""

    FORMER_PARAMETERS = {
        "home_official": "by_official",
        "home_organization": "by_organization",
        "home_country": "by_country",
        "away_official": "with_official",
        "away_organization": "with_organization",
        "away_country": "with_country",
    }

    by_official = PartyFilter(DELEGATION_SIDE, "officials", "Person on the delegation side")
    by_organization = PartyFilter(DELEGATION_SIDE, "organizations", "Organization on the delegation side")
    by_country = PartyFilter(DELEGATION_SIDE, "countries", "Country on the delegation side")
    with_official = PartyFilter(COUNTERPART_SIDE, "officials", "Person on the counterpart side")
    with_organization = PartyFilter(COUNTERPART_SIDE, "organizations", "Organization on the counterpart side")
    with_country = PartyFilter(COUNTERPART_SIDE, "countries", "Country on the counterpart side")


class PairForm(FilterForm):
    """Asks for one party on each side; ``pair`` is both, where they are given."""

    pair: tuple[PartyKey, PartyKey] | None = None

    def is_quiet(self, bound: ValuesBoundField) -> bool:
        return False

    def clean(self) -> dict[str, Any]:
        super().clean()
        by = self.parties("delegation_side")
        with_ = self.parties("counterpart_side")
        if self.errors or not (by or with_):
            return self.cleaned_data
        if len(by) != 1 or len(with_) != 1:
            raise ValidationError("Give one party for each side: an official, an organization or a country.")
        if by == with_ and by[0].kind == "officials":
            raise ValidationError("These are one and the same official: give two.")
        self.pair = by[0], with_[0]
        return self.cleaned_data

    def parties(self, side: str) -> list[PartyKey]:
        """Return the parties that the parameters of ``side`` (a field of `PartyParameters`) name."""
        return [
            PartyKey(kind, key)
            for kind, parameters in PARTY_PARAMETERS.items()
            for key in self.cleaned_data.get(getattr(parameters, side)) or ()
        ]


class PairFilterSet(PartyFilterSet):
    """The two parties of a relationship."""

    class Meta:
        form = PairForm


class BriefingFilterSet(PairFilterSet):
    """The two parties of a briefing, for whom it is, and in which format."""

    principal = LineFilter(label="For whom", help_text="As it is to stand on the first page.")
    format = ExportFilter("docx")
