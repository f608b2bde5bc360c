"""What is exported of each kind of record: its columns, declared once for all formats.

A record is read as a plain row, and so are its lines, for a chunk of records at a time:
memory is bounded, and the number of queries grows with the chunks alone. Nothing is
ordered by primary keys where a uid or a text can do it: they differ after an import.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model
from django_countries import countries

from engagements.models import (
    Appointment,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Side,
    Source,
    Stop,
    Visit,
)

CHUNK = 1_000  # records whose lines are in memory at a time


class Exported(NamedTuple):
    """A record as a row, and its lines (rows as well) by name."""

    row: tuple
    lines: dict


class Lines:
    """Lines of one kind that records have: a queryset, where it leads to the record, what is read."""

    def __init__(self, queryset, record, *fields, key=None):
        """``queryset``: a function of the user; ``key`` sorts lines that the database can't sort alike."""
        self.queryset, self.record, self.key = queryset, record, key
        self.fields = dict.fromkeys([record, *fields])

    def rows(self, records, user):
        lines = self.queryset(user).filter(**{f"{self.record}__in": records})
        return lines.values_list(*self.fields, named=True)

    def of(self, records, user):
        """Return the lines of ``records`` (ids) by record."""
        lines, found = self.rows(records, user), defaultdict(list)
        for line in sorted(lines, key=self.key) if self.key else lines:
            found[line[0]].append(line)
        return found


class Participants(Lines):
    """Lines whose title has a source, which may be one that the user may not see."""

    def rows(self, records, user):
        lines = list(super().rows(records, user))
        named = {line.title_source for line in lines} - {None}
        seen = Source.objects.visible_to(user).in_bulk(named) if named else {}
        hidden = dict.fromkeys(title_source.paths)
        return [
            line if line.title_source is None or line.title_source in seen else line._replace(**hidden)
            for line in lines
        ]


@dataclass
class Kind:
    """One kind of record: what is read of it, and what becomes of that.

    A column is the path of a value, or a function of an `Exported`. A further sheet is the
    name of its lines and its columns, each the path of a value of the line.
    """

    name: str
    model: type[Model]
    columns: dict
    fields: list = field(default_factory=list)  # read beside those that columns name
    lines: dict = field(default_factory=dict)
    sheets: dict = field(default_factory=dict)

    def __post_init__(self):
        paths = [path for path in self.columns.values() if isinstance(path, str)]
        self.paths = dict.fromkeys(["pk", *paths, *self.fields])
        self.getters = {
            name: attrgetter(f"row.{column}") if isinstance(column, str) else column
            for name, column in self.columns.items()
        }

    def read(self, queryset, user):
        """Yield an `Exported` for each record of ``queryset``, in its order."""
        rows = tied_by_uid(queryset).values_list(*self.paths, named=True).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            ids = [row.pk for row in chunk]
            found = {name: lines.of(ids, user) for name, lines in self.lines.items()}
            for row in chunk:
                yield Exported(row, {name: lines.get(row.pk, ()) for name, lines in found.items()})

    def cells(self, exported):
        return [get(exported) for get in self.getters.values()]


def tied_by_uid(queryset):
    """Return ``queryset`` in its order, but uids decide where primary keys would."""
    return queryset.order_by(*({"pk": "uid", "-pk": "-uid"}.get(one, one) for one in queryset.query.order_by))


# How values become words


@cache
def country_name(code):
    return countries.name(code)


def plain(value):
    """Return ``value`` (a UUID, a date or a time) as a text."""
    return str(value) if isinstance(value, UUID) else value.isoformat()


def joined(*parts, by=", "):
    return by.join(filter(None, parts))


def official_name(line):
    return joined(line.official__honorific, line.official__name, by=" ")


def in_words(line):
    """Return "Dr. Name, Title, Organization (note)" of a participant."""
    who = joined(
        official_name(line),
        line.title,
        line.organization__name,
        line.country and country_name(line.country),
        line.description,
    )
    return f"{who} ({line.note})" if line.note else who


def member_in_words(line):
    role = f" ({line.role})" if line.role != "member" else ""
    return joined(official_name(line), line.title, line.organization__name) + role


def side(name):
    """Return a column: the participants of one side, in words."""
    return lambda one: "; ".join(in_words(line) for line in one.lines["participants"] if line.side == name)


def outcome_in_words(line):
    owner = joined(line.owner_official__name, line.owner_organization__name)
    due = joined(line.due_date and f"due {line.due_date.isoformat()}", line.due_text)
    closed = line.closed_on and f"closed {line.closed_on.isoformat()}"
    more = joined(line.progress, owner, due, closed, line.note, by="; ")
    return f"{OUTCOME_KINDS[line.kind]}: {line.text} ({more})"


OUTCOME_KINDS = dict(Outcome.Kind.choices)


def place_in_words(line):
    return joined(line.place__name, line.place__country and country_name(line.place__country))


def names(lines, path):
    """Return a column: one value of all ``lines``, each once."""
    get = attrgetter(path)
    return lambda one: "; ".join(dict.fromkeys(filter(None, map(get, one.lines[lines]))))


