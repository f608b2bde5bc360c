"""Make the weights of the reader's models from the accounts whose facts are known.

    tests/reader/train.py

takes a few minutes and needs scikit-learn, which nothing else here does. What a model is made from is
one `Example` for each mention, place, date or organization of an account, with what holds of it and
the answer.
"""

# ruff: noqa: E402 (Django is set up before what needs it is imported)

import datetime
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from engagements.reader import evaluation
from engagements.reader.context import ReadoutContext
from engagements.reader.directory import Directory
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.learned.affiliation import AffiliationReader
from engagements.reader.learned.features import FeatureReader
from engagements.reader.learned.model import WEIGHTS, LinearModel, Question, forget, take
from engagements.reader.proposals import ReaderResult

Weights = dict[Question, LinearModel]

# Accounts that judge the reader (`calibration`, `set_aside`) are not among these. Cases that failed once
# count for more than others: they must be read rightly.
FOLDERS = {"cases": 10.0, "readouts": 1.0, "unseen": 1.0, "other_writers": 1.0}
OURS = ("delegation", "accompanying")
OF_VISITS: tuple[Question, ...] = ("head", "member", "visited")
OF_MEETINGS: tuple[Question, ...] = (
    "met", "came", "together", "ahead", "off", "dated", "employs",
)  # fmt: skip
FOLDS = 5
ROUNDS = 3
LEAST_SEEN = 3  # examples that a feature must hold of
LEAST_WEIGHT = 0.03
STRENGTH = 0.2  # the inverse of how strongly weights are kept small


class Account(NamedTuple):
    writer: str
    weight: float
    text: str
    facts: evaluation.Facts

    def read(self) -> ReadoutContext:
        dated = self.facts.get("dated")
        return ReadoutContext(
            self.text,
            Directory(),
            ReaderResult(home_country=self.facts.get("home_country", "")),
            datetime.date.fromisoformat(dated) if dated else None,
        )


@dataclass
class Example:
    """``whom`` is the same for all that is said of one person or country in an account."""

    whom: object
    weight: float
    features: set[str]
    answers: dict[str, bool]


def is_among(entity: Entity, lines: Iterable[evaluation.Facts]) -> bool:
    keys = ("name", "title", "organization", "country", "description")
    mine = {key: getattr(entity, key) for key in keys}
    return any(evaluation.same_participant(line, mine) for line in lines)


def examples_of_visits(account: Account) -> Iterator[Example]:
    """Yield each place by whether it was visited, and each mention by whether they travelled."""
    context, facts = account.read(), account.facts
    reader = FeatureReader(context)
    mains = [visit for visit in facts["visits"] if visit["relation"] == "main"]
    visited = {code for visit in mains for code in visit["countries"]}
    for sentence in context.sentences:
        for place in sentence.places.values():
            if place.country:
                features = reader.features_of_place(place, sentence)
                yield Example(
                    (context, place.country),
                    account.weight,
                    features,
                    {"visited": place.country in visited},
                )
        for mention in sentence.mentions:
            entity = context.entity(mention)
            name = entity.name or entity.title
            answers = {
                "head": any(evaluation.same_name(name, visit.get("head", "")) for visit in mains),
                "member": is_among(entity, evaluation.members_of(facts)),
            }
            yield Example(entity, account.weight, reader.features_of(mention, sentence), answers)


def examples_of_meetings(account: Account) -> Iterator[Example]:
    """Yield each mention by whether they met or came, and what is asked of those who were met."""
    context, meetings = account.read(), account.facts["meetings"]
    reader = FeatureReader(context, JourneyReader(context))
    sides = [
        (
            [line for line in meeting["participants"] if line["side"] not in OURS],
            [line for line in meeting["participants"] if line["side"] in OURS],
        )
        for meeting in meetings
    ]
    before = None
    for sentence in context.sentences:
        for mention in sentence.mentions:
            entity = context.entity(mention)
            features = reader.features_of(mention, sentence)
            of = {number for number, (met, _) in enumerate(sides) if is_among(entity, met)}
            answers = {"met": bool(of), "came": any(is_among(entity, came) for _, came in sides)}
            yield Example(entity, account.weight, features, answers)
            if not of:
                continue
            days = {(dates.get("start"), dates.get("end")) for dates in (meetings[at]["dates"] for at in of)}
            for date, other in reader.dates_near(sentence):
                of_date = reader.features_of_date(date, other, mention, sentence)
                yield Example(
                    object(), account.weight, of_date, {"dated": (str(date.start), str(date.end)) in days}
                )
            progress = {meetings[at]["progress"] for at in of}
            if len(progress) == 1:
                off = progress <= {"postponed", "cancelled"}
                yield Example(
                    object(), account.weight, features, {"ahead": progress == {"planned"}, "off": off}
                )
            if before and entity is not context.entity(before[0]):
                of_pair = reader.features_of_pair(mention, sentence, *before[:2])
                yield Example(object(), account.weight, of_pair, {"together": not of.isdisjoint(before[2])})
            before = mention, sentence, of


