"""What is wrong with a mapping, and in which line of its text."""

import re

# The names that lead to a field, as in ("visit", "delegation", 0, "official"); places in lists from 0.
FieldPath = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
ENTRY = re.compile(r"""^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*=""")
NAME = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*\.?""")


class MappingError(Exception):
    """What is wrong with a mapping: the message names the line and the field."""


class MappingFault(Exception):
    """As `MappingError`, while the line is not known yet; ``path`` leads to the field."""

    def __init__(self, path: FieldPath, reason: str) -> None:
        super().__init__(reason)
        self.path, self.reason = path, reason


def mapping_error(name: str, text: str, fault: MappingFault) -> MappingError:
    """Return the error that names the line of the mapping ``text`` where the ``fault`` is."""
    line = line_of(text, fault.path)
    dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault.path)
    where = ", ".join(filter(None, [f"line {line}" if line else "", dotted]))
    return MappingError(f"{name}, {where}: {fault.reason}" if where else f"{name}: {fault.reason}")


def line_of(text: str, path: FieldPath) -> int:
    """Return the number of the line where the field at ``path`` stands, or what holds it; 0 for none."""
    counts: dict[FieldPath, int] = {}
    prefix: FieldPath = ()
    line_number, length = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            prefix = names_of(header.group(2))
            if header.group(1) == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            path_of_line = prefix
        elif entry := ENTRY.match(line):
            path_of_line = (*prefix, *names_of(entry.group(1)))
        else:
            continue
        if len(path_of_line) > length and path[: len(path_of_line)] == path_of_line:
            line_number, length = number, len(path_of_line)
    return line_number


def names_of(dotted: str) -> tuple[str, ...]:
    return tuple(next(filter(None, match.groups()), "") for match in NAME.finditer(dotted))
