import pytest

from engagements.common.sorting import sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["Abe", "al-Thani", "Åse", "de la Rua", "Émile", "Łukasz", "Lyon", "O’Brien", "Oslo", "von Leyen"],
        ["Гоша", "Ґонга", "Дима", "Ева", "Еж", "Єва", "Жанна", "Іван", "Їжак"],
        ["サカタ", "さとう", "シマ", "すず"],
        ["بابا", "پارسا", "تقی", "کریم", "گلی", "لیلا"],
        ["1st Office", "Office", "Отдел", "דן", "部"],
    ],
)  # fmt: skip
def test_names_stand_as_people_sort_them(names):
    assert sorted(set(names), key=sort_key) == names


def test_first_part_counts_first():
    keys = [sort_key("San", "Mexico"), sort_key("San Antonio", "Argentina"), sort_key("", "Zambia")]
    assert sorted(keys) == keys


def test_spellings_of_one_name_stand_together():
    assert len({sort_key(name) for name in ("José Núñez", "JOSE NUNEZ", "Jose\u0301 Nu\u0301n\u0303ez")}) == 1


def test_key_fits_into_an_index():
    assert len(sort_key("Ї" * 250)) <= 800
