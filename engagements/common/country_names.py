"""Names of countries that neither ISO 3166 nor CLDR lists: data alone.

A name that stands beside two codes names neither: it is asked about.
"""

from .folding import fold

# Former, short and other names, each as it is written. "State of" is told with its countries: a State of
# Mexico or Georgia is none.
OTHER_NAMES = {
    "AE": "UAE; Emirates",
    "AG": "Antigua",
    "AN": "Dutch Antilles; Dutch West Indies",
    "AO": "Portuguese West Africa",
    "BA": "Bosnia; Bosnia and Hercegovina; Bosnia-Herzegovina; BiH",
    "BF": "Upper Volta",
    "BH": "State of Bahrain",
    "BJ": "Dahomey",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "BQ": "Bonaire",
    "BW": "Bechuanaland",
    "BY": "Byelorussia; Belorussia",
    "BZ": "British Honduras",
    "CD": "Zaire; Congo-Kinshasa; Congo (Kinshasa); DR Congo; DRC; Belgian Congo; "
    "Congo-Léopoldville; Democratic Republic of Congo; République démocratique du Congo; "
    "RDC; Congo; Kongo; Конго; 刚果; الكونغو; コンゴ",
    "CG": "Congo-Brazzaville; Congo (Brazzaville); Republic of the Congo; Republic of Congo; "
    "Congo; Kongo; Конго; 刚果; الكونغو; コンゴ; République du Congo; République populaire du Congo; "
    "People's Republic of the Congo",
    "CH": "Swiss Confederation",
    "CI": "Ivory Coast",
    "CN": "People's Republic of China; PRC; Mainland China; Communist China; PR China; Red China",
    "CS": "Czechoslovak Republic; Czechoslovak Socialist Republic; "
    "Czech and Slovak Federative Republic; Czech and Slovak Federal Republic; "
    "Czecho-Slovakia; Tchécoslovaquie; Checoslovaquia; Tschechoslowakei; Tchecoslováquia; "
    "Чехословакия; 捷克斯洛伐克; تشيكوسلوفاكيا",
    "CV": "Cape Verde",
    "CZ": "Czech Republic; Chequia; República Checa; République tchèque; Tschechische Republik; "
    "República Tcheca; Чешская Республика; 捷克共和国; جمهورية التشيك; Tschechei",
    "DD": "German Democratic Republic; GDR; DDR; Democratic Republic of Germany; "
    "Deutsche Demokratische Republik; RDA; ГДР; 东德",
    "DE": "Federal Republic of Germany; West Germany; FRG; BRD; Bundesrepublik Deutschland; RFA; ФРГ",
    "DJ": "French Somaliland; French Territory of the Afars and the Issas",
    "EG": "United Arab Republic; UAR",
    "ER": "State of Eritrea",
    "ET": "Abyssinia",
    "FK": "Malvinas; Falklands",
    "FM": "Federated States of Micronesia",
    "GB": "UK; Great Britain; Britain; United Kingdom of Great Britain and Northern Ireland; "
    "England; Scotland; Wales; Northern Ireland; GB; Grande-Bretagne; Gran Bretaña; "
    "Großbritannien; Grã-Bretanha; Великобритания; Англия; 大不列颠; 英格兰; بريطانيا; "
    "Angleterre; Inglaterra",
    "GF": "Guiana",
    "GH": "Gold Coast",
    "GM": "The Gambia",
    "GN": "Guinea-Conakry",
    "GQ": "Spanish Guinea",
    "GR": "Hellenic Republic; Hellas",
    "GW": "Portuguese Guinea",
    "GY": "British Guiana; Co-operative Republic of Guyana; Guiana",
    "HK": "Hong Kong SAR; Hongkong",
    "IE": "Irish Free State; Eire; Republic of Ireland",
    "IL": "State of Israel",
    "IR": "Persia",
    "JO": "Transjordan; Hashemite Kingdom of Jordan",
    "KG": "Kirghizia; Kirgizia; Kyrgyz Republic",
    "KH": "Kampuchea; Khmer Republic",
    "KI": "Gilbert Islands",
    "KN": "St Kitts; Saint Kitts",
    "KP": "Democratic People's Republic of Korea; DPRK; North Korea; N. Korea; "
    "Korea; Corea; Corée; Coreia; Корея; كوريا",
    "KR": "Republic of Korea; ROK; South Korea; S. Korea; Korea; Corea; Corée; Coreia; Корея; كوريا",
    "KW": "State of Kuwait",
    "KZ": "Kazakstan",
    "LA": "Lao People's Democratic Republic; Lao PDR",
    "LK": "Ceylon; Democratic Socialist Republic of Sri Lanka",
    "LS": "Basutoland",
    "LY": "Great Socialist People's Libyan Arab Jamahiriya; Libyan Arab Jamahiriya; State of Libya",
    "MD": "Moldavia",
    "MG": "Malagasy Republic",
    "MK": "Macedonia; Republic of Macedonia; Former Yugoslav Republic of Macedonia; FYROM; "
    "Macedonia, Former Yugoslav Republic of",
    "ML": "French Sudan",
    "MM": "Burma; Republic of the Union of Myanmar; Burma (Myanmar); Myanmar (Burma); Birmanie; "
    "Birmania; Birmânia; Birma; Бирма; بورما",
    "MO": "Macau SAR; Macao SAR; Macau",
    "MW": "Nyasaland",
    "MX": "United Mexican States",
    "MZ": "Portuguese East Africa",
    "NA": "South West Africa; South-West Africa",
    "NL": "Holland; The Netherlands; Hollande; Holanda; Голландия; هولندا; 荷兰王国; Niederlande",
    "NZ": "NZ; Aotearoa",
    "PG": "PNG",
    "PS": "State of Palestine; Palestinian Authority; Palestinian Territories; West Bank; Gaza; "
    "Gaza Strip; West Bank and Gaza; Occupied Palestinian Territory",
    "QA": "State of Qatar",
    "RO": "Rumania",
    "RU": "Russia; Russian Federation; Russian Empire; Imperial Russia; РФ",
    "SA": "KSA; Kingdom of Saudi Arabia",
    "SK": "Slovak Republic",
    "SR": "Surinam; Dutch Guiana",
    "ST": "Sao Tome",
    "SU": "USSR; Union of Soviet Socialist Republics; Soviet Union; Soviet Russia; URSS; UdSSR; "
    "СССР; Советский Союз; 苏联; Sowjetunion; Unión Soviética; Union soviétique; "
    "União Soviética; الاتحاد السوفيتي",
    "SV": "Salvador",
    "SZ": "Swaziland; Swasiland; Suazilandia; Suazilândia",
    "TH": "Siam",
    "TL": "East Timor; Portuguese Timor; Timor Oriental; Osttimor; Timor Leste; Восточный Тимор",
    "TR": "Turkey",
    "TT": "Trinidad",
    "TV": "Ellice Islands",
    "TW": "Republic of China; ROC; Formosa; Chinese Taipei; Taiwan, Province of China; "
    "République de Chine; República de China; Republik China; Китайская Республика; 中华民国; "
    "中華民國",
    "TZ": "United Republic of Tanzania; Tanganyika",
    "UA": "Ukrainian SSR; The Ukraine",
    "US": "US; USA; United States; America; The United States of America; EUA; EE. UU.; EEUU; "
    "États-Unis d'Amérique; Estados Unidos de América; Estados Unidos da América; "
    "Vereinigte Staaten von Amerika; США; Соединенные Штаты Америки; 美利坚合众国; "
    "الولايات المتحدة الأمريكية",
    "VA": "Holy See; The Holy See; Vatican; Vatican City State",
    "VC": "St Vincent; Saint Vincent",
    "VD": "Republic of Vietnam; South Viet-Nam; South Vietnam; Vietnam, Republic of; "
    "República de Vietnam; République du Viêt Nam; Republik Vietnam; Südvietnam; "
    "Vietnam del Sur",
    "VG": "Virgin Islands",
    "VI": "Virgin Islands",
    "VN": "Viet Nam; North Vietnam; Democratic Republic of Vietnam; Socialist Republic of Vietnam",
    "VU": "New Hebrides",
    "WS": "Western Samoa",
    "XK": "Kosova",
    "XS": "State Union of Serbia and Montenegro; Serbia-Montenegro",
    "YD": "People's Democratic Republic of Yemen; South Yemen; Democratic Yemen; "
    "Democratic Republic of Yemen; PDRY",
    "YE": "Yemen Arab Republic; North Yemen; Republic of Yemen; YAR",
    "YU": "Socialist Federal Republic of Yugoslavia; Kingdom of Yugoslavia; "
    "Federal Republic of Yugoslavia; Federal People's Republic of Yugoslavia; Jugoslavia; "
    "SFRY; Югославия; Jugoslawien; Yougoslavie; 南斯拉夫; يوغوسلافيا",
    "ZA": "RSA; Union of South Africa",
    "ZM": "Northern Rhodesia",
    "ZW": "Southern Rhodesia; Rhodesia",
}

# What ISO 3166 withdrew or never gave. As all codes, they count in capitals alone: "Car" begins a word.
OTHER_CODES = {
    "ANT": "AN",
    "BU": "MM",
    "BUR": "MM",
    "CAR": "CF",
    "CSK": "CS",
    "ROM": "RO",
    "SCG": "XS",
    "SUN": "SU",
    "TMP": "TL",
    "TP": "TL",
    "UK": "GB",
    "VDR": "VD",
    "XKX": "XK",
    "YMD": "YD",
    "YUG": "YU",
    "ZAR": "CD",
    "ZR": "CD",
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
        "Sultanate of",
        "Union of the",
        "Union of",
        "United Republic of",
        "the",
    )
]
