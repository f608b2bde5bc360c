"""Text as it is compared: without case, accents or punctuation. The one place that folds."""

import unicodedata

from django.db import models

# Letters that Unicode does not decompose into a base letter and a mark.
LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
}  # fmt: skip
VANISH = ".'’ʼ`"
# Scripts that put no space between words: each character stands for itself.
UNSPACED = ("CJK UNIFIED", "CJK COMPATIBILITY", "HIRAGANA", "KATAKANA")


class Characters(dict):
    """What each character of a decomposed text becomes, worked out when it is first met."""

    def __missing__(self, code):
        character = chr(code)
        if unicodedata.combining(character) or character in VANISH:
            found = ""
        elif unicodedata.name(character, "").startswith(UNSPACED):
            found = f" {character} "
        elif unicodedata.category(character)[0] in "LMN":  # a mark of width is part of its word
            found = LETTERS.get(character, character)
        else:
            found = " "
        self[code] = found
        return found


CHARACTERS = Characters()


def fold(text):
    """Return ``text`` in lower case, without marks, its words parted by single spaces.

    Punctuation parts words ("Syptak-Ramnath" is two), apart from apostrophes and full
    stops, which vanish ("O'Brien" is one, "U.S." is "us"). Every script is kept; of those
    without spaces each character is a word.
    """
    # Decomposed before as well: signs such as № and 𝓐 hold capitals that only then appear.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = text.translate(CHARACTERS)
    return " ".join(unicodedata.normalize("NFKC", text).split())


class FoldedQuerySet(models.QuerySet):
    def matching(self, text):
        """Records in whose names every word of ``text`` occurs, in any order."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class Folded(models.Model):
    """A model whose names are found however they are typed.

    ``folded`` is derived from ``folded_from`` at every ``save()``; who writes by
    ``update()`` or ``bulk_create()`` calls ``refold()`` first.
    """

    folded_from = ("name",)

    folded = models.TextField(editable=False, default="")

    objects = FoldedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.refold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def refold(self):
        """Derive ``folded`` from the names as they are now, parted by bars."""
        self.folded = " | ".join(filter(None, map(fold, self.names_to_fold())))

    def names_to_fold(self):
        """Return all that the record is to be found by, one line a name."""
        return "\n".join(getattr(self, field) for field in self.folded_from).splitlines()
