"""What a newcomer relies on when reading: where things stand, and that one name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "engagements"
# Django looks for a class of this name in each module of a command.
BY_DJANGO = {"Command"}
# Pronouns and participles don't say what a name holds.
WORDS_THAT_NAME_NOTHING = {"each", "found", "given", "gone", "one", "said", "some", "there", "these", "told"}


def modules():
    """Return the tree of each module that is not generated, by its path in the app."""
    return {
        path.relative_to(APP): ast.parse(path.read_text())
        for path in APP.rglob("*.py")
        if "migrations" not in path.parts
    }


def test_loose_modules_are_two():
    assert {path.name for path in APP.glob("*.py")} == {"__init__.py", "apps.py", "urls.py"}


def test_a_class_name_stands_in_one_module_or_mirrors_a_model():
    places = defaultdict(set)
    for path, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].add(str(path.with_suffix("")))
    twice = {name: paths for name, paths in places.items() if len(paths) > 1 and name not in BY_DJANGO}
    mirrored = {
        name
        for name, paths in twice.items()
        if len(paths) == 2
        and "reader/proposals" in paths
        and any(path.startswith("models/") for path in paths)
    }
    assert {name: paths for name, paths in twice.items() if name not in mirrored} == {}


def bound_names(tree):
    """Return (name, line) of each parameter, function, and name or attribute assigned in ``tree``."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno


def test_a_name_says_what_it_holds():
    assert [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        for name, line in bound_names(tree)
        if name in WORDS_THAT_NAME_NOTHING
    ] == []
