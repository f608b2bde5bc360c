"""Where a sentence tells of a meeting: the verbs and nouns that say so."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from dataclasses import dataclass
from typing import Literal

from engagements.reader.text.sentences import Sentence

# How the sides of a meeting are read from the words around a trigger.
TriggerKind = Literal[
    "passive", "chaired", "courtesy", "call", "between", "with", "attend", "met", "host", "called_on",
    "together", "both", "gathering",
]  # fmt: skip

EVENT = (
    r"(?:summits?|(?<!press )conferences?|forums?|fora|round-?tables?|dialogues?|sessions?|working (?:lunch|dinner|breakfast)|lunch(?:eon)?|dinner|breakfast|"
    r"receptions?|seminars?|workshops?|gatherings?|ministerials?|symposium|panel discussion|panel|town hall|assembly|"
    r"meetings?|talks|consultations|ceremony|commission|committee|council|negotiations|briefing)"
)
MEETING = r"(?:meetings?|talks|discussions|consultations|conversations?|exchanges?|negotiations|bilaterals?|dialogues?|bilats?|mtgs?|luncheon|lunch|dinner|breakfast|audience|encounters?|pull-asides?|sessions?|round-?tables?|summit|briefings?)"
CALLS = r"(?:(?:phone|telephone|video|conference|introductory|tele|secure) ?-?)?(?:calls?|conversations?)"
FILLER = r"(?:[\w'-]+ ){0,5}?"

# Where who met is told. "with" is part of what matched, so that names follow.
PATTERNS: dict[TriggerKind, str] = {
    "passive": r"\b(?:was|were|is|are|be|being|been) (?:also |then |later |warmly |subsequently |formally )*(?:received|welcomed|hosted|greeted|met|briefed)(?: (?!by)[\w'-]+){0,4}? by\b",
    "chaired": r"(?:delegation )?\b(?:was|were) (?:jointly |also )?(?:co-?)?(?:chaired|led|headed) by\b",
    "courtesy": rf"\b(?:paid|pays|pay|paying|made|makes) (?:a |an |his |her |their )?{FILLER}(?:courtesy )?(?:calls?|visits?) (?:up)?on\b|\bcourtesy (?:call|visit) (?:up)?(?:on|to)\b|\bpaid {FILLER}courtesy (?:call|visit) to\b",
    "call": rf"\b(?:spoke|speaks|speak|spoken|talked)(?: (?!(?:with|to)\b)[\w'-]+){{0,7}}?,? (?:with|to)\b(?! the (?:press|media|nation|reporters|importance))|\b{CALLS}(?: (?:today|yesterday|on [\w ]{{2,20}}))? (?:with|to)\b|\b(?:phoned|telephoned)\b|\b{CALLS} (?:took place )?between\b|\bheld {FILLER}{CALLS} with\b",
    "between": rf"\b{MEETING}(?: (?!with)[\w',-]+){{0,6}}? between\b",
    "with": rf"\b(?:(?:met|meet|meets|meeting|mtg|sat down|conferred|engaged|interacted|dined|lunched|{MEETING})(?: (?!with\b|between\b|and\b|discussed\b|to\b|by\b|focused\b)[\w'.-]+){{0,7}}? (?:with|w/))(?!\w)(?! (?:a view|the (?:aim|goal|purpose)))",
    "attend": rf"(?<!also )\b(?:participat(?:ed|es|ing) in|took part in|takes part in|attend(?:ed|s|ing)|addressed|addresses|convened|chaired|co-?chaired|co-?hosted|joined|opened|presided over|hosted|hosts|held|spoke at) (?:a|an|the|in)(?: [\w'-]+){{0,6}}? {EVENT}\b(?! of (?:business|industr))(?:(?: (?:with|of|for))\b| between)?",
    "met": r"\b(?:told(?= (?:(?-i:[A-Z])|the (?-i:[A-Z])))|met|meets|saw|sees|meet(?= (?:(?-i:[A-Z])|the |his |her ))|meeting(?= (?:(?-i:[A-Z])|the ))|meet)\b(?! (?:in|at|on|for|again|to|today|yesterday|with|w/)\b)(?! the (?:press|media))(?= [\w\"(])",
    "host": r"\b(?:(?:will|to) (?:receive|welcome|host)|hosted|hosts|received|receives|receiving|welcomed|welcomes|welcoming|greeted)\b(?= (?:the |his |her |a |an |today |yesterday |to |in |at |on |(?-i:[A-Z])))",
    "called_on": r"\b(?:called|calls|calling|call) (?:up)?on\b",
    "together": (
        r"\b(?:met|meet|meets|(?:held|had|conducted|exchanged|co-?chaired|chaired|convened|opened) (?:a |an |the |their |in-depth )?(?:(?!agreed |to |decided |with )[\w'-]+ ){0,6}?"
        + EVENT
        + r"|spoke|talked by (?:phone|telephone))\b"
    ),
    "both": r"\b(?:discussed|exchanged views|signed|initialled|co-?signed|reviewed|exchanged notes)\b",
}
TRIGGERS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS.items()]

# "She called on the government to act" is a request.
ASKS = re.compile(r"[^.;]{3,120}? to \w")
# "also took part in the meeting": the one that is told of already
THE_SAME = re.compile(
    r"^(?:participat\w+|took part) in the (?:meetings?|talks|discussions?|session|call|dialogue)$", re.I
)
# "She welcomed the announcement by the Director"
WELCOMED_NEWS = re.compile(
    r" (?:the|a|an|his|her|their|[A-Z]\w+'s?) (?:[\w-]+ )?(?!delegation|team|group|mission|party)[a-z]+ (?:by|of|from|to|on|in|that|for)\b"
)
NOT_MET = re.compile(
    r"\b(?:will not|not|never|refused to|declined to|ahead of (?:a|the)|before (?:a|the|his|her)|since (?:their|the)|last|previous) $",
    re.I,
)
MOST_TRIGGERS = 12  # in one sentence; more is a list, or no prose


@dataclass
class MeetingTrigger:
    """Words that tell of a meeting, as offsets in the text."""

    kind: TriggerKind
    start: int
    end: int


def find_triggers(sentence: Sentence) -> list[MeetingTrigger]:
    """Return the triggers of ``sentence`` in order, none over another."""
    text, offset = sentence.text, sentence.start
    triggers: list[MeetingTrigger] = []
    for kind, pattern in TRIGGERS:
        for match in pattern.finditer(text):
            start, end = offset + match.start(), offset + match.end()
            if any(start < other.end and other.start < end for other in triggers):
                continue
            if kind == "attend" and THE_SAME.search(match.group()):
                continue
            if kind == "host" and WELCOMED_NEWS.match(text[match.end() :]):
                continue
            if kind == "called_on" and ASKS.match(text[match.end() :]):
                continue
            if kind in ("with", "met", "together") and NOT_MET.search(
                text[max(0, match.start() - 20) : match.start()]
            ):
                continue
            triggers.append(MeetingTrigger(kind, start, end))
    return sorted(triggers, key=lambda trigger: trigger.start)[:MOST_TRIGGERS]
