import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagements.common.folding import fold
from engagements.models import Official
from tests.factories import OfficialFactory


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Garduño Yáñez", "garduno yanez"),
        ("GARDUN\u0303O", "garduno"),  # the accent as a character of its own
        ("Wałęsa Łódź", "walesa lodz"),
        ("Strauß STRAẞE", "strauss strasse"),
        ("Øresund Æbler Đorđe Þór İstanbul ırmak", "oresund aebler dorde thor istanbul irmak"),
        ("O'Brien O’Brien Oʼbrien", "obrien obrien obrien"),
        ("Oʻtkirov O‘tkirov O`tkirov O´tkirov O′tkirov O＇tkirov", " ".join(["otkirov"] * 6)),
        ("ʿAbd al-Qāʾim, Ha'apai Haʻapai", "abd al qaim haapai haapai"),
        ("U.S. Customs", "us customs"),
        ("U. S. Customs J. P. R. Morgan, J.-P. Raffarin", "us customs jpr morgan jp raffarin"),
        ("É. P. Dupont, Г. А. Иванов", "ep dupont га иванов"),
        ("Hepatitis C. A delegation, 1. 2. 3.", "hepatitis c a delegation 1 2 3"),
        ("C++ C# C #1 a+b + ++ (A+)", "c++ c# c 1 a b a+"),
        ("Syp\u00adtak Ram\u200bnath\ufeff نیم\u200cفاصله مـحـمد x\ufe0f", "syptak ramnath نيمفاصله محمد x"),
        ("کریم كريم على علی علي", "كريم كريم علي علي علي"),
        ("Əliyev Ɓello Ɗan", "aliyev bello dan"),
        ("ハタ バタ ﾊﾟ", "ハ タ バ タ パ"),
        ("Syptak-Ramnath", "syptak ramnath"),
        ("  a\t\nb,c / d  ", "a b c d"),
        ("ﬁnance Ⅻ № ™", "finance xii no tm"),
        ("Зеленський Ёлка Йод", "зеленськии елка иод"),
        ("مُحَمَّد", "محمد"),
        ("習近平 ひら", "習 近 平 ひ ら"),  # no space tells where a word begins
        ("ｉｎｍ１", "inm1"),
        ("김정은", "김정은"),
        ("…!?—", ""),
        ("🤝", ""),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_matter(text):
    assert fold(text.casefold()) == fold(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["garduno", "GARDUÑO YÁÑEZ", "yanez garduno", "Гардуньо", "sopdoc", "ardun"]
)
def test_any_name_is_found_however_it_is_typed(typed):
    official = OfficialFactory(
        name="Francisco Garduño Yáñez", native_name="Гардуньо", aliases="The Commissioner\nSOPDOC G."
    )
    OfficialFactory(name="Troy Miller")
    assert list(Official.objects.matching(typed)) == [official]


@pytest.mark.django_db
def test_what_is_saved_in_part_is_found_by_its_new_name():
    official = OfficialFactory(name="Old")
    official.name = "New"
    official.save(update_fields=["name"])
    assert list(Official.objects.matching("new")) == [official]
    assert not Official.objects.matching("old")
