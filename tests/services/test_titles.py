import pytest

from engagements.models import Meeting
from engagements.services.titles import add_missing_title, add_missing_titles
from tests.factories import MeetingFactory, OfficialFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


def meeting_of(**names_by_side):
    """Return a meeting without a title, with officials of these names on each side."""
    meeting = MeetingFactory(title="")
    for side, names in names_by_side.items():
        for name in names:
            ParticipantFactory(meeting=meeting, side=side, official=OfficialFactory(name=name))
    return meeting


@pytest.mark.parametrize(
    ("names_by_side", "title"),
    [
        ({"delegation": ["Miller"], "counterpart": ["Velasco"]}, "Miller with Velasco"),
        ({"counterpart": ["Velasco", "Olivares"]}, "(not named) with Velasco and 1 other"),
        (
            {"third_party": ["C"], "counterpart": ["A", "B"], "accompanying": ["Z"], "delegation": ["Y"]},
            "Y and 1 other with A and 2 others",
        ),
        ({}, "(not named) with (not named)"),
        # A mark keeps a title that begins with a name from right to left in its order.
        ({"delegation": ["محمد علي"], "counterpart": ["Vance"]}, "\u200eمحمد علي with Vance"),
        ({"delegation": ["Vance"], "counterpart": ["محمد علي"]}, "Vance with محمد علي"),
        ({"delegation": ["x" * 190], "counterpart": ["y" * 190]}, f"{'x' * 190} with {'y' * 104}"),
    ],
)
def test_title_from_participants(names_by_side, title):
    meetings = [meeting_of(**names_by_side) for _ in range(2)]
    add_missing_title(meetings[0])
    add_missing_titles(meetings[1:])
    for meeting in Meeting.objects.all():
        assert meeting.title == title
        assert meeting in Meeting.objects.matching(title)


def test_a_title_that_was_given_stays():
    meeting = meeting_of(delegation=["Miller"], counterpart=["Velasco"])
    meeting.title = "Given"
    meeting.save()
    add_missing_title(meeting)
    add_missing_titles([meeting])
    meeting.refresh_from_db()
    assert meeting.title == "Given"


def test_titles_in_bulk_ask_as_much_for_few_as_for_one(django_assert_num_queries):
    first, *others = [meeting_of(delegation=["A"], counterpart=["B"]) for _ in range(4)]
    for meetings in ([first], others):
        # The meetings, their participants, and the update.
        with django_assert_num_queries(3):
            add_missing_titles(meetings)
