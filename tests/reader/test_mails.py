"""Mails: the text that was written and forwarded, the date, the sender, the subject, the files."""

import datetime
from email.message import EmailMessage

import pytest

from engagements.reader.files import LONGEST_TEXT
from engagements.reader.formats.kinds import contents_of

TEXT = "On Monday, Minister Zoë Roe met in Oslo with Jens Bjørnstad of Norway."
HEAD = "From: Ann Poe <ann@example.org>\nSent: 12 January 2026\nTo: Jane Roe\nSubject: Readout\n\n"


def read(content, name="a.eml"):
    content = content if isinstance(content, bytes) else content.encode()
    return contents_of(content, name=name, longest=LONGEST_TEXT, with_attached=True)


def mail(body=TEXT, **headers):
    """Return a mail whose headers are written raw, with "_" for "-"."""
    headers = {"From": "Jane Roe <jane@example.org>", "Subject": "Readout", **headers}
    lines = (f"{name.replace('_', '-')}: {value}" for name, value in headers.items())
    return "\n".join([*lines, "", body])


def message(**more):
    result = EmailMessage()
    result["From"], result["Subject"] = "jane@example.org", "Readout"
    result["Date"] = datetime.datetime(2026, 1, 13, 23, 30, tzinfo=datetime.UTC)
    result.set_content(TEXT, **more)
    return result


@pytest.mark.parametrize("cte", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_its_text_in_each_encoding(cte, charset):
    if (cte, charset) == ("8bit", "utf-16"):
        return  # there is no such mail
    contents = read(message(cte=cte, charset=charset).as_bytes())
    assert contents.text == TEXT
    assert contents.date == datetime.date(2026, 1, 13)
    assert contents.sender == "jane@example.org"


@pytest.mark.parametrize("charset", ["x-unknown", "", "utf-7,utf-8", "idna", "hex", "a" * 5_000])
def test_its_text_in_a_charset_that_nobody_knows(charset):
    assert read(mail(Content_Type=f'text/plain; charset="{charset}"')).text == TEXT


def test_of_alternatives_the_plain_one_is_read():
    both = message()
    both.add_alternative("<p>Other words</p>", subtype="html")
    assert read(both.as_bytes()).text == TEXT
    both = EmailMessage()
    both.set_content(" \n")
    both.add_alternative(f"<p>{TEXT}</p><script>x</script>", subtype="html")
    assert read(both.as_bytes()).text == TEXT


def test_a_mail_that_is_forwarded_as_a_file_is_read_after_it():
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See below.")
    outer.add_attachment(message())
    assert read(outer.as_bytes()).pages == ["See below.", TEXT]


@pytest.mark.parametrize(
    "forwarded",
    [
        f"---------- Forwarded message ---------\n{HEAD}{TEXT}",
        f"-----Original Message-----\n{HEAD}{TEXT}",
        f"{'_' * 32}\n{HEAD}{TEXT}",
        f"{HEAD}{TEXT}",
        "Begin forwarded message:\n\n" + f"{HEAD}{TEXT}".replace("\n", "\n> "),
        HEAD.replace("To: Jane Roe", "To: Jane Roe; Ann Moe;\n Tom Toe") + TEXT,
    ],
)
def test_forwarded_text_is_read_without_its_head(forwarded):
    assert read(mail(f"For the files.\n\n{forwarded}", Subject="FW: Readout")).pages == [
        "For the files.",
        TEXT,
    ]
    assert read(mail(forwarded)).pages == [TEXT]
    assert read(mail(f"Thank you.\n\n{forwarded}", Subject="RE: Readout")).pages == ["Thank you."]


def test_what_is_answered_and_a_signature_are_left_out():
    answer = f"{TEXT}\n\nOn Mon, 12 Jan 2026 at 09:00, Ann Poe <ann@example.org> wrote:\n> Who met?\n> Ann\n"
    assert read(mail(answer)).text == TEXT
    assert read(mail(f"{TEXT}\n-- \nJane Roe\nDirector")).text == TEXT
    assert read(mail(f"> {TEXT}")).text == TEXT


def test_lines_that_flow_are_joined():
    body = "On Monday, Minister Roe \nmet in Oslo.\n\nShe left."
    contents = read(mail(body, Content_Type="text/plain; format=flowed"))
    assert contents.text == "On Monday, Minister Roe met in Oslo.\n\nShe left."


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("=?utf-8?b?Wm/DqyBSb2U=?=", "Zoë Roe"),
        ("=?iso-8859-1?q?Zo=EB?= =?iso-8859-1?q?_Roe?=", "Zoë Roe"),
        ("=?utf-8?b?Wm/D?= =?utf-8?b?qw==?=", "Zoë"),
        ("Zoë", "Zoë"),
        ("=?x-unknown?q?Zo?=", "=?x-unknown?q?Zo?="),
        ("=?utf-8?b?!?=", ""),
        ("A\n\tlong one", "A long one"),
        ("x" * 5_000, "x" * 2_000),
    ],
)
def test_its_subject(raw, subject):
    assert read(mail(Subject=raw)).title == subject


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ({"From": '"Roe, Jane" <jane@example.org>'}, "Roe, Jane"),
        ({"From": "<jane@example.org>"}, "jane@example.org"),
        ({"From": ""}, ""),
        ({"From": "(" * 1_500}, "(" * 200),
        ({"Message_ID": "<[]>", "From": "Jane <a@b>"}, "Jane"),
    ],
)
def test_its_sender(headers, sender):
    assert read(mail(**headers)).sender == sender


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("Tue, 13 Jan 2026 23:30:00 -0500", datetime.date(2026, 1, 13)),
        ("13 Jan 26 10:00 GMT", datetime.date(2026, 1, 13)),
        ("yesterday", None),
        ("Tue, 99 Jan 2026 10:00:00 +0000", None),
        ("", None),
    ],
)
def test_its_date_is_that_of_the_sender(raw, date):
    assert read(mail(Date=raw)).date == date


