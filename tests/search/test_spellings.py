"""Thirty names in four spellings each: found, offered as near, or rightly neither."""

import pytest
from django.urls import reverse

from engagements.models import Official
from tests.factories import MeetingFactory, OfficialFactory, OrganizationFactory, ParticipantFactory

# A name, and what is typed for it: found (=), offered as near (~), or neither (-). Neither are
# other people, and two that are the same: a digraph for a letter (dj, đ), a simplified character.
SPELLINGS = """
José Núñez          | =Jose Nunez        | =JOSE NÚÑEZ         | =núñez              | ~Jose Nunes
Garduño Yáñez       | =garduno yanez     | =Yañez Garduño      | ~Gardunio Yanes     | -Duarte
Łukasz Wałęsa       | =lukasz walesa     | =ŁUKASZ             | ~Lukas Walensa      | -Lech Walesa
Gerhard Schröder    | =schroder          | ~Schroeder          | ~Shröder            | -Schneider
Volodymyr Zelenskyi | ~Zelensky Wolodymyr | ~Zelenskiy         | ~Selenskyj          | -Poroshenko
Dmitry Medvedev     | ~Medvedyev         | ~Medwedew           | ~Dmitri Medvedev    | -Mishustin
Viktor Yushchenko   | ~Juschtschenko     | ~Iushchenko         | ~Wiktor Yushchenko  | -Yanukovych
Muammar Gaddafi     | ~Qadhafi           | ~Kadafi             | ~Moammar Gadhafi    | -Haftar
Mohammed bin Salman | ~Muhammad bin Salman | ~Mohamed Salman    | =salman bin         | -Nayef
Shavkat Oʻtkirov    | =O'tkirov          | =O‘tkirov           | =Otkirov            | ~Utkirov
Sheikh Saʿud        | =Sa'ud             | =saud               | ~Saood              | -Faisal
J.P. Morgan         | =J. P. Morgan      | =JP Morgan          | ~JP Morgen          | -J.P. Moore
Əliyev İlham        | =Aliyev            | =ALIYEV ilham       | ~Alijev             | -Heydarov
Işık Koşaner        | =isik kosaner      | =IŞIK               | ~Isic Kosaner       | -Özkök
Đorđe Petrović      | =dorde petrovic    | -Djordje Petrovic   | ~Petrovich          | -Pavlović
Þór Ægisson         | =thor aegisson     | =ÞÓR                | =Thor Egisson       | -Jónsson
Søren Østergaard    | =soren ostergaard  | =SØREN              | ~Soeren Oestergaard | -Nielsen
Strauß Franz        | =strauss           | =STRAUSS FRANZ      | =Straus             | -Stoiber
Зеленський          | =зеленськии        | =ЗЕЛЕНСЬКИЙ         | ~Зеленский          | -Порошенко
Νίκος Δένδιας       | =νικος δενδιας     | =ΔΕΝΔΙΑΣ            | ~Δεντιας            | -Κοτζιάς
كريم علي            | =کریم              | =كَرِيم             | =کریم علی           | -محمود
محمد                | =مـحـمـد           | =مُحَمَّد           | =محم\u200dد         | -أحمد
習近平              | -习近平            | =近平               | =習                 | -李強
ハタ                | =ハタ              | =ﾊﾀ                 | -バタ               | -パタ
김정은              | =김정은            | =\u1100\u1175\u11b7정은 | =김정            | -이재명
Nguyễn Văn Hùng     | =nguyen van hung   | =Nguyễn Hùng        | ~Nguien Van Hung    | -Hùng Dũng
C++ Foundation      | =C++               | =c++ foundation     | -C# Foundation      | ~C++ Fundation
Syptak-Ramnath      | =syptak ramnath    | =Syp\u00adtak       | ~Syptac Ramnath     | -Salazar
Ban Ki-moon         | =ban ki moon       | =Ki-moon Ban        | ~Ban Ki Mun         | -Park
Boris Johnson       | =boris johns       | ~Jonson             | ~Johnsen            | -Boris Jackson
"""


def rows():
    for line in SPELLINGS.strip().splitlines():
        name, *typed = (cell.strip() for cell in line.split("|"))
        yield name, typed


@pytest.mark.django_db
def test_thirty_names_in_four_spellings(client, analyst):
    for name, _ in rows():
        OfficialFactory(name=name)
    client.force_login(analyst)
    address, wrong = reverse("engagements:suggest", args=["officials"]), []
    for name, spellings in rows():
        assert len(spellings) == 4, name
        for spelling in spellings:
            answer = client.get(address, {"q": spelling[1:]}).json()["results"]
            offers = {result["name"]: result["match"] == "near" for result in answer}
            actual = "-" if name not in offers else "~" if offers[name] else "="
            if actual != spelling[0]:
                wrong.append((name, spelling, actual))
    assert not wrong
    assert Official.objects.count() == 30


def test_list_that_found_nothing_offers_near_names(client, analyst):
    official = OfficialFactory(name="Dmitry Medvedev")
    ParticipantFactory(meeting=MeetingFactory(publication="published"), official=official)
    OrganizationFactory(name="Medvedeva Foundation")
    client.force_login(analyst)
    for kind, names in (
        ("meeting", ["Dmitry Medvedev", "Medvedeva Foundation"]),
        ("official", ["Dmitry Medvedev"]),
        ("organization", ["Medvedeva Foundation"]),
    ):
        response = client.get(reverse(f"engagements:{kind}_list"), {"q": "Medwedew", "page": "1"})
        assert [name for name, _ in response.context["near_names"]] == names
        assert not response.context["page"].object_list
        assert "Did you mean" in response.text
    address = reverse("engagements:meeting_list") + response.context["near_names"][0][1]
    assert "q=Medvedeva+Foundation" in address
    assert "page" not in address
    assert "Did you mean" not in client.get(reverse("engagements:meeting_list"), {"q": "Medvedev"}).text


def test_suggestions_follow_names_whoever_writes_them(client, analyst):
    client.force_login(analyst)
    address = reverse("engagements:suggest", args=["officials"])

    def suggested(typed):
        return [result["name"] for result in client.get(address, {"q": typed}).json()["results"]]

    official = Official(name="Volodymyr Zelenskyi", aliases="ゼレンスキー")
    official.refold()
    Official.objects.bulk_create([official])
    for typed in ("lensk", "Selenskyj", "Zelenxkyi Wolodymyr", "ンスキ", "ze vo"):
        assert suggested(typed) == ["Volodymyr Zelenskyi"], typed
    assert suggested("Selenskyj Petro") == []
    official = Official.objects.get()
    official.name = "Dmitry Medvedev"
    official.refold()
    Official.objects.bulk_update([official], ["name", *Official.derived_fields])
    assert suggested("Medwedew") == ["Dmitry Medvedev"]
    assert suggested("Zelenxkyi") == []
    Official.objects.all().delete()
    assert suggested("Medvedev") == []
