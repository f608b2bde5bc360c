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
COURTESY_CALL = re.compile(r"\bcourtesy (?:call|visit|meeting)\b", re.I)
RECEPTION = re.compile(r"\b(?:reception|gala)\b", re.I)
SITE_VISIT = re.compile(r"\b(?:toured|inspected|site visit|guided tour)\b", re.I)
MULTILATERAL = re.compile(
    r"\b(?:summits?(?! (?:meeting|talks))|(?<!press )conference|forum|round-?table|multilateral|trilateral|quadrilateral|quad|ministerial (?:meeting|conference)|g-?7|g-?20|plenary|general assembly|town hall|panel)\b",
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
)
PROGRESS: tuple[tuple[MeetingProgress, re.Pattern[str]], ...] = (
    (
        "cancelled",
        re.compile(
            r"\b(?:was|were) to have\b|\b(?:cancel(?:l)?ed|called off|scrapped|did not take place|will not take place)\b",
            re.I,
        ),
    ),
    ("postponed", re.compile(r"\b(?:postponed|put off|deferred|rescheduled)\b", re.I)),
    (
        "planned",
        re.compile(
            r"\b(?:will|is (?:scheduled|expected|due|set) to|are (?:scheduled|expected|due|set) to|plans to|is to|are to|planned|upcoming)\b",
            re.I,
        ),
    ),
)


def format_of(text: str) -> MeetingFormat:
    """Return the format of a meeting from the words that tell of it."""
    return next((meeting_format for meeting_format, sign in FORMATS if sign.search(text)), "bilateral")


def progress_of(text: str) -> MeetingProgress:
    return next((progress for progress, sign in PROGRESS if sign.search(text)), "held")
