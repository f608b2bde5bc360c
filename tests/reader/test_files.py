"""Text out of PDF files: good, empty, locked, damaged and hostile ones."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

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
