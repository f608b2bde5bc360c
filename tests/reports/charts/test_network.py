"""The network says what the matrix says, drawn; whatever is left out is told."""

import re
from itertools import pairwise

import pytest

from engagements.models import Meeting, Official, Organization, Participant
from engagements.reports.charts.network import LEFT_X, MAX_EDGES, NODES_PER_SIDE, ROW_HEIGHT
from tests.contracts.test_hostile import VALUES
from tests.factories import OfficialFactory, OrganizationFactory, meeting_between


@pytest.fixture
def read(client, analyst):
    """Return a function: query in, the page out."""
    client.force_login(analyst)
    return lambda query="": client.get(f"/network/?{query}")


def pairs(response):
    """Return (names of both) -> number of meetings, of each line."""
    edges = response.context["network"].edges
    return {(edge.delegation.party.name, edge.counterpart.party.name): edge.cell.times for edge in edges}


def many(number):
    """Make as many delegates and as many counterparts; each of them met one of the others."""
    officials = Official.objects.bulk_create(
        Official(name=f"Official {n}", sort_name=str(n)) for n in range(2 * number)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(title="Met", dates="unknown", publication="published") for _ in range(number)
    )
    for side, group in (("delegation", officials[:number]), ("counterpart", officials[number:])):
        Participant.objects.bulk_create(
            Participant(meeting=meeting, side=side, official=one)
            for meeting, one in zip(meetings, group, strict=True)
        )


def test_the_example(read, example):
    response = read()
    assert pairs(response)["U.S. Customs and Border Protection", "National Migration Institute"] == 1
    assert len(pairs(response)) == 16
    assert pairs(read("by=countries")) == {("United States of America", "Mexico"): 4}
    assert response.context["network"].cut == []


@pytest.mark.parametrize("query", ["", "by=officials", "by=countries", "q=visa", "sub=1&by=officials"])
def test_each_line_leads_to_exactly_its_meetings_in_the_picture_and_in_the_table(
    client, read, example, query
):
    response = read(query)
    html = response.content.decode()
    for edge in response.context["network"].edges:
        link = edge.cell.meetings.replace("&", "&amp;")
        assert html.count(f'href="{link}"') == 2 + edge.is_strongest
        assert client.get(edge.cell.meetings).context["paginator"].count == edge.cell.times


def test_each_party_leads_to_its_page_in_the_picture_and_in_the_table(client, read, example):
    for kind in ("organizations", "officials", "countries"):
        response = read(f"by={kind}")
        network = response.context["network"]
        svg = response.content.decode().partition("<svg viewBox")[2].partition("</svg>")[0]
        table = response.content.decode().partition('id="pairs"')[2]
        for node in [*network.delegations, *network.counterparts]:
            assert svg.count(f'href="{node.party.url}"') == 1
            assert f'href="{node.party.url}"' in table
            assert client.get(node.party.url).status_code == 200


def test_a_party_that_is_chosen_stands_alone_on_its_hand(client, read):
    ours, theirs = OrganizationFactory(), OrganizationFactory()
    meeting_between(delegation=ours, counterpart_organization=theirs)
    meeting_between(counterpart_organization=theirs)
    response = read(f"by_organization={ours.pk}")
    assert pairs(response) == {(ours.name, theirs.name): 1}
    (edge,) = response.context["network"].edges
    assert client.get(edge.cell.meetings).context["paginator"].count == 1


def test_labels_never_lie_on_each_other_and_few_lines_cross(read):
    """Each delegate met one counterpart: put in order, none of the lines crosses another."""
    many(NODES_PER_SIDE)
    network = read("by=officials").context["network"]
    assert len(network.delegations) == len(network.counterparts) == NODES_PER_SIDE
    for nodes in (network.delegations, network.counterparts):
        heights = [node.y for node in nodes]
        assert min(b - a for a, b in pairwise(heights)) >= ROW_HEIGHT
        assert 0 < heights[0] < heights[-1] < network.height
    assert [edge.delegation.y for edge in network.edges] == [edge.counterpart.y for edge in network.edges]


def test_organizations_stand_below_their_country_and_the_strongest_pairs_are_named(read):
    ours = OrganizationFactory(country="US")
    theirs = [OrganizationFactory(country=country) for country in ("JP", "MX", "", "JP", "MX", "")]
    for number, other in enumerate(theirs):
        for _ in range(number):
            meeting_between(delegation=ours, counterpart_organization=other)
    response = read()
    network = response.context["network"]
    left, right = network.headings
    assert [heading.name for heading in left] == ["United States of America"]
    assert {heading.name for heading in right} == {"International", "Japan", "Mexico"}
    rows = sorted((row.y, getattr(row, "name", "")) for row in [*right, *network.counterparts])
    assert min(b - a for (a, _), (b, _) in pairwise(rows)) >= ROW_HEIGHT
    for node in network.counterparts:
        above = max(heading.y for heading in right if heading.y < node.y)
        assert next(heading.name for heading in right if heading.y == above) == node.group
    assert [edge.cell.times for edge in network.strongest] == [5, 4, 3, 2]
    assert f"{ours}</bdi> with <bdi>{theirs[5]}</bdi>, 5</a>" in response.content.decode()


def test_it_looks_the_same_each_time(read, example):
    def svg():
        return re.search(r"<svg viewBox.*?</svg>", read("by=officials").content.decode(), re.DOTALL)[0]

    assert svg() == svg()
    assert f'cx="{LEFT_X}"' in svg()


def test_five_thousand_parties_are_bounded_and_what_is_left_out_is_said(read):
    many(2500)
    response = read("by=officials")
    network = response.context["network"]
    assert len(network.delegations) + len(network.counterparts) <= 2 * NODES_PER_SIDE
    html = response.content.decode()
    assert f"{len(network.delegations)} of 2,500 on the delegation side" in html
    assert f"{len(network.counterparts)} of 2,500 on the counterpart side" in html
    assert '<a href="/who-met-whom/?by=officials">The matrix</a>' in html


def test_lines_are_bounded_and_each_party_keeps_its_heaviest(read):
    ours = [OfficialFactory() for _ in range(4)]
    theirs = Official.objects.bulk_create(Official(name=f"T {n}", sort_name=str(n)) for n in range(90))
    for one in ours:
        meeting = meeting_between(delegate=one)
        Participant.objects.bulk_create(
            Participant(meeting=meeting, side="counterpart", official=other) for other in theirs
        )
    network = read("by=officials").context["network"]
    assert (len(network.edges), network.total) == (MAX_EDGES, 4 * 91)
    assert len(network.counterparts) == 94
    assert network.cut == [f"{MAX_EDGES} of 364 lines between those"]


def test_nothing_to_draw_is_said(read):
    assert (
        "No meeting that was held, of those that you may see, names organizations" in read().content.decode()
    )
    assert "and fits all of these filters" in read("format=call").content.decode()


@pytest.mark.parametrize(
    "parameter", ["by", "by_official", "with_organization", "with_country", "rows", "export", "month"]
)
def test_bad_value_is_told_and_nothing_is_drawn(read, example, parameter):
    known = Official.objects.count() + Organization.objects.count()
    for title, value in VALUES.items():
        if value and not (value.isdigit() and int(value) in range(1, known)):
            response = read(f"{parameter}={value}")
            assert response.status_code == 200, title
            assert 'role="alert"' in response.content.decode(), title
            assert "network" not in response.context, title
