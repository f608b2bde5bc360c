"""The phrase that a topic is: a list in prose split into its parts, each without what says nothing."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator
from typing import NamedTuple

# What follows says no more of the topic, but where it is or why.
TAIL = re.compile(
    r" (?:across|along|affecting|between (?:the two|both|their|our)|amid|aimed|with an? |under way|facing|"
    r"of (?:common|mutual|shared) (?:interest|concern)|of interest|for migrant|in the (?-i:north|south|east|west)\w* |"
    r"by (?:phone|telephone|video)|this (?:morning|afternoon|evening)|today|yesterday|in both countries|in the region$|in the two countries|by the end|at the (?:time|border)|to (?:be|reach|the region)\b|that\b|as a\b|as well$|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day)[^,]*",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^(?:(?:the|a|an|our|their|his|her|its|some|other|various|several|many|key|critical(?= (?:issues|security|questions))|current|ongoing|recent|latest|further|"
    r"both|also|on|about|of|in|for|to|how|ways|how best|means|steps|efforts|opportunities|issues?|topics?|matters?|areas?|questions?|importance|need|fields?|especially|particularly|state of play of|progress|"
    r"prospects|possibilities|possibility|potential|range|wide|number|variety|challenges (?:of|posed by)|as well as|including|and|regarding|concerning|such as|"
    r"flows of|status|implementing|facilitating|strengthening|expanding|deepening|enhancing|promoting|advancing|boosting|improving|increasing|fostering|"
    r"expand|strengthen|deepen|enhance|promote|advance|boost|improve|discuss|explore|review|address|coordinate|facilitate|collaborate on|increase|foster|develop|"
    r"collaborate|cooperate on|supporting|addressing|countering|combating|combatting|tackling|developing|closer|greater|stronger|bilateral issues(?: such as)?|economic opportunities aimed at|possible|shared|mutual)(?=[ ,])[ ,]*)+",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"^(?:(?:issues|matters|topics|subjects|questions|areas) of (?:mutual|common|shared|bilateral) (?:interest|concern)s?|(?:other |bilateral |regional |global |"
    r"international |various |several |mutual |common |current )*(?:issues|matters|topics|efforts|interest|concerns?|developments|questions|areas)|"
    r"(?:joint|mutual|common|shared|bilateral) (?:interest|concern|importance)s?|at length|in (?:full|depth|detail)|point by point|once|(?:any )?other business|aob|welcome|opening|(?:the )?(?:\w+ )?(?:hours?|minutes)|(?:the )?(?:first|second|last) (?:half|week|day) of .*|(?-i:(?:(?:\w+ )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)(?: \d+)?)|"
    r"it|them|this|these|that|those|he|she|which|him|her|others?|more|all|progress|ways|today|among others|key areas|ongoing efforts)$",
    re.IGNORECASE,
)
NEW_TOPIC = re.compile(
    r"(?:the|a|an|on|about|to|how|ways|continued|other|possible|current|\w+ing|\w+ed|(?:cooperation|collaboration|coordination) (?:in|on)) ",
    re.I,
)
PREPOSITION = re.compile(
    r" (?:of|in|on|for|to|with|between|across|among|from|at|by|against|along|within|into) ", re.I
)
SEPARATOR = re.compile(
    r"[()]|(?:,? including |, and |, as well as |; and |, or |,? in addition to |[,;] | as well as | along with )"
)
ARTICLE = re.compile(r"^(?:the|other|a|an) ", re.I)
ADJECTIVES = ("al", "ic", "ive", "ous", "ary")
# "to bolster them", "means of expanding it into the field of energy": of what, was told before.
OF_PRONOUN = re.compile(r" *(?:(?:to|of|and|ways|means) )*(?:\w+ ){1,2}(?:them|it)\b", re.I)
IN_FIELD = re.compile(r"\bin (?:the )?(?:fields?|areas?|sectors?|domains?|spheres?) of ", re.I)
IS_CLAUSE = re.compile(
    r"(?:will|would|was|were|is|are|I|I'll|we|not|leave for|neither|no|nothing|nobody|during|had|has|have|noted|heard|return (?:in|on|to|home)|hold (?:an?|talks)|travel to|whether)\b|.* (?:(?:was|were|is|are|did|does|do|had|has|have|could|would|will) not|(?:reported|declared|said)$)\b|.*n't\b|.* said in an? (?:statement|release|note)\b",
    re.I,
)
MOST_WORDS = 14


class TopicPhrase(NamedTuple):
    offset: int
    words: str


def split_entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of a list whose parts end in semicolons."""
    for match in re.finditer(r"[^;]+", text):
        yield match.start(), match.group()


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of a list in prose: commas, semicolons and the "and" before the last."""
    parts: list[tuple[int, str]] = []
    begin = depth = 0
    is_complete = False
    for match in SEPARATOR.finditer(text):
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append((begin, text[begin : match.start()]))
            begin = match.end()
            is_complete = "and" in match.group() or "as well" in match.group()
            if is_complete:  # what follows "and" is the last
                break
    last, rest = begin, text[begin:]
    yield from parts
    yield from split_pair(last, rest, ends_list=bool(parts) and not is_complete)


def split_pair(offset: int, text: str, ends_list: bool) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of what may be two topics, joined by "and".

    "Trade and investment" is one topic; "trade in services and the supply of gas" is two.
    """
    begin = 0
    for match in re.finditer(r" and | & ", text):
        left, right = text[begin : match.start()], text[match.end() :]
        # How many words each has on the side of the "and", up to a preposition.
        after = PREPOSITION.split(f"{right} ")[0].split()
        before = PREPOSITION.split(f" {left}")[-1].split()
        if before and before[-1].endswith(ADJECTIVES) and not NEW_TOPIC.match(right):
            continue  # "political and economic reform"
        if " between " in left and " and " not in left.rpartition(" between ")[2]:
            continue  # "ferries between Oslo and Bergen"
        are_long = len(after) > 1
        are_two = ends_list or are_long or (NEW_TOPIC.match(right) and len(left.split()) > 1)
        if are_two and left.strip() and right.strip():
            yield offset + begin, left
            begin = match.end()
    yield offset + begin, text[begin:]


def clean_topic(text: str) -> TopicPhrase | None:
    """Return the topic in ``text``, or None where nothing is left of it."""
    text = text.rstrip(" .,;:")
    if OF_PRONOUN.match(text) and not IN_FIELD.search(text):
        return None
    lead = LEADING.match(text + " ")
    offset = min(lead.end(), len(text)) if lead else 0
    if OF_PRONOUN.match(text) and (field := IN_FIELD.search(text)):
        offset = field.end()
    words = text[offset:]
    tail = TAIL.search(words)
    if tail and tail.start():
        words = words[: tail.start()]
    words = words.strip(" .,;:\"'")
    if not says_something(words):
        return None
    return TopicPhrase(text.find(words, max(0, offset - 1)), words)


def says_something(words: str) -> bool:
    """Whether something is left of a topic: not "it", not "issues of mutual interest"."""
    number = len(words.split())
    if number == 0 or number > MOST_WORDS or EMPTY.match(words) or IS_CLAUSE.match(words):
        return False
    if len(words) < 3 or not any(character.isalpha() for character in words):
        return False
    return number > 1 or len(words) > 3 or words.isupper()
