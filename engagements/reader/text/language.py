"""Whether a text is in English, the one language that the reader knows."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re

ENGLISH_WORDS = frozenset(
    "the of and to in with on for at by was were is are be has had have his her their its from that this "
    "he she they will also as an met who which".split()
)
FOREIGN_WORDS = frozenset(
    "de la el los las del que y en con por para una un der die das und ist im mit von den dem zu des le "
    "les et du au aux une dans pour avec est il lo della di che per sono o os da do dos em com um uma não "
    "het een van och att som på är af til og det på med w z na się że dnia i v na s se je pre ve bir bu "
    "yang dan di".split()
)
SAMPLE_SIZE = 20_000  # characters
LEAST_WORDS = 60  # from which on a text without English words is none


def is_latin(letter: str) -> bool:
    return "a" <= letter.lower() <= "z" or "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"


def why_not_english(text: str) -> str:
    """Say why ``text`` was not read, or return "" where it looks like English."""
    sample = text[:SAMPLE_SIZE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return "There are no words in it."
    foreign_letters = sum(not is_latin(letter) for letter in letters)
    if foreign_letters * 2 > len(letters):
        return "It was not read: it is not written in Latin letters, and the reader knows English alone."
    # "İ" is two characters in lower case.
    words = re.findall(r"[^\W\d_]+", sample.replace("İ", "I").lower())
    english = sum(word in ENGLISH_WORDS for word in words)
    foreign = sum(word in FOREIGN_WORDS for word in words)
    if foreign > english or (len(words) >= LEAST_WORDS and english * 25 < len(words)):
        return "It was not read: it does not look like English, the one language that the reader knows."
    return ""