def examples_of_affiliations(account: Account) -> Iterator[Example]:
    """Yield who took part, where the text does not say whose they are, with each organization it names."""
    context, facts = account.read(), account.facts
    reader = AffiliationReader(context, JourneyReader(context).delegation)
    lines = [line for meeting in facts["meetings"] for line in meeting["participants"]]
    lines += evaluation.members_of(facts)
    for entity in reader.first:
        of_entity = [line for line in lines if is_among(entity, [line])]
        if entity.kind not in ("person", "office") or entity.organization or not of_entity:
            continue
        theirs = [line["organization"] for line in of_entity if line.get("organization")]
        for organization, features in reader.features_of(entity):
            answer = any(evaluation.same_name(name, organization.name) for name in theirs)
            yield Example(object(), account.weight, features, {"employs": answer})


def model_of(examples: list[Example], question: Question) -> LinearModel:
    """Return the model that answers a question.

    Which of several mentions of somebody tells that they met is not noted in the facts: the likeliest
    is taken, and the model is made again.
    """
    examples = [example for example in examples if question in example.answers]
    counts = Counter(feature for example in examples for feature in example.features)
    seen = {feature for feature, count in counts.items() if count >= LEAST_SEEN}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [dict.fromkeys(sorted(example.features & seen), 1.0) for example in examples]
    )
    answers = [example.answers[question] for example in examples]
    of_one = defaultdict(list)
    for number, example in enumerate(examples):
        of_one[example.whom].append(number)
    used = list(range(len(examples)))
    for _ in range(ROUNDS):
        regression = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=500)
        regression.fit(
            matrix[used], [answers[number] for number in used], [examples[number].weight for number in used]
        )
        likely = regression.predict_proba(matrix)[:, 1]
        used = []
        for numbers in of_one.values():
            best = max(likely[number] for number in numbers)
            used += [
                number
                for number in numbers
                if not answers[number] or likely[number] == best or likely[number] > 0.5
            ]
    weights = zip(vectorizer.feature_names_, regression.coef_[0], strict=True)
    return LinearModel(
        round(float(regression.intercept_[0]), 2),
        {name: round(float(weight), 2) for name, weight in weights if abs(weight) >= LEAST_WEIGHT},
    )


def learn(examples: Iterable[Example], questions: Iterable[Question]) -> Weights:
    kept = list(examples)
    return {question: model_of(kept, question) for question in questions}


def all_of(read: Callable[[Account], Iterator[Example]], accounts: Iterable[Account]) -> Iterator[Example]:
    for account in accounts:
        yield from read(account)


def train(accounts: list[Account]) -> Weights:
    """Return the models that answer all questions.

    What is asked of meetings depends on the visit that was found: of each writer's accounts, by
    models that were made from the accounts of others, as it will be of accounts to come.
    """
    writers = sorted({account.writer for account in accounts})
    examples: list[Example] = []
    for fold in range(FOLDS):
        theirs = writers[fold::FOLDS]
        others = [account for account in accounts if account.writer not in theirs]
        take(learn(all_of(examples_of_visits, others), OF_VISITS))
        of_fold = [account for account in accounts if account.writer in theirs]
        for read in (examples_of_meetings, examples_of_affiliations):
            examples += all_of(read, of_fold)
    return learn(all_of(examples_of_visits, accounts), OF_VISITS) | learn(examples, OF_MEETINGS)


def writer_of(folder: str, name: str) -> str:
    """Return who wrote an account: in `other_writers` its name begins so, the others are of one each."""
    return folder + (name.partition("-")[0] if folder == "other_writers" else "")


def accounts_in(folders: Iterable[str]) -> list[Account]:
    return [
        Account(writer_of(folder, name), FOLDERS[folder], text, facts)
        for folder in folders
        for name, text, facts in evaluation.readouts_in(ROOT / "tests/reader" / folder)
    ]


def main() -> None:
    models = {
        question: {"bias": model.bias, "weights": dict(sorted(model.weights.items()))}
        for question, model in train(accounts_in(FOLDERS)).items()
    }
    WEIGHTS.write_text(json.dumps(models, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    forget()


if __name__ == "__main__":
    main()
