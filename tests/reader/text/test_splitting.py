"""A text as paragraphs, sentences and words: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.text.capitals import recase
from engagements.reader.text.language import why_not_english
from engagements.reader.text.sentences import begins_name
from engagements.reader.text.splitting import split
from tests.reader.probes import sentence_of, sentences_in, words_in


def upper_words_in(text):
    return [word.text for word in sentence_of(text).words if word.is_upper]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a blank line parts them
        ("One is here.\n\nTwo is here.", ["0 One is here.", "1 Two is here."]),
        ("One is here.\n \t\nTwo is here.", ["0 One is here.", "1 Two is here."]),
        # a line break within prose that was wrapped does not
        ("The Minister of Trade met with the Ambassador of Peru\nand with others.", ["0 The Minister of Trade met with the Ambassador of Peru and with others."]),
        ("The Minister\nof Trade met with others.", ["0 The Minister of Trade met with others."]),
        ("The Minister of Trade\nMet with others.", ["0# The Minister of Trade", "1 Met with others."]),
        # a full line that ends a sentence goes on where it is not the first
        ("The Minister of Trade met with the Ambassador of Peru\nin Oslo. The Minister of Trade met with the Ambassador of Peru in Oslo.\nThey agreed.", ["0 The Minister of Trade met with the Ambassador of Peru in Oslo.", "0 The Minister of Trade met with the Ambassador of Peru in Oslo.", "0 They agreed."]),
        ("The Minister of Trade met with the Ambassador of Peru in Oslo.\nThey agreed.", ["0 The Minister of Trade met with the Ambassador of Peru in Oslo.", "1 They agreed."]),
        ("The Minister of Trade met with the Ambassador of Peru\nin Oslo. Then\nThey agreed.", ["0 The Minister of Trade met with the Ambassador of Peru in Oslo.", "0 Then", "1 They agreed."]),
        # a short line with a colon, and one that begins with a label, are lines of their own
        ("The Minister of Trade met with the Ambassador of Peru\nParticipants:", ["0# The Minister of Trade met with the Ambassador of Peru", "1# Participants:"]),
        ("The Minister of Trade met with the Ambassador of Peru\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA:", ["0# The Minister of Trade met with the Ambassador of Peru", "1# Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:"]),
        ("The Minister of Trade met with the Ambassador of Peru today\nNext steps: a visit", ["0# The Minister of Trade met with the Ambassador of Peru today", "1# Next steps: a visit"]),
        ("b b b b b b b b b b b b b b b b b b b b b b b b b b \nthe following:", ["0# b b b b b b b b b b b b b b b b b b b b b b b b b b", "1# the following:"]),
        ("The Minister of Trade met with the Ambassador of Peru today\nAgenda: trade", ["0# The Minister of Trade met with the Ambassador of Peru today", "1# Agenda: trade"]),
        # entries of a list
        ("- one of them\n- two of them", ["0- one of them", "1- two of them"]),
        ("• one of them\n  goes on here\n• two of them", ["0- one of them goes on here", "1- two of them"]),
        ("• one of them\nGoes on here", ["0- one of them", "1# Goes on here"]),
        ("1. one of them\n2) two of them\n(3) three of them", ["0- one of them", "1- two of them", "2- three of them"]),
        ("a) one of them\n(b) two", ["0- one of them", "1- two"]),
        ("iv. one of them", ["0- one of them"]),
        ("(U) one of them\n(SBU) two of them", ["0- one of them", "1# (SBU) two of them"]),
        ("-- one of them", ["0- one of them"]),
        ("-one of them", ["0# -one of them"]),
        ("* One is here\nand goes on.", ["0- One is here and goes on."]),
        ("  - one, indented\n", ["0- one, indented"]),
        ("   Indented words", ["0# Indented words"]),
        ("•  ▪ one of them", ["0- one of them"]),
        ("1000. one of them", ["0# 1000. one of them"]),
        ("1234) x of them", ["0# 1234) x of them"]),
        ("xviii. one of them", ["0# xviii. one of them"]),
        ("3.5 million of them", ["0# 3.5 million of them"]),
        ("• The Minister of Trade met with the Ambassador of Peru\nGoes on here", ["0- The Minister of Trade met with the Ambassador of Peru", "1# Goes on here"]),
        # what is no part of the text
        ("Photo: the Minister\n\nOne is here.", ["1 One is here."]),
        ("For immediate release\n\nOne is here.", ["1 One is here."]),
        ("Share\n\nOne is here.", ["1 One is here."]),
        ("###\n\nOne is here.", ["1 One is here."]),
        ("https://example.org/x\n\nOne is here.", ["0# https://example.org/x", "1 One is here."]),
        ("Photographs were taken of the Minister", ["0# Photographs were taken of the Minister"]),
        ("Unclassified\n\nOne is here.", ["1 One is here."]),
        ("© 2021 Ministry\n\nOne is here.", ["0# © 2021 Ministry", "1 One is here."]),
        ("Contacts are listed xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ["0# Contacts are listed xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]),
        ("Contacts are listed xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", []),
        ("Tags: trade\n\nRelated: visas\n\nCopyright Ministry", []),
        ("Read more\n\nBack to top\n\nPrint", []),
        ("#### x", ["0# #### x"]),
        # an entry of a list of people goes on with no line before it
        ("Mr. John Doe, Director of the Department of Trade and Industry\nMs. Jane Roe, Adviser", ["0# Mr. John Doe, Director of the Department of Trade and Industry", "1# Ms. Jane Roe, Adviser"]),
        ("This was so, and so was that, as was told to them on Tuesday by\nMs. Jane Roe, Adviser", ["0# This was so, and so was that, as was told to them on Tuesday by Ms. Jane Roe, Adviser"]),
        # without a letter or a digit it is none
        ("***\n\n- -\n\n...", []),
        ("7", ["0# 7"]),
        ("", []),
    ],
)  # fmt: skip
def test_paragraphs(text, expected):
    assert sentences_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Readout of a meeting", ["0# Readout of a meeting"]),
        ("Readout of a meeting.", ["0 Readout of a meeting."]),
        ("Readout of a meeting?", ["0 Readout of a meeting?"]),
        ("Readout of a meeting!", ["0 Readout of a meeting!"]),
        ("Readout of a meeting;", ["0 Readout of a meeting;"]),
        ("Readout of a meeting:", ["0# Readout of a meeting:"]),
        ("- Readout of a meeting", ["0- Readout of a meeting"]),
        ("Readout. Of a meeting", ["0 Readout.", "0 Of a meeting"]),
        ("x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x y", ["0# x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x y"]),
        ("x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x yz", ["0 x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x yz"]),
        ("x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x y", ["0 x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x y"]),
    ],
)  # fmt: skip
def test_headings(text, expected):
    assert sentences_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is one. It is two.", ["0 It is one.", "0 It is two."]),
        ("Is it one? Yes! It is.", ["0 Is it one?", "0 Yes!", "0 It is."]),
        ("He said “it is one.” It is two.", ["0 He said \"it is one.\"", "0 It is two."]),
        ("(It is one.) It is two.", ["0 (It is one.)", "0 It is two."]),
        ("It is 3.5 percent.", ["0 It is 3.5 percent."]),
        ("It is one. and goes on.", ["0 It is one. and goes on."]),
        ("It is one.It goes on.", ["0 It is one.It goes on."]),
        # not after abbreviations and initials
        ("He met Dr. Roe and Gov. Doe.", ["0 He met Dr. Roe and Gov. Doe."]),
        ("He met J. Roe and I. Doe.", ["0 He met J. Roe and I.", "0 Doe."]),
        ("It was I. The end.", ["0 It was I.", "0 The end."]),
        ("He met (Dr. Roe) there.", ["0 He met (Dr. Roe) there."]),
        ("It costs 5 approx. Ten", ["0# It costs 5 approx. Ten"]),
        ("At 5 p.m. the talks began.", ["0 At 5 p.m. the talks began."]),
        ("At 5 p.m. The talks began.", ["0 At 5 p.m.", "0 The talks began."]),
        ("In Washington D.C. He met them.", ["0 In Washington D.C.", "0 He met them."]),
        ("He lives in the U.S. The two met.", ["0 He lives in the U.S.", "0 The two met."]),
        ("He met U.S. Senator Roe.", ["0 He met U.S. Senator Roe."]),
        ("In the U.K. Ministers met.", ["0 In the U.K. Ministers met."]),
        ("the U.N. They met.", ["0 the U.N.", "0 They met."]),
        ("the E.U. He met.", ["0 the E.U.", "0 He met."]),
        ("He met \"Mr. Roe\" there.", ["0 He met \"Mr. Roe\" there."]),
        ("He met Mr! Roe there.", ["0 He met Mr!", "0 Roe there."]),
        ("No. 5 is here.", ["0 No. 5 is here."]),
        ("See vs. Roe etc. Then", ["0# See vs. Roe etc. Then"]),
        ("in Jan. Then on Tues. Then", ["0# in Jan. Then on Tues. Then"]),
        ("Met 7. Then", ["0 Met 7.", "0 Then"]),
        # in the U.S. a word that goes on begins with a capital too
        ("the U.S. In Oslo", ["0 the U.S.", "0 In Oslo"]),
        ("the U.S. On Monday", ["0 the U.S.", "0 On Monday"]),
        ("the U.S. Both met", ["0 the U.S.", "0 Both met"]),
        ("the U.S. Following this", ["0 the U.S.", "0 Following this"]),
        ("the U.S. Following-up", ["0 the U.S.", "0 Following-up"]),
        ("the U.S. Congress met", ["0# the U.S. Congress met"]),
    ],
)  # fmt: skip
def test_ends_of_sentences(text, expected):
    assert sentences_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Roe's visit", ["Minister", "Roe", "'s", "visit"]),
        ("the Ministers' visit", ["the", "Ministers", "'", "visit"]),
        ("N'Golo O’Brien", ["N'Golo", "O'Brien"]),
        ("A/S Roe, S&T", ["A/S", "Roe", ",", "S&T"]),
        ("El-Sherif al-Sudani", ["El-Sherif", "al-Sudani"]),
        ("6-8 December", ["6", "-", "8", "December"]),
        ("1,000.5 on the 3rd of 21st", ["1,000.5", "on", "the", "3rd", "of", "21st"]),
        ("U.S. and H.E.", ["U.S", ".", "and", "H.E", "."]),
        ("10:30", ["10:30"]),
        ("3rds", ["3rds"]),
        ("'s", ["'", "s"]),
        ("王毅 met", ["王毅", "met"]),
        ("ผู้ว่า", ["ผู้ว่า"]),
        ("a_b (c)", ["a_b", "(", "c", ")"]),
        ("Roe's's", ["Roe's", "'s"]),
        ("co-\nop", ["co", "-", "op"]),
        ("x'S y", ["x", "'s", "y"]),
        ("अधिकारी", ["अधिकारी"]),
    ],
)  # fmt: skip
def test_words(text, expected):
    assert words_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US UN A I U.S. McD ABC1 12 A1 Aa A/S É ÉÀ", ["US", "UN", "U.S", "ABC1", "A/S", "ÉÀ"]),
    ],
)  # fmt: skip
def test_words_in_capitals(text, expected):
    assert upper_words_in(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Roe", True),
        ("roe", False),
        ("7th", False),
        ("_x", False),
        ("王", True),
        ("eThekwini", True),
        ("al-Sudani", True),
        ("al-sudani", False),
        ("co-operation", False),
        ("ⅷx", False),
    ],
)
def test_what_begins_a_name(word, expected):
    assert begins_name(word) is expected


def test_words_have_their_place_in_the_text():
    (sentence,) = split("\n\n  Minister Roe’s visit").sentences
    assert [(word.text, word.start, word.end) for word in sentence.words] == [
        ("Minister", 4, 12),
        ("Roe", 13, 16),
        ("'s", 16, 18),
        ("visit", 19, 24),
    ]
    assert [sentence.word_at(offset) for offset in (0, 4, 5, 13, 24)] == [0, 0, 1, 1, 4]
    assert [sentence.word_before(position) for position in (0, 1, 2)] == ["", "minister", "roe"]


def test_signs_become_plain_one_for_one():
    text = "a\u00a0b\u2007c\u202fd\u200be\ufefff\tg\rh\0i ’‘ʼ “” –—‐‑−"
    assert split(text).plain == "a b c d e f|g h i ''' \"\" -----"
    assert split("A:\fB:\vC:\u2028D:\u2029E:\u0085F:\rG").plain == "A:\nB:\nC:\nD:\nE:\nF:\nG"


def test_what_is_longer_than_a_sentence_is_read_in_pieces():
    lengths = [sentence.end - sentence.start for sentence in split("abc " * 800).sentences]
    assert lengths == [1499, 1496, 204]
    assert [sentence.end - sentence.start for sentence in split("x" * 3_200).sentences] == [1500, 1500, 200]


def test_sentences_are_numbered_through():
    assert [sentence.number for sentence in split("One. Two.\n\nThree.").sentences] == [0, 1, 2]


CAPITALS = "THE MINISTER OF {} MET WITH THE AMBASSADOR OF PERU IN OSLO"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MINISTER ROE MET THE US AMBASSADOR ON 6 MAY 2021 IN OSLO WITH MR LEE, TSTR, KIM",
            "Minister ROE met the US Ambassador on 6 May 2021 in Oslo with MR Lee, TSTR, Kim",
        ),
        (
            "IT MAY BE OF USE FOR ALL WHO WERE THERE TODAY, SAID BIN ALI",
            "it may be of USE for all who were there today, said Bin Ali",
        ),
        (
            "THE DEC MEETING WAS HELD 31 DECEMBER2021 BY THE ARMY CHIEF OF STAFF",
            "the DEC meeting was held 31 December2021 by the Army Chief of Staff",
        ),
        (
            "OF 1 JANUARY, 1 FEBRUARY, 1 MARCH, 1 APRIL, 1 MAY, 1 JUNE, 1 JULY, 1 AUGUST, 1 SEPTEMBER AND 1 OCTOBER, 1 NOVEMBER, 1 DECEMBER",
            "of 1 January, 1 February, 1 March, 1 April, 1 May, 1 June, 1 July, 1 August, 1 September and 1 October, 1 November, 1 December",
        ),
        (
            "YILDIZ TOLD HIM THAT PRIME MINISTER ERDOGAN WOULD ASK FOR AN ANSWER\nAND LEFT OSLO.",
            "Yildiz told him that Prime Minister Erdogan would ASK for an Answer\nand Left Oslo.",
        ),
        # as it stands, where less than four fifths of forty letters are capitals
        ("THE MINISTER MET THE AMBASSADOR TODAY", "THE MINISTER MET THE AMBASSADOR TODAY"),
        (
            "THE MINISTER MET WITH THE AMBASSADOR OF xxxxxxxxxxx",
            "THE MINISTER MET WITH THE AMBASSADOR OF xxxxxxxxxxx",
        ),
        (
            "Readout\nTHE MINISTER MET WITH THE AMBASSADOR OF PERU IN OSLO\nEnd",
            "Readout\nthe Minister met with the Ambassador of Peru in Oslo\nEnd",
        ),
        ("THE STRASSE OF THE MINISTER IS LONG, SO LONG, AND IT IS İN USE", None),
    ],
)
def test_lines_in_capitals(text, expected):
    recased = recase(text)
    assert len(recased) == len(text)
    if expected is not None:
        assert recased == expected


ENGLISH = "The Minister met with the Ambassador"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ENGLISH, ""),
        ("", "There are no words in it."),
        ("123 - 456", "There are no words in it."),
        (f"{ENGLISH} 王毅王毅王毅", ""),
        (
            "the Минист",
            "It was not read: it is not written in Latin letters, and the reader knows English alone.",
        ),
        ("the Мини of", ""),
        ("ẀỲ Ỳ ệ the", ""),
        (
            "the de la el",
            "It was not read: it does not look like English, the one language that the reader knows.",
        ),
        ("the of de la", ""),
        ("İSTANBUL: İSMET İNÖNÜ MET SECRETARY ROE IN İSTANBUL ON 3 JUNE 2024.", ""),
        ("Roe Doe", ""),
        ("word " * 59, ""),
        (
            "word " * 60,
            "It was not read: it does not look like English, the one language that the reader knows.",
        ),
        ("the " * 4 + "word " * 96, ""),
        (
            "the " * 4 + "word " * 97,
            "It was not read: it does not look like English, the one language that the reader knows.",
        ),
        ("the " * 5_000 + "de " * 9_000, ""),
    ],
)
def test_the_language(text, why):
    assert why_not_english(text) == why
