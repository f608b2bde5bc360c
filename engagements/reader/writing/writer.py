"""Writes what was read as proposals."""

from engagements.reader import places
from engagements.reader.meetings import triggers
from engagements.reader.proposals import (
    Confidence,
    Dates,
    Exactness,
    Meeting,
    Member,
    Participant,
    Passage,
    Place,
    Stop,
    Visit,
)
from engagements.reader.sides import Sides


class Writer:
    """Fills a `Reading` from the journeys and meetings of an account."""

    def __init__(self, context, journeys, encounters):
        self.context, self.journeys, self.encounters = context, journeys, encounters
        self.people, self.directory, self.reading = context.people, context.directory, context.reading
        self.sentences, self.moments = context.sentences, context.moments
        self.mentions, self.spots = context.mentions, context.spots
        self.drafts = encounters.drafts
        self.sides = Sides(
            home_country=self.reading.home_country,
            visitor=journeys.visitor,
            members=journeys.members,
            visited=journeys.visited,
            drafts=self.drafts,
        )

    def write(self):
        self.write_visits()
        main = next((visit for visit in self.reading.visits if visit.relation == "main"), None)
        for number, draft in enumerate(self.drafts, start=1):
            self.write_meeting(draft, f"m{number}", main)
        self.write_source(main)

    def write_visits(self):
        number = 0
        visitor = self.journeys.visitor
        if self.journeys.main:
            number += 1
            self.write_main(visitor)
        seen = set()
        mine = self.journeys.visited
        for journey in self.journeys.all:
            if journey.relation not in ("earlier", "later") or not (journey.visitor or visitor):
                continue
            if (
                journey.relation == "later"
                and self.journeys.main
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
                    id=f"v{number}",
                    relation=journey.relation,
                    progress="completed" if journey.relation == "earlier" else journey.progress,
                    title=f"Visit to {spot.name or places.country_name(spot.country)}",
                    stops=[self.stop(spot, journey.sentence)],
                    passages=[journey.passage],
                    confidence=Confidence.LIKELY,
                    reason="the account names it beside the visit that it is about"
                    if self.journeys.main
                    else "the account names it in passing",
                    dates=journey.dates.as_dates()
                    if journey.dates
                    else Dates(reason="the account gives no date"),
                )
                visit.members = [
                    self.people.as_party(head, Member, role="head", title="", acting=False, organization=None)
                ]
                self.reading.visits.append(visit)

    def stop(self, spot, sentence):
        passage = Passage(sentence.words[spot.first].start, sentence.words[spot.last - 1].end)
        place = self.place(spot, passage)
        return Stop(**vars(place))

    def place(self, spot, passage):
        country = spot.country
        confidence, reason = Confidence.CERTAIN, "the account names it"
        if spot.guessed and not country and self.journeys.main:
            visited = self.journeys.visited
            if len(visited) == 1:
                (country,) = visited
        if spot.guessed:
            confidence, reason = Confidence.LIKELY, "where it stands makes it a town"
        known, candidates = self.directory.look_up(
            "place", spot.name or places.country_name(country), country=country
        )
        return Place(
            name=spot.name,
            country=country,
            confidence=confidence,
            reason=reason,
            passages=[passage],
            known=known.candidate if known else None,
            candidates=candidates,
        )

    def write_main(self, visitor):
        main = self.journeys.main
        visit = Visit(
            id="v1",
            visit_type=main.visit_type,
            progress=main.progress,
            passages=list(dict.fromkeys(one.passage for one in self.journeys.mains)),
            reason="the account tells of a journey",
            confidence=Confidence.CERTAIN if visitor and visitor.name else Confidence.LIKELY,
        )
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
            country = self.sides.country
            if country and self.reading.home_country:
                visit.direction = "outbound" if country == self.reading.home_country else "inbound"
        visit.members += [self.people.as_party(one, Member, role="member") for one in self.journeys.members]
        visit.topics, visit.outcomes = self.encounters.visit_topics, self.encounters.visit_outcomes
        self.write_stops(visit)
        self.reading.visits.insert(0, visit)

    def write_stops(self, visit):
        """Set the places of the visit: its towns, and a country alone where it has no town."""
        stops = {}
        countries = {}
        for journey in self.journeys.mains:
            for spot in journey.spots:
                if spot.name:
                    stops.setdefault((spot.name, spot.country), self.stop(spot, journey.sentence))
                else:
                    countries.setdefault(spot.country, self.stop(spot, journey.sentence))
        others = {spot.name for one in self.journeys.all if one.relation != "main" for spot in one.spots}
        for number, sentence in enumerate(self.sentences):
            tells_of_meeting = bool(triggers.triggers(sentence)) or any(
                one.sentence is sentence for one in self.journeys.mains
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
                here = ((tells_of_meeting or spot.first == 1) and (lead in ("in", "at") or listed)) or day
                if (
                    here
                    and not inside
                    and not (
                        self.context.own_passage
                        and sentence.start <= self.context.own_passage.start < sentence.end
                    )
                ):
                    if (
                        self.journeys.main.countries
                        and spot.country
                        and spot.country not in self.journeys.visited
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

    def write_meeting(self, draft, name, main):
        away_sides = {}
        everyone = list(dict.fromkeys(draft.everyone()))
        for person in everyone:
            away_sides[id(person)] = self.sides.side_of(person, draft)
        of_delegation = self.journeys.visitor
        if (
            of_delegation
            and draft.home
            and of_delegation not in everyone
            and not any(side == "delegation" for side in away_sides.values())
        ):
            return
        participants = []
        for person in everyone:
            side = away_sides[id(person)]
            participants.append(
                self.people.as_party(
                    person, Participant, side=side, role=person.role, note=draft.notes.get(id(person), "")
                )
            )
        order = {"delegation": 0, "accompanying": 1, "counterpart": 2, "third_party": 3}
        participants.sort(key=lambda one: order[one.side])
        sides = {one.side for one in participants}
        if len(participants) < 2 and not sides & {"counterpart", "third_party"}:
            return
        meeting = Meeting(
            id=name,
            visit=main.id if main else "",
            format=draft.format,
            progress=draft.progress,
            participants=participants,
            topics=draft.topics,
            outcomes=draft.outcomes,
            passages=list(dict.fromkeys(draft.passages)),
            reason="the account says that they met",
        )
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
                start=main.dates.start,
                end=main.dates.end,
                words=main.dates.words,
                passages=main.dates.passages,
                dates=Exactness.EXACT
                if one_day and main.dates.dates == Exactness.EXACT
                else Exactness.WITHIN,
                confidence=Confidence.LIKELY,
                reason="the account gives no date of its own; it was within the visit",
            )
        return Dates(reason="the account gives no date")

    def write_source(self, main):
        source = self.reading.source
        title = next(
            (
                one
                for one in self.sentences[:6]
                if one.is_heading
                and len(one.text) > 15
                and not (self.context.own_passage and one.start <= self.context.own_passage.start < one.end)
            ),
            None,
        )
        if title:
            source.title = " ".join(title.text.split()).rstrip(":")[:300]
            source.passages = [*source.passages, title.passage]
        source.reason = "the date that the account bears is no date of a visit" if source.published_on else ""
