import json
from typing import get_args

import pytest

from engagements.reader.learned.model import WEIGHTS, LinearModel, Question, forget, probability, take


@pytest.mark.parametrize(
    ("features", "expected"), [((), 0.5), (("met",), 0.88), (("met", "not"), 0.27), (("unknown",), 0.5)]
)
def test_weights_of_features_add_up(features, expected):
    assert round(LinearModel(0, {"met": 2, "not": -3}).probability(features), 2) == expected


def test_every_question_has_weights():
    assert set(json.loads(WEIGHTS.read_text(encoding="utf-8"))) == set(get_args(Question))


def test_other_models_answer_until_they_are_forgotten():
    kept = probability("met", ["after verb met"])
    take({"met": LinearModel(0, {})})
    assert probability("met", ["after verb met"]) == 0.5
    forget()
    assert probability("met", ["after verb met"]) == kept


def test_the_order_of_features_changes_nothing():
    weights = {f"feature {number}": 1.1 for number in range(30)} | {"another": -33.0}
    model = LinearModel(0, weights)
    assert model.probability(list(weights)) == model.probability(reversed(list(weights)))
