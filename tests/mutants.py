"""Change the code at random places, and say which changes no test notices. By hand, not in CI.

    tests/mutants.py                            300 mutants of the packages below, seed 1
    tests/mutants.py --number 50 --seed 2 engagements/reader

The tests are run once to learn which of them reach which line (kept in a temporary folder; tests that
start processes of their own are not seen). A mutant is then one change of one line, and those of the
tests that reach this line are run until one fails. It survives where none does. A mutant of a line that
no test reaches survives as well, and is counted apart.
"""

import argparse
import ast
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import coverage

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["engagements/reader", "engagements/imports", "engagements/history", "engagements/services"]
SECONDS = 120  # of processor time: a mutant that takes more is noticed, as its tests would hang
MOST_TESTS = 150  # that are run for one mutant, those that reach the fewest lines first

ENVIRONMENT = {
    **os.environ,
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DATABASE_URL": "sqlite://:memory:",
    "PYTHONDONTWRITEBYTECODE": "1",
}

PAIRS = (
    (ast.Eq, ast.NotEq),
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot),
    (ast.And, ast.Or),
    (ast.Add, ast.Sub),
)
SWAPS = {**dict(PAIRS), **{second: first for first, second in PAIRS}}


def changes_of(node):
    """Yield (what is changed, function that changes it) for each mutant of ``node`` itself."""
    match node:
        case ast.Compare(ops=[op]) | ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in SWAPS:
            other = SWAPS[type(op)]
            name = f"{type(op).__name__} → {other.__name__}"
            yield (
                name,
                lambda: setattr(node, *(("ops", [other()]) if hasattr(node, "ops") else ("op", other()))),
            )
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", lambda: (setattr(node, "op", ast.UAdd()), replace_not(node))
        case ast.Constant(value=bool() as value):
            yield f"{value} → {not value}", lambda: setattr(node, "value", not value)
        case ast.Constant(value=int() as value):
            yield f"{value} → {value + 1}", lambda: setattr(node, "value", value + 1)
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition → False", lambda: setattr(node, "test", ast.Constant(False))
            if not isinstance(node, ast.While):
                yield "condition → True", lambda: setattr(node, "test", ast.Constant(True))
        case ast.comprehension(ifs=[_, *_]):
            yield "filter dropped", lambda: setattr(node, "ifs", [])
        case ast.Return(value=value) if value is not None and not is_none(value):
            yield "return None", lambda: setattr(node, "value", ast.Constant(None))


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def replace_not(node):
    """Turn ``not x`` into ``bool(x)``."""
    node.__class__ = ast.Call
    node.func, node.args, node.keywords = ast.Name("bool", ast.Load()), [node.operand], []


def places(tree):
    """Yield the nodes of ``tree`` that run, without annotations and what stands outside of functions."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in function.body:
                yield from running(statement)


def running(node):
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from running(child)


def mutants_of(path):
    """Return (line, change) of each mutant of the module at ``path``; its number is its place in the list."""
    tree = ast.parse(path.read_text())
    return [(line_of(node), name) for node in places(tree) for name, _ in changes_of(node)]


def line_of(node):
    return node.target.lineno if isinstance(node, ast.comprehension) else node.lineno


def mutated(path, number):
    """Return the source of the module at ``path`` with its mutant ``number``."""
    tree = ast.parse(path.read_text())
    changes = (change for node in list(places(tree)) for _, change in changes_of(node))
    next(change for at, change in enumerate(changes) if at == number)()
    return ast.unparse(ast.fix_missing_locations(tree))


def pytest(folder, *arguments, seconds=resource.RLIM_INFINITY):
    """Run pytest, for at most so many ``seconds`` of processor time."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
        check=False,
    )


def folder_of(name):
    return str(Path(name).parent) if name.endswith(".py") else name


def reached(tests, paths):
    """Run ``tests``; return the names of those that reach a line, by (path, line)."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "coverage"
        ENVIRONMENT["COVERAGE_FILE"] = str(data)
        result = pytest(
            ROOT,
            "-n",
            "auto",
            "--cov-context=test",
            "--cov-report=",
            *(f"--cov={folder_of(path)}" for path in paths),
            *tests,
        )
        print(result.stdout.strip().splitlines()[-1])
        found = coverage.CoverageData(basename=str(data))
        found.read()
        lines = {}
        for name in found.measured_files():
            for line, contexts in found.contexts_by_lineno(name).items():
                names = {context.partition("|")[0].partition("[")[0] for context in contexts} - {""}
                lines[Path(name).relative_to(ROOT).as_posix(), line] = names
    sizes = Counter(name for names in lines.values() for name in names)
    return {at: sorted(names, key=lambda name: (sizes[name], name)) for at, names in lines.items()}


def main(options):
    tests = options.tests or [
        "tests",
        "--ignore=tests/browser",
        "--ignore=tests/benchmarks",
    ]
    lines = reached(tests, options.paths)
    sources = [
        path
        for name in options.paths
        for path in ([ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py")))
    ]
    drawn = [(path, number, *mutant) for path in sources for number, mutant in enumerate(mutants_of(path))]
    drawn = random.Random(options.seed).sample(drawn, min(options.number, len(drawn)))
    folders = Queue()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "shared").symlink_to(ROOT.parent / "shared")
        for worker in range(options.workers):
            copy = Path(folder) / str(worker)
            shutil.copytree(
                ROOT, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".venv", "var", "*.pyc")
            )
            folders.put(copy)

        def run(mutant):
            path, number, line, _ = mutant
            name = path.relative_to(ROOT).as_posix()
            reaching = lines.get((name, line), [])[:MOST_TESTS]
            if not reaching:
                return mutant, "not reached"
            copy = folders.get()
            try:
                (copy / name).write_text(mutated(path, number))
                code = pytest(copy, "-x", "--nomigrations", *reaching, seconds=SECONDS).returncode
            finally:
                shutil.copyfile(path, copy / name)
                folders.put(copy)
            return mutant, "survived" if code == 0 else "noticed"

        counts = Counter()
        with ThreadPoolExecutor(options.workers) as pool:
            for (path, _, line, change), outcome in pool.map(run, drawn):
                name = path.relative_to(ROOT).as_posix()
                counts["/".join(name.split("/")[:2]), outcome] += 1
                if outcome != "noticed":
                    print(f"{outcome}: {name}:{line}: {change}", flush=True)
    for package in sorted({package for package, _ in counts}):
        outcomes = {outcome: counts[package, outcome] for outcome in ("noticed", "survived", "not reached")}
        print(package, *(f"{number} {outcome}" for outcome, number in outcomes.items()), sep=", ")
    left = sum(number for (_, outcome), number in counts.items() if outcome != "noticed")
    print(f"{left} of {len(drawn)} mutants were not noticed ({100 * left / max(1, len(drawn)):.0f} %).")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=PACKAGES, help="packages or modules that are changed")
    parser.add_argument(
        "--tests", nargs="*", help="which tests are run (default: all but those in a browser)"
    )
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    main(parser.parse_args())
