"""Who is named on which side of a verb that tells of a meeting."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.mentions.mention import Mention

from .attendance import JOINED
from .triggers import MeetingTrigger

CLAUSE_END = re.compile(
    r"[;]|, (?:where|who|which|during which|when|ahead of|before|after|and (?:then|later|discussed|agreed|thanked|reaffirmed|he|she|they|the two))\b|"
    r" (?:to (?!(?:the|his|her)\b)(?=[a-z])|that (?!includ|compris|was (?:led|headed))|where|during which|during (?:his|her|their|the)|ahead of|before|prior to|after(?!noon)|following|about|focus(?:ed|ing)|cent(?:red|ered)|in order to|on behalf of|covered|discussing|concerning|regarding|dealt|and (?:discussed|agreed|thanked|reaffirmed|exchanged|expressed|toured|visited|reviewed|signed|attended|delivered|gave|laid|called|addressed|then|underlined|stressed|conveyed|raised|pledged|requested)|"
    r"on (?=(?:the (?!margins|sidelines|fringes|occasion|phone|(?-i:[A-Z]))|[a-z]+ (?:issues|matters|cooperation|relations|and|reform|policy|security|affairs)|ways|how|issues|matters)))",
    re.IGNORECASE,
)
OF_SOMETHING = re.compile(r"\b(?:of|at|in|by|for|from|under|on|to|during)(?: the)? $", re.I)
CONJUNCTION = re.compile(r", (?:although|though|while|whereas|but|because) ", re.I)
# "Roe greeted the officers, and Director Doe explained": another subject.
OTHER_SUBJECT = re.compile(
    r" (?:\w+[^aeiou\W]ed|said|told|gave|led|spoke|took|made)\b(?! (?:by|in|at|to|from|as|with|on)\b)"
)
# What two do together on the spot; of one country they may be of one delegation.
SEEN = re.compile(r"toured|inspected|opened|inaugurated|unveiled|walked", re.I)
WITH_GROUP = re.compile(r"\bwith (?:the |our |his |her |their |an? )?$", re.I)
TO_COUNTRY = re.compile(r"visit(?:ed|s) (?:the )?", re.I)
OF_WHOM = re.compile(
    r"(?:meetings?|talks|calls?|conversations?|encounters?|audience|discussions?|session) (?:of|by)(?: the)? $",
    re.I,
)
OWNER = re.compile(r"^'?s? ?(?:[\w-]+ ){0,4}$", re.I)  # "the Secretary's first meeting with"
NOT_THERE = re.compile(
    r"\b(?:on behalf of|on the margins of|on the sidelines of|ahead of|at the invitation of)\b[^,]*$", re.I
)
NUMBER = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.I)
TRAVELLED = re.compile(
    r"(?:visitors|guests|lawmakers|legislators|parliamentarians|deputies|senators|councillors)", re.I
)
HE_WAS = re.compile(r"\b(?:he|she|they) (?:\w+ ){0,2}$", re.I)
# A name by its capitals alone after these is that of a place.
AT_PLACE = re.compile(r"\b(?:at|in|of|to|from|on|for|aboard)(?: the)? $")
OF_ORGANIZATION = re.compile(r"\b(?:at|of|in|by|for|from|under|on|to)(?: the)? $")
OF_OFFICE = re.compile(r"\b(?:of|by|on behalf of|at|in|about|for)(?: the)? $")
OF_ABSENT = re.compile(
    r"\b(?:on behalf of|margins of|sidelines of|residence of|at the|request of)(?: the)? $"
)
# Before a date, these make it the day of something else than a meeting.
NOT_OF_MEETING = re.compile(r"\b(?:returned|departed|postponed|cancell?ed)(?: (?:on|late|early))* ?$", re.I)
NEAR = 30  # characters that are looked at before a mention


@dataclass
class Clause:
    """A trigger with the words around it, up to the triggers before and after it."""

    sentence: AnnotatedSentence
    trigger: MeetingTrigger
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.sentence.plain[self.start : self.end]

    @property
    def lead(self) -> str:
        """The words before the trigger."""
        return self.sentence.plain[self.start : self.trigger.start]

    @property
    def verb(self) -> str:
        """The trigger with what says whether the meeting took place: "was to have met with"."""
        return self.sentence.plain[max(self.start, self.trigger.start - 40) : self.trigger.end]

    @property
    def trigger_text(self) -> str:
        return self.sentence.plain[self.trigger.start : self.trigger.end]

    @property
    def is_of_whole_sentence(self) -> bool:
        return self.start == self.sentence.start


class ClauseMentions(NamedTuple):
    subjects: list[Mention]
    objects: list[Mention]
    has_joined: bool  # whether others are said to have joined


def clauses_of(sentence: AnnotatedSentence) -> list[Clause]:
    """Return the clauses of a sentence, one for each of its triggers."""
    starts = [sentence.start]
    for trigger in sentence.triggers:
        # Who "toured the port and met with Roe" is the subject of both verbs.
        is_seen = SEEN.match(sentence.plain, trigger.start) and trigger.kind == "both"
        starts.append(starts[-1] if is_seen else trigger.end)
    ends = [*(trigger.start for trigger in sentence.triggers[1:]), sentence.end]
    return [
        Clause(sentence, trigger, start, end)
        for trigger, start, end in zip(sentence.triggers, starts, ends, strict=False)
    ]


def mentions_of(clause: Clause) -> ClauseMentions:
    """Return the mentions before and after a verb."""
    sentence, trigger = clause.sentence, clause.trigger
    mentions = [mention for mention in sentence.mentions if not is_attribute(sentence, mention)]
    joined = JOINED.search(sentence.plain, trigger.end, sentence.end)
    stop = min(clause.end, end_of_clause(clause), joined.start() if joined else sentence.end)
    objects = [
        mention
        for mention in mentions
        if trigger.end <= mention.start < stop and not is_beside_the_point(clause, mention)
    ]
    objects = without_other_subject(sentence, objects)
    subjects = within_trigger(clause, mentions) or subjects_of(clause, mentions)
    if trigger.kind == "between":
        subjects, objects = [], objects or subjects
    return ClauseMentions(subjects, objects, joined is not None)


def within_trigger(clause: Clause, mentions: Sequence[Mention]) -> list[Mention]:
    """Return those of whom a meeting is: "the meeting of Minister Roe with Minister Doe"."""
    sentence, trigger = clause.sentence, clause.trigger
    if trigger.kind not in ("with", "call"):
        return []
    return [
        mention
        for mention in mentions
        if trigger.start < mention.start
        and mention.end < trigger.end
        and OF_WHOM.search(sentence.plain, trigger.start, mention.start)
    ]


def without_other_subject(sentence: AnnotatedSentence, objects: list[Mention]) -> list[Mention]:
    """Leave out who is the subject of a clause that follows, and all after them."""
    for at, mention in enumerate(objects):
        before = sentence.plain[objects[at - 1].end : mention.start] if at else ""
        if before.startswith((", and", ";")) and OTHER_SUBJECT.match(sentence.plain, mention.end):
            return objects[:at]
    return objects


def goes_to_country(clause: Clause) -> bool:
    """Whether what was visited is a country: that is a journey, and tells of no meeting."""
    sentence, trigger = clause.sentence, clause.trigger
    first = next(
        (sentence.words[at].start for at in sentence.places if sentence.words[at].start > trigger.start), None
    )
    return first is not None and bool(TO_COUNTRY.fullmatch(sentence.plain, trigger.start, first))


def end_of_clause(clause: Clause) -> int:
    """Return where those who were met have been named."""
    sentence, offset = clause.sentence, clause.trigger.end
    ends = (
        offset + match.start()
        for match in CLAUSE_END.finditer(sentence.plain[offset : sentence.end])
        if not sentence.list_goes_on(offset + match.start())
    )
    return next(ends, sentence.end)


def subjects_of(clause: Clause, mentions: Sequence[Mention]) -> list[Mention]:
    sentence, trigger = clause.sentence, clause.trigger
    colon = sentence.plain.rfind(": ", sentence.start, trigger.start)
    begin = max(colon, start_of_clause(clause))
    lead = [mention for mention in mentions if mention.end <= trigger.start + 2 and mention.start > begin]
    if HE_WAS.search(clause.lead):
        return [mention for mention in lead if mention.kind == "person" and not mention.is_possessive][:1]
    return [mention for mention in lead if clause.start <= mention.start and is_subject(clause, mention)]


def start_of_clause(clause: Clause) -> int:
    """Return where the clause of a verb begins, after a conjunction: "Roe thanked Doe, although she met"."""
    joints = list(CONJUNCTION.finditer(clause.sentence.plain, clause.sentence.start, clause.trigger.start))
    return joints[-1].start() if joints else -1


def is_attribute(sentence: AnnotatedSentence, mention: Mention) -> bool:
    """Whether an acronym stands before a noun, as in "a CBP delegation"."""
    return (
        mention.kind == "organization"
        and mention.is_tentative
        and sentence.word_before(mention.first) in ("a", "an")
    )


def is_subject(clause: Clause, mention: Mention) -> bool:
    """Whether a mention before the verb is of who met: not "joined by", not "on behalf of"."""
    sentence, trigger = clause.sentence, clause.trigger
    before = sentence.plain[sentence.start : mention.start]
    if mention.kind == "organization" and OF_SOMETHING.search(before):
        return False
    if mention.kind == "person" and mention.is_tentative and AT_PLACE.search(before):
        return False
    if mention.kind == "group" and WITH_GROUP.search(before):
        return False
    if mention.kind == "group" and (mention.is_possessive or refers_back(before, mention)):
        return False
    joined = JOINED.finditer(sentence.plain, sentence.start, trigger.start)
    if any(match.end() <= mention.start + 1 for match in joined):
        return False
    if mention.is_possessive and not OWNER.match(sentence.plain[mention.end : trigger.start]):
        return False
    return not NOT_THERE.search(before)


def refers_back(before: str, mention: Mention) -> bool:
    """Whether a group is of those named before: "the four lawmakers", "the Senators"."""
    if TRAVELLED.fullmatch(mention.description):
        return True
    return before.lower().endswith("the ") and bool(NUMBER.match(mention.description))


def is_beside_the_point(clause: Clause, mention: Mention) -> bool:
    """Whether a mention after the verb is not of who took part: "on behalf of", a possessive."""
    before = clause.sentence.plain[max(clause.trigger.end - 1, mention.start - NEAR) : mention.start]
    if mention.is_possessive:
        return True
    if mention.kind == "organization":
        return bool(OF_ORGANIZATION.search(before))
    if mention.kind == "person":
        return bool((mention.is_tentative and AT_PLACE.search(before)) or OF_ABSENT.search(before))
    return bool(OF_OFFICE.search(before) or OF_ABSENT.search(before))


def dates_of(sentence: AnnotatedSentence, start: int, stop: int) -> list[DateMention]:
    """Return the dates between two offsets that something is said to have taken place on."""
    return [
        date
        for date in sentence.dates
        if date.start
        and not date.is_due
        and start <= date.passage.start < stop
        and not NOT_OF_MEETING.search(
            sentence.plain[max(sentence.start, date.passage.start - NEAR) : date.passage.start]
        )
    ]
