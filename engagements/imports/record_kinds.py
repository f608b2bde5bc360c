"""What a mapping may fill: the kinds of records, their fields, the lines they hold.

This is the one list; the mapping reader, the checks, the plan and the writing all go by it.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from engagements.models import (
    Appointment,
    ContactDetail,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    ProgrammeItem,
    Source,
    Stop,
    Topic,
    Visit,
)


@dataclass(frozen=True)
class RecordKind:
    """One kind of record or line.

    ``fields`` are fields of the model, checked by the model's own rules; ``references`` are
    fields that name a record of another kind; ``sets`` many of them; ``lines`` are what belongs
    to the record alone, by the name in the mapping and the field of the line that leads back.
    """

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    references: dict[str, str] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    main: str = ""  # the field that a text alone stands for
    parent: str = ""  # of a line: the field that leads to its record
    extra: tuple[str, ...] = ()  # what a mapping may say beside fields of the model

    @cached_property
    def vocabulary(self) -> set[str]:
        return {*self.fields, *self.references, *self.sets, *self.lines, *self.extra}


DIRECTORY_KINDS = ("organization", "official", "place", "topic", "source")
# In the order of writing: what is referred to comes first.
TOP_LEVEL_KINDS = (*DIRECTORY_KINDS, "visit", "meeting", "appointment", "contactdetail")
SPAN_FIELDS = ("start_date", "end_date", "dates")
RECORD_FIELDS = (*SPAN_FIELDS, "publication", "handling")

RECORD_KINDS = {
    kind.name: kind
    for kind in (
        RecordKind(
            "organization",
            Organization,
            ("uid", "name", "acronym", "native_name", "kind", "country", "aliases", "notes"),
            references={"parent": "organization"},
            main="name",
            extra=("key",),
        ),
        RecordKind(
            "official",
            Official,
            ("uid", "name", "sort_name", "honorific", "native_name", "aliases", "notes"),
            main="name",
            extra=("key",),
        ),
        RecordKind("place", Place, ("uid", "name", "country", "aliases"), main="name", extra=("key",)),
        RecordKind(
            "topic", Topic, ("uid", "name"), references={"parent": "topic"}, main="name", extra=("key",)
        ),
        RecordKind(
            "source",
            Source,
            ("uid", "title", "publisher", "url", "published_on", "retrieved_on", "text"),
            main="title",
            extra=("key",),
        ),
        RecordKind(
            "visit",
            Visit,
            ("uid", "title", "visit_type", "progress", "purpose", *RECORD_FIELDS),
            references={"organization": "organization"},
            sets={"topics": "topic", "sources": "source", "related_visits": "visit"},
            lines={"stops": "stop", "delegation": "member", "programme": "programme item"},
            main="key",
            extra=("key", "country", "places"),
        ),
        RecordKind(
            "meeting",
            Meeting,
            (
                "uid",
                "title",
                "format",
                "progress",
                "start_time",
                "end_time",
                "timezone",
                "venue",
                "summary",
                "points",
                *RECORD_FIELDS,
            ),
            references={"visit": "visit", "place": "place"},
            sets={"topics": "topic", "sources": "source"},
            lines={"participants": "participant", "outcomes": "outcome"},
            extra=("key", "country"),
        ),
        RecordKind(
            "appointment",
            Appointment,
            ("title", "acting", "start_date", "start_precision", "end_date", "end_precision"),
            references={"official": "official", "organization": "organization"},
            extra=("key",),
        ),
        RecordKind(
            "contactdetail",
            ContactDetail,
            ("uid", "kind", "value", "note"),
            references={"official": "official", "organization": "organization"},
            extra=("key",),
        ),
        RecordKind(
            "stop",
            Stop,
            ("start_date", "end_date"),
            references={"place": "place"},
            parent="visit",
            extra=("country",),
        ),
        RecordKind(
            "programme item",
            ProgrammeItem,
            ("day", "start_time", "end_time", "what", "note"),
            references={"place": "place"},
            parent="visit",
            extra=("country",),
        ),
        RecordKind(
            "member",
            DelegationMember,
            ("title", "role"),
            references={"official": "official", "organization": "organization"},
            main="official",
            parent="visit",
        ),
        RecordKind(
            "participant",
            Participant,
            ("side", "title", "country", "description", "role", "note", "order"),
            references={
                "official": "official",
                "organization": "organization",
                "title_source": "source",
            },
            parent="meeting",
        ),
        RecordKind(
            "outcome",
            Outcome,
            ("uid", "kind", "text", "due_date", "due_text", "progress", "closed_on", "note"),
            references={"owner_organization": "organization", "owner_official": "official"},
            parent="meeting",
        ),
    )
}
