"""Free text: which words it is made of, and where they are looked for."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from engagements.common.folding import fold
from engagements.models import Appointment, Meeting, MeetingDocument, Official, Visit, VisitDocument

DOCUMENTS = {Visit: VisitDocument, Meeting: MeetingDocument}

# More than this is no search but a text; on SQLite a pattern can also grow too long to run.
MAX_LENGTH, MAX_WORDS = 200, 12


def words_of(text: str) -> list[str]:
    """Return the folded words of ``text``; raise ValidationError where it can't be searched for."""
    if len(text) > MAX_LENGTH:
        raise ValidationError(f"At most {MAX_LENGTH} characters can be searched for.")
    words = fold(text).split()
    if "\0" in text or not words:
        raise ValidationError("There is no word or number in it to search for.")
    if len(words) > MAX_WORDS:
        raise ValidationError(f"At most {MAX_WORDS} words can be searched for.")
    return words


def filter_by_words(queryset: Any, texts: list[list[str]]) -> Any:
    """Return those of ``queryset`` that hold every word of at least one of ``texts`` (lists of words).

    Visits and meetings are found by the beginnings of words in their documents, entries of
    the directory by any part of a name of theirs; officials also by the organizations of
    their posts.
    """
    if document := DOCUMENTS.get(queryset.model):
        documents = document.objects
        return queryset.referenced_by(
            "record_id", documents.filter(words__prefix=texts), definite=documents.filter(words__exact=texts)
        )
    in_word = in_official if queryset.model is Official else in_names
    return queryset.filter(reduce(or_, (all_words(words, in_word) for words in texts)))


def all_words(words: Iterable[str], where: Callable[[str], Q]) -> Q:
    """Condition: ``where(word)`` holds for every one of ``words``."""
    return reduce(and_, map(where, words), Q())


def in_names(word: str) -> Q:
    """Condition: ``word`` is in the names that a record itself has."""
    return Q(folded__contains=word)


def in_official(word: str) -> Q:
    """Condition: ``word`` is in a name of an official, or of an organization of a post."""
    posts = Appointment.objects.filter(organization__folded__contains=word)
    return in_names(word) | Q(pk__in=posts.values("official"))
