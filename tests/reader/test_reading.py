"""What the reader makes of sentences, one rule a test."""

# ruff: noqa: E501, SIM905 (sentences are read more easily on one line)

import datetime
import string
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagements.reader import read
from engagements.reader.directory import Directory, DirectoryEntry, HeldPost


def lines(reading):
    """The participants of all meetings as (side, who)."""
    return [(one.side, one.who) for meeting in reading.meetings for one in meeting.participants]


def only(items):
    (item,) = items
    return item


RECIPE = """
Lemon chicken. Preheat the oven to 200 degrees. Meet your new favourite dinner: rub the chicken with the butter,
salt and the zest of two lemons. Roast it for an hour with the potatoes, and visit the oven every 20 minutes to
baste it. Serves four. First published on 3 May 2021.
"""


def test_a_recipe_gives_nothing_and_says_so():
    reading = read(RECIPE, home_country="US")
    assert reading.is_empty
    assert reading.notes == ["Nothing in it reads like an account of a visit or a meeting."]


@pytest.mark.parametrize(
    "text",
    [
        "El ministro de Relaciones Exteriores se reunió con el embajador de los Estados Unidos en la Ciudad de México "
        "para hablar de la cooperación en materia de seguridad y de comercio.",
        "Die Ministerin traf in Berlin den Präsidenten der Republik und sprach mit ihm über die Lage in der Region.",
        "外交部长王毅会见了来访的美国国务卿。",
        "وزير الخارجية يلتقي السفير الأمريكي في القاهرة",
        "Министр встретился с послом в Москве.",
    ],
)
def test_another_language_is_not_read_and_the_reading_says_so(text):
    reading = read(text)
    assert reading.is_empty
    assert "not read" in only(reading.notes)


@pytest.mark.parametrize("text", ["", " \n\t ", "1234 5678", "((((", "\0\0"])
def test_a_text_without_words(text):
    assert read(text).notes == ["There are no words in it."]


