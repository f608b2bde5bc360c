"""Text as it is compared: without case, accents or punctuation. The one place that folds."""

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
BASE_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
}  # fmt: skip
REMOVED_CHARACTERS = ".'’ʼ`"
# Scripts that put no space between words: each character stands for itself.
UNSPACED_SCRIPTS = ("CJK UNIFIED", "CJK COMPATIBILITY", "HIRAGANA", "KATAKANA")


class CharacterTable(dict[int, str]):
    """What each character of a decomposed text becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.combining(character) or character in REMOVED_CHARACTERS:
            folded = ""
        elif unicodedata.name(character, "").startswith(UNSPACED_SCRIPTS):
            folded = f" {character} "
        elif unicodedata.category(character)[0] in "LMN":  # a mark of width is part of its word
            folded = BASE_LETTERS.get(character, character)
        else:
            folded = " "
        self[code] = folded
        return folded


CHARACTERS = CharacterTable()


def fold(text: str) -> str:
    """Return ``text`` in lower case, without marks, its words parted by single spaces.

    Punctuation parts words ("Syptak-Ramnath" is two), apart from apostrophes and full
    stops, which vanish ("O'Brien" is one, "U.S." is "us"). Every script is kept; of those
    without spaces each character is a word.
    """
    # Decomposed before as well: signs such as № and 𝓐 hold capitals that only then appear.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = text.translate(CHARACTERS)
    return " ".join(unicodedata.normalize("NFKC", text).split())
