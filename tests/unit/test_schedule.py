"""Schedules: what is accepted, how it reads, when it runs."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.sessions import schedule
from freezer_ui.sessions.invalid import Invalid

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())
HOUR = 3600


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, {}),
        ({"schedule_interval": " 6   hours "}, {"schedule_interval": "6 hours"}),
        ({"schedule_interval": "007 days"}, {"schedule_interval": "7 days"}),
        ({"schedule_interval": "continuous"}, {"schedule_interval": "continuous"}),
        ({"schedule_date": "2026-12-01T02:00"}, {"schedule_date": "2026-12-01T02:00:00Z"}),
        ({"schedule_date": "2026-12-01T02:00:00+01:00"}, {"schedule_date": "2026-12-01T01:00:00Z"}),
        (
            {"schedule_hour": "2", "schedule_minute": "30", "schedule_day": ""},
            {"schedule_hour": "2", "schedule_minute": "30"},
        ),
        ({"schedule_day_of_week": "mon-fri"}, {"schedule_day_of_week": "mon-fri"}),
    ],
)
def test_good_schedules_are_kept_in_freezers_form(sent, kept):
    assert schedule.parse(sent, NOW) == kept


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ("daily", "schedule", "object"),
        ({"schedule_fortnight": "1"}, "schedule_fortnight", "no schedule field"),
        ({"event": "start"}, "event", "no schedule field"),
        ({"schedule_interval": "0 minutes"}, "schedule_interval", "at least 1"),
        ({"schedule_interval": "5 fortnights"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "1.5 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "-1 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "9999999999 weeks"}, "schedule_interval", "100 years"),
        ({"schedule_interval": "\u0663 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": 6}, "schedule_interval", "as text"),
        ({"schedule_date": "tomorrow"}, "schedule_date", "Write a date"),
        ({"schedule_date": "2026-02-31T00:00:00"}, "schedule_date", "no such date"),
        ({"schedule_date": "2026-11-23T11:59:59"}, "schedule_date", "past"),
        ({"schedule_hour": "25"}, "schedule_hour", "hours from 0 to 23"),
        ({"schedule_day_of_week": "Montag"}, "schedule_day_of_week", "mon to sun"),
        ({"schedule_year": "26"}, "schedule_year", "four digits"),
        ({"schedule_month": "2", "schedule_day": "31"}, "schedule_month", "ten years"),
        ({"schedule_year": "2020"}, "schedule_year", "ten years"),
        (
            {"schedule_date": "2026-12-01T00:00:00", "schedule_hour": "1"},
            "schedule_hour",
            "runs once",
        ),
        ({"schedule_interval": "1 hours", "schedule_hour": "1"}, "schedule_hour", "not both"),
        ({"schedule_start_date": "2026-12-01T00:00:00"}, "schedule_start_date", "need an interval"),
        (
            {"schedule_interval": "1 hours", "schedule_end_date": "2026-12-01T00:00:00"},
            "schedule_end_date",
            "needs a start",
        ),
        (
            {
                "schedule_interval": "1 hours",
                "schedule_start_date": "2026-12-02T00:00:00",
                "schedule_end_date": "2026-12-01T00:00:00",
            },
            "schedule_end_date",
            "not after the start",
        ),
        (
            {
                "schedule_interval": "1 hours",
                "schedule_start_date": "2026-01-01T00:00:00",
                "schedule_end_date": "2026-02-01T00:00:00",
            },
            "schedule_end_date",
            "past",
        ),
    ],
)
def test_bad_schedules_are_told_at_their_field(sent, field, says):
    with pytest.raises(Invalid) as caught:
        schedule.parse(sent, NOW)
    assert says in caught.value.fields[field]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*schedule.FIELDS, "event", "x"]),
        st.one_of(st.text(max_size=20), st.integers(), st.none(), st.from_regex(r"\d+ hours")),
    )
)
def test_anything_typed_is_accepted_or_told_and_what_is_accepted_can_be_read(sent):
    try:
        kept = schedule.parse(sent, NOW)
    except Invalid:
        return
    assert schedule.parse(kept, NOW) == kept
    assert schedule.words(kept)
    schedule.next_run(kept, EPOCH, None, "Europe/Berlin")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no schedule"),
        ({"schedule_interval": "6 hours"}, "every 6 hours"),
        ({"schedule_interval": "1 days"}, "every day"),
        ({"schedule_interval": "continuous"}, "continuously"),
        (
            {"schedule_interval": "6 hours", "schedule_start_date": "2026-12-01T02:00:00Z"},
            "every 6 hours from 2026-12-01 02:00 UTC",
        ),
        ({"schedule_date": "2026-12-01T02:00:00Z"}, "once, at 2026-12-01 02:00 UTC"),
        ({"schedule_hour": "2", "schedule_minute": "30"}, "every day at 02:30, agents' time"),
        (
            {"schedule_day_of_week": "0-4", "schedule_hour": "22"},
            "Monday to Friday at 22:00, agents' time",
        ),
        (
            {"schedule_day_of_week": "sun", "schedule_hour": "4"},
            "every Sunday at 04:00, agents' time",
        ),
        (
            {"schedule_day": "1", "schedule_hour": "3"},
            "on day 1 of every month at 03:00, agents' time",
        ),
        ({"schedule_hour": "*/2"}, "whenever hour */2, agents' time"),
        ({"schedule_interval": "soon"}, "every soon"),
    ],
)
def test_words(fields, words):
    assert schedule.words(fields) == words


@pytest.mark.parametrize(
    ("fields", "last_start", "expected"),
    [
        ({}, None, (None, False)),
        ({"schedule_date": "2026-11-23T13:00:00Z"}, None, (EPOCH + HOUR, False)),
        ({"schedule_date": "2026-11-23T11:00:00Z"}, None, (None, False)),
        ({"schedule_interval": "2 hours"}, None, (None, False)),
        ({"schedule_interval": "2 hours"}, EPOCH - HOUR, (EPOCH + HOUR, True)),
        ({"schedule_interval": "2 hours"}, EPOCH - 5 * HOUR, (EPOCH + HOUR, True)),
        (
            {"schedule_interval": "2 hours", "schedule_start_date": "2026-11-23T13:00:00Z"},
            None,
            (EPOCH + HOUR, False),
        ),
        ({"schedule_hour": "14"}, None, (EPOCH + HOUR, True)),  # 14:00 in Berlin is 13:00 UTC
        ({"schedule_hour": "nonsense"}, None, (None, False)),
    ],
)
def test_next_run(fields, last_start, expected):
    assert schedule.next_run(fields, EPOCH, last_start, "Europe/Berlin") == expected


FRIDAY_2AM = 1_795_744_800  # 2026-11-27 02:00 UTC


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({"schedule_interval": "2 hours"}, 2),
        ({"schedule_hour": "2"}, 24),
        ({"schedule_hour": "3"}, 24),  # the agents' clock may be an hour behind UTC
        ({"schedule_hour": "2", "schedule_day_of_week": "mon-fri"}, 72),
        ({"schedule_date": "2026-11-27T02:00:00Z"}, None),
        ({}, None),
    ],
)
def test_when_the_run_after_one_is_due(fields, hours):
    expected = None if hours is None else FRIDAY_2AM + hours * HOUR
    assert schedule.due_after(fields, FRIDAY_2AM) == expected


def test_the_stored_schedule_always_tells_the_agent_what_to_do():
    """F4: without an event the agent's poll dies; R9: `start` alone would run the job at once."""
    assert schedule.stored({"schedule_hour": "2"}) == {"schedule_hour": "2", "event": "start"}
    assert schedule.stored({}) == {"event": "stop"}
