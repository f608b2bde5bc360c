"""Countries as people write them, and towns where diplomacy happens: data alone.

django-countries has the names of ISO; these are the adjectives, the other names, and
the capitals and usual places of conferences, so that "in Geneva" needs no country.
"""

# ruff: noqa: E501 (a line an entry)

from collections.abc import Iterator

# Code: adjectives first, then other names of the country after a bar.
COUNTRIES = """
AF Afghan|
AL Albanian|
DZ Algerian|
AD Andorran|
AO Angolan|
AG Antiguan|Antigua
AR Argentine, Argentinian, Argentinean|
AM Armenian|
AU Australian|
AT Austrian|
AZ Azerbaijani|
BS Bahamian|The Bahamas
BH Bahraini|
BD Bangladeshi|
BB Barbadian|
BY Belarusian, Belarussian|
BE Belgian|
BZ Belizean|
BJ Beninese|
BT Bhutanese|
BO Bolivian|Bolivia
BA Bosnian|Bosnia, Bosnia-Herzegovina
BW Botswanan|
BR Brazilian|
BN Bruneian|Brunei
BG Bulgarian|
BF Burkinabe, Burkinabè|
BI Burundian|
KH Cambodian|
CM Cameroonian|
CA Canadian|
CV Cape Verdean, Cabo Verdean|Cape Verde
CF Central African|
TD Chadian|
CL Chilean|
CN Chinese|PRC, People's Republic of China, P.R. China, PR China, Mainland China
CO Colombian|
KM Comorian|
CG |Republic of the Congo, Congo-Brazzaville
CD Congolese|DRC, Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo
CR Costa Rican|
CI Ivorian|Ivory Coast, Cote d'Ivoire
HR Croatian|
CU Cuban|
CY Cypriot|
CZ Czech|Czech Republic
DK Danish|
DJ Djiboutian|
DM |Commonwealth of Dominica
DO |
EC Ecuadorian, Ecuadorean|
EG Egyptian|
SV Salvadoran, Salvadorean|
GQ Equatoguinean|
ER Eritrean|
EE Estonian|
SZ Swazi|Swaziland
ET Ethiopian|
FJ Fijian|
FI Finnish|
FR French|
GA Gabonese|
GM Gambian|The Gambia
GE Georgian|
DE German|Federal Republic of Germany
GH Ghanaian|
GR Greek|Hellenic Republic
GD Grenadian|
GT Guatemalan|
GN |
GW |
GY Guyanese|
HT Haitian|
HN Honduran|
HK |Hong Kong SAR
HU Hungarian|
IS Icelandic|
IN Indian|
ID Indonesian|
IR Iranian|Iran, Islamic Republic of Iran
IQ Iraqi|
IE Irish|Republic of Ireland
IL Israeli|
IT Italian|
JM Jamaican|
JP Japanese|
JO Jordanian|Hashemite Kingdom of Jordan
KZ Kazakh, Kazakhstani|
KE Kenyan|
KI I-Kiribati|
KR South Korean, Korean|South Korea, Republic of Korea, ROK, Korea
KP North Korean|North Korea, DPRK, Democratic People's Republic of Korea
XK Kosovar, Kosovan|
KW Kuwaiti|
KG Kyrgyz|Kyrgyz Republic
LA Lao, Laotian|Laos, Lao PDR
LV Latvian|
LB Lebanese|
LS Basotho|
LR Liberian|
LY Libyan|
LI |
LT Lithuanian|
LU Luxembourgish|
MG Malagasy|
MW Malawian|
MY Malaysian|
MV Maldivian|
ML Malian|
MT Maltese|
MH Marshallese|
MR Mauritanian|
MU Mauritian|
MX Mexican|United Mexican States
FM Micronesian|Micronesia
MD Moldovan|Moldova, Republic of Moldova
MC |
MN Mongolian|
ME Montenegrin|
MA Moroccan|Kingdom of Morocco
MZ Mozambican|
MM Burmese|Burma
NA Namibian|
NR Nauruan|
NP Nepalese, Nepali|
NL Dutch|The Netherlands, Holland
NZ New Zealander|
NI Nicaraguan|
NE Nigerien|
NG Nigerian|
MK Macedonian|Macedonia
NO Norwegian|
OM Omani|Sultanate of Oman
PK Pakistani|
PW Palauan|
PS Palestinian|Palestine, State of Palestine, Palestinian Authority
PA Panamanian|
PG Papua New Guinean|
PY Paraguayan|
PE Peruvian|
PH Philippine, Filipino|Philippines, The Philippines
PL Polish|
PT Portuguese|
QA Qatari|State of Qatar
RO Romanian|
RU Russian|Russia, Russian Federation
RW Rwandan|
KN Kittitian|St. Kitts and Nevis
LC Saint Lucian|St. Lucia
VC Vincentian|
WS Samoan|
SM |
ST |
SA Saudi, Saudi Arabian|Kingdom of Saudi Arabia, KSA
SN Senegalese|
RS Serbian|
SC Seychellois|
SL Sierra Leonean|
SG Singaporean|
SK Slovak|Slovak Republic
SI Slovenian, Slovene|
SB |
SO Somali|
ZA South African|
SS South Sudanese|
ES Spanish|Kingdom of Spain
LK Sri Lankan|
SD Sudanese|
SR Surinamese|
SE Swedish|
CH Swiss|Swiss Confederation
SY Syrian|Syria
TW Taiwanese|Taiwan
TJ Tajik, Tajikistani|
TZ Tanzanian|Tanzania
TH Thai|
TL Timorese|East Timor
TG Togolese|
TO Tongan|
TT Trinidadian|
TN Tunisian|
TR Turkish|Turkey, Türkiye, Republic of Türkiye
TM Turkmen|
TV Tuvaluan|
UG Ugandan|
UA Ukrainian|
AE Emirati|UAE, U.A.E, United Arab Emirates
GB British, UK, U.K, Scottish, Welsh, English|Britain, Great Britain, United Kingdom, United Kingdom of Great Britain and Northern Ireland
US American, US, U.S, USA|United States, the United States of America, U.S.A, USA
UY Uruguayan|
UZ Uzbek, Uzbekistani|
VU |
VA Vatican|Holy See, The Holy See
VE Venezuelan|Venezuela
VN Vietnamese|Vietnam, Viet Nam
YE Yemeni|
ZM Zambian|
ZW Zimbabwean|
"""

