"""Fills the result of the reader from the journeys and meetings of a text."""

from engagements.reader.confidence import set_confidence
from engagements.reader.context import ReadoutContext
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.reader import MeetingReader
from engagements.reader.sides import SideAssigner

from .meetings import MeetingWriter
from .parties import PartyWriter
from .places import PlaceWriter
from .visits import VisitWriter

LEAST_TITLE, LONGEST_TITLE = 15, 300  # characters
HEAD = 6  # sentences of which one may be the title


def write_proposals(context: ReadoutContext, journeys: JourneyReader, meetings: MeetingReader) -> None:
    result = context.result
    sides = SideAssigner(result.home_country, journeys, meetings.drafts)
    parties = PartyWriter(context.resolver.entities, context.directory)
    places = PlaceWriter(journeys.visited, context.directory)
    visits = VisitWriter(context, journeys, parties, places)
    main = visits.main_visit(sides, meetings.substance)
    result.visits = [*([main] if main else []), *visits.other_visits()]
    writer = MeetingWriter(journeys, sides, parties, places)
    proposed = (
        writer.meeting(draft, f"m{number}", main) for number, draft in enumerate(meetings.drafts, start=1)
    )
    result.meetings = [meeting for meeting in proposed if meeting]
    write_source(context)
    set_confidence(result)


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
