"""An interval in calendar fields runs at the same moments."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.schedules import calendar_fields, timetable
from freezer_ui.domain.times import format_iso

NOW = 1_795_521_600  # Tuesday, 2026-11-24 12:00 UTC
_FITTING = ("15 seconds", "1 minutes", "15 minutes", "60 minutes", "1 hours", "6 hours", "24 hours",
            "1 days", "7 days", "1 weeks")  # fmt: skip
_OTHER = ("continuous", "7 seconds", "25 minutes", "90 minutes", "7 hours", "3 days", "2 weeks")


def of(text: str, start: str | None = None, **more: str) -> dict | None:
    fields = {"schedule_interval": text, **more}
    if start:
        fields["schedule_start_date"] = start
    return calendar_fields.of_interval(fields, NOW, "UTC")


@pytest.mark.parametrize(
    ("text", "start", "said"),
    [
        ("15 minutes", None, {"schedule_minute": "*/15"}),
        ("15 minutes", "2026-11-24T12:05:00Z", {"schedule_minute": "5,20,35,50"}),
        ("5 minutes", "2026-11-24T12:02:00Z", {"schedule_minute": "2-57/5"}),
        ("6 hours", "2026-11-24T14:00:00Z", {"schedule_hour": "2,8,14,20", "schedule_minute": "0"}),
        ("1 hours", "2026-11-24T12:10:30Z", {"schedule_minute": "10", "schedule_second": "30"}),
        ("1 days", "2026-11-25T02:00:00Z", {"schedule_hour": "2", "schedule_minute": "0"}),
        ("1 days", "2020-01-01T02:30:00Z", {"schedule_hour": "2", "schedule_minute": "30"}),
        (
            "1 weeks",
            "2026-11-30T02:00:00Z",
            {"schedule_day_of_week": "mon", "schedule_hour": "2", "schedule_minute": "0"},
        ),
    ],
)
def test_what_people_say_of_it(text, start, said):
    assert of(text, start) == said


def test_a_start_far_ahead_stays():
    start = "2026-12-24T02:00:00Z"
    assert of("1 days", start)["schedule_start_date"] == start


def test_an_end_keeps_its_start_for_agents_ignore_it_otherwise():
    bounds = {
        "schedule_start_date": "2026-11-01T02:00:00Z",
        "schedule_end_date": "2026-12-01T00:00:00Z",
    }
    said = calendar_fields.of_interval({"schedule_interval": "1 days", **bounds}, NOW, "UTC")
    assert said == {"schedule_hour": "2", "schedule_minute": "0", **bounds}


@pytest.mark.parametrize("text", _OTHER)
def test_what_the_calendar_cannot_say_stays_an_interval(text):
    assert of(text) is None


def test_hours_are_those_of_the_agents_zone():
    fields = {"schedule_interval": "1 days", "schedule_start_date": "2026-11-25T02:00:00Z"}
    said = calendar_fields.of_interval(fields, NOW, "Asia/Tokyo")
    assert said == {"schedule_hour": "11", "schedule_minute": "0"}


@given(
    st.sampled_from(_FITTING),
    st.integers(NOW - 10**7, NOW + 10**7),
    st.sampled_from(["UTC", "Asia/Kolkata", "Pacific/Honolulu"]),
)
def test_the_calendar_runs_when_the_interval_would(text, start, zone):
    """In zones whose clocks never change."""
    moment = format_iso(datetime.fromtimestamp(start, UTC))
    fields = {"schedule_interval": text, "schedule_start_date": moment}
    said = calendar_fields.of_interval(fields, NOW, zone)
    by_interval = timetable.runs(fields, NOW, None, zone).at
    assert timetable.runs(said, NOW, None, zone).at == by_interval


@given(st.sampled_from(_FITTING))
def test_without_a_start_it_runs_as_often(text):
    runs = timetable.runs(of(text), NOW, None, "UTC").at
    step = int(timetable.step({"schedule_interval": text}).total_seconds())
    assert {after - before for before, after in pairwise(runs)} == {step}