# Country code: its towns. Where a name is used of several, the one that accounts mean.
CITIES = """
AE Abu Dhabi, Dubai, Sharjah
AF Kabul
AL Tirana
AM Yerevan
AO Luanda
AR Buenos Aires
AT Vienna, Salzburg
AU Canberra, Sydney, Melbourne, Perth, Brisbane, Adelaide, Darwin
AZ Baku
BA Sarajevo
BB Bridgetown
BD Dhaka
BE Brussels, Antwerp, Bruges
BF Ouagadougou
BG Sofia
BH Manama
BI Bujumbura
BJ Cotonou, Porto-Novo
BN Bandar Seri Begawan
BO La Paz
BR Brasília, Rio de Janeiro, São Paulo, Belém
BS Nassau
BW Gaborone
BY Minsk
CA Ottawa, Toronto, Montreal, Montréal, Vancouver, Quebec City, Halifax, Calgary, Edmonton
CD Kinshasa
CG Brazzaville
CH Bern, Berne, Geneva, Zurich, Zürich, Davos, Basel, Lausanne
CI Abidjan, Yamoussoukro
CL Santiago, Santiago de Chile, Valparaíso
CM Yaoundé
CN Beijing, Shanghai, Guangzhou, Shenzhen, Chengdu, Tianjin
CO Bogotá, Cartagena, Medellín, Cali
CR San José
CU Havana
CY Nicosia
CZ Prague, Brno
DE Berlin, Munich, Hamburg, Frankfurt, Bonn, Cologne, Leipzig, Dresden, Stuttgart
DJ Djibouti City
DK Copenhagen
DO Santo Domingo
DZ Algiers
EC Quito, Guayaquil
EE Tallinn
EG Cairo, Alexandria, Sharm el-Sheikh
ES Madrid, Barcelona, Seville, Granada
ET Addis Ababa
FI Helsinki
FJ Suva
FR Paris, Strasbourg, Lyon, Marseille, Nice, Toulouse, Bordeaux
GA Libreville
GB London, Edinburgh, Cardiff, Belfast, Glasgow, Manchester, Birmingham
GE Tbilisi, Batumi
GH Accra, Kumasi
GN Conakry
GR Athens, Thessaloniki
GT Guatemala City
GY Georgetown
HN Tegucigalpa
HR Zagreb, Dubrovnik
HT Port-au-Prince
HU Budapest
ID Jakarta, Bali, Nusantara, Surabaya
IE Dublin, Cork
IL Jerusalem, Tel Aviv
IN New Delhi, Delhi, Mumbai, Bengaluru, Bangalore, Chennai, Hyderabad, Kolkata
IQ Baghdad, Erbil, Basra
IR Tehran
IS Reykjavik, Reykjavík
IT Rome, Milan, Venice, Turin, Florence, Naples
JM Kingston
JO Amman
JP Tokyo, Osaka, Kyoto, Hiroshima, Nagasaki, Nagoya, Naha, Fukuoka, Sapporo
KE Nairobi, Mombasa
KG Bishkek
KH Phnom Penh, Siem Reap
KP Pyongyang
KR Seoul, Busan, Incheon
KW Kuwait City
KZ Astana, Nur-Sultan, Almaty
LA Vientiane, Luang Prabang
LB Beirut
LK Colombo
LR Monrovia
LT Vilnius
LU Luxembourg City
LV Riga
LY Tripoli, Benghazi
MA Rabat, Casablanca, Marrakech, Marrakesh, Tangier
MD Chisinau, Chișinău
ME Podgorica
MG Antananarivo
MK Skopje
ML Bamako
MM Naypyidaw, Nay Pyi Taw, Yangon
MN Ulaanbaatar
MR Nouakchott
MT Valletta
MU Port Louis
MV Malé
MW Lilongwe
MX Mexico City, Monterrey, Guadalajara, Tijuana, Ciudad Juárez, Cancún
MY Kuala Lumpur, Putrajaya, Penang
MZ Maputo
NA Windhoek
NE Niamey
NG Abuja, Lagos
NI Managua
NL The Hague, Amsterdam, Rotterdam
NO Oslo, Bergen, Tromsø
NP Kathmandu
NZ Wellington, Auckland, Christchurch
OM Muscat
PA Panama City
PE Lima, Cusco
PG Port Moresby
PH Manila, Cebu
PK Islamabad, Karachi, Lahore
PL Warsaw, Krakow, Kraków, Gdansk, Gdańsk
PS Ramallah, Gaza City
PT Lisbon, Porto
PY Asunción
QA Doha
RO Bucharest
RS Belgrade
RU Moscow, Saint Petersburg, St. Petersburg, Sochi, Kazan, Vladivostok
RW Kigali
SA Riyadh, Jeddah
SB Honiara
SD Khartoum
SE Stockholm, Gothenburg, Malmö
SI Ljubljana, Bled
SK Bratislava
SL Freetown
SN Dakar
SO Mogadishu
SS Juba
SV San Salvador
SY Damascus
TD N'Djamena
TG Lomé
TH Bangkok, Chiang Mai, Phuket
TJ Dushanbe
TL Dili
TM Ashgabat
TN Tunis
TR Ankara, Istanbul, Antalya, Izmir
TT Port of Spain
TW Taipei
TZ Dar es Salaam, Dodoma, Arusha, Zanzibar
UA Kyiv, Kiev, Lviv, Odesa
UG Kampala, Entebbe
US Washington, Washington DC, Washington D.C, New York, New York City, Chicago, Los Angeles, Houston, San Francisco, Miami, Boston, Atlanta, Seattle, Honolulu, Philadelphia, Detroit, Dallas, Denver, San Diego, El Paso
UY Montevideo
UZ Tashkent, Samarkand
VE Caracas
VN Hanoi, Ha Noi, Ho Chi Minh City, Da Nang, Hue
XK Pristina
YE Sana'a, Aden
ZA Pretoria, Cape Town, Johannesburg, Durban
ZM Lusaka
ZW Harare
"""


def table(text: str) -> Iterator[tuple[str, str]]:
    """Yield (code, the rest of the line) of each entry."""
    for line in text.strip().splitlines():
        code, _, rest = line.partition(" ")
        yield code, rest
