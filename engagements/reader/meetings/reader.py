"""Reads sentence by sentence who met whom, and to which meeting topics and outcomes belong."""

import re

from engagements.reader import outcomes, topics
from engagements.reader.proposals import Passage

from . import triggers
from .minutes import Minutes
from .triggers import Draft


class Encounters:
    """The meetings of an account, as drafts; what belongs to none of them is the visit's."""

    def __init__(self, context, journeys):
        self.context, self.journeys = context, journeys
        self.people, self.person = context.people, context.person
        self.sentences, self.moments = context.sentences, context.moments
        self.mentions, self.spots = context.mentions, context.spots
        self.directory, self.reading = context.directory, context.reading
        self.drafts = []
        self.visit_topics, self.visit_outcomes = [], []
        self.gathering = None
        self.read_meetings()

    def read_meetings(self):
        current = None
        minutes = Minutes(self)
        for number, sentence in enumerate(self.sentences):
            if block := minutes.line(number, sentence):
                current = block
                continue
            found = self.read_sentence(number, sentence, current)
            if found:
                current = found

    def read_sentence(self, number, sentence, current):
        """Read one sentence; return the meeting that the next one may go on with."""
        sentence_triggers = triggers.triggers(sentence)
        fresh = None
        self.met, self.told = [], []
        for index, trigger in enumerate(sentence_triggers):
            following = (
                sentence_triggers[index + 1].start if index + 1 < len(sentence_triggers) else sentence.end
            )
            before = sentence_triggers[index - 1].end if index else sentence.start
            drafts = self.read_trigger(number, sentence, trigger, before, following, current)
            if drafts:
                fresh = current = drafts[-1]
                self.context.recent = current.everyone()
                self.told.append((trigger.start, fresh))
        if not fresh:
            self.note_gathering(number, sentence)
        self.read_joined(number, sentence, current if (fresh or self.goes_on(sentence, current)) else None)
        self.read_substance(number, sentence, current, bool(fresh))
        return current

    def note_gathering(self, number, sentence):
        """Keep where and when "the session was held", for the sentence that tells who took part."""
        if sentence.is_heading or not GATHERING.search(sentence.text):
            return
        draft = Draft(sentence=sentence)
        match = GATHERING.search(sentence.text)
        trigger = triggers.Trigger(
            "", sentence.start + match.start(), sentence.start + match.end(), match.group()
        )
        self.set_scene(draft, number, sentence, trigger, sentence.start, sentence.end)
        self.gathering = draft

    def from_gathering(self, draft):
        """Give a meeting without date or place those of the gathering just told of."""
        scene = self.gathering
        if (
            scene
            and 0 <= draft.sentence.number - scene.sentence.number <= 2
            and not (draft.moment or draft.spot)
        ):
            draft.moment, draft.spot = scene.moment, scene.spot
            draft.passages = [*scene.passages, *draft.passages]
            if draft.format == "bilateral":
                draft.format = (
                    scene.format if triggers.MULTILATERAL.search(scene.sentence.text) else draft.format
                )

    def goes_on(self, sentence, current):
        """Whether ``sentence`` still tells of the meeting before it."""
        if not current or current.sentence is None:
            return False
        if triggers.CONTINUES.search(sentence.text) or re.search(
            r"\bthis (?:\w+ ){0,3}(?:engagement|meeting|summit|dialogue)\b", sentence.text, re.I
        ):
            return True
        return sentence.paragraph - current.sentence.paragraph <= 1

    def read_trigger(self, number, sentence, trigger, before, following, current):
        """Return the meetings that one verb tells of, each new or met before."""
        clause = sentence.plain[before : trigger.start]
        subjects, objects, joined = self.hands(number, sentence, trigger, before, following)
        notes = {id(self.person(one)): one.note for one in objects if one.note}
        vague = any(one.is_vague for one in objects)
        subjects = self.people_of(subjects)
        # Whom the verb before had met is not who met the next one.
        if self.met and (
            taken := {one for draft in self.met for one in draft.everyone()}.intersection(subjects)
        ):
            last, principal = self.met[-1], self.people.principal
            subjects = [one for one in subjects if one not in taken] or (
                [principal] if principal in last.everyone() else list(last.home)
            )
        days = self.by_day(number, objects)
        objects = [one for one in self.people_of(objects) if one not in subjects]
        if trigger.name == "passive":
            principal = self.people.principal
            if not subjects and principal and principal not in objects:
                subjects = [principal]
            subjects, objects = objects, subjects
        elif trigger.name == "chaired" and len(objects) > 1:
            subjects = []
        elif trigger.name == "both":
            # Two who discuss or sign have met; what one of them does by himself is no meeting.
            subjects, objects = [one for one in subjects if self.is_official(one)], []
        alone = len(subjects) + len(objects) < 2
        planned = (
            triggers.progress_of(sentence.plain[max(before, trigger.start - 40) : trigger.end]) == "planned"
        )
        if alone and not objects and trigger.name in ("together", "both", "attend", "between"):
            together = triggers.TOGETHER.search(clause)
            if together and planned and current:
                return []  # that they will meet again is a next step
            if together and not (trigger.name == "both" and self.drafts):
                return self.between_both(number, sentence, trigger, current)
            if not joined or trigger.name in ("together", "both"):
                return []
        if not objects and (vague or (not joined and alone)):
            self.people.principal = self.people.principal or next(iter(subjects), None)
            return []
        if not subjects and trigger.name not in ("between", "chaired"):
            subjects = self.understood(sentence, objects)
        if not any(map(self.is_official, (*subjects, *objects))):
            return []
        known = current and {*objects, *subjects} <= set(current.everyone())
        if planned and known and not sentence.is_heading:
            return []
        self.people.principal = self.people.principal or next(iter(subjects), None)
        apart = trigger.name in ("with", "call") and triggers.APART.search(
            sentence.plain[max(sentence.start, trigger.start - 25) : trigger.end]
        )
        drafts = []
        for group in [[one] for one in objects] if apart else [objects]:
            draft = Draft(
                home=list(subjects),
                away=group,
                notes=notes,
                sentence=sentence,
                is_heading=sentence.is_heading,
            )
            self.set_scene(draft, number, sentence, trigger, before, following)
            self.from_gathering(draft)
            drafts += [self.merge(one) for one in each_day(draft, days)]
        self.met += drafts
        return drafts

    def hands(self, number, sentence, trigger, before, following):
        """Return the mentions before and after a verb, and whether others are said to have joined."""
        mentions = [one for one in self.mentions[number] if not is_attribute(sentence, one)]
        joined = next(triggers.JOINED.finditer(sentence.plain, trigger.end, sentence.end), None)
        ends = [
            trigger.end + match.start()
            for match in triggers.CLAUSE_END.finditer(sentence.plain[trigger.end : sentence.end])
            if not self.context.list_goes_on(number, trigger.end + match.start())
        ]
        stop = min([following, sentence.end, *ends[:1], *([joined.start()] if joined else [])])
        objects = [
            one
            for one in mentions
            if trigger.end <= one.start < stop and not self.beside_the_point(sentence, one, trigger)
        ]
        colon = sentence.plain.rfind(": ", sentence.start, trigger.start)
        lead = [one for one in mentions if one.end <= trigger.start + 2 and one.start > colon]
        if HE_WAS.search(sentence.plain[before : trigger.start]):
            subjects = [one for one in lead if one.kind == "person" and not one.is_possessive][:1]
        else:
            subjects = [
                one for one in lead if before <= one.start and self.is_subject(sentence, one, trigger)
            ]
        if trigger.name == "between":
            subjects, objects = [], objects or subjects
        return subjects, objects, joined is not None

    def by_day(self, number, objects):
        """Return whom of ``objects`` another day stands before: "A, and on Tuesday B"."""
        days = {}
        for moment in self.moments[number]:
            if objects and moment.start and not moment.due and moment.passage.start > objects[0].end:
                after = [one for one in objects if one.start > moment.passage.start]
                days |= {self.person(one): moment for one in after}
        return days

    def is_subject(self, sentence, mention, trigger):
        """Whether a mention before the verb is of who met: not "joined by", not "on behalf of"."""
        if mention.kind == "organization" and OF.search(sentence.plain[sentence.start : mention.start]):
            return False
        if any(
            match.end() <= mention.start + 1
            for match in triggers.JOINED.finditer(sentence.plain, sentence.start, trigger.start)
        ):
            return False
        between = sentence.plain[mention.end : trigger.start]
        if mention.is_possessive and not OWNER.match(between):
            return False
        return not NOT_THERE.search(sentence.plain[sentence.start : mention.start])

    def people_of(self, mentions):
        return unique(self.person(one) for one in mentions if one.is_usable and not one.is_vague)

    def understood(self, sentence, objects):
        """Return who met where the sentence does not say: "he", or nobody at all."""
        principal = self.people.principal or self.people.first_named(sentence.start)
        return [principal] if principal and principal not in objects else []

    def is_official(self, person):
        """Whether somebody holds an office, or is known: nobody else makes a meeting."""
        return bool(
            person.title or person.organization or person.honorific or self.people.entry_of(person.name)
        )

    def beside_the_point(self, sentence, mention, trigger):
        """Whether a mention after the verb is not of who took part: "on behalf of", a possessive."""
        before = sentence.plain[max(trigger.end - 1, mention.start - 30) : mention.start]
        if mention.is_possessive:
            return True
        if (
            mention.kind == "person"
            and mention.tentative
            and re.search(r"\b(?:at|in|of|to|from|on|for|aboard)(?: the)? $", before)
        ):
            return True
        if mention.kind == "organization":
            return bool(re.search(r"\b(?:at|of|in|by|for|from|under|on|to)(?: the)? $", before))
        return (
            bool(re.search(r"\b(?:of|by|on behalf of|at|in|about|for)(?: the)? $", before))
            and mention.kind != "person"
        ) or bool(
            re.search(
                r"\b(?:on behalf of|margins of|sidelines of|residence of|at the|request of)(?: the)? $",
                before,
            )
        )

    def between_both(self, number, sentence, trigger, current):
        """Read "The two Ministers held talks": those of the current meeting, or the two named so far."""
        if current and current.away:
            if not self.moments_of(number, sentence.start, sentence.end) or not current.moment:
                self.set_scene(current, number, sentence, trigger, sentence.start, sentence.end)
                return [current]
            draft = Draft(home=list(current.home), away=list(current.away), sentence=sentence)
            self.set_scene(draft, number, sentence, trigger, sentence.start, sentence.end)
            if draft.moment and draft.moment.start != current.moment.start and draft.moment.grain == "day":
                self.drafts.append(draft)
                return [draft]
            return [current]
        principal = self.people.principal
        earlier = []
        for mentions in self.mentions[: number + 1]:
            for mention in mentions:
                person = self.context.of.get(id(mention))
                if (
                    person
                    and person.kind in ("person", "office")
                    and person.title
                    and person not in earlier
                    and not (person.kind == "office" and mention.is_possessive)
                ):
                    earlier.append(person)
        if principal is None and earlier:
            principal = earlier[0]
        others = [
            one
            for one in earlier
            if one is not principal
            and one not in self.journeys.members
            and not (one.country and principal and one.country == principal.country)
        ]
        named = [one for one in others if one.name] or others
        if not (principal and named):
            return []
        draft = Draft(home=[principal], away=named[-1:], sentence=sentence)
        self.set_scene(draft, number, sentence, trigger, sentence.start, sentence.end)
        return [self.merge(draft)]

    def moments_of(self, number, start, stop):
        return [
            one
            for one in self.moments[number]
            if start <= one.passage.start < stop and not one.due and one.start
        ]

    def set_scene(self, draft, number, sentence, trigger, before, following):
        """Set format, progress, date and place from the words around the verb."""
        clause = sentence.plain[before:following]
        around = sentence.text
        draft.passages.append(Passage(sentence.start, sentence.end))
        draft.format = triggers.format_of(sentence.plain[trigger.start : min(sentence.end, trigger.end + 60)])
        if draft.format == "bilateral" and triggers.format_of(clause) in ("call", "video", "courtesy_call"):
            draft.format = triggers.format_of(clause)
        if trigger.name == "courtesy":
            draft.format = "courtesy_call"
        if trigger.name == "call" and draft.format != "video":
            draft.format = "call"
        if (
            draft.format == "bilateral"
            and len({one.country or id(one) for one in draft.away if one.kind == "office" or one.country}) > 1
        ):
            draft.format = "multilateral"
        if (
            draft.format == "bilateral"
            and trigger.name == "attend"
            and all(one.kind == "group" for one in draft.away)
        ):
            draft.format = "multilateral" if triggers.MULTILATERAL.search(around) else draft.format
        progress = triggers.progress_of(sentence.plain[max(before, trigger.start - 40) : trigger.end])
        if progress in ("held", "planned") and re.search(
            r"\b(?:was|were|has been|have been|is|had been) (?:later |subsequently |then )?"
            r"(?:cancel|postpon|called off|put off|deferred|reschedul)",
            sentence.plain[trigger.end : sentence.end],
            re.I,
        ):
            progress = triggers.progress_of(sentence.plain[trigger.end : sentence.end])
            if progress == "planned":
                progress = "postponed"
        draft.progress = progress
        off = draft.progress in ("cancelled", "postponed", "planned")
        near = self.moments_of(number, before, following) or (
            self.moments_of(number, sentence.start, sentence.end) if before == sentence.start else []
        )
        if not near and before > sentence.start:
            near = [
                one
                for one in self.moments_of(number, sentence.start, before)
                if one.passage.start - sentence.start < 20
            ]
        near = [one for one in near if one.grain != "year"]
        if off:
            near = [one for one in self.moments[number] if one.planned and one.start] or near
        if near:
            draft.moment = min(
                near,
                key=lambda one: (
                    one.grain != "day",
                    min(abs(one.passage.start - trigger.end), abs(one.passage.end - trigger.start)),
                ),
            )
        elif (
            re.search(
                r"\b(?:same day|(?:later|earlier) that day|that (?:afternoon|evening|morning|day|night))\b",
                sentence.text,
                re.I,
            )
            and self.drafts
        ):
            previous = next((one.moment for one in reversed(self.drafts) if one.moment), None)
            if previous:
                draft.moment = previous
        draft.heading_date = getattr(sentence, "day", None)
        # "to discuss the ceasefire in Gaza" is no place where they met.
        cue = topics.CUES.search(sentence.plain, trigger.end, sentence.end)
        topic = cue.start() if cue else 0
        spots = [spot for spot in self.spots[number].values() if not spot.is_demonym and spot.name]
        for spot in spots:
            word = sentence.words[spot.first]
            lead = sentence.words[spot.first - 1].lower if spot.first else ""
            inside = any(
                one.first <= spot.first < one.last for one in self.mentions[number] if one.kind != "group"
            )
            if topic and word.start > topic:
                continue
            if lead in ("in", "at") and not inside and (before <= word.start < following or spot.first < 3):
                draft.spot = (spot, Passage(word.start, sentence.words[spot.last - 1].end))

    def merge(self, draft):
        """Return the meeting that ``draft`` is of: itself, or one that was told of before."""
        for other in reversed(self.drafts):
            if self.is_same(draft, other):
                join(draft, other)
                return other
        self.drafts.append(draft)
        return draft

    def is_same(self, draft, other):
        """Whether ``draft`` tells again of the meeting ``other``."""
        ours = {self.people.principal, *self.journeys.members}
        mine = set(draft.everyone()) - ours or set(draft.everyone())
        theirs = set(other.everyone()) - ours
        heading = other.is_heading or draft.is_heading
        if not (
            mine <= theirs
            or (other.is_heading and set(other.everyone()) <= set(draft.everyone()))
            or names_offices(mine, theirs)
        ):
            return False
        if other.progress != draft.progress and draft.progress != "cancelled" and not heading:
            return False
        if "call" in (draft.format, other.format) and draft.format != other.format and not heading:
            return False
        one, two = draft.moment, other.moment
        if one and two and one.start and two.start and (one.end < two.start or two.end < one.start):
            return False
        groups = all(person.kind in ("group", "organization") for person in draft.away)
        return not groups or other.sentence.paragraph == draft.sentence.paragraph

    def read_joined(self, number, sentence, current):
        """Add those who were there too: accompanying, attending, included."""
        if not current:
            return
        for match in triggers.JOINED.finditer(sentence.plain, sentence.start, sentence.end):
            rest = sentence.plain[match.end() : sentence.end]
            if match.group().lower().startswith("includ") and not re.search(
                r"\b(?:participation|engagement|meeting|participants|attendees|summit|session|roundtable|delegations?|which|dinner|lunch)\b[^.;]{0,50}$",
                sentence.plain[max(sentence.start, match.start() - 60) : match.start()],
                re.I,
            ):
                continue
            ends = (
                match.end() + end.start()
                for end in END_OF_JOINED.finditer(rest)
                if not self.context.list_goes_on(number, match.end() + end.start())
            )
            stop = next(ends, sentence.end)
            for mention in self.mentions[number]:
                if (
                    match.end() <= mention.start < stop
                    and mention.is_usable
                    and not (mention.is_possessive or mention.is_vague)
                ):
                    person = self.person(mention)
                    if person not in current.everyone() and mention.kind != "organization":
                        current.joined.append(person)
                        whom = [
                            one
                            for one in self.mentions[number]
                            if one.end <= match.start() and one.kind != "group"
                        ]
                        if whom and ACCOMPANIES.search(match.group()):
                            current.beside.append((person, self.person(whom[-1])))
                        if mention.note:
                            current.notes[id(person)] = mention.note
        present = triggers.ATTENDED.search(sentence.text)
        if present and not triggers.triggers(sentence):
            for mention in self.mentions[number]:
                if (
                    mention.start >= sentence.start + present.start()
                    or mention.is_possessive
                    or mention.is_vague
                ):
                    continue
                person = self.person(mention)
                if mention.kind != "organization" and mention.is_usable and person not in current.everyone():
                    current.joined.append(person)

    def read_substance(self, number, sentence, current, fresh):
        """Add the topics and outcomes of ``sentence`` to its meeting, or to the visit."""
        people = [one.passage for one in self.mentions[number] if one.kind == "person" and not one.tentative]
        if sentence.is_heading and not current:
            return
        results = outcomes.find(sentence)
        if fresh:
            # "She will meet the President" is a meeting, not an outcome of one.
            told = triggers.triggers(sentence)
            results = [
                one
                for one in results
                if one.kind != "next_step"
                or not any(
                    one.passages[0].start <= trigger.start < one.passages[0].start + 40 for trigger in told
                )
            ]
        about_visit = [
            one for one in self.journeys.all if one.sentence is sentence and one.relation != "invitation"
        ]
        if about_visit:
            results = [one for one in results if one.kind != "next_step"]
        found = topics.find(
            sentence,
            sentence.start,
            sentence.end,
            avoid=[*people, *(before_including(sentence, one.passages[0]) for one in results)],
            after=[one.end for one in self.mentions[number]] if triggers.triggers(sentence) else (),
        )
        if not (results or found):
            return
        for topic in found:
            known, candidates = self.directory.look_up("topic", topic.name)
            topic.known = known.candidate if known else None
            topic.candidates = candidates
        for result in results:
            owner = [
                one
                for one in self.mentions[number]
                if one.kind in ("person", "office") and one.end <= result.passages[0].start
            ]
            if owner:
                result.owner = (
                    self.person(owner[-1]).who
                    if hasattr(self.person(owner[-1]), "who")
                    else (self.person(owner[-1]).name or self.person(owner[-1]).title)
                )
        target = current if current and (fresh or self.goes_on(sentence, current)) else None
        if (target is None and about_visit) or (target is None and self.journeys.main):
            self.visit_topics += found
            self.visit_outcomes += results
        elif target is not None:
            if about_visit and not fresh and not triggers.CONTINUES.search(sentence.text):
                self.visit_topics += found
                self.visit_outcomes += results
                return
            for kind, proposals in (("topics", found), ("outcomes", results)):
                for one in proposals:
                    getattr(self.told_in(target, one.passages[0].start), kind).append(one)
            if (
                not fresh
                and not target.spot
                and re.search(
                    r"\bthis (?:\w+ ){0,3}(?:engagement|meeting|summit|dialogue)\b", sentence.text, re.I
                )
            ):
                self.place_of(target, number, sentence)
            if sentence.passage not in target.passages:
                target.passages.append(sentence.passage)

    def told_in(self, target, offset):
        """Return the meeting of the sentence that the words at ``offset`` are about, else ``target``."""
        before = [draft for start, draft in self.told if start <= offset]
        return before[-1] if before else self.told[0][1] if self.told else target

    def place_of(self, draft, number, sentence):
        for spot in self.spots[number].values():
            if (
                spot.name
                and not spot.is_demonym
                and spot.first
                and sentence.words[spot.first - 1].lower == "in"
            ):
                draft.spot = (
                    spot,
                    Passage(sentence.words[spot.first].start, sentence.words[spot.last - 1].end),
                )
                return


