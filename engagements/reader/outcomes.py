"""What came of it: agreed, promised, asked for, to be done next; by the verbs that say so."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from .proposals import Confidence, Outcome, Passage

# In the order in which they are tried at one place: kind, pattern, whether the verb is part of the text.
NEXT = (
    "meet|convene|reconvene|hold|host|visit|travel|continue|follow|submit|prepare|finali[sz]e|circulate|report|"
    "return|begin|start|take place|be held|be signed|be convened|launch|resume|consult|exchange|draft|schedule|set|co-chair|review|share|"
    "open|organi[sz]e|establish|come|arrive|attend|join|lead|work|conduct|sign|complete"
)
FORMS = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("agreement", r"\b(?:have |has )?agreed (?:in principle )?(?:to|on|that|upon|with)\b(?! the need)"),
        ("agreement", r"\bagree to\b"),
        ("agreement", r"(?=\b(?:agreements?|memorand\w+|MoUs?|contracts?|protocols?|treaty|treaties|declarations?|letters? of intent|arrangements?)\b[^.;]{0,60}? (?:was|were) (?:also )?(?:signed|concluded|exchanged)\b)"),
        ("agreement", r"\b(?:signed|initialled|initialed|concluded(?!(?: [\w-]+){0,5} (?:visit|trip|tour|mission|talks|meeting|session))|finali[sz]ed|adopted|inked|reached|exchanged)(?: with \w+)?(?= (?:an?|the|two|three|four|five|several|\d+|agreements?|memorand\w+|MoUs?|letters?|joint|new)\b)"),
        ("agreement", r"\b(?:decided|resolved) (?:to|on)\b"),
        ("commitment", r"\b(?:(?:reaffirm|reiterat|restat|renew|underscor|stress|confirm|underlin|emphasi[sz]|reconfirm)(?:ed|es|s|ing)|expressed|affirmed|conveyed|voiced) (?:(?:the|his|her|their|its|(?-i:[A-Z])\w+(?:'s?)?|'s?|firm|strong|enduring|steadfast|ironclad|unwavering|full|continued|government'?s?|shared|mutual|country's|States'|United) ?){0,6}(?=(?:commitment|support|readiness|willingness|determination)\b)"),
        ("commitment", r"\b(?:have |has |are |is |was |were )?(?:re)?committed (?:himself |herself |themselves |itself )?to\b|\bcommitted(?= [\$€£\d])"),
        ("commitment", r"\b(?:pledged|promised|vowed|undertook|offered)\b(?: to)?"),
        ("commitment", r"\b(?:reaffirmed|reiterated|affirmed)\b(?: that)?"),
        ("commitment", r"\b(?:announced|confirmed(?= that [^,;]{2,50} will))\b(?: that)?"),
        ("commitment", r"\bassured\b(?: \w+){1,4}? (?:that|of)\b"),
        ("commitment", r"\b(?=(?:continued|continuing|further|closer) (?:collaboration|cooperation|support|partnership))"),
        ("request", r"\b(?:requested|sought)\b(?! by)"),
        ("request", r"\basked (?:for\b|(?=(?:\w+ ){1,4}?(?:to|for)\b))"),
        ("request", r"\brequests? for\b"),
        ("request", r"\b(?:urged|appealed (?:to|for)|called for|encouraged|pressed for|pressed(?= \w+ to))\b"),
        ("request", r"\bcalled (?:up)?on\b(?=[^.;]{2,60} to\b)"),
        ("request", r"\b(?:invited|extended an invitation to)\b(?=[^.;]{2,80}\bto\b)"),
        ("next_step", rf"\b(?:will|shall)(?: (?:also|next|then|both|again|now|jointly))* (?=(?:{NEXT})\b)"),
        ("commitment", r"\bwill (?:also )?(?=(?:send|provide|support|contribute|fund|finance|supply|donate|increase|deliver|invest|extend|double|train|assist|help|grant|build|allocate|make available)\b)"),
        ("next_step", r"\b(?:is|are) (?:scheduled|expected|due|planned|set) to\b(?: be)?"),
        ("next_step", r"\bplans? to\b|\blooks? forward to\b|\blooked forward to\b|\bintends? to\b"),
    )
]  # fmt: skip
END = re.compile(
    r";|, and (?=(?:the )?(?-i:[A-Z])[^,;]{0,50} (?:pledged|agreed|committed|undertook|requested|asked|promised|offered|announced|invited|reaffirmed|urged|will)\b)| -{1,2} |, (?:and |while |but )?(?=(?:(?:he|she|they|the (?:two|minister|secretary|president|sides)) )?(?:thanked|expressed|welcomed|noted|praised|"
    r"reaffirmed|reiterated|pledged|requested|asked|urged|agreed|signed|invited|announced|committed|stressed|emphasi[sz]ed|underlined|underscored|highlighted|commended|congratulated|promised|undertook|decided|said|adding|noting|stressing|welcoming|reaffirming)\b)"
    r"|,? (?:while|whereas|but|who|which) | and (?=(?:(?:he|she|they|the (?:two|minister|secretary|president|sides)) )?(?:thanked|expressed|welcomed|noted|praised|reaffirmed|"
    r"reiterated|pledged|requested|asked|urged|agreed|signed|invited|announced|committed|stressed|emphasi[sz]ed|underlined|underscored|highlighted|commended|promised|undertook|decided)\b)",
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


def find(sentence, first=None, last=None):
    """Return the outcomes that the sentence tells of, between two offsets."""
    first = sentence.start if first is None else first
    last = sentence.end if last is None else last
    text = sentence.plain[first:last]
    found, taken = [], []
    matches = sorted(
        (
            (match.start(), order, kind, match)
            for order, (kind, pattern) in enumerate(FORMS)
            for match in pattern.finditer(text)
        ),
        key=lambda entry: entry[:2],
    )
    for start, _, kind, match in matches:
        if any(begin <= start < stop for begin, stop in taken) or NEVER.search(
            text[max(0, start - 8) : start]
        ):
            continue
        end = END.search(text, match.end() + 1)
        stop = end.start() if end else len(text)
        words = text[match.end() : stop]
        if kind == "request" and (asked := ASKED_TO.match(words)):
            words = words[asked.end() :]
        phrase = " ".join(words.split()).strip(' .,;:"')
        if len(phrase) < 4 or len(phrase) > 400:
            continue
        due = DUE.search(phrase)
        taken.append((start, stop))
        verb = " ".join(match.group().split())
        found.append(
            Outcome(
                kind=kind,
                text=phrase,
                due_text=due.group().strip() if due else "",
                passages=[Passage(first + start, first + stop)],
                confidence=Confidence.LIKELY,
                reason=f"the account says “{verb}”" if verb else "the account names it",
            )
        )
    return found
