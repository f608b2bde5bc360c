"""Of what organization somebody is, as an office or a name tells it."""

import pytest

from engagements.reader.writing.organizations import implied_organization, kind_of_organization


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry of Trade", "ministry"),
        ("Department of State", "ministry"),
        ("Treasury", "ministry"),
        ("Embassy of Ghana", "mission"),
        ("Norwegian Mission", "mission"),
        ("Bureau of Trade", "agency"),
        ("Police", "agency"),
        ("Customs", "agency"),
        ("Acme Corporation", "company"),
        ("Acme Inc", "company"),
        ("Chamber of Commerce", "civil_society"),
        ("University of Oslo", "civil_society"),
        ("World Bank", "international"),
        ("UN", "international"),
        ("Bank of Ghana", "other"),
        ("Senate", "other"),
        ("Blue Sky", ""),
        ("", ""),
        ("Agency", "agency"),
        ("Office", "agency"),
        ("Commission", "agency"),
        ("Institute", "agency"),
        ("Authority", "agency"),
        ("Service", "agency"),
        ("Administration", "agency"),
        ("Directorate", "agency"),
        ("Company", "company"),
        ("Ltd", "company"),
        ("Foundation", "civil_society"),
        ("Association", "civil_society"),
        ("Society", "civil_society"),
        ("Consulate", "mission"),
    ],
)  # fmt: skip
def test_kinds(text, expected):
    assert kind_of_organization(text) == expected


@pytest.mark.parametrize(
    ("title", "country", "expected"),
    [
        ("Secretary of State", "US", "Department of State"),
        ("Deputy Secretary of State", "US", "Department of State"),
        ("SecState", "US", "Department of State"),
        ("Secretary of State", "GB", ""),
        ("Secretary of State for Trade", "GB", ""),
        ("Secretary of Energy", "US", "Department of Energy"),
        ("Secretary of Energy", "PH", "Department of Energy"),
        ("Secretary of Energy", "ZA", "Department of Energy"),
        ("Secretary of Energy", "KE", ""),
        ("Secretary for Energy", "US", ""),
        ("Home Secretary", "US", "Department of Home Affairs"),
        ("Home Secretary", "GB", ""),
        ("European Commissioner for Trade", "", "European Commission"),
        ("EU Commissioner", "", "European Commission"),
        ("FM", "", "Ministry of Foreign Affairs"),
        ("DFM", "", "Ministry of Foreign Affairs"),
        ("PM", "", ""),
        ("Foreign Minister", "", "Ministry of Foreign Affairs"),
        ("Minister of Trade", "", "Ministry of Trade"),
        ("Minister for Trade", "", "Ministry for Trade"),
        ("Minister of State for Trade", "", "Ministry for Trade"),
        ("MINISTER OF TRADE", "", "Ministry OF TRADE"),
        ("Deputy Health Minister", "", "Ministry of Health"),
        ("First Vice Finance Minister", "", "Ministry of Finance"),
        ("Foreign Affairs Minister", "", "Ministry of Foreign Affairs"),
        ("Defence Vice-Minister", "", "Ministry of Defence"),
        ("Labor Vice Minister", "", "Ministry of Labor"),
        ("Labor vice minister", "", "Ministry of Labor"),
        ("Justice vice-minister", "", "Ministry of Justice"),
        ("Prime Minister", "", ""),
        ("Prime Minister of Norway", "", ""),
        ("Permanent Secretary for Trade", "US", ""),
        ("Parliamentary Secretary of Trade", "US", ""),
        ("Press Secretary of Trade", "US", ""),
        ("Minister of State", "", ""),
        ("Minister of Staff", "", ""),
        ("Foreign Secretary", "US", ""),
        ("foreign secretary", "PH", ""),
        ("State Councilor and Foreign Minister", "", "Ministry of Foreign Affairs"),
        ("Prime Minister and Minister of Trade", "", "Ministry of Trade"),
        ("Minister of Trade and Minister of Health", "", "Ministry of Trade"),
        ("Minister of Trade and Industry", "", "Ministry of Trade and Industry"),
        ("Director", "", ""),
        ("", "", ""),
    ],
)
def test_what_an_office_implies(title, country, expected):
    assert implied_organization(title, country) == expected