def test_two_megabytes_are_read_in_part_and_the_reading_says_so():
    sentence = "Minister of Trade Jane Roe met with Ambassador John Doe of Ghana on 3 May 2021. "
    reading = read(sentence * (2_000_000 // len(sentence)), home_country="NO")
    assert "only the first 50,000 characters" in reading.notes[0]
    assert {who for _, who in lines(reading)} == {"Jane Roe", "John Doe"}


@pytest.mark.parametrize(
    ("name", "native"),
    [
        ("Trần Quốc Anh", ""),
        ("Kęstutis Žemaitis", ""),
        ("Abdel Fattah El-Sherif", ""),
        ("Mohammed bin Salem Al-Jabri", ""),
        ("Ursula von der Leuwen", ""),
        ("Wang Haoran", "王浩然"),
        ("Olena Kovalenko", "Олена Коваленко"),
        ("Seán Ó Briain", ""),
        ("N'Golo Traoré", ""),
        ("Æthel Ødegård-Þórsson", ""),
    ],
)
def test_names_of_every_shape(name, native):
    said = f"{name} ({native})" if native else name
    reading = read(
        f"Secretary of Energy Jane Roe met with the Minister of Mines, {said}, in Oslo.", home_country="US"
    )
    counterpart = only(one for one in reading.meetings[0].participants if one.side == "counterpart")
    assert (counterpart.name, counterpart.native_name, counterpart.title) == (
        name,
        native,
        "Minister of Mines",
    )


@pytest.mark.parametrize(
    ("words", "title", "organization", "country"),
    [
        ("French Foreign Minister Anne Martin", "Foreign Minister", "Ministry of Foreign Affairs", "FR"),
        ("Anne Martin, Minister of Health of Norway,", "Minister of Health", "Ministry of Health", "NO"),
        ("Minister of Trade Anne Martin of Norway", "Minister of Trade", "Ministry of Trade", "NO"),
        ("the President of the French Republic, Anne Martin,", "President", "", "FR"),
        ("the Prime Minister of the Kingdom of Norway, Anne Martin,", "Prime Minister", "", "NO"),
        ("the President of the Republic of Korea, Anne Martin,", "President", "", "KR"),
        ("Lao Foreign Minister Anne Martin", "Foreign Minister", "Ministry of Foreign Affairs", "LA"),
        ("the Secretary of State of the Holy See, Anne Martin,", "Secretary of State", "", "VA"),
        ("the Mayor of Lyon, Anne Martin,", "Mayor", "Lyon", "FR"),
        ("European Commission President Anne Martin", "President", "European Commission", ""),
        ("Anne Martin, Director-General of the World Health Organization,", "Director-General", "World Health Organization", ""),
        ("Japan's Vice Minister for Economy Anne Martin", "Vice Minister for Economy", "Ministry for Economy", "JP"),
        ("H.E. Dr. Anne Martin, High Commissioner of India to Kenya,", "High Commissioner of India to Kenya", "", "IN"),
        ("State Councilor and Foreign Minister Anne Martin of China", "State Councilor and Foreign Minister", "Ministry of Foreign Affairs", "CN"),
    ],
)  # fmt: skip
def test_titles_organizations_and_countries(words, title, organization, country):
    reading = read(f"U.S. Secretary of Energy Jane Roe met with {words} on 3 May 2021.", home_country="US")
    one = only(one for one in reading.meetings[0].participants if one.name == "Anne Martin")
    found = one.organization.name if one.organization else ""
    assert (one.title, found, one.country) == (title, organization, country)


def test_an_office_held_for_the_time_being_is_told_beside_the_title():
    reading = read("Acting Director Jane Roe met with Ambassador John Doe of Ghana.", home_country="US")
    roe = only(one for one in reading.meetings[0].participants if one.name == "Jane Roe")
    assert (roe.title, roe.acting) == ("Director", True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Minister Jane Roe hosted Kenyan President John Doe.", {("delegation", "Jane Roe"), ("counterpart", "John Doe")}),
        ("Minister Jane Roe was received by Kenyan President John Doe.", {("delegation", "Jane Roe"), ("counterpart", "John Doe")}),
        ("Minister Jane Roe spoke by phone with Kenyan President John Doe.", {("delegation", "Jane Roe"), ("counterpart", "John Doe")}),
        ("Minister Jane Roe, accompanied by Ambassador Ann Poe, met with Kenyan President John Doe.",
         {("delegation", "Jane Roe"), ("accompanying", "Ann Poe"), ("counterpart", "John Doe")}),
        ("Minister Jane Roe met with the foreign ministers of Peru and Chile.",
         {("delegation", "Jane Roe"), ("counterpart", "foreign minister, Ministry of Foreign Affairs")}),
    ],
)  # fmt: skip
def test_sides(sentence, expected):
    found = {(side, who.lower()) for side, who in lines(read(sentence, home_country="SE"))}
    assert found == {(side, who.lower()) for side, who in expected}


def test_a_visitor_is_the_delegation_also_where_the_host_writes():
    reading = read(
        "Minister of Trade Jane Roe received in Oslo the Finance Minister of Egypt, Ahmed Sherif, who is on a working "
        "visit to Norway from 3 to 5 May 2021.",
        home_country="NO",
    )
    assert set(lines(reading)) == {("delegation", "Ahmed Sherif"), ("counterpart", "Jane Roe")}
    assert reading.visits[0].direction == "inbound"
    assert reading.visits[0].visit_type == "working"


def test_a_home_country_that_is_only_supposed_is_said_to_be():
    reading = read("Minister Jane Roe met with Kenyan President John Doe.", home_country="SE")
    roe = only(one for one in reading.meetings[0].participants if one.name == "Jane Roe")
    assert roe.country == "SE"
    assert "taken to be" in roe.reason


@pytest.mark.parametrize(
    ("words", "progress"),
    [("met with", "held"), ("will meet with", "planned"), ("was to have met with", "cancelled")],
)
def test_only_what_was_held_is_held(words, progress):
    reading = read(f"Minister Jane Roe {words} Kenyan President John Doe in Nairobi.", home_country="SE")
    assert [one.progress for one in reading.meetings] == [progress]


def test_what_was_planned_and_cancelled_is_cancelled():
    reading = read("A planned meeting with Kenyan President John Doe was cancelled by Minister Jane Roe.")
    assert [one.progress for one in reading.meetings] == ["cancelled"]


def test_a_label_begins_a_line_of_its_own():
    reading = read(
        "Date: 17 November 2022\n"
        "Present: Minister of Finance Jane Roe of Zambia; two observers from the African Development Bank\n"
        "Agenda: debt treatment",
        home_country="ZM",
    )
    assert ("third_party", "two observers from the African Development Bank") in lines(reading)
    assert [topic.name for topic in reading.meetings[0].topics] == ["debt treatment"]


def test_separate_sentences_are_separate_meetings_and_going_on_is_not():
    reading = read(
        "Minister Jane Roe met with Kenyan President John Doe. During the meeting, they discussed tea exports. "
        "She also met with Ugandan Foreign Minister Ann Poe to discuss coffee. The two agreed to meet again in June.",
        home_country="SE",
    )
    assert [[topic.name for topic in one.topics] for one in reading.meetings] == [["tea exports"], ["coffee"]]
    assert [one.kind for one in reading.meetings[1].outcomes] == ["agreement"]


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("Both sides agreed to open a consulate.", "agreement", "open a consulate"),
        (
            "President Doe pledged ten million dollars for schools.",
            "commitment",
            "ten million dollars for schools",
        ),
        ("Minister Roe requested help with the harvest.", "request", "help with the harvest"),
        ("Minister Roe urged the President to sign the treaty.", "request", "sign the treaty"),
        ("The two will meet again in Kampala next year.", "next_step", "meet again in Kampala next year"),
    ],
)
def test_outcomes(sentence, kind, text):
    reading = read(f"Minister Jane Roe met with Kenyan President John Doe. {sentence}", home_country="SE")
    assert [(one.kind, one.text) for one in reading.meetings[0].outcomes] == [(kind, text)]


