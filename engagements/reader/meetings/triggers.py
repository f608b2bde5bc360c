"""Where a sentence tells of a meeting: the verbs and nouns that say so."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from dataclasses import dataclass
from typing import Literal

from engagements.reader.text.sentences import Sentence
from engagements.reader.words import HEADS

# How the sides of a meeting are read from the words around a trigger.
TriggerKind = Literal[
    "passive", "chaired", "courtesy", "call", "between", "with", "attend", "met", "host", "called_on",
    "together", "both", "site",
]  # fmt: skip

EVENT = (
    r"(?:summits?|(?<!press )conferences?|forums?|fora|round[ -]?tables?|dialogues?|sessions?|working (?:lunch|dinner|breakfast)|lunch(?:eon)?|dinner|breakfast|"
    r"receptions?|audiences?|seminars?|workshops?|gatherings?|ministerials?|symposium|panel discussion|panel|town hall|assembly|"
    r"meetings?|talks|consultations|ceremony|commission|committee|council|negotiations|briefing)"
)
MEETING = r"(?:meetings?|talks?|discussions?|consultations|conversations?|chats?|audiences?|exchanges?|negotiations|bilaterals?|dialogues?|bilats?|mtgs?|luncheon|lunch|dinner|breakfast|audience|encounters?|interactions?|deliberations|huddles?|get-togethers?|one-on-ones?|t[êe]te-[àa]-t[êe]tes?|pull-asides?|sit-downs?|sessions?|round[ -]?tables?|summit|briefings?|signing(?: ceremony)?)"
CALLS = r"(?:(?:(?:phone|telephone|video|conference|introductory|tele|secure) ?-?)?(?:calls?|conversations?)|(?:video|tele|web) ?-?conferences?)"
# Up to "with", where a date may stand between: "met today, 4 May 2024, in Oslo with".
WORD = r"[\w'.-]+(?:(?<=\d),|(?<=day),(?= (?:\d|(?-i:[A-Z]\w+ \d)))|,(?= (?:(?:on|at) the (?:margins?|sidelines?|fringes)|with)\b))?"
UP_TO_WITH = rf"(?:,(?= (?:on|at) the (?:margins?|sidelines?|fringes)\b))?(?: (?!with\b|between\b|and\b|discussed\b|to\b|by\b|focused\b|which\b|who\b|where\b){WORD}){{0,14}}?"
GAP_IN_CALL = rf"(?: (?!(?:with|to|of|about)\b){WORD}){{0,9}}?"
FILLER = r"(?:[\w'-]+ ){0,5}?"
# Up to "by", where days and places may stand between: "was received Jan. 7 in Cotonou by".
UP_TO_BY = r"(?: (?!by\b|and\b)[\w'.-]+,?){0,12}? by\b"
# Up to those with whom a place was seen, in the same clause: "toured the port of Tema with".
SEEN_WITH = (
    r"(?:,? (?!(?:and|who|which|where|when|before|after|then|met|meet|meeting|held|had|spoke|talks|discussed|signed|with|including)\b)[\w'.&/-]+|,? and(?! (?:met|held|had|spoke|discussed|signed|then|later|also|was|were|thanked)\b)){1,14}?"
    r",? (?:(?:together |along )?with|alongside|in the company of|(?:hosted|led|guided|escorted|conducted|shown (?:a?round )?) ?by)\b"
)

# Verbs tell of a meeting where an office follows: "called President Doe", but not "called it a day".
OFFICE = rf"(?= (?:the |his |her |their )?(?-i:(?:[A-Z][\w.'-]+ ){{0,4}}?(?:Mr|Ms|Mrs|Dr|{'|'.join(head.title() for head in sorted(HEADS))})\b))"

# Where who met is told. "with" is part of what matched, so that names follow.
PATTERNS: dict[TriggerKind, str] = {
    "site": rf"\b(?:(?:toured|tours|tour|inspected|inspects|viewed|walked(?: through)?)(?= (?:the|a|an|his|her|its|[A-Z][\w'-]+(?:'s)?) )|visit(?:ed|s)(?= (?:the|an?|its) )|(?:to|and) (?:see|view|inspect|tour|visit)(?= (?!(?:him|her|them)\b)[\w'-]+ )){SEEN_WITH}",
    "passive": r"\b(?:was|were|is|are|be|being|been) (?:also |then |later |warmly |subsequently |formally )*(?:received|welcomed|hosted|greeted|met|briefed|informed|granted an audience|seen off|entertained|f[eê]ted|introduced)"
    + UP_TO_BY
    + r"|(?:\b(?:was|were|been) |, )(?:guided|escorted|(?:shown|taken|conducted) a?round)"
    + UP_TO_BY,
    "chaired": r"(?:delegation )?\b(?:was|were) (?:jointly |also )?(?:co-?)?(?:chaired|led|headed|presided(?: over)?) by\b|(?:\b(?:be|being) |, )(?:jointly )?(?:co-?chaired|chaired|presided over) by\b",
    "courtesy": rf"\b(?:paid|pays|pay|paying|made|makes) (?:a |an |his |her |their )?{FILLER}(?:courtesy )?(?:calls?|visits?)(?: (?:today|yesterday|\w+ \d{{1,2}}|\d{{1,2}} \w+))? (?:up)?on\b|\bcourtesy (?:call|visit) (?:up)?(?:on|to)\b|\bpaid {FILLER}(?:courtesy|farewell|introductory) (?:call|visit) to\b|\b(?:took leave of|bade farewell to|dropped in on)\b|\b(?:present(?:ed|s|ing)?|handed|submitted)(?: over)? (?:[\w'-]+ ){{0,5}}(?:credentials|letters? of credence) to\b|\b(?:delivered|handed(?: over)?|transmitted) (?:a|the|his|her) (?:[\w'-]+ ){{0,3}}?(?:letter|message) (?:[\w'-]+ ){{0,8}}?to{OFFICE}",
    "call": rf"\b(?:spoke|speaks|speak|spoken|talked){GAP_IN_CALL},? (?:with|to)\b(?! the (?:press|media|nation|reporters|importance))|\b{CALLS}(?: (?:today|yesterday|on [\w ]{{2,20}}))? (?:with|to)\b|\b(?:phoned|telephoned)\b|\b(?:called|calls|rang|reached){OFFICE}|\b{CALLS} (?:took place )?between\b|\bheld {FILLER}{CALLS} with\b|\b(?:receiv(?:ed|es|ing)|took|had) an? {FILLER}{CALLS} from\b",
    "between": rf"\b{MEETING}(?: (?!with)[\w',-]+){{0,6}}? between\b",
    "with": rf"\b(?:(?:met|meet|meets|meeting|mtg|s[ai]ts?(?: down)?|confer(?:s|red|ring)?|convers(?:ed?|es)|chatted|negotiated|exchanged(?= with)|had a word|telecons?|(?:zoom|teams)(?= with)|engaged?|interact(?:s|ed)?|dine[ds]?|lunched|breakfasted|consult(?:s|ed)?|caught up|catch up|huddled|liaised|deliberated|parleyed|(?:compared?|exchanged?) (?:notes|views|impressions)|discuss(?:ed)?(?=(?: (?:today|yesterday|here|on \w+day))? with\b)|signed|sign(?= (?:an?|the)\b)|initialled|spent|had (?:coffee|tea|an hour|(?:\w+ )?(?:minutes|hours))|{MEETING}){UP_TO_WITH} (?:with|w/))(?!\w)(?! (?:a view|the (?:aim|goal|purpose)))|^with{OFFICE}(?=[^.;]{{5,120}}?,? (?:she|he|they) )",
    "attend": rf"(?<!also )\b(?:(?:will|shall|to) (?:attend|take part in|participate in|co-?host|co-?chair|chair|hold|host|open|close|inaugurate|launch|address|convene|moderate|preside over|speak at)|participat(?:ed|es|ing) in|took part in|takes part in|attend(?:ed|s|ing)|addressed|addresses|gave|offered|granted|convened|chaired|co-?chaired|co-?hosted|joined|opened|presided over|hosted|hosts|held|spoke at) (?:a|an|the|in)(?: [\w'.-]+){{0,6}}? {EVENT}\b(?! of (?:business|industr))(?:(?: (?:with|of|for|to|in honou?r of))\b| between)?",
    "met": rf"\b(?:join(?:ed|s)?(?=[^.;]{{3,140}}? for an? (?:[\w-]+ ){{0,3}}(?:dinner|lunch|breakfast|meeting|round-?table|reception|talks|discussion)\b)|(?:to|will|would) see|visited|consulted|engaged|briefed|interviewed){OFFICE}|"
    + r"\b(?:heard (?:from|the (?:views|concerns) of)|(?:received|receives|got|had|were given|was given) an? (?:[\w-]+ ){0,3}(?:briefing|presentation) (?:from|by)|briefed(?= (?:(?:him|her|us)\b|the (?:\w+ ){0,2}(?:delegation|visitors|guests|party|group|team|mission|lawmakers|senators)|them)\b)|(?<!\bI )(?<![\"”] he )(?<![\"”] she )told(?= (?:(?-i:[A-Z])|the (?-i:[A-Z])))|met|meets|saw|sees|meet(?= (?:(?-i:[A-Z])|the |his |her ))|(?:meeting|seeing)(?= (?:(?-i:[A-Z])|the |his |her |their ))|meet)\b(?! (?:in|at|on|for|again|to|today|yesterday|with|w/)\b)(?! the (?:press|media))(?= [\w\"(])",
    "host": r"\b(?:showed|guided|escorted|walked)(?= (?:[\w'.-]+ ){1,6}?(?:a?round|through)\b)|showed(?= (?:him|her|them|us|me|the (?:\w+ )?(?:delegation|mission|visitors|guests|group|team))\b)|\bgave(?= (?:[\w'.-]+ ){1,6}?an? (?:\w+ )?tour\b)|\b(?:receiv(?:ed?|es|ing)|accept(?:ed|s)) (?:[\w'-]+ ){0,8}?(?:credentials|letters? (?:of credence|credential))(?: from| of)\b|\b(?:(?:will|shall|to) (?:receive|welcome|host)|hosted|hosts|received|receives|receiving|welcomed|welcomes|welcoming|greeted)\b(?= (?:(?:them|him|us)\b|the |his |her |a |an |today |yesterday |this |here |to |in |at |on |(?:leaders|representatives|members|executives|officials|delegates|students|experts) |(?-i:[A-Z])))",
    "called_on": r"\b(?:called|calls|calling|call) (?:up)?on\b",
    "together": (
        r"\b(?:met|meet|meets|(?:held|had|conducted|exchanged|co-?chaired|chaired|convened|opened) (?:a |an |the |their |in-depth )?(?:(?!agreed |to |decided |with )[\w'-]+ ){0,6}?"
        + EVENT
        + r"|spoke|talked|conferred|sat down|got together)\b"
    ),
    "both": r"\b(?:(?:toured|inspected|opened|inaugurated|unveiled|walked(?: through)?)(?= (?:the|an?) )|discussed|exchanged views|signed|initialled|co-?signed|reviewed|exchanged notes)\b",
}
TRIGGERS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS.items()]

# "She called on the government to act" is a request.
ASKS = re.compile(
    r"[^.;]{3,120}? to (?!(?:discuss|present|brief|exchange|review|talk|press|raise|deliver|introduce|congratulate|bid)\b)\w"
)
# "also attended the meeting": the one that is told of already
THE_SAME = re.compile(
    r"^(?:participat\w+ in|took part in|attend(?:ed|s|ing)|joined) the (?:meetings?|talks|discussions?|session|call|dialogue|reception|audience|consultations|ceremony)$",
    re.I,
)
# "were present at the call on the Minister"
AT_THE_SAME = re.compile(r"\b(?:present|in attendance) (?:at|in|for|during) (?:the|this|that|both) $", re.I)
# "agreed that their teams would meet": an outcome
AGREED_TO = re.compile(
    r"\b(?:agreed?|promised|pledged|offered|proposed|invited|wish(?:ed|es)?|wants?|wanted|decided)\b"
    r"(?: (?!and\b)[\w'-]+){0,8}? (?:to|would|should|could|will)(?: (?:also|again|next|soon))? $",
    re.I,
)
# "I look forward to welcoming the Minister"
FORWARD = re.compile(
    r"\b(?:look(?:s|ed|ing)? forward to|thank\w* [^.;]{2,60} for|grateful for|gratitude for) $", re.I
)
# "She welcomed the announcement by the Director"
WELCOMED_NEWS = re.compile(
    rf" (?:the|a|an|his|her|their|[A-Z]\w+'s?) (?:[\w-]+ )?(?!(?:delegation|team|group|mission|party|{'|'.join(HEADS)})\b)[a-z]+ (?:by|of|from|to|on|in|that|for)\b"
)
NOT_MET = re.compile(
    r"\b(?:will not|not|never|refused to|declined to|ahead of (?:a|the)|before (?:a|the|his|her)|since (?:their|the)|last|previous) $",
    re.I,
)
LONGEST_LEAD = 80  # characters before a trigger in which it is said that it tells of no meeting
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
    taken: list[MeetingTrigger] = []
    for kind, pattern in TRIGGERS:
        for match in pattern.finditer(text):
            trigger = MeetingTrigger(kind, offset + match.start(), offset + match.end())
            if any(trigger.start < other.end and other.start < trigger.end for other in taken):
                continue
            if kind == "attend" and THE_SAME.search(match.group()):
                taken.append(trigger)
                continue
            is_infinitive = match.group().lower().startswith("to ")
            if tells_of_none(kind, text[: match.start()], text[match.end() :], is_infinitive):
                continue
            taken.append(trigger)
            triggers.append(trigger)
    return sorted(triggers, key=lambda trigger: trigger.start)[:MOST_TRIGGERS]


def tells_of_none(kind: TriggerKind, before: str, after: str, is_infinitive: bool = False) -> bool:
    """Whether the words around a trigger say that it tells of no meeting, or of another's."""
    if kind == "host" and WELCOMED_NEWS.match(after):
        return True
    if kind == "called_on" and ASKS.match(after):
        return True
    before = f"{before[-LONGEST_LEAD:]}{'to ' if is_infinitive else ''}"
    if FORWARD.search(before):
        return True
    if kind in ("with", "met", "together") and NOT_MET.search(before):
        return True
    return bool(AT_THE_SAME.search(before) or AGREED_TO.search(before))
