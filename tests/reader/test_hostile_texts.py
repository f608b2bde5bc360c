"""Texts that mean ill cost the reader no more than their length."""

import random
import re
import time
from pathlib import Path

import pytest

from engagements.reader import read
from engagements.reader.files import LONGEST_TEXT

ACCOUNTS = Path(__file__).parent
CUT = re.compile(r"(?<=[.!?]) |(?<=,) | (?=(?:to|who|and|where|with|on|in) )|\n+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TIMES = 8


def word(number):
    """Return a word of its own for each number."""
    return "".join(LETTERS[number // 26**place % 26] for place in range(3)).capitalize()


# What it is -> a function of a number that makes a sentence.
TEXTS = {
    "one meeting told again": lambda n: "Minister Roe met Minister Doe in Accra. ",
    "meetings of others each": lambda n: f"Minister Jane {word(n)} met Minister John {word(n + 9)}. ",
    "people in one list": lambda n: f"Minister Jane {word(n)}, " if n else "Minister Roe met ",
    "people in lines": lambda n: f"- Jane {word(n)}, Minister of {word(n + 7)}\n",
    "meetings on days": lambda n: f"On {n % 28 + 1} May 2021, Minister Roe met Minister John {word(n)}. ",
    "offices without names": lambda n: f"The Minister met the Ambassador. They discussed {word(n)}. ",
    "meetings again": lambda n: "He met again with the Minister. ",
    "headings": lambda n: f"{n % 28 + 1} May 2021\n\nMeeting with Minister {word(n)}\n\n",
    "visits": lambda n: f"Minister Jane {word(n)} travelled to Accra, Lima and Rome. ",
    "delegations": lambda n: f"The delegation of Minister {word(n)} included Jane {word(n + 5)} and staff. ",
    "subjects": lambda n: f"They discussed {word(n)}, {word(n + 3)} and trade. ",
    "commitments": lambda n: f"They agreed to {word(n).lower()} by May 2022. ",
    "times of a programme": lambda n: f"{n % 14 + 8}:00 Meeting with Minister {word(n)}\n",
    "one word": lambda n: "Minister",
    "capitals": lambda n: f"{word(n)} ",
    "marks": lambda n: "(“",
    "acronyms": lambda n: f"Ministry of {word(n)} (M{word(n).upper()}) ",
    "semicolons": lambda n: f"Jane {word(n)}, Ghana; ",
    "possessives": lambda n: f"Ghana's Minister's {word(n)}'s ",
    "organizations": lambda n: f"At the {word(n)} Bank, Jane {word(n)} met John {word(n + 9)}. ",
    "dates alone": lambda n: f"{n % 28 + 1}–{n % 28 + 2} May 2021, ",
}  # fmt: skip


def text_of(kind, length):
    parts, number = [], 0
    while length > 0:
        parts.append(TEXTS[kind](number))
        length, number = length - len(parts[-1]), number + 1
    return "".join(parts)


def seconds_of(text):
    """Return the least processor time of reading ``text`` twice."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        read(text, home_country="US")
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("kind", TEXTS)
def test_doubling_a_text_three_times_does_not_double_its_time_six_times(kind):
    small, large = text_of(kind, LONGEST_TEXT // TIMES), text_of(kind, LONGEST_TEXT)
    seconds_of(small[:500])  # loads what it needs
    assert seconds_of(large[:LONGEST_TEXT]) <= TIMES * 3 * max(seconds_of(small), 0.004)


def test_no_mixture_of_the_clauses_of_all_accounts_is_an_error():
    clauses = [
        clause
        for path in sorted(ACCOUNTS.glob("*/*.txt"))
        for clause in CUT.split(path.read_text(encoding="utf-8"))
        if clause.strip()
    ]
    draw = random.Random(1)
    for _ in range(400):
        read(" ".join(draw.choices(clauses, k=60)), home_country="US")
