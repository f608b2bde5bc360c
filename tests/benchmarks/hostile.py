"""Thousands of addresses and forms that nobody meant: server errors, slow answers, changes of data.

    DATABASE_URL=… tests/benchmarks/hostile.py [--requests 20000] [--posts 2000] [--seed 1]

In a test database of its own with the example in it: lists, details, search boxes, pictures and
the admin's changelists and autocomplete are asked with random queries, and the forms of the
admin are sent with random values in some of their fields. A GET must not write anything but
sessions and the audit log. Prints what was answered, and each address that failed.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote, unquote_plus

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from engagements.models import Meeting, Official, Organization, Visit  # noqa: E402
from tests.addresses import ADDRESSES, LISTS, admin_pages, detail_of  # noqa: E402
from tests.admin.page import Page  # noqa: E402
from tests.contracts.test_hostile import CONTROLS, LOOKUPS, VALUES, nothing_written  # noqa: E402

GOOD = [
    "1",
    "2",
    "2021-12-06",
    "2021-12",
    "date",
    "-title",
    "MX",
    "garduno",
    "held",
    "csv",
    "officials",
    "last",
]
PAGES = [
    "dashboard",
    "calendar",
    "network",
    "map",
    "who_met_whom",
    "relationship",
    "briefing",
    "meeting_facets",
]
# Characters that mean something somewhere.
ODD = "%&=?#[]\\'\"<>;,.0123456789é\u202e漢\U0001f600"


class Hostile:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.client = Client(raise_request_exception=False)
        self.client.force_login(User.objects.create_superuser("administrator"))
        names = [*LISTS, *(f"engagements:{page}" for page in PAGES)]
        self.readers = [reverse(name) for name in names]
        self.parameters = {
            path: sorted(getattr(getattr(ADDRESSES[name].view, "filterset_class", None), "base_filters", {}))
            for path, name in zip(self.readers, names, strict=True)
        }
        records = [model.objects.first() for model in (Visit, Meeting, Official, Organization)]
        self.details = [
            *map(detail_of, records),
            *(f"/suggest/{kind}/" for kind in ("officials", "visits", "places")),
        ]
        self.lists = [reverse(name) for name in admin_pages("changelist")]
        self.forms = [reverse(name) for name in admin_pages("add")]
        for record in records:
            self.forms.append(
                reverse(f"admin:engagements_{record._meta.model_name}_change", args=[record.pk])
            )
        self.answers, self.failed, self.slow, self.slowest = Counter(), [], [], 0

    def value(self):
        if self.chance.random() < 0.3:
            return self.chance.choice(GOOD)
        if self.chance.random() < 0.2:
            return "".join(quote(self.chance.choice(ODD)) for _ in range(8))
        return self.chance.choice(list(VALUES.values()))

    def address(self):
        where = self.chance.random()
        if where < 0.6:
            path = self.chance.choice(self.readers)
            names = [*self.parameters[path], "page", "sort", "export", "x"]
        elif where < 0.75:
            path, names = self.chance.choice(self.details), ["q", "sub", "page", "x"]
        elif where < 0.95:
            path, names = self.chance.choice(self.lists), [*CONTROLS, *LOOKUPS]
        else:
            path, names = "/admin/autocomplete/", ["term", "app_label", "model_name", "field_name", "page"]
        parts = (f"{self.chance.choice(names)}={self.value()}" for _ in range(self.chance.randint(1, 4)))
        return f"{path}?{'&'.join(parts)}"

    def note(self, what, response, seconds):
        self.answers[response.status_code] += 1
        self.slowest = max(self.slowest, seconds)
        if response.status_code >= 500:
            self.failed.append(what[:300])
        if seconds > 1:
            self.slow.append(f"{seconds:.1f} s {what[:200]}")

    def get(self):
        address, start = self.address(), time.perf_counter()
        try:
            with nothing_written():
                response = self.client.get(address)
                b"".join(response) if response.streaming else response.content
        except AssertionError as error:
            self.failed.append(f"wrote: {address[:200]} {str(error)[:200]}")
            return
        self.note(address, response, time.perf_counter() - start)

    def post(self):
        """Send a form with some random values; what it may have written is rolled back."""
        address = self.chance.choice(self.forms)
        with transaction.atomic():
            response = self.client.get(address)
            if response.status_code == 200 and response.context and "adminform" in response.context:
                data = Page(self.client, address).data
                for name in self.chance.sample(sorted(data), min(len(data), self.chance.randint(1, 4))):
                    data[name] = unquote_plus(self.value())
                start = time.perf_counter()
                response = self.client.post(address, {**data, "_save": "1"})
                self.note(f"POST {address} {data}", response, time.perf_counter() - start)
            transaction.set_rollback(True)

    def tell(self, what, number):
        answers = ", ".join(f"{code}: {times:,}" for code, times in sorted(self.answers.items()))
        print(
            f"{connection.vendor}, {number:,} {what}: {answers}; {len(self.failed)} failed, "
            f"{len(self.slow)} over 1 s, the slowest {self.slowest:.2f} s",
            flush=True,
        )
        for one in [*self.failed[:20], *self.slow[:10]]:
            print("   ", one)
        self.answers, self.slowest = Counter(), 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings.ZEAL_RAISE = False
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT = folder
            call_command("load_example", verbosity=0)
            hostile = Hostile(options.seed)
            for _ in range(options.requests):
                hostile.get()
            hostile.tell("requests", options.requests)
            for _ in range(options.posts):
                hostile.post()
            hostile.tell("forms sent", options.posts)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    return bool(hostile.failed)


if __name__ == "__main__":
    sys.exit(main())
