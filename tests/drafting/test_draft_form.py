"""From a readout to drafts: what is proposed, corrected, dropped, and made."""

# ruff: noqa: E501 (sentences are read more easily on one line)

from pathlib import Path

import pytest

from engagements.models import (
    Appointment,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Passage,
    Place,
    Source,
    Topic,
    Visit,
)
from tests.factories import AppointmentFactory, OfficialFactory, OrganizationFactory, TopicFactory

from .page import ADDRESS, TEXT, DraftPage, act, read_text

pytestmark = pytest.mark.django_db

MEXICO = Path(__file__).parents[3] / "shared/accounts/cbp-mexico-2021.txt"
RECORDS = (Visit, Meeting, Official, Organization, Place, Topic, Source, Passage)


@pytest.fixture(autouse=True)
def home(settings):
    settings.HOME_COUNTRY = "NO"


@pytest.fixture
def read(client, staff):
    """Return a function: a text in, the page of its draft out, with every row ticked."""
    client.force_login(staff)
    return lambda text: read_text(client, text).accept_all()


def counts():
    return {model: model.objects.count() for model in RECORDS}


def test_nothing_is_made_by_reading(read):
    before = counts()
    page = read(TEXT)
    assert page.data["visit-0-title"]
    assert counts() == before


def test_what_is_open_waits_for_a_tick(read, client):
    read(TEXT)
    page = read_text(client, TEXT)
    confidences = {
        name.removesuffix("-confidence"): value
        for name, value in page.data.items()
        if name.endswith("-confidence")
    }
    ticked = {row for row in confidences if f"{row}-accept" in page.data}
    assert ticked == {row for row, confidence in confidences.items() if confidence != "open"}
    assert 0 < len(ticked) < len(confidences)


def test_accepted_as_it_is(read, staff):
    page = read(TEXT)
    address = act(page, page.data["offers"]).make()
    visit = Visit.objects.get()
    assert address == f"/admin/engagements/visit/{visit.pk}/change/"
    assert (visit.publication, visit.created_by, visit.changed_by) == ("draft", staff, staff)
    assert (str(visit.start_date), str(visit.end_date), visit.dates) == ("2021-05-03", "2021-05-05", "exact")
    meeting = Meeting.objects.get()
    assert (meeting.visit, meeting.publication, meeting.dates) == (visit, "draft", "within")
    assert str(meeting.place) == "Accra, Ghana"
    lines = meeting.participants.values_list("side", "official__name", "title", "note")
    assert set(lines) == {
        ("delegation", "Jane Roe", "Trade Minister", ""),
        ("counterpart", "John Doe", "Foreign Minister", "and his staff"),
    }
    assert [(one.kind, one.text) for one in meeting.outcomes.all()] == [("request", "help with roads")]
    assert [str(topic) for topic in meeting.topics.all()] == ["cocoa"]
    assert meeting.title == "Jane Roe with John Doe"
    source = Source.objects.get()
    assert list(visit.sources.all()) == list(meeting.sources.all()) == [source]
    assert source.text == TEXT


def test_each_field_keeps_the_words_that_it_comes_from(read):
    page = read(TEXT)
    act(page, page.data["offers"]).make()
    for passage in Passage.objects.all():
        assert passage.text == TEXT[passage.start : passage.end]
    (dates,) = Visit.objects.get().passages.filter(field="dates")
    assert dates.text == "3 to 5 May 2021"
    assert Outcome.objects.get().passages.get().text == "requested help with roads."
    assert "John Doe" in Participant.objects.get(side="counterpart").passages.first().text
    assert Meeting.objects.get().passages.get(field="topics").text == "cocoa"


def test_it_is_one_act_through_a_door_of_its_own(read, staff):
    read(TEXT).make()
    rows = [
        row
        for model in (Visit, Meeting, Participant, Official, Source)
        for row in model.history.filter(history_type="+")
    ]
    assert len({row.act for row in rows}) == 1
    assert {(row.door, row.history_user) for row in rows} == {("reading", staff)}


def test_what_is_mended_is_made_as_it_was_mended(read):
    page = read(TEXT)
    page.fill(
        page.row("meeting", format="bilateral"),
        title="On cocoa",
        format="courtesy_call",
        venue="Flagstaff House",
    )
    page.fill(page.row("participant", official="John Doe"), side="third_party", title="Minister")
    page.fill(page.row("known-official", key="John Doe"), name="John Kofi Doe", honorific="Dr.")
    assert page.make()
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.format, meeting.venue) == ("On cocoa", "courtesy_call", "Flagstaff House")
    line = meeting.participants.get(side="third_party")
    assert (str(line.official), line.title) == ("Dr. John Kofi Doe", "Minister")


