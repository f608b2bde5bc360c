"""Tables of a mapping: how rows make one kind of record or line."""

from dataclasses import dataclass
from typing import TypeAlias

from .conditions import Condition
from .expressions import Expression
from .templates import Constant, Template

FieldNode: TypeAlias = "Template | Constant | Expression | TableMapping | list[FieldNode]"


@dataclass(frozen=True)
class TableMapping:
    """A record or line: its fields, the conditions for it, and what there is one for each of."""

    kind: str
    fields: dict[str, FieldNode]
    when: tuple[Condition, ...] = ()
    repeat_over: Expression | None = None