def test_its_files():
    outer = message()
    outer.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Zoë.pdf")
    outer.add_attachment(
        b"logo", maintype="image", subtype="png", cid="<1>", filename="logo.png", disposition="inline"
    )
    outer.add_attachment("BEGIN:VCALENDAR", subtype="calendar")
    assert [(file.name, file.content.strip()) for file in read(outer.as_bytes()).attached] == [
        ("Zoë.pdf", b"%PDF"),
        ("invitation.ics", b"BEGIN:VCALENDAR"),
    ]


def nested(depth):
    inner = message()
    for _ in range(depth):
        outer = EmailMessage()
        outer["Subject"] = "Fwd"
        outer.set_content("See below.")
        outer.add_attachment(inner)
        inner = outer
    return inner.as_bytes()


def test_mails_of_many_parts_and_many_depths():
    assert read(nested(18)).pages == [*["See below."] * 18, TEXT]
    assert read(nested(60)).is_cut
    parts = "".join(f"--b\nContent-Type: text/plain\n\nPart {number}\n" for number in range(500))
    contents = read(mail(parts, Content_Type="multipart/mixed; boundary=b"))
    assert contents.text.count("Part ") == 500
    assert not contents.is_cut


def test_a_mail_is_told_by_the_headers_that_programs_write_and_a_cable_is_none():
    assert read(mail(MIME_Version="1.0"), "a.txt").title == "Readout"
    cable = f"FROM: Embassy\nTO: Ministry\nDATE: 3 May 2021\nSUBJECT: Readout\n\n{TEXT}"
    assert read(cable, "a.txt").text == cable


@pytest.mark.parametrize(
    "content", [b"From: a\n", b"From: a\nContent-Type: multipart/mixed\n\n--x", b"From:\n\n\xff\xfe"]
)
def test_half_a_mail_is_no_error(content):
    assert read(content).attached == []
