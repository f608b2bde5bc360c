"""Pairs of names from published registers, judged by hand: likely ones, and those that are one.

Drawn at random among the pairs that the rules call likely, and among those whose words are alike.
"seen" are those that the rules were made with, "held out" those that were drawn and judged afterwards.
"""

import csv
from pathlib import Path

import pytest

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, NameKind, compare

PAIRS = Path(__file__).parent / "judged_pairs.csv"


def judged(kind):
    """Return (is likely, is the same) for each pair of ``kind``."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    name_kind = {"official": NameKind.PERSON, "organization": NameKind.ORGANIZATION}[kind]
    return [
        (compare(fold(row["name"]), fold(row["other"]), name_kind).score >= LIKELY, row["same"] == "yes")
        for row in rows
    ]


@pytest.mark.parametrize(("kind", "least_recall"), [("official", 0.9), ("organization", 0.8)])
def test_precision_is_nine_in_ten(kind, least_recall):
    pairs = judged(kind)
    likely = [is_same for is_likely, is_same in pairs if is_likely]
    same = [is_likely for is_likely, is_same in pairs if is_same]
    assert sum(likely) / len(likely) >= 0.9
    assert sum(same) / len(same) >= least_recall
