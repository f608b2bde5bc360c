"""Run every check of the project and say at the end what became of each.

    tests/run.py                    all parts
    tests/run.py lint browser       some of them
    tests/run.py fast               what takes less than a minute
    tests/run.py --nothing-skipped  for CI: what is left out counts as failed

`make test` and `make lint` call this with the Python of the virtual environment.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
TEMPLATES = [path for path in ("templates", "engagements/templates") if (ROOT / path).exists()]

LINT = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("djlint", "--check", "--lint", *TEMPLATES),
    ("biome", "ci"),
    ("manage.py", "makemigrations", "--check", "--dry-run"),
)

PROGRAMS = ("biome", "lint-imports")

# What `make test-fast` runs, in less than a minute on two cores: rules, and few pages.
FAST = (
    "tests/common",
    "tests/models",
    "tests/services",
    "tests/filters",
    "tests/search",
    "tests/contracts/test_structure.py",
    "tests/history/test_merge_plan.py",
    "tests/history/test_wording.py",
)

SQLITE = {"DATABASE_URL": "sqlite://:memory:"}
NO_TESTS = 5  # pytest's exit code when it finds none

PASSED, FAILED, LEFT_OUT = "passed", "FAILED", "left out"


def run(command, **environment):
    """Run a command in the project's folder and return its exit code."""
    print("$", " ".join(command[1:] if command[0] == PYTHON else command), flush=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def command_of(tool):
    if tool.endswith(".py"):
        return [PYTHON, tool]
    if tool in PROGRAMS:  # no modules of Python
        return [str(Path(PYTHON).with_name(tool))]
    return [PYTHON, "-m", tool]


def lint():
    failed = []
    for tool, *arguments in LINT:
        if run([*command_of(tool), *arguments], **SQLITE):
            failed.append(" ".join([tool, *arguments[:1]]))
    return (FAILED, ", ".join(failed)) if failed else (PASSED, "")


def pytest(*arguments, **environment):
    """Run pytest; return the outcome, its counts in words, and how many tests were skipped."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = run([PYTHON, "-m", "pytest", "-q", *arguments, f"--junitxml={report}"], **environment)
        if code == NO_TESTS:
            return LEFT_OUT, "there are no such tests yet"
        if not report.exists():
            return FAILED, f"pytest ended with {code}"
        suite = ElementTree.parse(report).getroot().find("testsuite")
    skipped = len(suite.findall("testcase/skipped[@type='pytest.skip']"))
    counts = f"{suite.get('tests')} tests"
    if skipped:
        counts += f", {skipped} of them skipped"
        if OPTIONS.nothing_skipped:
            return FAILED, counts
    return (FAILED if code else PASSED), counts


def on_database(*arguments, **environment):
    ignored = ("--ignore=tests/browser", "--ignore=tests/benchmarks")
    return pytest("-n", "auto", *ignored, *arguments, "tests", **environment)


def sqlite():
    return on_database("--cov=engagements", "--cov=config", **SQLITE)


def fast():
    return pytest("-n", "auto", "--nomigrations", *FAST, **SQLITE)


def find_postgresql():
    """Return the address of a server where tests may make databases, or why there is none."""
    import psycopg2
    from environ import Env

    # Of its own for each checkout, so that two test runs on one machine don't meet.
    name = f"engagements_{zlib.crc32(str(ROOT).encode()):08x}"
    given = os.environ.get("TEST_DATABASE_URL")
    addresses = [given] if given else [f"postgres://postgres@127.0.0.1:5432/{name}", f"postgres:///{name}"]
    problem = ""
    for address in addresses:
        server = Env.db_url_config(address)
        try:
            connection = psycopg2.connect(
                host=server["HOST"] or None,
                port=server["PORT"] or None,
                user=server["USER"] or None,
                password=server["PASSWORD"] or None,
                dbname="postgres",
                connect_timeout=5,
            )
        except psycopg2.OperationalError as error:
            problem = problem or str(error).strip().splitlines()[0]
            continue
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            (may,) = cursor.fetchone()
        connection.close()
        if may:
            return address, ""
        problem = problem or "its user may not create databases"
    return None, problem


def postgresql():
    address, problem = find_postgresql()
    if not address:
        return LEFT_OUT, (
            f"no PostgreSQL server to test on ({problem}). Install and start postgresql, and set "
            "TEST_DATABASE_URL=postgres://user:password@host:5432/name for a user that may create databases"
        )
    return on_database(DATABASE_URL=address)


def find_chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def browser():
    chromium = find_chromium()
    if not chromium:
        return LEFT_OUT, "no browser found. Install chromium, or set CHROMIUM to the path of one"
    # The browser's driver keeps an event loop running, which Django takes for a mistake.
    return pytest("-n", "auto", "tests/browser", CHROMIUM=chromium, DJANGO_ALLOW_ASYNC_UNSAFE="1", **SQLITE)


PARTS = {
    "lint": ("checks of the code", lint),
    "sqlite": ("tests on SQLite", sqlite),
    "postgresql": ("tests on PostgreSQL", postgresql),
    "browser": ("tests in a browser", browser),
}
BY_NAME = {**PARTS, "fast": ("the fast tests", fast)}


def main():
    results = []
    for name in OPTIONS.parts or PARTS:
        title, part = BY_NAME[name]
        print(f"\n== {title} ==", flush=True)
        started = time.monotonic()
        outcome, note = part()
        results.append((title, outcome, note, time.monotonic() - started))

    print()
    for title, outcome, note, seconds in results:
        print(f"{title:<20} {outcome}{f': {note}' if note else ''} ({seconds:.0f} s)")
    outcomes = {outcome for _, outcome, _, _ in results}
    bad = {FAILED, LEFT_OUT} if OPTIONS.nothing_skipped else {FAILED}
    if OPTIONS.nothing_skipped and LEFT_OUT in outcomes:
        print("Nothing may be left out here, so this counts as a failure.")
    return 1 if outcomes & bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Run the checks and tests of the project.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"some of: {', '.join(BY_NAME)}")
    parser.add_argument(
        "--nothing-skipped", action="store_true", help="count what is left out or skipped as failed"
    )
    OPTIONS = parser.parse_args()
    if unknown := set(OPTIONS.parts) - set(BY_NAME):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    sys.exit(main())
