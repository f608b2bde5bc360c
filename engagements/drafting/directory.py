"""The directory for the reader: what a user may see of it, as far as a text may name it."""

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Prefetch, Q, QuerySet

from engagements.common.folding import fold
from engagements.models import Appointment, Official, Organization, Place, Topic
from engagements.reader.directory import MOST_CANDIDATES, Directory, DirectoryEntry, HeldPost
from engagements.reader.places.place_names import place_names

# Words that more names share than this tell nothing by themselves: "John", "Ministry of".
MOST_SHARING = 200
MOST_FITTING = 2_000  # records of a table
CHUNK_SIZE = 10_000


def directory_for(user: User | None, text: str) -> Directory:
    """Return the `Directory` of what ``text`` may name and ``user`` may see; of all where ``user`` is None.

    Of each table the folded names alone are read, and the records of those that fit; a fixed
    number of queries.
    """
    text = fold(text)

    def visible(model: Any) -> Any:
        return model.objects.all() if user is None else model.objects.visible_to(user)

    def fitting(model: Any) -> list[Any]:
        return list(visible(model).in_bulk(fitting_pks(visible(model), text)).values())

    organizations = fitting(Organization)
    pks = office_holder_pks(visible(Official), {organization.pk for organization in organizations}, text)
    pks |= fitting_pks(visible(Official), text)
    posts = Prefetch("appointments", Appointment.objects.select_related("organization").latest_first())
    officials = visible(Official).prefetch_related(posts).in_bulk(pks).values()
    return Directory(
        officials=[entry_of(official, posts=posts_of(official)) for official in officials],
        organizations=[
            entry_of(organization, country=str(organization.country or ""), kind=organization.kind)
            for organization in organizations
        ],
        places=[
            DirectoryEntry.from_names(
                place.pk, place.name, *place.aliases.splitlines(), country=str(place.country or "")
            )
            for place in fitting(Place)
            if place.name
        ],
        topics=[entry_of(topic) for topic in fitting(Topic)],
    )


def entry_of(record: Official | Organization | Topic, **fields: Any) -> DirectoryEntry:
    """Return the entry of a record; its ``folded`` has every name that it is found by."""
    names = tuple(filter(None, record.folded.split(" | ")))
    return DirectoryEntry(record.pk, str(record), names, **fields)


def posts_of(official: Official) -> tuple[HeldPost, ...]:
    """Return the posts of an official whose appointments have been prefetched."""
    return tuple(
        HeldPost(post.title, post.organization.name, str(post.organization.country or ""))
        for post in official.appointments.all()
    )


def name_finder(folded_text: str) -> Callable[[str], bool]:
    """Return a function that says whether a folded name stands in a text; two words tell most."""
    in_order = folded_text.split()
    pairs, words, text = set(pairwise(in_order)), set(in_order), f" {folded_text} "

    def is_named(name: str) -> bool:
        first, *rest = name.split()
        return (first, rest[0]) in pairs and f" {name} " in text if rest else first in words

    return is_named


def fitting_pks(queryset: QuerySet[Any], folded_text: str) -> set[int]:
    """Return the keys of the records that a text may name, by a whole name or by words that few share."""
    words, is_named = set(folded_text.split()), name_finder(folded_text)
    pks: set[int] = set()
    sharing: dict[frozenset[str], list[int]] = defaultdict(list)
    for pk, folded in queryset.order_by().values_list("pk", "folded").iterator(chunk_size=CHUNK_SIZE):
        if shared := words.intersection(folded.split()):
            if any(map(is_named, folded.split(" | "))):
                pks.add(pk)
            else:
                sharing[frozenset(shared)].append(pk)
    for group in sorted(sharing.values(), key=len):
        if len(group) > MOST_SHARING or len(pks) > MOST_FITTING:
            break
        pks.update(group)
    return pks


def office_holder_pks(officials: QuerySet[Official], organizations: set[int], folded_text: str) -> set[int]:
    """Return the keys of those who hold or held an office that a text may name, a few of each.

    That is one of ``organizations`` (a set of keys), or of a country that the text names.
    """
    words, is_named = set(folded_text.split()), name_finder(folded_text)
    names = (place_names().countries, place_names().demonyms)
    countries = {code for table in names for name, code in table.items() if is_named(name)}
    appointments = Appointment.objects.filter(official__in=officials).order_by()
    titles = appointments.values_list("title", flat=True).distinct()
    appointments = appointments.filter(
        Q(organization__in=organizations) | Q(organization__country__in={*countries, settings.HOME_COUNTRY}),
        title__in=[title for title in titles if words.issuperset(fold(title).split())],
    )
    pks: set[int] = set()
    counts: Counter[tuple[str, int | str]] = Counter()
    rows = appointments.values_list("official", "title", "organization", "organization__country")
    for official, title, organization, country in rows.iterator(chunk_size=CHUNK_SIZE):
        office = title, organization if organization in organizations else country
        counts[office] += 1
        if counts[office] <= MOST_CANDIDATES:
            pks.add(official)
    return pks
