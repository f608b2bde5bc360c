"""What an office is of: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.directory import Directory, DirectoryEntry
from tests.reader.probes import mentions_in

KNOWN = Directory(organizations=[DirectoryEntry.from_names(1, "Blue Sky")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister of Trade Jane Roe", ["Minister of Trade Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("Minister for Trade Jane Roe", ["Minister for Trade Jane Roe = person; name: Jane Roe; title: Minister for Trade; head: minister"]),
        ("Adviser to the President Jane Roe", ["Adviser to the President Jane Roe = person; name: Jane Roe; title: Adviser to the President; head: adviser"]),
        ("Adviser on Trade Jane Roe", ["Adviser on Trade Jane Roe = person; name: Jane Roe; title: Adviser on Trade; head: adviser"]),
        ("Director at the Ministry Jane Roe", ["Director at the Ministry Jane Roe = person; name: Jane Roe; title: Director; organization: Ministry; head: director"]),
        ("Minister in charge of Trade Jane Roe", ["Minister in charge of Trade Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("Minister in charge Roe", ["Minister = office; title: Minister; head: minister"]),
        ("Minister with Trade Roe", ["Minister = office; title: Minister; head: minister"]),
        ("Minister of the Interior Jane Roe", ["Minister of the Interior Jane Roe = person; name: Jane Roe; title: Minister of the Interior; head: minister"]),
        ("Director from Ghana Jane Roe", ["Director from Ghana Jane Roe = person; name: Jane Roe; title: Director; country: GH; head: director"]),
        ("Director from Trade Jane Roe", ["Director = office; title: Director; head: director", "Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("the Ministry Director from Trade Jane Roe", ["the Ministry Director from Trade Jane Roe = person; name: Jane Roe; title: Director from Trade; organization: Ministry; is_definite; head: director"]),
        ("Minister of", ["Minister = office; title: Minister; head: minister"]),
        ("Minister of trade Jane Roe", ["Minister of trade Jane Roe = person; name: Jane Roe; title: Minister of trade; head: minister"]),
        ("Minister of 5", ["Minister = office; title: Minister; head: minister"]),
        ("Director from the Ghana", ["Director from the Ghana = office; title: Director; country: GH; head: director"]),
        ("president of the copper company Minera Andina Jane Roe", ["president of the copper company Minera Andina Jane Roe = person; name: Jane Roe; title: president; organization: Minera Andina; head: president"]),
        ("president of company Minera", ["president of company Minera = office; title: president; organization: Minera; head: president"]),
        ("president of the old big copper mining company Minera", ["president = office; title: president; head: president"]),
        ("president of the company minera", ["president = office; title: president; head: president"]),
        ("president of the state oil company Petrol", ["president of the state oil company Petrol = office; title: president; organization: Petrol; head: president"]),
    ],
)  # fmt: skip
def test_where_it_begins(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before an honorific, or another office
        ("Minister of Trade Dr. Jane Roe", ["Minister of Trade Dr. Jane Roe = person; name: Jane Roe; honorific: Dr.; title: Minister of Trade; head: minister"]),
        ("Minister of Trade Ambassador Jane Roe", ["Minister of Trade Ambassador Jane Roe = person; name: Jane Roe; honorific: Ambassador; title: Minister of Trade; head: minister"]),
        ("Minister of General Affairs Jane Roe", ["Minister of General Affairs Jane Roe = person; name: Jane Roe; title: Minister of General Affairs; head: minister"]),
        ("Minister of Trade Secretary Jane Roe", ["Minister of Trade Secretary Jane Roe = person; name: Jane Roe; title: Minister of Trade Secretary; head: minister"]),
        ("Chief of the Secretary Jane Roe", ["Chief of the Secretary Jane Roe = person; name: Jane Roe; title: Chief of the Secretary; head: chief"]),
        ("Chief of Minister Roe", ["Chief of Minister Roe = person; name: Roe; title: Chief of Minister; head: chief"]),
        ("Minister of Defense Commander Roe", ["Minister of Defense = office; title: Minister of Defense; head: minister", "Commander Roe = person; name: Roe; title: Commander; head: commander"]),
        # with words of a portfolio in lower case, but after "to"
        ("Minister of trade and industry Jane Roe", ["Minister of trade and industry Jane Roe = person; name: Jane Roe; title: Minister of trade and industry; head: minister"]),
        ("Adviser to trade Roe", ["Adviser = office; title: Adviser; head: adviser"]),
        ("Minister of Trade policy Roe", ["Minister of Trade policy Roe = person; name: Roe; title: Minister of Trade policy; head: minister"]),
        # and
        ("Minister of Trade and Industry Jane Roe", ["Minister of Trade and Industry Jane Roe = person; name: Jane Roe; title: Minister of Trade and Industry; head: minister"]),
        ("Minister of Trade & Industry Jane Roe", ["Minister of Trade & Industry Jane Roe = person; name: Jane Roe; title: Minister of Trade & Industry; head: minister"]),
        ("Minister of Trade and the Ambassador", ["Minister of Trade = office; title: Minister of Trade; head: minister", "the Ambassador = office; title: Ambassador; is_definite; head: ambassador"]),
        ("Minister of Trade and Ambassador Doe", ["Minister of Trade and Ambassador Doe = person; name: Doe; title: Minister of Trade and Ambassador; head: ambassador"]),
        ("Minister of Trade and Dr. Doe", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Dr. Doe = person; name: Doe; honorific: Dr."]),
        ("Minister of Roe and Industry", ["Minister of Roe and Industry = office; title: Minister of Roe and Industry; head: minister"]),
        ("Minister of Trade and Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister"]),
        ("Minister of Trade and Jane Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Minister of Trade and Border Protection Roe", ["Minister of Trade and Border Protection Roe = person; name: Roe; title: Minister of Trade and Border Protection; head: minister"]),
        ("Minister of Trade and Border protection Roe", ["Minister of Trade and Border protection Roe = person; name: Roe; title: Minister of Trade and Border protection; head: minister"]),
        ("Minister of Trade and Blue Economy Jane Roe", ["Minister of Trade and Blue Economy Jane Roe = person; name: Jane Roe; title: Minister of Trade and Blue Economy; head: minister"]),
        ("Minister of Trade and Blue economy Jane Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Minister of Norway and Ghana", ["Minister of Norway = office; title: Minister; country: NO; head: minister"]),
        ("Mayor of Accra and Oslo", ["Mayor of Accra = office; title: Mayor; organization: Accra; country: GH; head: mayor"]),
        ("Ambassador to Norway and Ghana", ["Ambassador to Norway = office; title: Ambassador to Norway; head: ambassador"]),
        ("Ambassador of Norwegian and Ghana Roe", ["Ambassador of Norwegian and Ghana Roe = person; name: Roe; title: Ambassador of Norwegian and Ghana; head: ambassador"]),
        ("Minister of Trade and Ghana", ["Minister of Trade and Ghana = office; title: Minister of Trade and Ghana; head: minister"]),
        ("Minister of Ghana and Trade", ["Minister of Ghana and Trade = office; title: Minister of Ghana and Trade; head: minister"]),
        ("Minister of Trade, and Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister"]),
        # a row
        ("Minister of Trade, Industry and Energy Jane Roe", ["Minister of Trade, Industry and Energy Jane Roe = person; name: Jane Roe; title: Minister of Trade, Industry and Energy; head: minister"]),
        ("Minister of Trade, Industry & Energy Roe", ["Minister of Trade, Industry & Energy Roe = person; name: Roe; title: Minister of Trade, Industry & Energy; head: minister"]),
        ("Minister of Trade, Industry", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Industry = group; description: Industry"]),
        ("Minister of Trade, Roe and Energy", ["Minister of Trade = office; title: Minister of Trade; head: minister"]),
        ("Minister of Trade, Ambassador of Peru and Energy", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Ambassador of Peru and Energy = office; title: Ambassador of Peru and Energy; head: ambassador"]),
        ("Minister of Trade, industry and Energy Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister", "industry = group; description: industry"]),
        ("Minister of Trade, Industry, Energy, Health and Sport Roe", ["Minister of Trade, Industry, Energy, Health and Sport Roe = person; name: Roe; title: Minister of Trade, Industry, Energy, Health and Sport; head: minister"]),
        ("Minister of Trade, Industry met Doe of Energy and Roe", ["Minister of Trade = office; title: Minister of Trade; head: minister", "Industry = group; description: Industry"]),
        # prepositions
        ("Director of the Office of Trade Jane Roe", ["Director of the Office of Trade Jane Roe = person; name: Jane Roe; title: Director; organization: Office of Trade; head: director"]),
        ("Director for Trade in Services Jane Roe", ["Director for Trade in Services Jane Roe = person; name: Jane Roe; title: Director for Trade in Services; head: director"]),
        ("Director of Trade in Ghana", ["Director of Trade = office; title: Director of Trade; head: director"]),
        ("Director of trade in Services", ["Director of trade = office; title: Director of trade; head: director", "Services = organization; name: Services; organization: Services"]),
        ("Director in in Services", ["Director = office; title: Director; head: director", "Services = organization; name: Services; organization: Services"]),
        ("Minister of Trade Jane Roe of Norway", ["Minister of Trade Jane Roe of Norway = person; name: Jane Roe; title: Minister of Trade; country: NO; head: minister"]),
        ("Minister of Trade of Norway Jane Roe", ["Minister of Trade of Norway Jane Roe = person; name: Jane Roe; title: Minister of Trade; country: NO; head: minister"]),
        ("Minister of Foreign Affairs of the Republic of Korea Jane Roe", ["Minister of Foreign Affairs of the Republic of Korea Jane Roe = person; name: Jane Roe; title: Minister of Foreign Affairs; country: KR; head: minister"]),
        ("Ambassador of Mexico to Kenya Jane Roe", ["Ambassador of Mexico to Kenya Jane Roe = person; name: Jane Roe; title: Ambassador of Mexico to Kenya; country: MX; head: ambassador"]),
        ("Director of Trade to Kenya", ["Director of Trade = office; title: Director of Trade; head: director"]),
        ("Ambassador of Mexico to Roe", ["Ambassador of Mexico = office; title: Ambassador of Mexico; country: MX; head: ambassador"]),
        ("Director of Relations with Europe Roe", ["Director of Relations with Europe Roe = person; name: Roe; title: Director of Relations with Europe; head: director"]),
        ("Director of relations with Europe", ["Director of relations = office; title: Director of relations; head: director"]),
        ("Director of Trade with Ghana", ["Director of Trade with Ghana = office; title: Director of Trade with Ghana; head: director"]),
        ("Director of Office de Trade Roe", ["Director of Office de Trade Roe = person; name: Roe; title: Director; organization: Office de Trade; head: director"]),
        ("Ambassador of Ghana in Oslo", ["Ambassador of Ghana = office; title: Ambassador of Ghana; country: GH; head: ambassador"]),
        ("Minister of Trade of Jane Roe", ["Minister of Trade of Jane Roe = office; title: Minister of Trade of Jane Roe; head: minister"]),
        ("Director of Europe of Norway", ["Director of Europe of Norway = office; title: Director of Europe; country: NO; head: director"]),
        ("Director of Banco de Mexico Roe", ["Director of Banco de Mexico Roe = person; name: Roe; title: Director; organization: Banco de Mexico; head: director"]),
        ("Minister of Jane Roe Doe of Norway", ["Minister of Jane Roe Doe of Norway = office; title: Minister of Jane Roe Doe; country: NO; head: minister"]),
        ("Director of Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp Qq Rr", ["Director of Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp Qq Rr = person; name: Oo Pp Qq Rr; title: Director of Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn; head: director"]),
        ("Minister of Trade Policy, Industry Policy, Energy Policy, Health Policy, Water Policy, Food Policy, Sport Policy and Arts Roe", ["Minister of Trade Policy, Industry Policy, Energy Policy, Health Policy, Water Policy, Food Policy = person; name: Policy; title: Minister of Trade Policy, Industry Policy, Energy Policy, Health Policy, Water Policy, Food; head: minister"]),
        ("Minister for Further and Higher Education Jane Roe", ["Minister for Further and Higher Education Jane Roe = person; name: Jane Roe; title: Minister for Further and Higher Education; head: minister"]),
        ("Minister of National Defence General Jane Roe", ["Minister of National Defence General Jane Roe = person; name: Jane Roe; honorific: General; title: Minister of National Defence; head: minister"]),
        ("Minister of Government Jane Roe", ["Minister of Government Jane Roe = person; name: Jane Roe; title: Minister of Government; head: minister"]),
        ("Minister of Agriculture, Land, Food and Water, Jane Roe", ["Minister of Agriculture, Land, Food and Water, Jane Roe = person; name: Jane Roe; title: Minister of Agriculture, Land, Food and Water; head: minister"]),
    ],
)  # fmt: skip
def test_where_it_ends(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister of Trade Roe", ["Minister of Trade Roe = person; name: Roe; title: Minister of Trade; head: minister"]),
        ("Minister of Trade Jane Roe", ["Minister of Trade Jane Roe = person; name: Jane Roe; title: Minister of Trade; head: minister"]),
        ("Minister of Trade Jane van Roe", ["Minister of Trade Jane van Roe = person; name: Jane van Roe; title: Minister of Trade; head: minister"]),
        ("Secretary of Roe Doe", ["Secretary of Roe Doe = office; title: Secretary of Roe Doe; head: secretary"]),
        ("Secretary of Roe Doe Poe", ["Secretary of Roe Doe Poe = person; name: Doe Poe; title: Secretary of Roe; head: secretary"]),
        ("Secretary of Aa Bb Cc Dd", ["Secretary of Aa Bb Cc Dd = person; name: Cc Dd; title: Secretary of Aa Bb; head: secretary"]),
        ("Secretary of Aa bin Cc Dd", ["Secretary of Aa bin Cc Dd = person; name: bin Cc Dd; title: Secretary of Aa; head: secretary"]),
        ("Secretary of Aa Bb van der Dd", ["Secretary of Aa Bb van der Dd = person; name: van der Dd; title: Secretary of Aa Bb; head: secretary"]),
        ("Secretary of Aa Bb Van Dd", ["Secretary of Aa Bb Van Dd = person; name: Van Dd; title: Secretary of Aa Bb; head: secretary"]),
        ("Secretary of Aa For Bb Cc", ["Secretary of Aa For Bb Cc = office; title: Secretary of Aa For Bb Cc; head: secretary"]),
        ("Secretary of Aa Of Bb Cc", ["Secretary of Aa Of Bb Cc = office; title: Secretary of Aa of Bb Cc; head: secretary"]),
        ("Secretary of Aa Bb Al De Dd", ["Secretary of Aa Bb Al De Dd = person; name: Al De Dd; title: Secretary of Aa Bb; head: secretary"]),
        ("Secretary of Aa Al De Dd", ["Secretary of Aa Al De Dd = person; name: Al De Dd; title: Secretary of Aa; head: secretary"]),
        ("Chief of CBP Roe", ["Chief of CBP Roe = person; name: Roe; title: Chief; organization: CBP; head: chief"]),
        ("Chief of Roe CBP Doe", ["Chief of Roe CBP Doe = person; name: CBP Doe; title: Chief of Roe; head: chief"]),
        ("Chief of Roe CBP", ["Chief of Roe CBP = office; title: Chief of Roe CBP; head: chief"]),
        ("Governor of Coahuila Jane Roe", ["Governor of Coahuila Jane Roe = person; name: Jane Roe; title: Governor; organization: Coahuila; head: governor"]),
        ("Mayor of Oslo Jane Roe", ["Mayor of Oslo Jane Roe = person; name: Jane Roe; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
        ("Minister of Bank Jane Roe", ["Minister of Bank Jane Roe = person; name: Jane Roe; title: Minister of Bank; head: minister"]),
        ("Director of Roe University Jane Doe", ["Director of Roe University Jane Doe = person; name: Jane Doe; title: Director; organization: Roe University; head: director"]),
        ("Minister of Trade De Roe", ["Minister of Trade De Roe = person; name: De Roe; title: Minister of Trade; head: minister"]),
        ("the Dean of the School of Agronomy, Dr. Jane Roe,", ["the Dean of the School of Agronomy, Dr. Jane Roe = person; name: Jane Roe; honorific: Dr.; title: Dean; organization: School of Agronomy; is_definite; head: dean"]),
        ("the Director of Regional Programmes, Jane Roe", ["the Director of Regional Programmes, Jane Roe = person; name: Jane Roe; title: Director of Regional Programmes; is_definite; head: director"]),
        ("the Commissioner of the Commission for Wetland Recovery, Jane Roe", ["the Commissioner of the Commission for Wetland Recovery, Jane Roe = person; name: Jane Roe; title: Commissioner; organization: Commission for Wetland Recovery; is_definite; head: commissioner"]),
        ("Jane Roe, Director of Regional Programmes", ["Jane Roe, Director of Regional Programmes = person; name: Jane Roe; title: Director of Regional Programmes; head: director"]),
        ("the Minister for Skills Training and Employment, Ms Roe", ["the Minister for Skills Training and Employment, Ms Roe = person; name: Roe; honorific: Ms; title: Minister for Skills Training and Employment; is_definite; head: minister"]),
        ("the Undersecretary for Latin America and the Caribbean, Jane Roe", ["the Undersecretary for Latin America and the Caribbean, Jane Roe = person; name: Jane Roe; title: Undersecretary for Latin America and the Caribbean; is_definite; head: undersecretary"]),
        ("the Director of the Roe Customs Service (RCS), Jane Doe", ["the Director of the Roe Customs Service (RCS), Jane Doe = person; name: Jane Doe; title: Director; organization: Roe Customs Service; is_definite; head: director"]),
        ("the Consul General of Kenya in Oslo, Jane Roe", ["the Consul General of Kenya in Oslo, Jane Roe = person; name: Jane Roe; title: Consul General of Kenya in Oslo; country: KE; is_definite; head: consul"]),
    ],
)  # fmt: skip
def test_where_the_name_of_the_holder_begins(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a country
        ("President of Ghana", ["President of Ghana = office; title: President; country: GH; head: president"]),
        ("President of the Kenyan Republic Roe", ["President of the Kenyan Republic Roe = person; name: Roe; title: President; country: KE; head: president"]),
        ("Minister of Trade of Ghana", ["Minister of Trade of Ghana = office; title: Minister of Trade; country: GH; head: minister"]),
        ("Minister of Ghana of Kenya", ["Minister of Ghana of Kenya = office; title: Minister; country: GH; head: minister"]),
        # a town or what a governor is of
        ("Mayor of Oslo", ["Mayor of Oslo = office; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
        ("Governor of Coahuila", ["Governor of Coahuila = office; title: Governor; organization: Coahuila; head: governor"]),
        ("Governor of the Bank of Ghana", ["Governor of the Bank of Ghana = office; title: Governor; organization: Bank of Ghana; country: GH; head: governor"]),
        ("Governor of Tamaulipas of Mexico", ["Governor of Tamaulipas of Mexico = office; title: Governor; organization: Tamaulipas; country: MX; head: governor"]),
        ("Governor of Trade of Oslo", ["Governor of Trade of Oslo = office; title: Governor; organization: Trade; country: NO; head: governor"]),
        ("Mayor of the City of Roe", ["Mayor of the City of Roe = office; title: Mayor; organization: City of Roe; head: mayor"]),
        ("Mayor of Oslo of Accra", ["Mayor of Oslo of Accra = office; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
        ("Director of Oslo", ["Director of Oslo = office; title: Director; organization: Oslo; country: NO; head: director"]),
        # where somebody is posted
        ("Ambassador to Kenya", ["Ambassador to Kenya = office; title: Ambassador to Kenya; head: ambassador"]),
        ("Ambassador to the United States", ["Ambassador to the United States = office; title: Ambassador to the United States; head: ambassador"]),
        ("High Commissioner of India to Kenya", ["High Commissioner of India to Kenya = office; title: High Commissioner of India to Kenya; country: IN; head: high-commissioner"]),
        ("Ambassador of Norway to the United Nations", ["Ambassador of Norway = office; title: Ambassador of Norway; country: NO; head: ambassador", "the United Nations = organization; name: United Nations; organization: United Nations"]),
        # all that follows, where it is described or an organization stands at its end
        ("president of the company Minera of Chile", ["president of the company Minera of Chile = office; title: president; organization: Minera of Chile; head: president"]),
        ("Secretary of Roe of the Ministry", ["Secretary of Roe of the Ministry = office; title: Secretary; organization: Roe of the Ministry; head: secretary"]),
        ("Director of Trade of the Ministry", ["Director of Trade of the Ministry = office; title: Director of Trade; organization: Ministry; head: director"]),
        ("Director of Roe Institute of the Ministry of Ghana", ["Director of Roe Institute of the Ministry of Ghana = office; title: Director; organization: Roe Institute of the Ministry; country: GH; head: director"]),
        ("Head for company Minera", ["Head for company Minera = office; title: Head; organization: Minera; head: head"]),
        ("Director at company Minera", ["Director at company Minera = office; title: Director; organization: Minera; head: director"]),
        # an organization by its name
        ("Director of the World Bank", ["Director of the World Bank = office; title: Director; organization: World Bank; head: director"]),
        ("President of the European Commission", ["President of the European Commission = office; title: President; organization: European Commission; head: president"]),
        ("Director at CBP", ["Director at CBP = office; title: Director; organization: CBP; head: director"]),
        ("Chief of CBP", ["Chief of CBP = office; title: Chief; organization: CBP; head: chief"]),
        ("Head of the Bureau", ["Head of the Bureau = office; title: Head of the Bureau; organization: Bureau; head: head"]),
        ("Chief of Police", ["Chief of Police = office; title: Chief of Police; head: chief"]),
        ("Chief of Staff", ["Chief of Staff = office; title: Chief of Staff; head: chief"]),
        ("Head of Cabinet", ["Head of Cabinet = office; title: Head of Cabinet; head: head"]),
        ("Chief of Mission of Ghana", ["Chief of Mission of Ghana = office; title: Chief of Mission; country: GH; head: chief"]),
        ("Head of Party", ["Head of Party = office; title: Head of Party; head: head"]),
        ("Secretary of Police", ["Secretary of Police = office; title: Secretary of Police; head: secretary"]),
        ("Chief of the Norwegian Police", ["Chief of the Norwegian Police = office; title: Chief; organization: Norwegian Police; country: NO; head: chief"]),
        ("Minister of Police", ["Minister of Police = office; title: Minister of Police; head: minister"]),
        ("Minister of Customs", ["Minister of Customs = office; title: Minister of Customs; head: minister"]),
        ("Head of Customs and Border Protection", ["Head of Customs and Border Protection = office; title: Head; organization: Customs and Border Protection; head: head"]),
        ("Minister of Security Forces", ["Minister of Security Forces = office; title: Minister of Security Forces; head: minister"]),
        ("Director of the Office of Trade", ["Director of the Office of Trade = office; title: Director; organization: Office of Trade; head: director"]),
        ("Director of the Ministry of Trade of Egypt", ["Director of the Ministry of Trade of Egypt = office; title: Director; organization: Ministry of Trade; country: EG; head: director"]),
        ("Governor of the Central Bank of Egypt", ["Governor of the Central Bank of Egypt = office; title: Governor; organization: Central Bank of Egypt; country: EG; head: governor"]),
        ("Director of the Department of Trade of Egypt Roe", ["Director of the Department of Trade of Egypt Roe = person; name: Roe; title: Director; organization: Department of Trade; country: EG; head: director"]),
        ("Director of the Bureau of Trade of Health", ["Director of the Bureau of Trade of Health = office; title: Director; organization: Bureau of Trade of Health; head: director"]),
        ("Director of the Bureau of Trade of Health of Egypt", ["Director of the Bureau of Trade of Health of Egypt = office; title: Director; organization: Bureau of Trade of Health; country: EG; head: director"]),
        ("Director of the Bureau of the French of Health", ["Director of the Bureau of the French of Health = office; title: Director; organization: Bureau of the French of Health; head: director"]),
        ("Director of the Bureau at Oslo", ["Director of the Bureau = office; title: Director; organization: Bureau; head: director"]),
        ("Director of the French Office", ["Director of the French Office = office; title: Director; organization: French Office; country: FR; head: director"]),
        ("Director of TRADE", ["Director of TRADE = office; title: Director of TRADE; head: director"]),
        ("Minister of Health Services", ["Minister of Health Services = office; title: Minister of Health Services; head: minister"]),
        ("Minister of the Port", ["Minister of the Port = office; title: Minister of the Port; head: minister"]),
        ("Minister of Union", ["Minister of Union = office; title: Minister of Union; head: minister"]),
        # the rest belongs to the title
        ("Minister of the Interior", ["Minister of the Interior = office; title: Minister of the Interior; head: minister"]),
        ("Minister for the Environment of the State", ["Minister for the Environment of the State = office; title: Minister for the Environment of State; head: minister"]),
        ("Director for North America of the World Bank", ["Director for North America of the World Bank = office; title: Director for North America; organization: World Bank; head: director"]),
        ("Director of Trade of the Interior", ["Director of Trade of the Interior = office; title: Director of Trade of Interior; head: director"]),
        ("Director of the World Bank of Trade", ["Director of the World Bank of Trade = office; title: Director; organization: World Bank; head: director"]),
        ("Director of the Governor's Office", ["Director of the Governor's Office = office; title: Director; organization: Governor's Office; head: director"]),
        ("Chairman of the People's Committee", ["Chairman of the People's Committee = office; title: Chairman; organization: People's Committee; head: chairman"]),
        ("Speaker of the Saeima", ["Speaker of the Saeima = office; title: Speaker; organization: Saeima; head: speaker"]),
        ("Director of Ghana Customs", ["Director of Ghana Customs = office; title: Director; organization: Ghana Customs; country: GH; head: director"]),
        ("Deputy Governor for Bank Supervision", ["Deputy Governor for Bank Supervision = office; title: Deputy Governor; organization: Bank Supervision; head: governor"]),
        ("Chief of Defence Staff", ["Chief of Defence Staff = office; title: Chief of Defence Staff; head: chief"]),
    ],
)  # fmt: skip
def test_what_it_adds(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Director of Blue Sky", {"directory": KNOWN}, ["Director of Blue Sky = office; title: Director; organization: Blue Sky; head: director"]),
        ("Director of Trade of Blue Sky", {"directory": KNOWN}, ["Director of Trade of Blue Sky = office; title: Director of Trade; organization: Blue Sky; head: director"]),
        ("Director of Blue Sky", {}, ["Director of Blue Sky = office; title: Director of Blue Sky; head: director"]),
    ],
)  # fmt: skip
def test_organizations_on_record(text, options, expected):
    assert mentions_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the deputy head for civil works, Jane Roe, spoke", ["the deputy head for civil works, Jane Roe = person; name: Jane Roe; title: deputy head for civil works; is_definite; head: head"]),
        ("the chair of the Senate's trade committee, Jane Roe", ["the chair of the Senate's trade committee, Jane Roe = person; name: Jane Roe; title: chair; organization: Senate's trade committee; is_definite; head: chair"]),
        ("the president of the weavers' guild, Jane Roe", ["the president of the weavers' guild, Jane Roe = person; name: Jane Roe; title: president of the weavers' guild; is_definite; head: president"]),
        ("our Ambassador in Oslo, Jane Roe", ["our Ambassador in Oslo, Jane Roe = person; name: Jane Roe; title: Ambassador in Oslo; is_definite; head: ambassador"]),
        ("the Secretary for Asia and the Pacific, Ambassador Jane Roe", ["the Secretary for Asia and the Pacific, Ambassador Jane Roe = person; name: Jane Roe; honorific: Ambassador; title: Secretary for Asia and the Pacific; is_definite; head: secretary"]),
        ("the Minister visited Oslo, Jane Roe", ["the Minister = office; title: Minister; is_definite; head: minister", "Jane Roe = person; name: Jane Roe; is_tentative"]),
    ],
)  # fmt: skip
def test_what_stands_before_a_comma_and_a_name(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Vice President of Peru and Minister of Trade, Jane Roe", ["the Vice President of Peru and Minister of Trade, Jane Roe = person; name: Jane Roe; title: Vice President of Peru and Minister of Trade; country: PE; head: minister"]),
        ("the Deputy Premier and Foreign Minister, Jane Roe", ["the Deputy Premier and Foreign Minister, Jane Roe = person; name: Jane Roe; title: Deputy Premier and Foreign Minister; head: minister"]),
        ("Deputy Premier, Minister of Trade Jane Roe", ["Deputy Premier, Minister of Trade Jane Roe = person; name: Jane Roe; title: Deputy Premier, Minister of Trade; head: minister"]),
        ("the Deputy Premier, Minister Jane Roe", ["the Deputy Premier = office; title: Deputy Premier; is_definite; head: premier", "Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
    ],
)  # fmt: skip
def test_two_offices_of_one_person(text, expected):
    assert mentions_in(text) == expected
