"""Countries by every name: the right one, or an error with candidates, and never another."""

import gettext
import re
from collections import defaultdict
from pathlib import Path

import django_countries
import pytest
from babel import Locale
from django.http import QueryDict
from django_countries import countries
from django_countries.data import COUNTRIES

from engagements.common.countries import LANGUAGES, country_names, find_country
from engagements.common.country_names import OTHER_NAMES
from engagements.filters.fields import RecordsField
from engagements.filters.forms import FilterForm

# The translations of django-countries are by people, and not those of CLDR.
TRANSLATED = ("de", "es", "fr", "it", "nl", "pl", "pt_BR", "ru", "sv", "tr_TR", "ar", "zh_Hans", "uk", "ja")
# What is a part of a word in English names and a whole name elsewhere: Iceland and Morocco.
WHOLE_NAMES = {"Island": "IS", "Fas": "MA"}
MISTRANSLATED = {"巴布亚新几内亚", "朝鲜"}  # Papua New Guinea as Guinea, North Korea as South


class CountryForm(FilterForm):
    country = RecordsField(kind="countries", required=False, label="Country")


def read(text):
    """Return what a filter reads ``text`` as (None where it is an error), and the error."""
    data = QueryDict(mutable=True)
    data["country"] = text
    form = CountryForm(data, user=None)
    return (form.cleaned_data["country"][0], "") if form.is_valid() else (None, str(form.errors["country"]))


def translated_names():
    catalogs = Path(django_countries.__file__).parent / "locale"
    for language in TRANSLATED:
        translate = gettext.translation("django", catalogs, languages=[language]).gettext
        for code, name in COUNTRIES.items():
            if (translation := translate(name)) not in MISTRANSLATED:
                yield translation, code


def spellings():
    """Return the countries that each text may mean."""
    meant = defaultdict(set)
    for text, code in translated_names():
        meant[text].add(code)
    for code, name in country_names().items():
        former = [*countries.OLD_NAMES.get(code, ()), *OTHER_NAMES.get(code, "").split(";")]
        words = re.findall(r"\w{4,}", name)
        beginnings = [name[:3], name[:3].lower(), name[:5]]
        parts = [part for word in words for part in (word, word[1:], word[:-1], word[:4])]
        for text in (countries.alpha3(code), *former, *parts, *beginnings):
            meant[str(text).strip()].add(code)
    for text, code in WHOLE_NAMES.items():
        meant[text].add(code)
    del meant[""]
    return meant


def test_every_spelling_gives_the_right_country_or_candidates():
    answers = {text: (codes, *read(text)) for text, codes in spellings().items()}
    right = [text for text, (codes, code, _) in answers.items() if code in codes]
    wrong = [text for text, (codes, code, _) in answers.items() if code and code not in codes]
    without_candidates = [text for text, (_, code, error) in answers.items() if not code and "?" not in error]
    assert wrong == []
    assert len(without_candidates) < len(answers) / 50, without_candidates
    assert len(answers) > 4500
    assert len(right) > 2700


def test_every_name_of_cldr_names_its_country():
    unread = {
        (language, code)
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in country_names() and find_country(name) != code
    }
    # "Congo" and "Guiana" are two countries each.
    assert unread == {("es", "CG"), ("pt", "GY"), ("pt_PT", "GY")}


def test_codes_count_in_capitals():
    for code in country_names():
        assert find_country(code) == code
        alpha3 = countries.alpha3(code)
        assert not alpha3 or find_country(alpha3) == code
        assert not alpha3 or find_country(alpha3.title()) in (None, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("uk", "GB"),
        ("U.S.", "US"),
        ("usa", "US"),
        ("ROC", "TW"),
        ("IRN", "IR"),
        ("CHE", "CH"),
        ("NA", "NA"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Georgia", "GE"),
        ("Jordan", "JO"),
        ("Chad", "TD"),
        ("Ireland", "IE"),
        ("Northern Ireland", "GB"),
        ("Sudan", "SD"),
        ("Samoa", "WS"),
        ("Island", "IS"),  # so Germans call Iceland
        ("Republic of the Congo", "CG"),
        ("Kongo-Kinshasa", "CD"),
        ("刚果（金）", "CD"),
        ("République de Chine", "TW"),
        ("turkey", "TR"),
        ("holland", "NL"),
        ("burma", "MM"),
        ("england", "GB"),
        ("ivory coast", "CI"),
        ("czech republic", "CZ"),
        ("Zaire", "CD"),
        ("BUR", "MM"),
        ("XKX", "XK"),
        ("Росія", "RU"),
        ("Австрия", "AT"),
        ("الصين", "CN"),
        ("Österreich", "AT"),
        ("Austria", "AT"),
        ("Australia", "AU"),
    ],
)
def test_a_filter_reads_a_country_as_people_call_it(text, code):
    assert read(text)[0] == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Congo", {"CG", "CD"}),
        ("Korea", {"KP", "KR"}),
        ("Corea", {"KP", "KR"}),
        ("Guiana", {"GF", "GY"}),
        ("Virgin Islands", {"VG", "VI"}),
        ("Timor", {"TL"}),
        ("Dutch", {"SX"}),
        ("mex", {"MX"}),
        ("Uk", {"UA"}),
        ("Us", {"UZ"}),
        ("State of Mexico", {"MX"}),
        ("South Guinea", {"GN"}),
        ("Untied Kingdom", {"GB"}),
        ("República del Perú", {"PE"}),
    ],
)
def test_what_names_no_one_country_is_asked_about(text, candidates):
    code, error = read(text)
    assert code is None
    assert candidates <= set(re.findall(r"country=([A-Z]{2})", error))
