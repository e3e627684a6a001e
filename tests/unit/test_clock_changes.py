"""What clock changes do to runs by the calendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from freezer_ui.domain.schedules import clock_changes
from freezer_ui.messages import say

NOW = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())


def calendar(**fields):
    return {f"schedule_{name}": value for name, value in fields.items()}


@pytest.mark.parametrize(
    ("zone", "fields", "told"),
    [
        (
            "Europe/Berlin",
            calendar(hour="2", minute="30"),
            [
                "On 28 March 2027 clocks go forward in Europe/Berlin: the run at 02:30 takes place "
                "at 03:30.",
                "On 31 October 2027 clocks go back in Europe/Berlin: the run at 02:30 takes place "
                "twice.",
            ],
        ),
        (
            "America/New_York",
            calendar(hour="1-3", minute="30"),
            [
                "On 14 March 2027 clocks go forward in America/New_York: the run at 02:30 is "
                "skipped.",
                "On 7 November 2027 clocks go back in America/New_York: the run at 01:30 "
                "takes place twice.",
            ],
        ),
        (
            "Australia/Lord_Howe",
            calendar(hour="2"),
            [
                "On 3 October 2027 clocks go forward in Australia/Lord_Howe: the run at 02:00 "
                "takes place at 02:30."
            ],
        ),
        ("Europe/Berlin", calendar(hour="5"), []),
        ("Europe/Berlin", calendar(hour="*"), []),
        ("Europe/Berlin", calendar(interval="1 days"), []),
        ("UTC", calendar(hour="2"), []),
        ("Europe/Berlin", {}, []),
    ],
)
def test_each_change_that_moves_or_doubles_a_run_is_told(zone, fields, told):
    assert [say(each) for each in clock_changes.notices(fields, NOW, zone)] == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (calendar(interval="1 days", start_date="2026-12-01T01:00:00Z"), 1),
        (calendar(interval="24 hours", start_date="2026-12-01T01:00:00Z"), 1),
        (calendar(interval="6 hours", start_date="2026-12-01T01:00:00Z"), 0),
        (
            calendar(
                interval="1 weeks",
                start_date="2026-12-01T01:00:00Z",
                end_date="2027-02-01T00:00:00Z",
            ),
            0,
        ),
    ],
)
def test_an_interval_of_days_moves_by_the_users_clock(fields, told):
    found = clock_changes.notices(fields, NOW, "UTC", ZoneInfo("Europe/Berlin"))
    assert len(found) == told
    for sentence in map(say, found):
        assert "From 28 March 2027" in sentence
        assert "1 hour later" in sentence


def test_changes_are_found_to_the_second():
    found = list(clock_changes.changes(ZoneInfo("Europe/Berlin"), NOW))
    assert [datetime.fromtimestamp(at, UTC).isoformat() for at in found] == [
        "2027-03-28T01:00:00+00:00",
        "2027-10-31T01:00:00+00:00",
    ]
