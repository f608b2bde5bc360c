"""Countries by every name that they go by: the one place that reads them.

Names are those of ISO 3166, of CLDR and of `country_names`; codes are ISO's alpha-2
and alpha-3. Former states that were countries of their own keep the code that ISO 3166 gave them (see
COUNTRIES_OVERRIDE in the settings), so that a visit to the Soviet Union is no visit to Russia. A former
name of a state that goes on (Zaire, Burma, Ceylon) is the code of today.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale
from django_countries import countries
from django_countries.data import COUNTRIES

from .country_names import FORMS_OF_GOVERNMENT, OTHER_CODES, OTHER_NAMES
from .folding import fold

# As CLDR calls them: a name in one of the first is never taken for another in one of the others.
LANGUAGES = ("en", "fr", "es", "de", "pt", "pt_PT", "ar", "ru", "zh", "zh_Hant")
OTHER_LANGUAGES = ("it", "nl", "pl", "uk", "tr", "sv", "ja", "ko", "id", "fa")
LONGEST_CODE = 3
LONGEST_NAME = 200  # beyond, a text is no name of a country, whatever it holds

Spellings = dict[str, set[str]]  # folded name -> codes; a name of several countries names none


def in_natural_order(name: str) -> str:
    """Return "Korea, Republic of" as "Republic of Korea"; any other name as it is."""
    head, comma, tail = name.partition(",")
    return f"{tail} {head}" if comma else name


@cache
def country_names() -> dict[str, str]:
    """Return the name of each country that can be chosen, by its code, in the order of a list."""
    return {country.code: country.name for country in countries}


@cache
def english_spellings() -> Spellings:
    """Return the codes of every English name and of those of `OTHER_NAMES`."""
    known = country_names()
    spellings = _by_spelling((code, name) for code in known for name in OTHER_NAMES.get(code, "").split(";"))
    listed = [
        (code, str(name))
        for names_by_code in (known, countries.COMMON_NAMES, COUNTRIES)
        for code, name in names_by_code.items()
        if code in known
    ]
    old = [(code, str(name)) for code in known for name in countries.OLD_NAMES.get(code, ())]
    short = [(code, name.partition("(")[0]) for code, name in listed]
    for weaker in (listed, old, short):  # what was said before says it better
        spellings = _by_spelling(weaker) | spellings
    return spellings


@cache
def country_spellings() -> Spellings:
    """Return the codes of every name in every language; English names count before all others.

    The names of CLDR take half a second to read, once in a process.
    """
    return _translations(OTHER_LANGUAGES) | _translations(LANGUAGES) | english_spellings()


def _translations(languages: Iterable[str]) -> Spellings:
    known = country_names()
    return _by_spelling(
        (code, name)
        for language in languages
        for code, name in Locale.parse(language).territories.items()
        if code in known
    )


def fold_name(name: str) -> str:
    """Return a name as it is compared: "&" is a word of it."""
    return fold(name.replace("&", " and "))


def _by_spelling(names: Iterable[tuple[str, str]]) -> Spellings:
    spellings: Spellings = defaultdict(set)
    for code, name in names:
        for spelling in (name, in_natural_order(name)):
            if folded := fold_name(spelling):
                spellings[folded].add(code)
    return dict(spellings)


@cache
def country_codes() -> dict[str, str]:
    """Return the country of each code: alpha-2, alpha-3, and codes of former times."""
    known = country_names()
    alpha3 = {countries.alpha3(code): code for code in known}
    codes = OTHER_CODES | alpha3 | {code: code for code in known}
    return {code: country for code, country in codes.items() if code and country in known}


def find_country(text: str) -> str | None:
    """Return the code of the one country that ``text`` names, or None: no guess is made.

    A code counts in capitals alone: "Mar" begins Martinique, and "MAR" is Morocco.
    """
    text = text.strip()
    if len(text) > LONGEST_NAME:
        return None
    if len(text) <= LONGEST_CODE:
        if code := country_codes().get(text):
            return code
        if text.isascii() and (text.istitle() or (len(text) == 2 and text.isupper())):
            return None  # it begins a word ("Us"), or is a code of no country
    for spelling in _spellings_of(text):
        for spellings in (english_spellings, country_spellings):
            if codes := spellings().get(spelling):
                return next(iter(codes)) if len(codes) == 1 else None
    return None


def _spellings_of(text: str) -> Iterator[str]:
    """Yield what a name may be listed by, folded: as it is, turned round, without its form of government."""
    for spelling in (text, in_natural_order(text)):
        folded = fold_name(spelling)
        yield folded
        if folded.startswith("st "):
            yield f"saint {folded[3:]}"
        for form in FORMS_OF_GOVERNMENT:
            if folded.startswith(f"{form} "):
                yield folded[len(form) + 1 :]
