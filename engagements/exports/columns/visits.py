"""What is exported of visits."""

from operator import attrgetter
from typing import Any

from engagements.models import DelegationMember, ProgrammeItem, Stop, Visit

from .lines import LineReader, seen_with_record, topic_and_source_lines
from .nested import (
    NestedObject,
    object_of,
    official,
    official_and_organization,
    organization,
    topics_and_sources,
)
from .records import ExportedRecord, ExportKind
from .shared import ACCESS_COLUMNS, CAPACITY_COLUMNS, DATE_COLUMNS, SOURCE_COLUMN, TOPIC_COLUMN
from .words import country_name, distinct_values, join_filled, lines_in_words, official_name

related_visit = NestedObject("to_visit", "uid", "title")
stop_object = object_of("start_date", "end_date")
programme_object = object_of("day", "start_time", "end_time", "what", "note")
member_object = object_of("title", "role")

MEMBER_LINES = LineReader(
    seen_with_record(DelegationMember.objects.all()),
    "visit",
    *("title", "role"),
    *official.paths,
    *organization.paths,
)
STOP_LINES = LineReader(
    seen_with_record(Stop.objects.all()),
    "visit",
    *("place__uid", "place__name", "place__country", "start_date", "end_date"),
)
PROGRAMME_LINES = LineReader(
    seen_with_record(ProgrammeItem.objects.all()),
    "visit",
    *("day", "start_time", "end_time", "what", "place__uid", "place__name", "place__country", "note"),
)
RELATED_VISIT_LINES = LineReader(
    lambda user: Visit.related_visits.through.objects.filter(to_visit__in=Visit.objects.visible_to(user)),
    "from_visit",
    *related_visit.paths,
    key=attrgetter("to_visit__uid"),
)


def member_in_words(line: Any) -> str:
    role = f" ({line.role})" if line.role != "member" else ""
    return join_filled(official_name(line), line.title, line.organization__name) + role


def place_in_words(line: Any) -> str:
    return join_filled(line.place__name, line.place__country and country_name(line.place__country))


def programme_item_in_words(line: Any) -> str:
    time = line.start_time and f"{line.start_time:%H:%M}"
    return join_filled(line.day.isoformat(), time, line.what, place_in_words(line))


def place_object(line: Any) -> dict[str, Any]:
    return {"place_uid": line.place__uid, "place": line.place__name, "country": line.place__country}


def visit_data(record: ExportedRecord) -> dict[str, Any]:
    return topics_and_sources(record) | {
        "organization": organization.of(record.row),
        "stops": [stop_object(line) | place_object(line) for line in record.lines["stops"]],
        "programme": [programme_object(line) | place_object(line) for line in record.lines["programme"]],
        "delegation": [
            member_object(line) | official_and_organization(line) for line in record.lines["delegation"]
        ],
        "related_visits": [related_visit.of(line) for line in record.lines["related_visits"]],
    }


VISIT_EXPORT = ExportKind(
    name="visits",
    model=Visit,
    columns={
        "uid": "uid",
        "title": "title",
        **DATE_COLUMNS,
        "visit_type": "visit_type",
        "progress": "progress",
        "organization_uid": "organization__uid",
        "organization": "organization__name",
        "purpose": "purpose",
        "stops": lines_in_words("stops", place_in_words),
        "countries": distinct_values("stops", "place__country"),
        "delegation": lines_in_words("delegation", member_in_words),
        "programme": lines_in_words("programme", programme_item_in_words),
        **TOPIC_COLUMN,
        **SOURCE_COLUMN,
        "related_visits": distinct_values("related_visits", "to_visit__title"),
        **ACCESS_COLUMNS,
        "data": visit_data,
    },
    fields=[*organization.paths, "version", "changed_at"],
    lines={
        "stops": STOP_LINES,
        "delegation": MEMBER_LINES,
        "programme": PROGRAMME_LINES,
        "related_visits": RELATED_VISIT_LINES,
        **topic_and_source_lines(Visit, "visit"),
    },
    sheets={
        "stops": {
            "place": "place__name",
            "country": "place__country",
            "start_date": "start_date",
            "end_date": "end_date",
        },
        "delegation": {"role": "role", **CAPACITY_COLUMNS},
        "programme": {
            "day": "day",
            "start_time": "start_time",
            "end_time": "end_time",
            "what": "what",
            "place": "place__name",
            "country": "place__country",
            "note": "note",
        },
    },
)
