"""Text as it is compared: without case, accents or punctuation. The one place that folds."""

import re
import unicodedata
from itertools import dropwhile

# Letters that Unicode does not decompose into a base letter and a mark.
BASE_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ə": "a", "ǝ": "a", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o",
}  # fmt: skip
# One letter, typed on Arabic and on Persian or Urdu keyboards.
SAME_LETTERS = {"ک": "ك", "ی": "ي", "ى": "ي", "ہ": "ه"}
# Apostrophes, ayin, hamza, okina, primes and geresh, however they are typed; full stops; the Arabic dash
# that stretches a word.
REMOVED_CHARACTERS = frozenset(".'`‘’‛′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳״ـ")
# What is not seen, beside the category of format characters: joiners, fillers, selectors of variants.
INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Scripts that put no space between words: each character stands for itself.
UNSPACED_SCRIPTS = ("CJK UNIFIED", "CJK COMPATIBILITY", "HIRAGANA", "KATAKANA")
VOICING_MARKS = "\u3099\u309a"  # by which kana differ as letters do: ha, ba, pa
VOICING_MARK = re.compile(f"(?:(?<=[\u3041-\u30ff]) )?([{VOICING_MARKS}])")

SIGNS = "+#"  # part of a name at the end of a word (C++, C#), punctuation elsewhere
SIGNS_ELSEWHERE = re.compile(r"(?<!\S)[+#]+|[+#]+(?=[^\s+#])")
LETTER, MARK = r"[^\W\d_]", r"[\u0300-\u036f]"
# Begins with the full stop, so that few places of a text are looked at.
PARTED_INITIALS = re.compile(
    rf"\.(?:(?<=^{LETTER}\.)|(?<=[\s.-]{LETTER}\.)|(?<=^{LETTER}{MARK}\.)|(?<=[\s.-]{LETTER}{MARK}\.))"
    rf"[\s-]+(?={LETTER}{MARK}*\.)"
)


class CharacterTable(dict[int, str]):
    """What each character of a decomposed text becomes, worked out when it is first met."""

    def __init__(self, keeps_marks: bool) -> None:
        super().__init__()
        self.keeps_marks = keeps_marks

    def __missing__(self, code: int) -> str:
        self[code] = folded = self.fold_character(chr(code))
        return folded

    def fold_character(self, character: str) -> str:
        category, combining = unicodedata.category(character), unicodedata.combining(character)
        if character in REMOVED_CHARACTERS or category == "Cf" or INVISIBLE.match(character):
            return ""
        if combining:
            return character if self.keeps_marks or character in VOICING_MARKS else ""
        if unicodedata.name(character, "").startswith(UNSPACED_SCRIPTS):
            return f" {character} "
        if category[0] in "LMN":  # a mark of width is part of its word
            letters = SAME_LETTERS if self.keeps_marks else SAME_LETTERS | BASE_LETTERS
            return letters.get(character, character)
        return character if character in SIGNS else " "


MARKED, UNMARKED = CharacterTable(keeps_marks=True), CharacterTable(keeps_marks=False)


def fold(text: str) -> str:
    """Return ``text`` in lower case, without marks, its words parted by single spaces.

    Punctuation parts words ("Syptak-Ramnath" is two), apart from apostrophes and full
    stops, which vanish ("O'Brien" is one, "U.S." is "us", and so is "U. S."). Every script is
    kept; of those without spaces each character is a word.
    """
    return translate(text, UNMARKED)


def fold_keeping_marks(text: str) -> str:
    """Return ``text`` as `fold` does, but with the marks and letters in which two names may differ."""
    return translate(text, MARKED)


def translate(text: str, characters: CharacterTable) -> str:
    is_ascii = text.isascii()  # and so has no marks, and nothing to be composed
    if is_ascii:
        text = text.lower()
    else:
        # Decomposed before as well: signs such as № and 𝓐 hold capitals that only then appear.
        text = text.replace("´", "'")  # typed for an apostrophe; decomposed, it would part two words
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if "." in text:
        text = PARTED_INITIALS.sub(".", text)
    text = text.translate(characters)
    if not is_ascii:
        text = text.replace("i\u0307", "i")  # a capital of Turkish
        if characters.keeps_marks or VOICING_MARK.search(text):
            text = VOICING_MARK.sub(r"\1 ", text)
            # A mark by itself, as the decomposed ¨ is, belongs to no letter.
            text = " ".join("".join(dropwhile(unicodedata.combining, word)) for word in text.split())
    if "+" in text or "#" in text:
        text = SIGNS_ELSEWHERE.sub(" ", text)
    return " ".join(text.split() if is_ascii else unicodedata.normalize("NFKC", text).split())
