"""What is wrong with a mapping, and in which line of its text."""

import re


class MappingError(Exception):
    """What is wrong with a mapping: the message names the line and the field."""


class MappingFault(Exception):
    """As `MappingError`, while the line is not known yet; ``path`` leads to the field."""

    def __init__(self, path, reason):
        super().__init__(reason)
        self.path, self.reason = path, reason


# Where in the text a field stands

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")


ENTRY = re.compile(r"""^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*=""")


NAME = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*\.?""")


def names_of(dotted):
    return tuple(next(filter(None, match.groups()), "") for match in NAME.finditer(dotted))


def line_of(text, path):
    """Return the number of the line where the field at ``path`` stands, or what holds it; 0 for none."""
    counts, prefix, best, best_length = {}, (), 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            prefix = names_of(header.group(2))
            if header.group(1) == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            here = prefix
        elif entry := ENTRY.match(line):
            here = (*prefix, *names_of(entry.group(1)))
        else:
            continue
        if len(here) > best_length and path[: len(here)] == here:
            best, best_length = number, len(here)
    return best


def located(name, text, path, reason):
    line = line_of(text, path)
    shown = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    where = ", ".join(filter(None, [f"line {line}" if line else "", shown]))
    return MappingError(f"{name}, {where}: {reason}" if where else f"{name}: {reason}")
