"""The visit that an account is about, and the others that it names."""

import datetime
import re
from dataclasses import replace

from engagements.reader.meetings import triggers
from engagements.reader.proposals import Confidence

from . import phrases


class Journeys:
    """Reads who travelled where and when, and who went along."""

    def __init__(self, context):
        self.context, self.people, self.person = context, context.people, context.person
        self.sentences, self.moments = context.sentences, context.moments
        self.mentions, self.spots = context.mentions, context.spots
        self.all, self.mains, self.members = [], [], []
        self.main = None
        self.read_journeys()

    @property
    def visitor(self):
        return self.main.visitor if self.main else None

    @property
    def visited(self):
        """The codes of the countries that the visit is to."""
        return {code for one in self.mains for code in one.countries} if self.main else set()

    def read_journeys(self):
        for number, sentence in enumerate(self.sentences):
            for journey in phrases.find(sentence, self.spots[number]):
                self.find_visitor(journey, number)
                self.all.append(journey)
        mains = [one for one in self.all if one.relation == "main"]
        if not mains:
            later = [one for one in self.all if one.relation == "later" and one.visitor]
            if later and not any(
                triggers.triggers(sentence)
                for sentence in self.sentences
                if later[0].is_noun or sentence.start < later[0].sentence.start
            ):
                later[0].relation = "main"
                mains = later[:1]
        mains = [one for one in mains if one.visitor or one.is_noun]
        if not any(one.visitor for one in mains):
            mains = []
        self.mains = mains
        if mains:
            self.main = mains[0]
            heads = [one.visitor for one in mains if one.visitor]
            named = [person for person in heads if person.name and person.kind == "person"] or heads
            self.main.visitor = named[0] if named else None
            self.people.principal = self.main.visitor
            for one in self.all:
                if (
                    one.dates
                    and one.relation == "main"
                    and (not self.main.dates or is_wider(one.dates, self.main.dates))
                ):
                    self.main.dates = one.dates
                if one.relation == "main" and one.visit_type and not self.main.visit_type:
                    self.main.visit_type = one.visit_type
                if one.relation == "main" and one.progress in ("cancelled", "postponed"):
                    self.main.progress = one.progress
        self.read_members()

    def find_visitor(self, journey, number):
        sentence, mentions = journey.sentence, self.mentions[number]
        start = journey.passage.start
        words = sentence.plain[start : journey.passage.end]
        inside = [
            one
            for one in mentions
            if start <= one.start < journey.passage.end and one.kind in ("person", "office", "organization")
        ]
        before = [
            one
            for one in mentions
            if one.end <= start + 1 and one.kind in ("person", "office", "organization")
        ]
        after = [
            one for one in mentions if one.start >= journey.passage.end and one.kind in ("person", "office")
        ]
        by = [
            one
            for one in after
            if sentence.plain[journey.passage.end : one.start].strip().lower()
            in ("by", "of", "by the", "of the", ", by")
        ]
        subject = [
            one
            for one in inside
            if re.search(r"\b(?:by|of) (?:the )?$", sentence.plain[start : one.start], re.I)
        ]
        chosen = None
        owner = [one for one in before if one.is_possessive and start - one.end <= 4]
        if owner:
            chosen = owner[0]
        else:
            before = [one for one in before if not one.is_possessive]
        if owner:
            pass
        elif by:
            chosen = by[0]
        elif not before and after and OPENS_WITH_TRIP.match(sentence.text):
            chosen = after[0]
        elif subject:
            chosen = subject[0]
        elif before:
            people = [one for one in before if one.kind == "person" or one.title] or before
            free = [one for one in people if not host_of(sentence, one)]
            near = [one for one in free if sentence.plain[one.end : start].count(".") == 0]
            if re.search(
                r"welcom|receiv|host|invit|greet", sentence.plain[sentence.start : start], re.I
            ) and not re.search(
                r"(?:was|were|been) (?:welcom|receiv|host|greet|invit)|at the invitation",
                sentence.plain[sentence.start : start],
                re.I,
            ):
                chosen = near[-1] if near else None
            else:
                chosen = near[0] if near else None
        elif inside and re.match(r"(?:led|leads|headed)", words, re.I):
            chosen = None
        if chosen:
            journey.visitor = self.person(chosen)
        elif re.search(
            r"\b(?:he|she|they|his|her|their|the delegation|the minister|the secretary|the president)\b",
            sentence.plain[sentence.start : journey.passage.end],
            re.I,
        ):
            journey.visitor = self.people.principal or (self.all[0].visitor if self.all else None)
        if journey.visitor and not self.people.principal and journey.relation == "main":
            self.people.principal = journey.visitor
        off = journey.progress in ("cancelled", "postponed", "planned")
        fitting = [
            one for one in self.moments[number] if one.start and (not one.due or (off and one.planned))
        ]
        if off and any(one.planned for one in fitting):
            fitting = [one for one in fitting if one.planned]
        if len([one for one in self.all if one.sentence is sentence]) and journey.relation == "main":
            fitting = []
        if journey.relation != "main":
            fitting = [one for one in fitting if 0 <= one.passage.start - journey.passage.end <= 12]
        if fitting:
            # A span of days is more of a visit's date than a day is.
            journey.dates = max(
                fitting,
                key=lambda one: (
                    one.grain == "day" and one.end > one.start,
                    -abs(one.passage.start - journey.passage.end),
                ),
            )
            self.read_length(journey)

    def read_country(self, journey):
        """Take the country of "an Irish parliamentary delegation" for that of its head."""
        words = journey.sentence.words
        number = next((i for i, word in enumerate(words) if word.lower == "delegation"), None)
        for spot in self.spots[journey.sentence.number].values() if number is not None else ():
            if spot.is_demonym and 0 <= number - spot.last <= 3 and self.visitor and not self.visitor.country:
                self.visitor.country = spot.country

    def read_length(self, journey):
        """Count the days of "a three-day visit" from the one day that is given."""
        said = phrases.LENGTH.search(journey.sentence.text)
        day = journey.dates
        if not (said and day.grain == "day" and day.start == day.end):
            return
        more = datetime.timedelta(days=phrases.COUNT[said.group(1).lower()] - 1)
        ended = phrases.AT_ITS_END.search(journey.sentence.text)
        start, end = (day.start - more, day.end) if ended else (day.start, day.end + more)
        journey.dates = replace(
            day,
            start=start,
            end=end,
            confidence=Confidence.LIKELY,
            reason="counted from the length of the visit",
        )

    def read_members(self):
        """Find the members of the delegation, other than its head, and who sent it."""
        if not self.main:
            return
        for one in self.mains:
            self.read_country(one)
            sent = phrases.SENT_BY.search(one.sentence.text) or phrases.SENT_FROM.search(one.sentence.text)
            number = one.sentence.number
            if sent and self.main.visitor and not self.main.visitor.organization:
                start = one.sentence.start + sent.start("name")
                sender = next(
                    (
                        m
                        for m in self.mentions[number]
                        if m.kind == "organization" and m.start <= start < m.end
                    ),
                    None,
                )
                if sender:
                    self.main.visitor.organization = sender.name
                    self.main.visitor.country = self.main.visitor.country or sender.country
        main_sentences = {id(one.sentence) for one in self.mains}
        for number, sentence in enumerate(self.sentences):
            for match in phrases.DELEGATION.finditer(sentence.text):
                begins = sentence.start + match.end()
                words = match.group().lower()
                # The sentence after it, before any meeting: "He was joined by ..."
                goes_on = phrases.HE_WAS_JOINED.match(sentence.text) and any(
                    one.sentence.number == number - 1 and not triggers.triggers(one.sentence)
                    for one in self.mains
                )
                of_visit = (
                    id(sentence) in main_sentences or "delegation" in words or "travel" in words or goes_on
                )
                if not of_visit or (triggers.triggers(sentence) and "delegation" not in words):
                    continue
                if "led by" in words or "headed by" in words:
                    first = next(
                        (
                            one
                            for one in self.mentions[number]
                            if one.start >= begins and one.kind == "person"
                        ),
                        None,
                    )
                    if first:
                        self.main.visitor = self.people.principal = self.person(first)
                    continue
                end = END_OF_MEMBERS.search(sentence.plain[begins : sentence.end])
                stop = begins + end.start() if end else sentence.end
                for mention in self.mentions[number]:
                    if begins <= mention.start < max(stop, begins + 1) or (begins <= mention.start <= stop):
                        person = self.person(mention)
                        if (
                            mention.kind == "person"
                            and person is not self.main.visitor
                            and person not in self.members
                        ) and (not person.of_a_mission or "delegation" in words):
                            self.members.append(person)


END_OF_MEMBERS = re.compile(
    r";|\.(?!\w)|, (?:paid|visited|travel\w*|arrived|will|met)\b| (?:visited|paid|arrived|met)\b"
)
OPENS_WITH_TRIP = re.compile(
    r"(?:during|on|following|after|in the course of|as part of|at the (?:start|end|beginning) of) "
    r"(?:a|an|his|her|their)\b",
    re.I,
)


def host_of(sentence, mention):
    """Whether ``mention`` is named as the one who invited."""
    return bool(
        re.search(
            r"\b(?:invitation of|invited by|guest of|behalf of)(?: the| his| her)?(?: \w+)? $",
            sentence.plain[max(sentence.start, mention.start - 40) : mention.start],
            re.I,
        )
    )


def is_wider(one, other):
    """Whether moment ``one`` says more of how long a visit took than ``other``."""
    return (one.grain == "day") > (other.grain == "day") or (
        one.grain == other.grain == "day" and (one.end - one.start) > (other.end - other.start)
    )
