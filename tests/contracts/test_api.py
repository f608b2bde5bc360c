"""What every address of the API owes, tried on all that the resolver knows."""

import json
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from engagements.api import serializers
from engagements.api.kinds import API_KINDS
from engagements.api.queries import BadQueryError, valid_filterset
from engagements.models import Meeting
from tests.addresses import ADDRESSES
from tests.contracts.test_hostile import VALUES, ask, example, nothing_written  # noqa: F401 - fixtures
from tests.contracts.test_pages import grow, made_world, media, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

REPORTS = ("who_met_whom", "relationship")


def addresses(world):  # noqa: F811 - the fixture
    """Return the addresses of the API, by name, at which records of the world are shown."""
    kinds = {
        "visits": [world.visit],
        "meetings": [world.meeting],
        "outcomes": [world.meeting.outcomes.first()],
        "officials": [world.host, world.delegate],
        "organizations": [world.ministry, world.sender],
        "places": [world.place],
        "topics": [world.topic],
        "sources": [world.source],
    }
    pair = f"?by_official={world.delegate.uid}&with_official={world.host.uid}"
    return {
        **{
            f"api:{kind}_list": [
                reverse(f"api:{kind}_list") + query for query in ("", "?changed_since=2020-01-01&limit=200")
            ]
            for kind in kinds
        },
        "api:gone": [reverse("api:gone") + "?since=2020-01-01&limit=200"],
        "api:schema": [reverse("api:schema")],
        **{
            f"api:{kind}_detail": [reverse(f"api:{kind}_detail", args=[record.uid]) for record in records]
            for kind, records in kinds.items()
        },
        "api:who_met_whom": [
            reverse("api:who_met_whom") + f"?by={by}" for by in ("organizations", "officials", "countries")
        ],
        "api:relationship": [reverse("api:relationship") + pair],
    }


def test_every_address_is_tried(world):  # noqa: F811 - the fixture
    # The page of the description reads the schema, and no record.
    assert addresses(world).keys() | {"api:docs"} == {name for name in ADDRESSES if name.startswith("api:")}


def texts(client, world):  # noqa: F811 - the fixture
    answers = {}
    for address in (address for listed in addresses(world).values() for address in listed):
        response = client.get(address)
        assert response.status_code == 200, address
        answers[address] = response.text
    return answers


def test_the_numbers_of_queries_do_not_grow(client, world, editor):  # noqa: F811 - the fixture
    client.force_login(editor)
    counts = []
    for number in (5, 300):
        grow(world, number)
        counts.append({})
        for address in (address for listed in addresses(world).values() for address in listed):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[-1][address] = len(queries)
    few, many = counts
    assert {address: count for address, count in many.items() if count > few[address]} == {}


PARAMETERS = [
    *(
        (f"api:{name}_list", parameter)
        for name, kind in API_KINDS.items()
        for parameter in (*kind.filterset.base_filters, "cursor", "limit", "fields", "page")
    ),
    *(
        (f"api:{name}", parameter)
        for name in REPORTS
        for parameter in ADDRESSES[f"api:{name}"].view.filterset_class.base_filters
    ),
]


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_every_value_is_answered_or_told(ask, client, cleared, name, parameter):  # noqa: F811 - the fixture
    """A value that the filters refuse is asked of the filters; of those, one answer is enough."""
    client.force_login(cleared)
    queries = [f"{parameter}={value}" for value in VALUES.values()]
    queries.append("&".join(f"{parameter}={number}" for number in range(1, 2001)))
    with nothing_written():
        refusals = {query: refusal(name, parameter, query, cleared) for query in queries}
    refused = [query for query in queries if refusals[query]]
    assert all(isinstance(refusals[query], dict) for query in refused)
    for query in refused[-1:]:
        response = ask(f"{reverse(name)}?{query}")
        assert response.status_code == 400
        assert json.loads(response.content) == refusals[query]
    for query in (query for query in queries if not refusals[query]):
        response = ask(f"{reverse(name)}?{query}")
        assert response.status_code in (200, 400), query[:80]
        if response.status_code == 400:
            assert isinstance(json.loads(response.content), dict)


def refusal(name, parameter, query, user):
    """Return what the filters of the address ``name`` have against ``query``; None where they take it."""
    kind = API_KINDS.get(name.removeprefix("api:").removesuffix("_list"))
    filterset = kind.filterset if kind else ADDRESSES[name].view.filterset_class
    if parameter not in filterset.base_filters:
        return None
    records = (kind.model if kind else Meeting).objects.visible_to(user)
    try:
        valid_filterset(filterset, QueryDict(query), records, user)
    except BadQueryError as error:
        return error.detail
    return None


@pytest.mark.parametrize("query", ["%ff=%ff", "%00=1", "=", "[]=1", "x" * 50_000, "Q=x", "nope="])
def test_unknown_parameters_are_told(ask, client, cleared, query):  # noqa: F811 - the fixture
    client.force_login(cleared)
    for name in API_KINDS:
        record = API_KINDS[name].model.objects.first()
        for address in (reverse(f"api:{name}_list"), reverse(f"api:{name}_detail", args=[record.uid])):
            assert ask(f"{address}?{query}").status_code == 400


def test_no_answer_names_a_primary_key(client, world, administrator):  # noqa: F811 - the fixture
    client.force_login(administrator)
    for text in texts(client, world).values():
        assert not re.search(r'"(id|pk)":', text)


# Who wrote a record is for the history; the others are kept for searching and sorting.
NOT_GIVEN = {"id", "folded", "sounds", "sort_key", "created_by", "created_at", "changed_by"}
# Of a line: what it is a line of.
OWNERS = {"visit", "meeting", "official", "stop", "member", "participant", "outcome"}
LINES = [
    *(serializers.StopSerializer, serializers.ProgrammeItemSerializer, serializers.MemberSerializer),
    *(serializers.ParticipantSerializer, serializers.PostSerializer, serializers.PassageSerializer),
]


@pytest.mark.parametrize("serializer", [*(kind.serializer for kind in API_KINDS.values()), *LINES])
def test_every_field_is_given(serializer):
    fields = {*serializer.Meta.model._meta.fields, *serializer.Meta.model._meta.many_to_many}
    left_out = {field.name for field in fields} - NOT_GIVEN - set(serializer.Meta.fields)
    assert left_out <= (OWNERS if serializer in LINES else set())
