"""Hostile and ordinary files, sent by the page: seconds of each, and of one of twice the size.

    DATABASE_URL=… tests/benchmarks/files.py [--number 20000]

In a test database of its own. Seconds are of the processor, of the server and of the process with limits
together: a person on an idle machine waits so long. Prints each file, and the slowest at the end.
"""

import argparse
import os
import resource
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
for name, value in (("DEBUG", "1"), ("DATABASE_URL", "sqlite://:memory:")):
    os.environ.setdefault(name, value)

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.reader.hostile_files import HOSTILE_FILES, TEXT, docx, mail, odt  # noqa: E402
from tests.reader.pdfs import bomb, heavy, page_of, pdf  # noqa: E402

TEN_PAGES = TEXT * (30_000 // len(TEXT))
ORDINARY_FILES = {
    "ten pages of text": ("a.txt", TEN_PAGES.encode()),
    "ten pages of PDF": ("a.pdf", pdf(*[page_of("\n".join([TEXT] * 75))] * 10)),
    "ten pages of DOCX": ("a.docx", docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>" * 750)),
    "ten pages of ODT": ("a.odt", odt(f"<t:p>{TEXT}</t:p>" * 750)),
    "ten pages of RTF": ("a.rtf", (r"{\rtf1\ansi " + TEXT * 750 + "}").encode()),
    "ten pages of HTML": ("a.html", f"<html>{f'<p>{TEXT}</p>' * 750}".encode()),
    "ten pages of mail": ("a.eml", mail(body=TEXT)(750)),
    "2 MB of text": ("a.txt", (TEXT * 50_000).encode()),
    "a PDF that unpacks to 300 MB": ("a.pdf", bomb(300_000_000)),
    "a PDF that says too much": ("a.pdf", heavy()),
    "a DOCX that unpacks to 100 MB": ("a.docx", docx("<w:p/>" * 16_000_000)),
    "a DOCX of 40 MB of spaces": ("a.docx", docx("<w:t>" + " " * 40_000_000 + "</w:t>")),
}


def seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Sender:
    def __init__(self) -> None:
        user = User.objects.create_user("staff", is_staff=True)
        user.groups.add(Group.objects.get(name="Staff"))
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user)
        self.slowest = 0.0

    def send(self, name: str, content: bytes) -> tuple[float, str]:
        """Return the seconds that it took, and what became of it."""
        started = seconds()
        response = self.client.post("/read/", {"text": "", "file": SimpleUploadedFile(name, content)})
        taken = seconds() - started
        self.slowest = max(self.slowest, taken)
        form = response.context["form"]
        return taken, "; ".join(form.errors.get("file", [])) if form else "read"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--number", type=int, default=20_000)
    options = parser.parse_args()
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        sender = Sender()
        sender.send("a.txt", TEXT.encode())
        for title, (name, content) in ORDINARY_FILES.items():
            taken, told = sender.send(name, content)
            print(f"{title:30} {len(content):>12,} bytes {taken:6.2f} s  {told}", flush=True)
        for title, (name, make) in HOSTILE_FILES.items():
            small, large = make(options.number), make(options.number * 2)
            (first, _), (second, told) = sender.send(name, small), sender.send(name, large)
            print(f"{title:30} {len(large):>12,} bytes {first:6.2f} s, {second:5.2f} s  {told}", flush=True)
        print(f"the slowest: {sender.slowest:.2f} s")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
