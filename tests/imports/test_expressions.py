"""What the options of a field do to a cell, in their order."""

import pytest

from engagements.imports.mapping.expressions import (
    MAX_DROP_ROUNDS,
    Expression,
    drop_words,
    separator_pattern,
    split_text,
)
from engagements.imports.mapping.values_tables import ValuesTable

VALUES = ValuesTable({"UK": "GB", "VC*": "video", "all": ["a", "b"], "none": "", "VC room": "room"})


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        ({}, " a  b ", "a  b"),
        ({"before": ","}, "a, b, c", "a"),
        ({"before_last": ","}, "a, b, c", "a, b"),
        ({"after": ","}, "a, b, c", "b, c"),
        ({"after_last": ","}, "a, b, c", "c"),
        ({"before": ";", "before_last": ";", "after": ";", "after_last": ";"}, "a, b", "a, b"),
        ({"before": ";", "after": ":"}, "x: a; y: b", "a"),
        ({"drop": ("Dr.", "MP")}, "Dr. Ann Able MP", "Ann Able"),
        ({"values": VALUES}, "uk", "GB"),
        ({"values": VALUES}, " U K ", "U K"),
        ({"values": VALUES}, "vc by link", "video"),
        ({"values": VALUES}, "vc  ROOM", "room"),
        ({"values": VALUES}, "none", ""),
        ({"values": VALUES}, "all", ["a", "b"]),
        ({"values": VALUES, "otherwise": "other"}, "uk", "GB"),
        ({"values": VALUES, "otherwise": "other"}, "none", ""),
        ({"values": VALUES, "before": ","}, "uk, London", "GB"),
        ({"values": VALUES, "drop": ("the",)}, "the UK", "GB"),
        ({"values": ValuesTable({"a": "the b", "b": "c"}), "drop": ("the",)}, "a", "b"),
        ({"split": (",",)}, "a, b,, a", ["a", "b"]),
        ({"split": (",", ";")}, "a; b, c", ["a", "b", "c"]),
        ({"split_first": (";", ",")}, "a, b; c", ["a, b", "c"]),
        ({"split_first": (";", ",")}, "a, b", ["a", "b"]),
        ({"split_first": (";",)}, "a", ["a"]),
        ({"split": (",",), "drop": ("and",)}, "a, and b, and", ["a", "b"]),
        ({"split": (",",), "values": VALUES}, "uk, x, all, none", ["GB", "x", "a", "b"]),
        ({"split": (",",), "values": VALUES, "otherwise": "other"}, "x", ["x"]),
        ({"split": (",",), "values": VALUES}, "all", ["a", "b"]),
        ({"split": (",",), "after": ":"}, "with: a, b", ["a", "b"]),
    ],
)
def test_transform(options, text, value):
    assert Expression(**options).transform(text) == value


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        ({"values": VALUES}, "France", "other"),
        ({"values": VALUES}, "UK", "GB"),
        ({"values": VALUES}, "none", ""),
        ({"values": VALUES, "split": (",",)}, "UK, France", ["GB", "other"]),
        ({"values": VALUES, "split_first": (";", ",")}, "France, all", ["other", "a", "b"]),
    ],
)
def test_otherwise_is_meant_where_a_table_has_no_entry(options, text, value):
    assert Expression(**options).transform(text, "other") == value


@pytest.mark.parametrize(
    ("text", "separators", "names", "parts"),
    [
        ("a, b", (",",), (), ["a", "b"]),
        ("a (b, c), d", (",",), (), ["a (b, c)", "d"]),
        ("a (b (c, d), e), f", (",",), (), ["a (b (c, d), e)", "f"]),
        ("a (b, c", (",",), (), ["a (b", "c"]),
        ("a (b\nc), d", (",",), (), ["a (b", "c)", "d"]),
        ("a\nb", (), (), ["a", "b"]),
        ("a, b", (), (), ["a, b"]),
        ("Smith, Jones, Sun", (",",), ("Smith, Jones",), ["Smith, Jones", "Sun"]),
        ("x, Smith, Jones and Co, y", (",",), ("Smith, Jones", "Smith, Jones and Co"),
         ["x", "Smith, Jones and Co", "y"]),
        ("a and b and a", (" and ",), (), ["a", "b"]),
        ("a -- b", ("--",), (), ["a", "b"]),
        ("", (",",), (), []),
    ],
)  # fmt: skip
def test_split_text(text, separators, names, parts):
    assert list(dict.fromkeys(filter(None, split_text(text, separator_pattern(separators), names)))) == parts


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("The Bank", ("The",), "Bank"),
        ("Thebes", ("The",), "Thebes"),
        ("Bank MP", ("MP",), "Bank"),
        ("STAMP", ("MP",), "STAMP"),
        ("and the Bank", ("the", "and"), "Bank"),
        ("Dr. Dr. Ann", ("Dr.",), "Ann"),
        ("Ann, ", (",",), "Ann"),
        ("(Ann)", ("(", ")"), "Ann"),
        ("The", ("The",), ""),
        (" Ann ", (), "Ann"),
        ("a " * (MAX_DROP_ROUNDS + 2), ("a",), "a a" if MAX_DROP_ROUNDS % 2 else ""),
    ],
)
def test_drop_words(text, words, rest):
    assert drop_words(text, words, []) == rest
