"""The directory of the reader: what a user may see of it, as far as a text may name it."""

from collections import Counter, defaultdict
from itertools import pairwise

from django.conf import settings
from django.db.models import Prefetch, Q

from engagements.common.folding import fold
from engagements.models import Appointment, Official, Organization, Place, Topic
from engagements.reader import places
from engagements.reader.directory import MOST_CANDIDATES, Directory, Entry

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

    organizations = named(Organization)
    holders = offices(seen(Official), set(organizations), text)
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
            entry(one, country=str(one.country or ""), kind=one.kind) for one in organizations.values()
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
    words = folded_text.split()
    pairs, words, text = set(pairwise(words)), set(words), f" {folded_text} "

    def is_there(name):
        first, *rest = name.split()
        return (first, rest[0]) in pairs and f" {name} " in text if rest else first in words

    found, sharing = set(), defaultdict(list)
    for pk, folded in queryset.order_by().values_list("pk", "folded").iterator(chunk_size=10_000):
        if shared := words.intersection(folded.split()):
            if any(map(is_there, folded.split(" | "))):
                found.add(pk)
            else:
                sharing[frozenset(shared)].append(pk)
    for keys in sorted(sharing.values(), key=len):
        if len(keys) > MANY or len(found) > MOST:
            break
        found.update(keys)
    return found


def offices(officials, organizations, folded_text):
    """Return the keys of those who hold or held an office that a text may name, a few of each.

    That is one of ``organizations`` (a set of keys), or of a country that the text names.
    """
    words, text = set(folded_text.split()), f" {folded_text} "
    named = {code for table in places.tables()[:2] for name, code in table.items() if f" {name} " in text}
    held = Appointment.objects.filter(official__in=officials).order_by()
    titles = held.values_list("title", flat=True).distinct()
    held = held.filter(
        Q(organization__in=organizations) | Q(organization__country__in={*named, settings.HOME_COUNTRY}),
        title__in=[title for title in titles if words.issuperset(fold(title).split())],
    )
    found, counts = set(), Counter()
    rows = held.values_list("official", "title", "organization", "organization__country")
    for official, title, organization, country in rows.iterator(chunk_size=10_000):
        office = title, organization if organization in organizations else country
        counts[office] += 1
        if counts[office] <= MOST_CANDIDATES:
            found.add(official)
    return found
