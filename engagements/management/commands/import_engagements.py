"""Import sheets by a mapping; see docs/import.md."""

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from types import TracebackType
from typing import Any

from django.contrib.auth.models import User
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from tqdm import tqdm

from engagements.imports.commit import CommitError, commit
from engagements.imports.mapping import MappingError, read_mapping_file
from engagements.imports.plan import ImportPlan, make_plan, rejected_rows, report_rows
from engagements.imports.reading import SheetError
from engagements.models import ImportRun

BAD_INPUT = 2  # the exit code
MAX_SHOWN = 20  # of errors, of similar names, of values kept
STAGES = {"read": "Reading", "compare": "Comparing", "write": "Writing"}


class Command(BaseCommand):
    # Those of the addresses would load every page, which takes longer than to read a short sheet.
    requires_system_checks = [Tags.models]
    help = (
        "Import visits, meetings and all that belongs to them from CSV or XLSX sheets, by a mapping in TOML. "
        "All or nothing: a wrong row stops the import. Exit code 2 where the input is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--mapping", required=True, metavar="MAP.toml", help="a file, or one that ships")
        parser.add_argument("--encoding", help="what the files are in, where they are not in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and do nothing")
        parser.add_argument("--report", metavar="FILE.csv", help="write all that is done, kept or wrong")
        parser.add_argument("--skip-bad-rows", action="store_true", help="import the rows that are right")
        parser.add_argument(
            "--rejected", metavar="FILE.csv", help="where rows left out are written, to be mended"
        )
        parser.add_argument("--user", help="the user name of whose import this is")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self.find_user(options["user"])
        skip_bad_rows = options["skip_bad_rows"]
        if options["rejected"] and not skip_bad_rows:
            raise CommandError("--rejected goes with --skip-bad-rows.", returncode=BAD_INPUT)
        with ProgressBar(self.stderr) as progress:
            try:
                decided = {"encoding": options["encoding"]} if options["encoding"] else {}
                mapping = read_mapping_file(options["mapping"], decided)
                plan = make_plan(options["files"], mapping, user=user, progress=progress)
            except (MappingError, SheetError) as error:
                raise CommandError(str(error), returncode=BAD_INPUT) from error
        if options["report"]:
            self.write_csv(options["report"], report_rows(plan))
        if options["verbosity"]:
            self.show_plan(plan, options["dry_run"])
        if plan.error_count and not skip_bad_rows:
            raise CommandError(
                f"{counted(plan.rows_left_out, 'row')} can't be imported as the sheet is, so nothing "
                "was imported.",
                returncode=BAD_INPUT,
            )
        if plan.rows_left_out:
            self.write_rejected(plan, options["rejected"], options["dry_run"])
        if options["dry_run"]:
            return
        with ProgressBar(self.stderr) as progress:
            try:
                import_run = commit(plan, user, progress, skip_bad_rows)
            except CommitError as error:
                raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.show_result(plan, import_run)

    def find_user(self, username: str | None) -> User | None:
        if not username:
            return None
        try:
            return User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(f"There is no user “{username}”.", returncode=BAD_INPUT) from None

    def write_rejected(self, plan: ImportPlan, path: str | None, dry_run: bool) -> None:
        if path:
            self.write_csv(path, rejected_rows(plan), plan.mapping.options.delimiter or ",")
        elif not dry_run:
            raise CommandError(
                "Say by --rejected where the rows left out are to be written.", returncode=BAD_INPUT
            )

    def write_csv(self, path: str, rows: Iterable[Sequence[str | int]], delimiter: str = ",") -> None:
        try:
            with (
                nullcontext(sys.stdout)
                if path == "-"
                else open(path, "w", encoding="utf-8-sig", newline="") as file
            ):
                csv.writer(file, delimiter=delimiter).writerows(rows)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.", returncode=BAD_INPUT) from error

    def show_plan(self, plan: ImportPlan, dry_run: bool) -> None:
        """Write what was guessed, what is wrong, what looks alike, and what is kept."""
        for note in plan.notes:
            self.stdout.write(note)
        kind, number = None, 0
        for group in plan.notices:
            if group.kind is not kind:
                kind, number = group.kind, 0
                self.stdout.write(f"{kind}:")
            number += 1
            if number <= MAX_SHOWN:
                self.stdout.write(f"  {group}")
            elif number == MAX_SHOWN + 1:
                self.stdout.write("  … and more; --report writes all of them.")
        for number, error in enumerate(plan.errors):
            if number == MAX_SHOWN:
                self.stderr.write(f"… and {plan.error_count - MAX_SHOWN} more; --report writes all of them.")
                break
            self.stderr.write(str(error))
        for number, similar in enumerate(plan.similar_names):
            if number == MAX_SHOWN:
                self.stdout.write("… and more names that look alike; --report writes all of them.")
                break
            self.stdout.write(
                f"New {similar.kind} “{similar.name}” looks like “{similar.candidate_name}” "
                f"(#{similar.candidate}, likeness {similar.likeness})."
            )
        kept_lines = (line for line in plan.report_lines() if line.action == "kept")
        for number, line in enumerate(kept_lines):
            if number == MAX_SHOWN:
                self.stdout.write("… and more was kept; --report writes all of it.")
                break
            self.stdout.write(
                f"Kept as edited by hand: {line.kind} “{line.name or line.key}”, {line.details}."
            )
        if dry_run:
            self.stdout.write(f"{counted(plan.rows_read, 'row')} read. This would be done:")
            self.show_counts(plan)
            self.stdout.write("Nothing was written: this was a dry run.")

    def show_counts(self, plan: ImportPlan) -> None:
        for kind, count in plan.counts.items():
            parts = [f"{number} {action}" for action, number in count.items() if number and action != "kept"]
            kept = f"; {counted(count['kept'], 'value')} kept as edited by hand" if count["kept"] else ""
            self.stdout.write(f"  {kind}: {', '.join(parts)}{kept}")

    def show_result(self, plan: ImportPlan, import_run: ImportRun) -> None:
        self.stdout.write(f"{counted(plan.rows_read, 'row')} read.")
        if plan.changes_nothing:
            self.stdout.write("Nothing changed: all of it is there already.")
        else:
            self.show_counts(plan)
        if import_run.rows_left_out:
            self.stdout.write(f"{counted(import_run.rows_left_out, 'row')} left out.")


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class ProgressBar:
    """A bar on a terminal; nothing elsewhere."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream, self.stage = stream, ""
        self.bar: Any = None

    def __enter__(self) -> "ProgressBar | None":
        return self if self.stream.isatty() else None

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage != self.stage:
            self.close()
            self.stage = stage
            self.bar = tqdm(desc=STAGES[stage], total=total, file=self.stream, leave=False)
        self.bar.total = total
        self.bar.update(done - self.bar.n)
