"""What came of it: agreed, promised, asked for, to be done next; by the verbs that say so."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterable, Iterator

from .proposals import Outcome, OutcomeKind, Passage
from .text.sentences import Sentence

NEXT_VERBS = (
    "meet|convene|reconvene|hold|host|continue|follow|submit|prepare|finali[sz]e|circulate|report|"
    "begin|start|take place|be held|be signed|be convened|launch|resume|consult|exchange|draft|schedule|set|co-chair|review|share|"
    "open|organi[sz]e|establish|work|conduct|sign|complete|answer|reply|respond|inform|"
    "look into|draw up|appoint|nominate|form|set up|notify|propose"
)
# In the order in which they are tried at one place.
GIVING = "send|second|provide|support|contribute|fund|finance|supply|donate|increase|deliver(?! remarks)|invest|extend|double|train|assist|help|grant|build|allocate|make available"
PROMISED = (
    f"{GIVING}|relay|transmit|convey|forward|pass on|raise|look into|consider|study|publish|open|host|release|share|"
    "return|come back|see to|take up|arrange|facilitate|permit|allow|have|make sure|ensure|report back|follow up|"
    "dispatch|waive|lend|hand over|name|reply|speak to|propose|widen|renew|ratify|accept|issue|transmit|take (?:it|the|this)|"
    r"bring|begin|open|start|travel|leave|be (?:\w+ed|sent|built|given|made|done|seen|lent|put|in)"
)
# A name alone, of a person or a country, and no word for several.
SINGLE = r"(?!(?:No|Nobody|They|Both|We|It|The|All|Officials|Sides|Parties|Interlocutors|\w+(?:ers|tors|ials|ents|ies)|Heads|Governors|Having|Also)\b)(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?"
OWNER = r"(?:(?:Both|The two) sides|[A-Z][\w.'&/-]*(?: [A-Z&][\w.'-]*){0,4})"
FORMS: list[tuple[OutcomeKind, re.Pattern[str]]] = [
    # What one person or one office agrees to is promised.
    (
        "commitment",
        re.compile(
            r"(?<!\band )(?<!\band the )\b(?:[Hh]e|[Ss]he|(?:Mr|Ms|Mrs|Dr|(?:Prime |Foreign |Vice-)?Minister|(?:Vice-)?President|Mayor|Governor|Secretary|Ambassador|Commissioner|Director|Chairman|Speaker|Rector|General|Senator)\.? [A-Z][\w.-]+|[Tt]he (?:(?-i:[A-Z])[\w-]+ ){0,3}(?:Minister|President|Mayor|Governor|Secretary|Ambassador|Commissioner|Director|Chairman|Speaker|Rector|General|Premier|Ministry|Department|Agency|Government)|(?-i:[A-Z]{2,})) (?:also |has |have )*agreed to\b(?! by\b)|\baccepted to\b"
            rf"|(?:^|(?<=[;,:] )|(?<=\bthat )|(?<=\bsaid )){SINGLE} (?:also |has |have |had )*agreed to\b(?! by\b)"
        ),
    ),
    (
        "commitment",
        re.compile(
            rf"\b(?:said|stated|confirmed|replied|answered|disclosed|indicated|underlined|conveyed|added|(?:informed|told|assured) (?:[^.;,]{{3,40}}? that|them|us|me|him|her))(?: that)? (?=(?!it\b)[^.;,]{{2,70}} (?:would|will) (?:(?:not|no longer|also|soon|then) )*(?:{PROMISED})\b)",
            re.I,
        ),
    ),
    (
        "agreement",
        re.compile(
            r"\b(?:have |has )?(?:agreed|concurred) (?:in principle )?(?:to|on|in|that|upon|with)\b(?! the need| by\b)",
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
            r"\b(?:signed|initialled|initialed|concluded(?!(?: [\w-]+){0,5} (?:visit|trip|tour|mission|talks|meeting|session))|finali[sz]ed|adopted|approved|endorsed|inked|reached|exchanged)(?: with \w+)?(?: (?:today|yesterday|here|earlier|also|in (?-i:[A-Z])[\w-]+|on (?-i:[A-Z])\w+day))*(?= (?:an?|the|two|three|four|five|several|\d+|agreements?|memorand\w+|MoUs?|letters?|joint|new)\b)",
            re.I,
        ),
    ),
    ("agreement", re.compile(r"\b(?:decided|resolved) (?:to|on|that)\b", re.I)),
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
    (
        "commitment",
        re.compile(
            r"\b(?:pledged|promised|vowed|undertook|offered)\b(?! by\b)(?: to)?|\b(?:stood|stands?|is|was|were|are) (?:also )?(?:ready|prepared|willing) to\b|\b(?:gave|given|giving) (?:[\w']+ ){0,2}?(?:an?|his|her|their) (?:firm |clear )?(?:undertaking|assurance|promise|pledge)s?\b(?: that| to)?",
            re.I,
        ),
    ),
    (
        "commitment",
        re.compile(
            r"\b(?:reaffirmed|reiterated|affirmed)\b(?: that)?(?=[^.;]{0,80}\b(?:will|would|support\w*|commit\w+|read(?:y|iness)|willing\w*|continu\w+|determin\w+)\b)",
            re.I,
        ),
    ),
    (
        "commitment",
        re.compile(
            r"(?<!\bbe )(?<!previously )\b(?:announced(?! (?:for|by|on|in|earlier|previously|as|today|yesterday|afterwards|(?-i:[A-Z])\w+day)\b)|confirmed(?= (?:that )?[^,;]{2,50} will))\b(?: that)?",
            re.I,
        ),
    ),
    ("commitment", re.compile(r"\bassured\b(?: \w+){1,4}? (?:that|of)\b", re.I)),
    (
        "commitment",
        re.compile(
            r"\b(?=(?:continued|continuing|further|closer) (?:collaboration|cooperation|support|partnership))",
            re.I,
        ),
    ),
    (
        "request",
        re.compile(
            r"\b(?:requested|solicited|sought(?= (?:[\w'$€£.-]+ ){0,6}?(?:support|help|assistance|cooperation|backing|clarification|guarantees|assurances|permission)\b))\b(?! by)",
            re.I,
        ),
    ),
    (
        "request",
        re.compile(
            r"\b(?:asked|asks) (?:for\b(?! by\b)|that\b|to (?=(?!see|meet|visit|know)\w)|(?=whether [^.;,]{2,60} (?:would|could|might)\b)|(?!how\b|what\b|when\b)(?=(?:[\w'.-]+ ){1,5}?(?:to|for)\b))",
            re.I,
        ),
    ),
    (
        "request",
        re.compile(r"(?<!the )(?<!The )\brequests? for\b|\b(?:proposed|suggested) (?:to|that)\b", re.I),
    ),
    (
        "request",
        re.compile(
            r"\b(?:urged|appealed (?:to|for)|called for|encouraged|pressed for|pressed(?= \w+ to))\b", re.I
        ),
    ),
    ("request", re.compile(r"\bcalled (?:up)?on\b(?=[^.;]{2,60} to\b)", re.I)),
    ("request", re.compile(r"\b(?:invited|extended an invitation to)\b(?=[^.;]{2,80}\bto\b)", re.I)),
    # "USCG to provide two repeaters by May", in minutes
    ("commitment", re.compile(rf"^{OWNER} to (?=(?:{GIVING})\b)")),
    ("next_step", re.compile(rf"^{OWNER} to (?=(?:{NEXT_VERBS})\b)")),
    (
        "next_step",
        re.compile(
            rf"\b(?:will|shall)(?: (?:also|next|then|both|again|jointly))* (?=(?:{NEXT_VERBS})\b)", re.I
        ),
    ),
    (
        "commitment",
        re.compile(
            rf"\bwill (?:also )?(?=(?:{GIVING})\b)",
            re.I,
        ),
    ),
    ("next_step", re.compile(r"\bplans? to\b|\bintends? to\b", re.I)),
]
END = re.compile(
    r";|,? and (?=(?:the )?(?-i:[A-Z])[^,;]{0,50} (?:pledged|agreed|committed|undertook|requested|asked|promised|offered|announced|invited|reaffirmed|urged|will)\b)| -{1,2} |, (?:and |while |but )?(?=(?:(?:he|she|they|the (?:two|minister|secretary|president|sides)) )?(?:thanked|expressed|welcomed|noted|praised|"
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
# Before a verb, these say that nobody did it: "They refused to discuss tariffs".
DENIED = re.compile(
    r"(?:\b(?:not|never|no|nor|without|nobody|no one|(?:refus|declin|fail|avoid)(?:e|es|ed|ing|s)?|unwilling|unable|reluctant)|n't)"
    r"(?: to)?(?: (?:yet|even|been|be|have|also|(?!only)\w+ly))*[ \"]*$",
    re.I,
)
# Who asks so asks for nothing that comes of a meeting: a journalist, a host who offers a chair.
IDLE = re.compile(
    r"(?:to )?(?:sit down|take (?:a|his|her|their) seats?|comment|be named|be quoted|wait|stand)\b", re.I
)
OF_PRESS = re.compile(r"\b(?:journalists?|reporters?|the press|correspondents?)\b", re.I)
WAS = re.compile(r"(?<!\bit )\b(?:is|are|was|were|be|been|being)(?: \w+ly| also)? $", re.I)
LEAST_OUTCOME, LONGEST_OUTCOME = 4, 400  # characters
AND_TO = re.compile(r",? and to (?=[a-z])")


def find_outcomes(sentence: Sentence, first: int | None = None) -> list[Outcome]:
    """Return the outcomes that a sentence tells of from the offset ``first`` on."""
    first = sentence.start if first is None else first
    text = sentence.plain[first : sentence.end]
    outcomes: list[Outcome] = []
    taken = 0  # up to where the text is part of an outcome
    matches = [(kind, match) for kind, pattern in FORMS for match in pattern.finditer(text)]
    for kind, match in sorted(matches, key=lambda form: form[1].start()):
        start = match.start()
        if start < taken or is_none(kind, text, match):
            continue
        end = END.search(text, match.end() + 1)
        stop = end.start() if end else len(text)
        words = text[match.end() : stop]
        if kind == "request" and (asked := ASKED_TO.match(words)):
            words = words[asked.end() :]
        begin = stop - len(words)
        for offset, part in parts_of(words, match.group()):
            passage = Passage(
                first + (begin + offset if offset else start), first + begin + offset + len(part)
            )
            if outcome := outcome_of(kind, part, match.group(), passage):
                outcomes.append(outcome)
                taken = stop
    return outcomes


def add_outcomes(results: list[Outcome], more: Iterable[Outcome]) -> None:
    """Add the outcomes that do not say again what is there."""
    for outcome in more:
        same = {(other.kind, other.text.casefold()) for other in results}
        if (outcome.kind, outcome.text.casefold()) not in same:
            results.append(outcome)


def is_none(kind: OutcomeKind, text: str, match: re.Match[str]) -> bool:
    """Whether the words say that nobody did so, or that it was asked for elsewhere: "was asked to comment"."""
    before, words = text[: match.start()], text[match.end() :]
    if DENIED.search(before):
        return True
    return kind == "request" and bool(
        WAS.search(before)
        or OF_PRESS.search(before)
        or (
            (asked := ASKED_TO.match(words))
            and (IDLE.match(words, asked.end()) or OF_PRESS.search(asked.group()))
        )
    )


def parts_of(words: str, verb: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of what was agreed or promised: "to build a port and to open it" are two."""
    begin = 0
    for match in AND_TO.finditer(words) if verb.endswith(" to") else ():
        yield begin, words[begin : match.start()]
        begin = match.end()
    yield begin, words[begin:]


def outcome_of(kind: OutcomeKind, words: str, verb: str, passage: Passage) -> Outcome | None:
    """Return an outcome in the words of the text, or None where they are too few or too many."""
    phrase = " ".join(words.split()).strip(' .,;:"')
    if not LEAST_OUTCOME <= len(phrase) <= LONGEST_OUTCOME:
        return None
    due = DUE.search(phrase)
    verb = " ".join(verb.split())
    return Outcome(
        kind=kind,
        text=phrase,
        due_text=due.group().strip() if due else "",
        passages=[passage],
        rule=kind,
        reason=f"the account says “{verb}”" if verb else "the account names it",
    )
