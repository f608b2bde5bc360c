"""Bad files among good ones, through the page: each read rightly, or refused with a reason."""

import pytest

from engagements.models import Meeting
from tests.reader.hostile_files import many_parts
from tests.reader.pdfs import bomb
from tests.reader.test_files import locked
from tests.reader.test_mails import TEXT, mail, nested

from .test_intake import ics, send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

BROKEN_HEADERS = b"Message-ID: <[]>\nFrom: =?x-none?B?/w==?= <\xff@\nDate: soon\n\xff: \n\n" + TEXT.encode()
HOSTILE = b"<html><body onload=alert(1)><script>alert(2)</script><p>" + TEXT.encode() + b"</p><p>" * 50_000
# What it is -> name, content, and what is said of it; "" where its text is read.
FILES = {
    "500 parts": ("a.eml", many_parts(500), ""),
    "twenty deep": ("a.eml", nested(20), ""),
    "broken headers": ("a.eml", BROKEN_HEADERS, ""),
    "an unknown charset": ("a.eml", mail(Content_Type="text/plain; charset=x-none").encode(), ""),
    "hostile HTML": ("a.html", HOSTILE, ""),
    "50 MB": ("a.eml", b"x" * 50_000_000, "larger than 20 MB"),
    "a zip bomb": ("a.pdf", bomb(300_000_000), "PDF"),
    "a password": ("a.pdf", locked("secret"), "password"),
    "a card in Latin-1": ("a.vcf", "BEGIN:VCARD\nFN:José Núñez\nEND:VCARD".encode("latin-1"), ""),
    "a damaged mail of Outlook": ("a.msg", b"\xd0\xcf\x11\xe0 x", "damaged mail of Outlook"),
}


@pytest.mark.parametrize(("name", "content", "told"), FILES.values(), ids=FILES)
def test_one_bad_file_loses_no_other(send, name, content, told):  # noqa: F811
    bad, good = send((name, content if isinstance(content, bytes) else content.encode()), ("b.ics", ics()))
    assert good.receipts
    assert Meeting.objects.count() == 1
    assert told in " ".join(bad.problems)
    assert bool(bad.problems) is bool(told)
    assert [card.name for card in bad.cards] == ["José Núñez"] * name.endswith(".vcf")
    if bad.contents:
        assert bad.contents.text.strip()
        assert "alert" not in bad.contents.text
