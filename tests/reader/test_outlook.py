"""Mails in Outlook's own format. Made by us from its documentation: no file of Outlook itself was at hand."""

import datetime
import random

import pytest

from engagements.reader.files import UnreadableFile, read_file
from engagements.reader.formats.contents import UnreadableFile as FormatError
from engagements.reader.formats.kinds import contents_of

from .outlook_files import outlook_mail

SENT = datetime.datetime(2021, 5, 6, 22, tzinfo=datetime.UTC)
MAIL = outlook_mail(
    {0x37: "Readout", 0x1000: "Minister Jané Roe met the ambassador.\r\n" + "More of it. " * 900,
     0x42: "Ann Poe", 0x1035: "<1@example.org>"},
    sent_at=SENT,
    attached=[("notes.txt", b"short"), ("talks.ics", b"BEGIN:VCALENDAR\r\n" * 400)],
)  # fmt: skip


def test_a_mail_is_read_with_its_files():
    contents = read_file(MAIL, "a.msg", with_attached=True)
    assert (contents.title, contents.sender) == ("Readout", "Ann Poe")
    assert contents.date == SENT.date()
    assert contents.message_id == "1@example.org"
    assert contents.text.startswith("Minister Jané Roe met the ambassador.\nMore of it.")
    assert len(contents.text) > 10_000
    assert [(file.name, len(file.content)) for file in contents.attached] == [
        ("notes.txt", 5),
        ("talks.ics", 6800),
    ]


def test_it_is_told_by_what_is_in_it_whatever_its_name():
    assert read_file(MAIL, "mail").title == "Readout"


def test_texts_of_before_unicode_and_pages():
    contents = read_file(
        outlook_mail({0x37: "Köln", 0x1000: "Grüße", 0xC1A: "Jürg"}, encoding="cp1252"), "a.msg"
    )
    assert (contents.title, contents.text, contents.sender) == ("Köln", "Grüße", "Jürg")
    page = b"<html><body><p>Hello</p><script>alert(1)</script></body></html>"
    assert read_file(outlook_mail({0x37: "Page"}, binary={0x1013: page}), "a.msg").text == "Hello"


def test_the_date_of_the_sender_is_that_of_the_headers():
    mail = outlook_mail(
        {0x37: "x", 0x1000: "y", 0x7D: "Date: Fri, 7 May 2021 01:00:00 +0300\r\n"}, sent_at=SENT
    )
    assert read_file(mail, "a.msg").date == datetime.date(2021, 5, 7)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (outlook_mail({0x37: "x"}), "in no form that can be read"),
        (outlook_mail({0x37: "x"}, kind="IPM.Schedule.Meeting.Request"), "save it as iCalendar"),
        (outlook_mail({0x37: "x"}, kind="IPM.Contact"), "save it as a card"),
        (MAIL[:3000], "damaged mail of Outlook"),
    ],
)
def test_what_can_not_be_read_says_what_to_do(content, told):
    with pytest.raises(UnreadableFile, match=told):
        read_file(content, "a.msg")


def test_damage_is_told_and_never_an_error_of_ours():
    for seed in range(300):
        chance = random.Random(seed)
        content = bytearray(MAIL)
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            contents_of(bytes(content), name="a.msg", longest=1000, with_attached=True)
        except FormatError:
            continue