def test_what_is_dropped_is_not_made(read):
    page = read(TEXT)
    page.drop(page.row("participant", official="John Doe")).drop(page.row("topic", name="cocoa"))
    page.fill(page.row("visit", visit_type=""), start_date="", end_date="", dates="unknown")
    assert page.make()
    assert not Official.objects.filter(name="John Doe").exists()
    assert not Topic.objects.exists()
    assert Visit.objects.get().dates == "unknown"


def test_lines_of_a_meeting_that_is_dropped_go_with_it(read):
    page = read(TEXT)
    page.drop("meeting-0").fill(page.row("participant", official="John Doe"), title="x" * 1000)
    assert page.make()
    assert (Visit.objects.count(), Meeting.objects.count(), Participant.objects.count()) == (1, 0, 0)


def test_a_meeting_alone(read):
    page = read(TEXT)
    page.drop("visit-0")
    address = page.make()
    meeting = Meeting.objects.get()
    assert meeting.visit is None
    assert address == f"/admin/engagements/meeting/{meeting.pk}/change/"


def test_nothing_accepted_is_told(read):
    page = read(TEXT)
    page.drop("visit-0").drop("meeting-0")
    assert not page.make()
    assert "Nothing is accepted" in page.response.text


def test_a_wrong_value_comes_back_with_all_that_was_typed(read):
    page = read(TEXT)
    page.fill("visit-0", start_date="31/02/2021", purpose="Typed with care")
    page.fill(page.row("participant", official="John Doe"), title="Mended")
    before, sent = counts(), dict(page.data)
    assert not page.make()
    assert counts() == before
    assert any("From" in error for error in page.errors)
    assert page.data | {"csrfmiddlewaretoken": ""} == sent | {"csrfmiddlewaretoken": ""}
    assert 'class="mark' in page.response.text
    assert page.fill("visit-0", start_date="2021-05-04").make()
    assert Visit.objects.get().purpose == "Typed with care"


def test_who_is_known_is_linked(read):
    roe = AppointmentFactory(official=OfficialFactory(name="Jane Roe"), title="Trade Minister").official
    page = read(TEXT)
    assert page.data[page.row("known-official", key="Jane Roe") + "-choice"] == str(roe.pk)
    assert "Trade Minister" in page.response.text
    assert page.make()
    assert set(roe.participations.values_list("side", flat=True)) == {"delegation"}
    assert Official.objects.filter(name="Jane Roe").count() == 1
    assert Appointment.objects.filter(official=roe).count() == 1


def test_who_may_be_known_has_to_be_told(read):
    dough = OfficialFactory(name="Jon Doe")
    page = read(TEXT)
    row = page.row("known-official", key="John Doe")
    assert f"{row}-choice" not in page.data
    assert not page.make()
    assert any("Say what “John Doe” is" in error for error in page.errors)
    page.fill(row, choice=str(dough.pk))
    assert page.make()
    assert dough.participations.get().side == "counterpart"


def test_somebody_new_of_almost_the_same_name(read):
    OfficialFactory(name="Jon Doe")
    page = read(TEXT)
    assert page.fill(page.row("known-official", key="John Doe"), choice="new").make()
    assert Official.objects.filter(name="John Doe").exists()


def test_only_what_was_offered_can_be_chosen(read):
    other = OfficialFactory(name="Somebody Else")
    page = read(TEXT)
    page.fill(page.row("known-official", key="John Doe"), choice=str(other.pk))
    assert not page.make()
    page.fill(page.row("known-official", key="John Doe"), choice="999999999", candidates="999999999")
    assert not page.make()
    assert not Visit.objects.exists()


def test_a_name_that_is_mended_into_one_on_record_is_asked_about(read):
    there = OfficialFactory(name="John Kofi Mensah")
    page = read(TEXT)
    row = page.row("known-official", key="John Doe")
    page.fill(row, choice="new", name="John Kofi Mensah")
    assert not page.make()
    assert there.get_absolute_url() in page.response.text
    assert page.fill(row, choice=str(there.pk)).make()
    assert there.participations.exists()


