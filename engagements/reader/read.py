"""From a text to what is proposed of it: the one way in."""

import datetime
from functools import cache

from .confidence import proposals_of
from .context import ReadoutContext
from .directory import Directory
from .entities.linking import link_entities
from .formats.mail_quotes import without_quotations
from .journeys.reader import JourneyReader
from .meetings.reader import MeetingReader
from .proposals import ReaderResult, Source
from .text.language import why_not_english
from .writing.writer import write_proposals

# Ten pages are 30,000 characters; what is longer than this is no readout of one visit. So much is read and
# shown as a draft in about two seconds.
LONGEST_TEXT = 50_000


def read(
    text: str,
    *,
    directory: Directory | None = None,
    home_country: str = "",
    dated: datetime.date | None = None,
) -> ReaderResult:
    """Return what is proposed of ``text``, plain text in English.

    ``directory`` is what is known already; ``home_country`` the code of the country whose
    office reads; ``dated`` the date of the text where it does not bear one.
    """
    result = ReaderResult(home_country=home_country or "")
    if why := why_not_english(text):
        result.notes.append(why)
        return result
    if len(text) > LONGEST_TEXT:
        result.notes.append(
            f"It is long: only the first {LONGEST_TEXT:,} characters of {len(text):,} were read."
        )
        text = text[:LONGEST_TEXT]
    context = ReadoutContext(without_quotations(text), directory or Directory(), result, dated)
    journeys = JourneyReader(context)
    meetings = MeetingReader(context, journeys)
    link_entities(context.resolver.entities, context.directory)
    write_proposals(context, journeys, meetings)
    original = cache(context.text.original)
    proposals = [result.source, *(proposal for _, proposal in proposals_of(result))]
    # Once each, as two records may share one.
    for proposal in {id(proposal): proposal for proposal in proposals}.values():
        proposal.passages = list(map(original, proposal.passages))
    if result.is_empty:
        result.source = Source()
        result.notes.append("Nothing in it reads like an account of a visit or a meeting.")
    result.notes += dict.fromkeys(context.date_context.notes)
    return result
