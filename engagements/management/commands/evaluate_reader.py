"""How well the reader reads: precision, recall and F1 over readouts whose facts are written down."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from engagements.reader.evaluation import MEASURES, Score, evaluate, total


class Command(BaseCommand):
    help = "Read every account of a folder and print how far the readings agree with the facts beside them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "tests" / "reader" / "readouts",
            help="where NAME.txt and NAME.json are; those of the tests unless given",
        )
        parser.add_argument(
            "--each", dest="per_readout", action="store_true", help="a table for each account too"
        )

    def handle(self, *args: Any, folder: Path, per_readout: bool, **options: Any) -> None:
        results = evaluate(folder) if folder.is_dir() else {}
        if not results:
            raise CommandError(f"There are no accounts with facts beside them in {folder}.")
        everything: dict[str, dict[str, Score]] = {}
        for set_name, readouts in results.items():
            if per_readout:
                for readout, scores in readouts.items():
                    self.print_table(readout, scores)
            self.print_table(f"{set_name or 'all'} ({len(readouts)} accounts)", total(readouts))
            everything |= readouts
        if len(results) > 1:
            self.print_table(f"all ({len(everything)} accounts)", total(everything))

    def print_table(self, title: str, scores: dict[str, Score]) -> None:
        self.stdout.write(
            f"\n{title:<40}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'found':>7}{'said':>6}"
        )
        for measure in MEASURES:
            score = scores[measure]
            self.stdout.write(
                f"{measure:<40}{score.precision:>10.2f}{score.recall:>8.2f}{score.f1:>7.2f}"
                f"{score.correct:>7}{score.proposed:>7}{score.expected:>6}"
            )
