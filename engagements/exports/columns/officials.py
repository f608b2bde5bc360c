"""What is exported of officials."""

from engagements.models import Appointment, Official

from .lines import Lines, everyone
from .records import Kind
from .words import joined, listed

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
