"""How well the reader reads: precision, recall and F1 over readouts whose facts are written down."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from engagements.reader.confidence import interval
from engagements.reader.evaluation import MEASURES, Judge, Score, calibration, judge_folder, total


class Command(BaseCommand):
    help = (
        "Read every readout of a folder and print how far the readings agree with the facts beside them, "
        "and how many proposals of each confidence are right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folders",
            nargs="*",
            type=Path,
            default=[settings.BASE_DIR / "tests" / "reader" / "readouts"],
            help="where NAME.txt and NAME.json are; those of the tests unless given",
        )
        parser.add_argument(
            "--each", action="store_true", dest="per_readout", help="a table for each readout too"
        )
        parser.add_argument("--rules", action="store_true", help="how often each group of rules is right")
        parser.add_argument(
            "--measure", action="store_true", help="the same as Python, for reader/measured.py"
        )

    def handle(self, *args: Any, folders: list[Path], per_readout: bool, **options: Any) -> None:
        results: dict[str, dict[str, Judge]] = {}
        for folder in folders:
            for set_name, judges in (judge_folder(folder) if folder.is_dir() else {}).items():
                results.setdefault(set_name, {}).update(judges)
        if not results:
            raise CommandError(f"There are no accounts with facts beside them in {folders[0]}.")
        everything = {name: judge for judges in results.values() for name, judge in judges.items()}
        verdicts = [verdict for judge in everything.values() for verdict in judge.verdicts]
        if options["measure"]:
            for (kind, rule), score in sorted(calibration(verdicts, "rule").items()):
                self.stdout.write(f'    ("{kind}", "{rule}"): ({score.correct}, {score.proposed}),')
            return
        for set_name, judges in results.items():
            for name, judge in judges.items() if per_readout else ():
                self.print_table(name, judge.scores)
            self.print_table(f"{set_name or 'all'} ({len(judges)} accounts)", total(judges))
        if len(results) > 1:
            self.print_table(f"all ({len(everything)} accounts)", total(everything))
        self.print_shares("kind and confidence", calibration(verdicts, "confidence"))
        if options["rules"]:
            self.print_shares("kind and rules", calibration(verdicts, "rule"))

    def print_table(self, title: str, scores: dict[str, Score]) -> None:
        self.stdout.write(
            f"\n{title:<40}{'precision':>10}{'95 %':>10}{'recall':>8}{'95 %':>10}{'F1':>7}"
            f"{'right':>7}{'found':>7}{'said':>6}"
        )
        for measure in MEASURES:
            score = scores[measure]
            self.stdout.write(
                f"{measure:<40}{score.precision:>10.2f}{bounds(score.correct, score.proposed):>10}"
                f"{score.recall:>8.2f}{bounds(score.correct, score.expected):>10}{score.f1:>7.2f}"
                f"{score.correct:>7}{score.proposed:>7}{score.expected:>6}"
            )

    def print_shares(self, title: str, shares: dict[tuple[str, str], Score]) -> None:
        self.stdout.write(f"\n{title:<60}{'right':>7}{'of':>6}{'share':>7}{'95 %':>10}")
        for (kind, name), score in sorted(shares.items()):
            self.stdout.write(
                f"{f'{kind}: {name}':<60}{score.correct:>7}{score.proposed:>6}{score.precision:>7.2f}"
                f"{bounds(score.correct, score.proposed):>10}"
            )


def bounds(correct: int, number: int) -> str:
    """Return a 95 % interval in words: ".81-.97"."""
    low, high = interval(correct, number)
    return f"{low:.2f}-{high:.2f}"
