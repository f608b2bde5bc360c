"""Who else was of a delegation, and who sent it."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.lists import named_after
from engagements.reader.mentions.mention import Mention

GROUP = r"(?:delegation|entourage|team|party|mission|group|codel|staffdel|retinue)"
# Words after which the members are named: of a delegation in so many words, or of who travelled.
OF_DELEGATION = re.compile(
    rf"\b(?:{GROUP}|accompanying (?:officials|ministers|party|delegates))\b[^.;:]{{0,80}}?(?:\b(?:include[sd]?|including|compris\w+|consist\w+ of|composed of|made up of|members are)\b|:$)|"
    rf"\b(?:(?:in|on|part of) (?:the|his|her|this) (?:[\w'-]+ ){{0,3}}{GROUP} (?:will be|are|were|is|was)|"
    rf"among (?:those|the (?:members|delegates|participants)) (?:travel\w+|on the (?:trip|visit|mission)|in the (?:delegation|party|group)) (?:are|were|is|was)|"
    rf"^(?:it|this) (?:also )?(?:include[sd]?|compris\w+|consist\w+ of)|"
    rf"members of the (?:[\w.]+ )?delegation(?: are| were|:|$)|(?:delegation|mission|team) members(?: are| were|:|$)|the (?:[\w.]+ )?delegation(?: are| were|:|$)|"
    rf"travel\w+ with (?:him|her|the \w+) (?:is|was|are|were)|(?:the )?other (?:\w+ )?(?:members|participants|travell?ers|delegates)(?: of the \w+)? (?:are|were|include[sd]?)|(?:the )?(?:visitors|guests) (?:also )?include[sd]?|also (?:travell?ing|on board|on the (?:trip|visit)) (?:is|was|are|were|will be))(?: also)?(?!\w)",
    re.I,
)
ACCOMPANIED = re.compile(
    r"\b(?:accompanied|joined|flanked) (?:on (?:the|this|his|her) \w+ )?by\b|"
    r"\b(?:t(?:akes|ook|aking)|br(?:ings|ought|inging)) (?:along|with (?:him|her|them))\b|"
    r"\b(?:joining|accompanying) (?:him|her|them|the \w+|(?-i:[A-Z])[\w'-]+)(?: on (?:the|this|his|her) \w+)? (?:is|was|are|were|will be)\b|"
    r"\b(?:travel\w*|visit(?:ed|s|ing)|left|flew|arriv\w+)(?:(?! (?:met|meet|meeting|talks|discuss\w*|held)\b)[^;,]){0,60}? with\b|\bincluding\b|\bwith (?:him|her|them) (?:is|was|are|were)\b|\bco-(?:led|headed) by\b",
    re.I,
)
# What a group does is of another: "the group toured the plant, led by its director".
DOES = r"(?<!who )(?<!which )(?<!that )(?:toured|visited|walked|inspected|viewed|explored|attended|completed|concluded|held|met|saw|took|spent|received|welcomed)"
HEADED_BY = re.compile(
    rf"\b(?:{GROUP}|guests|visitors|delegates)\b(?:(?!{DOES}\b)[^.;]){{0,80}}?(?<!co-)\b(?:led|headed|chaired) by\b|\b(?:was|were) (?:led|headed|represented) by\b",
    re.I,
)
# Before these the members are named: "A and B also travelled with the delegation".
ALSO_TRAVELLED = re.compile(
    r"\b(?:(?:is|are|was|were)? ?(?:also )?(?:travell?ing (?=on|with|as|to)|(?:a )?(?:part|members?) of the (?:\w+ )?(?:delegation|mission|party)|in the (?:\w+ )?delegation)|also travel\w+|"
    r"(?:is|are|will be) also (?:participating|taking part|joining|going)(?= [io]n the (?:trip|visit|mission|tour|delegation)|\.|$)|"
    r"also (?:participated|took part) in the (?:trip|visit|mission|tour|delegation)|"
    r"(?:joins?|joined|joining|will join) (?:(?:him|her|them) on )?(?:the|this|his|her) (?:\w+ )?(?:trip|visit|mission|tour|journey|delegation)|made the (?:trip|journey)(?: too| as well| with (?:him|her|them))|accompan(?:ied|y|ies) (?:him|her|them|the \w+)(?= (?:on|to|during)\b|\.|$)|join(?:s|ed)? (?:him|her|them)(?= (?:in (?-i:[A-Z])|on the))|completed the delegation|went along|(?:is|are|was|were) also on the (?:trip|visit|mission)|travel\w* with (?:him|her|them|the delegation)|joined the delegation|(?:went|came|flew) (?:along )?with (?:him|her|them))\b",
    re.I,
)
LED = re.compile(
    r"\b(?:lead|leads|led|head|heads|headed|heading|leading) (?:the|a|an) (?=[A-Z][\w' ]{2,30} delegation)"
)
# "A delegation from the City of Rotterdam led by ..."
SENT_FROM = re.compile(rf"\b{GROUP}\b(?: (?:from|of))(?: the)? (?P<name>(?-i:[A-Z]))")
SENT_BY = re.compile(
    r"\b(?:led|leads|headed|heads|leading|heading)(?: (?:a|an|the|his|her))? (?:[a-z-]+ )*?(?P<name>(?-i:[A-Z])[^.;,]{1,80}?) (?:delegation|mission|team)\b"
    r"|\b(?:[Aa]n?|[Tt]he) (?P<first>(?-i:[A-Z])[^.;,]{1,80}?) (?:\((?-i:[A-Z]{2,8})\) )?(?:staff )?(?:delegation|mission|team)\b"
)
# A name by its capitals alone after these is that of a field: "Director of Programmes".
OF_FIELD = re.compile(r"\b(?:of|for)(?: [\w ]+)? $")
# "A, who also travelled": of those before it the last alone.
WHO = re.compile(r"\bwho (?:(?:is|was|will) )?$")


class MembersPhrase(NamedTuple):
    """Words that announce members, and those named after them."""

    names_delegation: bool
    start: int
    mentions: Sequence[Mention]


def members_phrases(sentence: AnnotatedSentence) -> Iterator[MembersPhrase]:
    for names_delegation, pattern in ((True, OF_DELEGATION), (False, ACCOMPANIED)):
        for match in pattern.finditer(sentence.text):
            mentions = people_after(sentence, sentence.start + match.end())
            yield MembersPhrase(names_delegation, sentence.start + match.start(), mentions)


def people_after(sentence: AnnotatedSentence, begin: int) -> list[Mention]:
    """Return the people of the list that begins at an offset."""
    return [
        mention
        for mention in named_after(sentence, begin)
        if mention.kind == "person"
        and not (mention.is_tentative and OF_FIELD.search(sentence.plain, begin, mention.start))
    ]


def mentions_also_travelling(sentence: AnnotatedSentence) -> list[Mention]:
    """Return those of whom it is said that they travelled too."""
    match = ALSO_TRAVELLED.search(sentence.text)
    stop = sentence.start + match.start() if match else sentence.start
    people = [
        mention for mention in sentence.mentions if mention.kind == "person" and mention.end <= stop + 1
    ]
    return people[-1:] if WHO.search(sentence.plain[sentence.start : stop]) else people


def heads_in(sentence: AnnotatedSentence) -> list[Mention]:
    """Return those who led: "a delegation headed by A"."""
    match = HEADED_BY.search(sentence.text)
    return people_after(sentence, sentence.start + match.end()) if match else []


def leaders_in(sentence: AnnotatedSentence) -> Iterator[tuple[Mention, str]]:
    """Yield those who led "the Canadian delegation", with the country of it."""
    for match in LED.finditer(sentence.text):
        place = sentence.places.get(sentence.word_at(sentence.start + match.end()))
        before = [
            mention for mention in sentence.mentions if mention.end <= sentence.start + match.start() + 1
        ]
        if place and before and before[-1].kind == "person":
            yield before[-1], place.country


def country_of_delegation(sentence: AnnotatedSentence) -> str:
    """Return the country of "an Irish parliamentary delegation", or ""."""
    position = next((i for i, word in enumerate(sentence.words) if word.lower == "delegation"), None)
    if position is None:
        return ""
    countries = (
        place.country
        for place in sentence.places.values()
        if place.is_demonym and 0 <= position - place.last <= 3
    )
    return next(countries, "")


def sender_of(sentence: AnnotatedSentence) -> Mention | None:
    """Return the organization that sent a delegation: "led a World Bank mission", or None."""
    sent = SENT_BY.search(sentence.text) or SENT_FROM.search(sentence.text)
    if not sent:
        return None
    group = "first" if sent.re is SENT_BY and sent["first"] else "name"
    start = sentence.start + sent.start(group)
    senders = (
        mention
        for mention in sentence.mentions
        if mention.kind == "organization" and mention.start <= start < mention.end
    )
    return next(senders, None)
