"""Whom of the directory somebody may be: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.directory import Directory, DirectoryEntry, HeldPost
from tests.reader.probes import read_text

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


def linked_in(text, directory):
    """Return what is linked to a record (=), or may be one (?)."""
    lines = []
    for meeting in read_text(text, home="NO", directory=directory).meetings:
        for party in meeting.participants:
            lines.append(f"{party.who} {party.country}{link(party)} | {party.reason}")
            if organization := party.organization:
                lines.append(
                    f"  {organization.name} ({organization.acronym}) {organization.country}{link(organization)}"
                    f" | {organization.reason}"
                )
        lines += [f"{thing.name}{link(thing)}" for thing in (meeting.place, *meeting.topics) if thing]
    return lines


def link(proposal):
    known = f" = {proposal.known.id} {proposal.known.name}" if proposal.known else ""
    return known + "".join(f" ? {candidate.id} {candidate.name}" for candidate in proposal.candidates)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Dr. Troy Miller met with Kenyan President John Moe.", {"directory": KNOWN}, ["Troy Miller US = 1 Troy Miller | the account gives the name and no office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("SOPDOC Miller met with Kenyan President John Moe.", {"directory": KNOWN}, ["SOPDOC Miller US = 1 Troy Miller | the account gives the name and no office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("Commissioner Troy Miller met with Kenyan President John Moe.", {"directory": KNOWN}, ["Troy Miller US = 1 Troy Miller | the account names name and office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("Dr. Ann Poe met with Kenyan President John Moe.", {"directory": KNOWN}, ["Ann Poe NO = 2 Ann Poe | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Mayor Ann Poe met with Kenyan President John Moe.", {"directory": KNOWN}, ["Ann Poe NO = 2 Ann Poe | the account names name and office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("Director Ann Poe met with Kenyan President John Moe.", {"directory": KNOWN}, ["Ann Poe KE = 2 Ann Poe | the account names name and office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("Dr. John Doe met with Kenyan President John Moe.", {"directory": KNOWN}, ["John Doe NO ? 3 John Doe ? 4 John Doe | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Jonathon Dough met with Kenyan President John Moe.", {"directory": KNOWN}, ["Jonathon Dough NO ? 5 Jonathan Dough | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Dough met with Kenyan President John Moe.", {"directory": KNOWN}, ["Dough NO ? 5 Jonathan Dough | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Ann met with Kenyan President John Moe.", {"directory": KNOWN}, ["Ann NO ? 2 Ann Poe | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Mary met with Kenyan President John Moe.", {"directory": KNOWN}, ["Mary NO ? 6 Mary Ann Garcia | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Garcia met with Kenyan President John Moe.", {"directory": KNOWN}, ["Garcia NO ? 6 Mary Ann Garcia | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Loe met with Kenyan President John Moe.", {"directory": KNOWN}, ["Loe NO | the account gives the name and no office; the country is taken to be the home country, as the account does not say", "John Moe KE | the account names name and office"]),
        ("Dr. Miller met with Kenyan President John Moe. Dr. Troy Miller spoke.", {"directory": KNOWN}, ["Troy Miller US = 1 Troy Miller | the account gives the name and no office; the country is from the directory", "John Moe KE | the account names name and office"]),
        ("Minister Jane Moe met with Kenyan President John Loe.", {"directory": KNOWN}, ["Jane Moe PE = 7 Jane Moe | the account names name and office; the country is from the directory", "John Loe KE | the account names name and office"]),
        ("Dr. Jane Moe met with Kenyan President John Loe.", {"directory": KNOWN}, ["Jane Moe PE = 7 Jane Moe | the account gives the name and no office; the country is from the directory", "John Loe KE | the account names name and office"]),
    ],
)  # fmt: skip
def test_people(text, options, expected):
    assert linked_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with the Kenyan Director.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "Director KE ? 2 Ann Poe | the account gives the office and no name"]),
        ("Minister of Trade Jane Roe met with the Director.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "Director  | the account gives the office and no name"]),
        ("Minister of Trade Jane Roe met with the Ghanaian Mayor.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "Mayor GH | the account gives the office and no name"]),
    ],
)  # fmt: skip
def test_offices(text, options, expected):
    assert linked_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Norwegian Trade Minister Jane Roe met with Kenyan President John Doe.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office"]),
        ("Norwegian Minister of Healthcare Jane Roe met with Kenyan President John Doe.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office", "  Ministry of Healthcare () NO = 5 Ministry of Healthcare | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office"]),
        ("Minister of Money Jane Moe met with Kenyan President John Doe.", {"directory": KNOWN}, ["Jane Moe PE = 7 Jane Moe | the account names name and office; the country is from the directory", "  Ministry of Money () PE = 2 Bank of Peru | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office"]),
        ("Director Troy Miller met with Kenyan President John Doe.", {"directory": KNOWN}, ["Troy Miller US = 1 Troy Miller | the account names name and office; the country is from the directory", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Bergen.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office", "Bergen = 1 Bergen"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Bergin.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office", "Bergin"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and discussed coffee, fish quota and steel.", {"directory": KNOWN}, ["Jane Roe NO | the account names name and office; the country is taken to be the home country, as the account does not say", "  Ministry of Trade () NO = 3 Ministry of Trade | only the office implies it", "John Doe KE ? 3 John Doe ? 4 John Doe | the account names name and office", "coffee = 1 coffee", "fish quota ? 2 fish quotas", "steel"]),
    ],
)  # fmt: skip
def test_organizations_places_and_topics(text, options, expected):
    assert linked_in(text, **options) == expected
