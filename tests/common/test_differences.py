import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagements.common.differences import mark_difference

LONG = "The ministers spoke of many things, " * 5


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("talks", "trade", ("talks", "trade")),
        (
            f"{LONG}as trade and ports. {LONG}",
            f"{LONG}as visas and ports. {LONG}",
            (
                "…ters spoke of many things, as [trade] and ports. The ministers spok…",
                "…ters spoke of many things, as [visas] and ports. The ministers spok…",
            ),
        ),
        (LONG, f"{LONG}twice", (f"…{LONG[-30:]}[]", f"…{LONG[-30:]}[twice]")),
        ("", LONG, ("[]", f"[{LONG[:50]}…{LONG[-50:]}]")),
        (LONG, LONG.replace(" ", "\n"), (f"{LONG[:99]}…", "the same but for blanks and line breaks")),
        (
            "貿" * 150 + "易" + "貿" * 150,
            "貿" * 301,
            (f"…{'貿' * 30}[易]{'貿' * 30}…", f"…{'貿' * 30}[貿]{'貿' * 30}…"),
        ),
    ],
)
def test_two_texts(text, other, marked):
    assert mark_difference(text, other) == marked


@given(st.text(min_size=101), st.text())
def test_two_texts_that_differ_never_look_the_same(text, other):
    marked, other_marked = mark_difference(text, other)
    assert text == other or marked != other_marked
    assert len(marked) <= 165
