"""Which files are taken in as attachments: told by what is in them, and not by what they are called."""

import codecs
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat

from .limited_process import LimitExceededError, ProcessFailedError, run_limited

# Suffix -> a name that has to be among the files of an archive, or nothing.
ARCHIVE_MEMBERS = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
    ".odp": "content.xml",
}
TEXT_SUFFIXES = {".txt", ".csv", ".md", ".eml"}
OTHER_SUFFIXES = {".pdf", ".rtf", ".doc", ".xls", ".ppt", ".msg"}
PICTURE_SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"}
SUFFIXES = {*ARCHIVE_MEMBERS, *TEXT_SUFFIXES, *OTHER_SUFFIXES, *PICTURE_SUFFIXES}

ACCEPTED_KINDS = "PDF, office documents without macros, pictures, text and CSV, and mails (EML, MSG)"
SECONDS_OF_CHECK = 0.5  # of processor time, for each of the files of a form
SAMPLE_SIZE = 64 * 1024
CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


def suffix_of(filename: str | None) -> str:
    """Return the suffix that a file of that name is kept under; "" for one that is not taken in."""
    suffix = PurePath(filename or "").suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def limit_in_words() -> str:
    return filesizeformat(settings.ATTACHMENT_LIMIT)


def check_upload(file: "File[Any]") -> None:
    """Raise ValidationError, in words for whoever chose ``file``, if it is not taken in."""
    if file.size > settings.ATTACHMENT_LIMIT:
        raise ValidationError(
            f"It has {filesizeformat(file.size)}; at most {limit_in_words()} are taken.", code="size"
        )
    suffix = suffix_of(file.name)
    if not suffix:
        raise ValidationError(f"Files of that kind are not taken. Taken are: {ACCEPTED_KINDS}.", code="kind")
    if not is_of_type(file, suffix):
        raise ValidationError(
            f"What is in it is no proper {suffix[1:].upper()} file, although its name says so. Save it "
            "anew in the program that it is from.",
            code="content",
        )


def is_of_type(file: "File[Any]", suffix: str) -> bool:
    """Say whether a file is what its suffix says; one that takes too long to look at is not."""
    file.seek(0)
    sample = file.read(SAMPLE_SIZE)
    file.seek(0)
    if suffix in TEXT_SUFFIXES:
        return is_text(sample)
    content = file.read()
    file.seek(0)
    try:
        return bool(
            run_limited(
                Path(__file__).parent,
                "file_contents",
                content,
                seconds=SECONDS_OF_CHECK,
                suffix=suffix,
                needed=ARCHIVE_MEMBERS.get(suffix, ""),
            )
        )
    except (LimitExceededError, ProcessFailedError):
        return False


def is_text(sample: bytes) -> bool:
    """Say whether no control character is in it that no text has, in whatever encoding it is."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            # Not at once: a character may be cut in two at the end of the sample.
            sample = codecs.getincrementaldecoder("utf-16")().decode(sample).encode()
        except UnicodeDecodeError:
            return False
    return not CONTROL_BYTES.intersection(sample)