def listed(lines, words):
    """Return a column: all ``lines`` in words."""
    return lambda one: "; ".join(map(words, one.lines[lines]))


# The column "data": what the others can't carry without loss


def nested(name, *fields):
    """Return a function: the record that ``name`` leads to from a row, as an object; None for none."""
    paths = [f"{name}__{one}" for one in fields]
    get = attrgetter(*paths)

    def read(row):
        values = get(row)
        return None if values[0] is None else dict(zip(fields, values, strict=True))

    read.paths = paths
    return read


def own(*fields):
    """Return a function: the values of ``fields`` of a row, as an object."""
    get = attrgetter(*fields)
    return lambda row: dict(zip(fields, get(row), strict=True))


OFFICIAL = ("uid", "name", "honorific", "sort_name", "native_name")
ORGANIZATION = ("uid", "name", "acronym", "native_name", "kind", "country")
SOURCE = ("title", "publisher", "url", "published_on", "retrieved_on", "text")
OUTCOME = ("uid", "kind", "text", "due_date", "due_text", "progress", "closed_on", "note")
VISIT = (
    "uid",
    "title",
    "visit_type",
    "progress",
    "dates",
    "start_date",
    "end_date",
    "purpose",
    "publication",
    "handling",
)

official = nested("official", *OFFICIAL)
organization = nested("organization", *ORGANIZATION)
source = nested("source", *SOURCE)
title_source = nested("title_source", *SOURCE)
owner_official = nested("owner_official", *OFFICIAL)
owner_organization = nested("owner_organization", *ORGANIZATION)
visit = nested("visit", *VISIT)
visit_organization = nested("visit__organization", *ORGANIZATION)
related_visit = nested("to_visit", "uid", "title")

own_of_participant = own("side", "title", "country", "description", "role", "note", "order")
own_of_outcome = own(*OUTCOME)
own_of_stop = own("start_date", "end_date")
own_of_member = own("title", "role")


def capacity(line):
    return {"official": official(line), "organization": organization(line)}


def owners(line):
    return {"owner_official": owner_official(line), "owner_organization": owner_organization(line)}


def about(one):
    """Return what visits and meetings both have."""
    return {
        "topics": [line.topic__name for line in one.lines["topics"]],
        "sources": [source(line) for line in one.lines["sources"]],
    }


def data_of_meeting(one):
    home = visit(one.row)
    return about(one) | {
        "visit": home and home | {"organization": visit_organization(one.row)},
        "participants": [
            own_of_participant(line) | capacity(line) | {"title_source": title_source(line)}
            for line in one.lines["participants"]
        ],
        "outcomes": [own_of_outcome(line) | owners(line) for line in one.lines["outcomes"]],
    }


def data_of_visit(one):
    return about(one) | {
        "organization": organization(one.row),
        "stops": [
            own_of_stop(line) | {"place": line.place__name, "country": line.place__country}
            for line in one.lines["stops"]
        ],
        "delegation": [own_of_member(line) | capacity(line) for line in one.lines["delegation"]],
        "related_visits": [related_visit(line) for line in one.lines["related_visits"]],
    }


# The lines


def everyone(queryset):
    """Lines that are seen by whoever sees their record."""
    return lambda user: queryset


def tagged(model):
    """Return the lines that visits and meetings both have: topics and sources."""
    name = model._meta.model_name
    topics, sources = model.topics.through, model.sources.through
    return {
        "topics": Lines(everyone(topics.objects.all()), name, "topic__name", key=attrgetter("topic__name")),
        "sources": Lines(
            everyone(sources.objects.all()),
            name,
            *source.paths,
            key=lambda line: tuple(str(value or "") for value in line[1:]),
        ),
    }


PARTICIPANTS = Participants(
    everyone(Participant.objects.all()),
    "meeting",
    "title_source",
    *("side", "title", "country", "description", "role", "note", "order"),
    *official.paths,
    *organization.paths,
    *title_source.paths,
)
OUTCOMES = Lines(
    everyone(Outcome.objects.all()), "meeting", *OUTCOME, *owner_official.paths, *owner_organization.paths
)
MEMBERS = Lines(
    everyone(DelegationMember.objects.all()), "visit", "title", "role", *official.paths, *organization.paths
)
STOPS = Lines(
    everyone(Stop.objects.all()), "visit", "place__name", "place__country", "start_date", "end_date"
)
RELATED = Lines(
    lambda user: Visit.related_visits.through.objects.filter(to_visit__in=Visit.objects.visible_to(user)),
    "from_visit",
    *related_visit.paths,
    key=attrgetter("to_visit__uid"),
)
POSTS = Lines(
    everyone(Appointment.objects.all()),
    "official",
    *("title", "acting", "organization__uid", "organization__name"),
    *("start_date", "start_precision", "end_date", "end_precision"),
)


