"""What is exported of officials."""

import datetime
from typing import Any

from engagements.models import Appointment, Official

from .contact_details import (
    CONTACT_COLUMN,
    CONTACT_PERMISSION,
    CONTACT_SHEET,
    NAME,
    contact_data,
    contact_lines,
)
from .lines import LineReader, seen_with_record
from .nested import object_of
from .records import ExportedRecord, ExportKind
from .words import join_filled, lines_in_words


def order_of_post(line: Any) -> tuple[object, ...]:
    """Return what sorts posts: the latest first, those of one day alike in each database."""
    start: datetime.date | None = line.start_date
    ties = (line.title, str(line.organization__uid), str(line.end_date), line.acting)
    return (start is None, -start.toordinal() if start else 0, *ties)


POST_LINES = LineReader(
    seen_with_record(Appointment.objects.all()),
    "official",
    *("title", "acting", "organization__uid", "organization__name"),
    *("start_date", "start_precision", "end_date", "end_precision"),
    key=order_of_post,
)


post_object = object_of("title", "acting", "start_date", "start_precision", "end_date", "end_precision")


def post_in_words(line: Any) -> str:
    capacity = f"{line.title} (acting)" if line.acting else line.title
    when = Appointment(
        start_date=line.start_date,
        start_precision=line.start_precision,
        end_date=line.end_date,
        end_precision=line.end_precision,
    ).when
    return f"{join_filled(capacity, line.organization__name)} ({when})"


def official_data(record: ExportedRecord) -> dict[str, Any]:
    posts = [post_object(line) | post_organization(line) for line in record.lines["posts"]]
    return {"posts": posts, **contact_data(record)}


def post_organization(line: Any) -> dict[str, Any]:
    return {"organization_uid": line.organization__uid, "organization": line.organization__name}


OFFICIAL_EXPORT = ExportKind(
    name="officials",
    model=Official,
    columns={
        "uid": "uid",
        "name": "name",
        "sort_name": "sort_name",
        "honorific": "honorific",
        "native_name": "native_name",
        "aliases": "aliases",
        "posts": lines_in_words("posts", post_in_words),
        "notes": "notes",
        "data": official_data,
        NAME: CONTACT_COLUMN,
    },
    lines={"posts": POST_LINES, **contact_lines("official")},
    permissions=CONTACT_PERMISSION,
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
    }
    | CONTACT_SHEET,
)
