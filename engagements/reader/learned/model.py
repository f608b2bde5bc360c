"""Linear models: how likely something holds, by the weights of what holds beside it.

``tests/reader/train.py`` makes the weights from accounts whose facts are known.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Question = Literal[
    "head",  # of a mention: did they lead the visit
    "member",  # were they of its delegation
    "visited",  # of a place: was the visit to its country
    "met",  # of a mention: were they met at a meeting
    "came",  # did they come to one, for the delegation
    "together",  # of two who were met: was it at one meeting
    "ahead",  # of who was met: was it yet to come
    "off",  # was it postponed or cancelled
    "employs",  # of an organization and somebody: are they of it
    "dated",  # of a date and who was met: was it then
]
BANDS = (0.0, 0.5, 0.75, 0.9)  # of likelihoods; of each the share that is right is measured
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class LinearModel:
    """Logistic regression: ``weights`` by the names of features."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Return how likely, from 0 to 1, the answer is yes where ``features`` hold."""
        weights = self.weights
        # Whatever their order, as a set has another in each process: many sums are next to nothing.
        total = math.fsum(weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-self.bias - total))


models: dict[Question, LinearModel] = {}


def probability(question: Question, features: Iterable[str]) -> float:
    """Return how likely, from 0 to 1, the answer to a question is yes where ``features`` hold."""
    if not models:
        kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        models.update(
            {name: LinearModel(**model) for name, model in kept.items()}
        )  # at once: others may read meanwhile
    return models[question].probability(features)


def band_of(likely: float) -> str:
    """Return in words in which of the bands a likelihood is."""
    return f"over {max(band for band in BANDS if likely >= band):.0%}"


def take(others: Mapping[Question, LinearModel]) -> None:
    """Answer by other models than those that are kept, while these are made."""
    models.clear()
    models.update(others)


def forget() -> None:
    """Answer by the models that are kept, the next time."""
    models.clear()
