"""What is done with one value: of the sheet, of the record, and as imported last."""

import datetime

import pytest

from engagements.imports.plan.value_comparison import (
    NEVER_IMPORTED,
    ValueAction,
    json_value,
    keep_together,
    three_way,
)
from engagements.models import Meeting, Official

SAME, CHANGE, KEEP, IGNORE = ValueAction.SAME, ValueAction.CHANGE, ValueAction.KEEP, ValueAction.IGNORE


@pytest.mark.parametrize(
    ("sheet_value", "current", "last", "without_last", "action"),
    [
        ("a", "a", "a", KEEP, SAME),
        ("a", "a", "b", KEEP, SAME),
        ("a", "a", NEVER_IMPORTED, KEEP, SAME),
        ("a", "b", "b", KEEP, CHANGE),
        ("a", "b", "b", IGNORE, CHANGE),
        ("a", "b", "c", KEEP, KEEP),
        ("a", "b", "a", KEEP, KEEP),
        ("a", "", "c", KEEP, KEEP),
        ("a", "b", NEVER_IMPORTED, KEEP, KEEP),
        ("a", "", NEVER_IMPORTED, KEEP, CHANGE),
        ("a", None, NEVER_IMPORTED, KEEP, CHANGE),
        ("a", "b", NEVER_IMPORTED, CHANGE, CHANGE),
        ("a", "b", NEVER_IMPORTED, IGNORE, IGNORE),
        ("a", "", NEVER_IMPORTED, IGNORE, IGNORE),
        (None, "b", "b", KEEP, CHANGE),
        (None, "b", None, KEEP, KEEP),
        (1, 2, 2, KEEP, CHANGE),
    ],
)
def test_three_way(sheet_value, current, last, without_last, action):
    assert three_way(sheet_value, current, last, without_last) is action


@pytest.mark.parametrize(
    ("actions", "kept"),
    [
        ({"start_date": KEEP, "end_date": CHANGE}, {"start_date": KEEP, "end_date": KEEP}),
        ({"start_date": KEEP, "end_date": SAME}, {"start_date": KEEP, "end_date": SAME}),
        ({"start_date": SAME, "end_date": CHANGE}, {"start_date": SAME, "end_date": CHANGE}),
        ({"dates": KEEP, "title": CHANGE}, {"dates": KEEP, "title": CHANGE}),
        ({"title": KEEP, "end_date": CHANGE}, {"title": KEEP, "end_date": CHANGE}),
    ],
)
def test_keep_together(actions, kept):
    keep_together(actions)
    assert actions == kept


def test_json_value():
    meeting = Meeting(
        title="A",
        start_date=datetime.date(2021, 5, 6),
        start_time=datetime.time(9, 30),
        dates="exact",
    )
    assert json_value(meeting, "start_date") == "2021-05-06"
    assert json_value(meeting, "start_time") == "09:30:00"
    assert json_value(meeting, "end_date") is None
    assert json_value(meeting, "dates") == "exact"
    assert json_value(Official(pk=7), "id") == 7
