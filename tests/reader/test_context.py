"""What is known of a text before its visits and meetings are read."""

import datetime

import pytest

from engagements.reader.annotation import surnames_of, usual_year
from engagements.reader.context import ReadoutContext
from engagements.reader.directory import Directory
from engagements.reader.mentions.finding import find_mentions
from engagements.reader.proposals import ReaderResult
from engagements.reader.text.splitting import split

from .probes import read_text, words_of


def context_of(text, dated=None):
    return ReadoutContext(text, Directory(), ReaderResult(home_country="NO"), dated)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 May 2021, 4 May 2021 and 3 May 2020.", 2021),
        ("On 3 May 2020. In 2021, in May 2021 and in June 2021.", 2020),
        ("On 3 May. On Tuesday.", None),
    ],
)
def test_the_usual_year(text, expected):
    assert usual_year(split(text).sentences) == expected


def test_a_date_without_a_year_is_of_the_usual_one():
    (first, second) = context_of("They met on 3 May. They met on 4 May 2021.").sentences
    assert [date.start for date in (*first.dates, *second.dates)] == [
        datetime.date(2021, 5, 3),
        datetime.date(2021, 5, 4),
    ]


def test_the_date_of_the_text():
    context = context_of("Published: 3 May 2021\n\nThey met on Tuesday.")
    assert context.result.source.published_on == datetime.date(2021, 5, 3)
    assert [passage.start for passage in context.result.source.passages] == [11]
    assert [date.start for sentence in context.sentences for date in sentence.dates] == [
        datetime.date(2021, 4, 27)
    ]
    assert [context.bears_date(sentence) for sentence in context.sentences] == [True, False]
    dated = context_of("Published: 3 May 2021\n\nThey met on Tuesday.", datetime.date(2024, 5, 16))
    assert [date.start for sentence in dated.sentences for date in sentence.dates] == [
        datetime.date(2021, 4, 27)  # the text knows its date best
    ]
    assert dated.result.source.published_on == datetime.date(2021, 5, 3)
    assert not context_of("They met.").bears_date(context.sentences[0])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on Tuesday.", 14),
        ("They will meet on Tuesday.", 21),
        ("the upcoming talks on Tuesday", 21),
        ("the next talks on Tuesday", 21),
        ("Willing, they met on Tuesday.", 14),
    ],
)
def test_what_is_to_come_is_ahead(text, day):
    (sentence,) = context_of(text, datetime.date(2024, 5, 16)).sentences
    assert sentence.dates[0].start == datetime.date(2024, 5, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 3 May 2021. On Friday they left.", "2021-05-07"),
        ("On 3 May 2021 they met, on 10 May 2021 they left. It was warm. On Friday they left.", "2021-05-14"),
        ("They met on 3 May 2021. They act by 10 May 2021. On Friday they left.", "2021-05-07"),
        ("They met in May 2021. On Friday they left.", "None"),
        ("They met from 3 to 4 May 2021. On Friday they left.", "None"),
    ],
)
def test_a_weekday_counts_from_the_last_exact_date(text, expected):
    assert str(context_of(text).sentences[-1].dates[-1].start) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["3 May 2021", "One.", "4 May 2021", "Two."], [3, 3, 4, 4]),
        (["Zero.", "3 May 2021", "4 May 2021", "Two."], [None, 3, 4, 4]),
        (["Oslo, 3 May 2021", "One."], [None, None]),
        (["3 May 2021", "One.", "4 May 2021 and 5 May 2021", "Two.", "6 May 2021"], [3, 3, 4, 4, 6]),
        (["3 May 2021", "One.", "May 2021", "Two.", "6 May 2021"], [3, 3, 3, 3, 6]),
        (["3 May 2021", "Talks with Doe on 4 May 2021", "Two.", "6 May 2021"], [3, 3, 3, 6]),
        (["3 May 2021", "x" * 68 + " 4 May 2021", "6 May 2021"], [3, 4, 6]),
        (["3 May 2021", "x" * 69 + " 4 May 2021", "6 May 2021"], [3, 3, 6]),
        (["3 May 2021", "They left on 4 May 2021.", "6 May 2021"], [3, 3, 6]),
    ],
)
def test_headings_date_what_is_below_them(lines, expected):
    sentences = context_of("\n\n".join(lines)).sentences
    assert [sentence.heading_date and sentence.heading_date.start.day for sentence in sentences] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Jane Roe", {"jane", "roe"}),
        ("Dr. J. Roe", {"j", "roe"}),
        ("Dr. Ursula von der Leyen", {"ursula", "leyen"}),
        ("Jane Roe", set()),
        ("the Minister", set()),
    ],
)
def test_surnames(text, expected):
    (mention,) = find_mentions(words_of(text))
    assert surnames_of(mention) == expected


def test_people_are_known_again_by_their_surnames():
    context = context_of("Roe spoke. Minister Jane Roe left. Doe spoke.")
    assert [[mention.name for mention in sentence.mentions] for sentence in context.sentences] == [
        ["Roe"],
        ["Jane Roe"],
        [],
    ]
    assert len(context.resolver.entities) == 1


