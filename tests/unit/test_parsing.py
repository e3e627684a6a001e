"""Schedules as users type them: what is accepted, and what is told at which field."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.schedules import parsing, schedule, timetable
from freezer_ui.errors import Invalid
from freezer_ui.messages import schedules
from tests.unit.refusals import refused

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())


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
        ({"schedule_day_of_week": " MON - FRI"}, {"schedule_day_of_week": "mon-fri"}),
        ({"schedule_day": "\u00a01, 15 "}, {"schedule_day": "1,15"}),
        ({"schedule_day": "2nd  Mon"}, {"schedule_day": "2nd mon"}),
        (
            {"schedule_date": "2026-12-01 02:00[Europe/Berlin]"},
            {"schedule_date": "2026-12-01T01:00:00Z"},
        ),
        (
            {"schedule_date": "2026-10-25 02:30+01:00[Europe/Berlin]"},
            {"schedule_date": "2026-10-25T01:30:00Z"},
        ),
        # What will not run (again) is safe, and advice.py says so.
        ({"schedule_date": "2020-01-01T00:00:00Z"}, {"schedule_date": "2020-01-01T00:00:00Z"}),
        ({"schedule_year": "2020"}, {"schedule_year": "2020"}),
    ],
)
def test_good_schedules_are_kept_in_freezers_form(sent, kept):
    assert parsing.parse(sent, NOW) == kept


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ("daily", "schedule", "object"),
        ({"schedule_fortnight": "1"}, "schedule_fortnight", "no field"),
        ({"event": "start"}, "event", "no field"),
        ({"schedule_interval": "0 minutes"}, "schedule_interval", "at least 1"),
        ({"schedule_interval": "5 fortnights"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "1.5 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "-1 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": "9999999999 weeks"}, "schedule_interval", "100 years"),
        ({"schedule_interval": "\u0663 hours"}, "schedule_interval", "whole number"),
        ({"schedule_interval": 6}, "schedule_interval", "Enter text"),
        ({"schedule_date": "tomorrow"}, "schedule_date", "Enter a date"),
        ({"schedule_date": "2026-02-31T00:00:00"}, "schedule_date", "no such date"),
        ({"schedule_hour": "25"}, "schedule_hour", "hours from 0 to 23"),
        ({"schedule_day_of_week": "Montag"}, "schedule_day_of_week", "mon to sun"),
        ({"schedule_year": "26"}, "schedule_year", "four digits"),
        ({"schedule_month": "2", "schedule_day": "31"}, "schedule_month", "ten years"),
        (
            {"schedule_date": "2026-12-01T00:00:00", "schedule_hour": "1"},
            "schedule_hour",
            "runs once",
        ),
        (
            {"schedule_interval": "1 hours", "schedule_hour": "1"},
            "schedule_hour",
            "either an interval",
        ),
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
        ({"schedule_hour": "1," * 101}, "schedule_hour", "200 characters"),
        ({"schedule_date": "2027-03-28 02:30[Europe/Berlin]"}, "schedule_date", "03:30"),
        ({"schedule_date": "2026-10-25 02:30[Europe/Berlin]"}, "schedule_date", "exists twice"),
        ({"schedule_date": "2026-10-25 02:30[Europe/Bonn]"}, "schedule_date", "no time zone"),
        ({"schedule_date": "2026-10-25 02:30[../x]"}, "schedule_date", "no time zone"),
        ({"schedule_date": "2026-10-25 02:30[Europe]"}, "schedule_date", "no time zone"),
        ({"schedule_date": "2026-10-25 02:30+99:00"}, "schedule_date", "no such date"),
        ({"schedule_date": "0001-01-01 00:00+01:00"}, "schedule_date", "no such date"),
    ],
)
def test_bad_schedules_are_told_at_their_field(sent, field, says):
    assert says in refused(parsing.parse, sent, NOW)[field]


@given(
    st.dictionaries(
        st.sampled_from([*schedule.FIELDS, "event", "x"]),
        st.one_of(st.text(max_size=20), st.integers(), st.none(), st.from_regex(r"\d+ hours")),
    )
)
def test_anything_typed_is_accepted_or_told_and_what_is_accepted_can_be_read(sent):
    try:
        kept = parsing.parse(sent, NOW)
    except Invalid:
        return
    assert parsing.parse(kept, NOW) == kept
    assert schedules.words(kept)
    timetable.runs(kept, EPOCH, None, "Europe/Berlin", heard=EPOCH)


def test_the_stored_schedule_always_tells_the_agent_what_to_do():
    """Without an event the agent's poll dies; `start` alone would run the job at once."""
    assert schedule.stored({"schedule_hour": "2"}) == {"schedule_hour": "2", "event": "start"}
    assert schedule.stored({}) == {"event": "stop"}
