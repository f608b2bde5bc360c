"""What every part of a mapping is checked for: names that are names, texts where texts belong."""

from collections.abc import Collection
from typing import Any

from .errors import FieldPath, MappingFault


def check_names(node: Collection[str], vocabulary: Collection[str], path: FieldPath) -> None:
    """Raise `MappingFault` for a field in ``node`` that is none of ``vocabulary``."""
    for name in node:
        if name not in vocabulary:
            names = ", ".join(sorted(vocabulary))
            raise MappingFault((*path, name), f"there is no field “{name}” here; there are: {names}")


def text_at(node: Any, path: FieldPath) -> str:
    """Return ``node``, which must be a text."""
    if not isinstance(node, str):
        raise MappingFault(path, "this must be a text in quotation marks")
    return node


def texts_at(table: dict[str, Any], name: str, path: FieldPath) -> tuple[str, ...]:
    """Return the texts of the field ``name`` of ``table``, which is one text or a list of them."""
    node = table.get(name, [])
    node = [node] if isinstance(node, str) else node
    if not isinstance(node, list) or not all(isinstance(text, str) for text in node):
        raise MappingFault((*path, name), "this must be a text, or a list of texts")
    return tuple(node)
