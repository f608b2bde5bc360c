"""Officials and organizations by when they were last met, in held meetings that the user may see."""

import datetime

import pytest

from tests.factories import AppointmentFactory, OfficialFactory, OrganizationFactory, meeting_between

pytestmark = pytest.mark.django_db


def year(number):
    return datetime.date(number, 3, 1)


@pytest.fixture
def listed(client, analyst):
    """Return a function: address of a list in, the names of its rows out, in order."""
    client.force_login(analyst)

    def get(address):
        response = client.get(address)
        assert not response.context["form"].errors, address
        return [record.name for record in response.context["page"].object_list]

    return get


@pytest.fixture
def parties():
    """Ours, who met two of theirs; a third was met in what may not be seen, or was not held, alone."""
    ours, theirs = OrganizationFactory(name="Ours", country="US"), {}
    head = OfficialFactory(name="Head")
    AppointmentFactory(official=head, organization=ours)
    for name in ("Early", "Late", "Hidden"):
        theirs[name] = (
            OrganizationFactory(name=f"Ministry of {name}", country="MX"),
            OfficialFactory(name=name),
        )

    def meet(name, start, **fields):
        ministry, person = theirs[name]
        return meeting_between(
            delegation=ours,
            delegate=head,
            counterpart=person,
            counterpart_organization=ministry,
            start_date=start,
            **fields,
        )

    meet("Early", year(2010))
    meet("Late", year(2012))
    meet("Late", year(2020))
    meet("Early", year(2021), progress="cancelled")
    meet("Hidden", year(2021), handling="restricted")
    meet("Hidden", year(2022), progress="planned")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("not_met_since=2015-01-01", ["Early", "Hidden"]),
        ("not_met_since=2020-03-01", ["Early", "Hidden"]),
        ("not_met_since=2020-03-02", ["Early", "Hidden", "Late"]),
        ("never_met=1", ["Hidden"]),
        ("not_met_since=2005-01-01&never_met=1", ["Hidden"]),
        ("not_met_since=2005-01-01", ["Hidden"]),
    ],
)
def test_not_met_since_and_never(listed, parties, query, names):
    assert listed(f"/officials/?{query}") == names
    assert listed(f"/organizations/?{query}") == [f"Ministry of {name}" for name in names]


def test_without_a_home_country_ours_are_some_of_those_met(listed, settings, parties):
    settings.HOME_COUNTRY = ""
    assert listed("/officials/?not_met_since=2020-03-02") == ["Early", "Head", "Hidden", "Late"]


def test_order_by_last_met_has_those_never_met_last(listed, parties):
    assert listed("/officials/?sort=last_met") == ["Early", "Head", "Late", "Hidden"]
    assert listed("/officials/?sort=-last_met") == ["Head", "Late", "Early", "Hidden"]
    assert listed("/organizations/?sort=last_met&country=MX") == [
        "Ministry of Early",
        "Ministry of Late",
        "Ministry of Hidden",
    ]


def test_rows_tell_when_and_by_whom(client, listed, parties):
    for address in ("/officials/", "/organizations/"):
        rows = client.get(address).context["page"].object_list
        last = {record.name.split()[-1]: record.last_met for record in rows}
        assert last["Hidden"] is None
        assert last["Late"].meeting.start_date == year(2020)
        assert [line.who for line in last["Late"].met_by] == ["Head"]
        assert [line.who for line in last["Head" if address == "/officials/" else "Ours"].met_by] == ["Late"]


def test_a_date_that_is_none_is_told(client, analyst, parties):
    client.force_login(analyst)
    response = client.get("/officials/?not_met_since=soon")
    assert "not_met_since" in response.context["form"].errors
    assert not response.context["page"]
