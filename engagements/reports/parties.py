"""Parties of "who met whom": officials, organizations and countries, and how often each pair met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, Max, Min, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from engagements.common.countries import country_names
from engagements.models import Meeting, Official, Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from engagements.models.participants import ParticipantQuerySet

PARTY_MODELS: dict[str, type[Official | Organization]] = {
    "officials": Official,
    "organizations": Organization,
}

# Sorts meetings as `earliest_first` does, but for those without a date, which come before all.
# Ids are written with as many digits each.
ID_OFFSET = 10**18
MEETING_SORT_KEY = Concat(
    Coalesce(Cast("meeting__start_date", CharField()), Value("0000-00-00")),
    Value(" "),
    Cast(F("meeting") + ID_OFFSET, CharField()),
    output_field=CharField(),
)
MEETING_IS_DATED = Q(meeting__start_date__isnull=False)


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


def tally(lines: ParticipantQuerySet, *fields: str) -> QuerySet[Any, dict[str, Any]]:
    """Return of ``lines``, by ``fields``: ``times``, and the ``first`` and ``last`` meeting.

    Times are different meetings, whatever the number of lines. First and last are for
    `meetings_by_sort_key`; first is that of the meetings with a date, None where there is none.
    """
    return (
        lines.order_by()
        .values(*fields)
        .annotate(
            times=Count("meeting", distinct=True),
            first=Min(MEETING_SORT_KEY, filter=MEETING_IS_DATED),
            last=Max(MEETING_SORT_KEY),
        )
    )


def meeting_id_of(sort_key: str) -> int:
    return int(sort_key.split()[1]) - ID_OFFSET


def meetings_by_sort_key(
    sort_keys: Iterable[str | None], meetings: QuerySet[Meeting] | None = None
) -> Mapping[str | None, Any]:
    """Return the meeting of each of ``sort_keys``, with its dates alone; one query. None gives None.

    Of those alone that are among ``meetings``, where these are given.
    """
    ids = {sort_key: meeting_id_of(sort_key) for sort_key in sort_keys if sort_key}
    by_id = fetch_spans(ids.values(), meetings)
    return {None: None} | {sort_key: by_id[pk] for sort_key, pk in ids.items() if pk in by_id}


def fetch_spans(ids: Iterable[int], meetings: QuerySet[Meeting] | None = None) -> dict[int, Meeting]:
    """Return the meetings of ``ids``, each with its dates alone; one query. ``meetings``: those alone."""
    meetings = Meeting.objects.all() if meetings is None else meetings
    return meetings.only("title", "start_date", "end_date", "dates").in_bulk(set(ids))
