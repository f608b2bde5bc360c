"""Small files that mean ill: each is made of a number, and as long as that number is large."""

import io
import zipfile

from .outlook_files import outlook_mail

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "Minister Roe met Minister Doe in Accra. "
MAIL = "From: Jane Roe <jane@example.org>\nSubject: x\nMIME-Version: 1.0\n"


def archive(members):
    """Return an archive of texts by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return content.getvalue()


def docx(body):
    return archive({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def odt(body):
    return archive({"content.xml": f"<o:x xmlns:o='o' xmlns:t='t'>{body}</o:x>"})


def html(repeated):
    return lambda number: f"<html><p>{TEXT}{repeated * number}".encode()


def rtf(repeated, before=""):
    return lambda number: (r"{\rtf1\ansi " + TEXT + before + repeated * number + "}").encode()


def mail(head="", body=""):
    return lambda number: f"{MAIL}{head * number}\n{TEXT}\n{body * number}".encode()


def mail_of(header, repeated):
    return lambda number: f"{header}{repeated * number}\n{MAIL}\n{TEXT}".encode()


def nested_mails(number):
    return (f"{MAIL}Content-Type: message/rfc822\n\n" * number + TEXT).encode()


def nested_groups(number):
    groups = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(number))
    return (MAIL + "".join(groups)).encode()


def many_parts(number):
    part = "--b\nContent-Type: text/plain\n\nx\n"
    return (f"{MAIL}Content-Type: multipart/mixed; boundary=b\n\n" + part * number).encode()


def namespaces(number):
    return docx("".join(f"<w:p xmlns:n{n}='n{n}'>" for n in range(number)) + "</w:p>" * number)


def outlook(text, repeated, before=""):
    """A mail of Outlook with a long ``text``: the number of the property, see reader/formats/outlook.py."""
    return lambda number: outlook_mail({0x1000: TEXT, text: before + repeated * number})


def outlook_page(repeated):
    return lambda number: outlook_mail({}, binary={0x1013: f"<html><p>{TEXT}{repeated * number}".encode()})


def outlook_files(number):
    return outlook_mail({0x1000: TEXT}, attached=[("a", b"x")] * (number // 8))


# What it is -> (name of the file, function of a number that makes its bytes).
HOSTILE_FILES = {
    "comments left open": ("a.html", html("<!--")),
    "tags left open": ("a.html", html("<a ")),
    "attributes left open": ("a.html", html('<a b="')),
    "declarations left open": ("a.html", html("<!")),
    "instructions left open": ("a.html", html("<?")),
    "end tags left open": ("a.html", html("</")),
    "entities left open": ("a.html", html("&#")),
    "elements in each other": ("a.html", html("<div>x")),
    "tables in each other": ("a.html", html("<table><tr><td>x")),
    "styles that cross": ("a.html", html("<p><b><i>x</p>")),
    "scripts left open": ("a.html", html("<script><!--")),
    "paragraphs in each other": ("a.docx", lambda number: docx("<w:p>" * number + "</w:p>" * number)),
    "runs in each other": (
        "a.docx",
        lambda number: docx("<w:p>" + "<w:r><w:t>x" * number + "</w:t></w:r>" * number + "</w:p>"),
    ),
    "attributes": (
        "a.docx",
        lambda number: docx("<w:p " + " ".join(f"a{n}=''" for n in range(number)) + "/>"),
    ),
    "namespaces": ("a.docx", namespaces),
    "sections in each other": ("a.odt", lambda number: odt("<t:p>x" * number + "</t:p>" * number)),
    "members": ("a.docx", lambda number: archive({f"a{n}": "" for n in range(number)})),
    "groups in each other": ("a.rtf", rtf("{")),
    "links left open": ("a.rtf", rtf(r"{\field{\*\fldinst{")),
    "fonts left open": ("a.rtf", rtf(r"{\f1", before=r"{\fonttbl")),
    "pictures": ("a.rtf", rtf("0" * 20, before=r"{\pict\bin1 ")),
    "hexadecimal letters": ("a.rtf", rtf(r"\'e9")),
    "headers": ("a.eml", mail(head="Subject: x\n")),
    "a long header": ("a.eml", mail_of("From: ", "(")),
    "encoded words": ("a.eml", mail_of("Subject: ", "=?utf-8?q?x?= ")),
    "parameters": ("a.eml", mail_of("Content-Type: text/plain", ";a*0=x")),
    "quotations": ("a.eml", mail(body="> > > > x\n")),
    "heads of forwarded mails": ("a.eml", mail(body="From: a\nTo: b\n\n")),
    "begun answers": ("a.eml", mail(body="On ")),
    "spaces": ("a.eml", mail(body="        ")),
    "marks of quotations": ("a.eml", mail(body=">")),
    "dashes": ("a.eml", mail(body="--")),
    "mails in each other": ("a.eml", nested_mails),
    "groups of parts in each other": ("a.eml", nested_groups),
    "parts": ("a.eml", many_parts),
    "quotations in Outlook": ("a.msg", outlook(0x1000, "> > > > x\n")),
    "headers in Outlook": ("a.msg", outlook(0x007D, "Subject: x\n")),
    "comments of a date in Outlook": ("a.msg", outlook(0x007D, "(", before="Date: ")),
    "a long subject in Outlook": ("a.msg", outlook(0x0037, "x ")),
    "comments left open in Outlook": ("a.msg", outlook_page("<!--")),
    "files in Outlook": ("a.msg", outlook_files),
    "sentences": ("a.txt", lambda number: (TEXT * number).encode()),
    "letters of no encoding": ("a.txt", lambda number: bytes(range(128, 256)) * number),
}  # fmt: skip
