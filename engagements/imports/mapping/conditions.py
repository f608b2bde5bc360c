"""Conditions: what must hold of a column."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """Holds where every thing said of the column does."""

    column: str
    tests: dict

    TESTS = ("is", "is_not", "begins", "contains", "blank")

    def holds(self, look_up):
        text = " ".join(str(look_up(self.column) or "").split())
        for test, wanted in self.tests.items():
            match test:
                case "is":
                    good = text in wanted
                case "is_not":
                    good = text not in wanted
                case "begins":
                    good = any(text.startswith(one) for one in wanted)
                case "contains":
                    good = any(one in text for one in wanted)
                case "blank":
                    good = (not text) == wanted
            if not good:
                return False
        return True
