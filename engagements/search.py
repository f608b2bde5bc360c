"""Free text: which words it is made of, and where they are looked for."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from .models import Appointment, DelegationMember, Meeting, Participant, Stop, Visit
from .models.folding import fold

# More than this is no search but a text; on SQLite a pattern can also grow too long to run.
MAX_LENGTH, MAX_WORDS = 200, 12


def words_of(text):
    """Return the folded words of ``text``; raise ValidationError where it can't be searched for."""
    if len(text) > MAX_LENGTH:
        raise ValidationError(f"At most {MAX_LENGTH} characters can be searched for.")
    words = fold(text).split()
    if "\0" in text or not words:
        raise ValidationError("There is no word or number in it to search for.")
    if len(words) > MAX_WORDS:
        raise ValidationError(f"At most {MAX_WORDS} words can be searched for.")
    return words


def each(words, where):
    """Condition: ``where(word)`` holds for every one of ``words``."""
    found = Q()
    for word in words:
        found &= where(word)
    return found


def on_topic(model, word):
    through = model.topics.through.objects.filter(topic__folded__contains=word)
    return Q(pk__in=through.values(model._meta.model_name))


def in_meeting(word):
    """Condition: ``word`` is in a meeting's own text, its place, its participants or its topics."""
    participants = Participant.objects.filter(
        Q(folded__contains=word) | Q(official__folded__contains=word) | Q(organization__folded__contains=word)
    )
    return (
        Q(folded__contains=word)
        | Q(place__folded__contains=word)
        | Q(pk__in=participants.values("meeting"))
        | on_topic(Meeting, word)
    )


def in_visit(word):
    """Condition: ``word`` is in a visit's own text, its sender, delegation, stops or topics."""
    members = DelegationMember.objects.filter(
        Q(folded__contains=word) | Q(official__folded__contains=word) | Q(organization__folded__contains=word)
    )
    return (
        Q(folded__contains=word)
        | Q(organization__folded__contains=word)
        | Q(pk__in=members.values("visit"))
        | Q(pk__in=Stop.objects.filter(place__folded__contains=word).values("visit"))
        | on_topic(Visit, word)
    )


def in_official(word):
    """Condition: ``word`` is in a name of an official, or of an organization of a post."""
    posts = Appointment.objects.filter(organization__folded__contains=word)
    return Q(folded__contains=word) | Q(pk__in=posts.values("official"))


def in_names(word):
    """Condition: ``word`` is in the names that a record itself has."""
    return Q(folded__contains=word)
