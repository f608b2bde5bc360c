"""The draft as a desk, by plain forms: words become lines, meetings are split and joined, and undo."""

import re

import pytest

from engagements.drafting.editing import DraftEditor
from engagements.models import Meeting, Official, Participant, Visit

from .page import TEXT, act, read_text

pytestmark = pytest.mark.django_db

MORE = f"{TEXT} Ambassador Ann Poe and Finance Minister Kofi Adu were ill on 4 May 2021, at the Port of Tema."


@pytest.fixture
def page(client, staff, settings):
    settings.HOME_COUNTRY = "NO"
    client.force_login(staff)
    return read_text(client, MORE).accept_all()


def lines(page, kind, *fields):
    number = int(page.data[f"{kind}-TOTAL_FORMS"])
    return [tuple(page.data.get(f"{kind}-{at}-{field}", "") for field in fields) for at in range(number)]


@pytest.mark.parametrize("side", ["delegation", "accompanying", "counterpart", "third_party"])
def test_words_become_a_participant_of_a_side(page, side):
    page = act(page, f"participant:{side}", "Finance Minister Kofi Adu")
    assert lines(page, "participant", "official", "title", "side", "accept")[-1] == (
        "Kofi Adu",
        "Finance Minister",
        side,
        "on",
    )
    assert page.make()
    line = Participant.objects.get(official__name="Kofi Adu")
    assert (line.side, line.title) == (side, "Finance Minister")
    assert line.passages.get().text == "Finance Minister Kofi Adu"


def test_chosen_words_are_told_by_their_place(page):
    start = MORE.index("Ambassador Ann Poe")
    page = act(page, "participant:accompanying", selection=f"{start}-{start + len('Ambassador Ann Poe')}")
    assert lines(page, "participant", "official", "title")[-1] == ("Ann Poe", "Ambassador")


def test_an_office_alone_can_be_saved(page):
    assert act(page, "participant:counterpart", "the harbour master").make()
    assert Participant.objects.get(description="the harbour master").side == "counterpart"


def test_words_become_a_member_a_topic_a_place_a_date_and_an_outcome(page):
    for name, words in (
        ("member", "Ambassador Ann Poe"),
        ("topic", "cocoa prices"),
        ("place", "Oslo"),
        ("date", "4 May 2021"),
        ("outcome", "requested help with roads"),
    ):
        page = act(page, name, words, hand="meeting-0")
    assert page.make()
    visit, meeting = Visit.objects.get(), Meeting.objects.get()
    assert visit.members.filter(official__name="Ann Poe", title="Ambassador").exists()
    assert "cocoa prices" in {str(topic) for topic in meeting.topics.all()}
    assert (str(meeting.place), str(meeting.start_date)) == ("Oslo, Norway", "2021-05-04")
    assert {(outcome.kind, outcome.text) for outcome in meeting.outcomes.all()} == {
        ("request", "help with roads")
    }


BROKEN = f"{TEXT} Ambassador  Ann\nPoe was ill on 4  May\n2021 in New\n York, and spoke of  cocoa\nprices."


def passage_in(text, words):
    """Return where words stand in a text that parts them otherwise, as the page sends it."""
    match = re.search(words.replace(" ", r"\s+"), text)
    return f"{match.start()}-{match.end()}"


@pytest.mark.parametrize("how", ["chosen", "typed"])
def test_words_over_the_end_of_a_line_are_read_as_others(client, staff, settings, how):
    settings.HOME_COUNTRY = "NO"
    client.force_login(staff)
    page = read_text(client, BROKEN)
    for name, words in (
        ("participant:accompanying", "Ambassador Ann Poe"),
        ("topic", "cocoa prices"),
        ("place", "New York"),
        ("date", "4 May 2021"),
    ):
        sent = {"selection": passage_in(BROKEN, words)} if how == "chosen" else {"words": words}
        page = act(page, name, hand="meeting-0", **sent)
    assert lines(page, "participant", "official", "title")[-1] == ("Ann Poe", "Ambassador")
    assert lines(page, "topic", "name")[-1] == ("cocoa prices",)
    assert lines(page, "meeting", "place", "start_date")[0] == (
        "New York, United States of America",
        "2021-05-04",
    )
    (passage,) = lines(page, "topic", "passages")[-1]
    assert passage == passage_in(BROKEN, "cocoa prices")


