"""The page of a draft as a person meets it, for tests."""

import re
from html.parser import HTMLParser

from zeal import zeal_ignore

ADDRESS = "/read/"
TEXT = (
    "Trade Minister Jane Roe of Norway visited Ghana from 3 to 5 May 2021. In Accra, Minister Roe met with "
    "Ghanaian Foreign Minister John Doe and his staff to discuss cocoa. Doe requested help with roads."
)


class DraftFields(HTMLParser):
    """What a browser would send of the form of the draft, untouched."""

    def __init__(self, page):
        super().__init__()
        self.data, self.inside, self.name, self.text = {}, False, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            self.inside = found.get("class") == "reading"
        if not self.inside:
            return
        kind, name = found.get("type", "text"), found.get("name", "")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in found):
            self.data[name] = found.get("value", "on" if kind == "checkbox" else "")
        if tag in ("textarea", "select"):
            self.name, self.text = name, ""
            self.data.setdefault(name, "")
        if tag == "option" and "selected" in found:
            self.data[self.name] = found.get("value", "")

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.inside:
            self.data[self.name] = self.text.removeprefix("\n")


class DraftPage:
    """The page of a draft as a person meets it."""

    def __init__(self, client, response):
        self.client, self.response = client, response
        self.data = DraftFields(response.text).data

    def row(self, kind, /, **values):
        """Return the name of the one row of a kind that says ``values``."""
        (name,) = {
            match[0]
            for field in self.data
            if (match := re.match(rf"{kind}-[0-9]+", field))
            and all(self.data.get(f"{match[0]}-{key}") == value for key, value in values.items())
        }
        return name

    def fill(self, row, **values):
        for name, value in values.items():
            if value is None:
                self.data.pop(f"{row}-{name}", None)
            else:
                self.data[f"{row}-{name}"] = value
        return self

    def accept_all(self):
        """Tick every row, also what is offered alone."""
        for name in [name for name in self.data if name.endswith("-passages")]:
            self.fill(name.removesuffix("-passages"), accept="on")
        return self

    def drop(self, row):
        return self.fill(row, accept=None)

    def make(self):
        """Send it; return where it leads to, "" where it comes back."""
        with zeal_ignore():
            response = self.client.post(ADDRESS, {**self.data, "make": "1"})
        if response.status_code == 302:
            return response.url
        self.__init__(self.client, response)
        print(self.errors)  # shown by pytest where a test fails
        return ""

    @property
    def errors(self):
        return [f"{error.subject}: {error.message}" for error in self.response.context["draft"].errors]


def read_text(client, text, **more):
    """Return the page of the draft of ``text``."""
    response = client.post(ADDRESS, {"text": text, **more})
    assert response.status_code == 200
    return DraftPage(client, response)


def act(page, name, words="", **values):
    """Press a button of the draft; ``words`` are typed, ``values`` are other fields."""
    response = page.client.post(ADDRESS, {**page.data, "act": name, "words": words, **values})
    assert response.status_code == 200
    return DraftPage(page.client, response)
