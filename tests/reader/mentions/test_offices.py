"""Offices, with or without who holds them: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import mentions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a nationality, a country or a town
        ("the Norwegian Minister", ["the Norwegian Minister = office; title: Minister; country: NO; is_definite; head: minister"]),
        ("Norwegian Minister Jane Roe", ["Norwegian Minister Jane Roe = person; name: Jane Roe; title: Minister; country: NO; head: minister"]),
        ("Norway's Minister Jane Roe", ["Norway's Minister Jane Roe = person; name: Jane Roe; title: Minister; country: NO; head: minister"]),
        ("Oslo Mayor Jane Roe", ["Oslo Mayor Jane Roe = person; name: Jane Roe; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
        ("Accra's Mayor Jane Roe", ["Accra's Mayor Jane Roe = person; name: Jane Roe; title: Mayor; organization: Accra; country: GH; head: mayor"]),
        ("U.S. Ambassador Jane Roe", ["U.S. Ambassador Jane Roe = person; name: Jane Roe; title: Ambassador; country: US; head: ambassador"]),
        ("the Ghanaian and Kenyan Ministers", ["Kenyan Ministers = group; country: KE; description: Kenyan Ministers"]),
        # an organization
        ("CBP Commissioner Jane Roe", ["CBP Commissioner Jane Roe = person; name: Jane Roe; title: Commissioner; organization: CBP; head: commissioner"]),
        ("CBP's Commissioner Jane Roe", ["CBP's Commissioner Jane Roe = person; name: Jane Roe; title: Commissioner; organization: CBP; head: commissioner"]),
        ("Mexican Customs Administrator Jane Roe", ["Mexican Customs Administrator Jane Roe = person; name: Jane Roe; title: Administrator; organization: Mexican Customs; country: MX; head: administrator"]),
        ("Mexican INM Commissioner Jane Roe", ["Mexican INM Commissioner Jane Roe = person; name: Jane Roe; title: Commissioner; organization: INM; country: MX; head: commissioner"]),
        ("the Ministry of Trade's Director Jane Roe", ["the Ministry of Trade's Director Jane Roe = person; name: Jane Roe; title: Director; organization: Ministry of Trade; is_definite; head: director"]),
        ("Bank of Ghana and Roe Director Jane Poe", ["Bank of Ghana and Roe Director Jane Poe = person; name: Jane Poe; title: Director; organization: Bank of Ghana and Roe; country: GH; head: director"]),
        ("Ministry of Trade, Director Jane Roe", ["Ministry of Trade, Director Jane Roe = person; name: Jane Roe; title: Director; organization: Ministry of Trade; head: director"]),
        ("Bank of Ghana Governor Jane Roe", ["Bank of Ghana Governor Jane Roe = person; name: Jane Roe; title: Governor; organization: Bank of Ghana; country: GH; head: governor"]),
        ("European Commission President Jane Roe", ["European Commission President Jane Roe = person; name: Jane Roe; title: President; organization: European Commission; head: president"]),
        ("Norwegian World Bank Director Jane Roe", ["Norwegian World Bank Director Jane Roe = person; name: Jane Roe; title: Director; organization: World Bank; head: director"]),
        ("World Bank President Jane Roe", ["World Bank President Jane Roe = person; name: Jane Roe; title: President; organization: World Bank; head: president"]),
        ("UN Secretary-General Jane Roe", ["UN Secretary-General Jane Roe = person; name: Jane Roe; title: Secretary-General; organization: UN; head: secretary-general"]),
        ("Ministry of , Director Jane Roe", ["Ministry = organization; name: Ministry; organization: Ministry", "Director Jane Roe = person; name: Jane Roe; title: Director; head: director"]),
        ("Roe's Minister Doe", ["Minister Doe = person; name: Doe; title: Minister; head: minister"]),
        ("Ministry of the Director Jane Roe", ["Ministry of the Director Jane Roe = person; name: Jane Roe; title: Director; organization: Ministry of the; head: director"]),
        ("Norwegian Police Chief Jane Roe", ["Norwegian Police Chief Jane Roe = person; name: Jane Roe; title: Police Chief; country: NO; head: chief"]),
        # what may be part of the title is taken for it
        ("Ministry of the Interior Director Jane Roe", ["Ministry of the Interior Director Jane Roe = person; name: Jane Roe; title: Interior Director; organization: Ministry of the; head: director"]),
        # words of the office itself
        ("Deputy Prime Minister Jane Roe", ["Deputy Prime Minister Jane Roe = person; name: Jane Roe; title: Deputy Prime Minister; head: minister"]),
        ("Norwegian Deputy Prime Minister Jane Roe", ["Norwegian Deputy Prime Minister Jane Roe = person; name: Jane Roe; title: Deputy Prime Minister; country: NO; head: minister"]),
        ("Unification Minister Jane Roe", ["Unification Minister Jane Roe = person; name: Jane Roe; title: Unification Minister; head: minister"]),
        ("Norwegian Climate and Environment Minister Jane Roe", ["Norwegian Climate and Environment Minister Jane Roe = person; name: Jane Roe; title: Climate and Environment Minister; country: NO; head: minister"]),
        ("CBP Trade Minister Jane Roe", ["CBP Trade Minister Jane Roe = person; name: Jane Roe; title: Trade Minister; organization: CBP; head: minister"]),
        ("Police Minister Roe", ["Police Minister Roe = person; name: Roe; title: Police Minister; head: minister"]),
        ("foreign minister Jane Roe", ["foreign minister Jane Roe = person; name: Jane Roe; title: foreign minister; head: minister"]),
        ("the state's Minister Jane Roe", ["Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
        # a governor or mayor has few of them
        ("Deputy Governor Jane Roe", ["Deputy Governor Jane Roe = person; name: Jane Roe; title: Deputy Governor; head: governor"]),
        ("State Governor Jane Roe", ["State Governor Jane Roe = person; name: Jane Roe; title: State Governor; head: governor"]),
        ("Nuevo Leon Deputy Mayor Jane Roe", ["Nuevo Leon Deputy Mayor Jane Roe = person; name: Jane Roe; title: Deputy Mayor; organization: Nuevo Leon; head: mayor"]),
        ("Lord Mayor Jane Roe", ["Lord Mayor Jane Roe = person; name: Jane Roe; title: Lord Mayor; head: mayor"]),
        ("Lieutenant Governor Jane Roe", ["Lieutenant Governor Jane Roe = person; name: Jane Roe; title: Lieutenant Governor; head: governor"]),
        ("Acting Federal Governor Jane Roe", ["Acting Federal Governor Jane Roe = person; name: Jane Roe; title: Federal Governor; acting; head: governor"]),
        ("Vice Governor Roe", ["Vice Governor Roe = person; name: Roe; title: Vice Governor; head: governor"]),
        # nothing else
        ("Jane met Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("5 Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("met , Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Dr. Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Dr. Jane Minister Roe", ["Dr. Jane = person; name: Jane; honorific: Dr.", "Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister Roe", ["Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister Roe = person; name: Roe; title: Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister; head: minister"]),
        ("Zzzz Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister Roe", ["Zzzz Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg = person; name: Zzzz Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg; is_tentative", "Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister Roe = person; name: Roe; title: Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Minister; head: minister"]),
        ("Wetlands Research Agency (WRA) Director Jane Roe", ["Wetlands Research Agency (WRA) Director Jane Roe = person; name: Jane Roe; title: Director; organization: Wetlands Research Agency; head: director"]),
        ("Her Excellency President Jane Roe", ["President Jane Roe = person; name: Jane Roe; title: President; head: president"]),
        ("at Hale House the Minister", ["Hale House = organization; name: Hale House; organization: Hale House", "the Minister = office; title: Minister; is_definite; head: minister"]),
        ("the World Bank's Representative, Jane Roe", ["the World Bank's Representative, Jane Roe = person; name: Jane Roe; title: Representative; organization: World Bank; is_definite; head: representative"]),
        ("her deputy for operations, Jane Roe", ["her deputy for operations, Jane Roe = person; name: Jane Roe; title: deputy for operations; is_definite; head: deputy"]),
        ("Air Marshal Jane Roe", ["Air Marshal Jane Roe = person; name: Jane Roe; honorific: Air Marshal"]),
        ("Kenya Navy Commander Jane Roe", ["Kenya Navy Commander Jane Roe = person; name: Jane Roe; title: Commander; organization: Kenya Navy; country: KE; head: commander"]),
        ("Ambassador Extraordinary and Plenipotentiary Jane Roe", ["Ambassador Extraordinary and Plenipotentiary Jane Roe = person; name: Jane Roe; title: Ambassador Extraordinary and Plenipotentiary; head: ambassador"]),
        ("the Clerk of the Senate, Jane Roe", ["the Clerk of the Senate, Jane Roe = person; name: Jane Roe; title: Clerk; organization: Senate; is_definite; head: clerk"]),
        ("met at General Headquarters", ["General Headquarters = organization; name: General Headquarters; organization: General Headquarters"]),
        ("Fiji Police Commissioner Jane Roe", ["Fiji Police Commissioner Jane Roe = person; name: Jane Roe; title: Police Commissioner; country: FJ; head: commissioner"]),
        ("Minister of Trade Jane Roe and the Chief of Staff, Ann Poe", ["Minister of Trade Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister", "the Chief of Staff, Ann Poe = person; name: Ann Poe; title: Chief of Staff; is_definite; head: chief"]),
        ("the Provost of St. Olav's College, Jane Roe", ["the Provost of St. Olav's College, Jane Roe = person; name: Jane Roe; title: Provost; organization: St. Olav's College; is_definite; head: provost"]),
        ("committee members Jane Roe and Ann Poe", ["committee members Jane Roe = person; name: Jane Roe; title: Committee member; head: member", "Ann Poe = person; name: Ann Poe; title: Committee member; head: member"]),
        ("Senate trade committee chair Jane Roe", ["Senate trade committee chair Jane Roe = person; name: Jane Roe; title: chair; organization: Senate trade committee; head: chair"]),
        ("the Ports Board and its director, Jane Roe", ["the Ports Board = organization; name: Ports Board; organization: Ports Board", "its director, Jane Roe = person; name: Jane Roe; title: director; organization: Ports Board; is_definite; head: director"]),
        ("Elections Adviser Jane Roe", ["Elections Adviser Jane Roe = person; name: Jane Roe; title: Elections Adviser; head: adviser"]),
        ("Councilwoman Jane Roe", ["Councilwoman Jane Roe = person; name: Jane Roe; title: Councilwoman; head: councilwoman"]),
    ],
)  # fmt: skip
def test_what_stands_before_an_office(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Minister", ["the Minister = office; title: Minister; is_definite; head: minister"]),
        ("his Minister", ["his Minister = office; title: Minister; is_definite; head: minister"]),
        ("her Minister", ["her Minister = office; title: Minister; is_definite; head: minister"]),
        ("their Minister", ["their Minister = office; title: Minister; is_definite; head: minister"]),
        ("its Minister", ["its Minister = office; title: Minister; is_definite; head: minister"]),
        ("a Minister", ["a Minister = office; title: Minister; is_definite; head: minister"]),
        ("an Ambassador", ["an Ambassador = office; title: Ambassador; is_definite; head: ambassador"]),
        ("then Minister Roe", ["then Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("the then Minister Roe", ["the then Minister Roe = person; name: Roe; title: Minister; is_definite; head: minister"]),
        ("former Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("the former Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("his Excellency the Minister", ["the Minister = office; title: Minister; is_definite; head: minister"]),
        ("the Majesty Minister", ["Majesty Minister = office; title: Majesty Minister; head: minister"]),
        ("some Minister", ["Minister = office; title: Minister; head: minister"]),
        ("then", []),
        ("the", []),
    ],
)  # fmt: skip
def test_determiners(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Director General Jane Roe", ["Director General Jane Roe = person; name: Jane Roe; title: Director General; head: director"]),
        ("Minister General Jane Roe", ["Minister General Jane Roe = person; name: Jane Roe; honorific: General; title: Minister; head: minister"]),
        ("Chief Executive Jane Roe", ["Chief Executive Jane Roe = person; name: Jane Roe; title: Chief Executive; head: chief"]),
        ("Chargé d'Affaires Jane Roe", ["Chargé d'Affaires Jane Roe = person; name: Jane Roe; title: Chargé d'Affaires; head: chargé"]),
        ("Minister Delegate Jane Roe", ["Minister Delegate Jane Roe = person; name: Jane Roe; title: Minister Delegate; head: delegate"]),
        ("Chargé d'Affaires ad interim Jane Roe", ["Chargé d'Affaires ad interim Jane Roe = person; name: Jane Roe; title: Chargé d'Affaires ad; acting; head: chargé"]),
        ("Ambassador ad interim", ["Ambassador ad interim = office; title: Ambassador ad; acting; head: ambassador"]),
        ("Secretary-General Jane Roe", ["Secretary-General Jane Roe = person; name: Jane Roe; title: Secretary-General; head: secretary-general"]),
        ("Secretary - General Jane Roe", ["Secretary - General Jane Roe = person; name: Jane Roe; title: Secretary - General; head: secretary"]),
        ("Secretary - Roe", ["Secretary = office; title: Secretary; head: secretary"]),
        ("Gov. Jane Roe", ["Gov. Jane Roe = person; name: Jane Roe; title: Gov.; head: gov"]),
        ("Min. Jane Roe", ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Pres. Roe", ["Pres. Roe = person; name: Roe; title: Pres.; head: pres"]),
        ("Sen. Roe", ["Sen. Roe = person; name: Roe; title: Sen.; head: sen"]),
        ("Minister Counselor Jane Roe", ["Minister Counselor Jane Roe = person; name: Jane Roe; title: Minister Counselor; head: counselor"]),
        ("Minister counselor Jane Roe", ["Minister = office; title: Minister; head: minister", "counselor Jane Roe = person; name: Jane Roe; title: counselor; head: counselor"]),
        ("Minister Commander Roe", ["Minister Commander Roe = person; name: Roe; title: Minister Commander; head: commander"]),
        ("Minister Deputy Chief Jane Roe", ["Minister Deputy Chief Jane Roe = person; name: Jane Roe; title: Minister Deputy Chief; head: chief"]),
        ("Minister deputy Chief Jane Roe", ["Minister = office; title: Minister; head: minister", "deputy Chief Jane Roe = person; name: Jane Roe; title: deputy Chief; head: chief"]),
        ("Secretary Deputy Roe", ["Secretary Deputy Roe = person; name: Deputy Roe; title: Secretary; head: secretary"]),
        ("High Commissioner Jane Roe", ["High Commissioner Jane Roe = person; name: Jane Roe; title: High Commissioner; head: high-commissioner"]),
        ("high commissioner Jane Roe", ["high commissioner Jane Roe = person; name: Jane Roe; title: high commissioner; head: high-commissioner"]),
        ("Police Commissioner Jane Roe", ["Police Commissioner Jane Roe = person; name: Jane Roe; title: Police Commissioner; head: commissioner"]),
        ("Prime Minister", ["Prime Minister = office; title: Prime Minister; head: minister"]),
        ("Attorney General Roe", ["Attorney General Roe = person; name: Roe; title: Attorney General; head: attorney"]),
        ("Governor General Roe", ["Governor General Roe = person; name: Roe; title: Governor General; head: governor"]),
        ("Minister Plenipotentiary Roe", ["Minister Plenipotentiary Roe = person; name: Roe; title: Minister Plenipotentiary; head: minister"]),
        ("Director Designate Roe", ["Director Designate Roe = person; name: Roe; title: Director Designate; head: director"]),
        ("Minister General Secretary Roe", ["Minister = office; title: Minister; head: minister", "General Secretary Roe = person; name: Roe; title: General Secretary; head: secretary"]),
        ("Minister of General Roe", ["Minister of General Roe = person; name: Roe; title: Minister of General; head: minister"]),
    ],
)  # fmt: skip
def test_the_title(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senior Official Performing the Duties of the Commissioner Jane Roe", ["Senior Official Performing the Duties of the Commissioner Jane Roe = person; name: Jane Roe; title: Senior Official Performing the Duties of the Commissioner; acting; head: commissioner"]),
        ("Senior Official of CBP serving as Commissioner Jane Roe", ["Senior Official of CBP serving as Commissioner Jane Roe = person; name: Jane Roe; title: Senior Official serving as Commissioner; acting; organization: CBP; head: commissioner"]),
        ("senior official serving as the Deputy Director Jane Roe", ["senior official serving as the Deputy Director Jane Roe = person; name: Jane Roe; title: senior official serving as the Deputy Director; acting; head: director"]),
        ("Jane Roe, Senior Official Performing the Duties of the Director of Trade", ["Jane Roe, Senior Official Performing the Duties of the Director of Trade = person; name: Jane Roe; title: Senior Official Performing the Duties of the Director of Trade; acting; head: director"]),
        ("Director serving as Commissioner Roe", ["Director serving as Commissioner Roe = person; name: Roe; title: Director serving as Commissioner; acting; head: commissioner"]),
        ("Director performing the duties of Minister Roe", ["Director performing the duties of Minister Roe = person; name: Roe; title: Director performing the duties of Minister; acting; head: minister"]),
        ("Senior Official serving Roe", []),
        ("Senior Official of CBP met Roe", ["CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("Junior Official serving as Commissioner Roe", ["Commissioner Roe = person; name: Roe; title: Commissioner; head: commissioner"]),
        ("Senior Official Roe", []),
        ("Director serving as Roe", []),
        ("Director performing the task of Minister Roe", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Senior Official of CBP serving as Acting Minister Roe", ["Senior Official of CBP serving as Acting Minister Roe = person; name: Roe; title: Senior Official serving as Minister; acting; organization: CBP; head: minister"]),
        ("INM Senior Official of CBP serving as Minister Roe", ["INM Senior Official of CBP serving as Minister Roe = person; name: Roe; title: Senior Official serving as Minister; acting; organization: INM; head: minister"]),
    ],
)  # fmt: skip
def test_acting_for_another(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister Jane Roe", {}, ["Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
        ("Minister Dr. Jane Roe", {}, ["Minister Dr. Jane Roe = person; name: Jane Roe; honorific: Dr.; title: Minister; head: minister"]),
        ("Minister of Trade Jane Roe", {}, ["Minister of Trade Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("the Minister of Trade, Jane Roe,", {}, ["the Minister of Trade, Jane Roe = person; name: Jane Roe; title: Minister of Trade; is_definite; head: minister"]),
        ("the Minister, Jane Roe,", {}, ["the Minister, Jane Roe = person; name: Jane Roe; title: Minister; is_definite; head: minister"]),
        ("the Minister, Dr. Roe,", {}, ["the Minister, Dr. Roe = person; name: Roe; honorific: Dr.; title: Minister; is_definite; head: minister"]),
        ("the Minister, Roe,", {}, ["the Minister = office; title: Minister; is_definite; head: minister"]),
        ("the Minister, Foreign Minister Roe,", {}, ["the Minister = office; title: Minister; is_definite; head: minister", "Foreign Minister Roe = person; name: Roe; title: Foreign Minister; head: minister"]),
        ("the Minister, Ministry Roe,", {}, ["the Minister = office; title: Minister; is_definite; head: minister", "Ministry Roe = organization; name: Ministry Roe; organization: Ministry Roe"]),
        ("Minister of Trade, Jane Roe", {}, ["Minister of Trade, Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("Minister, Jane Roe", {}, ["Minister, Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
        ("met Minister, Jane Roe", {}, ["Minister, Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
        ("met Minister of Trade, Jane Roe", {}, ["Minister of Trade, Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("met Minister, Jane Roe", {"is_bullet": True}, ["Minister, Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
        ("the Minister and Jane Roe", {}, ["the Minister = office; title: Minister; is_definite; head: minister", "Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Minister Ambassador Accra", {}, ["Minister Ambassador Accra = person; name: Accra; honorific: Ambassador; title: Minister; head: minister"]),
        ("Minister Accra", {}, ["Minister Accra = person; name: Accra; title: Minister; head: minister"]),
        ("the Minister, Deputy Roe", {}, ["the Minister, Deputy Roe = person; name: Deputy Roe; title: Minister; is_definite; head: minister"]),
        ("the Minister, Dr. Deputy Roe,", {}, ["the Minister, Dr. Deputy Roe = person; name: Deputy Roe; honorific: Dr.; title: Minister; is_definite; head: minister"]),
        ("the Deputy Director, Field Operations", {}, ["the Deputy Director = office; title: Deputy Director; is_definite; head: director"]),
        ("the Dean of the Faculty of Botany, Jane Roe", {}, ["the Dean of the Faculty of Botany, Jane Roe = person; name: Jane Roe; title: Dean; organization: Faculty of Botany; is_definite; head: dean"]),
        ("Opposition Whip Jane Roe", {}, ["Opposition Whip Jane Roe = person; name: Jane Roe; title: Opposition Whip; head: whip"]),
    ],
)  # fmt: skip
def test_the_name_after_an_office(text, options, expected):
    assert mentions_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("State Councilor and Foreign Minister Jane Roe", ["State Councilor and Foreign Minister Jane Roe = person; name: Jane Roe; title: State Councilor and Foreign Minister; head: minister"]),
        ("Chinese State Councilor and Foreign Minister Jane Roe", ["Chinese State Councilor and Foreign Minister Jane Roe = person; name: Jane Roe; title: State Councilor and Foreign Minister; country: CN; head: minister"]),
        ("CBP Director and Minister Jane Roe", ["CBP Director and Minister Jane Roe = person; name: Jane Roe; title: Director and Minister; organization: CBP; head: minister"]),
        ("Minister and Norwegian Ambassador Jane Roe", ["Minister and Norwegian Ambassador Jane Roe = person; name: Jane Roe; title: Minister and Ambassador; country: NO; head: ambassador"]),
        ("the Minister and Ambassador Jane Roe", ["the Minister = office; title: Minister; is_definite; head: minister", "Ambassador Jane Roe = person; name: Jane Roe; title: Ambassador; head: ambassador"]),
        ("Minister and Ambassadors Roe and Doe", ["Minister = office; title: Minister; head: minister", "Ambassadors Roe = person; name: Roe; title: Ambassador; head: ambassador", "Doe = person; name: Doe; title: Ambassador; head: ambassador"]),
        ("Minister and Ambassador", ["Minister = office; title: Minister; head: minister", "Ambassador = office; title: Ambassador; head: ambassador"]),
        ("Minister of Trade and Foreign Minister Jane Roe", ["Minister of Trade and Foreign Minister Jane Roe = person; name: Jane Roe; title: Minister of Trade and Foreign Minister; head: minister"]),
        ("Minister and Jane Roe", ["Minister = office; title: Minister; head: minister", "Jane Roe = person; name: Jane Roe; is_tentative"]),
    ],
)  # fmt: skip
def test_two_offices_of_one_holder(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the head", []),
        ("the head of the Bureau", ["the head of the Bureau = office; title: head of the Bureau; organization: Bureau; is_definite; head: head"]),
        ("head of CBP Jane Roe", ["head of CBP Jane Roe = person; name: Jane Roe; title: head; organization: CBP; head: head"]),
        ("member Roe", []),
        ("CBP head Jane Roe", ["CBP head Jane Roe = person; name: Jane Roe; title: head; organization: CBP; head: head"]),
        ("the leader of the delegation", ["the leader of the delegation = office; title: leader; organization: delegation; is_definite; head: leader"]),
        ("a manager", []),
        ("the CEO", ["the CEO = office; title: CEO; is_definite; head: ceo"]),
        ("the founder of Acme Corporation", ["the founder of Acme Corporation = office; title: founder; organization: Acme Corporation; is_definite; head: founder"]),
    ],
)  # fmt: skip
def test_offices_that_need_what_they_are_of(text, expected):
    assert mentions_in(text) == expected
