"""Countries by any name that people write: ISO, common and official, and states that are no more.

Former states that were countries of their own keep the code that ISO 3166 gave them (see
COUNTRIES_OVERRIDE in the settings), so that a visit to the Soviet Union is no visit to Russia.
A former name of a state that goes on (Zaire, Burma, Ceylon) is the code of today.
"""

from functools import cache

from django_countries import countries
from django_countries.data import COUNTRIES

from .folding import fold

# What neither ISO nor the forms of government below give. Every name as it is written.
OTHER_NAMES = {
    "AE": "UAE; Emirates",
    "AN": "Dutch Antilles; Dutch West Indies",
    "BA": "Bosnia; Bosnia and Hercegovina; Bosnia-Herzegovina",
    "BJ": "Dahomey",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "BF": "Upper Volta",
    "BW": "Bechuanaland",
    "BY": "Byelorussia; Belorussia",
    "BZ": "British Honduras",
    "CD": "Zaire; Congo-Kinshasa; Congo (Kinshasa); DR Congo; DRC; Belgian Congo; Congo-Léopoldville; "
    "Democratic Republic of Congo",
    "CG": "Congo-Brazzaville; Congo (Brazzaville); Republic of the Congo; Republic of Congo",
    "CI": "Ivory Coast",
    "CN": "People's Republic of China; PRC; Mainland China; Communist China",
    "CS": "Czechoslovak Republic; Czechoslovak Socialist Republic; Czech and Slovak Federative Republic; "
    "Czech and Slovak Federal Republic; Czecho-Slovakia",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "DD": "German Democratic Republic; GDR; DDR",
    "DE": "Federal Republic of Germany; West Germany; FRG; BRD",
    "EG": "United Arab Republic; UAR",
    "ET": "Abyssinia",
    "FM": "Federated States of Micronesia",
    "GB": "UK; Great Britain; Britain; United Kingdom of Great Britain and Northern Ireland; England; "
    "Scotland; Wales; Northern Ireland",
    "GH": "Gold Coast",
    "GM": "The Gambia",
    "GN": "Guinea-Conakry",
    "GQ": "Spanish Guinea",
    "GW": "Portuguese Guinea",
    "GY": "British Guiana; Co-operative Republic of Guyana",
    "IE": "Irish Free State; Eire; Republic of Ireland",
    "IR": "Persia",
    "JO": "Transjordan; Hashemite Kingdom of Jordan",
    "KG": "Kirghizia; Kirgizia; Kyrgyz Republic",
    "KH": "Kampuchea; Khmer Republic",
    "KP": "Democratic People's Republic of Korea; DPRK; North Korea; N. Korea",
    "KR": "Republic of Korea; ROK; South Korea; S. Korea",
    "LA": "Lao People's Democratic Republic; Lao PDR",
    "LK": "Ceylon; Democratic Socialist Republic of Sri Lanka",
    "LS": "Basutoland",
    "LY": "Great Socialist People's Libyan Arab Jamahiriya; Libyan Arab Jamahiriya",
    "MD": "Moldavia",
    "MG": "Malagasy Republic",
    "MK": "Macedonia; Republic of Macedonia; Former Yugoslav Republic of Macedonia; FYROM; "
    "Macedonia, Former Yugoslav Republic of",
    "MM": "Burma; Republic of the Union of Myanmar; Burma (Myanmar); Myanmar (Burma)",
    "MW": "Nyasaland",
    "MX": "United Mexican States",
    "NL": "Holland; The Netherlands",
    "PS": "State of Palestine; Palestinian Authority; Palestinian Territories; West Bank; Gaza; "
    "Gaza Strip; West Bank and Gaza; Occupied Palestinian Territory",
    "RO": "Rumania",
    "RU": "Russia; Russian Federation; Russian Empire; Imperial Russia",
    "SA": "KSA",
    "SR": "Surinam; Dutch Guiana",
    "SU": "USSR; Union of Soviet Socialist Republics; Soviet Union; Soviet Russia",
    "SV": "Salvador",
    "SZ": "Swaziland",
    "TH": "Siam",
    "TL": "East Timor",
    "TR": "Turkey",
    "TW": "Republic of China; ROC; Formosa; Chinese Taipei; Taiwan, Province of China",
    "TZ": "United Republic of Tanzania; Tanganyika",
    "UA": "Ukrainian SSR; The Ukraine",
    "US": "USA; United States; America; The United States of America",
    "VA": "Holy See; The Holy See; Vatican; Vatican City State",
    "VD": "Republic of Vietnam; South Viet-Nam; South Vietnam; Vietnam, Republic of",
    "VN": "Viet Nam; North Vietnam; Democratic Republic of Vietnam; Socialist Republic of Vietnam",
    "VU": "New Hebrides",
    "WS": "Western Samoa",
    "XS": "State Union of Serbia and Montenegro; Serbia-Montenegro",
    "YD": "People's Democratic Republic of Yemen; South Yemen; Democratic Yemen",
    "YE": "Yemen Arab Republic; North Yemen; Republic of Yemen",
    "YU": "Socialist Federal Republic of Yugoslavia; Kingdom of Yugoslavia; "
    "Federal Republic of Yugoslavia; Federal People's Republic of Yugoslavia; Jugoslavia; SFRY",
    "ZM": "Northern Rhodesia",
    "ZW": "Southern Rhodesia; Rhodesia",
}

