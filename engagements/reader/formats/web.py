"""The visible text of a page in HTML."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from lxml import etree

from .contents import Contents, TextCollector

BLOCK_CHARACTERS = 2**16
# Elements of a page that end a line, and those that hold nothing of its text.
BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer blockquote dt dd hr title "
    "pre time".split()
)
LEFT_OUT = frozenset(
    "script style noscript template svg head nav form button select textarea iframe footer aside".split()
)


class PageText:
    """Takes the elements of a page one by one, and makes a line of each block."""

    def __init__(self, longest: int) -> None:
        self.collector = TextCollector(longest)
        self.depth = 0  # of elements that are left out

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in LEFT_OUT:
            self.depth += 1
        elif tag in BLOCKS:
            self.collector.add("\n\n" if tag != "br" else "\n")
        if tag == "li":
            self.collector.add("• ")

    def end(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.depth = max(0, self.depth - 1)
        elif tag in BLOCKS and tag != "br":
            self.collector.add("\n\n")

    def data(self, text: str) -> None:
        if not self.depth:
            # Line breaks in the source of a page mean nothing.
            self.collector.add(text.replace("\n", " "))

    def comment(self, text: str) -> None:
        """Leave it out."""

    def close(self) -> None:
        """All is collected."""


def html_contents(page: str, longest: int) -> Contents:
    # Python's own parser takes a time that is the square of what is left open.
    target = PageText(longest)
    parser = etree.HTMLParser(target=target, huge_tree=True)
    for start in range(0, len(page), BLOCK_CHARACTERS):
        if target.collector.is_full:
            break
        parser.feed(page[start : start + BLOCK_CHARACTERS])
    else:
        parser.close()  # which gives the last text
    lines = [" ".join(line.split()) for line in target.collector.text.split("\n")]
    kept: list[str] = []
    is_blank = True  # of several blank lines one is kept
    for line in lines:
        if line or not is_blank:
            kept.append(line)
        is_blank = not line
    return Contents(["\n".join(kept).rstrip("\n")], is_cut=target.collector.is_full)
