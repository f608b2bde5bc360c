"""Of what organization somebody is, as far as an office or a name tells it."""

# ruff: noqa: E501, SIM905 (patterns and words are read more easily so)

import re

from engagements.common.folding import fold
from engagements.reader.proposals import OrganizationKind
from engagements.reader.words import HEADS, INTERNATIONAL, ORGANIZATION_WORDS

DEPARTMENTS = ("US", "PH", "ZA")  # where a Secretary has a department
MINISTRY = re.compile(
    r"\b(?P<head>minister|(?:permanent )?secretary)(?: of state)? (?P<of>of|for) (?P<what>.+)$", re.I
)
NOT_A_MINISTRY = re.compile(r"\b(?:prime|general|parliamentary|press|private|cabinet|executive)\b", re.I)
# "Under Secretary of the Treasury for International Affairs"
OF_DEPARTMENT = re.compile(r" for .+$")
PORTFOLIO = re.compile(
    r"^(?:deputy |vice |assistant |first |second |acting )*"
    r"(?P<what>external affairs|foreign|defen[sc]e|interior|finance|justice|trade|health|energy|economy|environment|education|"
    r"transport|agriculture|labou?r|culture|tourism|home|development|commerce|(?:\w+ ){1,3}and(?: \w+){1,3}?)"
    r"(?: affairs)?[ -](?:deputy |vice-|vice )?(?P<head>minister|secretary)$",
    re.I,
)
SECRETARY_OF_STATE = re.compile(r"\bsecretary of state(?: for .+)?$|\bsecstate$", re.I)
BEFORE_SECOND_OFFICE = re.compile(r"(?: and|,) (?=[\w ]*(?:Minister|Secretary)\b)")
OF_MINISTRIES = ("minister", "permanent secretary")
SPELLED_OUT = {"foreign": "Foreign Affairs", "home": "Home Affairs"}
NO_PORTFOLIO = ("state", "staff", "mission", "cabinet")

KINDS: tuple[tuple[OrganizationKind, frozenset[str]], ...] = (
    ("ministry", frozenset(("ministry", "department", "treasury"))),
    ("mission", frozenset(("embassy", "consulate", "mission"))),
    ("agency", frozenset("agency bureau office commission institute authority service administration customs "
                         "police directorate".split())),
    ("company", frozenset(("company", "corporation", "inc", "ltd"))),
    ("civil_society", frozenset(("foundation", "association", "society", "university", "chamber"))),
)  # fmt: skip


def implied_organization(title: str, country: str = "") -> str:
    """Return the organization that an office implies in so many words, or ""."""
    if country == "US" and SECRETARY_OF_STATE.search(title):
        return "Department of State"
    if title.startswith(("European Commissioner", "EU Commissioner")):
        return "European Commission"
    if title in ("FM", "DFM"):
        return "Ministry of Foreign Affairs"
    # Of two offices ("State Councilor and Foreign Minister") the first that implies one.
    offices = BEFORE_SECOND_OFFICE.split(title)
    if HEADS.isdisjoint(offices[0].lower().split()):
        offices = [title]  # "Tourism and Culture Minister" is one
    ministries = (ministry_of(office, country) for office in offices)
    return next(filter(None, ministries), "")


def ministry_of(office: str, country: str) -> str:
    """Return the ministry or department of a minister or secretary, or ""."""
    match = PORTFOLIO.match(office) or MINISTRY.search(office)
    if not match or NOT_A_MINISTRY.search(office[: match.start("head")]):
        return ""
    words = match.groupdict()
    portfolio, preposition = words["what"], words.get("of")
    if preposition is None:
        portfolio = SPELLED_OUT.get(portfolio.lower(), portfolio.title().replace(" And ", " and "))
    if "minister of state" in office.lower() and not portfolio.lower().startswith("foreign affairs"):
        return ""  # without one of their own
    if portfolio.lower() in NO_PORTFOLIO or office.lower() == "foreign secretary":
        return ""
    if words["head"].lower() in OF_MINISTRIES:
        return f"Ministry {preposition or 'of'} {portfolio}"
    is_department = country in DEPARTMENTS and (preposition or "of").lower() == "of"
    portfolio = OF_DEPARTMENT.sub("", portfolio)
    return f"Department {preposition or 'of'} {portfolio}" if is_department else ""


def kind_of_organization(name: str) -> OrganizationKind:
    """Return the kind of organization that its name tells; "" for a name that tells none."""
    if fold(name) in INTERNATIONAL:
        return "international"
    words = set(fold(name).split())
    for kind, signs in KINDS:
        if words & signs:
            return kind
    return "other" if words & ORGANIZATION_WORDS else ""
