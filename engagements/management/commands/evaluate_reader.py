"""How well the reader reads: precision, recall and F1 over accounts whose facts are written down."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from engagements.reader.evaluation import MEASURES, evaluate, total


class Command(BaseCommand):
    help = "Read every account of a folder and print how far the readings agree with the facts beside them."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "tests" / "reader" / "readouts",
            help="where NAME.txt and NAME.json are; those of the tests unless given",
        )
        parser.add_argument("--each", action="store_true", help="a table for each account too")

    def handle(self, *args, folder, each, **options):
        results = evaluate(folder) if folder.is_dir() else {}
        if not results:
            raise CommandError(f"There are no accounts with facts beside them in {folder}.")
        everything = {}
        for name, accounts in results.items():
            if each:
                for account, scores in accounts.items():
                    self.table(account, scores)
            self.table(f"{name or 'all'} ({len(accounts)} accounts)", total(accounts))
            everything |= accounts
        if len(results) > 1:
            self.table(f"all ({len(everything)} accounts)", total(everything))

    def table(self, title, scores):
        self.stdout.write(
            f"\n{title:<40}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'found':>7}{'said':>6}"
        )
        for measure in MEASURES:
            one = scores[measure]
            self.stdout.write(
                f"{measure:<40}{one.precision:>10.2f}{one.recall:>8.2f}{one.f1:>7.2f}"
                f"{one.right:>7}{one.found:>7}{one.there:>6}"
            )
