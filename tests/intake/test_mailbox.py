"""Mails from standard input: whose are taken, once, and the exit status for all others."""

import io
import os
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from engagements.intake import mailbox
from engagements.models import Meeting, Source
from tests.factories import VisitFactory

from .test_intake import ics

pytestmark = pytest.mark.django_db

PASS = "mx.example.org; dkim=pass header.d=example.org; spf=pass smtp.mailfrom=example.org"
TEXT = "Minister Jane Roe of Norway visited Ghana on Tuesday."


@pytest.fixture(autouse=True)
def configured(settings, staff):
    settings.MAIL_AUTHSERV_ID = "mx.example.org"
    staff.email = "ann@example.org"
    staff.save()


def mail(results=PASS, sender="Ann Poe <Ann@example.org>", body=TEXT, kind="text/plain", identity="<1@x>"):
    lines = [f"Authentication-Results: {results}" if results else "", f"From: {sender}" if sender else ""]
    lines += [f"Message-ID: {identity}", "Date: Thu, 6 May 2021 23:30:00 -0400", "Subject: Readout"]
    head = "\n".join([*filter(None, lines), "MIME-Version: 1.0", f"Content-Type: {kind}"])
    return f"{head}\n\n{body}\n".encode()


@pytest.fixture
def deliver(monkeypatch):
    """Return a function: the content of a mail in, the exit status and what was said out."""

    def receive(content):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        out = io.StringIO()
        try:
            call_command("receive_mail", stdout=out)
        except CommandError as error:
            return error.returncode, str(error)
        return 0, out.getvalue()

    return receive


def test_a_mail_waits_to_be_drafted_from_once(deliver, client, staff):
    for _ in range(2):
        assert deliver(mail())[0] == 0
    source = Source.objects.get()
    assert (source.title, source.publisher, source.text, source.created_by) == (
        "Readout",
        "Ann Poe",
        TEXT,
        staff,
    )
    assert str(source.published_on) == "2021-05-06"
    client.force_login(staff)
    assert f"/read/?source={source.pk}" in client.get("/intake/").text
    assert TEXT in client.get(f"/read/?source={source.pk}").text
    assert client.get("/read/?source=x").status_code == 404
    VisitFactory().sources.add(source)
    assert f"/read/?source={source.pk}" not in client.get("/intake/").text


def test_an_invitation_by_mail_is_a_planned_meeting_once(deliver, staff):
    content = mail(kind="text/calendar; method=REQUEST", body=ics().decode())
    assert "A planned meeting, as a draft" in deliver(content)[1]
    assert "taken in before" in deliver(content)[1]
    assert Meeting.objects.get().created_by == staff


FORGED = "mx.example.org; dkim=fail header.d=example.org"
REFUSED = {
    "nothing said": mail(results=""),
    "another server": mail(results=PASS.replace("mx.example.org", "mx.example.com")),
    "a server that is called alike": mail(results=PASS.replace("mx.example.org", "mx.example.org.evil.com")),
    "a failed signature": mail(results=FORGED),
    "a forged result below that of the server": mail(results=f"{FORGED}\nAuthentication-Results: {PASS}"),
    "a signature of another domain": mail(results="mx.example.org; dkim=pass header.d=example.com"),
    "a signature of all": mail(results="mx.example.org; dkim=pass header.d=org"),
    "only the envelope": mail(results="mx.example.org; spf=pass smtp.mailfrom=ann@example.org"),
    "a pass within a comment": mail(results="mx.example.org; dkim=fail (; dkim=pass header.d=example.org)"),
    "a pass within a quotation": mail(
        results='mx.example.org; dkim=fail reason="; dkim=pass header.d=example.org"'
    ),
    "dmarc of another": mail(results="mx.example.org; dmarc=pass header.from=example.com"),
    "no sender": mail(sender=""),
    "two senders": mail(sender="ann@example.org, eve@example.com"),
    "two From": mail(sender="ann@example.org\nFrom: eve@example.com"),
    "a sender in the name alone": mail(sender='"ann@example.org" <eve@example.com>'),
    "nobody of ours": mail(sender="eve@example.org"),
    "bytes": bytes(range(256)),
    "nothing": b"",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_not_of_an_allowed_sender_is_refused(deliver, content):
    assert deliver(content)[0] == os.EX_NOPERM
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "results",
    [
        "mx.example.org; dmarc=pass (p=none) header.from=example.org",
        "mx.example.org 1;\n dmarc = pass header.from = example.org",
        "mx.example.org; spf=fail; dkim=pass (2048-bit key) header.d=EXAMPLE.org header.s=a",
    ],
)
def test_what_the_server_vouches_for_is_taken(deliver, results):
    assert deliver(mail(results=results))[0] == 0


def test_an_account_that_may_not_draft_is_refused(deliver, staff, analyst):
    analyst.email = "reader@example.org"
    analyst.save()
    assert deliver(mail(sender="reader@example.org"))[0] == os.EX_NOPERM
    staff.is_active = False
    staff.save()
    assert deliver(mail())[0] == os.EX_NOPERM


def test_what_can_not_be_read_goes_back(deliver):
    assert deliver(mail(body=""))[0] == os.EX_DATAERR
    assert deliver(mail(body="x" * 20_000_001))[0] == os.EX_DATAERR
    broken = mail(kind="text/calendar", body="BEGIN:VCALENDAR\nEND:VCALENDAR")
    assert deliver(broken) == (os.EX_DATAERR, "There is no meeting in it.")


def test_what_may_work_later_is_to_be_delivered_again(deliver, settings, monkeypatch):
    def fail(content):
        raise OperationalError("no connection")

    monkeypatch.setattr(mailbox, "sender_of", fail)
    assert deliver(mail())[0] == os.EX_TEMPFAIL
    settings.MAIL_AUTHSERV_ID = ""
    assert deliver(mail())[0] == os.EX_TEMPFAIL
