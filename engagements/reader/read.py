"""Puts a reading together: what each sentence says, and to which visit or meeting it belongs."""

import re

from . import dates, meetings, names, outcomes, places, text, topics, visits
from .directory import Directory
from .labels import Minutes
from .meetings import Draft
from .people import People
from .proposals import (
    Confidence,
    Dates,
    Exactness,
    Meeting,
    Member,
    Participant,
    Passage,
    Place,
    Reading,
    Source,
    Stop,
    Visit,
)
from .sides import Sides

# Ten pages are 30,000 characters; what is longer than this is no account of one visit.
MOST = 200_000


def read(account, *, directory=None, home_country="", dated=None):
    """Return the `Reading` of ``account``, plain text in English.

    ``directory`` is what is known already; ``home_country`` the code of the country whose
    office reads; ``dated`` the account's own date where the text does not bear one.
    """
    reading = Reading(home_country=home_country or "")
    if why := text.why_not_english(account):
        reading.notes.append(why)
        return reading
    if len(account) > MOST:
        reading.notes.append(f"It is long: only the first {MOST:,} characters of {len(account):,} were read.")
        account = account[:MOST]
    return Reader(account, directory or Directory(), reading, dated).read()


class Reader:
    """Reads one account; each step adds to what the next one needs."""

    def __init__(self, account, directory, reading, dated):
        self.account = text.split(account)
        self.sentences = self.account.sentences
        self.directory, self.reading = directory, reading
        self.calendar = dates.Calendar(dated)
        self.people = People(directory)
        self.drafts, self.journeys = [], []
        self.members = []
        self.visit_topics, self.visit_outcomes = [], []
        self.gathering = None
        self.main = None

    def read(self):
        self.read_dates()
        self.read_names()
        self.read_journeys()
        self.read_meetings()
        self.people.link()
        self.settle_sides()
        self.write()
        if self.reading.is_empty:
            self.reading.source = Source()
            self.reading.notes.append("Nothing in it reads like an account of a visit or a meeting.")
        self.reading.notes += dict.fromkeys(self.calendar.notes)
        return self.reading

    # Dates

    def read_dates(self):
        years = [
            moment.start.year
            for sentence in self.sentences
            for moment in dates.find(sentence.text, sentence.start, dates.Calendar())
            if moment.start and moment.grain == "day"
        ]
        if years:
            self.calendar.year = max(set(years), key=years.count)
        own = dates.own_date(self.sentences, self.calendar)
        self.own_passage = own.passage if own else None
        if own:
            self.calendar.account_date = self.calendar.account_date or own.start
            self.reading.source.published_on = own.start
            self.reading.source.passages = [own.passage]
        self.moments = []
        heading = None
        for sentence in self.sentences:
            ahead = bool(re.search(r"\b(?:will|upcoming|next)\b", sentence.text, re.I))
            found = [
                moment
                for moment in dates.find(sentence.text, sentence.start, self.calendar, ahead)
                if moment.passage != self.own_passage
            ]
            exact = [one.start for one in found if one.start and one.grain == "day" and one.start == one.end and not one.due]
            self.calendar.anchor = exact[-1] if exact else self.calendar.anchor
            self.moments.append(found)
            if sentence.is_heading and len(sentence.text) < 80:
                day = [
                    moment
                    for moment in found
                    if moment.grain == "day" and moment.start == moment.end and moment.start
                ]
                heading = day[0] if len(day) == 1 and not meetings.triggers(sentence) else heading
            sentence.day = heading

    # Names

    def read_names(self):
        first = []
        for sentence in self.sentences:
            spots = places.find(sentence, self.directory)
            first.append((sentence, spots))
        surnames = set()
        found = []
        finders = []
        for sentence, spots in first:
            finders.append(names.Finder(sentence, spots, self.directory))
            mentions = finders[-1].find()
            found.append(mentions)
            for mention in mentions:
                if mention.kind == "person" and not mention.tentative:
                    parts = [word for word in mention.name.split() if word[0].isupper() and len(word) > 1]
                    surnames.update(filter(None, (names.fold(part) for part in parts[:1] + parts[-1:])))
                    surnames.update(names.fold(part) for part in parts[-2:])
        # Again, now that the family names are known by which people are named later on.
        self.mentions, self.spots, self.covered_countries = [], [], []
        for (sentence, spots), finder, mentions in zip(first, finders, found, strict=True):
            finder.names = surnames
            if finder.may_name(surnames):
                mentions = finder.find()
            taken = {
                i
                for mention in mentions
                if mention.kind != "group"
                for i in range(mention.first, mention.last)
            }
            covered = places.towns_by_context(sentence, spots, taken.__contains__)
            self.mentions.append(mentions)
            self.spots.append(spots)
            self.covered_countries.append(covered or set())
        # Full names first, so that a heading's "Secretary Hale" finds its person.
        order = [
            mention for mentions in self.mentions for mention in mentions
            if mention.kind == "person" and " " in mention.name and not mention.tentative
        ]  # fmt: skip
        self.of = {}
        for mention in order:
            self.of[id(mention)] = self.people.resolve(mention)
        for mentions in self.mentions:
            recent = []
            for mention in mentions:
                if id(mention) not in self.of and not (mention.kind == "office" and mention.definite):
                    self.of[id(mention)] = self.people.resolve(mention)

    def person(self, mention):
        """Return whom ``mention`` names; bare offices ("the Minister") are told last, by who went before."""
        if id(mention) not in self.of:
            recent = [one for draft in self.drafts[-1:] for one in draft.everyone()]
            self.of[id(mention)] = self.people.resolve(mention, recent)
        return self.of[id(mention)]

    # Journeys

    def read_journeys(self):
        for number, sentence in enumerate(self.sentences):
            for journey in visits.find(sentence, self.spots[number]):
                self.find_visitor(journey, number)
                self.journeys.append(journey)
        mains = [one for one in self.journeys if one.relation == "main"]
        if not mains:
            later = [
                one
                for one in self.journeys
                if one.relation == "later" and one.visitor
            ]
            if later and not any(
                meetings.triggers(sentence)
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
            for one in self.journeys:
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
            journey.visitor = self.people.principal or (self.journeys[0].visitor if self.journeys else None)
        if journey.visitor and not self.people.principal and journey.relation == "main":
            self.people.principal = journey.visitor
        off = journey.progress in ("cancelled", "postponed", "planned")
        fitting = [one for one in self.moments[number] if one.start and (not one.due or off and one.planned)]
        if off and any(one.planned for one in fitting):
            fitting = [one for one in fitting if one.planned]
        if len([one for one in self.journeys if one.sentence is sentence]) and journey.relation == "main":
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

    def read_members(self):
        """Find the members of the delegation, other than its head, and who sent it."""
        if not self.main:
            return
        for one in self.mains:
            sent = visits.SENT_BY.search(one.sentence.text) or visits.SENT_FROM.search(one.sentence.text)
            number = one.sentence.number
            if sent and self.main.visitor and not self.main.visitor.organization:
                start = one.sentence.start + sent.start("name")
                sender = next(
                    (m for m in self.mentions[number] if m.kind == "organization" and m.start <= start < m.end), None
                )
                if sender:
                    self.main.visitor.organization = sender.name
                    self.main.visitor.country = self.main.visitor.country or sender.country
        main_sentences = {id(one.sentence) for one in self.mains}
        for number, sentence in enumerate(self.sentences):
            for match in visits.DELEGATION.finditer(sentence.text):
                begins = sentence.start + match.end()
                words = match.group().lower()
                of_visit = id(sentence) in main_sentences or "delegation" in words or "travel" in words
                if not of_visit or meetings.triggers(sentence) and "delegation" not in words:
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
                end = re.search(
                    r"[;]|\.(?!\w)|, (?:paid|visited|travel\w*|arrived|will|met)\b| (?:visited|paid|arrived|met)\b",
                    sentence.plain[begins : sentence.end],
                )
                stop = begins + end.start() if end else sentence.end
                for mention in self.mentions[number]:
                    if begins <= mention.start < max(stop, begins + 1) or (begins <= mention.start <= stop):
                        person = self.person(mention)
                        if (
                            mention.kind == "person"
                            and person is not self.main.visitor
                            and person not in self.members
                        ):
                            if not person.of_a_mission or "delegation" in words:
                                self.members.append(person)

    # Meetings

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
        triggers = meetings.triggers(sentence)
        fresh = None
        self.met, self.told = [], []
        for index, trigger in enumerate(triggers):
            following = triggers[index + 1].start if index + 1 < len(triggers) else sentence.end
            before = triggers[index - 1].end if index else sentence.start
            drafts = self.read_trigger(number, sentence, trigger, before, following, current)
            if drafts:
                fresh = current = drafts[-1]
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
        trigger = meetings.Trigger("", sentence.start + match.start(), sentence.start + match.end(), match.group())
        self.set_scene(draft, number, sentence, trigger, sentence.start, sentence.end)
        self.gathering = draft

    def from_gathering(self, draft):
        """Give a meeting without date or place those of the gathering just told of."""
        scene = self.gathering
        if scene and 0 <= draft.sentence.number - scene.sentence.number <= 2 and not (draft.moment or draft.spot):
            draft.moment, draft.spot = scene.moment, scene.spot
            draft.passages = [*scene.passages, *draft.passages]
            if draft.format == "bilateral":
                draft.format = scene.format if meetings.MULTILATERAL.search(scene.sentence.text) else draft.format

    def goes_on(self, sentence, current):
        """Whether ``sentence`` still tells of the meeting before it."""
        if not current or current.sentence is None:
            return False
        if meetings.CONTINUES.search(sentence.text) or re.search(
            r"\bthis (?:\w+ ){0,3}(?:engagement|meeting|summit|dialogue)\b", sentence.text, re.I
        ):
            return True
        return sentence.paragraph - current.sentence.paragraph <= 1

    def read_trigger(self, number, sentence, trigger, before, following, current):
        mentions = [one for one in self.mentions[number]]
        rest = sentence.plain[trigger.end : sentence.end]
        end = next(
            (match for match in meetings.CLAUSE_END.finditer(rest) if not self.list_goes_on(number, trigger.end + match.start())), None
        )
        stop = min(following, trigger.end + end.start() if end else sentence.end)
        joined = [match for match in meetings.JOINED.finditer(sentence.plain, trigger.end, sentence.end)]
        if joined and joined[0].start() >= trigger.end:
            stop = min(stop, joined[0].start())
        subjects, objects = [], []
        lead_joined = list(meetings.JOINED.finditer(sentence.plain, sentence.start, trigger.start))
        for mention in mentions:
            if (
                mention.kind == "organization"
                and mention.tentative
                and mention.first
                and sentence.words[mention.first - 1].lower in ("a", "an")
            ):
                continue
            if mention.start >= trigger.end and mention.start < stop:
                if not self.beside_the_point(sentence, mention, trigger):
                    objects.append(mention)
            elif before <= mention.start and mention.end <= trigger.start + 2:
                if lead_joined and any(match.end() <= mention.start + 1 for match in lead_joined):
                    continue
                between = sentence.plain[mention.end : trigger.start]
                possessive = mention.is_possessive
                if possessive and not re.match(r"^'?s? ?(?:[\w-]+ ){0,4}$", between, re.I):
                    continue
                if re.search(
                    r"\b(?:on behalf of|on the margins of|on the sidelines of|ahead of|at the invitation of)\b[^,]*$",
                    sentence.plain[sentence.start : mention.start],
                    re.I,
                ):
                    continue
                subjects.append(mention)
        if trigger.name == "between":
            subjects, objects = [], subjects + objects if not objects else objects
        if HE_WAS.search(sentence.plain[before : trigger.start]):
            people = [one for one in mentions if one.kind == "person" and one.end <= trigger.start and not one.is_possessive]
            subjects = people[:1]
        subjects = [self.person(one) for one in subjects if usable(one) and not one.is_vague]
        # Whom the verb before had met is not who met the next one.
        taken = [person for draft in self.met for person in draft.away if person in subjects]
        if taken:
            subjects = [one for one in subjects if one not in taken] or list(self.met[-1].home)
        notes = {id(self.person(one)): one.note for one in objects if one.note}
        vague = [one for one in objects if one.is_vague]
        objects = [self.person(one) for one in objects if usable(one) and not one.is_vague]
        objects = [one for one in unique(objects) if one not in subjects]
        subjects = unique(subjects)
        if trigger.name == "passive":
            if not subjects and self.people.principal and self.people.principal not in objects:
                subjects = [self.people.principal]
            subjects, objects = objects, subjects
        if trigger.name == "both":
            # Two who discuss or sign have met; what one of them does by himself is no meeting.
            objects = []
            people = [one for one in subjects if one.kind in ("person", "office") and (one.title or one.honorific or one.known)]
            if len(people) < 2 or len({one.country for one in people if one.country}) < 1 and not current:
                if not self.drafts and meetings.TOGETHER.search(sentence.plain[before : trigger.start]):
                    return self.between_both(number, sentence, trigger, current)
                return []
            subjects = people
        if trigger.name == "together" or (trigger.name in ("attend", "between") and not objects):
            if len(subjects) + len(objects) >= 2:
                pass
            elif meetings.TOGETHER.search(sentence.plain[before : trigger.start]):
                return self.between_both(number, sentence, trigger, current)
            elif trigger.name != "attend" and not (vague and False):
                return []
        if vague and not objects:
            self.people.principal = self.people.principal or next(iter(subjects), None)
            return []
        if trigger.name == "chaired" and len(objects) > 1:
            subjects = []
        if trigger.name == "attend" and not objects and not joined and len(subjects) < 2:
            # A gathering whose other participants are told further on, or nowhere.
            nothing = sentence.plain[trigger.start : trigger.end]
            if not re.search(r"round-?table|summit|dialogue|trilateral|quad", nothing, re.I):
                return []
        if not objects and not joined and trigger.name not in ("attend", "together", "between", "both"):
            return []
        pronoun = meetings.PRONOUN.search(sentence.plain[before : trigger.start])
        if not subjects and trigger.name != "between":
            principal = (
                self.people.principal or (self.drafts[0].home[:1] or [None])[0]
                if (self.drafts or self.people.principal)
                else None
            )
            if principal and principal not in objects:
                subjects = [principal]
            elif not pronoun and not objects:
                return []
        if not objects and len(subjects) < 2 and trigger.name == "attend" and not joined:
            return []
        if not self.officials(subjects + objects):
            return []
        planned = (
            meetings.progress_of(sentence.plain[max(before, trigger.start - 40) : trigger.end]) == "planned"
        )
        if (
            planned
            and current
            and set(objects + subjects) <= set(current.everyone())
            and not sentence.is_heading
        ):
            return []  # that those who met will meet again is a next step
        self.people.principal = self.people.principal or (subjects[0] if subjects else None)
        groups = [objects]
        if (
            len(objects) > 1
            and trigger.name in ("with", "call")
            and meetings.APART.search(
                sentence.plain[
                    trigger.start - 25
                    if trigger.start - 25 > sentence.start
                    else sentence.start : trigger.end
                ]
            )
        ):
            groups = [[one] for one in objects]
        drafts = []
        for group in groups:
            draft = Draft(
                home=list(subjects), away=list(group), sentence=sentence, is_heading=sentence.is_heading
            )
            draft.notes = notes
            self.set_scene(draft, number, sentence, trigger, before, following)
            self.from_gathering(draft)
            drafts.append(self.merge(draft))
        self.met += drafts
        return drafts

    def list_goes_on(self, number, offset):
        """Whether what follows a semicolon at ``offset`` is another name of the same list."""
        plain = self.account.plain
        if plain[offset] != ";":
            return False
        following = next((one for one in self.mentions[number] if one.start > offset and usable(one)), None)
        return following is not None and plain[offset + 1 : following.start].strip() in ("", "and", "the", "and the")

    def officials(self, people):
        """Whether somebody among ``people`` holds an office, or is known: nobody else makes a meeting."""
        return any(one.title or one.known or one.organization or one.honorific for one in people) or any(
            one.title for one in self.people.all if one in people
        )

    def beside_the_point(self, sentence, mention, trigger):
        """Whether a mention after the verb is not of who took part: "on behalf of", a possessive."""
        before = sentence.plain[max(trigger.end - 1, mention.start - 30) : mention.start]
        if mention.is_possessive:
            return True
        if mention.kind == "person" and mention.tentative and re.search(r"\b(?:at|in|of|to|from|on|for)(?: the)? $", before):
            return True
        if mention.kind == "organization":
            return bool(re.search(r"\b(?:at|of|in|by|for|from|under|on|to)(?: the)? $", before))
        return (
            bool(re.search(r"\b(?:of|by|on behalf of|at|in|about|for)(?: the)? $", before))
            and mention.kind != "person"
            or bool(
                re.search(
                    r"\b(?:on behalf of|margins of|sidelines of|residence of|at the|request of)(?: the)? $",
                    before,
                )
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
                person = self.of.get(id(mention))
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
            and one not in self.members
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
        draft.format = meetings.format_of(sentence.plain[trigger.start : min(sentence.end, trigger.end + 60)])
        if draft.format == "bilateral" and meetings.format_of(clause) in ("call", "video", "courtesy_call"):
            draft.format = meetings.format_of(clause)
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
            draft.format = "multilateral" if meetings.MULTILATERAL.search(around) else draft.format
        progress = meetings.progress_of(sentence.plain[max(before, trigger.start - 40) : trigger.end])
        if progress == "held" and re.search(
            r"\b(?:was|were|has been|have been|is|were later|had been) (?:later |subsequently |then )?(?:cancel|postpon|called off|put off|deferred|reschedul)",
            sentence.plain[trigger.end : sentence.end],
            re.I,
        ):
            progress = meetings.progress_of(sentence.plain[trigger.end : sentence.end])
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
                r"\b(?:the same day|same day|later that day|that (?:afternoon|evening|morning|day|night)|earlier that day)\b",
                sentence.text,
                re.I,
            )
            and self.drafts
        ):
            previous = next((one.moment for one in reversed(self.drafts) if one.moment), None)
            if previous:
                draft.moment = previous
        draft.heading_date = getattr(sentence, "day", None)
        spots = [spot for spot in self.spots[number].values() if not spot.is_demonym and spot.name]
        for spot in spots:
            word = sentence.words[spot.first]
            lead = sentence.words[spot.first - 1].lower if spot.first else ""
            inside = any(
                one.first <= spot.first < one.last for one in self.mentions[number] if one.kind != "group"
            )
            if lead in ("in", "at") and not inside and (before <= word.start < following or spot.first < 3):
                draft.spot = (spot, Passage(word.start, sentence.words[spot.last - 1].end))

    def merge(self, draft):
        """Return the meeting that ``draft`` is of: itself, or one that was told of before."""
        for other in reversed(self.drafts):
            if draft.away or draft.joined:
                within = draft.others() <= other.others()
            else:
                within = len(draft.home) > 1 and set(draft.home) <= set(other.everyone())
            same = within or (
                (other.is_heading and other.others() <= draft.others() and other.others())
            )
            if (
                not same
                or other.progress != draft.progress
                and "cancelled" not in (other.progress, draft.progress)
                and not other.is_heading
            ):
                continue
            if "call" in (draft.format, other.format) and draft.format != other.format and not (other.is_heading or draft.is_heading):
                continue
            one, two = draft.moment, other.moment
            if one and two and one.start and two.start and (one.end < two.start or two.end < one.start):
                continue
            group_only = all(person.kind in ("group", "organization") for person in draft.away)
            if (
                group_only
                and other.sentence is not draft.sentence
                and other.sentence.paragraph != draft.sentence.paragraph
            ):
                continue
            if other.is_heading and other.others() < draft.others():
                other.away = draft.away
            for person in draft.home:
                if person not in other.home and person not in other.away:
                    other.home.append(person)
            other.moment = other.moment or draft.moment
            other.spot = other.spot or draft.spot
            other.passages += draft.passages
            other.notes |= draft.notes
            if draft.progress == "cancelled":
                other.progress = "cancelled"
            if other.format == "bilateral" or other.is_heading and draft.format != "bilateral":
                other.format = draft.format
            other.sentence, other.is_heading = draft.sentence, other.is_heading and draft.is_heading
            return other
        self.drafts.append(draft)
        return draft

    def read_joined(self, number, sentence, current):
        """Add those who were there too: accompanying, attending, included."""
        if not current:
            return
        for match in meetings.JOINED.finditer(sentence.plain, sentence.start, sentence.end):
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
                if not self.list_goes_on(number, match.end() + end.start())
            )
            stop = next(ends, sentence.end)
            for mention in self.mentions[number]:
                if match.end() <= mention.start < stop and usable(mention) and not (mention.is_possessive or mention.is_vague):
                    person = self.person(mention)
                    if person not in current.everyone() and mention.kind != "organization":
                        current.joined.append(person)
                        whom = [one for one in self.mentions[number] if one.end <= match.start() and one.kind != "group"]
                        if whom and ACCOMPANIES.search(match.group()):
                            current.beside.append((person, self.person(whom[-1])))
                        if mention.note:
                            current.notes[id(person)] = mention.note
        present = meetings.ATTENDED.search(sentence.text)
        if present and not meetings.triggers(sentence):
            for mention in self.mentions[number]:
                if mention.start >= sentence.start + present.start() or mention.is_possessive or mention.is_vague:
                    continue
                person = self.person(mention)
                if mention.kind != "organization" and usable(mention) and person not in current.everyone():
                    current.joined.append(person)

    def read_substance(self, number, sentence, current, fresh):
        """Add the topics and outcomes of ``sentence`` to its meeting, or to the visit."""
        people = [one.passage for one in self.mentions[number] if one.kind == "person" and not one.tentative]
        if sentence.is_heading and not current:
            return
        results = outcomes.find(sentence)
        if fresh:
            # "She will meet the President" is a meeting, not an outcome of one.
            told = meetings.triggers(sentence)
            results = [
                one
                for one in results
                if one.kind != "next_step" or not any(one.passages[0].start <= trigger.start < one.passages[0].start + 40 for trigger in told)
            ]
        about_visit = [one for one in self.journeys if one.sentence is sentence]
        if about_visit:
            results = [one for one in results if one.kind != "next_step"]
        found = topics.find(
            sentence, sentence.start, sentence.end, avoid=[*people, *(before_including(sentence, one.passages[0]) for one in results)],
            after=[one.end for one in self.mentions[number]] if meetings.triggers(sentence) else (),
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
        if target is None and about_visit or target is None and self.main:
            self.visit_topics += found
            self.visit_outcomes += results
        elif target is not None:
            if about_visit and not fresh and not meetings.CONTINUES.search(sentence.text):
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

    def settle_sides(self):
        """Tell of which country each is, and with it the sides."""
        self.sides = Sides(
            home_country=self.reading.home_country,
            visitor=self.main.visitor if self.main else None,
            members=self.members,
            visited={code for one in self.mains for code in one.countries} if self.main else set(),
            drafts=self.drafts,
        )
        self.delegation_country = self.sides.country

    # The reading

    def write(self):
        self.write_visits()
        main = next((visit for visit in self.reading.visits if visit.relation == "main"), None)
        for number, draft in enumerate(self.drafts, start=1):
            self.write_meeting(draft, f"m{number}", main)
        self.write_source(main)

    def write_visits(self):
        number = 0
        visitor = self.main.visitor if self.main else None
        if self.main:
            number += 1
            self.write_main(visitor)
        seen = set()
        mine = {code for one in self.mains for code in one.countries} if self.main else set()
        for journey in self.journeys:
            if journey.relation not in ("earlier", "later") or not (journey.visitor or visitor):
                continue
            if (
                journey.relation == "later"
                and self.main
                and journey.countries <= mine
                and journey.sentence is not None
                and not journey.dates
            ):
                continue
            for spot in journey.spots:
                key = (journey.relation, spot.name, spot.country)
                if key in seen:
                    continue
                seen.add(key)
                number += 1
                head = journey.visitor or visitor
                visit = Visit(
                    id=f"v{number}", relation=journey.relation, progress="completed" if journey.relation == "earlier" else journey.progress,
                    title=f"Visit to {spot.name or places.country_name(spot.country)}",
                    stops=[self.stop(spot, journey.sentence)], passages=[journey.passage], confidence=Confidence.LIKELY,
                    reason="the account names it beside the visit that it is about" if self.main else "the account names it in passing",
                    dates=journey.dates.as_dates() if journey.dates else Dates(reason="the account gives no date"),
                )  # fmt: skip
                visit.members = [self.people.as_party(head, Member, role="head", title="", organization=None)]
                self.reading.visits.append(visit)

    def stop(self, spot, sentence):
        passage = Passage(sentence.words[spot.first].start, sentence.words[spot.last - 1].end)
        place = self.place(spot, passage)
        return Stop(**vars(place))

    def place(self, spot, passage):
        country = spot.country
        confidence, reason = Confidence.CERTAIN, "the account names it"
        if spot.guessed and not country and self.main:
            visited = {code for one in self.mains for code in one.countries}
            if len(visited) == 1:
                (country,) = visited
        if spot.guessed:
            confidence, reason = Confidence.LIKELY, "where it stands makes it a town"
        known, candidates = self.directory.look_up(
            "place", spot.name or places.country_name(country), country=country
        )
        return Place(
            name=spot.name, country=country, confidence=confidence, reason=reason, passages=[passage],
            known=known.candidate if known else None, candidates=candidates,
        )  # fmt: skip

    def write_main(self, visitor):
        main = self.main
        visit = Visit(
            id="v1", visit_type=main.visit_type, progress=main.progress,
            passages=list(dict.fromkeys(one.passage for one in self.mains)), reason="the account tells of a journey",
            confidence=Confidence.CERTAIN if visitor and visitor.name else Confidence.LIKELY,
        )  # fmt: skip
        visit.dates = main.dates.as_dates() if main.dates else Dates(reason="the account gives no date")
        if main.dates and main.dates.grain == "day":
            visit.dates.dates = main.dates.dates
        names_of = sorted({places.country_name(code) for code in main.countries})
        visit.title = f"Visit to {' and '.join(names_of) or main.spots[0].name}" + (
            f" by {visitor.name or visitor.title or visitor.organization}" if visitor else ""
        )
        if visitor:
            if visitor.kind != "organization":
                role = self.people.as_party(visitor, Member, role="head")
                visit.members.append(role)
            visit.organization = self.people.organization_of(visitor)
            country = self.delegation_country
            if country and self.reading.home_country:
                visit.direction = "outbound" if country == self.reading.home_country else "inbound"
        visit.members += [self.people.as_party(one, Member, role="member") for one in self.members]
        visit.topics, visit.outcomes = self.visit_topics, self.visit_outcomes
        self.write_stops(visit)
        self.reading.visits.insert(0, visit)

    def write_stops(self, visit):
        """Set the places of the visit: its towns, and a country alone where it has no town."""
        stops = {}
        countries = {}
        for journey in self.mains:
            for spot in journey.spots:
                if spot.name:
                    stops.setdefault((spot.name, spot.country), self.stop(spot, journey.sentence))
                else:
                    countries.setdefault(spot.country, self.stop(spot, journey.sentence))
        others = {spot.name for one in self.journeys if one.relation != "main" for spot in one.spots}
        for number, sentence in enumerate(self.sentences):
            triggers = bool(meetings.triggers(sentence)) or any(
                one.sentence is sentence for one in self.mains
            )
            day = sentence.is_heading and any(one.grain == "day" for one in self.moments[number])
            for spot in self.spots[number].values():
                if not spot.name or spot.name in others:
                    continue
                lead = sentence.words[spot.first - 1].lower if spot.first else ""
                inside = any(
                    one.first <= spot.first < one.last for one in self.mentions[number] if one.kind != "group"
                )
                listed = lead in ("and", ",") and any(
                    other.last in (spot.first - 1, spot.first - 2)
                    and other.name in {name for name, _ in stops}
                    for other in self.spots[number].values()
                )
                here = (triggers or spot.first == 1) and (lead in ("in", "at") or listed) or day
                if (
                    here
                    and not inside
                    and not (self.own_passage and sentence.start <= self.own_passage.start < sentence.end)
                ):
                    if (
                        self.main.countries
                        and spot.country
                        and spot.country not in {code for one in self.mains for code in one.countries}
                    ):
                        continue
                    stop = self.stop(spot, sentence)
                    if day and self.moments[number][0].start:
                        stop.dates = self.moments[number][0].as_dates()
                    stops.setdefault((spot.name, spot.country), stop)
        for draft in self.drafts:
            if draft.spot and not draft.spot[0].country:
                continue
        named = {stop.country for stop in stops.values()}
        visit.stops = [*stops.values(), *(stop for code, stop in countries.items() if code not in named)]

    def write_meeting(self, draft, id, main):
        away_sides = {}
        everyone = unique(draft.everyone())
        for person in everyone:
            away_sides[id_of(person)] = self.sides.side_of(person, draft)
        of_delegation = self.main.visitor if self.main else None
        if (
            of_delegation
            and draft.home
            and of_delegation not in everyone
            and not any(side == "delegation" for side in away_sides.values())
        ):
            return
        participants = []
        for person in everyone:
            side = away_sides[id_of(person)]
            participants.append(
                self.people.as_party(person, Participant, side=side, role=person.role, note=draft.notes.get(id_of(person), ""))
            )
        order = {"delegation": 0, "accompanying": 1, "counterpart": 2, "third_party": 3}
        participants.sort(key=lambda one: order[one.side])
        sides = {one.side for one in participants}
        if not sides & {"counterpart", "third_party"} or len(participants) < 2:
            if not sides & {"counterpart", "third_party"} and len(participants) < 2:
                return
        meeting = Meeting(
            id=id, visit=main.id if main else "", format=draft.format, progress=draft.progress,
            participants=participants, topics=draft.topics, outcomes=draft.outcomes,
            passages=list(dict.fromkeys(draft.passages)), reason="the account says that they met",
        )  # fmt: skip
        meeting.dates = self.dates_of(draft, main)
        if draft.spot:
            meeting.place = self.place(*draft.spot)
        if (
            draft.progress == "held"
            and main
            and main.progress in ("planned", "cancelled", "postponed")
            and not draft.moment
            and draft.format != "call"
        ):
            meeting.progress = main.progress
        self.reading.meetings.append(meeting)

    def dates_of(self, draft, main):
        if draft.moment and draft.moment.start:
            changes = {"dates": Exactness.WITHIN} if draft.moment.end > draft.moment.start else {}
            return draft.moment.as_dates(**changes)
        if draft.heading_date:
            return draft.heading_date.as_dates(
                confidence=Confidence.LIKELY, reason="it stands under the heading of that day"
            )
        if main and main.dates.start:
            one_day = main.dates.start == main.dates.end
            return Dates(
                start=main.dates.start, end=main.dates.end, words=main.dates.words, passages=main.dates.passages,
                dates=Exactness.EXACT if one_day and main.dates.dates == Exactness.EXACT else Exactness.WITHIN,
                confidence=Confidence.LIKELY,
                reason="the account gives no date of its own; it was within the visit",
            )  # fmt: skip
        return Dates(reason="the account gives no date")

    def write_source(self, main):
        source = self.reading.source
        title = next(
            (
                one
                for one in self.sentences[:6]
                if one.is_heading
                and len(one.text) > 15
                and not (self.own_passage and one.start <= self.own_passage.start < one.end)
            ),
            None,
        )
        if title:
            source.title = " ".join(title.text.split()).rstrip(":")[:300]
            source.passages = [*source.passages, title.passage]
        source.reason = "the date that the account bears is no date of a visit" if source.published_on else ""


OPENS_WITH_TRIP = re.compile(
    r"(?:during|on|following|after|in the course of|as part of|at the (?:start|end|beginning) of) (?:a|an|his|her|their)\b",
    re.I,
)
GATHERING = re.compile(
    r"\b(?:session|meeting|dialogue|summit|consultations|talks|commission|committee|conference|round|forum)\b[^.;]{0,120}? "
    r"(?:(?:was|were) (?:held|convened|organi[sz]ed)|took place|convened|met)\b",
    re.I,
)
END_OF_JOINED = re.compile(
    r";|, (?:met|held|visited|discussed|received)\b| (?:who|met|held|visited|received|discussed|to discuss|in a meeting)\b"
)
HE_WAS = re.compile(r"\b(?:he|she|they) (?:\w+ ){0,2}$", re.I)
ACCOMPANIES = re.compile(r"accompan|flanked|together|along", re.I)


def id_of(person):
    return id(person)


def unique(people):
    return list(dict.fromkeys(people))


def usable(mention):
    """Whether a mention can be somebody who took part."""
    if mention.kind == "person" and mention.tentative:
        return " " in mention.name
    if mention.kind == "group":
        return not re.match(r"(?:the )?(?:two|three|both)\b", mention.description, re.I)
    if mention.kind == "office":
        return bool(mention.title or mention.description)
    return True


def before_including(sentence, passage):
    """Return the part of an outcome's passage that holds no topics: what it includes may be some."""
    at = sentence.plain.find("including", passage.start, passage.end)
    return Passage(passage.start, at) if at > 0 else passage


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
    return (
        (one.grain == "day") > (other.grain == "day")
        or one.grain == other.grain == "day"
        and (one.end - one.start) > (other.end - other.start)
    )
