"""Countries, nationalities and towns in a sentence: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.context import ReadoutContext
from engagements.reader.directory import Directory, DirectoryEntry
from engagements.reader.places.place_names import country_name, place_names
from engagements.reader.proposals import ReaderResult
from tests.reader.probes import places_in

KNOWN = Directory(
    places=[
        DirectoryEntry.from_names(1, "Qaxbo", "Old Qaxbo", country="GH"),
        DirectoryEntry.from_names(2, "Oslo", country="US"),
        DirectoryEntry.from_names(3, "Twin", country="GH"),
        DirectoryEntry.from_names(4, "Twin", country="KE"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # countries, by their names and forms
        ("in Norway", ["Norway = NO"]),
        ("in the United States", ["United States = US"]),
        ("in the U.S. and the US", ["U.S. = US demonym", "US = US demonym"]),
        ("us and in", []),
        ("in the UK", ["UK = GB demonym"]),
        ("the Kingdom of Norway", ["Kingdom of Norway = NO"]),
        ("the French Republic", ["French Republic = FR"]),
        ("the Republic of Korea", ["Republic of Korea = KR"]),
        ("the Holy See", ["Holy See = VA"]),
        ("Bolivia and Korea", ["Bolivia = BO", "Korea = KR"]),
        ("Côte d'Ivoire", ["Côte d'Ivoire = CI"]),
        ("Congo (Brazzaville)", ["Congo (Brazzaville = CG"]),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo = CD"]),
        ("PRC", ["PRC = CN"]),
        ("Viet Nam", ["Viet Nam = VN"]),
        ("norway", []),
        ("NORWAY", ["NORWAY = NO"]),
        ("East Timor", ["East Timor = TL"]),
        ("the State of Israel", ["State of Israel = IL"]),
        # nationalities
        ("the Norwegian Minister", ["Norwegian = NO demonym"]),
        ("Lao officials", ["Lao = LA demonym"]),
        ("a Congolese town", ["Congolese = CD demonym"]),
        ("Saudi Arabian oil", ["Saudi Arabian = SA demonym"]),
        ("Central African", ["Central African = CF demonym"]),
        ("norwegian", []),
        # towns
        ("in Accra", ["Accra = Accra GH"]),
        ("in Mexico City", ["Mexico City = Mexico City MX"]),
        ("in New York City", ["New York City = New York City US"]),
        ("in Washington, D.C.", ["Washington, D.C. = Washington DC US"]),
        ("in St. Louis", ["St = St guessed"]),
        ("in Dar es Salaam", ["Dar es Salaam = Dar es Salaam TZ"]),
        ("Port of Spain", ["Port of Spain = Port of Spain TT"]),
        ("in Ho Chi Minh City today", ["Ho Chi Minh City = Ho Chi Minh City VN"]),
        ("in accra", []),
        # the longest name wins, and no mark but a full stop is part of one
        ("New, York", ["New, York = New York US"]),
        ("Mexico, City", ["Mexico, City = Mexico City MX"]),
        ("Washington D.C, they", ["Washington D.C = Washington DC US"]),
        ("U.S. Mexico", ["U.S. = US demonym", "Mexico = MX"]),
        # short names are capitals, but for nationalities
        ("Lao", ["Lao = LA demonym"]),
        ("LAO", ["LAO = LA demonym"]),
        ("Us", ["Us = US demonym"]),
        ("USA", ["USA = US demonym"]),
        ("Usa", ["Usa = US demonym"]),
        ("UAE", ["UAE = AE"]),
        ("Uae", []),
        ("A.U.", []),
        ("EU", []),
    ],
)  # fmt: skip
def test_known_names(text, expected):
    assert places_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("in Qaxbo", {"directory": KNOWN}, ["Qaxbo = Qaxbo GH"]),
        ("in Old Qaxbo", {"directory": KNOWN}, ["Old Qaxbo = Qaxbo GH"]),
        ("in Oslo", {"directory": KNOWN}, ["Oslo = Oslo US"]),
        ("in Twin", {"directory": KNOWN}, ["Twin = Twin guessed"]),
        ("to qaxbo", {"directory": KNOWN}, []),
        ("in Qaxbo", {}, ["Qaxbo = Qaxbo guessed"]),
    ],
)  # fmt: skip
def test_names_of_the_directory(text, options, expected):
    assert places_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("in Qaxbo", {}, ["Qaxbo = Qaxbo guessed"]),
        ("In Qaxbo they met", {}, ["Qaxbo = Qaxbo guessed"]),
        ("to Qaxbo", {}, []),
        ("in qaxbo", {}, []),
        ("in QAXBO", {}, []),
        ("in Qaxbo Port Hale East West", {}, []),
        ("in Qaxbo Port Hale East on Tuesday", {}, ["Qaxbo Port Hale East = Qaxbo Port Hale East guessed"]),
        ("in Qaxbo Tuesday", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in Qaxbo Port, Hale", {}, ["Qaxbo Port = Qaxbo Port guessed", "Hale = Hale guessed"]),
        ("in The Hall", {}, []),
        ("in Central Europe", {}, []),
        ("in January", {}, []),
        ("in Qaxbo, Hale and Birk", {}, ["Qaxbo = Qaxbo guessed", "Hale = Hale guessed", "Birk = Birk guessed"]),
        ("in Qaxbo & Hale", {}, ["Qaxbo = Qaxbo guessed", "Hale = Hale guessed"]),
        ("in Qaxbo, and Hale", {}, ["Qaxbo = Qaxbo guessed", "Hale = Hale guessed"]),
        ("in Qaxbo and the Hale", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in Accra and Qaxbo", {}, ["Accra = Accra GH", "Qaxbo = Qaxbo guessed"]),
        ("in Norway and Qaxbo", {}, ["Norway = NO", "Qaxbo = Qaxbo guessed"]),
        ("in Qaxbo; Hale", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in Qaxbo or Hale", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in", {}, []),
        ("in Qaxbo,", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in Qaxbo and", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in Qaxbo 2021", {}, ["Qaxbo = Qaxbo guessed"]),
        ("in al-Qaxbo", {}, []),
        ("in eQaxbo", {}, []),
        ("in Norwegian Qaxbo", {}, ["Norwegian = NO demonym"]),
        ("in Roe Hale", {"mentioned": ["Hale"]}, ["Roe = Roe guessed"]),
        ("in Roe and Hale", {"mentioned": ["Roe"]}, []),
        # cities, regions, and the ends of journeys
        ("at Tarija", {}, ["Tarija = Tarija guessed"]),
        ("at Qaxbo", {}, []),
        ("via Hải Phòng", {}, ["Hải Phòng = Hải Phòng guessed"]),
        ("in Bavaria", {}, ["Bavaria = DE"]),
        ("in Qaxbo, Colorado", {}, ["Qaxbo = Qaxbo US", "Colorado = US"]),
        ("in Qaxbo, Ga.", {}, ["Qaxbo = Qaxbo US", "Ga = US"]),
        ("she travelled to Qaxbo", {}, ["Qaxbo = Qaxbo guessed"]),
        ("the trip to Qaxbo and Hale", {}, ["Qaxbo = Qaxbo guessed", "Hale = Hale guessed"]),
        ("she spoke to Qaxbo", {}, []),
        ("the city of Qaxbo", {}, ["Qaxbo = Qaxbo guessed"]),
        ("the school of Qaxbo", {}, []),
        ("in Qaxbo, in Hale", {}, ["Qaxbo = Qaxbo guessed", "Hale = Hale guessed"]),
        ("in 王毅", {}, []),
    ],
)  # fmt: skip
def test_towns_by_where_they_stand(text, options, expected):
    assert places_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("in Qaxbo, Ghana", {}, ["Qaxbo = Qaxbo GH", "Ghana = GH"]),
        ("in Qaxbo and Hale, Ghana", {}, ["Qaxbo = Qaxbo GH", "Hale = Hale GH", "Ghana = GH"]),
        ("in Qaxbo, Hale and Birk, Ghana", {}, ["Qaxbo = Qaxbo GH", "Hale = Hale GH", "Birk = Birk GH", "Ghana = GH"]),
        ("in Qaxbo, Hale, Norway and Ghana", {}, ["Qaxbo = Qaxbo NO", "Hale = Hale NO", "Norway = NO", "Ghana = GH"]),
        ("in Accra, Norway", {}, ["Accra = Accra GH", "Norway = NO"]),
        ("in Qaxbo Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("in Qaxbo and Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("in Qaxbo, the Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("in Qaxbo, Ghanaian", {}, ["Qaxbo = Qaxbo guessed", "Ghanaian = GH demonym"]),
        ("Accra and Oslo, Ghana", {}, ["Accra = Accra GH", "Oslo = Oslo NO", "Ghana = GH"]),
        ("in Qaxbo or Hale, Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("in Qaxbo; Hale, Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("in Qaxbo and of Hale, Ghana", {}, ["Qaxbo = Qaxbo guessed", "Ghana = GH"]),
        ("Norway, Ghana", {}, ["Norway = NO", "Ghana = GH"]),
        ("in Hale, Ghana, and in Qaxbo, Kenya", {}, ["Hale = Hale GH", "Ghana = GH", "Qaxbo = Qaxbo KE", "Kenya = KE"]),
        ("in Qaxbo, Hale, Ghana, Kenya", {}, ["Qaxbo = Qaxbo GH", "Hale = Hale GH", "Ghana = GH", "Kenya = KE"]),
        ("in Birk, Norway, Hale, Ghana", {}, ["Birk = Birk NO", "Norway = NO", "Hale = Hale GH", "Ghana = GH"]),
        ("in Qaxbo, Norwegian, Ghana", {}, ["Qaxbo = Qaxbo guessed", "Norwegian = NO demonym", "Ghana = GH"]),
        ("in Qaxbo and in Hale, Ghana", {}, ["Qaxbo = Qaxbo GH", "Hale = Hale GH", "Ghana = GH"]),
        ("in Qaxbo , Ghana", {}, ["Qaxbo = Qaxbo GH", "Ghana = GH"]),
        ("in Qaxbo, Hale, in Birk, Ghana", {}, ["Qaxbo = Qaxbo GH", "Hale = Hale GH", "Birk = Birk GH", "Ghana = GH"]),
        ("in Twin, Ghana", {"directory": KNOWN}, ["Twin = Twin GH", "Ghana = GH"]),
    ],
)  # fmt: skip
def test_the_country_after_a_town(text, options, expected):
    assert places_in(text, **options) == expected


def test_the_tables():
    names, demonyms, towns = place_names()
    assert {names[name] for name in ("norway", "norwegian republic", "the norway", "kingdom of norway")} == {
        "NO"
    }
    assert "state of norway" not in names  # "the Secretary of State of Norway"
    assert names["bolivia"] == "BO"
    assert names["peoples republic of china"] == "CN"
    assert names["republic of korea"] == names["south korea"] == "KR"
    assert names["federated states of micronesia"] == "FM"
    assert "dahomey" not in names  # of former names only those with "of" are known
    assert demonyms["congolese"] == "CD"
    assert towns["new york"] == ("New York", "US")
    assert "" not in names
    assert country_name("NO") == "Norway"
    assert country_name("") == ""


@pytest.mark.parametrize(
    ("home", "text", "expected"),
    [
        # in a country that the text names, in the home country, or in the only one that has it
        ("", "Roe was in Valencia, with friends from Venezuela.", "VE"),
        ("ES", "Roe was in Valencia.", "ES"),
        ("", "Roe was in Tarija.", "BO"),
        ("", "Roe was in Valencia.", ""),
        ("US", "Roe was in Portland.", "US"),
    ],
)  # fmt: skip
def test_countries_of_cities(home, text, expected):
    [sentence] = ReadoutContext(text, Directory(), ReaderResult(home_country=home), None).sentences
    assert next(place.country for place in sentence.places.values() if place.name) == expected


def test_headings_guess_no_towns():
    [heading] = ReadoutContext("The Week in Brief", Directory(), ReaderResult(), None).sentences
    assert not heading.places
