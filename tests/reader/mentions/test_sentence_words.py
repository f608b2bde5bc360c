"""What a word of a sentence may be."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import words_of


def all_that(predicate):
    def words_that(text):
        words = words_of(text)
        return [words.words[i].text for i in range(words.size) if getattr(words, predicate)(i)]

    return words_that


name_words = all_that("is_name_word")
heads = all_that("is_head")
beginnings = all_that("begins_office")
demonyms = all_that("is_demonym")
place_words = all_that("is_place")
acronyms = all_that("is_acronym")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane roe 7 7th, Roe's X", ["Jane", "Roe", "X"]),
        ("The Roe Will May New Main Key AND Monday On", ["Roe", "Will", "May", "New", "Main", "Key"]),
        ("the 3 May and May 3 and May Roe", ["May", "Roe"]),
        ("City of Roe, Port of Roe, State of Roe, City Roe, Port Of", ["City", "Roe", "Port", "Roe", "State", "Roe", "City", "Roe", "Port", "Of"]),
        ("Finally Roe, Finally", ["Roe"]),
        ("Emily Roe", ["Emily", "Roe"]),
        ("Emilyly Roe", ["Roe"]),
        ("Early Roe", ["Early", "Roe"]),
        ("NEW MAY Main", ["Main"]),
    ],
)  # fmt: skip
def test_name_words(text, expected):
    assert name_words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister minister PM pm Pm A/S a/s Director-General governors FM fm head", ["Minister", "minister", "PM", "Pm", "A/S", "Director-General", "FM", "head"]),
    ],
)  # fmt: skip
def test_heads(text, expected):
    assert heads(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Deputy Prime Minister of Norway", ["Deputy", "Prime", "Minister"]),
        ("Norwegian Foreign Minister", ["Norwegian", "Foreign", "Minister"]),
        ("Deputy Roe Minister", ["Minister"]),
        ("Deputy Assistant Under Secretary General Director", ["Deputy", "Assistant", "Under", "Secretary", "General", "Director"]),
        ("Deputy First Second Third Acting Minister", ["First", "Second", "Third", "Acting", "Minister"]),
        ("Deputy First Second Third Minister", ["Deputy", "First", "Second", "Third", "Minister"]),
        ("acting governors", ["acting", "governors"]),
        ("Deputy", []),
        ("Jane", []),
    ],
)  # fmt: skip
def test_beginnings_of_offices(text, expected):
    assert beginnings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Norwegian and Saudi Arabian Ministers of Norway in Oslo", ["Norwegian", "Saudi", "Arabian"]),
    ],
)  # fmt: skip
def test_demonyms(text, expected):
    assert demonyms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Norwegian Minister in Mexico City and the Republic of Korea", ["Mexico", "City", "Republic", "of", "Korea"]),
    ],
)  # fmt: skip
def test_words_of_places(text, expected):
    assert place_words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN A INM U.S ABCDEFGH ABCDEFGHI Un 12 A1 R2D2", ["UN", "INM", "U.S", "ABCDEFGH", "R2D2"]),
    ],
)  # fmt: skip
def test_acronyms(text, expected):
    assert acronyms(text) == expected


def test_what_stands_where():
    words = words_of("The Mexican Minister in Accra")
    assert [words.low(i) for i in (-1, 0, 4, 5)] == ["", "the", "accra", ""]
    assert [words.after_the(i) for i in (0, 1)] == [1, 1]
    assert [words.country_at(i) for i in (0, 1, 4)] == ["", "MX", "GH"]
    assert [words.text(*span) for span in ((0, 2), (2, 2), (3, 2), (4, 5))] == [
        "The Mexican",
        "",
        "",
        "Accra",
    ]
    assert [words.is_capital(i) for i in (0, 3)] == [True, False]
    assert not words.is_name_word(5)
    assert not words.is_acronym(5)


def test_words_of_organizations():
    words = words_of("the Ministry of Trade")
    assert [words.has_organization_word(*span) for span in ((0, 1), (0, 2), (2, 4))] == [False, True, False]


def test_whether_a_surname_stands_in_it():
    words = words_of("Núñez met roe")
    assert words.may_name({"nunez"})
    assert not words.may_name({"roe", "met"})


def test_a_mention_has_its_place():
    words = words_of("The Minister's visit", is_heading=True)
    mention = words.mention(0, 2, "office", title="Minister")
    assert (mention.start, mention.end, mention.is_possessive, mention.in_heading) == (0, 12, True, True)
    assert (mention.sentence_end, mention.title, mention.kind) == (20, "Minister", "office")
    words.end_at(mention, 4)
    assert (mention.last, mention.end) == (4, 20)
    assert not words.mention(0, 1, "office").is_possessive
