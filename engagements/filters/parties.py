"""Filters that name the parties of "who met whom", each on its side."""

from django.core.exceptions import ValidationError

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE

from .base import ListFilterSet
from .filters import ExportFilter, LineFilter, PartyFilter
from .forms import FilterForm


class PartyFilterSet(ListFilterSet):
    """Names a party of each hand exactly; what is counted by parties links to meetings by these."""

    home_official = PartyFilter(DELEGATION_SIDE, "officials", "Official, delegation or accompanying")
    home_organization = PartyFilter(
        DELEGATION_SIDE, "organizations", "Organization, delegation or accompanying"
    )
    home_country = PartyFilter(DELEGATION_SIDE, "countries", "Country, delegation or accompanying")
    away_official = PartyFilter(COUNTERPART_SIDE, "officials", "Official, counterpart or third party")
    away_organization = PartyFilter(
        COUNTERPART_SIDE, "organizations", "Organization, counterpart or third party"
    )
    away_country = PartyFilter(COUNTERPART_SIDE, "countries", "Country, counterpart or third party")

    # Kind of party -> its parameter on each hand.
    NAMES = {
        "organizations": ("home_organization", "away_organization"),
        "officials": ("home_official", "away_official"),
        "countries": ("home_country", "away_country"),
    }


def naming(home, away):
    """Return the query that names two parties of "who met whom", each on its hand."""
    names = PartyFilterSet.NAMES
    return f"{names[home.kind][0]}={home.key}&{names[away.kind][1]}={away.key}"


class PairForm(FilterForm):
    """Asks for one party on each hand; ``pair`` is (kind, key) of both, where they are given."""

    pair = None

    def clean(self):
        cleaned = super().clean()
        hands = [
            [
                (kind, key)
                for kind, names in PartyFilterSet.NAMES.items()
                for key in cleaned.get(names[hand]) or ()
            ]
            for hand in (0, 1)
        ]
        if self.errors or not any(hands):
            return cleaned
        if any(len(parties) != 1 for parties in hands):
            raise ValidationError("Give one party on each hand: an official, an organization or a country.")
        (self.pair,) = zip(*hands, strict=True)
        if self.pair[0] == self.pair[1] and self.pair[0][0] == "officials":
            self.pair = None
            raise ValidationError("These are one and the same official: give two.")
        return cleaned


class PairFilterSet(PartyFilterSet):
    """The two parties of a relationship."""

    class Meta:
        form = PairForm

    @property
    def form(self):
        form = super().form
        for field in form.fields.values():
            field.quiet = False
        return form


class BriefingFilterSet(PairFilterSet):
    """The two parties of a briefing, for whom it is, and in which format."""

    principal = LineFilter(label="For whom", help_text="As it is to stand on the first page.")
    format = ExportFilter("docx")
