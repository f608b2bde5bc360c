"""Suggestions for one box among many officials: milliseconds of an answer, near spellings included.

    DATABASE_URL=… tests/benchmarks/suggestions.py [--officials 50000] [--questions 300] [--seed 1]

DATABASE_URL is that of an empty database, which is migrated and filled. Asked for are names as they are
being typed: the beginning of a name, a whole one, one with a letter wrong, one written by ear.
"""

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from engagements.models import Official  # noqa: E402

ONSETS = str.split("b br ch d dr f g gr h j k kh kr l m n p pr r s sh sch st t tr ts v w y z zh")
VOWELS = str.split("a e i o u ai ei ou ya ye")
CODAS = ["", "", "n", "r", "l", "s", "k", "v", "m", "tt", "nd"]
BY_EAR = [
    ("kh", "ch"),
    ("v", "w"),
    ("ts", "tz"),
    ("ya", "ia"),
    ("ou", "u"),
    ("zh", "j"),
    ("k", "c"),
    ("y", "i"),
]


def word(randomly):
    syllables = randomly.choice([2, 2, 3])
    return "".join(
        randomly.choice(ONSETS) + randomly.choice(VOWELS) + randomly.choice(CODAS) for _ in range(syllables)
    ).capitalize()


def fill(number, randomly):
    """Make officials: few given names, many family names, as people have."""
    given, family = [word(randomly) for _ in range(2_000)], [word(randomly) for _ in range(number // 3)]
    officials = [Official(name=f"{randomly.choice(given)} {randomly.choice(family)}") for _ in range(number)]
    for official in officials:
        official.sort_name = official.name
        official.refold()
    Official.objects.bulk_create(officials, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself in time
    return [official.name for official in officials]


def mistyped(name, randomly):
    place = randomly.randrange(2, len(name) - 1)
    return name[:place] + randomly.choice(["", "x", name[place] * 2]) + name[place + 1 :]


def by_ear(name, randomly):
    for sound, other in BY_EAR:
        name = name.replace(sound, other)
    return name


QUESTIONS = {
    "the beginning of a family name": lambda name, randomly: name.split()[-1][: randomly.randint(2, 5)],
    "a whole name": lambda name, randomly: name,
    "a family name with a letter wrong": lambda name, randomly: mistyped(name.split()[-1], randomly),
    "a whole name with a letter wrong": mistyped,
    "a family name by ear": lambda name, randomly: by_ear(name.split()[-1], randomly),
    "a whole name by ear": by_ear,
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--officials", type=int, default=50_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    randomly = random.Random(options.seed)
    names = fill(options.officials, randomly)
    client, address = Client(SERVER_NAME="localhost"), reverse("engagements:suggest", args=["officials"])
    client.force_login(User.objects.create_superuser("benchmark"))
    client.get(address, {"q": "a"}, secure=True)
    everything, work = [], []
    for what, question in QUESTIONS.items():
        took, worked, meant = [], [], 0
        for _ in range(options.questions // len(QUESTIONS)):
            name = randomly.choice(names)
            typed = {"q": question(name, randomly)}
            start, start_of_work = time.perf_counter(), time.process_time()
            response = client.get(address, typed, secure=True)
            took.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - start_of_work) * 1000)
            meant += name in {result["name"] for result in response.json()["results"]}
        everything += took
        work += worked
        print(f"{what}: {figures(took)}; {meant} of {len(took)} offer who was meant")
    print(f"all: {figures(everything)}; of the processor {figures(work)}")


def figures(took):
    highest = statistics.quantiles(took, n=20)[-1]
    return f"median {statistics.median(took):.1f} ms, 95th percentile {highest:.1f} ms"


if __name__ == "__main__":
    main()
