"""What kind of file some bytes are; `main` runs in the process with limits, and loads no settings."""

import io
import zipfile

import puremagic

# The names under which puremagic knows what it has under no other.
PUREMAGIC_SUFFIXES = {".tif": {".tif", ".tiff"}, ".msg": {".msg", ".doc"}}
MACRO_FILES = ("vbaproject.bin", "basic/script-lc.xml")


def main(content: bytes, suffix: str, needed: str) -> bool:
    """Say whether ``content`` is a file as ``suffix`` says.

    Of an office document ``needed`` is the member that its archive has to have, "" else.
    """
    try:
        possible = {match.extension for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return False
    if needed:
        return is_document(content, needed)
    return bool(PUREMAGIC_SUFFIXES.get(suffix, {suffix}) & possible)


def is_document(content: bytes, needed: str) -> bool:
    """Say whether it is an archive with the file ``needed`` and no macros; nothing is unpacked."""
    try:
        names = {name.lower() for name in zipfile.ZipFile(io.BytesIO(content)).namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return needed in names and not any(name.endswith(MACRO_FILES) for name in names)
