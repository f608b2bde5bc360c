"""What is exported of visits."""

from operator import attrgetter

from engagements.models import DelegationMember, Stop, Visit

from .lines import Lines, everyone, tagged
from .nested import about, capacity, nested, official, organization, own
from .records import Kind
from .shared import ABOUT, DATES, STATE, WHO
from .words import country_name, joined, listed, names, official_name


def member_in_words(line):
    role = f" ({line.role})" if line.role != "member" else ""
    return joined(official_name(line), line.title, line.organization__name) + role


def place_in_words(line):
    return joined(line.place__name, line.place__country and country_name(line.place__country))


related_visit = nested("to_visit", "uid", "title")
own_of_stop = own("start_date", "end_date")
own_of_member = own("title", "role")


def data_of_visit(one):
    return about(one) | {
        "organization": organization(one.row),
        "stops": [
            own_of_stop(line) | {"place": line.place__name, "country": line.place__country}
            for line in one.lines["stops"]
        ],
        "delegation": [own_of_member(line) | capacity(line) for line in one.lines["delegation"]],
        "related_visits": [related_visit(line) for line in one.lines["related_visits"]],
    }


MEMBERS = Lines(
    everyone(DelegationMember.objects.all()), "visit", "title", "role", *official.paths, *organization.paths
)
STOPS = Lines(
    everyone(Stop.objects.all()), "visit", "place__name", "place__country", "start_date", "end_date"
)
RELATED = Lines(
    lambda user: Visit.related_visits.through.objects.filter(to_visit__in=Visit.objects.visible_to(user)),
    "from_visit",
    *related_visit.paths,
    key=attrgetter("to_visit__uid"),
)
VISITS = Kind(
    name="visits",
    model=Visit,
    columns={
        "uid": "uid",
        "title": "title",
        **DATES,
        "visit_type": "visit_type",
        "progress": "progress",
        "organization_uid": "organization__uid",
        "organization": "organization__name",
        "purpose": "purpose",
        "stops": listed("stops", place_in_words),
        "countries": names("stops", "place__country"),
        "delegation": listed("delegation", member_in_words),
        **ABOUT,
        "related_visits": names("related_visits", "to_visit__title"),
        **STATE,
        "data": data_of_visit,
    },
    fields=[*organization.paths, "version", "changed_at"],
    lines={"stops": STOPS, "delegation": MEMBERS, "related_visits": RELATED, **tagged(Visit)},
    sheets={
        "stops": {
            "place": "place__name",
            "country": "place__country",
            "start_date": "start_date",
            "end_date": "end_date",
        },
        "delegation": {"role": "role", **WHO},
    },
)
