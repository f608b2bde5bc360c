"""The words of a record are found whoever wrote them, and no longer once they are gone."""

import pytest
from django.core.management import call_command
from django.db import connection

from engagements.models import (
    Meeting,
    MeetingDocument,
    Official,
    OfficialDocument,
    Participant,
    Visit,
    VisitDocument,
)
from engagements.search.base_index import SearchIndex
from engagements.search.index import search_indexes
from tests.factories import (
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


def found(document, *words):
    return set(document.objects.filter(words__prefix=[list(words)]).values_list("record_id", flat=True))


def meetings(*words):
    return found(MeetingDocument, *words)


def visits(*words):
    return found(VisitDocument, *words)


def test_all_that_a_meeting_names_is_in_its_document():
    meeting = MeetingFactory(title="Talks on grain", summary="Silos", place=PlaceFactory(name="Mérida"))
    ParticipantFactory(
        meeting=meeting,
        official=OfficialFactory(name="Ángel Núñez"),
        organization=OrganizationFactory(name="Customs", acronym="ADU"),
        title="Envoy",
    )
    meeting.topics.add(TopicFactory(name="wheat"))
    MeetingFactory()
    for word in ("grain", "silos", "merida", "mexico", "nunez", "adu", "envoy", "wheat", "whe"):
        assert meetings(word) == {meeting.pk}, word
    assert meetings("grain", "nunez", "wheat") == {meeting.pk}
    assert meetings("grain", "barley") == set()
    assert meetings("heat") == set()  # words are found by their beginnings


def test_all_that_a_visit_names_is_in_its_document():
    visit = VisitFactory(title="Trip", organization=OrganizationFactory(name="Senders"))
    MemberFactory(visit=visit, official=OfficialFactory(name="Ólöf"), title="Chair")
    StopFactory(visit=visit, place=PlaceFactory(name="Łódź"))
    visit.topics.add(TopicFactory(name="ferries"))
    for word in ("trip", "senders", "olof", "chair", "lodz", "ferries"):
        assert visits(word) == {visit.pk}, word


def test_part_of_a_text_without_spaces_is_found(client, analyst):
    meeting = MeetingFactory(title="訪問墨西哥")
    MeetingFactory(title="訪問")
    client.force_login(analyst)
    page = client.get("/meetings/", {"q": "墨西哥"})
    assert [one.pk for one in page.context["page"].object_list] == [meeting.pk]


def test_several_texts_are_alternatives():
    one, other, _ = (MeetingFactory(title=title) for title in ("red car", "blue bus", "red bus"))
    held = MeetingDocument.objects.filter(words__prefix=[["red", "car"], ["blue"]])
    assert {document.record_id for document in held} == {one.pk, other.pk}


def test_words_that_are_gone_are_not_found():
    line = ParticipantFactory(meeting__title="Before", official__name="Someone", title="Consul")
    meeting, topic = line.meeting, TopicFactory(name="salt")
    meeting.topics.add(topic)
    meeting.title = "After"
    meeting.save()
    assert meetings("before") == set()
    meeting.topics.remove(topic)
    assert meetings("salt") == set()
    other = MeetingFactory()
    line.meeting = other
    line.save()
    assert meetings("consul") == {other.pk}
    line.delete()
    assert meetings("someone") == set()
    meeting.delete()
    assert meetings("after") == set()
    assert not MeetingDocument.objects.filter(record_id=meeting.pk or 0).exists()


def test_whatever_is_renamed_is_found_by_its_new_name():
    line = ParticipantFactory(
        meeting__place=PlaceFactory(name="Old Town"), organization=OrganizationFactory(name="Old Body")
    )
    topic = TopicFactory(name="old topic")
    line.meeting.topics.add(topic)
    visit = MemberFactory(official=line.official, visit__organization=line.organization).visit
    for record in (line.official, line.organization, line.meeting.place, topic):
        record.name = f"Novel {record.pk}"
        record.save()
        assert meetings("novel") == {line.meeting.pk}
    assert meetings("old") == set()
    assert visits("novel") == {visit.pk}


def test_bulk_writing_is_seen_too():
    official = OfficialFactory(name="Bulk Writer")
    made = Meeting.objects.bulk_create(
        Meeting(title=f"m{n}", dates="unknown", folded=f"m{n}") for n in range(5)
    )
    Participant.objects.bulk_create(
        Participant(meeting=meeting, side="counterpart", official=official) for meeting in made
    )
    assert meetings("writer") == {meeting.pk for meeting in made}
    assert meetings("m3", "bulk") == {made[3].pk}
    Official.objects.filter(pk=official.pk).update(folded="altered")
    assert meetings("altered") == {meeting.pk for meeting in made}
    Participant.objects.filter(meeting=made[0]).delete()
    assert meetings("altered") == {meeting.pk for meeting in made[1:]}
    Meeting.objects.all().delete()
    assert not MeetingDocument.objects.exists()


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 100_000, "訪問墨西哥", "हिन्दी वार्ता", "🤝", ""])
def test_any_text_can_be_stored(text):
    meeting = MeetingFactory(title="Odd", summary=text)
    assert meetings("odd") == {meeting.pk}


def test_documents_made_anew_are_the_same():
    ParticipantFactory(meeting=MeetingFactory(visit=MemberFactory().visit, place=PlaceFactory()))
    StopFactory()
    models = (MeetingDocument, VisitDocument, OfficialDocument)
    before = [set(model.objects.values_list("record_id", "words")) for model in models]
    for keeper in search_indexes(connection.alias):
        keeper.fill()
    assert [set(model.objects.values_list("record_id", "words")) for model in models] == before
    assert Visit.objects.count() == VisitDocument.objects.count()


def stop(keeper):
    raise KeyboardInterrupt


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_that_breaks_off_leaves_them_to_the_next_one(monkeypatch):
    visit = VisitFactory(title="Harvest")
    for keeper in search_indexes(connection.alias):
        keeper.remove()
    with monkeypatch.context() as broken:
        broken.setattr(SearchIndex, "fill", stop)
        with pytest.raises(KeyboardInterrupt):
            call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    assert visits("harvest") == {visit.pk}
