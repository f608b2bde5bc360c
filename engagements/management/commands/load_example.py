"""Load an example to look at: what a readout of a visit to Mexico in December 2021 says."""

from typing import Any

from django.core.management.base import BaseCommand

from engagements.operations.example import load_example
from engagements.operations.example_data import MEETINGS


class Command(BaseCommand):
    help = "Load the example: a visit to Mexico in 2021. What is there already is left as it is."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        visit = load_example()
        if not verbosity:
            return
        if visit is None:
            self.stdout.write("The example is there already; nothing was changed.")
        else:
            self.stdout.write(f"Loaded “{visit}” with its {len(MEETINGS)} meetings.")
