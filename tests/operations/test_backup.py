"""A backup is of one moment, and whole."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from engagements.models import Visit
from engagements.operations.archive import archived_models
from tests.factories import VisitFactory

from .backups import ROOT, backup, tables


def test_every_table_is_in_it(db):
    assert {model._meta.db_table for model in archived_models()} == tables()


@pytest.mark.django_db(transaction=True)
def test_both_databases_write_the_same_text(filled, path):
    visit = Visit.objects.get(purpose__contains="Встреча")
    backup(path)
    with zipfile.ZipFile(path) as archive:
        (imported,) = archive.read("tables/engagements_importedrecord.jsonl").splitlines()
        visits = archive.read("tables/engagements_visit.jsonl")
        columns = json.loads(archive.read("manifest.json"))["tables"]["engagements_visit"]["columns"]
    assert json.loads(imported)[1:5] == ["visit", "a:1", 1, {"z": None, "a": 1.5}]
    row = next(row for row in map(json.loads, visits.splitlines()) if row[0] == visit.pk)
    kept = dict(zip(columns, row, strict=True))
    assert kept["purpose"] == visit.purpose
    assert kept["uid"] == str(visit.uid)
    assert kept["start_date"] == "2021-12-06"
    assert kept["created_at"] == visit.created_at.astimezone(UTC).isoformat()


@pytest.mark.django_db(transaction=True)
def test_it_is_of_one_moment_and_nobody_waits_for_it(tmp_path):
    """Another connection adds a source before each table is read; none of those is in the backup."""
    database = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    if connection.vendor == "sqlite":
        import sqlite3

        address = f"sqlite:///{tmp_path}/db.sqlite3"
        with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
            connection.connection.backup(copy)
    script = Path(__file__).with_name("write_during_backup.py")
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "a.backup")],
        env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    written, kept = map(int, result.stdout.split())
    assert written > 10
    assert kept == 1  # the one from before


def test_only_its_owner_reads_it_and_nothing_else_is_left_beside_it(whole):
    assert whole.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in whole.parent.iterdir()} == {whole.name, "media"}


def test_it_does_not_write_over_a_file_unless_told_to(whole):
    before = whole.read_bytes()
    with pytest.raises(CommandError, match="--force"):
        backup(whole)
    assert whole.read_bytes() == before
    VisitFactory()
    backup(whole, force=True)
    assert whole.read_bytes() != before


def test_one_that_breaks_off_leaves_the_old_one(whole, monkeypatch):
    before = whole.read_bytes()

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        backup(whole, force=True)
    assert whole.read_bytes() == before
    assert {one.name for one in whole.parent.iterdir()} == {whole.name, "media"}


def test_a_folder_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        backup(tmp_path / "nowhere" / "a.backup")
