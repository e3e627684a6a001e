"""When a schedule runs next. That runs() is what agents do is tests/agents' business."""

from datetime import UTC, datetime

import pytest

from freezer_ui.domain.schedules import timetable

EPOCH = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
HOUR, DAY = 3600, 86400
TWO_HOURS = {"schedule_interval": "2 hours"}
START = "schedule_start_date"


def runs(fields, **known):
    known = {"last_start": None, "agents_zone": "Europe/Berlin", **known}
    return timetable.runs(fields, EPOCH, **known)


@pytest.mark.parametrize(
    ("fields", "last_start", "expected"),
    [
        ({}, None, (None, False, "none")),
        ({"event": "stop"}, None, (None, False, "none")),
        ({**TWO_HOURS, "event": "stop"}, EPOCH, (None, False, "stopped")),
        ({"schedule_date": "2026-11-23T13:00:00Z"}, None, (EPOCH + HOUR, False, None)),
        ({"schedule_date": "2026-11-23T14:00:00"}, None, (EPOCH + HOUR, True, None)),
        ({"schedule_date": "2026-11-23T11:00:00Z"}, None, (None, False, "over")),
        (TWO_HOURS, None, (None, False, "unheard")),
        (TWO_HOURS, EPOCH - HOUR, (EPOCH + HOUR, True, None)),
        (TWO_HOURS, EPOCH - 5 * HOUR, (EPOCH + HOUR, True, None)),
        ({**TWO_HOURS, START: "2026-11-23T13:00:00Z"}, None, (EPOCH + HOUR, False, None)),
        # the agents that heard of a start in time are on its grid, whenever the last run was told
        ({**TWO_HOURS, START: "2026-11-23T07:00:00Z"}, None, (EPOCH + HOUR, True, None)),
        (
            {**TWO_HOURS, START: "2026-11-23T07:00:00Z"},
            EPOCH - HOUR + 3,
            (EPOCH + HOUR, True, None),
        ),
        (
            {**TWO_HOURS, START: "2026-11-23T07:00:00Z"},
            EPOCH - HOUR - 2,
            (EPOCH + HOUR, True, None),
        ),
        # an agent that was started again counts from then
        (
            {**TWO_HOURS, START: "2026-11-23T07:00:00Z"},
            EPOCH - HOUR + 900,
            (EPOCH + HOUR + 900, True, None),
        ),
        (
            {
                **TWO_HOURS,
                START: "2026-01-01T07:00:00Z",
                "schedule_end_date": "2026-02-01T07:00:00Z",
            },
            None,
            (None, False, "over"),
        ),
        ({"schedule_hour": "14"}, None, (EPOCH + HOUR, True, None)),  # 14:00 there is 13:00 UTC
        ({"schedule_hour": "nonsense"}, None, (None, False, "unreadable")),
        ({"schedule_hour": "14", "schedule_day": ""}, None, (None, False, "unreadable")),
        ({"schedule_interval": "2  hours"}, EPOCH, (None, False, "unreadable")),
        ({"schedule_interval": "soon"}, EPOCH, (None, False, "unreadable")),
    ],
)
def test_the_next_run_and_whether_it_is_only_about_then(fields, last_start, expected):
    assert timetable.next_run(fields, EPOCH, last_start, "Europe/Berlin") == expected
    found = runs(fields, last_start=last_start)
    assert ((found.at or (None,))[0], found.about is not None, found.note) == expected


def test_what_is_typed_is_counted_from_the_moment_the_agents_hear_of_it():
    found = runs(TWO_HOURS, heard=EPOCH, count=3)
    assert found == timetable.Runs(
        tuple(EPOCH + hours * HOUR for hours in (2, 4, 6)), more=True, about="poll"
    )
    past = runs({**TWO_HOURS, START: "2026-01-01T00:00:00Z"}, heard=EPOCH, count=2)
    assert past.at == (EPOCH + 2, EPOCH + 2 + 2 * HOUR)


def test_a_list_that_ends_says_so():
    fields = {
        **TWO_HOURS, START: "2026-11-23T13:00:00Z", "schedule_end_date": "2026-11-23T17:00:00Z"
    }  # fmt: skip
    found = runs(fields)
    assert (found.at, found.more) == (tuple(EPOCH + hour * HOUR for hour in (1, 3, 5)), False)


def test_runs_until_a_moment_are_those_before_it():
    assert runs({"schedule_hour": "*"}, until=EPOCH + 2 * HOUR).at == (EPOCH + HOUR,)


def test_days_keep_their_time_of_day_across_a_clock_change_and_intervals_their_length():
    before = int(datetime(2027, 3, 27, 12, tzinfo=UTC).timestamp())
    nightly = {"schedule_hour": "4"}
    first, second = timetable.runs(nightly, before - DAY, None, "Europe/Berlin", count=2).at
    assert second - first == 23 * HOUR
    daily = {"schedule_interval": "1 days"}
    first, second = timetable.runs(daily, before, before - DAY, "Europe/Berlin", count=2).at
    assert second - first == DAY


FRIDAY_2AM = 1_795_744_800  # 2026-11-27 02:00 UTC


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        (TWO_HOURS, 2),
        ({"schedule_hour": "2"}, 24),
        ({"schedule_hour": "3"}, 24),  # the agents' clock may be an hour behind UTC
        ({"schedule_hour": "2", "schedule_day_of_week": "mon-fri"}, 72),
        ({"schedule_date": "2026-11-27T02:00:00Z"}, None),
        ({}, None),
    ],
)
def test_when_the_run_after_one_is_due(fields, hours):
    expected = None if hours is None else FRIDAY_2AM + hours * HOUR
    assert timetable.due_after(fields, FRIDAY_2AM) == expected
