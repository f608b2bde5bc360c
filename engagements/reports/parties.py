"""Parties of "who met whom": officials, organizations and countries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from engagements.common.countries import country_names
from engagements.models import Meeting, Official, Organization

PARTY_MODELS: dict[str, type[Official | Organization]] = {
    "officials": Official,
    "organizations": Organization,
}


@dataclass(frozen=True)
class Party:
    """One official, organization or country; ``kind`` is the plural of that. A country has no record."""

    kind: str
    key: int | str
    name: str
    short_name: str
    url: str
    record: Official | Organization | None = field(default=None, compare=False, repr=False)

    @property
    def uid(self) -> str:
        return str(self.record.uid) if self.record else ""

    def __str__(self) -> str:
        return self.name


def parties_by_key(kind: str, keys: Iterable[Any]) -> dict[Any, Party]:
    """Return the party of each of ``keys``; at most one query."""
    if kind in PARTY_MODELS:
        records = PARTY_MODELS[kind]._default_manager.in_bulk(set(keys))
        return {key: party_of_record(kind, record) for key, record in records.items()}
    names = country_names()
    return {
        code: Party(
            kind, code, names.get(code, code), code, reverse("engagements:country_detail", args=[code])
        )
        for code in keys
    }


def party_of_record(kind: str, record: Official | Organization) -> Party:
    short_name = getattr(record, "short_name", str(record))
    return Party(kind, record.pk, str(record), short_name, record.get_absolute_url(), record)


def fetch_spans(ids: Iterable[int]) -> dict[int, Meeting]:
    """Return the meetings of ``ids``, each with its dates alone; one query."""
    return Meeting.objects.only("title", "start_date", "end_date", "dates").in_bulk(set(ids))
