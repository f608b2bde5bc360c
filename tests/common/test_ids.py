import pytest

from engagements.common.ids import LARGEST_ID, read_id


@pytest.mark.parametrize(
    ("text", "pk"),
    [
        ("1", 1),
        ("007", 7),
        (str(LARGEST_ID), LARGEST_ID),
        (str(LARGEST_ID + 1), None),
        ("9" * 4000, None),
        ("0", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        ("1_0", None),
        (" 1", None),
        ("", None),
        ("x", None),
        ("\x00", None),
        ("١", None),  # digits of other scripts
        ("²", None),
    ],
)
def test_read_id(text, pk):
    assert read_id(text) == pk
