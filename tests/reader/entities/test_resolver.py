"""Which mentions are of one entity: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.context import ReadoutContext
from engagements.reader.directory import Directory, DirectoryEntry, HeldPost
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.reader import MeetingReader
from engagements.reader.proposals import ReaderResult

KNOWN = Directory(
    officials=[
        DirectoryEntry.from_names(
            1, "Troy Miller", "SOPDOC Miller", posts=(HeldPost("Commissioner", "Customs", "US"),)
        ),
        DirectoryEntry.from_names(
            2, "Ann Poe", posts=(HeldPost("Mayor", "Bergen", "NO"), HeldPost("Director", "Bank", "KE"))
        ),
        DirectoryEntry.from_names(3, "John Doe"),
        DirectoryEntry.from_names(4, "John Doe"),
        DirectoryEntry.from_names(5, "Jonathan Dough", "Jon Dough"),
        DirectoryEntry.from_names(6, "Mary Ann Garcia"),
        DirectoryEntry.from_names(7, "Jane Moe", posts=(HeldPost("Minister", "Bank of Peru", "PE"),)),
    ],
    organizations=[
        DirectoryEntry.from_names(1, "Customs", "CBP", "Customs and Border Protection", country="US"),
        DirectoryEntry.from_names(2, "Bank of Peru", country="PE"),
        DirectoryEntry.from_names(3, "Ministry of Trade", country="NO"),
        DirectoryEntry.from_names(4, "Ministry of Trade", country="KE"),
        DirectoryEntry.from_names(5, "Ministry of Healthcare", country="NO"),
    ],
    places=[
        DirectoryEntry.from_names(1, "Bergen", country="NO"),
        DirectoryEntry.from_names(2, "Bergenn", country="NO"),
    ],
    topics=[DirectoryEntry.from_names(1, "coffee"), DirectoryEntry.from_names(2, "fish quotas")],
)


def entities_in(text, directory=None):
    """Return each entity with what the text says of it, and the words that name it."""
    context = ReadoutContext(text, directory or Directory(), ReaderResult(home_country="NO"), None)
    MeetingReader(context, JourneyReader(context))
    for sentence in context.sentences:
        for mention in sentence.mentions:
            context.entity(mention)
    return [describe_entity(entity, text) for entity in context.resolver.entities]


def describe_entity(entity, text):
    names = (
        "kind",
        "honorific",
        "name",
        "native_name",
        "title",
        "head",
        "organization",
        "country",
        "description",
        "role",
    )
    marks = ("acting", "is_tentative", "is_third_party", "is_of_mission", "is_international")
    values = [getattr(entity, name) for name in names] + [name for name in marks if getattr(entity, name)]
    words = " + ".join(text[passage.start : passage.end] for passage in entity.passages)
    aliases = "/".join(sorted(entity.aliases - {entity.name}))
    return "; ".join(filter(None, [*values, aliases])) + f" = {words}"


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Jane Roe, Minister, met. Minister Roe spoke.", {}, ["person; Jane Roe; Minister; minister; Roe = Jane Roe, Minister + Minister Roe"]),
        ("Minister Jane Roe met. Dr. Roe spoke.", {}, ["person; Dr.; Jane Roe; Minister; minister; Roe = Minister Jane Roe + Dr. Roe"]),
        ("Minister Jane Roe met. Minister Jane Roe Doe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; Jane Roe Doe; Minister; minister = Minister Jane Roe Doe"]),
        ("Minister Jane Roe Doe met. Dr. Jane Doe spoke.", {}, ["person; Dr.; Jane Roe Doe; Minister; minister; Jane Doe = Minister Jane Roe Doe + Dr. Jane Doe"]),
        ("Minister Roe met. Minister Roe Doe spoke.", {}, ["person; Roe Doe; Minister; minister; Roe = Minister Roe Doe + Minister Roe"]),
        ("Minister Jane Roe and Minister John Roe met. Dr. Roe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; Dr.; John Roe; Minister; minister; Roe = Minister John Roe + Dr. Roe"]),
        ("Dr. Roe met. Minister Jane Roe and Minister John Roe spoke.", {}, ["person; Dr.; Jane Roe; Minister; minister; Roe = Minister Jane Roe + Dr. Roe", "person; John Roe; Minister; minister = Minister John Roe"]),
        # of several of one family, a surname is of who was named last, or holds the office
        ("Minister Jane Roe and Mayor John Roe met. Roe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; John Roe; Mayor; mayor; Roe = Mayor John Roe + Roe"]),
        ("Minister Jane Roe and Mayor John Roe met. Minister Roe spoke. Roe left.", {}, ["person; Jane Roe; Minister; minister; Roe = Minister Jane Roe + Minister Roe + Roe", "person; John Roe; Mayor; mayor = Mayor John Roe"]),
        ("Minister Jane Roe and Mayor John Roe met. Senator Roe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; John Roe; Mayor; mayor = Mayor John Roe", "person; Roe; Senator; senator = Senator Roe"]),
        # the family name first, or last
        ("Minister KAMIKAWA Yoko met. Dr. Yoko Kamikawa spoke.", {}, ["person; Dr.; KAMIKAWA Yoko; Minister; minister; Yoko Kamikawa = Minister KAMIKAWA Yoko + Dr. Yoko Kamikawa"]),
        ("Minister Min-jun Kim met. Dr. Kim Min-jun spoke.", {}, ["person; Dr.; Min-jun Kim; Minister; minister; Kim Min-jun = Minister Min-jun Kim + Dr. Kim Min-jun"]),
        # a given name is no surname after initials
        ("Minister Antony Roe met. Dr. A. K. Antony spoke.", {}, ["person; Antony Roe; Minister; minister = Minister Antony Roe", "person; Dr.; A. K. Antony = Dr. A. K. Antony"]),
        ("Minister Antony Roe met. Dr. K. Antony spoke.", {}, ["person; Antony Roe; Minister; minister = Minister Antony Roe", "person; Dr.; K. Antony = Dr. K. Antony"]),
        ("Minister Roe met. Dr. Jane Roe spoke.", {}, ["person; Dr.; Jane Roe; Minister; minister; Roe = Dr. Jane Roe + Minister Roe"]),
        ("Minister J. Roe met. Dr. Jane Roe spoke.", {}, ["person; J. Roe; Minister; minister = Minister J. Roe", "person; Dr.; Jane Roe = Dr. Jane Roe"]),
        ("Minister 王 met. Dr. 王 spoke.", {}, ["person; Dr.; 王; Minister; minister = Minister 王 + Dr. 王"]),
        ("Dr. J met. Dr. J spoke.", {}, ["person; Dr.; J = Dr. J", "person; Dr.; J = Dr. J"]),
        ("Minister Jane Roe met. SOPDOC Roe spoke.", {}, ["person; Jane Roe; Minister; minister; SOPDOC Roe = Minister Jane Roe + SOPDOC Roe"]),
        ("Minister Jane Roe met. Sopdoc Roe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; Sopdoc Roe; is_tentative = Sopdoc Roe"]),
        ("Minister Jane Roe met. SOPDOC Poe spoke.", {}, ["person; Jane Roe; Minister; minister = Minister Jane Roe", "person; SOPDOC Poe; is_tentative = SOPDOC Poe"]),
        ("Minister Troy Miller met. SOPDOC Miller spoke. Dr. Miller spoke.", {"directory": KNOWN}, ["person; Dr.; Troy Miller; Minister; minister; Miller/SOPDOC Miller = Minister Troy Miller + SOPDOC Miller + Dr. Miller"]),
        ("Director Jonathan Dough met. Dr. Jon Dough spoke.", {"directory": KNOWN}, ["person; Dr.; Jonathan Dough; Director; director; Jon Dough = Director Jonathan Dough + Dr. Jon Dough"]),
        ("Director Jonathan Dough met. Dr. Jon Dough spoke.", {}, ["person; Jonathan Dough; Director; director = Director Jonathan Dough", "person; Dr.; Jon Dough = Dr. Jon Dough"]),
        ("Director J. Doe met. Dr. John Doe spoke.", {"directory": KNOWN}, ["person; J. Doe; Director; director = Director J. Doe", "person; Dr.; John Doe = Dr. John Doe"]),
    ],
)  # fmt: skip
def test_people(text, options, expected):
    assert entities_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Jane Roe met. Dr. Jane Roe, Minister of Trade of Norway (王), spoke.", ["person; Dr.; Jane Roe; Minister of Trade; minister; NO = Minister Jane Roe + Dr. Jane Roe, Minister of Trade of Norway"]),
        ("Minister of Trade Jane Roe met. Director Roe spoke.", ["person; Jane Roe; Minister of Trade; minister; Roe = Minister of Trade Jane Roe + Director Roe"]),
        ("Minister Jane Roe met. Acting Minister Roe of Ghana spoke.", ["person; Jane Roe; Minister; minister; GH; acting; Roe = Minister Jane Roe + Acting Minister Roe of Ghana"]),
        ("Jane Roe met. Dr. Roe spoke.", ["person; Dr.; Jane Roe; Roe = Jane Roe + Dr. Roe"]),
        ("Minister Jane Roe (chair) met. Dr. Roe (host) spoke.", ["person; Dr.; Jane Roe; Minister; minister; host; Roe = Minister Jane Roe + Dr. Roe (host)", "office; chair; chair = chair"]),
        ("Jane Roe met. Jane Roe spoke.", ["person; Jane Roe; is_tentative = Jane Roe + Jane Roe"]),
    ],
)  # fmt: skip
def test_what_is_kept_of_several_mentions(text, expected):
    assert entities_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Jane Roe met. The Minister spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe + The Minister"]),
        ("Foreign Minister Jane Roe met. The Minister spoke.", ["person; Jane Roe; Foreign Minister; minister = Foreign Minister Jane Roe + The Minister"]),
        ("Minister Jane Roe met. The Foreign Minister spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe", "office; Foreign Minister; minister = The Foreign Minister"]),
        ("Minister Jane Roe met. The President spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe", "office; President; president = The President"]),
        ("Minister Jane Roe and Foreign Minister Ann Poe met. The Minister spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe + The Minister", "person; Ann Poe; Foreign Minister; minister = Foreign Minister Ann Poe"]),
        ("Foreign Minister Ann Poe and Minister Jane Roe met. The Foreign Minister spoke.", ["person; Ann Poe; Foreign Minister; minister = Foreign Minister Ann Poe + The Foreign Minister", "person; Jane Roe; Minister; minister = Minister Jane Roe"]),
        ("Foreign Minister Ann Poe and Trade Minister Jane Roe met. The Minister spoke.", ["person; Ann Poe; Foreign Minister; minister = Foreign Minister Ann Poe + The Minister", "person; Jane Roe; Trade Minister; minister = Trade Minister Jane Roe"]),
        ("Kenyan Minister Jane Roe met. The Ghanaian Minister spoke.", ["person; Jane Roe; Minister; minister; KE = Kenyan Minister Jane Roe", "office; Minister; minister; GH = The Ghanaian Minister"]),
        ("Kenyan Minister Jane Roe met. The Kenyan Minister spoke.", ["person; Jane Roe; Minister; minister; KE = Kenyan Minister Jane Roe + The Kenyan Minister"]),
        ("Minister Jane Roe met. The Kenyan Minister spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe", "office; Minister; minister; KE = The Kenyan Minister"]),
        ("Kenyan Minister Jane Roe and Minister Ann Poe met. The Kenyan Minister spoke.", ["person; Jane Roe; Minister; minister; KE = Kenyan Minister Jane Roe + The Kenyan Minister", "person; Ann Poe; Minister; minister = Minister Ann Poe"]),
        ("The Kenyan Minister met. Minister Jane Roe spoke.", ["person; Jane Roe; Minister; minister = Minister Jane Roe", "office; Minister; minister; KE = The Kenyan Minister"]),
        ("The Minister met Deputy Minister Doe.", ["person; Doe; Deputy Minister; minister = Deputy Minister Doe", "office; Minister; minister = The Minister"]),
        ("The Deputy Minister met Minister Doe.", ["person; Doe; Minister; minister = Minister Doe", "office; Deputy Minister; minister = The Deputy Minister"]),
        ("The Deputy Minister met Acting Deputy Minister Doe.", ["person; Doe; Deputy Minister; minister; acting = Acting Deputy Minister Doe + The Deputy Minister"]),
        ("The Minister met Minister Doe.", ["person; Doe; Minister; minister = Minister Doe + The Minister"]),
        ("The Minister of Trade met. Minister of Trade Jane Roe spoke.", ["person; Jane Roe; Minister of Trade; minister = Minister of Trade Jane Roe + The Minister of Trade"]),
        ("Minister of Trade Jane Roe met. Minister of Trade spoke.", ["person; Jane Roe; Minister of Trade; minister = Minister of Trade Jane Roe + Minister of Trade"]),
        ("CBP Director Jane Roe met. CBP Director spoke.", ["person; Jane Roe; Director; director; CBP = CBP Director Jane Roe", "office; Director; director; CBP = CBP Director"]),
        ("CBP Director Jane Roe met. The CBP Director spoke.", ["person; Jane Roe; Director; director; CBP = CBP Director Jane Roe + The CBP Director"]),
        ("CBP Director Jane Roe met. The INM Director spoke.", ["person; Jane Roe; Director; director; CBP = CBP Director Jane Roe", "office; Director; director; INM = The INM Director"]),
        ("the Kenyan Minister met. the Kenyan Minister spoke.", ["office; Minister; minister; KE = the Kenyan Minister + the Kenyan Minister"]),
        ("Governors of Aa and Bb met. The governor spoke.", ["office; Governor; governor; Aa = Governors of Aa + The governor", "office; Governor; governor; Bb = Bb"]),
        ("Kenyan Minister meets\n\nMinister Jane Roe met.", ["person; Jane Roe; Minister; minister; KE = Minister Jane Roe + Kenyan Minister"]),
        ("The Kenyan Minister meets\n\nMinister Jane Roe met.", ["person; Jane Roe; Minister; minister; KE = Minister Jane Roe + The Kenyan Minister"]),
        ("The Kenyan Minister meets\n\nGhanaian Minister Jane Roe met.", ["person; Jane Roe; Minister; minister; GH = Ghanaian Minister Jane Roe", "office; Minister; minister; KE = The Kenyan Minister"]),
        ("The Minister meets Jane Roe\n\nDeputy Minister Jane Roe met.", ["person; Jane Roe; Deputy Minister; minister = Deputy Minister Jane Roe + Jane Roe + The Minister"]),
    ],
)  # fmt: skip
def test_offices_named_again(text, expected):
    assert entities_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister of Trade Jane Roe met with Deputy President Ann Moe and Vice President Jane Loe. The President spoke to the Vice President.", ["person; Jane Roe; Minister of Trade; minister = Minister of Trade Jane Roe + Minister of Trade Jane Roe", "person; John Doe; President; president; KE = Kenyan President John Doe + The President", "person; Ann Moe; Deputy President; president = Deputy President Ann Moe", "person; Jane Loe; Vice President; president = Vice President Jane Loe + the Vice President"]),
        ("Norwegian Minister Jane Roe met with Kenyan Trade Minister John Doe. She met with Ugandan Health Minister Ann Poe. The Trade Minister spoke. The Minister pledged help.", ["person; Jane Roe; Minister; minister; NO = Norwegian Minister Jane Roe + The Minister", "person; John Doe; Trade Minister; minister; KE = Kenyan Trade Minister John Doe + The Trade Minister", "person; Ann Poe; Health Minister; minister; UG = Ugandan Health Minister Ann Poe"]),
        ("Director Jane Roe met with Kenyan Health Minister John Doe. She met with Ugandan Trade Minister Ann Poe. He met with the Kenyan Minister.", ["person; Jane Roe; Director; director = Director Jane Roe", "person; John Doe; Health Minister; minister; KE = Kenyan Health Minister John Doe + the Kenyan Minister", "person; Ann Poe; Trade Minister; minister; UG = Ugandan Trade Minister Ann Poe"]),
        ("Trade Minister Jane Roe met with Kenyan Health Minister John Doe. The Minister pledged help.", ["person; Jane Roe; Trade Minister; minister = Trade Minister Jane Roe + The Minister", "person; John Doe; Health Minister; minister; KE = Kenyan Health Minister John Doe"]),
        ("Trade Minister Jane Roe met with Kenyan Health Minister John Doe. The Kenyan Minister pledged help.", ["person; Jane Roe; Trade Minister; minister = Trade Minister Jane Roe", "person; John Doe; Health Minister; minister; KE = Kenyan Health Minister John Doe + The Kenyan Minister"]),
    ],
)  # fmt: skip
def test_offices_by_who_was_met(text, expected):
    assert entities_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The World Bank met officials. The World Bank met the officials.", ["organization; World Bank; World Bank; is_international = The World Bank + The World Bank", "group; officials = officials + the officials"]),
        ("the World Bank met WORLD BANK", ["organization; World Bank; World Bank; is_international; WORLD BANK = the World Bank + WORLD BANK"]),
    ],
)  # fmt: skip
def test_groups_and_organizations(text, expected):
    assert entities_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gov. Jane Roe met.", ["person; Jane Roe; Governor; gov = Gov. Jane Roe"]),
        ("Pres. Roe met.", ["person; Roe; President; pres = Pres. Roe"]),
        ("Sen. Roe met.", ["person; Roe; Senator; sen = Sen. Roe"]),
        ("Ambassador Jane Roe met.", ["person; Jane Roe; Ambassador; ambassador; is_of_mission = Ambassador Jane Roe"]),
        ("Amb. Jane Roe met.", ["person; Jane Roe; Ambassador; amb; is_of_mission = Amb. Jane Roe"]),
        ("Director Ambassador Jane Roe met.", ["person; Ambassador; Jane Roe; Director; director = Director Ambassador Jane Roe"]),
        ("Dr. Ambassador Roe met.", ["person; Dr. Ambassador; Roe = Dr. Ambassador Roe"]),
        ("Representative Roe met.", ["person; Roe; Representative; representative = Representative Roe"]),
        ("General Jane Roe met.", ["person; General; Jane Roe = General Jane Roe"]),
        ("High Commissioner to Kenya Jane Roe met.", ["person; Jane Roe; High Commissioner to Kenya; high-commissioner; is_of_mission = High Commissioner to Kenya Jane Roe"]),
        ("Chargé d'Affaires Jane Roe met.", ["person; Jane Roe; Chargé d'Affaires; chargé; is_of_mission = Chargé d'Affaires Jane Roe"]),
        ("Deputy Chief of Mission Jane Roe met.", ["person; Jane Roe; Deputy Chief of Mission; chief; is_of_mission = Deputy Chief of Mission Jane Roe"]),
        ("Kenyan Rep. Roe met.", ["person; Roe; Representative; rep; KE = Kenyan Rep. Roe"]),
    ],
)  # fmt: skip
def test_titles(text, expected):
    assert entities_in(text) == expected
