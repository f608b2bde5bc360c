"""What was talked about: noun phrases after the words that announce them."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from .proposals import Confidence, Passage, Topic

CUES = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?(?! (?:with|by)\b)|(?:talks|talked|discussions?|consultations|conversations?|exchange|dialogue) (?:on|about)"
    r"|(?:focus(?:ed|ing|es)?|cent(?:er|re|red|ered)|dwelt|dwelled|concentrated|touched|consult(?:ed)?|collaborate|"
    r"cooperate|co-operate|concerned|deliberated|elaborated) (?:up)?on(?: the (?:issues?|topics?|question) of)?"
    r"|cover(?:ed|ing|s)|(?:exchanged?|shared?|exchanging) (?:\w+ )?views (?:on|about|regarding)|spoke (?:about|of)|regarding|concerning"
    r"|reviewed|reviewing|review of|took stock of|examined|explored|explore|considered|addressed(?! by)|raised|raising|brought up"
    r"|(?:issues|topics|subjects|matters|areas|fields|priorities|items)(?: \w+){0,4}?,? (?:includ(?:ed|ing)|such as|were|covered)"
    r"|(?:topics|agenda|subjects?|themes?|items)(?: \w+){0,2}?:|on the agenda(?: were| was|:)|agenda included"
    r"|cooperation (?:on|in the (?:fields?|areas?) of|in)|collaboration (?:on|in)|raise awareness (?:of|about)|briefed (?:\w+ ){1,4}on|including discussions on"
    r"|(?:attention|reference|regard|emphasis|focus) (?:to|on)|about|including)\b[ :]?",
    re.IGNORECASE,
)
# A meeting or a summit "to expand commerce, ...": a row of aims.
AIMS = re.compile(
    r"\bto (?=(?:expand|strengthen|deepen|enhance|promote|advance|boost|improve|explore|review|address|coordinate|"
    r"facilitate|collaborate|increase|foster|develop)\b)",
    re.IGNORECASE,
)
NOT_AIMS = re.compile(
    r"\b(?:agreed|committed|pledged|continue|continued|commitment|will|promised|asked|requested|willingness|readiness|desire|urged|determination|resolve|wish|decided|undertook|visit\w*|trips?) (?:\w+ ){0,3}$",
    re.I,
)
PASSIVE = re.compile(
    r"(?P<what>[^,;:]{4,120}?) (?:was|were) (?:also )?(?:discussed|raised|reviewed|on the agenda|addressed|covered|brought up|examined)\b",
    re.I,
)
END = re.compile(
    r"[;:]| -{1,2} |, (?=(?:which|who|where|while|but|with|as|and (?:he|she|they|it|both|the (?:two|sides|ministers?|secretar\w+|presidents?|parties|leaders)|then|also|agreed|thanked|expressed|reaffirmed|"
    r"underlined|stressed|noted|pledged|committed|signed|welcomed|announced|requested|asked|invited|praised|reiterated|emphasi[sz]ed|underscored|highlighted|decided|called)|he|she|they|the two|agreeing|noting|stressing|"
    r"accompanied|joined|according|before|after|among|reaffirming|underscoring|emphasi[sz]ing|pledging)\b)"
    r"| (?:who|which|where|while|whose|when|before|after|ahead of|during|in order to|with a view to|and (?:agreed|thanked|"
    r"expressed|reaffirmed|pledged|committed|signed|welcomed|announced|requested|asked|invited|underlined|stressed|reiterated|emphasi[sz]ed|underscored|highlighted|decided|called)"
    r"|with (?=(?:the )?(?:minister|president|secretary|prime|foreign|mr|ms|dr|his|her|their)\b))\b",
    re.IGNORECASE,
)
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
    r"both|also|on|about|of|in|for|to|how|ways|how best|means|steps|efforts|opportunities|issues?|topics?|matters?|areas?|questions?|importance|need|state of play of|progress|"
    r"prospects|possibilities|possibility|potential|range|wide|number|variety|challenges (?:of|posed by)|as well as|including|and|regarding|concerning|such as|"
    r"flows of|status|implementing|facilitating|strengthening|expanding|deepening|enhancing|promoting|advancing|boosting|improving|increasing|fostering|"
    r"expand|strengthen|deepen|enhance|promote|advance|boost|improve|discuss|explore|review|address|coordinate|facilitate|collaborate on|increase|foster|develop|"
    r"collaborate|cooperate on|supporting|addressing|countering|combating|combatting|tackling|developing|closer|greater|stronger|bilateral issues(?: such as)?|economic opportunities aimed at|possible|shared|mutual)(?=[ ,])[ ,]*)+",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"^(?:(?:issues|matters|topics|subjects|questions|areas) of (?:mutual|common|shared|bilateral) (?:interest|concern)s?|(?:other |bilateral |regional |global |"
    r"international |various |several |mutual |common |current )*(?:issues|matters|topics|efforts|interest|concerns?|developments|questions|areas)|"
    r"it|them|this|these|that|those|he|she|which|him|her|others?|more|all|progress|ways|today|among others|key areas|ongoing efforts)$",
    re.IGNORECASE,
)
MOST_WORDS = 14


def split_list(text):
    """Yield (offset, piece) of a list in prose: commas, semicolons and the "and" before the last."""
    pieces, begin, depth = [], 0, 0
    for match in re.finditer(
        r"[()]|(?:, and |, as well as |; and |, or |[,;] | as well as | along with )", text
    ):
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append((begin, text[begin : match.start()]))
            begin = match.end()
            oxford = "and" in match.group() or "as well" in match.group()
            if oxford:
                pieces.append((begin, text[begin:]))
                begin = None
                break
    if begin is not None:
        pieces.append((begin, text[begin:]))
        oxford = False
    listed = len(pieces) > 1
    for number, (offset, piece) in enumerate(pieces):
        last = number == len(pieces) - 1
        if last or not listed:
            yield from split_pair(offset, piece, listed and not oxford)
        else:
            yield offset, piece


FRESH = re.compile(r"(?:the|a|an|on|about|to|how|ways|continued|other|possible|current|\w+ing|\w+ed) ", re.I)
PREPOSITION = re.compile(
    r" (?:of|in|on|for|to|with|between|across|among|from|at|by|against|along|within|into) ", re.I
)


def split_pair(offset, piece, ends_list):
    """Yield (offset, part) of a piece that may be two, joined by "and".

    "Trade and investment" is one topic; "trade in services and the supply of gas" is two.
    """
    begin = 0
    for match in re.finditer(r" and | & ", piece):
        left, right = piece[begin : match.start()], piece[match.end() :]
        # How many words each has on the side of the "and", up to a preposition.
        near = PREPOSITION.split(f"{right} ")[0].split()
        head = PREPOSITION.split(f" {left}")[-1].split()
        adjectives = head and head[-1].endswith(("al", "ic", "ive", "ous", "ary"))
        two = FRESH.match(right) and len(left.split()) > 1 and not adjectives
        if ends_list or (len(near) > 1 and len(head) > 1):
            two = two or not adjectives
        if two and left.strip() and right.strip():
            yield offset + begin, left
            begin = match.end()
    yield offset + begin, piece[begin:]


def clean(text):
    """Return (offset, phrase) of the topic in ``text``, or None where nothing is left of it."""
    text = text.rstrip(" .,;:")
    if EMPTY.match(re.sub(r"^(?:the|other|a|an) ", "", text.strip(), flags=re.I)):
        return None
    lead = LEADING.match(text + " ")
    offset = min(lead.end(), len(text)) if lead else 0
    phrase = text[offset:]
    tail = TAIL.search(phrase)
    if tail and tail.start():
        phrase = phrase[: tail.start()]
    phrase = phrase.strip(" .,;:\"'")
    offset = text.find(phrase, max(0, offset - 1)) if phrase else 0
    words = phrase.split()
    if (
        not words
        or len(words) > MOST_WORDS
        or EMPTY.match(phrase)
        or not any(c.isalpha() for c in phrase)
        or len(phrase) < 3
    ):
        return None
    if len(words) == 1 and len(phrase) < 4 and not phrase.isupper():
        return None
    return offset, phrase


# After those who were met: "held talks with Mayor Mokoena on port digitalisation".
ON = re.compile(
    r",? (?:(?:today|yesterday|here|also|separately|in [A-Z]\w+(?: [A-Z]\w+)?|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? )?(?:on|over) "
    r"(?!(?:the )?(?:margins?|sidelines?|fringes|occasion|phone|telephone|behalf|side|eve|first|second|last|same|next)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\d|an? (?:\w+ )?visit|his|her|their)"
)


SPOKEN_OF = re.compile(
    r"\b(?:talk|spoke|speak|conversation|awareness|areas?|issues|efforts|cooperation|topics|concerns?)\b",
    re.I,
)


def find(sentence, first, last, avoid=(), only_certain=False, after=()):
    """Return the topics that the account names between the offsets ``first`` and ``last``.

    ``avoid``: passages (people, outcomes) that no topic may come from; ``after``: where those
    who were met have been named, so that "on" may follow.
    """
    text = sentence.plain[first:last]
    found = []
    position = 0

    def add(offset, phrase, confidence, reason):
        start = first + offset
        end = start + len(phrase)
        if any(start < other.end and other.start < end for other in avoid):
            return
        if any(start < other.passages[0].end and other.passages[0].start < end for other in found):
            return
        name = " ".join(phrase.split())
        if (
            name[:1].isupper()
            and not name.split()[0].isupper()
            and sentence.plain[max(0, start - 2) : start].strip() in ("", ".", ":")
        ):
            name = (
                name
                if len(name.split()) > 1 and name.split()[1][:1].isupper()
                else name[0].lower() + name[1:]
            )
        found.append(Topic(name=name, passages=[Passage(start, end)], confidence=confidence, reason=reason))

    def add_list(begin, cue, confidence=Confidence.LIKELY):
        end = END.search(text, begin)
        stop = end.start() if end else len(text)
        for offset, piece in split_list(text[begin:stop]):
            inner = CUES.match(piece.lstrip())
            skip = len(piece) - len(piece.lstrip()) + (inner.end() if inner else 0)
            cleaned = clean(piece[skip:])
            if cleaned:
                add(
                    begin + offset + skip + cleaned[0],
                    cleaned[1],
                    confidence,
                    f"it follows “{' '.join(cue.split())}”",
                )
        return stop

    while match := CUES.search(text, position):
        cue = match.group().strip().lower()
        position = match.end()
        weak = cue == "about" or (cue == "including" and not found)
        if weak and not SPOKEN_OF.search(text, 0, match.start()):
            continue
        position = max(position, min(add_list(match.end(), cue), len(text)))
        if position == match.end():
            position += 1
    for offset in after:
        if match := ON.match(text, offset - first):
            add_list(match.end(), "on")
    for match in AIMS.finditer(text):
        if not NOT_AIMS.search(text[: match.start()]) and not only_certain:
            add_list(match.end(), match.group() + text[match.end() :].split(" ", 1)[0])
    for match in PASSIVE.finditer(text):
        cleaned = clean(match["what"].strip())
        if cleaned:
            add(
                match.start("what")
                + text[match.start("what") :].index(match["what"].strip())
                - 0
                + cleaned[0],
                cleaned[1],
                Confidence.LIKELY,
                "the account says that it was discussed",
            )
    return sorted(found, key=lambda topic: topic.passages)