def test_near_matches_are_offered_and_not_linked():
    directory = Directory(
        officials=[
            DirectoryEntry.from_names(1, "Jonathan Doe"),
            DirectoryEntry.from_names(2, "Ann Poe", posts=(HeldPost("Mayor", "City of Bergen", "NO"),)),
            DirectoryEntry.from_names(3, "John Doe"),
            DirectoryEntry.from_names(4, "John Doe"),
        ]
    )
    reading = read(
        "Minister Jane Roe met with Kenyan President John Doe.", directory=directory, home_country="SE"
    )
    doe = only(one for one in reading.meetings[0].participants if one.name == "John Doe")
    assert doe.known is None
    assert {one.id for one in doe.candidates} == {3, 4}


def test_the_holder_of_an_office_is_offered_and_not_named():
    directory = Directory(
        officials=[DirectoryEntry.from_names(2, "Ann Poe", posts=(HeldPost("Mayor", "Bergen", "NO"),))]
    )
    reading = read("Minister Jane Roe met with the Mayor of Bergen.", directory=directory, home_country="SE")
    mayor = only(one for one in reading.meetings[0].participants if one.side == "counterpart")
    assert (mayor.name, mayor.known) == ("", None)
    assert [one.name for one in mayor.candidates] == ["Ann Poe"]


def test_relative_days_count_from_the_date_of_the_account():
    sentence = "Minister Jane Roe met with Kenyan President John Doe on Tuesday."
    assert read(sentence, home_country="SE").meetings[0].dates.start is None
    dated = read(sentence, home_country="SE", dated=datetime.date(2024, 5, 16)).meetings[0].dates
    assert dated.start == datetime.date(2024, 5, 14)
    assert "date of the account" in dated.reason


WORDS = (
    "met with the Minister of Trade Dr. Jane Roe and visited Ghana on 3 May 2021 to discuss , . ; ( ) - : agreed U.S. "
    "delegation from 6-8 December \n\n • Date: Participants: was received by H.E. A/S 王毅 الرياض Governor governors's"
).split(" ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_no_row_of_words_breaks_it(text):
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_it(text):
    check(f"The Minister of Trade met with the {text} on {text}")


def check(text):
    reading = read(text, home_country="US")
    proposals = [*reading.visits, *reading.meetings]
    parts = [one for record in proposals for one in (*record.topics, *record.outcomes)]
    for one in (*proposals, *parts):
        for passage in one.passages:
            assert 0 <= passage.start < passage.end <= len(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("•\n", ""),  # a mark of a list that stands alone in its line
        ("3.\n", ""),
    ],
)
def test_marks_alone_leave_the_meeting_as_it_is(before, after):
    text = f"{before}Minister of Trade Jane Roe of Ghana met Mayor Ann Poe of Oslo on 3 May 2024.{after}"
    (meeting,) = read(text, home_country="GH").meetings
    assert [participant.name for participant in meeting.participants] == ["Jane Roe", "Ann Poe"]


@pytest.mark.parametrize(
    "piece",
    ["met with ", "the visit of the ", "Minister, and ", "U.S. ", "(", "a", "from 6-8 ", string.punctuation],
)
def test_what_repeats_without_end_is_read_in_time_that_grows_with_its_length(piece):
    """Count the steps of the Python code: no clock, so no machine is too slow for it."""

    def steps(times):
        count = 0

        def trace(frame, event, argument):
            nonlocal count
            count += 1

        text = "The Minister of the Interior met with the " + piece * times
        sys.setprofile(trace)
        try:
            read(text, home_country="US")
        finally:
            sys.setprofile(None)
        return count

    assert steps(4000) < 3 * steps(2000) + 20_000
