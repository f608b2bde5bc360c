"""What the merged record says where the two differ."""

import datetime

import pytest

from engagements.history.merge_choices import field_differences, merged_aliases, possible_parents
from engagements.models import Official, Organization, Place, Visit
from tests.factories import OrganizationFactory

DAY = datetime.date(2021, 12, 6)


def difference(kept, other, name):
    (found,) = [one for one in field_differences(kept, other) if one.name == name]
    return found


@pytest.mark.parametrize(
    ("name", "kept", "other", "choice"),
    [
        ("purpose", "talks", "trade", "kept"),
        ("purpose", "", "trade", "other"),
        ("purpose", "talks", "", "kept"),
        ("organization", None, Organization(pk=1), "other"),
        ("organization", Organization(pk=1), None, "kept"),
        ("handling", "open", "restricted", "other"),
        ("handling", "restricted", "open", "kept"),
    ],
)
def test_default_choice(name, kept, other, choice):
    records = Visit(**{name: kept}), Visit(**{name: other})
    assert difference(*records, name).default_choice == choice


@pytest.mark.parametrize(
    ("kept", "other", "can_join"),
    [("talks", "trade", True), ("talks", "", False), ("", "trade", False)],
)
def test_two_texts_can_stand_one_below_the_other(kept, other, can_join):
    found = difference(Visit(purpose=kept), Visit(purpose=other), "purpose")
    assert found.can_join == can_join
    if can_join:
        assert found.values("both") == {"purpose": "talks\n\ntrade"}


def test_names_of_one_line_can_not_be_joined():
    assert not difference(Official(name="Ann"), Official(name="Anne"), "name").can_join


def test_name_is_chosen_with_the_name_that_it_is_sorted_by():
    kept, other = Official(name="Ann Lee", sort_name="Lee, Ann"), Official(name="A. Lee", sort_name="")
    found = difference(kept, other, "name")
    assert [one.name for one in field_differences(kept, other)] == ["name"]
    assert found.values("kept") == {"name": "Ann Lee", "sort_name": "Lee, Ann"}
    assert found.text(kept) == "Ann Lee, listed as Lee, Ann"
    assert found.text(other) == "A. Lee, listed as (empty)"


def test_dates_are_chosen_together():
    kept = Visit(start_date=DAY, end_date=DAY, dates="exact")
    other = Visit(start_date=DAY, end_date=DAY, dates="within")
    (found,) = field_differences(kept, other)
    assert (found.label, found.text(other)) == ("dates", other.when)
    assert found.values("other") == {"start_date": DAY, "end_date": DAY, "dates": "within"}


def test_choices_are_shown_by_their_label():
    found = difference(Organization(kind="civil_society"), Organization(kind="agency"), "kind")
    assert found.text(found.kept) == Organization(kind="civil_society").get_kind_display() != "civil_society"


@pytest.mark.parametrize(
    ("kept", "other", "values", "aliases"),
    [
        ({"name": "Ann"}, {"name": "Anne"}, {}, "Anne"),
        ({"name": "Ann"}, {"name": "Anne"}, {"name": "Anne"}, "Ann"),
        ({"name": "Ann"}, {"name": "Ann"}, {}, ""),
        ({"name": "Ann", "aliases": "A\n B "}, {"name": "Ann", "aliases": "B\n\nC"}, {}, "A\nB\nC"),
        ({"name": "Ann", "native_name": "Ана"}, {"name": "Ана"}, {}, ""),
        ({"name": "Ann"}, {"name": "Anne", "native_name": "Ана"}, {"native_name": "Ана"}, "Anne"),
    ],
)
def test_every_other_name_becomes_an_alias_once(kept, other, values, aliases):
    assert merged_aliases(Official(**kept), Official(**other), values) == aliases


def test_names_of_a_place_become_aliases():
    assert merged_aliases(Place(name="Mexico City"), Place(name="Mexico, D.F."), {}) == "Mexico, D.F."


@pytest.mark.django_db
def test_possible_parents():
    top, second = OrganizationFactory(), OrganizationFactory()
    kept, other = OrganizationFactory(parent=top), OrganizationFactory(parent=second)
    assert possible_parents(kept, other) == [top.pk, second.pk]
    assert possible_parents(other, kept) == [second.pk, top.pk]
    assert possible_parents(kept, top) == []  # a parent that becomes part of it is none
    below = OrganizationFactory(parent=other)
    lower = OrganizationFactory(parent=below)
    assert possible_parents(other, lower) == [second.pk]
    assert possible_parents(lower, other) == [second.pk]
    assert possible_parents(top, second) == []
    assert possible_parents(kept, OrganizationFactory(parent=top)) == [top.pk]
