"""Every dotted name that stands in a text and not in code, and every path in the manuals, leads somewhere."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import _get_all_permissions
from django.urls import get_resolver
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path.relative_to(ROOT)
    for folder in ("config", "engagements", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
MANUALS = [
    path.relative_to(ROOT)
    for path in (
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted(ROOT.glob("*.toml")),
        *sorted((ROOT / "engagements").rglob("*.toml")),
        *sorted(ROOT.glob(".*.yaml")),
        ROOT / "Makefile",
    )
]
OURS = re.compile(r"(?:engagements|config|tests)(?:\.[A-Za-z_]\w*)+")
# A name of what settings refer to: of this project or of a library.
ANY = re.compile(r"[a-z_]+(?:\.[A-Za-z_]\w*)+")
# Hosts and files on a server that look like names.
NO_NAMES = re.compile(r"db\.sqlite3|engagements\.(example\.org|service|sock|socket)(\b.*)?")
PATH = re.compile(r"(?<![\w/.-])(?:engagements|config|templates|tests|docs)/[\w./-]*\w/?")


def resolve(name):
    """Return what the dotted ``name`` is, or raise ImportError or AttributeError."""
    module, *rest = name.split(".")
    found = import_module(module)
    for number, part in enumerate(rest, 1):
        try:
            found = getattr(found, part)
        except AttributeError:
            found = import_module(".".join([module, *rest[:number]]))
    return found


def other_names():
    """Return what is written with a dot too, by the name of the app: permissions, models and their fields."""
    names = set()
    for model in apps.get_app_config("engagements").get_models(include_auto_created=True):
        names |= {f"engagements.{codename}" for codename, _ in _get_all_permissions(model._meta)}
        names |= {model._meta.label, model._meta.label_lower}
        names |= {f"{model._meta.label_lower}.{field.name}" for field in model._meta.get_fields()}
    return names


def wrong(names):
    known = other_names()
    errors = []
    for name in sorted(set(names)):
        if name in known or NO_NAMES.fullmatch(name):
            continue
        try:
            resolve(name)
        except (ImportError, AttributeError) as error:
            errors.append(f"{name}: {error}")
    return errors


def texts(path):
    """Return the texts in the code of a file, without the pieces of those that are put together."""
    tree = ast.parse((ROOT / path).read_text())
    pieces = {
        id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces
    ]


@pytest.mark.parametrize("path", [path for path in SOURCES if any(map(OURS.fullmatch, texts(path)))], ids=str)
def test_names_in_texts_of_the_code_resolve(path):
    assert wrong(filter(OURS.fullmatch, texts(path))) == []


def test_names_in_the_settings_resolve():
    # Those that only a server with a replica has are in the file as well.
    names = {text for text in texts("config/settings.py") if ANY.fullmatch(text)}
    assert "axes.middleware.AxesMiddleware" in names
    assert "engagements.operations.replica.ReplicaRouter" in names
    assert wrong(names) == []
    for validator in settings.AUTH_PASSWORD_VALIDATORS:
        assert import_string(validator["NAME"])


def test_handlers_of_errors_are_found():
    for status in (400, 403, 404, 500):
        assert callable(get_resolver().resolve_error_handler(status))


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.parts[0] == "tests" or "migrations" in path.parts], ids=str
)
def test_imports_of_scripts_and_migrations_are_there(path):
    """Nothing imports the scripts of the benchmarks, and functions may import only when they run."""
    names = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.ImportFrom) and not node.level
        for alias in node.names
        if alias.name != "*" and node.module.split(".")[0] in ("engagements", "config", "tests")
    ]
    assert wrong(names) == []


@pytest.mark.parametrize("path", MANUALS, ids=str)
def test_names_and_paths_in_manuals_resolve(path):
    text = (ROOT / path).read_text()
    assert wrong(OURS.findall(text)) == []
    assert [name for name in sorted(set(PATH.findall(text))) if not (ROOT / name).exists()] == []
