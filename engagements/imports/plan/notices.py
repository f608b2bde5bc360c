"""What was decided in making a plan, grouped and counted, each with its rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from engagements.imports.reading import DECIDED_BY, Notice, NoticeKind

MAX_SUBJECTS = 2_000  # of one kind; what comes after is counted together
SHOWN_ROWS = 10
OTHERS = "others"


@dataclass
class NoticeGroup:
    """One decision, as often as it was made."""

    kind: NoticeKind
    subject: str
    value: str = ""
    count: int = 0
    rows: list[int] = field(default_factory=list)  # the first of them

    @property
    def choice(self) -> str:
        """The field of [sheet] and the value that decide otherwise, "apart=Jose"; "" where none does."""
        return f"{DECIDED_BY[self.kind]}={self.value}" if self.value else ""

    @property
    def rows_text(self) -> str:
        return ", ".join(map(str, self.rows)) + (", …" if self.count > len(self.rows) else "")

    def __str__(self) -> str:
        return f"{self.subject} ({self.count:,}; rows {self.rows_text})"


class Notices:
    """All that was decided, by kind and subject."""

    def __init__(self) -> None:
        self.groups: dict[Notice, NoticeGroup] = {}
        self.subjects: dict[NoticeKind, int] = {}

    def add(self, row: int, notice: Notice) -> None:
        """Note ``notice`` for the row of this number."""
        group = self.groups.get(notice)
        if group is None:
            self.subjects[notice.kind] = number = self.subjects.get(notice.kind, 0) + 1
            if number > MAX_SUBJECTS:
                notice = Notice(notice.kind, OTHERS)
            group = self.groups.setdefault(notice, NoticeGroup(*notice))
        group.count += 1
        if len(group.rows) < SHOWN_ROWS and row not in group.rows:
            group.rows.append(row)

    def __iter__(self) -> Iterator[NoticeGroup]:
        """Yield the groups, by kind, the most frequent first."""
        kinds = list(NoticeKind)
        yield from sorted(
            self.groups.values(), key=lambda group: (kinds.index(group.kind), -group.count, group.subject)
        )

    def forget(self, kind: NoticeKind) -> None:
        """Leave out what was noted of a ``kind``, to be noted anew."""
        for notice in [notice for notice in self.groups if notice.kind is kind]:
            del self.groups[notice]
        self.subjects.pop(kind, None)
