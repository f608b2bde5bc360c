"""What is exported of meetings."""

from engagements.models import Meeting, Participant, Side, Source

from .lines import Lines, everyone, tagged
from .nested import ORGANIZATION, SOURCE, about, capacity, nested, official, organization, own
from .outcomes import OUTCOME_COLUMNS, OUTCOMES, outcome_in_words, own_of_outcome, owners
from .records import Kind
from .shared import ABOUT, DATES, STATE, WHO
from .words import country_name, joined, listed, official_name


class Participants(Lines):
    """Lines whose title has a source, which may be one that the user may not see."""

    def rows(self, records, user):
        lines = list(super().rows(records, user))
        named = {line.title_source for line in lines} - {None}
        seen = Source.objects.visible_to(user).in_bulk(named) if named else {}
        hidden = dict.fromkeys(title_source.paths)
        return [
            line if line.title_source is None or line.title_source in seen else line._replace(**hidden)
            for line in lines
        ]


def in_words(line):
    """Return "Dr. Name, Title, Organization (note)" of a participant."""
    who = joined(
        official_name(line),
        line.title,
        line.organization__name,
        line.country and country_name(line.country),
        line.description,
    )
    return f"{who} ({line.note})" if line.note else who


def side(name):
    """Return a column: the participants of one side, in words."""
    return lambda one: "; ".join(in_words(line) for line in one.lines["participants"] if line.side == name)


VISIT = (
    "uid",
    "title",
    "visit_type",
    "progress",
    "dates",
    "start_date",
    "end_date",
    "purpose",
    "publication",
    "handling",
)
title_source = nested("title_source", *SOURCE)
visit = nested("visit", *VISIT)
visit_organization = nested("visit__organization", *ORGANIZATION)
own_of_participant = own("side", "title", "country", "description", "role", "note", "order")


def data_of_meeting(one):
    home = visit(one.row)
    return about(one) | {
        "visit": home and home | {"organization": visit_organization(one.row)},
        "participants": [
            own_of_participant(line) | capacity(line) | {"title_source": title_source(line)}
            for line in one.lines["participants"]
        ],
        "outcomes": [own_of_outcome(line) | owners(line) for line in one.lines["outcomes"]],
    }


PARTICIPANTS = Participants(
    everyone(Participant.objects.all()),
    "meeting",
    "title_source",
    *("side", "title", "country", "description", "role", "note", "order"),
    *official.paths,
    *organization.paths,
    *title_source.paths,
)
MEETINGS = Kind(
    name="meetings",
    model=Meeting,
    columns={
        "uid": "uid",
        "title": "title",
        **DATES,
        "start_time": "start_time",
        "timezone": "timezone",
        "format": "format",
        "progress": "progress",
        "visit_uid": "visit__uid",
        "visit": "visit__title",
        "place": "place__name",
        "country": "place__country",
        "venue": "venue",
        "delegation": side(Side.DELEGATION),
        "accompanying": side(Side.ACCOMPANYING),
        "counterparts": side(Side.COUNTERPART),
        "third_parties": side(Side.THIRD_PARTY),
        "topics": ABOUT["topics"],
        "outcomes": listed("outcomes", outcome_in_words),
        "summary": "summary",
        "sources": ABOUT["sources"],
        **STATE,
        "data": data_of_meeting,
    },
    fields=[*visit.paths, *visit_organization.paths, "version", "changed_at"],
    lines={"participants": PARTICIPANTS, "outcomes": OUTCOMES, **tagged(Meeting)},
    sheets={
        "participants": {
            "order": "order",
            "side": "side",
            **WHO,
            "country": "country",
            "description": "description",
            "role": "role",
            "note": "note",
            "title_source": "title_source__title",
        },
        "outcomes": OUTCOME_COLUMNS,
    },
)
