"""Tables of values: what the sheet says = what it means."""


class ValuesTable:
    """What the sheet says = what it means. A key may end in * for all that begin so."""

    def __init__(self, name, entries):
        self.name = name
        self.exact = {self.plain(key): value for key, value in entries.items() if not key.endswith("*")}
        self.begins = {self.plain(key[:-1]): value for key, value in entries.items() if key.endswith("*")}

    @staticmethod
    def plain(text):
        return " ".join(str(text).split()).casefold()

    def find(self, text):
        """Return (what it means, True), or (``text``, False)."""
        plain = self.plain(text)
        if plain in self.exact:
            return self.exact[plain], True
        for beginning, value in self.begins.items():
            if plain.startswith(beginning):
                return value, True
        return text, False