# "Hellenic Republic" is rare in sheets, "Kingdom of Norway" is not: what may stand before a name.
FORMS_OF_GOVERNMENT = [
    fold(form)
    for form in (
        "Arab Republic of",
        "Commonwealth of the",
        "Commonwealth of",
        "Democratic and Popular Republic of",
        "People's Democratic Republic of",
        "Democratic Republic of",
        "Democratic Socialist Republic of",
        "Federal Democratic Republic of",
        "Federal Republic of",
        "Federation of",
        "Federative Republic of",
        "Grand Duchy of",
        "Hashemite Kingdom of",
        "Independent State of",
        "Islamic Republic of",
        "Bolivarian Republic of",
        "Kingdom of the",
        "Kingdom of",
        "People's Republic of",
        "Plurinational State of",
        "Principality of",
        "Republic of the",
        "Republic of",
        "Socialist Republic of",
        "State of",
        "Sultanate of",
        "Union of the",
        "Union of",
        "United Republic of",
        "the",
    )
]


def in_natural_order(name: str) -> str:
    """Return "Korea, Republic of" as "Republic of Korea"; any other name as it is."""
    head, comma, tail = name.partition(",")
    return f"{tail} {head}" if comma else name


@cache
def _codes_by_name() -> dict[str, str]:
    """Return the code of every name, folded. Names of today count before older ones."""
    known = dict(countries)
    codes: dict[str, str] = {}
    for code, listed_names in OTHER_NAMES.items():
        if code in known:
            for name in listed_names.split(";"):
                codes[fold(name)] = code
    codes_by_plain_name: dict[str, set[str]] = {}
    for names_by_code in (known, countries.COMMON_NAMES, COUNTRIES):
        for code, full_name in names_by_code.items():
            if code in known:
                for spelling in (str(full_name), in_natural_order(str(full_name))):
                    codes.setdefault(fold(spelling), code)
                codes_by_plain_name.setdefault(fold(str(full_name).partition("(")[0]), set()).add(code)
    for plain_name, candidates in codes_by_plain_name.items():
        if len(candidates) == 1:  # "Korea" and "Virgin Islands" are two each
            codes.setdefault(plain_name, *candidates)
    for code in known:
        codes.setdefault(fold(countries.alpha3(code)), code)
    for code, old_names in countries.OLD_NAMES.items():
        for old_name in old_names:
            codes.setdefault(fold(str(old_name)), code)
    codes.pop("", None)
    return codes


def find_country(text: str) -> str | None:
    """Return the code of the country that ``text`` names, or None; a guess is never made."""
    text = text.strip()
    if len(text) == 2 and text.isascii() and text.isupper():
        return text if text in countries.countries else None
    codes = _codes_by_name()
    for spelling in (text, in_natural_order(text)):
        folded = fold(spelling.replace("&", " and "))
        if code := codes.get(folded):
            return code
        if folded.startswith("st "):
            return codes.get(f"saint {folded[3:]}")
        for form in FORMS_OF_GOVERNMENT:
            if folded.startswith(f"{form} ") and (code := codes.get(folded[len(form) + 1 :])):
                return code
    return None