def test_what_is_only_offered_becomes_a_line_at_a_press(client, page):
    page = read_text(client, TEXT.replace("requested help", "promised help"))
    (offer,) = [name for name in page.data["offers"].split() if name.startswith("outcome:")]
    page = act(page, offer)
    assert offer not in page.data["offers"].split()
    assert lines(page, "outcome", "kind", "text") == [("commitment", "help with roads")]


def test_a_participant_is_split_off_and_the_meetings_are_joined_again(page):
    page = act(page, "participant:counterpart", "Finance Minister Kofi Adu")
    row = page.row("participant", official="Kofi Adu")
    page = act(page, f"split:{row}")
    assert page.data[f"{row}-parent"] == "meeting-1"
    of_second = {
        name for name, parent in lines(page, "participant", "official", "parent") if parent == "meeting-1"
    }
    assert of_second == {"Kofi Adu", "Jane Roe"}
    page = act(page, "join:meeting-1")
    assert page.make()
    meeting = Meeting.objects.get()
    names = sorted(meeting.participants.values_list("official__name", flat=True))
    assert names == ["Jane Roe", "John Doe", "Kofi Adu"]


def test_a_line_moves_to_the_meeting_that_it_is_given(page):
    page = act(page, "meeting")
    assert page.data["hand"] == "meeting-1"
    row = page.row("participant", official="John Doe")
    page = act(page.fill(row, parent="meeting-1"), "arrange")
    assert page.data[f"{row}-parent"] == "meeting-1"


def test_all_of_a_meeting_are_given_one_side(page):
    page = act(page, "sides:meeting-0:counterpart")
    assert {side for (side,) in lines(page, "participant", "side")} == {"counterpart"}


@pytest.mark.parametrize("record", ["meeting-0", "visit-0"])
def test_all_of_a_record_is_ticked_but_for_those_of_no_side(page, record):
    page = act(page, "participant:counterpart", "Ann Poe")
    nobody = page.row("participant", official="Ann Poe")
    of_record = [
        row
        for kind in ("stop", "member", "participant", "topic", "outcome")
        for row in [f"{kind}-{at}" for at in range(int(page.data[f"{kind}-TOTAL_FORMS"]))]
        if page.data[f"{row}-parent"] == record
    ]
    page = page.fill(nobody, side="").drop(record)
    for row in of_record:
        page = page.drop(row)
    page = act(page, f"accept:{record}")
    ticked = {row for row in [record, *of_record] if page.data.get(f"{row}-accept")}
    assert len(of_record) > 1
    assert ticked == {record, *of_record} - {nobody}


def test_each_act_can_be_undone(page):
    first = act(page, "topic", "cocoa prices")
    second = act(first, "sides:meeting-0:counterpart")
    back = act(second, "undo")
    assert lines(back, "participant", "side") == lines(first, "participant", "side")
    back = act(back, "undo")
    assert lines(back, "topic", "name") == lines(page, "topic", "name")
    assert "There is nothing to undo" in act(back, "undo").response.text


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("topic", "", "Choose some words"),
        ("participant:elsewhere", "Ann Poe", "no such side"),
        ("date", "soon", "No day can be told"),
        ("split:topic-0", "", "Only a participant"),
        ("join:meeting-0", "", "no meeting before it"),
        ("accept:meeting-9", "", "no such visit or meeting"),
        ("accept:topic-0", "", "no such act"),
        ("nonsense", "", "no such act"),
        ("participant", "Ann Poe", "no such act"),
    ],
)
def test_what_can_not_be_done_says_why_and_changes_nothing(page, name, words, told):
    after = act(page, name, words)
    assert told in after.response.text
    assert lines(after, "participant", "official", "side") == lines(page, "participant", "official", "side")


def test_nothing_is_told_to_be_wrong_while_it_is_edited(page):
    page = act(page.fill("meeting-0", start_date="x"), "topic", "cocoa prices")
    assert not page.errors
    assert not page.make()
    assert page.errors


def test_undoing_takes_no_state_that_the_page_did_not_write(page):
    page.data["before"] = "forged"
    assert "There is nothing to undo" in act(page, "undo").response.text
    assert not Official.objects.exists()


def test_a_draft_without_a_visit_gets_one_for_its_members(page):
    text = "Minister Jane Roe met with Kenyan President John Doe."
    editor = DraftEditor(text, read_text(page.client, text).response.wsgi_request.POST)
    editor.data["words"] = "Minister Jane Roe"
    assert editor.act("member") == ""
    assert (editor.data["visit-0-accept"], editor.data["member-0-official"]) == ("on", "Jane Roe")
