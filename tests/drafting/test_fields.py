import pytest
from django.core.exceptions import ValidationError

from engagements.drafting.fields import CountryNameField, EntryNameField, PassagesField, ids_in
from engagements.reader.proposals import Passage


def test_passages_go_round():
    pairs = [("", Passage(33, 52)), ("dates", Passage(236, 254))]
    field = PassagesField(required=False)
    assert field.prepare_value(pairs) == "33-52 dates:236-254"
    assert field.clean("33-52 dates:236-254") == pairs


@pytest.mark.parametrize("text", ["1-x", "bogus:1-2", "²-³", "-1-5", "0-999999999"])
def test_what_is_no_passage_is_refused(text):
    with pytest.raises(ValidationError):
        PassagesField(required=False).clean(text)


def test_empty_passages_are_left_out():
    assert PassagesField(required=False).clean("5-5 9-2 1-2") == [("", Passage(1, 2))]


@pytest.mark.parametrize(("name", "code"), [("Ghana", "GH"), ("GH", "GH"), ("", "")])
def test_a_country_is_known_by_name_and_code(name, code):
    assert CountryNameField().clean(name) == code


def test_an_unknown_country_is_refused():
    with pytest.raises(ValidationError):
        CountryNameField().clean("Atlantis")


def test_spaces_in_names_are_tidied():
    assert EntryNameField("official", "Name").clean("  Jane \t Roe ") == "Jane Roe"


def test_a_missing_name_is_told_in_the_words_of_the_field():
    with pytest.raises(ValidationError, match=r"Name the place\."):
        EntryNameField("place", "Place", missing="Name the place.").clean(" ")


def test_ids_in():
    assert ids_in("1 x ² 22 " + "9" * 60) == [1, 22]
    assert ids_in(None) == []
