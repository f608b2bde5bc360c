"""Cards (vCard 2.1, 3.0 and 4.0) as plain values, in one pass over their lines; `main` runs in the process
with limits.
"""

import base64
import binascii
import quopri
import re
from dataclasses import asdict, dataclass, field
from typing import Any

MAX_CARDS = 200
MAX_DETAILS = 50  # of a card
LARGEST_CARDS = 2_000_000  # bytes; photographs included
MAX_VALUE = 500  # characters
PARAMETER = re.compile(r';([^=;:"]+)(?:=((?:"[^"]*"|[^;:"])*))?')
QUOTED_PRINTABLE_ENDS = re.compile(rb";(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.I)
BARE_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64")

Detail = tuple[str, str, str]  # kind, value, note


class UnreadableCards(Exception):
    """Says in words for the user why nothing is taken of it."""


@dataclass
class Card:
    name: str = ""
    sort_name: str = ""
    honorific: str = ""
    title: str = ""
    organization: str = ""
    details: list[Detail] = field(default_factory=list)


@dataclass
class Property:
    name: str
    parameters: dict[str, list[str]]
    value: bytes

    def text(self) -> str:
        """Return the value decoded, as it stands between escapes."""
        value = self.value
        encoding = "".join(self.parameters.get("ENCODING", ())).upper()
        if encoding == "QUOTED-PRINTABLE":
            value = quopri.decodestring(value)
        elif encoding in ("B", "BASE64"):
            try:
                value = base64.b64decode(value, validate=True)
            except binascii.Error:
                return ""
        return decode(value, "".join(self.parameters.get("CHARSET", ())))

    def parts(self) -> list[str]:
        """Return the components of the value, which semicolons part, unescaped."""
        return [" ".join(unescape(part).split()) for part in re.split(r"(?<!\\);", self.text())]

    def whole(self) -> str:
        return " ".join(unescape(self.text()).split())[:MAX_VALUE]


def main(content: bytes) -> dict[str, Any]:
    """Return ``cards`` and whether there are more (``is_cut``), or ``error`` with why there are none."""
    try:
        cards = read_cards(content)
    except UnreadableCards as error:
        return {"error": str(error)}
    return {"cards": [asdict(card) for card in cards[:MAX_CARDS]], "is_cut": len(cards) > MAX_CARDS}


def read_cards(content: bytes) -> list[Card]:
    """Return the cards of a file, of very many one more than `MAX_CARDS`. Raises `UnreadableCards`."""
    if len(content) > LARGEST_CARDS:
        raise UnreadableCards(f"It is larger than {LARGEST_CARDS // 1_000_000} MB.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = decode(content, "utf-16").encode()
    cards: list[Card] = []
    properties: list[Property] | None = None
    for line in unfolded(content.removeprefix(b"\xef\xbb\xbf")):
        upper = line.strip().upper()
        if upper == b"BEGIN:VCARD":
            properties = []
        elif upper == b"END:VCARD" and properties is not None:
            cards.append(card_of(properties))
            properties = None
        elif properties is not None and (parsed := parse(line)):
            properties.append(parsed)
        if len(cards) > MAX_CARDS:
            break
    if not cards:
        raise UnreadableCards("It is a damaged card, or none.")
    return cards


def unfolded(content: bytes) -> list[bytes]:
    """Return the lines, those joined that were cut: by a space before the rest, or by "=" at the end."""
    lines: list[list[bytes]] = []
    is_open = False  # whether the line before goes on, as quoted-printable has it
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if is_open:
            lines[-1].append(b"\n" + line)
        elif line[:1] in (b" ", b"\t") and lines:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
        is_quoted = is_open or QUOTED_PRINTABLE_ENDS.search(lines[-1][0][:200])
        is_open = bool(is_quoted) and line.endswith(b"=")
    return [b"".join(parts) for parts in lines]


def parse(line: bytes) -> Property | None:
    """Return the property that a line is; None for what is none."""
    text = line.decode("latin-1")
    head = re.match(r"(?:[\w-]+\.)?([A-Za-z][\w-]*)", text[:200])
    if not head:
        return None
    parameters: dict[str, list[str]] = {}
    end = head.end()
    while match := PARAMETER.match(text, end):
        name, values = match[1].strip().upper(), match[2]
        if values is None:  # as 2.1 has it: ;HOME;QUOTED-PRINTABLE
            name, values = ("ENCODING" if name in BARE_ENCODINGS else "TYPE"), name
        parameters.setdefault(name, []).extend(values.replace('"', "").split(","))
        end = match.end()
    if text[end : end + 1] != ":":
        return None
    return Property(head[1].upper(), parameters, line[end + 1 :])


def decode(value: bytes, charset: str = "") -> str:
    """Return text of bytes: by the charset that is said, as UTF-8, or else as Western Europe writes."""
    for encoding in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return value.decode(encoding).replace("\0", "")
        except (LookupError, ValueError):
            continue
    return value.decode("latin-1").replace("\0", "")


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def card_of(properties: list[Property]) -> Card:
    card, full_name = Card(), ""
    units: list[str] = []
    for item in properties:
        match item.name:
            case "FN":
                full_name = full_name or item.whole()[:200]
            case "N" if not card.name:
                family, forename, additional, prefix, *_ = [*item.parts(), "", "", "", ""]
                card.honorific = prefix[:60]
                card.name = " ".join(filter(None, (forename, additional, family)))[:200]
                card.sort_name = ", ".join(filter(None, (family, forename)))[:200]
            case "ORG" if not card.organization:
                card.organization, *units = item.parts()
            case "TITLE":
                card.title = card.title or item.whole()
            case "EMAIL" | "TEL" | "ADR" | "URL":
                card.details += details_of(item)
    if full_name:
        card.name = full_name.removeprefix(card.honorific).strip(" ,")
    card.organization = card.organization[:250]
    card.title = ", ".join(filter(None, (card.title, *units)))[:250]
    card.details = list(dict.fromkeys(card.details))[:MAX_DETAILS]
    return card


def details_of(item: Property) -> list[Detail]:
    """Return what a property says of how somebody is reached."""
    types = {kind.lower() for kind in item.parameters.get("TYPE", ())}
    note = ", ".join(name for name in ("work", "home", "fax", "pager") if name in types)
    value = item.whole().removeprefix("tel:").removeprefix("mailto:")
    if item.name == "ADR":
        value = ", ".join(filter(None, item.parts()))[:MAX_VALUE]
    if not value:
        return []
    kind = {"EMAIL": "email", "ADR": "address", "URL": "website"}.get(item.name, "phone")
    if item.name == "TEL":
        kind = "mobile" if "cell" in types else "other" if types & {"fax", "pager"} else "phone"
    if kind == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        kind = "other"
    return [(kind, value, note)]
