"""Organizations by name: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.directory import Directory, DirectoryEntry
from tests.reader.probes import mentions_in

KNOWN = Directory(
    organizations=[DirectoryEntry.from_names(1, "Blue Sky", "BSX"), DirectoryEntry.from_names(2, "Norway")],
    places=[DirectoryEntry.from_names(1, "UN")],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Trade", ["the Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade"]),
        ("Ministry of Trade and Industry", ["Ministry of Trade and Industry = organization; name: Ministry of Trade and Industry; organization: Ministry of Trade and Industry"]),
        ("Ministry of Trade & Industry", ["Ministry of Trade & Industry = organization; name: Ministry of Trade & Industry; organization: Ministry of Trade & Industry"]),
        ("Ministry of Trade, Industry and Energy", ["Ministry of Trade, Industry and Energy = organization; name: Ministry of Trade, Industry and Energy; organization: Ministry of Trade, Industry and Energy"]),
        ("Ministry of Trade, Industry", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Industry = group; description: Industry"]),
        ("Ministry of Trade, Industry met and", ["Ministry of Trade, Industry = organization; name: Ministry of Trade, Industry; organization: Ministry of Trade, Industry"]),
        ("Ministry of Trade and the Police", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "the Police = organization; name: Police; organization: Police"]),
        ("Ministry of Trade and Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade"]),
        ("Ministry and Department", ["Ministry = organization; name: Ministry; organization: Ministry", "Department = organization; name: Department; organization: Department"]),
        ("Ministry of Trade and Ministry of Health", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Ministry of Health = organization; name: Ministry of Health; organization: Ministry of Health"]),
        ("Ministry of Trade and Minister Roe", ["Ministry of Trade and Minister Roe = person; name: Roe; title: Minister; organization: Ministry of Trade and; head: minister"]),
        ("Ministry on Trade", ["Ministry on Trade = organization; name: Ministry on Trade; organization: Ministry on Trade"]),
        ("Ministry del Trade", ["Ministry del Trade = organization; name: Ministry del Trade; organization: Ministry del Trade"]),
        ("Ministry in Trade", ["Ministry = organization; name: Ministry; organization: Ministry"]),
        ("Ministry of the Interior", ["Ministry of the Interior = organization; name: Ministry of the Interior; organization: Ministry of the Interior"]),
        ("Ministry of trade", ["Ministry = organization; name: Ministry; organization: Ministry"]),
        ("Trade Ministry", ["Trade Ministry = organization; name: Trade Ministry; organization: Trade Ministry"]),
        ("Trade and Industry Chamber", ["Trade and Industry = group; description: Trade and Industry", "Chamber = organization; name: Chamber; organization: Chamber"]),
        ("Trade, Industry Chamber", ["Industry = group; description: Industry", "Chamber = organization; name: Chamber; organization: Chamber"]),
        ("Roe and Industry Chamber", ["Roe and Industry = group; description: Roe and Industry", "Chamber = organization; name: Chamber; organization: Chamber"]),
        ("Trade and Roe Chamber", ["Roe Chamber = organization; name: Roe Chamber; organization: Roe Chamber"]),
        ("the Blue Sky", ["Blue Sky = person; name: Blue Sky; is_tentative"]),
        ("Norwegian Police", ["Norwegian Police = organization; name: Norwegian Police; organization: Norwegian Police; country: NO"]),
        ("Police of Norway", ["Police of Norway = organization; name: Police of Norway; organization: Police of Norway; country: NO"]),
        ("Blue Norwegian Police", ["Blue Norwegian Police = organization; name: Blue Norwegian Police; organization: Blue Norwegian Police; country: NO"]),
        ("Blue Norway Police", ["Norway Police = organization; name: Norway Police; organization: Norway Police; country: NO"]),
        ("Bank Norway", ["Bank Norway = organization; name: Bank Norway; organization: Bank Norway; country: NO"]),
        ("Norway", []),
        ("the Norwegian", []),
        ("Norwegian Trade Chamber", ["Norwegian Trade Chamber = organization; name: Norwegian Trade Chamber; organization: Norwegian Trade Chamber; country: NO"]),
        ("World Bank", ["World Bank = organization; name: World Bank; organization: World Bank"]),
        ("the UN", ["the UN = organization; name: UN; organization: UN; is_tentative"]),
        ("the Norwegian UN", ["UN = organization; name: UN; organization: UN; is_tentative"]),
        ("European Union", ["European Union = organization; name: European Union; organization: European Union"]),
        ("CBP", ["CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("C", []),
        ("ABCDEFGHI", []),
        ("the CBP", ["the CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("US", []),
        ("CBP Police", ["CBP Police = organization; name: CBP Police; organization: CBP Police"]),
        ("Ministry Minister", ["Ministry Minister = office; title: Minister; organization: Ministry; head: minister"]),
        ("Ministry Dr. Roe", ["Ministry = organization; name: Ministry; organization: Ministry", "Dr. Roe = person; name: Roe; honorific: Dr."]),
        ("Police Commissioner Bank", ["Police Commissioner Bank = person; name: Bank; title: Police Commissioner; head: commissioner"]),
        ("Ministry 5", ["Ministry = organization; name: Ministry; organization: Ministry"]),
        ("Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Bank", ["Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh = person; name: Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh; is_tentative", "Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Bank = organization; name: Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Bank; organization: Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Pppp Bank"]),
        ("Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Bank", ["Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh = person; name: Aaaa Bbbb Cccc Dddd Eeee Ffff Gggg Hhhh; is_tentative", "Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Bank = organization; name: Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Bank; organization: Iiii Jjjj Kkkk Llll Mmmm Nnnn Oooo Bank"]),
        ("the Ministry's visit", ["the Ministry = organization; name: Ministry; organization: Ministry; is_possessive"]),
        ("Customs and Border Protection (CBP)", ["Customs and Border Protection (CBP) = organization; name: Customs and Border Protection; organization: Customs and Border Protection"]),
        ("Customs and Border Protection (Cbp)", ["Customs and Border Protection = organization; name: Customs and Border Protection; organization: Customs and Border Protection"]),
        ("Customs and Border Protection (CBP", ["Customs and Border Protection = organization; name: Customs and Border Protection; organization: Customs and Border Protection", "CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("Customs and Border Protection (CBP) visited", ["Customs and Border Protection (CBP) = organization; name: Customs and Border Protection; organization: Customs and Border Protection"]),
        ("Oslo Police", ["Oslo Police = organization; name: Oslo Police; organization: Oslo Police; country: NO"]),
        ("Bank of the Norway", ["Bank of the Norway = organization; name: Bank of the Norway; organization: Bank of the Norway; country: NO"]),
        ("Ministry of Office", ["Ministry of Office = organization; name: Ministry of Office; organization: Ministry of Office"]),
        ("the", []),
        ("Ministry of Trade and office", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade"]),
        ("Ministry of Trade and Bureau of Health", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Bureau of Health = organization; name: Bureau of Health; organization: Bureau of Health"]),
        ("Chamber of Commerce and Agency", ["Chamber of Commerce = organization; name: Chamber of Commerce; organization: Chamber of Commerce", "Agency = organization; name: Agency; organization: Agency"]),
        ("Accra", []),
        ("Mexico City", []),
    ],
)  # fmt: skip
def test_names(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("the Blue Sky met", {"directory": KNOWN}, ["the Blue Sky = organization; name: Blue Sky; organization: Blue Sky"]),
        ("Norway", {"directory": KNOWN}, ["Norway = organization; name: Norway; organization: Norway; country: NO"]),
        ("BSX met", {"directory": KNOWN}, ["BSX = organization; name: BSX; organization: BSX"]),
        ("the UN met", {"directory": KNOWN}, []),
        ("the Blue Sky met", {}, ["Blue Sky = person; name: Blue Sky; is_tentative"]),
    ],
)  # fmt: skip
def test_names_on_record(text, options, expected):
    assert mentions_in(text, **options) == expected
