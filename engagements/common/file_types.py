"""Which files are taken in as attachments: told by what is in them, and not by what they are called."""

import codecs
import zipfile
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

# Suffix -> a name that has to be among the files of an archive, or nothing.
DOCUMENTS = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
    ".odp": "content.xml",
}
TEXTS = {".txt", ".csv", ".md", ".eml"}
OTHERS = {".pdf", ".rtf", ".doc", ".xls", ".ppt", ".msg"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"}
SUFFIXES = {*DOCUMENTS, *TEXTS, *OTHERS, *PICTURES}
# The names under which puremagic knows what it has under no other.
SAME = {".tif": {".tif", ".tiff"}, ".msg": {".msg", ".doc"}}

KINDS = "PDF, office documents without macros, pictures, text and CSV, and mails (EML, MSG)"
PROGRAMS = ("vbaproject.bin", "basic/script-lc.xml")
SAMPLE = 64 * 1024
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")


def suffix_of(filename):
    """Return the suffix that a file of that name is kept under; "" for one that is not taken in."""
    suffix = PurePath(filename).suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def limit_in_words():
    return filesizeformat(settings.ATTACHMENT_LIMIT)


def check_upload(file):
    """Raise ValidationError, in words for whoever chose ``file``, if it is not taken in."""
    if file.size > settings.ATTACHMENT_LIMIT:
        raise ValidationError(
            f"It has {filesizeformat(file.size)}; at most {limit_in_words()} are taken.", code="size"
        )
    suffix = suffix_of(file.name)
    if not suffix:
        raise ValidationError(f"Files of that kind are not taken. Taken are: {KINDS}.", code="kind")
    if not is_what_it_says(file, suffix):
        raise ValidationError(
            f"What is in it is no proper {suffix[1:].upper()} file, although its name says so. Save it "
            "anew in the program that it is from.",
            code="content",
        )


def is_what_it_says(file, suffix):
    file.seek(0)
    sample = file.read(SAMPLE)
    file.seek(0)
    if suffix in TEXTS:
        return is_text(sample)
    try:
        possible = {match.extension for match in puremagic.magic_stream(file)}
    except puremagic.PureError:
        return False
    finally:
        file.seek(0)
    if suffix in DOCUMENTS:
        return is_document(file, DOCUMENTS[suffix])
    return bool(SAME.get(suffix, {suffix}) & possible)


def is_text(sample):
    """Say whether no control character is in it that no text has, in whatever encoding it is."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            # Not at once: a character may be cut in two at the end of the sample.
            sample = codecs.getincrementaldecoder("utf-16")().decode(sample).encode()
        except UnicodeDecodeError:
            return False
    return not CONTROLS.intersection(sample)


def is_document(file, needed):
    """Say whether it is an archive with the file ``needed`` and no macros; nothing is unpacked."""
    try:
        names = {name.lower() for name in zipfile.ZipFile(file).namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    finally:
        file.seek(0)
    return needed in names and not any(name.endswith(PROGRAMS) for name in names)
