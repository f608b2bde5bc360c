"""The visits of a text as proposals: the one that it is about, and those that it names in passing."""

import re
from typing import Any

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.phrases import Journey
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.substance import SubstanceReader
from engagements.reader.places.finding import PlaceMention
from engagements.reader.places.place_names import country_name
from engagements.reader.proposals import Member, ProposedDates, Stop, Visit
from engagements.reader.sides import SideAssigner

from .meetings import kind_of
from .parties import PartyWriter
from .places import PlaceWriter


def dates_of_visit(date: DateMention | None) -> ProposedDates:
    """Return the dates of a visit, unknown where the account gives none."""
    if date is None:
        return ProposedDates(reason="the account gives no date")
    days = "of days" if date.length else "of one day"
    return date.as_dates(rule=f"{date.reason}, of a visit, {days}")


DROPPED = re.compile(
    r"\b(?:dropped|cancel(?:l?ed|lations?)|called off|postpone(?:d|ments?)|did not take place)\b", re.I
)
# Of who made another visit nothing is said of then.
NAME_ALONE: dict[str, Any] = {"title": "", "acting": False, "organization": None}


class VisitWriter:
    def __init__(
        self, context: ReadoutContext, journeys: JourneyReader, parties: PartyWriter, places: PlaceWriter
    ) -> None:
        self.context, self.journeys, self.parties, self.places = context, journeys, parties, places

    def main_visit(self, sides: SideAssigner, substance: SubstanceReader) -> Visit | None:
        """Return the visit that the text is about, or None."""
        main, visitor = self.journeys.main, self.journeys.visitor
        if main is None or visitor is None:
            return None
        members = [
            self.parties.party(entity, Member, role="member", rule=f"{form}, {kind_of(entity)}")
            for entity, form in self.journeys.member_forms.items()
        ]
        if visitor.kind != "organization":
            members.insert(
                0, self.parties.party(visitor, Member, role="head", rule=f"head, {kind_of(visitor)}")
            )
        countries = sorted(country_name(code) for code in main.countries)
        place = " and ".join(countries) or main.places[0].name
        visit = Visit(
            id="v1",
            title=f"Visit to {place} by {visitor.name or visitor.title or visitor.organization}",
            visit_type=main.visit_type,
            progress=main.progress,
            dates=dates_of_visit(main.dates),
            organization=self.parties.organization(visitor),
            stops=StopReader(self.context, self.journeys, self.places).stops(main),
            members=members,
            topics=substance.visit_topics,
            outcomes=substance.visit_outcomes,
            passages=list(dict.fromkeys(journey.passage for journey in self.journeys.mains)),
            reason="the account tells of a journey",
            rule="the visit of the account",
        )
        home = self.context.result.home_country
        if sides.country and home:
            visit.direction = "outbound" if sides.country == home else "inbound"
        return visit

    def other_visits(self) -> list[Visit]:
        """Return the visits that the text names beside, one for each place."""
        visits: list[Visit] = []
        seen = set()
        for journey in self.journeys.journeys:
            visitor = journey.visitor or self.journeys.visitor
            if visitor is None or journey.relation not in ("earlier", "later") or self.is_main(journey):
                continue
            for place in journey.places:
                key = (journey.relation, place.name, place.country)
                if key not in seen:
                    seen.add(key)
                    number = len(seen) + (self.journeys.main is not None)
                    visits.append(self.other_visit(f"v{number}", journey, place, visitor))
        return visits

    def is_main(self, journey: Journey) -> bool:
        """Whether a journey that is to come is the one that the text is about."""
        return (
            journey.relation == "later"
            and self.journeys.main is not None
            and journey.countries <= self.journeys.visited
        )

    def other_visit(self, id: str, journey: Journey, place: PlaceMention, visitor: Entity) -> Visit:
        is_beside = self.journeys.main is not None
        return Visit(
            id=id,
            relation="earlier" if journey.relation == "earlier" else "later",
            progress="completed" if journey.relation == "earlier" else journey.progress,
            title=f"Visit to {place.name or country_name(place.country)}",
            dates=dates_of_visit(journey.dates),
            stops=[stop_at(place, self.places)],
            members=[self.parties.party(visitor, Member, role="head", rule="head beside", **NAME_ALONE)],
            passages=[journey.passage],
            rule=f"{journey.relation}, {'beside another' if is_beside else 'alone'}",
            reason="the account names it beside the visit that it is about"
            if is_beside
            else "the account names it in passing",
        )


def stop_at(place: PlaceMention, places: PlaceWriter) -> Stop:
    return Stop(**vars(places.place(place)))


class StopReader:
    """Finds where a visit stopped: its towns, and a country alone where it has no town."""

    def __init__(self, context: ReadoutContext, journeys: JourneyReader, places: PlaceWriter) -> None:
        self.context, self.journeys, self.places = context, journeys, places
        self.towns: dict[tuple[str, str], Stop] = {}
        self.elsewhere = {
            place.name
            for journey in journeys.journeys
            if journey.relation != "main"
            for place in journey.places
        }

    def stops(self, main: Journey) -> list[Stop]:
        countries: dict[str, Stop] = {}
        dates = {
            (place.name, place.country): date
            for journey in self.journeys.mains
            for place, date in journey.dates_of_places.items()
        }
        for journey in self.journeys.mains:
            for place in journey.places:
                stop = stop_at(place, self.places)
                date = dates.get((place.name, place.country))
                if date and len(dates) > 1:
                    stop.dates = date.as_dates()
                if place.name:
                    self.towns.setdefault((stop.name, stop.country), stop)
                else:
                    countries.setdefault(place.country, stop)
        visited = self.journeys.visited
        for sentence in self.context.sentences:
            is_read = self.context.is_dated_from(sentence) or not self.context.bears_date(sentence)
            if is_read and not self.was_dropped(sentence, main):
                self.add_towns(sentence, visited)
        of_towns = {stop.country for stop in self.towns.values()}
        return [*self.towns.values(), *(stop for code, stop in countries.items() if code not in of_towns)]

    def add_towns(self, sentence: AnnotatedSentence, visited: set[str]) -> None:
        """Add the towns that a sentence names in the countries ``visited``, if these are known."""
        is_day = sentence.is_heading and any(date.grain == "day" for date in sentence.dates)
        for _, place in sorted(sentence.places.items()):
            if not place.name or place.name in self.elsewhere or sentence.is_within_mention(place):
                continue
            stop = stop_at(place, self.places)
            if visited and stop.country not in visited:
                continue
            if is_day and sentence.dates[0].start:
                stop.dates = sentence.dates[0].as_dates()
            self.towns.setdefault((stop.name, stop.country), stop)

    def was_dropped(self, sentence: AnnotatedSentence, main: Journey) -> bool:
        """Whether a sentence tells that part of a visit was called off, and the visit was not."""
        return not main.is_called_off and bool(DROPPED.search(sentence.text))
