"""Times as people say them: what the page's first rows say before the browser does."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from freezer_ui.messages import data

#: 2026-11-26 18:00 UTC, 19:00 in Paris; core/core.spec.js has the same table.
NOW = 1_795_716_000
HOUR = 3600


@pytest.fixture(autouse=True)
def _in_paris():
    with timezone.override(ZoneInfo("Europe/Paris")):
        yield


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (-20, "yesterday 23:00"),
        (-19, "today 00:00"),
        (4, "today 23:00"),
        (5, "tomorrow 00:00"),
        (28, "tomorrow 23:00"),
        (29, "28 Nov 00:00"),
        (53, "29 Nov 00:00"),
        (-44, "24 Nov 23:00"),
        (-300 * 24, "30 Jan 19:00"),
        (-301 * 24, "29 Jan 2026"),
    ],
)
def test_a_day_is_the_users(hours, words):
    assert data.short(NOW + hours * HOUR, NOW) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "in 1 min"),
        (89, "in 1 min"),
        (90, "in 2 min"),
        (89 * 60, "in 89 min"),
        (90 * 60, "in 2 h"),
        (12 * HOUR - 1, "in 12 h"),
        (12 * HOUR, "tomorrow 07:00"),
        (0, "today 19:00"),
        (-60, "today 18:59"),
    ],
)
def test_what_comes_soon_is_told_by_how_soon(seconds, words):
    assert data.ahead(NOW + seconds, NOW) == words


@pytest.mark.parametrize("at", [1, 32_503_680_000])
def test_the_calendars_ends_are_told(at):
    assert data.short(at, NOW)
    assert data.ahead(at, NOW)
