"""What the text of sources and attached files is found by: hits of their own, beside those of records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, Q

from engagements.models import Attachment, FileText, FileTextDocument, Meeting, Source, Visit
from engagements.models.querysets import rows_in_order
from engagements.models.visibility import Viewer

from .excerpts import Segment, excerpt

MAX_PAGES = 200  # that are looked at; of more, it is said that there are more
SHOWN_FILES = 20
LATEST_FIRST: list[Any] = [F("attachment").desc(nulls_last=True), F("source").desc(nulls_last=True), "number"]


@dataclass
class FileHit:
    """A source or an attached file in which all words stand on one page; ``text`` is the first of those."""

    text: FileText
    words: Sequence[str]
    more_pages: list[int] = field(default_factory=list)  # of the same file

    @property
    def file(self) -> Attachment | Source:
        file = self.text.attachment or self.text.source
        assert file is not None  # noqa: S101 - by a constraint
        return file

    @property
    def records(self) -> list[Visit | Meeting]:
        """The visits and meetings that the user may see, to which it belongs."""
        if attachment := self.text.attachment:
            record = attachment.visit or attachment.meeting
            return [record] if record else []
        return [*self.text.source.visible_visits, *self.text.source.visible_meetings]  # type: ignore[union-attr]

    @property
    def pages(self) -> str:
        """On which pages the words stand, where the file has pages."""
        if not self.text.is_page:
            return ""
        also = f" (also {', '.join(map(str, self.more_pages))})" if self.more_pages else ""
        return f", page {self.text.number}{also}"

    @property
    def segments(self) -> list[Segment]:
        return excerpt(self.text.text, self.words)


@dataclass
class FileHits:
    """The first hits, how many files there are, and whether there are more than were counted."""

    hits: list[FileHit]
    count: int
    is_more: bool


def find_in_files(user: Viewer, texts: list[list[str]], model: type[Any] | None = None) -> FileHits:
    """Return the sources and files that ``user`` may see in which every word of one of ``texts`` stands on
    one page; of visits or meetings alone where ``model`` is one of them.
    """
    documents = FileTextDocument.objects.filter(words__prefix=texts)
    rows = FileText.objects.visible_to(user).filter(documents.exists_condition("record_id", "pk"))
    if model is not None:
        name = model._meta.model_name
        through = model.sources.through.objects.filter(**{f"{name}__in": model.objects.visible_to(user)})
        of_records = Q(source__in=through.values("source"))
        rows = rows.filter(Q(**{f"attachment__{name}__isnull": False}) | of_records)
    # Which pages they are first, and only then what is shown: texts are too long to be sorted.
    keys = ("pk", "attachment_id", "source_id", "number", "is_page")
    pages = list(rows.order_by(*LATEST_FIRST).values_list(*keys, named=True)[: MAX_PAGES + 1])
    pages_by_file: dict[tuple[int | None, int | None], list[Any]] = {}
    for page in pages[:MAX_PAGES]:
        pages_by_file.setdefault((page.attachment_id, page.source_id), []).append(page)
    shown = list(pages_by_file.values())[:SHOWN_FILES]
    words = sorted({word for text in texts for word in text})
    hits = [
        FileHit(text, words, [page.number for page in more if page.is_page])
        for text, (_, *more) in zip(
            rows_in_order(texts_with_records(user), [first.pk for first, *_ in shown]), shown, strict=True
        )
    ]
    return FileHits(hits, len(pages_by_file), len(pages) > MAX_PAGES)


def texts_with_records(user: Viewer) -> Any:
    """Return all texts, with their files and what `FileHit.records` tells of them."""
    rows = FileText.objects.select_related("source", "attachment__visit", "attachment__meeting")
    for name, visible in (("visits", Visit.objects), ("meetings", Meeting.objects)):
        lookup, attribute = f"source__{name}", f"visible_{name}"
        records: Prefetch[Any] = Prefetch(lookup, visible.visible_to(user), to_attr=attribute)
        rows = rows.prefetch_related(records)
    return rows
