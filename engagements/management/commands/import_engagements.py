"""Import sheets by a mapping; see docs/import.md."""

import csv
import sys
from contextlib import nullcontext

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from engagements.imports.commit import CommitError, commit
from engagements.imports.mapping import MappingError, read_mapping_file
from engagements.imports.plan.import_plan import make_plan
from engagements.imports.plan.report import report
from engagements.imports.reading import SheetError
from engagements.imports.rejected import write_rejected

BAD_INPUT = 2
MOST_TOLD = 20
STAGES = {"read": "Reading", "compare": "Comparing", "write": "Writing"}


class Command(BaseCommand):
    help = (
        "Import visits, meetings and all that belongs to them from CSV or XLSX sheets, by a mapping in TOML. "
        "All or nothing: a wrong row stops the import. Exit code 2 where the input is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--mapping", required=True, metavar="MAP.toml", help="a file, or one that ships")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and do nothing")
        parser.add_argument("--report", metavar="FILE.csv", help="write all that is done, kept or wrong")
        parser.add_argument("--skip-bad-rows", action="store_true", help="import the rows that are right")
        parser.add_argument(
            "--rejected", metavar="FILE.csv", help="where rows left out are written, to be mended"
        )
        parser.add_argument("--user", help="the user name of whose import this is")

    def handle(self, *args, files, mapping, dry_run, skip_bad_rows, **options):
        user = self.find_user(options["user"])
        if options["rejected"] and not skip_bad_rows:
            raise CommandError("--rejected goes with --skip-bad-rows.", returncode=BAD_INPUT)
        with ProgressBar(self.stderr) as progress:
            try:
                plan = make_plan(files, read_mapping_file(mapping), user=user, progress=progress)
            except (MappingError, SheetError) as error:
                raise CommandError(str(error), returncode=BAD_INPUT) from error
        if options["report"]:
            self.write(options["report"], report(plan))
        if options["verbosity"]:
            self.tell(plan, dry_run)
        if plan.error_count and not skip_bad_rows:
            raise CommandError(
                f"{self.counted(plan.rows_left_out, 'row')} can't be imported as the sheet is, so nothing "
                "was imported.",
                returncode=BAD_INPUT,
            )
        if plan.rows_left_out and skip_bad_rows:
            if not (dry_run or options["rejected"]):
                raise CommandError(
                    "Say by --rejected where the rows left out are to be written.", returncode=BAD_INPUT
                )
            if options["rejected"]:
                self.write(options["rejected"], write_rejected(plan), plan.mapping.options.delimiter or ",")
        if dry_run:
            return
        with ProgressBar(self.stderr) as progress:
            try:
                run = commit(plan, user, progress, skip_bad_rows)
            except CommitError as error:
                raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.summary(plan, run)

    def find_user(self, username):
        if not username:
            return None
        try:
            return get_user_model().objects.get_by_natural_key(username)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no user “{username}”.", returncode=BAD_INPUT) from None

    def write(self, path, rows, delimiter=","):
        try:
            with (
                nullcontext(sys.stdout)
                if path == "-"
                else open(path, "w", encoding="utf-8-sig", newline="") as file
            ):
                csv.writer(file, delimiter=delimiter).writerows(rows)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.", returncode=BAD_INPUT) from error

    def tell(self, plan, dry_run):
        for note in plan.notes:
            self.stdout.write(note)
        for number, error in enumerate(plan.errors):
            if number == MOST_TOLD:
                self.stderr.write(f"… and {plan.error_count - MOST_TOLD} more; --report writes all of them.")
                break
            self.stderr.write(str(error))
        for number, one in enumerate(plan.likenesses):
            if number == MOST_TOLD:
                self.stdout.write("… and more names that look alike; --report writes all of them.")
                break
            self.stdout.write(
                f"New {one.kind} “{one.name}” looks like “{one.candidate_name}” "
                f"(#{one.candidate}, likeness {one.likeness})."
            )
        for number, row in enumerate(row for row in plan.rows() if row.action == "kept"):
            if number == MOST_TOLD:
                self.stdout.write("… and more was kept; --report writes all of it.")
                break
            self.stdout.write(f"Kept as edited by hand: {row.kind} “{row.name or row.key}”, {row.details}.")
        if dry_run:
            self.stdout.write(f"{self.counted(plan.rows_read, 'row')} read. This would be done:")
            self.tell_counts(plan)
            self.stdout.write("Nothing was written: this was a dry run.")

    def tell_counts(self, plan):
        for kind, count in plan.counts.items():
            parts = [f"{number} {what}" for what, number in count.items() if number and what != "kept"]
            kept = f"; {self.counted(count['kept'], 'value')} kept as edited by hand" if count["kept"] else ""
            self.stdout.write(f"  {kind}: {', '.join(parts)}{kept}")

    def summary(self, plan, run):
        self.stdout.write(f"{self.counted(plan.rows_read, 'row')} read.")
        if plan.changes_nothing:
            self.stdout.write("Nothing changed: all of it is there already.")
        else:
            self.tell_counts(plan)
        if run.rows_left_out:
            self.stdout.write(f"{self.counted(run.rows_left_out, 'row')} left out.")

    @staticmethod
    def counted(number, noun):
        return f"{number:,} {noun}{'' if number == 1 else 's'}"


class ProgressBar:
    """A bar on a terminal; nothing elsewhere."""

    def __init__(self, stream):
        self.stream, self.bar, self.stage = stream, None, None

    def __enter__(self):
        return self if self.stream.isatty() else None

    def __exit__(self, *exception):
        if self.bar is not None:
            self.bar.close()

    def __call__(self, stage, done, total):
        if stage != self.stage:
            self.__exit__()
            self.stage = stage
            self.bar = tqdm(desc=STAGES[stage], total=total, file=self.stream, leave=False)
        self.bar.total = total
        self.bar.update(done - self.bar.n)
