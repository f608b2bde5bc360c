"""With whom an official travels, and with whom they sit on one side."""

import re
from html import unescape

import pytest

from tests.factories import (
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    ParticipantFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def companions(client, analyst):
    """Return a function: official in, {heading: {name, side: number}}; each that of its list."""
    client.force_login(analyst)

    def get(official):
        html = client.get(official.get_absolute_url()).text
        answer = {}
        for heading in ("Travels with", "Met together with"):
            table = html.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0]
            rows = re.findall(r"<bdi>(.*?)</bdi></a>(.*?)<a href=\"([^\"]*)\">(\d+)<", table, re.DOTALL)
            for _, _, address, number in rows:
                assert client.get(unescape(address)).context["paginator"].count == int(number), address
            answer[heading] = {
                (name, *re.findall('class="aside">(.*?)<', side)): int(number)
                for name, side, _, number in rows
            }
        return answer

    return get


def test_visits_that_took_place_and_may_be_seen_are_counted(companions):
    ambassador, often, once = (OfficialFactory(name=name) for name in ("Ambassador", "Often", "Once"))
    for others, fields in (
        ([often, once], {"progress": "completed"}),
        ([often], {"progress": "under_way"}),
        ([often], {"progress": "planned"}),
        ([often], {"publication": "draft"}),
        ([], {"progress": "completed"}),
    ):
        visit = VisitFactory(**fields)
        for official in (ambassador, *others):
            MemberFactory(visit=visit, official=official)
    MemberFactory(visit=VisitFactory(progress="completed"), official=often)
    assert companions(ambassador) == {
        "Travels with": {("Often",): 2, ("Once",): 1},
        "Met together with": {},
    }


def test_each_side_of_meetings_held_is_counted_by_itself(companions):
    minister, deputy, guest = (OfficialFactory(name=name) for name in ("Minister", "Deputy", "Guest"))
    for sides, fields in (
        (("delegation", "accompanying", "counterpart"), {}),
        (("delegation", "delegation", "third_party"), {}),
        (("counterpart", "third_party", "delegation"), {}),
        (("counterpart", "delegation", "counterpart"), {}),
        (("delegation", "delegation", "delegation"), {"progress": "cancelled"}),
        (("delegation", "delegation", "delegation"), {"handling": "restricted"}),
    ):
        meeting = MeetingFactory(**fields)
        for official, side in zip((minister, deputy, guest), sides, strict=True):
            ParticipantFactory(meeting=meeting, official=official, side=side)
    assert companions(minister)["Met together with"] == {
        ("Deputy", "delegation side"): 2,
        ("Deputy", "counterpart side"): 1,
        ("Guest", "counterpart side"): 1,
    }
