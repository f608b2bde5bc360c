"""Time zones in the words of people."""

import pytest

from engagements.common.timezones import describe_timezone


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("America/Mexico_City", "Mexico City time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("Etc/GMT+5", "GMT+5"),
        ("UTC", "UTC"),
        ("", ""),
    ],
)
def test_a_zone_is_called_by_its_city(name, words):
    assert describe_timezone(name) == words
