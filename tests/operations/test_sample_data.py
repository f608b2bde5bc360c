import pytest
from django.core.management import CommandError, call_command

from engagements.common.folding import fold
from engagements.models import (
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Source,
    Topic,
    Visit,
)
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db

# In an order in which they can be deleted.
MADE = (Outcome, Participant, Meeting, Visit, Official, Organization, Place, Topic, Source)


def generate(meetings=60, seed=1):
    call_command("generate_engagements", meetings=meetings, seed=seed, verbosity=0)


def rows(model):
    """All rows, without ids and the times at which they were entered."""
    names = [field.name for field in model._meta.concrete_fields if not field.is_relation]
    return list(model.objects.order_by("pk").values_list(*(set(names) - {"id", "created_at", "changed_at"})))


def generate_anew(**options):
    for model in MADE:
        model.objects.all().delete()
    generate(**options)
    return [rows(model) for model in MADE]


def test_the_same_seed_gives_the_same_records_and_another_others():
    first = generate_anew(seed=1)
    assert generate_anew(seed=1) == first
    assert generate_anew(seed=2) != first


def test_what_is_made_is_as_varied_as_the_real_thing():
    generate(meetings=400)
    assert Meeting.objects.count() == 400
    assert set(Meeting.objects.values_list("dates", flat=True)) == {"exact", "within", "unknown"}
    assert Meeting.objects.filter(publication="draft").exists()
    assert Meeting.objects.filter(handling="restricted").exists()
    assert Meeting.objects.filter(visit=None).exists()
    assert set(Participant.objects.values_list("side", flat=True)) == {
        "delegation",
        "accompanying",
        "counterpart",
        "third_party",
    }
    assert Participant.objects.filter(official=None, organization__isnull=False).exists()
    assert Official.objects.exclude(native_name="").exists()


def test_what_is_made_is_found_and_whole(client, administrator):
    generate()
    official = Official.objects.filter(participations__isnull=False).first()
    assert official.folded.startswith(fold(official.name))
    client.force_login(administrator)
    assert client.get("/meetings/", {"q": official.name}).context["paginator"].count > 0
    for visit in Visit.objects.all():
        visit.full_clean()


def test_it_does_not_mix_with_what_is_there():
    OfficialFactory()
    with pytest.raises(CommandError, match="There are officials in this database"):
        generate()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("meetings", [0, -1, 10**12])
def test_a_number_that_can_not_be_is_refused(meetings):
    with pytest.raises(CommandError, match="between 1 and"):
        generate(meetings=meetings)