GATHERING = re.compile(
    r"\b(?:session|meeting|dialogue|summit|consultations|talks|commission|committee|conference|round|forum)\b"
    r"[^.;]{0,120}? "
    r"(?:(?:was|were) (?:held|convened|organi[sz]ed)|took place|convened|met)\b",
    re.I,
)


END_OF_JOINED = re.compile(
    r";|, (?:met|held|visited|discussed|received)\b"
    r"| (?:who|met|held|visited|received|discussed|to discuss|in a meeting)\b"
)


OF = re.compile(r"\b(?:of|at|in|by|for|from|under|on|to|during)(?: the)? $", re.I)
OWNER = re.compile(r"^'?s? ?(?:[\w-]+ ){0,4}$", re.I)  # "the Secretary's first meeting with"
NOT_THERE = re.compile(
    r"\b(?:on behalf of|on the margins of|on the sidelines of|ahead of|at the invitation of)\b[^,]*$", re.I
)
HE_WAS = re.compile(r"\b(?:he|she|they) (?:\w+ ){0,2}$", re.I)


ACCOMPANIES = re.compile(r"accompan|flanked|together|along", re.I)


def each_day(draft, days):
    """Yield the meeting for each day that its participants were met on."""
    for moment in dict.fromkeys([None, *days.values()]):
        away = [one for one in draft.away if days.get(one) is moment]
        if away or (moment is None and not draft.away):
            yield Draft(
                home=list(draft.home),
                away=away,
                notes=draft.notes,
                passages=list(draft.passages),
                format=draft.format,
                progress=draft.progress,
                moment=moment or draft.moment,
                heading_date=draft.heading_date,
                spot=draft.spot,
                sentence=draft.sentence,
                is_heading=draft.is_heading,
            )


