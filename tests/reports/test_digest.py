"""The mail of what is due: to whom it goes, and what is in it."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from engagements.models import AuditEntry, Profile
from tests.factories import OrganizationFactory, OutcomeFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_ADDRESS = "https://engagements.example.org"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def ask(user, **fields):
    user.email = f"{user.username}@example.org"
    user.save()
    return Profile.objects.create(user=user, digest=True, **fields)


def send(**options):
    """Return the mails that a run sends."""
    mail.outbox.clear()
    call_command("send_digest", verbosity=0, **options)
    return list(mail.outbox)


def test_what_is_overdue_or_due_within_days_is_sent_to_who_asked(analyst, cleared):
    ask(analyst)
    late = OutcomeFactory(text="Late", due_date=days(-1), due_text="before the summit")
    OutcomeFactory(text="Soon", due_date=days(7), owner_organization=OrganizationFactory(name="The office"))
    for text, fields in {
        "Later": {"due_date": days(8)},
        "Some time": {"due_text": "by the next summit"},
        "Did it": {"due_date": days(-1), "progress": "done"},
    }.items():
        OutcomeFactory(text=text, **fields)
    (message,) = send()
    assert message.to == ["analyst@example.org"]
    assert message.subject.startswith("Outcomes: 1 overdue, 1 due by ")
    for text in ("Late", "before the summit, OVERDUE for 1\xa0day", "Soon", "Owner: The office"):
        assert text in message.body
    assert f"https://engagements.example.org{late.get_absolute_url()}" in message.body
    assert f"/outcomes/?state=open&due_before={days(7)}" in message.body
    for text in ("Later", "Some time", "Did it", "\n\n\n"):
        assert text not in message.body
    assert AuditEntry.objects.filter(event="export", who="analyst").count() == 1
    (message,) = send(days=8, again=True)
    assert "Later" in message.body


def test_the_list_that_it_leads_to_has_as_many(client, analyst):
    ask(analyst)
    for number in range(-2, 3):
        OutcomeFactory(due_date=days(number))
    (message,) = send(days=1)
    address = message.body.partition("https://engagements.example.org/outcomes/?")[2].split()[0]
    client.force_login(analyst)
    assert client.get(f"/outcomes/?{address}").context["paginator"].count == 4
    assert message.body.count("\n- ") == 4


def test_it_holds_what_its_reader_may_see(analyst, cleared, staff):
    for user in (analyst, cleared, staff):
        ask(user)
    OutcomeFactory(text="For all", due_date=days(0))
    OutcomeFactory(text="Draft", due_date=days(0), meeting__publication="draft")
    OutcomeFactory(text="Secret", due_date=days(0), meeting__handling="restricted", due_text="Secret, too")
    OutcomeFactory(text="Secret", due_date=days(0), meeting__visit=VisitFactory(handling="restricted"))
    bodies = {message.to[0].partition("@")[0]: message.body for message in send()}
    assert {who: body.count("\n- ") for who, body in bodies.items()} == {
        "analyst": 1,
        "cleared": 3,
        "staff": 2,
    }
    assert "Draft" in bodies["staff"]
    # Of what is restricted a mail says no more than that there is something.
    assert bodies["cleared"].count("A restricted outcome") == 2
    assert "Secret" not in bodies["cleared"]


def test_ones_own_organization_comes_first(analyst):
    office = OrganizationFactory(name="Our office")
    ask(analyst, organization=office)
    OutcomeFactory(text="Of others", due_date=days(-5))
    OutcomeFactory(text="Ours", due_date=days(1), owner_organization=office)
    (message,) = send()
    parts = ["Owner: Our office\n", "Ours", "By others\n", "Of others"]
    places = [message.body.index(part) for part in parts]
    assert places == sorted(places)


def test_who_gets_none(analyst, cleared, staff, editor, stranger):
    OutcomeFactory(due_date=days(0))
    ask(stranger)  # may see nothing
    Profile.objects.filter(pk=ask(analyst).pk).update(digest=False)
    Profile.objects.create(user=editor, digest=True)  # has no address
    ask(staff)
    staff.is_active = False
    staff.save()
    assert send() == []


def test_nothing_is_sent_where_nothing_is_due_and_a_later_run_may_still_send(analyst):
    ask(analyst)
    assert send() == []
    OutcomeFactory(due_date=days(0))
    assert len(send()) == 1


def test_nobody_gets_two_on_one_day_unless_again(analyst):
    profile = ask(analyst)
    OutcomeFactory(due_date=days(0))
    assert [len(send()), len(send()), len(send(again=True))] == [1, 0, 1]
    Profile.objects.filter(pk=profile.pk).update(digest_sent_on=days(-1))
    assert [len(send()), len(send())] == [1, 0]


class Refusing(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["analyst@example.org"]:
            raise SMTPException("mailbox full")
        return super().send_messages(messages)


def test_a_mail_that_is_refused_keeps_no_other_back_and_is_tried_again(analyst, cleared, settings):
    for user in (analyst, cleared):
        ask(user)
    OutcomeFactory(due_date=days(0))
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(CommandError, match="analyst: mailbox full"):
        send()
    assert [message.to for message in mail.outbox] == [["cleared@example.org"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [message.to for message in send()] == [["analyst@example.org"]]


def test_a_long_list_is_cut_and_says_so(analyst, monkeypatch):
    monkeypatch.setattr("engagements.reports.digest.LISTED_OUTCOMES", 2)
    ask(analyst)
    for _ in range(5):
        OutcomeFactory(due_date=days(0))
    (message,) = send()
    assert message.body.count("\n- ") == 2
    assert "… and 3 more." in message.body


def test_without_an_address_of_the_site_nothing_is_sent(analyst, settings):
    settings.SITE_ADDRESS = ""
    with pytest.raises(CommandError, match="SITE_ADDRESS"):
        send()


@pytest.mark.parametrize("number", [-1, 367])
def test_days_are_bounded(analyst, number):
    with pytest.raises(CommandError, match="from 0 to 366"):
        send(days=number)