def post_in_words(line):
    capacity = f"{line.title} (acting)" if line.acting else line.title
    when = Appointment(
        start_date=line.start_date,
        start_precision=line.start_precision,
        end_date=line.end_date,
        end_precision=line.end_precision,
    ).when
    return f"{joined(capacity, line.organization__name)} ({when})"


# The kinds

DATES = {"dates": "dates", "start_date": "start_date", "end_date": "end_date"}
STATE = {"publication": "publication", "handling": "handling"}
ABOUT = {"topics": names("topics", "topic__name"), "sources": names("sources", "source__title")}
SENDER = ("organization__uid", "organization__name")
WHO = {
    "official_uid": "official__uid",
    "official": "official__name",
    "title": "title",
    "organization_uid": "organization__uid",
    "organization": "organization__name",
}
OUTCOME_COLUMNS = {
    "uid": "uid",
    "kind": "kind",
    "text": "text",
    "progress": "progress",
    "owner_official_uid": "owner_official__uid",
    "owner_official": "owner_official__name",
    "owner_organization_uid": "owner_organization__uid",
    "owner_organization": "owner_organization__name",
    "due_date": "due_date",
    "due_text": "due_text",
    "closed_on": "closed_on",
    "note": "note",
}

MEETINGS = Kind(
    name="meetings",
    model=Meeting,
    columns={
        "uid": "uid",
        "title": "title",
        **DATES,
        "start_time": "start_time",
        "timezone": "timezone",
        "format": "format",
        "progress": "progress",
        "visit_uid": "visit__uid",
        "visit": "visit__title",
        "place": "place__name",
        "country": "place__country",
        "venue": "venue",
        "delegation": side(Side.DELEGATION),
        "accompanying": side(Side.ACCOMPANYING),
        "counterparts": side(Side.COUNTERPART),
        "third_parties": side(Side.THIRD_PARTY),
        "topics": ABOUT["topics"],
        "outcomes": listed("outcomes", outcome_in_words),
        "summary": "summary",
        "sources": ABOUT["sources"],
        **STATE,
        "data": data_of_meeting,
    },
    fields=[*visit.paths, *visit_organization.paths, "version", "changed_at"],
    lines={"participants": PARTICIPANTS, "outcomes": OUTCOMES, **tagged(Meeting)},
    sheets={
        "participants": {
            "order": "order",
            "side": "side",
            **WHO,
            "country": "country",
            "description": "description",
            "role": "role",
            "note": "note",
            "title_source": "title_source__title",
        },
        "outcomes": OUTCOME_COLUMNS,
    },
)

VISITS = Kind(
    name="visits",
    model=Visit,
    columns={
        "uid": "uid",
        "title": "title",
        **DATES,
        "visit_type": "visit_type",
        "progress": "progress",
        "organization_uid": "organization__uid",
        "organization": "organization__name",
        "purpose": "purpose",
        "stops": listed("stops", place_in_words),
        "countries": names("stops", "place__country"),
        "delegation": listed("delegation", member_in_words),
        **ABOUT,
        "related_visits": names("related_visits", "to_visit__title"),
        **STATE,
        "data": data_of_visit,
    },
    fields=[*organization.paths, "version", "changed_at"],
    lines={"stops": STOPS, "delegation": MEMBERS, "related_visits": RELATED, **tagged(Visit)},
    sheets={
        "stops": {
            "place": "place__name",
            "country": "place__country",
            "start_date": "start_date",
            "end_date": "end_date",
        },
        "delegation": {"role": "role", **WHO},
    },
)

OFFICIALS = Kind(
    name="officials",
    model=Official,
    columns={
        "uid": "uid",
        "name": "name",
        "sort_name": "sort_name",
        "honorific": "honorific",
        "native_name": "native_name",
        "aliases": "aliases",
        "posts": listed("posts", post_in_words),
        "notes": "notes",
    },
    lines={"posts": POSTS},
    sheets={
        "posts": {
            "title": "title",
            "acting": "acting",
            "organization_uid": "organization__uid",
            "organization": "organization__name",
            "start_date": "start_date",
            "start_precision": "start_precision",
            "end_date": "end_date",
            "end_precision": "end_precision",
        }
    },
)

ORGANIZATIONS = Kind(
    name="organizations",
    model=Organization,
    columns={
        "uid": "uid",
        "name": "name",
        "acronym": "acronym",
        "native_name": "native_name",
        "kind": "kind",
        "country": "country",
        "parent_uid": "parent__uid",
        "parent": "parent__name",
        "aliases": "aliases",
        "notes": "notes",
    },
)

OUTCOMES_ALONE = Kind(
    name="outcomes",
    model=Outcome,
    columns={
        **OUTCOME_COLUMNS,
        "meeting_uid": "meeting__uid",
        "meeting": "meeting__title",
        "meeting_dates": "meeting__dates",
        "meeting_start_date": "meeting__start_date",
        "meeting_end_date": "meeting__end_date",
    },
)

KINDS = {kind.model: kind for kind in (MEETINGS, VISITS, OFFICIALS, ORGANIZATIONS, OUTCOMES_ALONE)}
