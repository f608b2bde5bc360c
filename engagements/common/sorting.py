"""The order in which people look names up: keys that every database sorts alike, whatever its collation."""

from .folding import fold

# Letters that stand after another one in their alphabets, and elsewhere in Unicode; katakana stand with
# hiragana. Of other scripts the order is that of Unicode.
EARLIER_LETTERS = {
    **dict(zip("ґђєіјљњћџ", "гдеиилнтч", strict=True)),  # Ukrainian, Serbian
    **dict(zip("әғқңөұүһ", "агкноуух", strict=True)),  # Kazakh
    **dict(zip("پچژڤگ", "بجزفك", strict=True)),  # Persian
}
LAST = "\U0010ffff"  # sorted behind every letter
MAX_BYTES = 400  # what an index of PostgreSQL can hold
ALPHABETS = str.maketrans(
    {letter: f"{earlier}{LAST}" for letter, earlier in EARLIER_LETTERS.items()}
    | {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
)


def sort_key(*parts: str) -> str:
    """Return the key of a name for lists; of names with several ``parts``, the first counts first.

    Case, accents, punctuation and apostrophes don't count: "al-Thani" and "Åse" are among the As. The
    key is hexadecimal, as collations disagree on blanks and on other scripts, but on no digit.
    """
    text = "\0".join(fold(part).translate(ALPHABETS) for part in parts if part)
    return text.encode()[:MAX_BYTES].hex()
