"""Searching in attached files: seconds with and without them, their size, and the time to index.

    DATABASE_URL=… tests/benchmarks/file_search.py [--attachments 10000] [--pages 10]

In a test database of its own: meetings with one attachment each, whose pages are invented words, most of
them rare, as in a language. The texts are written as `index_files` does, without reading files.
"""

import argparse
import os
import random
import sys
import time
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
for name, value in (("DEBUG", "1"), ("DATABASE_URL", "sqlite://:memory:")):
    os.environ.setdefault(name, value)

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from engagements.intake.file_texts import write_texts  # noqa: E402
from engagements.models import Attachment, FileText, Meeting  # noqa: E402

WORDS_A_PAGE = 450
SYLLABLES = str.split(
    "mi la ko ra ten sen bu di fo gar han ik jo lum ner os pel qui rud sal tor ul ven wes yan"
)


def vocabulary(chance):
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]


def fill(number, words):
    """Make meetings with an attachment each, of which nothing is indexed yet."""
    attachments = []
    for index in range(number):
        meeting = Meeting(
            title=f"Meeting {index} on {words[index % 50]}", publication="published", dates="unknown"
        )
        meeting.save()
        attachments.append(Attachment(meeting=meeting, title="Minutes", file="attachments/x.pdf"))
    return Attachment.objects.bulk_create(attachments)


def index_texts(attachments, pages, words):
    chance = random.Random(2)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    characters = 0
    seconds = 0.0
    for attachment in attachments:
        texts = [" ".join(chance.choices(words, cum_weights=weights, k=WORDS_A_PAGE)) for _ in range(pages)]
        characters += sum(map(len, texts))
        started = time.perf_counter()
        with transaction.atomic():
            rows = [FileText(attachment=attachment, is_page=True, file_name="x", text=text) for text in texts]
            write_texts(rows, attachment=attachment)
        seconds += time.perf_counter() - started
    print(f"indexing {characters / 1e6:.0f} M characters: {seconds / len(attachments) * 1000:.1f} ms a file")


def size():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0] / 1e6


def least(function, times=5):
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return min(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--attachments", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    connection.creation.create_test_db(verbosity=0)
    try:
        words = vocabulary(random.Random(1))
        attachments = fill(options.attachments, words)
        user = User.objects.create_user("analyst")
        user.groups.add(Group.objects.get(name="Analysts"))
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        queries = {"rare": words[20_000], "usual": words[300], "on every page": words[0]}
        queries["two usual ones"] = f"{words[300]} {words[400]}"

        def timings():
            return {
                kind: least(lambda q=query: client.get("/meetings/", {"q": q}))
                for kind, query in queries.items()
            }

        without, size_without = timings(), size()
        index_texts(attachments, options.pages, words)
        print(f"{connection.vendor}, {options.attachments:,} files of {options.pages} pages:")
        print(f"{size():,.0f} MB, without them {size_without:,.0f} MB")
        for kind, seconds in timings().items():
            print(f"{kind:15} {seconds * 1000:6.0f} ms, without files {without[kind] * 1000:.0f} ms")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
