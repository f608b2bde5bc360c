"""Records exported, imported into an empty database and exported again: the same file, byte for byte."""

import datetime

import pytest
from django.core.management import call_command

from engagements.models import (
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    ProgrammeItem,
    Source,
    Topic,
    Visit,
)
from tests.factories import (
    AppointmentFactory,
    ContactDetailFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
)

MAPPING = "exported-meetings.toml"
TEXTS = [
    "=1+1",
    "'quoted'",
    "''twice",
    "＝1",
    "-5",
    "{braces} and [brackets]",
    'a "quoted", text; with separators',
    "ראובן ריבלין 🕊️",
    "e\u0301 and é",
    "two  spaces",
    "  padded  ",
    "\t=indented",
    "a\r\nb\rc",
    "\u00a0no break\u200b",
    "; ; ",
    "null",
    "O'Brien",
    "1,5",
    "2021-12-06",
]


def make_everything():
    """Meetings with each field, each kind of line and each kind of date in use."""
    call_command("load_example", verbosity=0)
    twins = [OfficialFactory(name="John Smith"), OfficialFactory(name="John Smith", honorific="Dr.")]
    namesakes = [OrganizationFactory(name="Ministry of Trade", country=code) for code in ("FR", "IT")]
    for official, organization in zip(twins, namesakes, strict=True):
        meeting_between(counterpart=official, counterpart_organization=organization)
    for number, text in enumerate(TEXTS):
        meeting = MeetingFactory(title=text, venue=text, summary=f"{text}\n\n- {text}\n+ {text}")
        meeting.topics.add(TopicFactory(name=f"{number}: {' '.join(text.split())}"))
        meeting.sources.add(
            SourceFactory(
                title=text,
                publisher=text,
                url="https://example.org/?a=1&b=2",
                published_on=datetime.date(2020, 1, 2),
                retrieved_on=datetime.date(2020, 1, 3),
                text=f"{text}\n{text}",
            )
        )
        who = OfficialFactory(name=text, sort_name=f"sorted {text}", native_name=text, honorific="H.E.")
        organization = OrganizationFactory(name=text, acronym=f"A{number}", native_name=text, kind="mission")
        line = {"meeting": meeting, "title": text, "note": text, "role": text}
        ParticipantFactory(**line, side="delegation", official=who, organization=organization, order=2)
        ParticipantFactory(**line, official=None, description=text, country="DE", order=1)
        ParticipantFactory(meeting=meeting, side="third_party", official=None, organization=organization)
        for _ in range(2):
            OutcomeFactory(
                meeting=meeting,
                kind="request",
                text=text,
                due_text=text,
                due_date=datetime.date(2022, 2, 3),
                progress="done",
                closed_on=datetime.date(2022, 1, 2),
                note=text,
                owner_official=who,
                owner_organization=organization,
            )
    meeting_between(dates="unknown", start_date=None, progress="planned", format="call")
    meeting_between(
        start_time=datetime.time(9, 30, 15),
        end_time=datetime.time(10),
        points="a\nb",
        timezone="Asia/Tokyo",
        place=PlaceFactory(name="", country="JP"),
    )
    meeting_between(place=PlaceFactory(name="At sea", country=""), publication="draft")
    alike = meeting_between()
    for _ in range(2):  # two lines that are the same letter by letter
        ParticipantFactory(meeting=alike, official=None, title="Governor", organization=namesakes[0])
    restricted = VisitFactory(
        organization=namesakes[0], handling="restricted", dates="within", visit_type="state", purpose="a\nb"
    )
    meeting_between(visit=restricted, handling="restricted", end_date=datetime.date(2021, 12, 9))
    meeting_between(
        visit=VisitFactory(organization=None, dates="unknown", start_date=None, progress="planned")
    )


def remove_everything():
    for model in (Meeting, Visit, Official, Organization, Place, Topic, Source):
        if model is Organization:
            model.objects.update(parent=None)
        if model is Official:
            model.appointments.rel.related_model.objects.all().delete()
        model.objects.all().delete()


def export(client, file_format="csv"):
    return client.get("/meetings/", {"export": file_format}).getvalue()


