import pytest
from django.urls import reverse

from tests.factories import AppointmentFactory, OfficialFactory, OrganizationFactory, VisitFactory


@pytest.fixture
def paste(client, staff):
    client.force_login(staff)
    return lambda text, **data: client.post(
        reverse("admin:engagements_official_pasted"), {"text": text, **data}
    ).json()


def test_known_people_are_linked_and_near_ones_asked_about(paste):
    known = OfficialFactory(name="Ana Torres")
    near = AppointmentFactory(official=OfficialFactory(name="Roberto Velasco"), title="Envoy")
    trade = OrganizationFactory(name="Ministry of Trade", country="MX")
    rows = paste("Ana Torres, Director, Ministry of Trade\nRoberto Velasko, Envoy\nNew Body, Consul")["rows"]
    assert [(row["name"], row["is_known"], [other["id"] for other in row["officials"]]) for row in rows] == [
        ("Ana Torres", True, [known.pk]),
        ("Roberto Velasko", False, [near.official_id]),
        ("New Body", False, []),
    ]
    assert (rows[0]["is_organization_known"], rows[0]["organizations"][0]["id"]) == (True, trade.pk)
    assert rows[1]["officials"][0]["hint"].startswith("Envoy")


def test_namesakes_are_asked_about(paste):
    namesakes = {OfficialFactory(name="Ana Torres").pk for _ in range(2)}
    (row,) = paste("Ana Torres")["rows"]
    assert (row["is_known"], {other["id"] for other in row["officials"]}) == (False, namesakes)


def test_kind_and_country_of_a_new_organization_are_proposed(paste):
    visit = VisitFactory()
    (row,) = paste("Governor, Government of Coahuila", visit=visit.pk, side="delegation")["rows"]
    assert (row["kind"], row["country"]) == ("subnational", "United States of America")
    assert row["aliases"] == "Coahuila"


def test_what_is_not_understood_and_what_is_too_much_is_given_back(paste):
    text = "Dear all,\n" + "\n".join(f"Ana Name{chr(97 + number % 26)}, Envoy" for number in range(150))
    answer = paste(text)
    assert len(answer["rows"]) == 100
    assert answer["rest"].splitlines() == ["Dear all,", *text.splitlines()[101:]]


@pytest.mark.parametrize("text", ["", "\n\n", "\0", "\t\t\t", ",;,", "x" * 300_000])
def test_bad_text_is_given_back(paste, text):
    assert paste(text)["rows"] == []


def test_a_list_takes_a_fixed_number_of_queries(paste, django_assert_max_num_queries):
    for letter in "abcdefghij":
        OfficialFactory(name=f"Ana Name{letter}")
    with django_assert_max_num_queries(40):
        paste("\n".join(f"Ana Name{letter}, Envoy, Ministry of {letter}" for letter in "abcdefghij"))
