"""What must hold of the repository itself."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock):
    """Return name -> version and markers, as the lock file has them."""
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)(==.*?) \\$", text, re.MULTILINE))


def tracked_texts():
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(
        [git, "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            try:
                yield name, path.read_text()
            except UnicodeDecodeError:
                continue  # a picture


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_django_finds_nothing_to_object_to():
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_by_hash(lock):
    text = (ROOT / lock).read_text()
    names = re.findall(r"^[a-z0-9].*$", text, re.MULTILINE)
    assert names
    assert len(pins(lock)) == len(names)
    for entry in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_tests_run_with_the_versions_that_are_deployed():
    deployed, tested = (pins(lock) for lock in LOCKS)
    assert {name: tested.get(name) for name in deployed} == deployed


def test_no_path_of_one_machine_is_in_the_repository():
    # Written in two parts, so that this file does not find itself.
    pattern = re.compile("|".join(("/" + "home/[a-z]+", "/" + "Users/", "/" + "root/", "/" + "work/")))
    found = [f"{name}: {match.group()}" for name, text in tracked_texts() for match in pattern.finditer(text)]
    assert found == []
