"""What is exported of meetings."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User

from engagements.models import Meeting, Participant, Side, Source

from .lines import LineReader, seen_with_record, topic_and_source_lines
from .nested import (
    ORGANIZATION_FIELDS,
    SOURCE_FIELDS,
    NestedObject,
    object_of,
    official,
    official_and_organization,
    organization,
    topics_and_sources,
)
from .outcomes import OUTCOME_COLUMNS, OUTCOME_LINES, outcome_in_words, outcome_object, outcome_owners
from .records import ExportedRecord, ExportKind
from .shared import ACCESS_COLUMNS, CAPACITY_COLUMNS, DATE_COLUMNS, SOURCE_COLUMN, TOPIC_COLUMN
from .words import country_name, join_filled, lines_in_words, official_name

PARTICIPANT_FIELDS = ("side", "title", "country", "description", "role", "note", "order")
VISIT_FIELDS = (
    *("uid", "title", "visit_type", "progress", "dates", "start_date", "end_date", "purpose"),
    *("publication", "handling"),
)

participant_object = object_of(*PARTICIPANT_FIELDS)
title_source = NestedObject("title_source", *SOURCE_FIELDS)
visit = NestedObject("visit", *VISIT_FIELDS)
visit_organization = NestedObject("visit__organization", *ORGANIZATION_FIELDS)
place = NestedObject("place", "uid", "name", "country")


class ParticipantLineReader(LineReader):
    """Reads participants without those title sources that the user may not see."""

    def rows(self, pks: Iterable[int], user: User) -> list[Any]:
        lines = list(super().rows(pks, user))
        sources = {line.title_source for line in lines} - {None}
        visible = Source.objects.visible_to(user).in_bulk(sources) if sources else {}
        no_source = dict.fromkeys(title_source.paths)
        return [
            line if line.title_source is None or line.title_source in visible else line._replace(**no_source)
            for line in lines
        ]


PARTICIPANT_LINES = ParticipantLineReader(
    seen_with_record(Participant.objects.all()),
    "meeting",
    "title_source",
    *PARTICIPANT_FIELDS,
    *official.paths,
    *organization.paths,
    *title_source.paths,
)


def participant_in_words(line: Any) -> str:
    """Return "Dr. Name, Title, Organization (note)" of a participant."""
    words = join_filled(
        official_name(line),
        line.title,
        line.organization__name,
        line.country and country_name(line.country),
        line.description,
    )
    return f"{words} ({line.note})" if line.note else words


def participants_on(side: Side) -> Callable[[ExportedRecord], str]:
    """Return a column: the participants of one side, in words."""
    return lambda record: "; ".join(
        participant_in_words(line) for line in record.lines["participants"] if line.side == side
    )


def meeting_data(record: ExportedRecord) -> dict[str, Any]:
    visit_object = visit.of(record.row)
    return topics_and_sources(record) | {
        "place": place.of(record.row),
        "visit": visit_object and visit_object | {"organization": visit_organization.of(record.row)},
        "participants": [
            participant_object(line)
            | official_and_organization(line)
            | {"title_source": title_source.of(line)}
            for line in record.lines["participants"]
        ],
        "outcomes": [outcome_object(line) | outcome_owners(line) for line in record.lines["outcomes"]],
    }


MEETING_EXPORT = ExportKind(
    name="meetings",
    model=Meeting,
    columns={
        "uid": "uid",
        "title": "title",
        **DATE_COLUMNS,
        "start_time": "start_time",
        "end_time": "end_time",
        "timezone": "timezone",
        "format": "format",
        "progress": "progress",
        "visit_uid": "visit__uid",
        "visit": "visit__title",
        "place": "place__name",
        "country": "place__country",
        "venue": "venue",
        "delegation": participants_on(Side.DELEGATION),
        "accompanying": participants_on(Side.ACCOMPANYING),
        "counterparts": participants_on(Side.COUNTERPART),
        "third_parties": participants_on(Side.THIRD_PARTY),
        **TOPIC_COLUMN,
        "outcomes": lines_in_words("outcomes", outcome_in_words),
        "summary": "summary",
        "points": "points",
        **SOURCE_COLUMN,
        **ACCESS_COLUMNS,
        "data": meeting_data,
    },
    fields=[*place.paths, *visit.paths, *visit_organization.paths, "version", "changed_at"],
    lines={
        "participants": PARTICIPANT_LINES,
        "outcomes": OUTCOME_LINES,
        **topic_and_source_lines(Meeting, "meeting"),
    },
    sheets={
        "participants": {
            "order": "order",
            "side": "side",
            **CAPACITY_COLUMNS,
            "country": "country",
            "description": "description",
            "role": "role",
            "note": "note",
            "title_source": "title_source__title",
        },
        "outcomes": OUTCOME_COLUMNS,
    },
)
