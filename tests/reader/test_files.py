"""Text out of PDF files: good, empty, locked, damaged and hostile ones."""

import io
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from engagements.reader import files
from engagements.reader import pdf as reader_of_pdf
from engagements.reader.files import UnreadableFile, text_of

from .pdfs import bomb, endless, heavy, page_of, pdf

TEXT = "Foreign Minister Zoë Roe of Norway visited Ghana on 3 May 2021.\nIn Accra she met with John Doe."


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
        text_of(content())


def test_one_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reader_of_pdf, "MOST_SECONDS", 1)
    with pytest.raises(UnreadableFile, match="too long"):
        text_of(heavy())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><p>One</p><p>Two</p></html>", "One\n\nTwo\n"),
        ("<!DOCTYPE html><title>T</title><p>One<br>Two\nThree</p>", "T\n\nOne\nTwo Three\n"),
        ("<html><ul><li>One<li>Two</ul>", "• One\n\n• Two\n"),
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
    assert text_of(page.encode(), "a.HTM") == text_of(page.encode(), "a.html") == "One\n"
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
        (b"{\\rtf1 x", "It is of an old format"),
        (b"\xd0\xcf\x11\xe0 x", "It is of an old format"),
        (b"x" * 20_000_001, "The file is larger than 20 MB."),
    ],
)
def test_what_is_no_text(content, told):
    with pytest.raises(UnreadableFile, match=told):
        text_of(content)


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
        (docx("<w:p/>", name="other.xml"), "It is not a DOCX document."),
    ],
)
def test_what_is_no_document(content, told):
    with pytest.raises(UnreadableFile, match=told):
        text_of(content)


def test_a_document_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_PART", 200)
    assert text_of(docx("<w:p/>")) == ""
    with pytest.raises(UnreadableFile, match="The document is too large"):
        text_of(docx("<w:p/>" * 100))
