"""The reader against accounts whose facts are written beside them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engagements.reader.confidence import confidence_of, interval
from engagements.reader.evaluation import MEASURES, Score, calibration, facts_of, judge_folder, score, total
from engagements.reader.measured import MEASURED
from engagements.reader.proposals import Confidence, ReaderResult

HERE = Path(__file__).parent
FOLDERS = (HERE / "readouts", HERE / "cases")  # by the writer of the rules
# By writers who knew no rule. Only the last two are as new to the rules as what people will paste.
OTHERS, UNSEEN = HERE / "other_writers", HERE / "unseen"
SET_ASIDE, CALIBRATION = HERE / "set_aside", HERE / "calibration"
HARD = HERE / "hard"  # of shapes that were chosen to be so
# The first account is kept beside the checkout, where it may not be.
BESIDE = {"01-mexico"}
# A little under what is reached, so that a rule that costs more than it gives is seen.
FLOORS = dict.fromkeys(MEASURES, 0.88) | {"dates with exactness": 0.84, "meetings": 0.8, "outcomes": 0.85}
SURE_IN_CASES = (
    "visits",
    "meetings",
    "persons",
    "dates with exactness",
    "participants with side",
    "members of delegations",
)


def judged(*folders):
    return {
        name: judge
        for folder in folders
        for readouts in judge_folder(folder).values()
        for name, judge in readouts.items()
    }


@pytest.fixture(scope="module")
def judges():
    return judged(*FOLDERS)


@pytest.mark.parametrize(
    "folder", [*FOLDERS, OTHERS, UNSEEN, SET_ASIDE, CALIBRATION, HARD], ids=lambda folder: folder.name
)
def test_every_account_has_facts_and_every_fact_an_account(folder):
    accounts, facts = ({path.stem for path in folder.glob(f"*.{kind}")} - BESIDE for kind in ("txt", "json"))
    assert accounts == facts
    assert accounts


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_stays_above_its_floor(judges, measure):
    assert total(judges)[measure].f1 >= FLOORS[measure]


@pytest.mark.parametrize("case", sorted(path.stem for path in FOLDERS[1].glob("*.txt")))
def test_a_case_that_failed_is_read_rightly(judges, case):
    scores = judges[case].scores
    wrong = {
        measure: scores[measure] for measure in SURE_IN_CASES if scores[measure].f1 < 1 and scores[measure]
    }
    assert not wrong


def test_no_group_of_rules_is_called_surer_than_it_is():
    verdicts = [verdict for judge in judged(CALIBRATION).values() for verdict in judge.verdicts]
    measured = {key: (score.correct, score.proposed) for key, score in calibration(verdicts, "rule").items()}
    surer = {
        key: (MEASURED[key], measured.get(key))
        for key in MEASURED
        if interval(*MEASURED[key])[0] - interval(*measured.get(key, (0, 0)))[0] > 0.05
    }
    assert surer == {}


@pytest.mark.parametrize(
    ("kind", "rule", "confidence"),
    [
        ("participant", "no such rule", Confidence.OPEN),
        ("meeting", "met, a side understood, held", Confidence.OPEN),
    ],
)
def test_what_is_not_measured_is_left_open(kind, rule, confidence):
    assert confidence_of(kind, rule) == confidence


@pytest.mark.parametrize(
    ("correct", "number", "bounds"),
    [(0, 0, (0, 1)), (0, 10, (0, 0.28)), (5, 10, (0.24, 0.76)), (73, 73, (0.95, 1)), (12, 12, (0.76, 1))],
)
def test_intervals(correct, number, bounds):
    assert tuple(round(bound, 2) for bound in interval(correct, number)) == bounds


def test_an_empty_reading_scores_nothing():
    visit = {"relation": "main", "countries": ["MX"], "dates": {}, "head": "", "progress": "planned"}
    facts = {"visits": [visit], "places": [["Monterrey", "MX"]], "meetings": []}
    scores = score(facts, facts_of(ReaderResult()))
    assert scores["visits"] == Score(correct=0, proposed=0, expected=1)
    assert scores["visits"].f1 == 0


def test_the_command_prints_the_table_and_how_sure_is_right():
    out = StringIO()
    call_command("evaluate_reader", HERE / "cases", "--rules", stdout=out)
    for words in (*MEASURES, "participant: open", "meeting: both sides named, over 90%, held"):
        assert words in out.getvalue()


def test_the_command_prints_what_was_measured():
    out = StringIO()
    call_command("evaluate_reader", HERE / "cases", "--measure", stdout=out)
    assert '("visit", "the visit of the account"): (' in out.getvalue()


def test_a_folder_without_accounts_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="no accounts"):
        call_command("evaluate_reader", tmp_path)
