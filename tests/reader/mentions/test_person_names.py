"""Names of people, with what stands before them: a case for each rule."""

import pytest

from engagements.reader.mentions.finding import find_mentions
from engagements.reader.mentions.person_names import name_at
from tests.reader.probes import words_of


def name_in(text, after_office=False, **options):
    """Return the honorific, the name and what follows it."""
    words = words_of(text, **options)
    name = name_at(words, 0, after_office)
    return name.honorific, name.name, words.text(name.end, words.size)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Dr. Jane Roe met", {}, ("Dr.", "Jane Roe", "met")),
        ("Dr Jane Roe met", {}, ("Dr", "Jane Roe", "met")),
        ("dr Jane Roe met", {}, ("", "", "dr Jane Roe met")),
        ("H.E. Dr. Jane Roe met", {}, ("H.E. Dr.", "Jane Roe", "met")),
        ("the Honourable Jane Roe met", {}, ("Honourable", "Jane Roe", "met")),
        ("the Right Honourable Jane Roe met", {}, ("Right Honourable", "Jane Roe", "met")),
        ("Right Hon. Jane Roe met", {}, ("Right Hon.", "Jane Roe", "met")),
        ("Right Jane Roe", {}, ("", "Right Jane Roe", "")),
        ("the Hon. Jane Roe", {}, ("Hon.", "Jane Roe", "")),
        ("the Jane Roe", {}, ("", "", "the Jane Roe")),
        ("His Excellency Jane Roe", {}, ("His Excellency", "Jane Roe", "")),
        ("his excellency Jane Roe", {}, ("", "", "his excellency Jane Roe")),
        ("Her Majesty Queen Jane", {}, ("Her Majesty Queen", "Jane", "")),
        ("Her Majesty the Queen", {}, ("Her Majesty", "", "Her Majesty the Queen")),
        ("Their Royal Highnesses", {}, ("Their Royal", "Highnesses", "")),
        ("His Royal Highness Prince Jane Roe", {}, ("His Royal", "Highness Prince Jane Roe", "")),
        ("Their Highness Jane Roe", {}, ("Their Highness", "Jane Roe", "")),
        ("King Jane Roe", {}, ("", "", "King Jane Roe")),
        # a rank is an honorific where a name follows, not a place
        ("General Jane Roe", {}, ("General", "Jane Roe", "")),
        ("general Jane Roe", {}, ("", "", "general Jane Roe")),
        ("Ambassador Accra", {}, ("", "", "Ambassador Accra")),
        ("Dr. General Accra", {}, ("Dr. General", "Accra", "")),
        ("Lt. Gen. Jane Roe", {}, ("Lt. Gen.", "Jane Roe", "")),
        ("Gen. (ret.) Jane Roe", {}, ("Gen.", "Jane Roe", "")),
        ("Gen. (retired, army) Jane Roe", {}, ("Gen.", "Jane Roe", "")),
        ("Gen. (rtd) Jane Roe", {}, ("Gen.", "Jane Roe", "")),
        ("Gen. (army) Jane Roe", {}, ("Gen.", "", "Gen. (army) Jane Roe")),
        ("Gen. (ret. Jane Roe", {}, ("Gen.", "", "Gen. (ret. Jane Roe")),
        ("Col. Accra Jane", {}, ("Col.", "Accra Jane", "")),
        # others only after another
        ("Emeritus Jane Roe", {}, ("", "Emeritus Jane Roe", "")),
        ("Prof. Emeritus Jane Roe", {}, ("Prof. Emeritus", "Jane Roe", "")),
        ("Dr. Sister Jane", {}, ("Dr. Sister", "Jane", "")),
        ("Sister Jane Roe", {}, ("", "Sister Jane Roe", "")),
        ("Dr., Jane Roe", {}, ("Dr.", "", "Dr., Jane Roe")),
        ("Mr. and Mrs. Roe", {}, ("Mr.", "", "Mr. and Mrs. Roe")),
        ("Dr.", {}, ("Dr.", "", "Dr.")),
        ("Dr. met", {}, ("Dr.", "", "Dr. met")),
        ("General Accra", {"after_office": True}, ("General", "Accra", "")),
        ("Ambassador Accra Roe", {"after_office": True}, ("Ambassador", "Accra Roe", "")),
    ],
)  # fmt: skip
def test_honorifics(text, options, expected):
    assert name_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Jane Roe met", {}, ("", "Jane Roe", "met")),
        ("Jane Roe", {}, ("", "Jane Roe", "")),
        ("jane Roe", {}, ("", "", "jane Roe")),
        ("Jane", {}, ("", "Jane", "")),
        ("J. Roe met", {}, ("", "J. Roe", "met")),
        ("Jane J. Roe met", {}, ("", "Jane J. Roe", "met")),
        ("Jane Roe. Then", {}, ("", "Jane Roe", ". Then")),
        ("Ursula von der Leyen met", {}, ("", "Ursula von der Leyen", "met")),
        ("Ursula von Der Leyen", {}, ("", "Ursula von Der Leyen", "")),
        ("Mohammed bin Salem", {}, ("", "Mohammed bin Salem", "")),
        ("Jane de met", {}, ("", "Jane", "de met")),
        ("Jane de la met", {}, ("", "Jane", "de la met")),
        ("Jane of Roe", {}, ("", "Jane", "of Roe")),
        ("de Roe", {}, ("", "de Roe", "")),
        ("De Roe met", {}, ("", "De Roe", "met")),
        ("Al-Jabri Roe", {}, ("", "Al-Jabri Roe", "")),
        ("王毅 met", {}, ("", "王毅", "met")),
        ("Abu bin Roe", {}, ("", "Abu bin Roe", "")),
        ("Jane van de 5", {}, ("", "Jane", "van de 5")),
        # what ends a name
        ("Jane Roe Norwegian", {}, ("", "Jane Roe", "Norwegian")),
        ("Jane Roe and John Doe", {}, ("", "Jane Roe", "and John Doe")),
        ("Jane Minister Roe", {}, ("", "Jane", "Minister Roe")),
        ("Jane Prince Roe", {}, ("", "Jane Prince Roe", "")),
        ("Jane King Roe", {}, ("", "Jane King Roe", "")),
        ("Jane Judge Roe", {}, ("", "Jane Judge Roe", "")),
        ("Jane Ministry Roe", {}, ("", "Jane", "Ministry Roe")),
        ("Dr. Jane Ministry Roe", {}, ("Dr.", "Jane Ministry Roe", "")),
        ("Jane Police", {}, ("", "Jane", "Police")),
        ("Minister Roe", {}, ("", "", "Minister Roe")),
        ("Dr. Minister Roe", {}, ("Dr.", "", "Dr. Minister Roe")),
        ("Speaker Roe", {}, ("", "", "Speaker Roe")),
        ("Police Roe", {}, ("", "Police Roe", "")),
        ("A B C D E F G H I J", {}, ("", "", "A B C D E F G H I J")),
        ("Jane 5 Roe", {}, ("", "Jane", "5 Roe")),
        ("Jane Roe 's", {}, ("", "Jane Roe", "'s")),
        ("Jane Today", {}, ("", "Jane", "Today")),
        ("Ministry", {}, ("", "Ministry", "")),
        ("Dr. Police", {}, ("Dr.", "Police", "")),
        # letters after a name
        ("Jane Roe MP met", {}, ("", "Jane Roe", "MP met")),
        ("Jane Roe CBE MP met", {}, ("", "Jane Roe", "MP met")),
        ("Jane MP met", {}, ("", "Jane", "MP met")),
        ("Jane Roe MD PhD met", {}, ("", "Jane Roe", "met")),
        ("Jane Roe KC", {}, ("", "Jane Roe", "")),
        # a town alone is none
        ("Accra met", {}, ("", "", "Accra met")),
        ("Accra Roe met", {}, ("", "Accra Roe", "met")),
        ("Dr. Accra met", {}, ("Dr.", "Accra", "met")),
        ("Mexico City Roe", {}, ("", "", "Mexico City Roe")),
        ("Accra", {}, ("", "", "Accra")),
        ("Accra met", {"after_office": True}, ("", "Accra", "met")),
        ("Jane Roe met", {"after_office": True}, ("", "Jane Roe", "met")),
        ("RADM Jane Roe", {}, ("RADM", "Jane Roe", "")),
        ("Sen. Lt. Gen. Jane Roe", {}, ("Sen. Lt. Gen.", "Jane Roe", "")),
        ("Pol. Gen. Jane Roe", {}, ("Pol. Gen.", "Jane Roe", "")),
        ("Command Sgt. Maj. Jane Roe", {}, ("Command Sgt. Maj.", "Jane Roe", "")),
        ("Lieutenant-General Jane Roe", {}, ("Lieutenant-General", "Jane Roe", "")),
        ("Vice Admiral Jane Roe", {}, ("Vice Admiral", "Jane Roe", "")),
        ("HE Jane Roe", {}, ("HE", "Jane Roe", "")),
        ("Prof. (Mrs.) Jane Roe", {}, ("Prof.", "Jane Roe", "")),
        ("Vice Jane Roe", {}, ("", "Vice Jane Roe", "")),
    ],
)  # fmt: skip
def test_names(text, options, expected):
    assert name_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name that is a plain word elsewhere, where only a name can stand
        ("met Minister He Lifeng in", "He Lifeng"),
        ("met Minister Per Hansen in", "Per Hansen"),
        ("met Minister To Lam in", "To Lam"),
        ("met Minister No Kwang-chol in", "No Kwang-chol"),
        ("met Minister Do Van in", "Do Van"),
        ("met Minister A. K. Antony in", "A. K. Antony"),
        ("met Minister Mark Day in", "Mark Day"),
        ("met Minister Hun Sen in", "Hun Sen"),
        ("met Governor Shaktikanta Das in", "Shaktikanta Das"),
        ("met Minister He in", "He"),
        ("met Dr. An Bui in", "An Bui"),
        ("met Per Hansen, Minister of Trade,", "Per Hansen"),
        ("met Per Hansen in", ""),
        # elsewhere it is none
        ("met the Minister On Monday in", ""),
        ("met Minister Jane Roe On Monday in", "Jane Roe"),
        ("met Director On Border Security Jane Roe in", "Jane Roe"),
        ("met DAS Jane Roe in", "Jane Roe"),
        ("met Sen. Jane Roe in", "Jane Roe"),
    ],
)  # fmt: skip
def test_names_that_are_words(text, expected):
    mentions = find_mentions(words_of(text))
    assert [mention.name for mention in mentions if mention.name] == [expected] * bool(expected)


def test_a_heading_writes_all_words_large():
    mentions = find_mentions(words_of("Foreign Minister On Visit to Kenya", is_heading=True))
    assert [mention.name for mention in mentions] == [""]
