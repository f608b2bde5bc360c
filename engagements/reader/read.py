"""From the text of an account to a reading: the one way in."""

from .context import Context
from .directory import Directory
from .journeys.reader import Journeys
from .meetings.reader import Encounters
from .proposals import Reading, Source
from .text import splitting
from .writing.writer import Writer

# Ten pages are 30,000 characters; what is longer than this is no account of one visit.
MOST = 200_000


def read(account, *, directory=None, home_country="", dated=None):
    """Return the `Reading` of ``account``, plain text in English.

    ``directory`` is what is known already; ``home_country`` the code of the country whose
    office reads; ``dated`` the account's own date where the text does not bear one.
    """
    reading = Reading(home_country=home_country or "")
    if why := splitting.why_not_english(account):
        reading.notes.append(why)
        return reading
    if len(account) > MOST:
        reading.notes.append(f"It is long: only the first {MOST:,} characters of {len(account):,} were read.")
        account = account[:MOST]
    context = Context(account, directory or Directory(), reading, dated)
    journeys = Journeys(context)
    encounters = Encounters(context, journeys)
    context.people.link()
    Writer(context, journeys, encounters).write()
    if reading.is_empty:
        reading.source = Source()
        reading.notes.append("Nothing in it reads like an account of a visit or a meeting.")
    reading.notes += dict.fromkeys(context.calendar.notes)
    return reading
