"""Text out of files of every kind: good, empty, locked, damaged and hostile ones."""

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from engagements.reader.files import LONGEST_TEXT, UnreadableFile, read_file
from engagements.reader.formats import documents
from engagements.reader.formats.kinds import contents_of

from .hostile_files import archive, odt
from .pdfs import bomb, endless, heavy, page_of, pdf

TEXT = "Foreign Minister Zoë Roe of Norway visited Ghana on 3 May 2021.\nIn Accra she met with John Doe."


def text_of(content, name=""):
    """Return what the process with limits would, without its start."""
    return contents_of(content, name=name, longest=LONGEST_TEXT).text


def locked(password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(page_of(TEXT)))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def test_its_pages_one_after_the_other():
    assert text_of(pdf(page_of(TEXT), page_of("Page two."))) == f"{TEXT}\n\nPage two."


def test_it_is_told_by_its_content_and_not_by_its_name():
    assert text_of(pdf(page_of(TEXT)), "account.txt") == TEXT


def test_one_that_is_locked_against_changes_alone_is_read():
    assert text_of(locked("")) == TEXT


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(lambda: pdf(b""), "without text", id="scanned"),
        pytest.param(lambda: locked("secret"), "password", id="locked"),
        pytest.param(lambda: b"%PDF-1.7 ...", "damaged", id="no PDF"),
        pytest.param(lambda: pdf(page_of(TEXT))[:200], "damaged", id="cut off"),
        pytest.param(endless, "PDF", id="a loop of pages"),
        pytest.param(lambda: bomb(300_000_000), "PDF", id="unpacks to 300 MB"),
        pytest.param(lambda: b"%PDF-1.4\n" + bytes(range(256)) * 1000, "damaged", id="noise"),
    ],
)
def test_what_can_not_be_read_is_told(content, told):
    with pytest.raises(UnreadableFile, match=told):
        read_file(content())


def test_one_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableFile, match="too long"):
        read_file(heavy())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><p>One</p><p>Two</p></html>", "One\n\nTwo"),
        ("<!DOCTYPE html><title>T</title><p>One<br>Two\nThree</p>", "One\nTwo Three"),
        ("<html><ul><li>One<li>Two</ul>", "• One\n\n• Two"),
        ("<html><nav>Home</nav><script>met()</script><p>One", "One"),
        ("<html><nav><aside>x</aside>y</nav></nav><p>One", "One"),
        ("<html><p>A &amp; B", "A & B"),
        ("<html><table><tr><td>One</td></tr></table><em>Two</em>", "One\n\nTwo"),
    ],
)
def test_pages(page, expected):
    assert text_of(page.encode()) == expected


def test_what_is_a_page():
    page = "<p>One</p>"
    assert text_of(page.encode()) == page
    assert text_of(page.encode(), "a.HTM") == text_of(page.encode(), "a.html") == "One"
    assert text_of((" " * 2_000 + "<html><p>One").encode()).endswith("<html><p>One")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Zoë".encode(), "Zoë"),
        ("Zoë".encode("utf-8-sig"), "Zoë"),
        ("The Minister met José Núñez, Zoë and others of them.".encode("utf-16"),
         "The Minister met José Núñez, Zoë and others of them."),
        (b"a" + b"\0" * 10, "a" + "\0" * 10),
    ],
)  # fmt: skip
def test_encodings(content, expected):
    assert text_of(content) == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a" + b"\0" * 11, "It is not a text."),
        (b"\xd0\xcf\x11\xe0 x", "It is of an old format"),
    ],
)
def test_what_is_no_text(content, told):
    with pytest.raises(UnreadableFile, match=told):
        text_of(content)


def test_one_that_is_too_large():
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        read_file(b"x" * 20_000_001)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body, name="word/document.xml"):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, f"<w:document {W}>{body}</w:document>")
    return content.getvalue()


def test_a_document():
    body = (
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t/></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Three</w:t></w:r></w:p>"
    )
    assert text_of(docx(body)) == "One two \n\n• Three"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 broken", "The document is damaged, or locked by a password."),
        (docx("<w:p>"), "The document is damaged, or locked by a password."),
        (docx("<w:p/>", name="other.xml"), "It is an archive, and no DOCX or ODT document"),
    ],
)
def test_what_is_no_document(content, told):
    with pytest.raises(UnreadableFile, match=told):
        text_of(content)


def test_a_document_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(documents, "LARGEST_PART", 200)
    assert contents_of(docx("<w:p/>"), longest=10).text == ""
    with pytest.raises(UnreadableFile, match="The document is too large"):
        contents_of(docx("<w:p/>" * 100), longest=10)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\xd0\xcf\x11\xe0 x", "a.doc", "old format"),
        (b"\xd0\xcf\x11\xe0 x", "a.msg", "a damaged mail of Outlook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked by a password"),
        (b"\x89PNG x", "a.png", "a picture"),
        (archive({"xl/workbook.xml": ""}), "a.xlsx", "a spreadsheet"),
        (archive({"ppt/presentation.xml": ""}), "a.pptx", "a presentation"),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "a.ods",
            "a spreadsheet",
        ),
        (archive({"a.txt": TEXT}), "a.zip", "an archive"),
        (odt('<!DOCTYPE x [<!ENTITY a "b">]>'), "a.odt", "damaged"),
    ],
)
def test_what_is_of_another_kind_is_told(content, name, told):
    with pytest.raises(UnreadableFile, match=told):
        text_of(content, name)


def test_an_odt():
    body = (
        "<t:h>One</t:h><t:p>two<t:s/>three<t:note>4</t:note></t:p><t:list><t:list-item><t:p>Five</t:p>"
        "</t:list-item></t:list><t:tracked-changes><t:p>gone</t:p></t:tracked-changes>"
    )
    assert text_of(odt(body), "a.odt") == "One\n\ntwo three\n\n• Five"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Zo\'eb Roe\par met \b Doe\b0.", "Zoë Roe\n\nmet Doe."),
        (r"Fran\u231?ois \u8211? Roe", "François – Roe"),
        (r"{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'cc\'e8\'f0", "Мир"),
        (r'See {\field{\*\fldinst{HYPERLINK "http://x.org"}}{\fldrslt{the page}}}.', "See the page."),
        (r"{\*\generator Word;}{\pict\bin3 abc}One", "One"),
    ],
)
def test_an_rtf(body, expected):
    assert text_of(rb"{\rtf1\ansi\ansicpg1252 " + body.encode() + b"}") == expected


def test_only_the_beginning_of_a_long_text_is_read():
    for content in (b"x" * 10_000_000, docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 90_000)):
        contents = contents_of(content, longest=1_000)
        assert contents.is_cut
        assert len(contents.text) <= 1_000
