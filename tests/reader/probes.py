"""What the reader makes of a text, as short lines that a table can hold."""

import datetime
from dataclasses import MISSING, fields

from engagements.reader import read
from engagements.reader.dates.date_context import DateContext
from engagements.reader.dates.finding import find_dates
from engagements.reader.directory import Directory
from engagements.reader.mentions.finding import find_mentions
from engagements.reader.mentions.sentence_words import SentenceWords
from engagements.reader.places.finding import find_places
from engagements.reader.places.towns import add_towns
from engagements.reader.text.sentences import Sentence
from engagements.reader.text.splitting import PLAIN, split

POSITIONS = {"first", "last", "start", "end", "sentence_end", "kind", "in_heading"}


def sentence_of(text, **values):
    """Return ``text`` as one sentence, whatever is in it."""
    return Sentence(text.translate(PLAIN), 0, len(text), **values)


def sentences_in(text):
    """Return each sentence with the number of its paragraph; # is a heading, - an entry of a list."""
    marks = {(True, False): "#", (False, True): "-", (False, False): ""}
    return [
        f"{sentence.paragraph}{marks[sentence.is_heading, sentence.is_bullet]} {sentence.text}"
        for sentence in split(text).sentences
    ]


def words_in(text):
    return [word.text for word in sentence_of(text).words]


def dates_in(text, ahead=False, **context):
    """Return the words of each date and what they mean."""
    return [describe_date(date) for date in find_dates(text, 0, DateContext(**context), ahead)]


def describe_date(date):
    span = "unknown" if date.start is None else f"{date.start}/{date.end} {date.dates}"
    marks = [name for name in ("is_due", "is_planned") if getattr(date, name)]
    return "; ".join([date.words, span, date.grain, date.reason, *marks])


def places_in(text, directory=None, mentioned=()):
    """Return the places of a sentence, those by their context alone included."""
    sentence = sentence_of(text)
    places = find_places(sentence, directory or Directory())
    add_towns(sentence, places, lambda i: sentence.words[i].text in mentioned)
    return [
        " ".join(
            filter(
                None,
                (
                    sentence.plain[sentence.words[place.first].start : sentence.words[place.last - 1].end],
                    "=",
                    place.name,
                    place.country,
                    "demonym" if place.is_demonym else "",
                    "guessed" if place.is_guessed else "",
                ),
            )
        )
        for place in sorted(places.values(), key=lambda place: place.first)
    ]


def words_of(text, directory=None, surnames=(), **values):
    """Return the words of ``text`` as the grammar sees them."""
    sentence = sentence_of(text, **values)
    directory = directory or Directory()
    return SentenceWords(sentence, find_places(sentence, directory), directory, set(surnames))


def mentions_in(text, **options):
    """Return who is mentioned: the words, their kind, and all that was read from them."""
    words = words_of(text, **options)
    return [describe_mention(mention, words.sentence) for mention in find_mentions(words)]


def describe_mention(mention, sentence):
    parts = [f"{sentence.plain[mention.start : mention.end]} = {mention.kind}"]
    for field in fields(mention):
        value = getattr(mention, field.name)
        if field.name not in POSITIONS and value != field.default and field.default is not MISSING:
            parts.append(f"{field.name}: {value}" if value is not True else field.name)
    return "; ".join(parts)


def read_text(text, *, home="US", dated=None, directory=None):
    return read(
        text,
        home_country=home,
        dated=datetime.date.fromisoformat(dated) if dated else None,
        directory=directory,
    )


def visits_in(text, **options):
    """Return each visit in a line, what it holds in the lines after it."""
    lines = []
    for visit in read_text(text, **options).visits:
        kind = " ".join(filter(None, (visit.relation, visit.progress, visit.direction, visit.visit_type)))
        sender = f"; from {visit.organization.name}" if visit.organization else ""
        lines.append(f"{visit.title} ({kind}), {describe_dates(visit.dates)}{sender}")
        lines += [f"  stop: {describe_stop(stop)}" for stop in visit.stops]
        lines += [f"  {member.role}: {describe_party(member)}" for member in visit.members]
        lines += substance_of(visit)
    return lines


def meetings_in(text, **options):
    """Return each meeting in a line, what it holds in the lines after it."""
    lines = []
    for meeting in read_text(text, **options).meetings:
        place = f", {meeting.place.name} {meeting.place.country}".rstrip() if meeting.place else ""
        lines.append(f"{meeting.format} {meeting.progress}, {describe_dates(meeting.dates)}{place}")
        lines += [f"  {one.side}: {describe_party(one)}" for one in meeting.participants]
        lines += substance_of(meeting)
    return lines


def substance_of(record):
    topics = [f"  topic: {topic.name}" for topic in record.topics]
    outcomes = [
        f"  {outcome.kind}: {outcome.text}"
        + (f" [{outcome.owner}]" if outcome.owner else "")
        + (f" <{outcome.due_text}>" if outcome.due_text else "")
        for outcome in record.outcomes
    ]
    return topics + outcomes


def describe_dates(dates):
    if not dates.start:
        return "no date"
    span = str(dates.start) if dates.start == dates.end else f"{dates.start}/{dates.end}"
    return f"{span} {dates.dates}"


def describe_stop(stop):
    dates = f", {describe_dates(stop.dates)}" if stop.dates else ""
    return f"{stop.name} {stop.country}".strip() + dates


def describe_party(party):
    name = " ".join(filter(None, (party.honorific, party.name, party.native_name)))
    title = f"{party.title} (acting)" if party.acting else party.title
    organization = f"[{party.organization.name}]" if party.organization else ""
    role = party.role if hasattr(party, "side") else ""
    parts = (name, title, organization, party.country, party.description, party.note, role)
    return ", ".join(filter(None, parts))
