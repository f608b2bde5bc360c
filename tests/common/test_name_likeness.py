"""How much two names are alike: from 88 on, a pair is offered as a likely duplicate."""

import pytest

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, NameKind, compare

PERSON, ORGANIZATION, PLACE = NameKind


@pytest.mark.parametrize(
    ("kind", "name", "other"),
    [
        (ORGANIZATION, "Testox", "Testox plc"),
        (ORGANIZATION, "Testox", "Testox LLP"),
        (ORGANIZATION, "Testox", "Testox Group"),
        (ORGANIZATION, "Daily Testox", "The Testox"),
        (ORGANIZATION, "Testox Ltd", "Testox Limited"),
        (ORGANIZATION, "Testox S.p.A.", "Testox"),
        (ORGANIZATION, "Transport, Department for", "Department for Transport"),
        (ORGANIZATION, "Chambers of Testa", "Chambers of Testa (CT)"),
        (ORGANIZATION, "Department of State", "U.S. Department of State"),
        (ORGANIZATION, "Testa CVS", "Testa Council for Voluntary Service"),
        (ORGANIZATION, "TQE Board", "Trial Queue Exchange Board"),
        (ORGANIZATION, "Testa and Staffs Board", "Testa and Staffordshire Board"),
        (ORGANIZATION, "Testa City Council", "Testa Council"),
        (ORGANIZATION, "Testa Co-op Bank", "Testa Co-operative Bank"),
        (ORGANIZATION, "British Testa Trade", "BritishTesta Trade"),
        (ORGANIZATION, "Norda Testers Association", "Norda Testing Association"),
        (ORGANIZATION, "Norda Consultancies Board", "Norda Consultancy Board"),
        (ORGANIZATION, "Saqbat", "Saqbta"),
        (PERSON, "Lady Testa of Frogmere", "Baroness Testa of Frogmere"),
        (PERSON, "Barones Testa of St Jo", "Baroness Testa of St Jo’s"),
        (PERSON, "Testerman", "Konrad Testerman"),
        (PERSON, "Testermann", "Konrad Testerman"),
        (PERSON, "Testerman", "Konrad Abdul Testerman"),
        (PERSON, "Le Testa", "Jean-Yves Le Testa"),
        (PERSON, "Konrad", "Konrad II"),
        (PERSON, "Konrad", "Konrad I"),
        (PERSON, "Testa bin Abdel Aziz", "Testa bin Abdulaziz"),
        (PERSON, "Testa bin Abd al-Aziz", "Testa bin Abdulaziz"),
        (PERSON, "Mohammad Javad Testa", "Mohammed Testa"),
        (PERSON, "Siao Testa", "Siao Ofa Ki Vaha Testa"),
        (PERSON, "J.P. Testa", "John Paul Testa"),
        (PERSON, "J. P. Testa", "John Paul Testa"),
        (PERSON, "The Rt Hon Ana Testa MP", "Ana Testa"),
        (PERSON, "T. Miller", "Troy Andrew Miller"),
        (PERSON, "Dmitri Medwedew", "Dmitry Medvedev"),
        (PLACE, "Kiev", "Kyiv"),
    ],
)
def test_likely_the_same(kind, name, other):
    scores = [compare(fold(name), fold(other), kind).score, compare(fold(other), fold(name), kind).score]
    assert min(scores) >= LIKELY


@pytest.mark.parametrize(
    ("kind", "name", "other"),
    [
        (ORGANIZATION, "SSQB AB", "Saqb AB"),
        (ORGANIZATION, "Verdana Airlines", "Airlines for Verdana"),
        (ORGANIZATION, "Norda Business Council in Suda", "The Suda Business Council in Norda"),
        (ORGANIZATION, "TETEC", "TOITEC"),
        (ORGANIZATION, "KKAA", "KAA"),
        (ORGANIZATION, "Create", "Great"),
        (ORGANIZATION, "Testa City Council", "Testa County Council"),
        (ORGANIZATION, "Testa CVS", "Testa Council for Voluntary Action"),
        (ORGANIZATION, "Norda CVS", "Testa Council for Voluntary Service"),
        (ORGANIZATION, "SQB", "SBQ"),
        (ORGANIZATION, "Testox plc", "Testox GmbH"),
        (ORGANIZATION, "Daily Mail", "Royal Mail"),
        (ORGANIZATION, "Testox UK", "Testox USA"),
        (ORGANIZATION, "Testers Group", "Testerss UK"),
        (ORGANIZATION, "University of Testa", "University College Testa"),
        (ORGANIZATION, "Testa Capital Partners LLP", "SL Capital Partners LLP"),
        (PERSON, "Lord Testa", "Lady Testa"),
        (PERSON, "Lord Testa of Denham", "Lord Denham"),
        (PERSON, "Lord Leong", "Viscount Long"),
        (PERSON, "George W. Testa", "George Walden"),
        (PERSON, "Boris Testa", "Lyndon B. Testa"),
        (PERSON, "Testerman", "Testerman Konrad"),
        (PERSON, "Des Testerman", "Konrad Testerman"),
        (PERSON, "Tesses", "Konrad Tessez"),
        (PERSON, "Ana Davis", "Ana TC Davies"),
    ],
)
def test_not_likely_the_same(kind, name, other):
    scores = [compare(fold(name), fold(other), kind).score, compare(fold(other), fold(name), kind).score]
    assert max(scores) < LIKELY
