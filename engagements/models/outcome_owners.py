"""Who owes what came of a meeting: the home country, another one, or nobody that is known."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from .participants import Participant, party_key


class OwedBy(models.TextChoices):
    US = "us", "owed by us"
    THEM = "them", "owed to us"
    OTHERS = "others", "between others"
    UNKNOWN = "unknown", "not said by whom"


def owner_country() -> Coalesce:
    """Return an expression on outcomes: the country of the owner, NULL where it is not known.

    That of the organization; else that for which the official sat in the meeting.
    """
    lines = Participant.objects.filter(meeting=OuterRef("meeting"), official=OuterRef("owner_official"))
    return Coalesce(
        NullIf(F("owner_organization__country"), Value("")),
        Subquery(lines.order_by().values_list(party_key("countries"))[:1]),
    )


def owed_by() -> Case:
    """Return an expression on outcomes annotated with ``owner_country``: an `OwedBy`.

    Owed to us is what another country owes of a meeting in which the home country sat.
    """
    home = settings.HOME_COUNTRY
    ours = Participant.objects.filter(meeting=OuterRef("meeting")).annotate(of=party_key("countries"))
    return Case(
        When(owner_country=home, then=Value(OwedBy.US)),
        When(owner_country__isnull=True, then=Value(OwedBy.UNKNOWN)),
        When(Exists(ours.filter(of=home)), then=Value(OwedBy.THEM)),
        default=Value(OwedBy.OTHERS),
        output_field=models.CharField(),
    )