def test_a_name_that_is_typed_into_a_line_is_explained_first(read):
    page = read(TEXT)
    page.fill(page.row("participant", official="John Doe"), organization="Ministry of Roads")
    assert not page.make()
    row = page.row("known-organization", key="Ministry of Roads")
    page.fill(row, choice="new", kind="ministry", country="Ghana")
    assert page.make()
    roads = Organization.objects.get(name="Ministry of Roads")
    assert (roads.kind, roads.country) == ("ministry", "GH")
    assert Participant.objects.get(side="counterpart").organization == roads


def test_a_name_on_record_that_is_typed_into_a_line_is_taken(read):
    roads = OrganizationFactory(name="Ministry of Roads")
    page = read(TEXT)
    assert page.fill(page.row("participant", official="John Doe"), organization="ministry of roads").make()
    assert Participant.objects.get(side="counterpart").organization == roads


def test_nobody_takes_part_twice(read):
    page = read(TEXT)
    page.fill(page.row("participant", official="John Doe"), official="Jane Roe")
    assert not page.make()
    assert any("in another line" in error for error in page.errors)


def test_an_unknown_country_is_told(read):
    page = read(TEXT)
    page.fill(page.row("known-place", name="Accra"), country="Atlantis")
    assert not page.make()
    assert any("no country of that name" in error for error in page.errors)


def test_topics_on_record_are_used(read):
    cocoa = TopicFactory(name="Cocoa")
    assert read(TEXT).make()
    assert Meeting.objects.get().topics.get() == cocoa


def test_restricting_is_for_those_who_see_what_is_restricted(client, make_user, read):
    assert "source-handling" not in read(TEXT).data
    client.force_login(make_user("trusted", "Staff", "view_restricted_records", is_staff=True))
    page = DraftPage(client, client.post(ADDRESS, {"text": TEXT})).accept_all()
    assert page.fill("source", handling="restricted").make()
    assert {one.handling for model in (Visit, Meeting) for one in model.objects.all()} == {"restricted"}


def test_the_whole_account(read, settings):
    settings.HOME_COUNTRY = "US"
    page = read(MEXICO.read_text())
    page.fill(page.row("participant", official="Stephanie Syptak-Ramnath"), side="accompanying")
    assert page.accept_all().make()
    visit = Visit.objects.get(title="Visit to Mexico by Troy Miller")
    assert {str(one) for one in visit.stops.all()} == {"Mexico City, Mexico", "Monterrey, Mexico"}
    assert {str(one) for one in visit.related_visits.all()} == {"Visit to Colombia", "Visit to Panama"}
    assert {one.when for one in visit.meetings.all()} == {"within 6–8 December 2021"}
    lines = Participant.objects.order_by("meeting", "pk").values_list(
        "side", "official__name", "title", "description"
    )
    told = [(side, name or description or title) for side, name, title, description in lines]
    assert len(told) == 16
    assert set(told) == {
        ("delegation", "Troy Miller"),
        ("counterpart", "Francisco Garduño Yáñez"),
        ("counterpart", "Horacio Duarte Olivares"),
        ("accompanying", "Stephanie Syptak-Ramnath"),
        ("counterpart", "Roberto Velasco"),
        ("accompanying", "Thea Lee"),
        ("accompanying", "Ken Salazar"),
        ("counterpart", "Governor"),
        ("third_party", "international organizations"),
        ("third_party", "private industry"),
    }
    assert Official.objects.count() == 7
    assert Appointment.objects.get(official__name="Troy Miller").acting


def test_the_other_ends_of_lines_do_not_move_the_passages(read):
    text = TEXT.replace(". ", ".\r\n\r\n")
    assert read(text).make()
    source = Source.objects.get()
    for passage in Passage.objects.all():
        assert passage.text == source.text[passage.start : passage.end]


def test_names_in_every_script(read):
    names = "Zoë O’Brien-Łukasz", "Nguyễn Văn An", "Þórdís Kolbrún"
    text = f"On 3 May 2021 in Accra, Foreign Minister {names[0]} met with Minister of Trade {names[1]} and Minister of Health {names[2]} to discuss trade. Also present was 李明 (王毅), محمد, and 🙂 <script>alert(1)</script>."
    page = read(text)
    assert "<script>alert" not in page.response.text
    assert page.make()
    assert Official.objects.filter(name=names[2]).exists()


@pytest.mark.parametrize(
    "passages", ["5-5 9-2", "0-99999999", "0-999999999", "dates:1-4 bogus:1-2", "²-³", "-1-5"]
)
def test_passages_that_are_none(read, passages):
    page = read(TEXT)
    page.fill("visit-0", passages=passages)
    page.make()
    for passage in Passage.objects.all():
        assert passage.text in TEXT
