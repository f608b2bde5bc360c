"""Of which organization somebody is, where the text does not say so of them."""

# ruff: noqa: E501 (a case is read more easily on one line)

from pathlib import Path

from engagements.common.folding import fold
from engagements.reader import read

ACCOUNTS = Path(__file__).parent.parent / "calibration"
LIKELY = "the account names it, likely as theirs"


def lines_of(text, home="US"):
    """Return the line of each participant and member, by name."""
    result = read(text, home_country=home)
    lines = [line for record in result.meetings for line in record.participants]
    lines += [member for visit in result.visits for member in visit.members]
    return {line.name: line for line in lines}


def test_somebody_is_likely_of_the_organization_at_the_head_of_the_text():
    text = "National Customs Board of Vietnam\n\nOn 3 May 2024 Director General Nguyễn Văn Thọ met with Norwegian Minister of Trade Jane Roe in Hanoi."
    line = lines_of(text, "VN")["Nguyễn Văn Thọ"]
    assert line.organization.name == "National Customs Board of Vietnam"
    assert (line.organization.reason, line.organization.confidence) == (LIKELY, "open")


def test_an_office_that_implies_its_organization_is_of_that():
    text = "Oslo Fish Authority\n\nOn 3 May 2024 Norwegian Minister of Trade Ann Poe met with Ghanaian Minister of Health Kofi Ansah in Accra."
    assert lines_of(text, "NO")["Kofi Ansah"].organization.name == "Ministry of Health"


def test_what_is_likely_is_an_organization_that_the_text_names_where_it_says():
    for path in sorted(ACCOUNTS.glob("p-*.txt")):
        text = path.read_text(encoding="utf-8")
        for line in lines_of(text).values():
            if line.organization and line.organization.reason == LIKELY:
                (passage,) = line.organization.passages
                assert fold(line.organization.name) in fold(text[passage.start : passage.end]), path.name