def names_offices(mine, theirs):
    """Whether ``mine`` are the names of those whom ``theirs`` has by their offices alone."""
    unnamed = {one for one in theirs - mine if one.kind == "office" and not one.name and one.country}
    named = {one.country for one in mine - theirs if one.name}
    return bool(unnamed) and unnamed == theirs - mine and {one.country for one in unnamed} == named


def join(draft, other):
    """Add to the meeting ``other`` what ``draft`` says of it."""
    unnamed = {one.country for one in draft.everyone() if one.name}
    for hand in (other.home, other.away):
        hand[:] = [
            one
            for one in hand
            if one in draft.everyone() or one.kind != "office" or one.country not in unnamed
        ]
    there = other.everyone()
    other.home += [one for one in draft.home if one not in there]
    other.away += [one for one in draft.away if one not in there]
    other.moment, other.spot = other.moment or draft.moment, other.spot or draft.spot
    other.passages += draft.passages
    other.notes = other.notes | draft.notes
    if draft.progress == "cancelled":
        other.progress = "cancelled"
    if other.format == "bilateral" or (other.is_heading and draft.format != "bilateral"):
        other.format = draft.format
    other.sentence, other.is_heading = draft.sentence, other.is_heading and draft.is_heading


def is_attribute(sentence, mention):
    """Whether an acronym stands before a noun, as in "a CBP delegation"."""
    before = sentence.words[mention.first - 1].lower if mention.first else ""
    return mention.kind == "organization" and mention.tentative and before in ("a", "an")


def unique(people):
    return list(dict.fromkeys(people))


def before_including(sentence, passage):
    """Return the part of an outcome's passage that holds no topics: what it includes may be some."""
    at = sentence.plain.find("including", passage.start, passage.end)
    return Passage(passage.start, at) if at > 0 else passage
