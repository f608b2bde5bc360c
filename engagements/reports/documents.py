"""The documents that are made of a record, an official, an organization or a country: where they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from engagements.filters.parties import PARTY_PARAMETERS, PartyKey, pair_query


def documents_on(kind: str, key: Any, countries: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return (label, address) of each document on the entry ``key`` of ``kind`` (a plural).

    The home country is not briefed on itself: ``countries`` are those that the entry is of.
    """
    if kind == "visits":
        return [
            ("Programme", reverse("engagements:visit_programme", args=[key])),
            ("Visit book", reverse("engagements:visit_book", args=[key])),
        ]
    if kind == "meetings":
        return [("Meeting book", reverse("engagements:meeting_book", args=[key]))]
    home = settings.HOME_COUNTRY
    if kind not in PARTY_PARAMETERS or not home or home in (key, *countries):
        return []
    query = pair_query(PartyKey("countries", home), PartyKey(kind, key))
    return [("Briefing", f"{reverse('engagements:briefing')}?{query}")]
