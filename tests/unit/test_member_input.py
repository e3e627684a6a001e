"""What is sent to put a job in or to take it out is checked before anything is read."""

import pytest

from freezer_ui.domain.membership import member_input
from tests.unit.refusals import refused


def test_nothing_is_enough():
    assert member_input.parse_join(None) == {"also": [], "again": False}
    assert member_input.parse_leave({}) == {"then": "stop", "schedule": None, "also": []}


def test_the_pool_is_not_the_same_as_unsaid():
    assert member_input.parse_join({"from": None})["from"] is None
    assert "from" not in member_input.parse_join({})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        ("x", "body"),
        ({"to": "a"}, "body"),
        ({"from": 3}, "from"),
        ({"from": "../x"}, "from"),
        ({"also": "a"}, "also"),
        ({"also": [1]}, "also"),
        ({"again": 1}, "again"),
    ],
)
def test_a_bad_join_is_refused(body, field):
    assert list(refused(member_input.parse_join, body)) == [field]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"then": "fly"}, "then"),
        ({"schedule": []}, "schedule"),
        ({"schedule": {"event": "start"}}, "schedule"),
        ({"schedule": {"schedule_day": 1}}, "schedule"),
        ({"schedule": {"schedule_date": "0"}}, "schedule_date"),
        ({"schedule": {"schedule_interval": "daily"}}, "schedule_interval"),
        ({"schedule": {"schedule_year": "27"}}, "schedule_year"),
        ({"also": ["a"] * 21}, "also"),
    ],
)
def test_a_bad_leave_is_refused(body, field):
    assert list(refused(member_input.parse_leave, body)) == [field]


@pytest.mark.parametrize(
    "schedule",
    [
        {"schedule_date": "2020-01-01T00:00:00Z"},
        {"schedule_date": "-12345-01-01T00:00:00"},
        {"schedule_interval": "0  minutes", "schedule_start_date": "2020-01-01T00:00:00.5+02:00"},
        {"schedule_year": "1999", "schedule_hour": "25", "schedule_day": "whatever"},
    ],
)
def test_a_schedule_that_freezer_took_once_can_be_given_back(schedule):
    """Whatever became of it: the agent stopped at it before, too."""
    assert member_input.parse_leave({"schedule": schedule})["schedule"] == schedule
