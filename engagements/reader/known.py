"""The directory of the reader, filled from what a user may see."""

from django.db.models import Prefetch

from ..models import Appointment, Official, Organization, Place, Topic
from .directory import Directory, Entry


def entry(record, **fields):
    """Return the `Entry` of a record; its ``folded`` has every name that it is found by."""
    return Entry(record.pk, str(record), tuple(filter(None, record.folded.split(" | "))), **fields)


def directory_for(user):
    """Return the `Directory` that ``user`` may see, or all of it where ``user`` is None; five queries."""

    def seen(model):
        return model.objects.all() if user is None else model.objects.visible_to(user)

    posts = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())
    return Directory(
        officials=[
            entry(
                one,
                posts=tuple(
                    (post.title, post.organization.name, str(post.organization.country or ""))
                    for post in one.appointments.all()
                ),
            )
            for one in seen(Official).prefetch_related(posts)
        ],
        organizations=[
            entry(one, country=str(one.country or ""), kind=one.kind) for one in seen(Organization)
        ],
        known_places=[
            Entry.named(one.pk, one.name, *one.aliases.splitlines(), country=str(one.country or ""))
            for one in seen(Place).exclude(name="")
        ],
        topics=[entry(one) for one in seen(Topic)],
    )
