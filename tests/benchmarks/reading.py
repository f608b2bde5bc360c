"""Reading an account of ten pages by the page, with a large directory: seconds from paste to draft.

    DATABASE_URL=… tests/benchmarks/reading.py [--officials 100000] [--pages 10]

In a test database of its own: invented officials with a post each, and an account made of those in
tests/reader/readouts, repeated up to that many pages of 3,000 characters.
"""

import argparse
import itertools
import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
for name, value in (("DEBUG", "1"), ("DATABASE_URL", "sqlite://:memory:")):
    os.environ.setdefault(name, value)

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from engagements.drafting.directory import directory_for  # noqa: E402
from engagements.models import Appointment, Official, Organization  # noqa: E402
from engagements.reader import read  # noqa: E402

READOUTS = ROOT / "tests/reader/readouts"
# Some are in the accounts, which makes them hard to tell from those that are.
GIVEN = str.split(
    "Jane John Maria Peter Ana Thomas Kofi Ama Ingrid Lars Omar Fatima Wei Ming Roberto Stephanie"
)
SYLLABLES = str.split(
    "mi la ko ra ten sen bu di fo gar han ik jo lum ner os pel qui rud sal tor ul ven wes yan"
)
KNOWN = str.split("Roe Doe Miller Mensah Smith Santos Lee Wang")
TITLES = ("Minister of Health", "Foreign Minister", "Director General", "Ambassador", "Governor", "Minister")


def fill(number):
    """Write that many officials, each with a post."""
    chance = random.Random(1)
    surnames = ["".join(part).capitalize() for part in itertools.product(SYLLABLES, repeat=3)]
    surnames += KNOWN
    organizations = [
        Organization(
            name=f"Ministry {n} of {chance.choice(surnames)}", country=chance.choice(["US", "MX", "GH"])
        )
        for n in range(2_000)
    ]
    officials = [Official(name=f"{chance.choice(GIVEN)} {chance.choice(surnames)}") for _ in range(number)]
    for one in (*organizations, *officials):
        one.refold()
    for one in officials:
        one.sort_name = one.name
    Organization.objects.bulk_create(organizations, batch_size=5_000)
    Official.objects.bulk_create(officials, batch_size=5_000)
    Appointment.objects.bulk_create(
        (
            Appointment(official=one, organization=chance.choice(organizations), title=chance.choice(TITLES))
            for one in officials
        ),
        batch_size=5_000,
    )


def seconds(function, times=3):
    """Return the least time that ``function`` took."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        function()
        taken.append(time.process_time() - started)
    return min(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--officials", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    connection.creation.create_test_db(verbosity=0)
    try:
        fill(options.officials)
        texts = [path.read_text() for path in sorted(READOUTS.glob("*.txt"))]
        account = "\n\n".join(texts * 20)[: options.pages * 3_000]
        user = User.objects.create_user("staff", is_staff=True)
        user.groups.add(Group.objects.get(name="Staff"))
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        directory = directory_for(user, account)
        print(f"{connection.vendor}, {options.officials:,} officials, {len(account):,} characters")
        print(f"known to the reader: {len(directory.officials)} officials")
        print(f"directory: {seconds(lambda: directory_for(user, account)):.2f} s")
        print(f"reading:   {seconds(lambda: read(account, directory=directory, home_country='US')):.2f} s")
        print(f"the page:  {seconds(lambda: client.post('/read/', {'text': account})):.2f} s")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