@pytest.fixture
def exported(client, administrator):
    """The file, of a database that is empty now."""
    make_everything()
    client.force_login(administrator)
    content = export(client)
    remove_everything()
    assert export(client).count(b"\n") == 1
    return content


def import_file(tmp_path, content, suffix="csv"):
    path = tmp_path / f"meetings.{suffix}"
    path.write_bytes(content)
    call_command("import_engagements", str(path), mapping=MAPPING)


def test_the_same_file_comes_out(client, exported, tmp_path):
    import_file(tmp_path, exported)
    assert export(client).splitlines() == exported.splitlines()
    assert export(client) == exported


def test_places_and_topics_of_the_same_name_are_used_under_whichever_uid(exported, tmp_path):
    place, topic = PlaceFactory(name="At sea", country=""), TopicFactory(name=f"0: {TEXTS[0]}")
    import_file(tmp_path, exported)
    assert Meeting.objects.filter(place=place).count() == 1
    assert Meeting.objects.filter(topics=topic).count() == 1
    assert Place.objects.filter(name="At sea").get().uid == place.uid


def test_importing_it_again_changes_nothing(client, exported, tmp_path, capsys):
    import_file(tmp_path, exported)
    capsys.readouterr()
    import_file(tmp_path, exported)
    assert "Nothing changed" in capsys.readouterr().out
    assert export(client) == exported


def test_importing_it_where_it_came_from_changes_nothing(client, administrator, tmp_path):
    make_everything()
    client.force_login(administrator)
    content, counts = export(client), count_all()
    import_file(tmp_path, content)
    assert export(client) == content
    assert count_all() == counts


def count_all():
    models = (Meeting, Visit, Official, Organization, Place, Topic, Source, Participant, Outcome)
    return {model: model.objects.count() for model in models}


def test_excel_carries_the_same(client, administrator, tmp_path):
    make_everything()
    client.force_login(administrator)
    content, workbook = export(client), export(client, "xlsx")
    remove_everything()
    import_file(tmp_path, workbook, "xlsx")
    assert export(client) == content


def make_more():
    """What stands in the exports of the other kinds: relations of visits, programmes, posts, parents."""
    make_everything()
    trips = [VisitFactory(title=text, purpose=text, organization=None) for text in TEXTS[:3]]
    trips[0].related_visits.add(*trips[1:])
    ministry = OrganizationFactory(name="Ministry", kind="ministry", aliases="Min\nMoX", notes="a\nb")
    office = OrganizationFactory(name="Office", parent=ministry)
    StopFactory(visit=trips[0], place=PlaceFactory(name="", country="NA"), start_date=None, end_date=None)
    member = OfficialFactory(name="Ann Able", aliases="A. Able\nAnnie", notes="'x")
    MemberFactory(visit=trips[0], official=member, organization=office, title="=1", role="head")
    ProgrammeItem.objects.create(
        visit=trips[0], day=trips[0].start_date, start_time=datetime.time(9), what="'Arrival", note="a\nb"
    )
    for text in (*TEXTS[:3], "=1@example.org"):
        ContactDetailFactory(official=member, kind="other", value=text, note=text)
        ContactDetailFactory(organization=office, kind="address", value=text)
    for title in ("Envoy", "Envoy (acting)"):
        AppointmentFactory(
            official=member,
            organization=office,
            title=title,
            acting=title != "Envoy",
            start_date=datetime.date(2019, 1, 1),
            start_precision="year",
            end_date=None,
        )


@pytest.mark.parametrize("kind", ["visits", "officials", "organizations", "outcomes"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_same_file_comes_out_of_other_kinds(client, administrator, tmp_path, capsys, kind, file_format):
    make_more()
    client.force_login(administrator)
    content = client.get(f"/{kind}/", {"export": "csv"}).getvalue()
    path = tmp_path / f"{kind}.{file_format}"
    path.write_bytes(client.get(f"/{kind}/", {"export": file_format}).getvalue())
    remove_everything()
    call_command("import_engagements", str(path), mapping=f"exported-{kind}.toml")
    again = client.get(f"/{kind}/", {"export": "csv"}).getvalue()
    assert again.splitlines() == content.splitlines()
    assert again == content
    capsys.readouterr()
    call_command("import_engagements", str(path), mapping=f"exported-{kind}.toml")
    assert "Nothing changed" in capsys.readouterr().out
