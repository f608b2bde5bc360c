"""What docs/api.md tells to send, and the script beside it, do what is said there."""

import io
import re
import runpy
import shlex
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from engagements.models import Participant, Visit
from tests.factories import MeetingFactory, ParticipantFactory

from .test_tokens import owner, token_of  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs"
MANUAL = (DOCS / "api.md").read_text()
CURLS = re.findall(r"^curl .*$", MANUAL, re.MULTILINE)
ADDRESSES = re.findall(r"`(/api/[^`]*)`", MANUAL)


@pytest.fixture
def script(owner, example):  # noqa: F811 - the fixture
    client, _ = token_of(owner)
    return client


@pytest.mark.parametrize("command", CURLS)
def test_a_call_by_curl_is_answered(script, command):
    options = shlex.split(command)
    assert options[1:3] == ["-H", "Authorization: Bearer $TOKEN"]
    address = urlsplit(options[3])
    assert address.netloc == "engagements.example.org"
    response = script.get(f"{address.path}?{address.query}")
    assert response.status_code == 200
    assert len(response.json()["results"] if address.path.startswith("/api/") else list(response)) > 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_answered(script, address):
    visit = Visit.objects.visible_to(script.get("/api/v1/visits/").wsgi_request.user).first()
    position = script.get("/api/v1/visits/").json()["position"]
    address = address.replace("meetings/<uid>", f"visits/{visit.uid}").replace("<position>", position)
    assert script.get(address).status_code == (404 if address == "/api/v1/" else 200)


def test_the_script_for_notebooks_has_a_row_for_each_participant(owner, monkeypatch):  # noqa: F811
    for _ in range(3):
        ParticipantFactory(meeting=MeetingFactory())
    ParticipantFactory(meeting=MeetingFactory(progress="planned"))
    asked = []

    def answer(request):
        asked.append(request.full_url)
        response = Client(headers=dict(request.header_items())).get(request.full_url)
        assert response.status_code == 200
        return io.BytesIO(response.content)

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    client, _ = token_of(owner)
    secret = client.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    participant_rows = runpy.run_path(str(DOCS / "api_pandas.py"))["participant_rows"]
    rows = list(participant_rows("http://testserver", secret, progress="held", limit=2))
    held = Participant.objects.filter(meeting__progress="held")
    assert sorted(row["meeting"] for row in rows) == sorted(str(line.meeting.uid) for line in held)
    assert {row["official"] for row in rows} == {line.official.name for line in held}
    assert len(asked) == 2
