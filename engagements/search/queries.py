"""Free text: which words it is made of, and where they are looked for."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from engagements.common.folding import fold
from engagements.models import (
    Appointment,
    ContactDetail,
    Meeting,
    MeetingDocument,
    Official,
    OfficialDocument,
    Organization,
    Visit,
    VisitDocument,
)
from engagements.models.search_documents import PART_LENGTH
from engagements.models.visibility import Viewer

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


def filter_by_words(queryset: Any, texts: list[list[str]], user: Viewer | None = None) -> Any:
    """Return those of ``queryset`` that hold every word of at least one of ``texts`` (lists of words).

    Visits and meetings are found by the beginnings of words in their documents, entries of
    the directory by any part of a name of theirs; officials also by the organizations of
    their posts. With a ``user``, officials and organizations are found by the contact details, too, that
    the user may see.
    """
    if document := DOCUMENTS.get(queryset.model):
        documents = document.objects
        return queryset.referenced_by(
            "record_id", documents.filter(words__prefix=texts), definite=documents.filter(words__exact=texts)
        )
    in_word: Callable[[str], Q] = in_official if queryset.model is Official else in_names
    if user and queryset.model in (Official, Organization):
        in_word = with_contact_details(in_word, queryset.model, user)
    return queryset.filter(reduce(or_, (all_words(words, in_word) for words in texts)))


def narrow_by_documents(queryset: Any, alternatives: Iterable[Iterable[str]]) -> Any:
    """Return ``queryset``, in which each row has a text of each of ``alternatives`` in its names or sounds.

    It is the same rows: of officials, who may be very many, only those are looked at whose documents may
    have these texts. Those with a text that is too short for that do not count.
    """
    if queryset.model is not Official:
        return queryset
    lists = [list(filter(None, texts)) for texts in alternatives]
    if not (parts := [texts for texts in lists if len(min(texts, key=len)) >= PART_LENGTH]):
        return queryset
    documents = OfficialDocument.objects.filter(words__parts=parts)
    return queryset.filter(documents.exists_condition("record_id", outer="pk"))


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


def with_contact_details(in_word: Callable[[str], Q], model: Any, user: Viewer) -> Callable[[str], Q]:
    """Return ``in_word``, which also holds where a contact detail that ``user`` may see has the word."""
    details = ContactDetail.objects.visible_to(user)
    owner = model._meta.model_name
    return lambda word: (
        in_word(word)
        | Q(
            pk__in=details.filter(**{f"{owner}__isnull": False, "folded__contains": word})
            .order_by()
            .values(owner)
        )
    )
