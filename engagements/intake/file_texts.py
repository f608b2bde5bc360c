"""Takes the text of sources and attached files, once, so that it is found; see `FileText`."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import post_save

from engagements.common.limited_process import SECONDS_IN_BACKGROUND
from engagements.models import Attachment, FileText, Source

LONGEST_INDEXED = 2_000_000  # characters of a file
SECONDS_AFTER_SAVE = 0.8  # of processor time, for each file: the page that saved it waits
PART_CHARACTERS = 5_000  # of a text that has no pages


def index_source(source: Source) -> None:
    """Take the text of ``source`` anew."""
    texts = [FileText(source=source, is_page=False, text=text) for text in parts(source.text)]
    write_texts(texts, source=source)


def index_attachment(attachment: Attachment, *, seconds: float) -> bool:
    """Take the text of an attached file anew; return whether ``seconds`` of processor time were enough."""
    # Not with the module, which every process loads: the reader makes its tables of words at first.
    from engagements.reader.files import TAKES_TOO_MUCH, UnreadableFile, read_file  # noqa: PLC0415

    name = attachment.file.name or ""
    new: dict[str, Any] = {"attachment": attachment, "file_name": name, "is_page": False}
    try:
        with attachment.file.open("rb") as file:
            contents = read_file(file.read(), name, longest=LONGEST_INDEXED, seconds=seconds)
    except FileNotFoundError:
        texts = [FileText(**new, why_not="The file is not there.")]
    except UnreadableFile as error:
        if str(error) == TAKES_TOO_MUCH and seconds < SECONDS_IN_BACKGROUND:
            return False
        texts = [FileText(**new, why_not=str(error)[:300])]
    else:
        if contents.is_cut and seconds < SECONDS_IN_BACKGROUND:
            return False
        if contents.is_paged:
            new["is_page"] = True
            texts = [FileText(**new, text=page) for page in contents.pages]
        else:
            texts = [FileText(**new, text=text) for text in parts(contents.text)]
        if not any(text.text.strip() for text in texts):
            texts = [FileText(**{**new, "is_page": False}, why_not="There is no text in it.")]
    write_texts(texts, attachment=attachment)
    return True


def parts(text: str) -> Iterable[str]:
    """Yield ``text`` in parts of some pages' length, cut between paragraphs where there are any."""
    while len(text) > PART_CHARACTERS:
        cut = max(text.rfind(mark, PART_CHARACTERS // 2, PART_CHARACTERS) for mark in ("\n\n", "\n", " "))
        cut = cut if cut > 0 else PART_CHARACTERS
        yield text[:cut]
        text = text[cut:].lstrip()
    if text.strip():
        yield text


@transaction.atomic
def write_texts(texts: list[FileText], **owner: Any) -> None:
    """Let ``texts`` be those of their owner, in their order."""
    FileText.objects.filter(**owner).delete()
    for number, text in enumerate(texts, start=1):
        text.number, text.text = number, text.text.replace("\0", "")
        text.refold()
    FileText.objects.bulk_create(texts, batch_size=100)


def attachments_to_index() -> QuerySet[Attachment]:
    """Return the attachments whose file no text was taken of."""
    texts = FileText.objects.filter(attachment=OuterRef("pk"), file_name=OuterRef("file"))
    return Attachment.objects.filter(~Exists(texts))


def sources_to_index() -> QuerySet[Source]:
    """Return the sources that have a text, of which none was taken."""
    return Source.objects.exclude(text="").filter(~Exists(FileText.objects.filter(source=OuterRef("pk"))))


def index_after_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Take the text of what was saved, once it is committed; what takes long waits for ``index_files``."""
    if raw:
        return
    if isinstance(instance, Source):
        transaction.on_commit(partial(index_source, instance), robust=True)
    elif not instance.texts.filter(file_name=instance.file.name).exists():
        index = partial(index_attachment, instance, seconds=SECONDS_AFTER_SAVE)
        transaction.on_commit(index, robust=True)


def connect() -> None:
    for model in (Source, Attachment):
        post_save.connect(index_after_save, sender=model, dispatch_uid=f"text_of_{model.__name__}")
