import pytest

from engagements.reader.pasted import read_pasted

PERSON = {
    "name": "Ana Torres",
    "title": "Director General",
    "organization": "Ministry of Trade of Mexico",
    "country": "MX",
}


def said(line):
    """Return what a line says, without the line itself and without what it leaves open."""
    return {key: value for key, value in line._asdict().items() if value and key != "text"}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres, Director General, Ministry of Trade of Mexico",
        "1. Ana Torres, Director General, Ministry of Trade of Mexico",
        "(2) Ana Torres; Director General; Ministry of Trade of Mexico",
        "- Ana Torres - Director General - Ministry of Trade of Mexico",
        "• Ana Torres | Director General | Ministry of Trade of Mexico.",
        "> Ana Torres (Director General), Ministry of Trade of Mexico",
        "Ana Torres\tDirector General\tMinistry of Trade of Mexico",
        "Ana Torres <ana@example.org>, Director General, Ministry of Trade of Mexico",
        "ANA TORRES, DIRECTOR GENERAL, Ministry of Trade of Mexico",
    ],
)
def test_a_person_is_read_from_a_line_however_it_is_set(text):
    (line,) = read_pasted(text)
    assert (said(line), line.text) == (PERSON, text)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Dr. Francisco Garduño Yáñez", {"honorific": "Dr.", "name": "Francisco Garduño Yáñez"}),
        ("H.E. Ken Salazar, Ambassador", {"honorific": "H.E.", "name": "Ken Salazar", "title": "Ambassador"}),
        ("Kim Min-jun and staff", {"name": "Kim Min-jun", "note": "and staff"}),
        ("Kim Min-jun, with her team", {"name": "Kim Min-jun", "note": "with her team"}),
        (
            "Governor, Government of Coahuila",
            {"title": "Governor", "organization": "Government of Coahuila"},
        ),
        ("Governor of Coahuila", {"title": "Governor", "organization": "Coahuila"}),
        ("private industry", {"description": "private industry"}),
        ("Ministry of Trade", {"organization": "Ministry of Trade"}),
        (
            "أحمد علي، وزير المالية، وزارة المالية",
            {"name": "أحمد علي", "title": "وزير المالية", "organization": "وزارة المالية"},
        ),
        (
            "MARIA DE LA CRUZ, MINISTER OF FINANCE",
            {"name": "Maria de la Cruz", "title": "Minister of Finance"},
        ),
        (
            "Wang Yi (王毅), Minister of Foreign Affairs",
            {"name": "Wang Yi", "native_name": "王毅", "title": "Minister of Foreign Affairs"},
        ),
        (
            "Сергей Лавров (Sergey Lavrov), Minister",
            {"name": "Sergey Lavrov", "native_name": "Сергей Лавров", "title": "Minister"},
        ),
        ("王毅, Interpreter", {"name": "王毅", "title": "Interpreter"}),
        ("Jane Roe, Note-taker", {"name": "Jane Roe", "title": "Note-taker"}),
        ("He Lifeng, Vice Premier", {"name": "He Lifeng", "title": "Vice Premier"}),
        ("Mr. Per Hansen", {"honorific": "Mr.", "name": "Per Hansen"}),
        ("Next Steps", {}),
        ("???", {}),
        ("Dear all,", {}),
    ],
)
def test_what_a_line_says(text, fields):
    (line,) = read_pasted(text)
    assert said(line) == fields


def test_heads_of_columns_say_what_the_cells_are():
    lines = read_pasted("Organisation\tName\tPosition\nWorld Bank\tDr. Jane Doe\tDirector\n\n\tJoe Roe\t")
    assert [said(line) for line in lines] == [
        {"organization": "World Bank", "honorific": "Dr.", "name": "Jane Doe", "title": "Director"},
        {"name": "Joe Roe"},
    ]


def test_no_line_is_lost():
    text = "\n".join(
        f"{number}. Person{chr(97 + number % 26)} Name, Envoy\n!{number}?" for number in range(250)
    )
    lines = read_pasted(text)
    assert [line.text for line in lines] == text.splitlines()
