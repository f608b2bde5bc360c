"""The date of the text itself: a case for each place where it may stand."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.dates.date_context import DateContext
from engagements.reader.dates.publication import publication_date
from engagements.reader.text.splitting import split


def published(text):
    date = publication_date(split(text).sentences, DateContext(year=2021))
    return str(date.start) if date else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the heading of a day, where others have theirs
        ("Monday, 3 May 2021, Oslo\n\n9.00 Talks with the Minister\n\n" + "10.00 Talks\n\n" * 8 + "Tuesday, 4 May 2021, Bergen\n\n" + "9.00 Talks with the Mayor\n\n" * 4, ""),
        # labelled
        ("Published: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Posted on 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("released 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Issued date: May 3, 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Date of publication: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("For release 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Updated 3 May 2021 with a word on what the two of them said of fisheries and of other matters\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Published: May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Published: 3-5 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("The paper published on 3 May 2021 by the Ministry\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Published on xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Published on xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021 and more\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Published on xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021 and more\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        # a line of a date alone, near the top or at the end
        ("3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Oslo, 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Monday, the 3rd of May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Ministry of Trade, Oslo, 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Ministry of Trade of Norway, Oslo, 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Press office, 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Date: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("When: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Day 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Time: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("3 May\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("3-5 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n", "2021-05-03"),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n", ""),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021", "2021-05-03"),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        # several are the headings of days
        ("3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n4 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.\n\n3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        # a dateline
        ("OSLO, 3 May 2021 - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("OSLO, 3 May 2021 (NTB) - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("OSLO, 3 May 2021 -- The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Oslo, where they met on 3 May 2021 - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("The two met in Oslo on 3 May 2021 and after it in Bergen - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("Ministry of Trade of Norway, Oslo, 3 May 2021 - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("OSLO, May 2021 - The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        # the head of a cable
        ("FM: Embassy Oslo\nTO: Ministry\nDATE: 3 May 2021\nSUBJECT: a meeting\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("DTG: 3 May 2021\n\nREF: 21 OSLO 5\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("DTG: 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("From: Oslo\n\nDate : 3 May 2021\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", "2021-05-03"),
        ("Subject: x\n\nSubject: x\n\nSubject: x\n\nSubject: x\n\nSubject: x\n\nSubject: x\n\nSubject: x\n\nSubject: x\n\nFrom: Oslo\n\nThe Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        # none
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries.", ""),
        ("The Minister met with the Ambassador of Peru to discuss the trade of the two countries. They met on 3 May 2021.", ""),
        (" x", ""),
    ],
)  # fmt: skip
def test_where_it_stands(text, expected):
    assert published(text) == expected
