"""Text out of files: plain text, HTML, DOCX, ODT, RTF, PDF and mails, each read in a process with limits."""

from pathlib import Path

from engagements.common.limited_process import SECONDS_IN_REQUEST, run_or_refuse

from .formats.contents import Contents, UnreadableFile
from .proposals import Source
from .read import LONGEST_TEXT

LARGEST_FILE = 20_000_000  # bytes

TAKES_TOO_MUCH = "It takes too long to read, or too much memory: copy its text and paste it."
DAMAGED = "It is damaged: open it in its program, copy its text and paste it."


def read_file(
    content: bytes,
    name: str = "",
    *,
    longest: int = LONGEST_TEXT,
    seconds: float = SECONDS_IN_REQUEST,
    with_attached: bool = False,
) -> Contents:
    """Return what a file holds, at most ``longest`` characters of text; ``name`` tells its kind where the
    bytes don't. Raises `UnreadableFile`.

    ``seconds`` are of processor time. The files that are attached to a mail come on request.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    answer = run_or_refuse(
        Path(__file__).parent,
        "formats.kinds",
        content,
        UnreadableFile,
        too_much=TAKES_TOO_MUCH,
        damaged=DAMAGED,
        seconds=seconds,
        name=name,
        longest=longest,
        with_attached=with_attached,
        stop_after=seconds * 0.75,
    )
    return Contents.from_json(answer)


def fill_source(source: Source, contents: Contents) -> None:
    """Let ``source`` be as a mail says: its subject, its sender, its date. Other files say nothing."""
    source.title = contents.title or source.title
    source.publisher = contents.sender
    source.published_on = contents.date or source.published_on


def text_of(content: bytes, name: str = "") -> str:
    """Return the text of a file; see `read_file`."""
    return read_file(content, name).text
