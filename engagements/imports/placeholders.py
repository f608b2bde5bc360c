"""What people write into a cell when they have nothing to write."""

from engagements.common.folding import fold

# Folded, as a whole cell.
PLACEHOLDERS = {
    fold(text)
    for text in (
        "n/a", "na", "#N/A", "n.a.", "nil", "none", "null", "nan", "tbd", "tba", "tbc", "unknown",
        "not known", "not applicable", "not available", "not stated", "not given", "no name", "unnamed",
        "to be determined", "to be confirmed", "to be announced", "inconnu", "desconocido", "unbekannt",
        "sconosciuto", "s/o", "k.A.", "xxx",
    )
}  # fmt: skip
# Codes of countries that are placeholders as well, and the names that are not.
CODES_ASKED_ABOUT = {"NA": "Namibia"}


def is_placeholder(text: str) -> bool:
    """Whether a cell has a sign for nothing in it: N/A, TBD, or no letter and no number at all."""
    folded = fold(text)
    return folded in PLACEHOLDERS or not any(map(str.isalnum, folded))
