"""The names and words of which invented engagements are made."""

from typing import NamedTuple

words = str.split


class Culture(NamedTuple):
    """Names in another script stand behind a bar."""

    given_names: list[str]
    family_names: list[str]
    towns: list[str]


# By country.
CULTURES = {
    "US": Culture(
        words("Troy Stephanie Ken Thea Robert Denise Alan Maria James Carol"),
        words("Miller Whitfield Harper O’Neill Syptak-Ramnath Baker Coleman Jefferson Nguyen Ortiz"),
        ["Washington", "New York", "Houston", "San Diego"],
    ),
    "MX": Culture(
        words("Francisco Horacio Roberto Marcelo Alicia Lucía José Ángel Ximena Ramón"),
        words("Garduño Yáñez Duarte Olivares Velasco Ebrard Bárcena Núñez Peña Muñoz"),
        ["Mexico City", "Monterrey", "Mérida", "San Luis Potosí"],
    ),
    "FR": Culture(
        words("Élodie François Hélène Jérôme Anaïs Benoît Chloé Gaël Inès Loïc"),
        words("Lefèvre Müller Crépin Dubois d’Estaing Noël Béranger Fournier Gauthier L’Hôte"),
        ["Paris", "Orléans", "Besançon", "Marseille"],
    ),
    "PL": Culture(
        words("Łukasz Zbigniew Małgorzata Agnieszka Paweł Żaneta Stanisław Grażyna Józef Ewa"),
        words("Wałęsa Kwaśniewski Żółtowski Nowak Wiśniewska Dąbrowski Śliwiński Błaszczak Ćwik Król"),
        ["Warsaw", "Łódź", "Gdańsk", "Kraków"],
    ),
    "UA": Culture(
        ["Olena|Олена", "Taras|Тарас", "Dmytro|Дмитро", "Iryna|Ірина", "Yuliia|Юлія", "Bohdan|Богдан"],
        ["Shevchenko|Шевченко", "Kovalchuk|Ковальчук", "Bondarenko|Бондаренко", "Yushchenko|Ющенко"],
        ["Kyiv", "Lviv", "Odesa", "Kharkiv"],
    ),
    "JP": Culture(
        ["Shinzo|晋三", "Yoko|洋子", "Taro|太郎", "Haruka|遥", "Kenji|健二", "Naomi|直美"],
        ["Abe|安倍", "Kishida|岸田", "Tanaka|田中", "Sato|佐藤", "Kono|河野", "Hayashi|林"],
        ["Tokyo", "Kyoto", "Osaka", "Nagoya"],
    ),
    "EG": Culture(
        ["Sameh|سامح", "Amr|عمرو", "Nabila|نبيلة", "Mohamed|محمد", "Fatma|فاطمة", "Hossam|حسام"],
        ["Shoukry|شكري", "Moussa|موسى", "Makram|مكرم", "Abdelatty|عبد العاطي", "Zaki|زكي"],
        ["Cairo", "Alexandria", "Aswan", "Giza"],
    ),
    "GR": Culture(
        ["Nikos|Νίκος", "Dora|Ντόρα", "Yannis|Γιάννης", "Eleni|Ελένη", "Kostas|Κώστας"],
        ["Dendias|Δένδιας", "Papadopoulou|Παπαδοπούλου", "Kotzias|Κοτζιάς", "Georgiou|Γεωργίου"],
        ["Athens", "Thessaloniki", "Patras", "Heraklion"],
    ),
    "VN": Culture(
        words("Xuân Thị Minh Đức Hạnh Quang Tuyết Bảo Lan Dũng"),
        words("Nguyễn Trần Phạm Võ Đặng Bùi Đỗ Hồ Ngô Dương"),
        ["Hanoi", "Đà Nẵng", "Huế", "Cần Thơ"],
    ),
    "IS": Culture(
        words("Guðrún Sigríður Þórður Björn Ásta Jóhanna Einar Ólöf Æsa Davíð"),
        words("Sigurðardóttir Jónsson Þórsdóttir Björnsson Ólafsdóttir Gíslason Pálsdóttir"),
        ["Reykjavík", "Akureyri", "Ísafjörður", "Höfn"],
    ),
}
# By kind; the field of policy stands in the braces.
ORGANIZATION_NAMES = {
    "ministry": ["Ministry of {}"],
    "agency": ["National Agency for {}", "Directorate General of {}", "Office of {}"],
    "mission": ["Permanent Mission for {}"],
    "company": ["{} Holdings"],
    "civil_society": ["Forum on {}"],
}
POLICY_FIELDS = [
    "Foreign Affairs",
    "Trade",
    "Migration",
    "Customs",
    "Defence",
    "Agriculture",
    "Energy",
    "Health",
    "Labour",
    "Justice",
    "Finance",
    "Fisheries",
    "Civil Aviation",
    "Education",
    "Culture",
    "Science",
    "Transport",
    "Water",
    "Climate",
    "Tourism",
]
TITLES = [
    "Minister",
    "Deputy Minister",
    "State Secretary",
    "Ambassador",
    "Director General",
    "Director",
    "Commissioner",
    "Head of Department",
    "Adviser",
    "Special Envoy",
]
SUBJECTS = [
    "visa requirements",
    "irregular migration",
    "legitimate trade",
    "air services",
    "border security",
    "fisheries",
    "energy supply",
    "consular matters",
    "debt relief",
    "arms control",
    "climate finance",
    "vaccines",
    "student exchange",
    "water sharing",
    "extradition",
    "customs cooperation",
    "sanctions",
    "peacekeeping",
    "disaster relief",
    "space research",
]
SUBJECT_ASPECTS = ("", " in the region", ": legal framework")
FILLER_WORDS = words(
    "The two sides reviewed progress and agreed that experts would meet again. Differences remain on the "
    "timetable. Both stressed the need for early consultation and a common approach to third parties."
)
