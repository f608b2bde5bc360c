"""Countries as people write them, and towns where diplomacy happens.

django-countries has the names of ISO; ``countries.txt`` has the adjectives, and after a bar other names, of
each code; ``towns.txt`` the capitals and usual places of conferences, so that "in Geneva" needs no country.
"""

from collections.abc import Iterator
from pathlib import Path


def table(name: str) -> Iterator[tuple[str, str]]:
    """Yield (code, the rest of the line) of each entry of a file beside this one."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition(" ")
        yield code, rest
