"""Templates and conditions over the cells of a row."""

import pytest

from engagements.imports.mapping.conditions import Condition, all_hold
from engagements.imports.mapping.errors import MappingFault
from engagements.imports.mapping.templates import Constant, Template

ROW = {"a": "A", "b": "", "c": None, "n": 5, "zero": 0, "two words": " x  y "}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ""),
        ("text", "text"),
        ("{a}", "A"),
        ("{n}", 5),
        ("{c}", None),
        ("{ a }", "A"),
        ("{a}: {n}", "A: 5"),
        ("{a}{b}", "A"),
        ("x {b}", ""),
        ("x {b}{c}", ""),
        ("x {b}{a}", "x A"),
        ("{a}[, {b}]", "A"),
        ("{a}[, {n}]", "A, 5"),
        ("{a}[, {n} {b}]", "A"),
        ("{a}[, {zero}]", "A"),
        ("[{b}]", ""),
        ("[always]", "always"),
        ("{{{a}}} [[{n}]]", "{A} [5]"),
    ],
)
def test_render(text, value):
    assert Template.read(text, ()).render(ROW.get) == value


def test_columns_are_named_once_in_order():
    assert Template.read("{b} {a}[ {c} {b}]", ()).columns == ("b", "a", "c")
    assert Constant(1).columns == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{a", "a “{” stands alone in “{a”; write it twice to mean itself"),
        ("a}", "a “}” stands alone in “a}”; write it twice to mean itself"),
        ("a]", "a “]” stands alone in “a]”; write it twice to mean itself"),
        ("[[a]", "a “]” stands alone in “[[a]”; write it twice to mean itself"),
        ("[a[b]]", "a “[” stands alone in “[a[b]]”; write it twice to mean itself"),
        ("[a", "a “[” is never closed in “[a”"),
    ],
)
def test_templates_that_can_not_be(text, reason):
    with pytest.raises(MappingFault) as raised:
        Template.read(text, ("visit", "title"))
    assert (raised.value.path, raised.value.reason) == (("visit", "title"), reason)


@pytest.mark.parametrize(
    ("column", "tests", "blank", "holds"),
    [
        ("a", {"is": ("A", "B")}, None, True),
        ("a", {"is": ("B",)}, None, False),
        ("a", {"is_not": ("B",)}, None, True),
        ("a", {"is_not": ("A",)}, None, False),
        ("two words", {"is": ("x y",)}, None, True),
        ("two words", {"begins": ("y", "x ")}, None, True),
        ("two words", {"begins": ("y",)}, None, False),
        ("two words", {"contains": ("z", "y")}, None, True),
        ("two words", {"contains": ("z",)}, None, False),
        ("two words", {"contains": ("x",), "is_not": ("x y",)}, None, False),
        ("n", {"is": ("5",)}, None, True),
        ("b", {}, True, True),
        ("b", {}, False, False),
        ("a", {}, True, False),
        ("a", {}, False, True),
        ("c", {"is": ("",)}, True, True),
        ("a", {"is": ("B",)}, False, False),
    ],
)
def test_conditions(column, tests, blank, holds):
    condition = Condition(column, tests, blank)
    assert condition.holds(ROW.get) is holds
    assert all_hold([condition, Condition("a", {"is": ("A",)})], ROW.get) is holds
    assert all_hold([Condition("a", {"is": ("A",)}), condition], ROW.get) is holds


def test_no_condition_holds():
    assert all_hold([], ROW.get)
