"""What came of it: agreed, promised, asked for, to be done next; by the verbs that say so."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from .proposals import Outcome, OutcomeKind, Passage
from .text.sentences import Sentence

NEXT_VERBS = (
    "meet|convene|reconvene|hold|host|visit|travel|continue|follow|submit|prepare|finali[sz]e|circulate|report|"
    "return|begin|start|take place|be held|be signed|be convened|launch|resume|consult|exchange|draft|schedule|set|co-chair|review|share|"
    "open|organi[sz]e|establish|come|arrive|attend|join|lead|work|conduct|sign|complete"
)
# In the order in which they are tried at one place.
FORMS: list[tuple[OutcomeKind, re.Pattern[str]]] = [
    (
        "agreement",
        re.compile(
            r"\b(?:have |has )?(?:agreed|concurred) (?:in principle )?(?:to|on|in|that|upon|with)\b(?! the need)",
            re.I,
        ),
    ),
    ("agreement", re.compile(r"\bagree to\b", re.I)),
    (
        "agreement",
        re.compile(
            r"(?=\b(?:agreements?|memorand\w+|MoUs?|contracts?|protocols?|treaty|treaties|declarations?|letters? of intent|arrangements?)\b[^.;]{0,60}? (?:was|were) (?:also )?(?:signed|concluded|exchanged)\b)",
            re.I,
        ),
    ),
    (
        "agreement",
        re.compile(
            r"\b(?:signed|initialled|initialed|concluded(?!(?: [\w-]+){0,5} (?:visit|trip|tour|mission|talks|meeting|session))|finali[sz]ed|adopted|inked|reached|exchanged)(?: with \w+)?(?= (?:an?|the|two|three|four|five|several|\d+|agreements?|memorand\w+|MoUs?|letters?|joint|new)\b)",
            re.I,
        ),
    ),
    ("agreement", re.compile(r"\b(?:decided|resolved) (?:to|on)\b", re.I)),
    (
        "commitment",
        re.compile(
            r"\b(?:(?:reaffirm|reiterat|restat|renew|underscor|stress|confirm|underlin|emphasi[sz]|reconfirm)(?:ed|es|s|ing)|expressed|affirmed|conveyed|voiced) (?:(?:the|his|her|their|its|(?-i:[A-Z])\w+(?:'s?)?|'s?|firm|strong|enduring|steadfast|ironclad|unwavering|full|continued|government'?s?|shared|mutual|country's|States'|United) ?){0,6}(?=(?:commitment|support|readiness|willingness|determination)\b)",
            re.I,
        ),
    ),
    (
        "commitment",
        re.compile(
            r"\b(?:have |has |are |is |was |were )?(?:re)?committed (?:himself |herself |themselves |itself )?to\b|\bcommitted(?= [\$€£\d])",
            re.I,
        ),
    ),
    ("commitment", re.compile(r"\b(?:pledged|promised|vowed|undertook|offered)\b(?: to)?", re.I)),
    ("commitment", re.compile(r"\b(?:reaffirmed|reiterated|affirmed)\b(?: that)?", re.I)),
    ("commitment", re.compile(r"\b(?:announced|confirmed(?= that [^,;]{2,50} will))\b(?: that)?", re.I)),
    ("commitment", re.compile(r"\bassured\b(?: \w+){1,4}? (?:that|of)\b", re.I)),
    (
        "commitment",
        re.compile(
            r"\b(?=(?:continued|continuing|further|closer) (?:collaboration|cooperation|support|partnership))",
            re.I,
        ),
    ),
    ("request", re.compile(r"\b(?:requested|sought)\b(?! by)", re.I)),
    ("request", re.compile(r"\basked (?:for\b|(?=(?:\w+ ){1,4}?(?:to|for)\b))", re.I)),
    ("request", re.compile(r"\brequests? for\b", re.I)),
    (
        "request",
        re.compile(
            r"\b(?:urged|appealed (?:to|for)|called for|encouraged|pressed for|pressed(?= \w+ to))\b", re.I
        ),
    ),
    ("request", re.compile(r"\bcalled (?:up)?on\b(?=[^.;]{2,60} to\b)", re.I)),
    ("request", re.compile(r"\b(?:invited|extended an invitation to)\b(?=[^.;]{2,80}\bto\b)", re.I)),
    (
        "next_step",
        re.compile(
            rf"\b(?:will|shall)(?: (?:also|next|then|both|again|now|jointly))* (?=(?:{NEXT_VERBS})\b)", re.I
        ),
    ),
    (
        "commitment",
        re.compile(
            r"\bwill (?:also )?(?=(?:send|provide|support|contribute|fund|finance|supply|donate|increase|deliver|invest|extend|double|train|assist|help|grant|build|allocate|make available)\b)",
            re.I,
        ),
    ),
    ("next_step", re.compile(r"\b(?:is|are) (?:scheduled|expected|due|planned|set) to\b(?: be)?", re.I)),
    (
        "next_step",
        re.compile(r"\bplans? to\b|\blooks? forward to\b|\blooked forward to\b|\bintends? to\b", re.I),
    ),
]
END = re.compile(
    r";|, and (?=(?:the )?(?-i:[A-Z])[^,;]{0,50} (?:pledged|agreed|committed|undertook|requested|asked|promised|offered|announced|invited|reaffirmed|urged|will)\b)| -{1,2} |, (?:and |while |but )?(?=(?:(?:he|she|they|the (?:two|minister|secretary|president|sides)) )?(?:thanked|expressed|welcomed|noted|praised|"
    r"reaffirmed|reiterated|pledged|requested|asked|urged|agreed|signed|invited|announced|committed|stressed|emphasi[sz]ed|underlined|underscored|highlighted|commended|congratulated|promised|undertook|decided|said|adding|noting|stressing|welcoming|reaffirming)\b)"
    r"|,? (?:while|whereas|but|who|which) | and (?=(?:(?:he|she|they|the (?:two|minister|secretary|president|sides)) )?(?:thanked|expressed|welcomed|noted|praised|reaffirmed|"
    r"reiterated|pledged|requested|asked|urged|agreed|signed|invited|announced|committed|stressed|emphasi[sz]ed|underlined|underscored|highlighted|commended|promised|undertook|decided|discussed|reviewed)\b)",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:by (?:the )?(?:end|middle|start|beginning|close) of [^,;.]{3,40}|by (?:the )?(?:next|early|late|mid|spring|summer|autumn|fall|winter|year)[^,;.]{0,30}"
    r"|by (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)[^;.]{0,12}|by \d{4}\b"
    r"|within \w+ (?:days?|weeks?|months?|years?)|before (?:the )?(?:end|next|summit)[^,;.]{0,40}|(?:next|later this|early next|this coming) (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|in (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?)",
    re.IGNORECASE,
)
# "urged the Minister to act": what was asked for is to act.
ASKED_TO = re.compile(r"\s*(?:the |his |her )?(?:[\w'.-]+ ){1,6}?to (?=[a-z])")
NEVER = re.compile(r"\b(?:not|never|no)\s*$|n't\s*$", re.I)
LONGEST_OUTCOME = 400  # characters


def find_outcomes(sentence: Sentence, first: int | None = None) -> list[Outcome]:
    """Return the outcomes that a sentence tells of from the offset ``first`` on."""
    first = sentence.start if first is None else first
    text = sentence.plain[first : sentence.end]
    outcomes: list[Outcome] = []
    taken = 0  # up to where the text is part of an outcome
    matches = [(kind, match) for kind, pattern in FORMS for match in pattern.finditer(text)]
    for kind, match in sorted(matches, key=lambda form: form[1].start()):
        start = match.start()
        if start < taken or NEVER.search(text[max(0, start - 8) : start]):
            continue
        end = END.search(text, match.end() + 1)
        stop = end.start() if end else len(text)
        words = text[match.end() : stop]
        if kind == "request" and (asked := ASKED_TO.match(words)):
            words = words[asked.end() :]
        phrase = " ".join(words.split()).strip(' .,;:"')
        if not 4 <= len(phrase) <= LONGEST_OUTCOME:
            continue
        taken = stop
        due = DUE.search(phrase)
        verb = " ".join(match.group().split())
        outcomes.append(
            Outcome(
                kind=kind,
                text=phrase,
                due_text=due.group().strip() if due else "",
                passages=[Passage(first + start, first + stop)],
                rule=kind,
                reason=f"the account says “{verb}”" if verb else "the account names it",
            )
        )
    return outcomes
