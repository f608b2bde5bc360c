"""Pairs of names from published registers, judged by hand: likely ones, and those that are one.

"seen" are those that the rules were made with. "held out" are of organizations, drawn when the rules were
done: all pairs that they call likely, and at random 45 of 911 others whose words are alike. Once drawn, a
wrong pair among them led to one more change of a rule; it counts as seen, and the likely ones were drawn
again. Of the 45 one is one organization; so of the 911 there may be about twenty.
"""

import csv
from pathlib import Path

import pytest

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, NameKind
from engagements.duplicates.directory import NameEntry, compare_entries

PAIRS = Path(__file__).parent / "judged_pairs.csv"
KINDS = {"official": (NameKind.PERSON, None), "organization": (NameKind.ORGANIZATION, "")}


def judged(kind, rules):
    """Return (is likely, is the same) for each pair of ``kind``."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind and rules in ("", row["rules"])]
    name_kind, acronym = KINDS[kind]
    pairs = []
    for row in rows:
        entries = [
            NameEntry(0, [fold(name)], acronym=acronym, written_name=name)
            for name in (row["name"], row["other"])
        ]
        pairs.append((compare_entries(*entries, name_kind).score >= LIKELY, row["same"] == "yes"))
    return pairs


@pytest.mark.parametrize(
    ("kind", "rules"), [("official", ""), ("organization", ""), ("organization", "held out")]
)
def test_precision_and_recall_are_nine_in_ten(kind, rules):
    pairs = judged(kind, rules)
    likely = [is_same for is_likely, is_same in pairs if is_likely]
    same = [is_likely for is_likely, is_same in pairs if is_same]
    assert sum(likely) / len(likely) >= 0.9
    assert sum(same) / len(same) >= 0.9
