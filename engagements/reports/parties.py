"""Parties of "who met whom": officials, organizations and countries, and how often each pair met."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Max, Min, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from engagements.models import Meeting, Official, Organization
from engagements.search.suggestions import SUGGESTERS

MODELS = {"officials": Official, "organizations": Organization}

# Sorts meetings as `earliest_first` does, but for those without a date, which come before all.
# Ids are written with as many digits each.
FIRST_ID = 10**18
MOMENT = Concat(
    Coalesce(Cast("meeting__start_date", CharField()), Value("0000-00-00")),
    Value(" "),
    Cast(F("meeting") + FIRST_ID, CharField()),
    output_field=CharField(),
)
DATED = Q(meeting__start_date__isnull=False)


@dataclass(frozen=True)
class Party:
    """One official, organization or country; ``kind`` is a key of `SUGGESTERS`. A country has no record."""

    kind: str
    key: int | str
    name: str
    short_name: str
    url: str
    record: Official | Organization | None = field(default=None, compare=False, repr=False)

    @property
    def uid(self):
        return str(self.record.uid) if self.record else ""

    def __str__(self):
        return self.name


def parties(kind, keys):
    """Return the party of each of ``keys``; at most one query."""
    if kind in MODELS:
        found = MODELS[kind].objects.in_bulk(set(keys))
        return {key: party_of(kind, record) for key, record in found.items()}
    names = SUGGESTERS["countries"].names()
    return {
        code: Party(
            kind, code, names.get(code, code), code, reverse("engagements:country_detail", args=[code])
        )
        for code in keys
    }


def party_of(kind, record):
    short_name = getattr(record, "short_name", str(record))
    return Party(kind, record.pk, str(record), short_name, record.get_absolute_url(), record)


def tally(lines, *by):
    """Return of ``lines``, by the fields ``by``: ``times``, and the ``first`` and ``last`` meeting.

    Times are different meetings, whatever the number of lines. First and last are for
    `meetings_at`; first is that of the meetings with a date, None where there is none.
    """
    return (
        lines.order_by()
        .values(*by)
        .annotate(times=Count("meeting", distinct=True), first=Min(MOMENT, filter=DATED), last=Max(MOMENT))
    )


def meetings_at(moments, meetings=None):
    """Return the meeting of each of ``moments``, with its dates alone; one query. None is let through.

    Of those alone that are among ``meetings``, where these are given.
    """
    ids = {moment: int(moment.split()[1]) - FIRST_ID for moment in moments if moment}
    meetings = Meeting.objects.all() if meetings is None else meetings
    found = meetings.only("title", "start_date", "end_date", "dates").in_bulk(set(ids.values()))
    return {None: None} | {moment: found[pk] for moment, pk in ids.items() if pk in found}
