import pytest

from engagements.models import Meeting, Visit
from engagements.services.naming import RecordNames, acronym_and_country, with_noun
from tests.factories import MemberFactory, OrganizationFactory, VisitFactory


def test_with_noun():
    assert with_noun(Meeting, "Call on the minister") == "Meeting “Call on the minister”"


@pytest.mark.parametrize(
    ("acronym", "country", "detail"),
    [("CBP", "US", "CBP, United States of America"), ("", "MX", "Mexico"), ("UN", "", "UN"), ("", "", "")],
)
def test_acronym_and_country(acronym, country, detail):
    assert acronym_and_country(OrganizationFactory.build(acronym=acronym, country=country)) == detail


@pytest.mark.django_db
def test_records_are_named_as_far_as_the_user_may_see_them(analyst, cleared):
    restricted, open_visit = VisitFactory(title="Secret", handling="restricted"), VisitFactory(title="Open")
    for user, name in ((analyst, "visit that is gone or that you may not see"), (cleared, "Secret")):
        names = RecordNames(user)
        for visit in (restricted, open_visit):
            names.add(Visit, visit.pk)
        names.fetch()
        assert [names.name(Visit, visit.pk) for visit in (restricted, open_visit)] == [name, "Open"]
        assert names.knows(Visit, restricted.pk) == (user == cleared)


@pytest.mark.django_db
def test_lines_are_named_by_one_query_a_model(analyst, django_assert_num_queries):
    lines = MemberFactory.create_batch(3, title="Chief")
    analyst.has_perm("engagements.view_visit")  # read once
    names = RecordNames(analyst)
    for line in lines:
        names.add_references(line)
    with django_assert_num_queries(2):  # officials and visits
        names.fetch()
        called = [names.call(line) for line in lines]
    assert called == [f"{line.official.name}, Chief" for line in lines]
