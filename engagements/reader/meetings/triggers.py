"""How people met: the verbs that say so, and who stands on which side of them."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from dataclasses import dataclass, field

GATHERING = (
    r"(?:summits?|(?<!press )conferences?|forums?|fora|round-?tables?|dialogues?|sessions?|working (?:lunch|dinner|breakfast)|lunch(?:eon)?|dinner|breakfast|"
    r"receptions?|seminars?|workshops?|gatherings?|ministerials?|symposium|panel discussion|panel|town hall|assembly|"
    r"meetings?|talks|consultations|ceremony|commission|committee|council|negotiations|briefing)"
)
MEETING = r"(?:meetings?|talks|discussions|consultations|conversations?|exchanges?|negotiations|bilaterals?|dialogues?|bilats?|mtgs?|luncheon|lunch|dinner|breakfast|audience|encounters?|pull-asides?|sessions?|round-?tables?|summit|briefings?)"
CALLS = r"(?:(?:phone|telephone|video|conference|introductory|tele|secure) ?-?)?(?:calls?|conversations?)"
FILL = r"(?:[\w'-]+ ){0,5}?"
SEPARATE = r"(?P<separate> (?:separately|individually|in turn))?"

# Where who met is told: (name, pattern). "with" is part of what matched, so that names follow.
TRIGGERS = [
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "passive",
            r"\b(?:was|were|is|are|being|been) (?:also |then |later |warmly |subsequently |formally )*(?:received|welcomed|hosted|greeted|met|briefed)(?: (?!by)[\w'-]+){0,4}? by\b",
        ),
        ("chaired", r"\b(?:was|were) (?:jointly |also )?(?:co-?)?(?:chaired|led|headed) by\b"),
        (
            "courtesy",
            rf"\b(?:paid|pays|pay|paying|made|makes) (?:a |an |his |her |their )?{FILL}(?:courtesy )?(?:calls?|visits?) (?:up)?on\b|\bcourtesy (?:call|visit) (?:up)?(?:on|to)\b|\bpaid {FILL}courtesy (?:call|visit) to\b",
        ),
        (
            "call",
            rf"\b(?:spoke|speaks|speak|spoken|talked)(?: (?!(?:with|to)\b)[\w'-]+){{0,7}}?,? (?:with|to)\b(?! the (?:press|media|nation|reporters|importance))|\b{CALLS}(?: (?:today|yesterday|on \w+))? (?:with|to)\b|\b(?:phoned|telephoned)\b|\b{CALLS} (?:took place )?between\b|\bheld {FILL}{CALLS} with\b",
        ),
        ("between", rf"\b{MEETING}(?: (?!with)[\w',-]+){{0,6}}? between\b"),
        (
            "with",
            rf"\b(?:(?:met|meet|meets|meeting|mtg|sat down|conferred|engaged|interacted|dined|lunched|{MEETING})(?: (?!with\b|between\b|and\b|discussed\b|to\b|by\b|focused\b)[\w'.-]+){{0,7}}? (?:with|w/))(?!\w)(?! (?:a view|the (?:aim|goal|purpose)))",
        ),
        (
            "attend",
            rf"\b(?:participat(?:ed|es|ing) in|took part in|takes part in|attend(?:ed|s|ing)|addressed|addresses|convened|chaired|co-?chaired|co-?hosted|joined|opened|presided over|hosted|hosts|held|spoke at) (?:a|an|the|in)(?: [\w'-]+){{0,6}}? {GATHERING}\b(?! of (?:business|industr))(?:(?: (?:with|of|for))\b| between)?",
        ),
        (
            "met",
            r"\b(?:met|meets|saw|sees|meet(?= (?:(?-i:[A-Z])|the |his |her ))|meeting(?= (?:(?-i:[A-Z])|the ))|meet)\b(?! (?:in|at|on|for|again|to|today|yesterday|with|w/)\b)(?! the (?:press|media))(?= [\w\"(])",
        ),
        (
            "host",
            r"\b(?:(?:will|to) (?:receive|welcome|host)|hosted|hosts|received|receives|receiving|welcomed|welcomes|welcoming|greeted)\b(?= (?:the |his |her |a |an |today |yesterday |to |in |at |on |(?-i:[A-Z])))",
        ),
        ("called_on", r"\b(?:called|calls|calling|call) (?:up)?on\b"),
        (
            "together",
            r"\b(?:met|meet|meets|(?:held|had|conducted|exchanged|co-?chaired|chaired|convened|opened) (?:a |an |the |their |in-depth )?(?:(?!agreed |to |decided |with )[\w'-]+ ){0,6}?"
            + GATHERING
            + r"|spoke|talked by (?:phone|telephone))\b",
        ),
        ("both", r"\b(?:discussed|exchanged views|signed|initialled|co-?signed|reviewed|exchanged notes)\b"),
    )
]

# People named after these are there too, on no side that the verb gives.
JOINED = re.compile(
    r"\b(?:(?:was|were) (?:also )?(?:joined|accompanied|flanked|assisted) by|(?:accompanied|joined|flanked) by|also included(?: the participation of)?|includ(?:ed|es|ing)(?: the participation of)?|with the participation of|in the presence of|"
    r"together with|along with|alongside|(?:was|were) (?:also )?attended by|attended by|also (?:attending|present|participating|attended|joining|in attendance)(?: (?:was|were|is|are))?|also took part(?: were| was)?|participants(?: also)? included|with (?=[^.;]{3,80} (?:also )?(?:in attendance|present|attending)\b))(?:\b|(?<=\())",
    re.IGNORECASE,
)
ATTENDED = re.compile(
    r"\b(?:also )?(?:attended|(?:was|were) (?:also )?(?:present|in attendance)|took part|participated|joined|sat in)\b(?! by)",
    re.I,
)
CLAUSE_END = re.compile(
    r"[;]|, (?:where|who|which|during which|when|ahead of|before|after|and (?:then|later|discussed|agreed|thanked|reaffirmed|he|she|they|the two))\b|"
    r" (?:to (?!(?:the|his|her)\b)(?=[a-z])|where|during which|during (?:his|her|their|the)|ahead of|before|prior to|after(?!noon)|following|about|focus(?:ed|ing)|cent(?:red|ered)|in order to|on behalf of|covered|discussing|concerning|regarding|dealt|and (?:discussed|agreed|thanked|reaffirmed|exchanged|expressed|toured|visited|reviewed|signed|attended|delivered|gave|laid|called|addressed|then|underlined|stressed|conveyed|raised|pledged|requested)|"
    r"on (?=(?:the (?!margins|sidelines|fringes|occasion|phone|(?-i:[A-Z]))|[a-z]+ (?:issues|matters|cooperation|relations|and|reform|policy|security|affairs)|ways|how|issues|matters)))",
    re.IGNORECASE,
)
MARGINS = re.compile(r"\b(?:on|at|in) the (?:margins?|sidelines?|fringes) of\b", re.I)
VIDEO = re.compile(
    r"\b(?:by|via|through|over|held a|in a) (?:video|vtc|secure video|zoom|webex|teams)\b|\bvideo ?-?(?:conference|call|link|teleconference)|\bvirtual(?:ly)?\b|\bonline\b|\bvtc\b",
    re.I,
)
PHONE = re.compile(
    r"\b(?:phone|telephone|phoned|telephoned|tele-?con|on the line)\b|\bcalls? (?:with|between|to)\b|\b(?:spoke|speaks) (?:today |yesterday )?(?:with|to)\b",
    re.I,
)
COURTESY = re.compile(r"\bcourtesy (?:call|visit|meeting)\b", re.I)
RECEPTION = re.compile(r"\b(?:reception|gala)\b", re.I)
SITE = re.compile(r"\b(?:toured|inspected|site visit|guided tour)\b", re.I)
MULTILATERAL = re.compile(
    r"\b(?:summits?(?! (?:meeting|talks))|(?<!press )conference|forum|round-?table|multilateral|trilateral|quadrilateral|quad|ministerial (?:meeting|conference)|g-?7|g-?20|plenary|general assembly|town hall|panel)\b",
    re.I,
)
PROGRESS = (
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
CONTINUES = re.compile(
    r"^(?:during|in|at|throughout|following|after|concluding) (?:the|their|this|that|these|those|his|her) (?:\w+ ){0,3}?(?:meetings?|talks|discussions?|conversations?|calls?|consultations|summit|exchange|dialogue|session|engagement|visit|encounter|roundtable)|"
    r"^(?:they|both|the two|the (?:two )?(?:sides|ministers|leaders|officials|parties|delegations|presidents|secretaries|pair)|he|she|this (?:meeting|engagement)|the (?:meeting|talks|discussions?|call|conversation|engagement|summit|dialogue))\b|"
    r"^in (?-i:[A-Z])\w+, [^.;]{3,60} (?:this|that) (?:\w+ ){0,3}(?:engagement|meeting|summit|event|dialogue)",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:they|both|the (?:two|three)(?: \w+)?|the (?:two )?(?:sides|ministers|leaders|parties|delegations|presidents|secretaries|pair))\b",
    re.I,
)
PRONOUN = re.compile(r"\b(?:he|she|they|the delegation|the visit|the trip|his|her|i|we)\b", re.I)
APART = re.compile(
    r"\b(?:bilateral|separate|individual|one-on-one|back-to-back|series of|several)? ?(?:bilateral )?(?:meetings|talks with each|bilaterals|calls|phone calls)\b|\bseparately\b|\bindividually\b|\bin turn\b",
    re.I,
)


MOST_TRIGGERS = 12  # in one sentence; more is a list, or no prose


@dataclass
class Trigger:
    """Words that tell of a meeting, as offsets in the account; ``name`` says how sides are read."""

    name: str
    start: int
    end: int
    words: str
    separate: bool = False


def triggers(sentence):
    """Return the triggers of ``sentence`` in order, none over another; kept with the sentence."""
    if sentence.triggers is None:
        sentence.triggers = find_triggers(sentence)
    return sentence.triggers


def find_triggers(sentence):
    text = sentence.text
    found = []
    for name, pattern in TRIGGERS:
        for match in pattern.finditer(text):
            if any(
                match.start() < other.end - sentence.start and other.start - sentence.start < match.end()
                for other in found
            ):
                continue
            if name == "called_on" and re.match(r"[^.;]{3,120}? to \w", text[match.end() :]):
                continue
            if name in ("with", "met") and re.search(
                r"\b(?:will not|not|never|refused to|declined to|ahead of (?:a|the)|before (?:a|the|his|her)|since (?:their|the)|last|previous) $",
                text[max(0, match.start() - 20) : match.start()],
                re.I,
            ):
                continue
            found.append(
                Trigger(name, sentence.start + match.start(), sentence.start + match.end(), match.group())
            )
    return sorted(found, key=lambda trigger: trigger.start)[:MOST_TRIGGERS]


def format_of(text, participants=0):
    """Return the format of a meeting from the words that tell of it."""
    if COURTESY.search(text):
        return "courtesy_call"
    if VIDEO.search(text):
        return "video"
    if PHONE.search(text):
        return "call"
    if MULTILATERAL.search(text):
        return "multilateral"
    if SITE.search(text):
        return "site_visit"
    if RECEPTION.search(text):
        return "reception"
    return "bilateral"


def progress_of(text):
    return next((name for name, sign in PROGRESS if sign.search(text)), "held")


@dataclass
class Draft:
    """A meeting while it is being read."""

    home: list = field(default_factory=list)  # those whom the verb's subject names
    away: list = field(default_factory=list)
    joined: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # (who accompanies, whom)
    notes: dict = field(default_factory=dict)  # of a person: "and staff"
    passages: list = field(default_factory=list)
    format: str = "bilateral"
    progress: str = "held"
    moment: object = None
    heading_date: object = None
    spot: object = None
    topics: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)
    sentence: object = None
    is_heading: bool = False
    venue: str = ""

    def others(self):
        return {id(person) for person in (*self.away, *self.joined)}

    def everyone(self):
        return [*self.home, *self.away, *self.joined]
