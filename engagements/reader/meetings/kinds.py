"""Of what format a meeting was, and whether it took place."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.proposals import MeetingFormat, MeetingProgress

VIDEO = re.compile(
    r"\b(?:by|via|through|over|held a|in a) (?:video|vtc|secure video|zoom|webex|teams)\b|\bvideo ?-?(?:conference|call|link|teleconference)|\bvirtual(?:ly)?\b|\bonline\b|\bvtc\b",
    re.I,
)
PHONE = re.compile(
    r"\b(?:phone|telephone|phoned|telephoned|tele-?con|on the line)\b|\bcalls? (?:with|between|to)\b|\b(?:spoke|speaks) (?:today |yesterday )?(?:with|to)\b",
    re.I,
)
COURTESY_CALL = re.compile(
    r"\bcourtesy (?:call|visit|meeting)\b|\bcredentials\b|\bletters? (?:of credence|credential)", re.I
)
RECEPTION = re.compile(
    r"\b(?:reception|gala|banquet)\b|\b(?:lunch(?:eon)?|dinner) (?:[\w,]+ ){0,8}in honou?r of\b", re.I
)
SITE_VISIT = re.compile(r"\b(?:toured|inspected|walked (?:through |the )|site visit|guided tour)\b", re.I)
FAREWELL = re.compile(r"\b(?:seen off|s[ae]w (?:\w+ ){1,3}off|bade (?:\w+ ){0,3}farewell)\b", re.I)
MULTILATERAL = re.compile(
    r"\b(?:summits?(?! (?:meeting|talks))|(?<!press )conference|forum|round[ -]?table|multilateral|trilateral|quadrilateral|quad|ministerial (?:meeting|conference)|g-?7|g-?20|plenary(?! (?:meeting|session|talks))|general assembly|town hall|panel)\b",
    re.I,
)
# In the order in which they are tried.
FORMATS: tuple[tuple[MeetingFormat, re.Pattern[str]], ...] = (
    ("courtesy_call", COURTESY_CALL),
    ("video", VIDEO),
    ("call", PHONE),
    ("multilateral", MULTILATERAL),
    ("site_visit", SITE_VISIT),
    ("reception", RECEPTION),
    ("other", FAREWELL),
)
PROGRESS: tuple[tuple[MeetingProgress, re.Pattern[str]], ...] = (
    (
        "cancelled",
        re.compile(
            r"\b(?:was|were) to have\b|\bhad been (?:due|scheduled|set|expected) to\b|\b(?:was|were) supposed to\b|\b(?:cancel(?:l)?ed|called off|scrapped|shelved|(?:did|will) not (?:take place|go ahead|happen)|fell through|(?:was|were) (?:dropped|called away))\b",
            re.I,
        ),
    ),
    (
        "postponed",
        re.compile(
            r"\b(?:postponed|put (?:off|back)|pushed back|deferred|rescheduled|been moved (?:to|until))\b",
            re.I,
        ),
    ),
    (
        "planned",
        re.compile(
            r"\b(?:will|shall|would|(?:is|are|was|were) (?:also )?(?:scheduled|expected|due|set|slated|billed|hoping|planning) (?:to|for)|had (?:planned|hoped|intended) to|plans? to|hopes? to|intends? to|(?:is|are) (?:going )?to|planned|foreseen|envisaged|upcoming)\b|'ll\b",
            re.I,
        ),
    ),
)


def format_of(text: str) -> MeetingFormat:
    """Return the format of a meeting from the words that tell of it."""
    return next((meeting_format for meeting_format, sign in FORMATS if sign.search(text)), "bilateral")


def progress_of(text: str) -> MeetingProgress:
    return next((progress for progress, sign in PROGRESS if sign.search(text)), "held")
