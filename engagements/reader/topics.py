"""What was talked about: noun phrases after the words that announce them."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .outcomes import DENIED
from .proposals import Passage, Topic
from .text.sentences import Sentence
from .topic_phrases import LEADING, clean_topic, says_something, split_entries, split_list

CUES = re.compile(
    r"\b(?:discuss(?:ed|es|ing)?(?! (?:with|by)\b)|(?:to )?talk(?:ed|s|ing)? (?:about|over|through)|(?:went|go|gone|going) (?:over|through)|hailed|negotiat(?:ed|ing)|a briefing on|(?:gave|given) an? (?:account|overview|update|presentation) (?:of|on)|(?:talks|talked|discussions?|consultations|conversations?|exchanges?|dialogue) (?:on|about)"
    r"|(?:focus(?:ed|ing|es)?|cent(?:er|re|red|ered)|dwelt|dwelled|concentrated|touched|consult(?:ed)?|collaborate|"
    r"cooperate|co-operate|concerned|deliberated|elaborated) (?:up)?on(?: the (?:issues?|topics?|question) of)?"
    r"|cover(?:ed|ing|s)|(?:exchanged?|shared?|exchanging) (?:\w+ )?(?:views|points of view|opinions|impressions|ideas|notes|experiences?) (?:on|about|regarding|in)|compar(?:ed?|ing) notes (?:on|about)|(?:spoke|spoken|speak) (?:(?:(?!for\b)\w+ ){0,3}?about|(?:also |mainly |briefly )?of|on(?! the (?:tele)?phone| the (?:margins?|sidelines?|occasion)))|regarding|concerning"
    r"|reviewed(?! by)|reviewing|review of|took stock of|examined|explored|explore|considered|addressed(?! by)|raised|raising|brought up"
    r"|(?:issues|topics|subjects|matters|areas|fields|priorities|items)(?: \w+){0,4}?,? (?:includ(?:ed|ing)|such as|were|covered)"
    r"|(?:topics?|on the table|discussion|focus|agenda|subjects?|themes?|items|concerns|issues|points discussed|priorities)(?: \w+){0,2}?:|passed (?:in )?review (?:to|of)|in particular (?:on|in|the)|(?:with|special|particular) (?:an )?emphasis (?:on|in)|(?:in order )?to (?:discuss|evaluate|assess|examine|follow up(?: on)?|take stock of)|(?:asked|inquired|enquired|complained) about|(?:stressed|underlined|underscored|highlighted|emphasi[sz]ed|reiterated|noted|recogni[sz]ed) the (?:importance|need|necessity|urgency) (?:of|for)|on the agenda(?: were| was|:)|agenda(?: of [\w ]{3,40}?)? (?:will )?includ(?:ed?|es)"
    r"|(?:dedicated|devoted|reference was made) to|taken through|looked at|(?:talks?|discussions?|conversations?) (?:also |mainly |then )?(?:turned (?:up)?on|turned to|ranged over|concerned|revolved around|will cover)|dealt with|deal with"
    r"|(?:subjects?|topics?|themes?|focus) of (?:the|their) [\w ]{3,30}? (?:was|were|will be|is|are)|(?:main|only|principal|central) (?:subject|topic|theme|issue) (?:was|is|will be)"
    r"|cooperation (?:on|in the (?:fields?|areas?) of|in)|collaboration (?:on|in)|raise awareness (?:of|about)|briefed (?:\w+ ){1,4}on|including discussions on"
    r"|(?:attention|reference|regard|emphasis|focus) (?:to|on)|about|including)(?:\b|(?<=:))[ :]?",
    re.IGNORECASE,
)
END = re.compile(
    r"[;:]| -{1,2} | \| |, (?=(?:which|who|where|while|but|with|as|and (?:he|she|they|it|both|the (?:two|sides|ministers?|secretar\w+|presidents?|parties|leaders)|then|also|agreed|discussed|exchanged|confirmed|concurred|resolved|proposed|thanked|expressed|reaffirmed|"
    r"underlined|stressed|noted|pledged|committed|signed|welcomed|announced|requested|asked|invited|praised|reiterated|emphasi[sz]ed|underscored|highlighted|decided|called)|he|she|they|the two|agreeing|noting|stressing|"
    r"accompanied|joined|according|before|after|among|reaffirming|underscoring|emphasi[sz]ing|pledging)\b)"
    r"| (?:(?:was|were|came|featured|formed|dominated)\b(?! not\b)|who|which|where|while|whose|when|before|after|ahead of|during|in order to|with a view to|and (?:agreed|concluded|hailed|thanked|discussed|exchanged|confirmed|concurred|resolved|proposed|"
    r"expressed|reaffirmed|pledged|committed|signed|welcomed|announced|requested|asked|invited|underlined|stressed|reiterated|emphasi[sz]ed|underscored|highlighted|decided|called)"
    r"|with (?=(?:the )?(?:minister|president|secretary|prime|foreign|mr|ms|dr|his|her|their)\b))\b",
    re.IGNORECASE,
)
CELL = re.compile(r" \| ")  # where a cell of a table ends
# After those who were met: "held talks with Mayor Mokoena on port digitalisation".
ON = re.compile(
    r",? (?:(?:today|yesterday|here|also|separately|in [A-Z]\w+(?: [A-Z]\w+)?|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? )?(?:on|over|about) "
    r"(?!(?:an? |the |its )?(?:working |private )?(?:(?:early |late )?(?:morning|afternoon|evening|night)|(?-i:[A-Z]\w+) (?:Wednes|Fri|Sun)day|(?-i:[Nn])ational (?-i:[Dd])ay|lunch|dinner|breakfast|coffee|tea)\b|the \d|(?:the )?(?:margins?|sidelines?|fringes|occasion|phone|telephone|behalf|side|eve|first|second|last|same|next)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\d|an? (?:\w+ ){0,2}(?-i:[Vv])isit|his|her|their)"
)
# Before "about" and "including", these say that somebody talked.
SPOKEN_OF = re.compile(
    r"\b(?:talk|spoke|speak|conversation|awareness|areas?|issues|efforts|cooperation|topics|concerns?)\b",
    re.I,
)
# Words by which a topic is surely announced.
STRONG = re.compile(
    r"discuss|were (?:also )?(?:raised|on the)|views on|talks on|focus|cent(?:er|r)ed|cover|was discussed|topics|agenda|reviewed|addressed",
    re.I,
)
# "Trade and the port of Tema were discussed."
CAME_UP = re.compile(
    r"(?:(?:during|at|in|with|on) [^,]{3,60}, )?(?:also )?(?P<topics>[\w][^;:]{3,200}?),? "
    r"(?P<verb>(?:was|were) (?:also |then |all |mainly )?(?:discussed|reviewed|addressed|raised|handled|considered|examined|evaluated|covered|tackled|taken up|dealt with|exchanged views on|touched (?:up)?on|on the (?:agenda|table)|(?:in|at) the (?:focus|cent(?:re|er)|heart)|among the (?:topics|issues|subjects))|(?:came|come) (?:under (?:discussion|review)|up(?: for discussion)?)|featured (?:prominently|high)|dominated the|formed the)\b(?! (?:by|with)\b)",
    re.I,
)


def rule_of(reason: str) -> str:
    """Return by which words a topic is announced."""
    return "said to have been discussed" if STRONG.search(reason) else "by other words"


class TopicFinder:
    """Finds the topics of a sentence from an offset on; ``avoid``: passages that no topic may come from."""

    def __init__(self, sentence: Sentence, first: int, avoid: Sequence[Passage]) -> None:
        self.sentence, self.first, self.avoid = sentence, first, avoid
        self.text = sentence.plain[first : sentence.end]
        self.topics: list[Topic] = []

    def add(self, offset: int, words: str, reason: str) -> None:
        """Add a topic, unless another or a passage to be avoided is in its place."""
        passage = Passage(self.first + offset, self.first + offset + len(words))
        taken = (*self.avoid, *(topic.passages[0] for topic in self.topics))
        if any(passage.start < other.end and other.start < passage.end for other in taken):
            return
        self.topics.append(
            Topic(
                name=self.name_of(" ".join(words.split()), passage.start),
                passages=[passage],
                reason=reason,
                rule=rule_of(reason),
            )
        )

    def name_of(self, words: str, start: int) -> str:
        """Return a topic without the capital of a word that begins a sentence."""
        first, *others = words.split()
        begins_sentence = self.sentence.plain[max(0, start - 2) : start].strip() in ("", ".", ":")
        is_name = first.isupper() or first.endswith("'s") or (others and others[0][:1].isupper())
        return words[0].lower() + words[1:] if begins_sentence and not is_name else words

    def add_list(self, begin: int, cue: str) -> int:
        """Add the topics of the list that begins at ``begin``; return where it ends."""
        has_label = cue.endswith(":") and ";" in self.text[begin:]
        stop = self.end_of_list(begin, CELL if has_label else END)
        parts = split_entries if has_label else split_list
        for offset, piece in parts(self.text[begin:stop]):
            inner = CUES.match(piece.lstrip())
            skip = len(piece) - len(piece.lstrip()) + (inner.end() if inner else 0)
            if topic := clean_topic(piece[skip:]):
                reason = f"it follows “{' '.join(cue.split())}”"
                self.add(begin + offset + skip + topic.offset, topic.words, reason)
        return stop

    def end_of_list(self, begin: int, end: re.Pattern[str] = END) -> int:
        match = end.search(self.text, begin)
        return match.start() if match else len(self.text)

    def add_after_cues(self) -> None:
        position = 0
        while match := CUES.search(self.text, position):
            cue = match.group().strip().lower()
            position = match.end()
            if DENIED.search(self.text, 0, match.start()):
                position = self.end_of_list(position)
                continue
            is_weak = cue == "about" or (cue == "including" and not self.topics)
            if is_weak and not SPOKEN_OF.search(self.text, 0, match.start()):
                continue
            position = max(position + 1, self.add_list(match.end(), cue))

    def add_before_verb(self) -> None:
        """Add what is named before "was discussed"."""
        if match := CAME_UP.match(self.text):
            begin = match.start("topics")
            for offset, piece in split_list(match["topics"]):
                if topic := clean_topic(piece):
                    verb = match["verb"]
                    self.add(begin + offset + topic.offset, topic.words, f"it {verb}")

    def add_after_people(self, offsets: Iterable[int]) -> None:
        """Add what follows "on" where somebody has been named: "held talks with Mayor Roe on ports"."""
        for offset in offsets:
            if match := ON.match(self.text, offset - self.first):
                self.add_list(match.end(), "on")


def add_topics(topics: list[Topic], more: Iterable[Topic]) -> None:
    """Add to the topics of a record those that are new: of "energy and Ukraine" what was not yet there."""
    for topic in more:
        names = {name_key(other.name) for other in topics}
        parts = parts_of(topic)
        if name_key(topic.name) in names:
            continue
        if any(name_key(part.name) in names for part in parts):
            topics += [part for part in parts if name_key(part.name) not in names]
            continue
        for other in [other for other in topics if " and " in other.name]:
            split = parts_of(other)
            if name_key(topic.name) in map(name_key, (part.name for part in split)):
                at = topics.index(other)
                topics[at : at + 1] = [part for part in split if name_key(part.name) != name_key(topic.name)]
        topics.append(topic)


def name_key(name: str) -> str:
    return LEADING.sub("", name.casefold())


def parts_of(topic: Topic) -> list[Topic]:
    """Return the two that a topic is, where its name joins two by "and"."""
    first, joined, second = topic.name.partition(" and ")
    passage = topic.passages[0]
    if not joined or not (says_something(first) and says_something(second)):
        return [topic]
    return [
        replace(topic, name=first, passages=[Passage(passage.start, passage.start + len(first))]),
        replace(topic, name=second, passages=[Passage(passage.end - len(second), passage.end)]),
    ]


def find_topics(
    sentence: Sentence,
    first: int | None = None,
    avoid: Sequence[Passage] = (),
    after: Iterable[int] = (),
) -> list[Topic]:
    """Return the topics that a sentence names from the offset ``first`` on.

    ``avoid``: passages (people, outcomes) that no topic may come from; ``after``: where those
    who were met have been named, so that "on" may follow.
    """
    finder = TopicFinder(sentence, sentence.start if first is None else first, avoid)
    if finder.text.rstrip(' "').endswith("?"):
        return []
    finder.add_after_cues()
    finder.add_before_verb()
    finder.add_after_people(after)
    return sorted(finder.topics, key=lambda topic: topic.passages)
