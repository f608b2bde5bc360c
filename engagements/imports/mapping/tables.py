"""Tables of a mapping: one record or line each, with its fields."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class TableMapping:
    """A record or line: its fields, the condition for it, and what there is one for each of."""

    kind: str
    fields: dict
    when: tuple = ()
    each: object = None

    @cached_property
    def columns(self):
        names = [one.column for one in self.when]
        for node in [self.each, *self.fields.values()]:
            for one in node if isinstance(node, list) else [node]:
                names += one.columns if one is not None else ()
        return tuple(dict.fromkeys(names))
