"""The description of the API is valid, and says what the API does."""

import json

import jsonschema
import pytest
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from engagements.api import schema
from engagements.api.kinds import API_KINDS
from tests.addresses import ADDRESSES
from tests.factories import MeetingFactory, ProgrammeItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client, administrator):
    client.force_login(administrator)
    return client.get("/api/schema/").json()


def test_every_address_and_every_filter_is_described(described):
    routes = {
        f"/{address.route.replace('<uuid:uid>', '{uid}')}"
        for name, address in ADDRESSES.items()
        if name.startswith("api:") and "v1/" in address.route
    }
    assert described["openapi"] == "3.1.0"
    assert described["paths"].keys() == routes
    for name, kind in API_KINDS.items():
        parameters = {
            parameter["name"] for parameter in described["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
        }
        own = {"fields", "limit", "cursor", "changed_since"}
        assert parameters == (kind.filterset.base_filters.keys() - {"column", "export"}) | own
    for path in described["paths"].values():
        assert {"200", "304", "400", "401", "403", "429"} <= path["get"]["responses"].keys()


def shown(described, path):
    answer = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return answer["schema"], answer.get("examples", {})


def test_examples_are_what_the_example_answers(client, described):
    call_command("load_example", verbosity=0)
    for name in API_KINDS:
        answered = without_moments(client.get(f"/api/v1/{name}/?limit=1").json())
        _, examples = shown(described, f"/api/v1/{name}/")
        (example,) = examples.values()
        assert without_moments(example["value"]) == answered, name


def without_moments(answer):
    """Return an answer without what differs from one database or minute to the next."""
    text = json.dumps(answer | {"next": None, "position": None})
    answer = json.loads(text)
    for record in answer["results"]:
        record.pop("changed_at", None)
    return answer


def test_answers_are_as_they_are_described(client, described, example):
    for path in described["paths"]:
        if "{uid}" not in path:
            query = "?since=2020-01-01" if "gone" in path else "?by_country=US&with_country=MX"
            query = query if "gone" in path or "relationship" in path else ""
            answers = [(path, client.get(path + query).json())]
            for row in answers[0][1].get("results", [])[:1]:
                detail = f"{path}{{uid}}/"
                if detail in described["paths"]:
                    answers.append((detail, client.get(f"{path}{row['uid']}/").json()))
            for described_path, answer in answers:
                expected, _ = shown(described, described_path)
                jsonschema.validate(answer, expected | {"components": described["components"]})


def test_the_description_is_valid(described):
    validate_schema(described)


def test_times_of_day_are_described_as_they_are_given(client, described):
    item = ProgrammeItemFactory(start_time="09:30")
    MeetingFactory(visit=item.visit, start_time="09:30", end_time="10:00")
    times = {}
    for name, rows in (("Meeting", "meetings/?limit=1"), ("ProgrammeItem", "visits/?limit=1")):
        (row,) = client.get(f"/api/v1/{rows}").json()["results"]
        (row,) = row.get("programme", [row])
        properties = described["components"]["schemas"][name]["properties"]
        for end in ("start_time", "end_time"):
            times[name, end] = row[end]
            assert "format" not in properties[end]  # “time” of JSON Schema is one in a zone
            jsonschema.validate(row[end], properties[end])
    assert list(times.values()) == ["09:30:00", "10:00:00", "09:30:00", None]


def test_the_page_of_the_description_asks_no_other_host(client, analyst):
    assert client.get("/api/docs/").status_code == 302
    client.force_login(analyst)
    page = client.get("/api/docs/").text
    assert "//cdn" not in page
    assert "<script>" not in page
    assert schema.examples().keys() >= {f"{name}_list" for name in API_KINDS}
