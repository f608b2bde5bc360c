"""What a new organization is likely to be, and of which country: proposed, for a person to look at."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django_countries import countries

from engagements.common.ids import read_id
from engagements.models import Organization, Visit
from engagements.models.participants import COUNTERPART_SIDE
from engagements.reader.listing import with_country
from engagements.reader.writing.organizations import kind_of_organization

from .hardening import user_of

# "Embassy of Ghana in Chile" is of Ghana.
SEAT = re.compile(r"\s+(?:in|at|to)\s+.+$", re.IGNORECASE)
SUBNATIONAL = re.compile(
    r"(?:government|state|province|prefecture|municipality|city|county) of\b", re.IGNORECASE
)


def organization_proposal_view(request: HttpRequest) -> JsonResponse:
    """Answer the fields proposed for ``name``, "" where nothing tells; see `OrganizationProposals`."""
    name = request.GET.get("name", "")[:300]
    return JsonResponse(OrganizationProposals(request.GET, user_of(request)).of(name))


class OrganizationProposals:
    """Proposes by names, and by the ``visit``, the ``side`` of the line and the ``sender`` of a form."""

    def __init__(self, data: Any, user: User) -> None:
        pk = read_id(data.get("visit", ""))
        visit = Visit.objects.visible_to(user).filter(pk=pk).first() if pk else None
        sender = read_id(data.get("sender", "")) or (visit.organization_id if visit else None)
        is_counterpart = data.get("side") in COUNTERPART_SIDE
        self.country = country_visited(visit) if is_counterpart else country_of(sender, user)

    def of(self, name: str) -> dict[str, str]:
        """Return the kind of the organization of that ``name``, the name of its country, and its aliases.

        The government of Coahuila is called Coahuila too.
        """
        kind, country = propose_by_name(name)
        if kind != Organization.Kind.INTERNATIONAL and not country:
            country = self.country
        government = SUBNATIONAL.match(name) if kind == Organization.Kind.SUBNATIONAL else None
        aliases = name[government.end() :].strip() if government else ""
        return {"kind": kind, "country": countries.name(country), "aliases": aliases}


def propose_by_name(name: str) -> tuple[str, str]:
    """Return the kind of an organization and the code of its country, as far as its name says."""
    kind: str = kind_of_organization(name)
    of_whom = SEAT.sub("", name) if kind == Organization.Kind.MISSION else name
    country = with_country({"organization": of_whom}).get("country", "")
    if kind in ("", Organization.Kind.OTHER):
        kind = "" if country or not SUBNATIONAL.match(name) else Organization.Kind.SUBNATIONAL.value
    return kind, country


def country_visited(visit: Visit | None) -> str:
    """Return the code of the country that a visit went to; "" for several, or none that is known."""
    places = visit.stops.values_list("place__country", flat=True) if visit else ()
    codes = {str(code) for code in places if code}
    return codes.pop() if len(codes) == 1 else ""


def country_of(pk: int | None, user: User) -> str:
    sender = Organization.objects.visible_to(user).filter(pk=pk).first() if pk else None
    return str(sender.country or "") if sender else ""
