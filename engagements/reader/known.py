"""The directory of the reader: what a user may see of it, as far as a text may name it."""

from collections import Counter, defaultdict

from django.db.models import Prefetch

from ..models import Appointment, Official, Organization, Place, Topic
from ..models.folding import fold
from .directory import MOST_CANDIDATES, Directory, Entry

# Words that more names share than this tell nothing by themselves: "John", "Ministry of".
MANY = 200
MOST = 2_000  # records of a table


def directory_for(user, text):
    """Return the `Directory` of what ``text`` may name and ``user`` may see; of all where ``user`` is None.

    Of each table the folded names alone are read, and the records of those that fit; a fixed
    number of queries.
    """
    text = fold(text)

    def seen(model):
        return model.objects.all() if user is None else model.objects.visible_to(user)

    def named(model):
        return seen(model).in_bulk(fitting(seen(model), text))

    holders = offices(seen(Official), set(text.split()))
    posts = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())
    officials = seen(Official).prefetch_related(posts)
    return Directory(
        officials=[
            entry(
                one,
                posts=tuple(
                    (post.title, post.organization.name, str(post.organization.country or ""))
                    for post in one.appointments.all()
                ),
            )
            for one in officials.in_bulk(fitting(seen(Official), text) | holders).values()
        ],
        organizations=[
            entry(one, country=str(one.country or ""), kind=one.kind) for one in named(Organization).values()
        ],
        known_places=[
            Entry.named(one.pk, one.name, *one.aliases.splitlines(), country=str(one.country or ""))
            for one in named(Place).values()
            if one.name
        ],
        topics=[entry(one) for one in named(Topic).values()],
    )


def entry(record, **fields):
    """Return the `Entry` of a record; its ``folded`` has every name that it is found by."""
    return Entry(record.pk, str(record), tuple(filter(None, record.folded.split(" | "))), **fields)


def fitting(queryset, folded_text):
    """Return the keys of the records that a text may name, by a whole name or by words that few share."""
    words, text = set(folded_text.split()), f" {folded_text} "
    found, sharing = set(), defaultdict(list)
    for pk, folded in queryset.order_by().values_list("pk", "folded").iterator(chunk_size=10_000):
        if shared := words.intersection(folded.split()):
            if any(f" {name} " in text for name in folded.split(" | ")):
                found.add(pk)
            else:
                sharing[frozenset(shared)].append(pk)
    for keys in sorted(sharing.values(), key=len):
        if len(keys) > MANY or len(found) > MOST:
            break
        found.update(keys)
    return found


def offices(officials, words):
    """Return the keys of those who hold or held an office that the text may name, a few of each."""
    held = Appointment.objects.filter(official__in=officials).order_by()
    titles = [
        title
        for title in held.values_list("title", flat=True).distinct()
        if words.issuperset(fold(title).split())
    ]
    found, counts = set(), Counter()
    rows = held.filter(title__in=titles).values_list(
        "official", "title", "organization", "organization__folded"
    )
    for official, title, organization, folded in rows.iterator(chunk_size=10_000):
        counts[title, organization] += 1
        if counts[title, organization] <= MOST_CANDIDATES and words.intersection(folded.split()):
            found.add(official)
    return found
