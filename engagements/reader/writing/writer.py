"""Fills the result of the reader from the journeys and meetings of a text."""

from engagements.reader.confidence import set_confidence
from engagements.reader.context import ReadoutContext
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.reader import MeetingReader
from engagements.reader.sides import SideAssigner

from .meetings import MeetingWriter, note_listed_people
from .parties import PartyWriter
from .places import PlaceWriter
from .visits import VisitWriter

LEAST_TITLE, LONGEST_TITLE = 15, 300  # characters
REMOTE_FORMATS = ("call", "video")
HEAD = 6  # sentences of which one may be the title


def write_proposals(context: ReadoutContext, journeys: JourneyReader, meetings: MeetingReader) -> None:
    result = context.result
    sides = SideAssigner(result.home_country, journeys, meetings.drafts)
    travellers = [entity for entity in (journeys.visitor, *journeys.members) if entity]
    parties = PartyWriter(context, travellers)
    places = PlaceWriter(journeys.visited, context.directory, context.sentences)
    visits = VisitWriter(context, journeys, parties, places)
    main = visits.main_visit(sides, meetings.substance)
    result.visits = [*([main] if main else []), *visits.other_visits()]
    writer = MeetingWriter(journeys, sides, parties, places)
    proposed = (
        writer.meeting(draft, f"m{number}", main) for number, draft in enumerate(meetings.drafts, start=1)
    )
    result.meetings = [meeting for meeting in proposed if meeting]
    note_listed_people(context)
    add_place_of_writing(context, places)
    write_source(context)
    set_confidence(result)


def add_place_of_writing(context: ReadoutContext, places: PlaceWriter) -> None:
    """Give the meetings of an account that tells no place the town that it is dated from, on that day."""
    result, town = context.result, context.written_at
    tells_place = any(stop.name for visit in result.visits for stop in visit.stops)
    if town is None or tells_place or any(meeting.place for meeting in result.meetings):
        return
    if any(visit.relation == "main" for visit in result.visits) and town.country not in places.visited:
        return  # it was written at home, of a visit abroad
    for meeting in result.meetings:
        is_then = meeting.dates.start is not None and meeting.dates.start == result.source.published_on
        if is_then and meeting.format not in REMOTE_FORMATS and meeting.progress == "held":
            meeting.place = places.place(town)
            meeting.place.reason = meeting.place.rule = "the account is dated from there"


def write_source(context: ReadoutContext) -> None:
    source = context.result.source
    titles = (
        sentence
        for sentence in context.sentences[:HEAD]
        if sentence.is_heading and len(sentence.text) > LEAST_TITLE and not context.bears_date(sentence)
    )
    if title := next(titles, None):
        source.title = " ".join(title.text.split()).rstrip(":")[:LONGEST_TITLE]
        source.passages = [*source.passages, title.passage]
    source.reason = "the date that the account bears is no date of a visit" if source.published_on else ""