def test_towns_are_no_part_of_mentions():
    (sentence,) = context_of("She met in Roe Hale and in Birk with the officials in Qaxbo.").sentences
    assert [place.name for place in sentence.places.values()] == ["Birk", "Qaxbo"]
    places = list(sentence.places.values())
    assert [sentence.is_within_mention(place) for place in places] == [False, False]
    (sentence,) = context_of("She met the Mayor of Oslo and officials of Accra.").sentences
    assert [sentence.is_within_mention(place) for place in sentence.places.values()] == [True, False]


def test_bare_offices_are_told_last():
    context = context_of("Minister Jane Roe met the Minister.")
    assert [mention.name for mention in context.entities] == ["Jane Roe"]


MET = "Minister Jane Roe met with Kenyan President John Doe on 3 May 2021."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Readout of a meeting:\n\n{MET}", "Readout of a meeting"),
        (f"Readout  of\na meeting\n\n{MET}", "Readout of a meeting"),
        (f"A readout of it\n\n{MET}", ""),
        (f"A readout of it.\n\n{MET}", ""),
        (f"A readout of it!\n\nThe readout of it\n\n{MET}", "The readout of it"),
        (f"Oslo, Norway, 4 May 2021\n\nReadout of a meeting\n\n{MET}", "Readout of a meeting"),
        ("One. Two. Three. Four. Five.\n\nReadout of a meeting\n\n" + MET, "Readout of a meeting"),
        ("One. Two. Three. Four. Five. Six.\n\nReadout of a meeting\n\n" + MET, ""),
        (f"{'Readout ' * 27}\n\n{MET}", ("Readout " * 27).strip()),
    ],
)
def test_the_title_of_the_source(text, title):
    source = read_text(text, home="NO").source
    assert source.title == title


def test_the_source():
    text = f"Oslo, Norway, 4 May 2021\n\nReadout of a meeting\n\n{MET}"
    source = read_text(text).source
    assert [text[passage.start : passage.end] for passage in source.passages] == [
        "4 May 2021",
        "Readout of a meeting",
    ]
    assert source.reason == "the date that the account bears is no date of a visit"
    assert read_text(MET).source.reason == ""


def test_nothing_is_told_of_the_source_of_a_text_of_something_else():
    result = read_text("Published: 3 May 2021\n\nA recipe for fish")
    assert result.is_empty
    assert (result.source.title, result.source.published_on) == ("", None)
    assert result.notes == ["Nothing in it reads like an account of a visit or a meeting."]


def test_notes_are_told_once():
    result = read_text(f"{MET} They left on 06/12/2021, by 06/12/2021.", home="NO")
    assert result.notes == ["“06/12/2021” can be two days, so it was not read as a date."]
    assert result.home_country == "NO"
    assert read_text(MET, home=None).home_country == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO, 3 May 2021 - Minister Jane Roe met Kenyan Minister Ann Poe of Kenya today.", ["Oslo"]),
        ("Oslo, 3 May 2021\n\nMinister Jane Roe met Kenyan Minister Ann Poe today.", ["Oslo"]),
        ("Stavanger, 3 May 2021\n\nMinister Jane Roe met Kenyan Minister Ann Poe today.", ["Stavanger"]),
        # on another day, by telephone, or where a place is told
        ("Oslo, 3 May 2021\n\nMinister Jane Roe met Kenyan Minister Ann Poe on 1 May.", [None]),
        ("Oslo, 3 May 2021\n\nMinister Jane Roe spoke by phone with Kenyan Minister Ann Poe today.", [None]),
        ("Oslo, 3 May 2021\n\nMinister Jane Roe met Kenyan Minister Ann Poe in Voss today.", ["Voss"]),
    ],
)  # fmt: skip
def test_the_town_of_a_dateline_is_where_they_met(text, expected):
    meetings = read_text(text, home="NO").meetings
    assert [meeting.place.name if meeting.place else None for meeting in meetings] == expected


def test_a_schedule_is_of_the_day_that_it_bears():
    text = "Public Schedule of the Secretary\n\nNovember 6, 2025\n\n10:00 Meeting with Minister Ann Poe"
    assert all(sentence.heading_date for sentence in context_of(text).sentences)
    remarks = context_of(text.replace("Public Schedule", "Remarks"))
    assert not any(sentence.heading_date for sentence in remarks.sentences)


def test_a_day_of_the_week_is_not_the_date_of_a_text():
    context = context_of("Monday: budget hearing.\n\nThey met on Tuesday.", datetime.date(2024, 5, 16))
    assert context.date_context.text_date == datetime.date(2024, 5, 16)


def test_the_following_day_counts_from_the_day_of_a_visit():
    text = (
        "Minister Jane Roe visited Ghana from 3 to 7 May 2024. On the first day of the visit she met with "
        "Minister Kofi Ansah. The following day she met with Minister Ann Poe of Ghana."
    )
    assert [meeting.dates.start for meeting in read_text(text, home="NO").meetings] == [
        datetime.date(2024, 5, 3),
        datetime.date(2024, 5, 4),
    ]
