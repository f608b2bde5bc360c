"""Which files are taken in as attachments: told by what is in them, and not by what they are called."""

import codecs
import zipfile
from pathlib import PurePath
from typing import Any

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat

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
# The names under which puremagic knows what it has under no other.
PUREMAGIC_SUFFIXES = {".tif": {".tif", ".tiff"}, ".msg": {".msg", ".doc"}}

ACCEPTED_KINDS = "PDF, office documents without macros, pictures, text and CSV, and mails (EML, MSG)"
MACRO_FILES = ("vbaproject.bin", "basic/script-lc.xml")
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
    file.seek(0)
    sample = file.read(SAMPLE_SIZE)
    file.seek(0)
    if suffix in TEXT_SUFFIXES:
        return is_text(sample)
    try:
        possible = {match.extension for match in puremagic.magic_stream(file)}
    except puremagic.PureError:
        return False
    finally:
        file.seek(0)
    if suffix in ARCHIVE_MEMBERS:
        return is_document(file, ARCHIVE_MEMBERS[suffix])
    return bool(PUREMAGIC_SUFFIXES.get(suffix, {suffix}) & possible)


def is_text(sample: bytes) -> bool:
    """Say whether no control character is in it that no text has, in whatever encoding it is."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            # Not at once: a character may be cut in two at the end of the sample.
            sample = codecs.getincrementaldecoder("utf-16")().decode(sample).encode()
        except UnicodeDecodeError:
            return False
    return not CONTROL_BYTES.intersection(sample)


def is_document(file: "File[Any]", needed: str) -> bool:
    """Say whether it is an archive with the file ``needed`` and no macros; nothing is unpacked."""
    try:
        names = {name.lower() for name in zipfile.ZipFile(file).namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    finally:
        file.seek(0)
    return needed in names and not any(name.endswith(MACRO_FILES) for name in names)
